"""`rtw demo`: the main job on the portfolio that is shipped: sums, what is overdue, and one date explained."""

from __future__ import annotations

import io
from collections import Counter
from importlib.resources import files as resources
from typing import TYPE_CHECKING, Any

import click

from rtwlib import api
from rtwlib.audit.casestreams import items, read_cases
from rtwlib.audit.report import audit_text
from rtwlib.audit.running import Auditor, Read, Source
from rtwlib.cli.demo_silence import silence_text
from rtwlib.cli.errors import CommandError
from rtwlib.cli.laws import Laws
from rtwlib.cli.options import clock_day, json_option, today_option
from rtwlib.cli.output import paint_severity, write, write_json
from rtwlib.entries import State
from rtwlib.readers.prose import entry_text, timeline_heading
from rtwlib.readers.records import entry_to_json

if TYPE_CHECKING:
    from datetime import date, datetime

    from rtwlib.cases import Case
    from rtwlib.entries import Entry, Timeline

_FILES = ("portfolio.json", "australia.json")
_UNANSWERED = "unanswered.json"
_LISTED = 8


@click.command("demo")
@today_option
@json_option
def command(*, today: date | datetime | None, as_json: bool) -> None:
    """See the main job on an invented portfolio: sums, what is overdue, and one date with its reasons.

    Without --today it is read on the day to which its records reach, so that it always shows the same.
    """
    files = {name: _cases(name) for name in _FILES}
    cases = [case for found in files.values() for case in found]
    laws = Laws()
    day = today if today is not None else _last_day(cases)
    zone = str(laws.of(cases[0])[0].zone)
    sources = [Source(name, iter([Read(case) for case in found])) for name, found in files.items()]
    audit = Auditor(laws.of, day, zone).run(sources)
    shown = _explained(cases, laws, day)
    if as_json:
        explained = {"case": shown[0].case, **entry_to_json(shown[1])} if shown else None
        write_json({**audit.to_json(), "explained": explained})
        return
    write(f"An invented portfolio of {len(cases)} cases, shipped with rtwlib. No person in it is real.\n")
    write(audit_text(audit, _LISTED, paint_severity))
    if shown is not None:
        write(f"\nOne of these dates, explained\n\n{timeline_heading(shown[0])}\n{entry_text(shown[1])}")
    write("\n" + silence_text(_cases(_UNANSWERED), laws))
    write("\nThe same on your own cases: rtw audit FILE; on one case: rtw timeline CASE --explain")


def _cases(name: str) -> list[Case]:
    """Return the cases of a shipped file."""
    data = resources("rtwlib").joinpath("demo", name).read_bytes()
    found = list(read_cases(items(io.BytesIO(data)), _read))
    wrong = [item.message for item in found if not isinstance(item, Read)]
    if wrong:
        raise CommandError("\n".join(wrong))
    return [item.case for item in found if isinstance(item, Read)]


def _read(found: Any) -> Case:  # noqa: ANN401  # any JSON value
    """Return the case in a JSON object."""
    return api.read_case(found)


def _last_day(cases: list[Case]) -> date:
    """Return the last day to which any record reaches, else the clock's day."""
    days = [case.history.through for case in cases if case.history is not None and case.history.through is not None]
    return max(days, default=clock_day())


def _explained(cases: list[Case], laws: Laws, day: date | datetime) -> tuple[Timeline, Entry] | None:
    """Return one missed limit with its reasons: one with a consequence, of the rule that is missed most, the latest."""
    found = [
        (timeline, entry)
        for case in cases
        for law in laws.of(case)
        for timeline in (api.timeline(case, law, today=day),)
        for entry in timeline.entries
        if entry.state is State.MISSED and entry.due is not None
    ]
    if not found:
        return None
    counts = Counter(entry.rule for _, entry in found)
    timeline, entry = max(
        found,
        key=lambda pair: (
            bool(pair[1].deems),
            bool(pair[1].consequence),
            counts[pair[1].rule],
            pair[1].due,
            pair[0].case,
        ),
    )
    return timeline, api.with_reasons(entry)
