"""The last part of `rtw demo`: one claim that nobody answered, under several laws side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rtwlib import api
from rtwlib.comparison.comparing import subject_of
from rtwlib.readers.wording import cited_words, kind_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rtwlib.cases import Case
    from rtwlib.cli.laws import Laws
    from rtwlib.entries import Entry
    from rtwlib.laws import Law

_SUBJECT = "decide"


def silence_text(cases: Iterable[Case], laws: Laws) -> str:
    """Return what each law says of a claim that nobody decides: by when it was due, and what silence means."""
    lines = ["One claim that nobody answered, law by law"]
    for case in cases:
        for law in laws.of(case):
            lines += ["", f"  {law.stamps[0].title}", *(f"    {line}" for line in _law(case, law))]
    return "\n".join(lines)


def _law(case: Case, law: Law) -> Iterator[str]:
    today = case.history.through if case.history is not None else None
    if today is None:
        return
    entries = api.timeline(case, law, today=today).entries
    found = [entry for entry in entries if subject_of(law.by_id[entry.rule], law).id == _SUBJECT and entry.kind.is_act]
    dated = [entry for entry in found if entry.due is not None]
    if not found:
        yield "nothing was to be decided on these facts"
    for entry in dated or found:
        yield f"{entry.due or 'no day'}   {entry.title}   {cited_words(entry)}   {entry.state.value}"
        yield f"             silence: {_silence(entry)}"


def _silence(entry: Entry) -> str:
    if entry.deems:
        said = kind_words(entry.deems)
        return f"deemed {said}" + (f" ({entry.consequence})" if entry.consequence else "")
    return entry.consequence or "no consequence is stated"
