"""Write the documentation's pages that are made from the packs: what each covers, and what they say side by side.

Run it after a change of law: ``.venv/bin/python scripts/write_law_pages.py``. A test compares the pages with the packs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import rtwlib
from rtwlib.cli.law_compare import duty_words, said_words
from rtwlib.cli.law_words import marks, value_marks
from rtwlib.comparison.comparing import Said, compare
from rtwlib.comparison.coverage import Coverage, coverage
from rtwlib.dates import Span
from rtwlib.laws import Law
from rtwlib.readers.wording import kind_words
from rtwlib.sources import Confidence
from rtwlib.standing_duties import StandingDuty

REFERENCE = Path(__file__).parent.parent / "docs" / "reference"
ON = date(2026, 1, 1)
COMPARED = (
    "au-nsw", "au-vic", "au-qld", "au-sa", "au-wa", "au-tas", "au-nt", "au-act", "au-cth", "au-sea", "nz", "us-ct",
)  # fmt: skip
_WRITTEN = "<!-- Written by scripts/write_law_pages.py from the packs. Do not edit. -->"


def pages() -> dict[str, str]:
    """Return the pages by file name."""
    known = rtwlib.jurisdictions()
    laws = {name: rtwlib.law(name) for name in known}
    found = {"coverage.md": "\n".join(_coverage([coverage(law) for law in laws.values()]))}
    found["comparison.md"] = "\n".join(_comparison([laws[name] for name in COMPARED if name in laws]))
    return {name: text.rstrip() + "\n" for name, text in found.items()}


def _coverage(packs: Iterable[Coverage]) -> Iterator[str]:
    packs = tuple(packs)
    yield from (_WRITTEN, "", "# What the packs cover", "")
    yield (
        "Every entry says on what it rests: the statute's own text, a regulator's page, a secondary source, or nothing "
        "that confirms it. An unconfirmed entry is marked in every output. A declared gap answers *unknown*; no figure "
        "is carried over it. The counts are of versions of time limits, figures of rates, and standing duties together."
    )
    yield from (
        "",
        "| pack | covers from | time limits | statute | regulator | secondary | unconfirmed | dates not confirmed |",
    )
    yield "|---|---|--:|--:|--:|--:|--:|--:|"
    for pack in packs:
        counts = [str(pack.resting_on(each)) for each in Confidence]
        yield (
            f"| [`{pack.pack}`](#{pack.pack}) | {pack.covers_from} | {pack.rules} | {' | '.join(counts)} "
            f"| {pack.unconfirmed_dates} |"
        )
    for pack in packs:
        yield from ("", f"({pack.pack})=", f"## {pack.pack}: {pack.title}", "")
        if pack.series:
            yield from ("| rate | figures | years covered |", "|---|--:|---|")
            for series in pack.series:
                years = "; ".join(_span(span) for span in series.spans) or "none"
                yield f"| {_cell(series.value.title)} (`{series.value.id}`) | {series.figures} | {years} |"
            yield ""
        if pack.gaps:
            yield from ("Declared gaps:", "")
            for gap in pack.gaps:
                yield f"- `{gap.of}`, {_span(Span(gap.from_, gap.until))}: {gap.why}"
        else:
            yield "No gap is declared."


def _span(span: Span) -> str:
    return f"from {span.first}" + (f" to before {span.end}" if span.end else "")


def _comparison(laws: list[Law]) -> Iterator[str]:
    yield from (_WRITTEN, "", "# The schemes side by side", "")
    yield (
        f"What each pack says on {ON}, subject by subject, with its citation and on what it rests. "
        "`rtw law --compare ID ID ...` gives the same for any laws and any day. A scheme is silent here where its pack "
        "has nothing on the subject, which is not the same as a scheme without such law."
    )
    titles = {law.id: law.stamps[0].title for law in laws}
    for found in compare(laws, ON):
        yield from ("", f"## {found.subject.title}")
        for (law, limits), (_, duties) in zip(found.laws, found.duties, strict=True):
            if not limits and not duties:
                continue
            yield from ("", f"### {titles[law]}", "")
            yield from ("| who and what | law | rests on |", "|---|---|---|")
            yield from (_row(said) for said in limits)
            yield from (_duty(each) for each in duties)


def _row(said: Said) -> str:
    if said.terms is None:
        return f"| {_cell(said_words(said))} | `{said.limit.rule}` | declared gap |"
    silence = said.terms.if_missed
    deems = f"; otherwise deemed: {kind_words(silence.deems)}" if silence and silence.deems else ""
    return f"| {_cell(said_words(said) + deems)} | {_cell(said.terms.cited)} | {marks(said.terms)} |"


def _duty(duty: StandingDuty) -> str:
    cite = "; ".join(each.short for each in duty.cite)
    says = f". {duty.says}" if duty.says else ""
    return f"| {_cell(duty_words(duty) + says)} | {_cell(cite)} | {value_marks(duty)} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*")


if __name__ == "__main__":
    for name, text in pages().items():
        (REFERENCE / name).write_text(text, "utf-8")
