"""`rtw timeline`: what is due in a case, when, who owes it, under which section and in which state."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click
from attrs import evolve

from rtwlib import api
from rtwlib.audit.running import WrongLaw
from rtwlib.cli.errors import CommandError
from rtwlib.cli.inputs import check_output, read_files
from rtwlib.cli.laws import Laws
from rtwlib.cli.options import clock_day, json_option, packs_option, today_option
from rtwlib.cli.output import paint_state, screen_width, write, write_json
from rtwlib.cli.viewing import Viewer, viewer_options
from rtwlib.entries import State
from rtwlib.readers.page import timeline_page
from rtwlib.readers.prose import timeline_reasons, timeline_text
from rtwlib.readers.records import timeline_to_json, timelines_to_json

if TYPE_CHECKING:
    from datetime import date

    from rtwlib.cases import Case, EmployerFile
    from rtwlib.entries import Timeline

_TROUBLE = frozenset({State.MISSED, State.BREACHED})


@click.command(
    "timeline",
    epilog="\b\nExamples:\n  rtw timeline case.json --today 2025-01-06 --explain\n"
    "  rtw timeline case.json --html due.html --ics due.ics",
)
@click.argument("files", nargs=-1, required=True, metavar="CASE...")
@today_option
@click.option("--law", "law", metavar="ID", help="Read under this law only; else under those that the case names.")
@click.option("--explain", is_flag=True, help="Show the arithmetic and the citations behind every date.")
@click.option("--all", "everything", is_flag=True, help="Show the rules that were left out too, and why.")
@click.option(
    "--ics", type=click.Path(path_type=Path), metavar="FILE", help="Write what is still to be done as a calendar."
)
@click.option("--html", type=click.Path(path_type=Path), metavar="FILE", help="Write a page to send out too.")
@viewer_options
@json_option
@packs_option
def command(
    *,
    files: tuple[str, ...],
    today: date | datetime | None,
    law: str | None,
    packs: tuple[Path, ...],
    explain: bool,
    everything: bool,
    ics: Path | None,
    html: Path | None,
    audience: str | None,
    purpose: str | None,
    key_file: Path | None,
    as_json: bool,
) -> int:
    """Say what is due in a case: when, who owes it, under which section, and in which state.

    CASE is a file with one case (rtwlib.case/1), with a list of cases, or with one case on each line; an
    employer's file (rtwlib.employer/1); or `-` for stdin. Ends with 1 if anything is missed or breached.
    """
    for option, path in (("--ics", ics), ("--html", html)):
        check_output(option, str(path) if path is not None else None, files)
    laws = Laws(packs, law)
    viewer = Viewer(laws, audience, purpose, key_file, today)
    read, several = read_files(files, packs, silent=audience is not None)
    read = viewer.files(read)
    timelines = [
        timeline_of(file, laws, today, explain=explain, everything=everything, blind=audience is not None)
        for file in read
    ]
    if ics is not None and timelines:
        _write_calendar(timelines, ics)
    hidden = f"Rules that rest on what {audience} may not see for {purpose} are left out." if audience else None
    if html is not None:
        html.write_text(timeline_page(timelines, hidden), encoding="utf-8")
    if as_json:
        write_json(timelines_to_json(timelines) if several else timeline_to_json(timelines[0]))
    else:
        for number, timeline in enumerate(timelines):
            write(("\n" if number else "") + timeline_text(timeline, paint_state, screen_width()))
            if hidden is not None:
                write(hidden)
            if explain and timeline.entries:
                write("\n" + timeline_reasons(timeline))
    return int(any(entry.state in _TROUBLE for timeline in timelines for entry in timeline.entries))


def _write_calendar(timelines: list[Timeline], to: Path) -> None:
    """Write the days of what is still to be done or runs out; the titles name no case."""
    from rtwlib.programme import agenda  # noqa: PLC0415 - loaded only where a calendar is asked for

    items = agenda.merged(*map(agenda.deadline_items, timelines))
    days = [each.today.date() if isinstance(each.today, datetime) else each.today for each in timelines]
    to.write_text(agenda.agenda_ics(items, stamped=max(days)), encoding="utf-8", newline="")


def timeline_of(
    file: Case | EmployerFile,
    laws: Laws,
    today: date | datetime | None,
    *,
    explain: bool,
    everything: bool,
    blind: bool,
) -> Timeline:
    """Return the timeline of a case under all its laws together; ``blind``, without rules whose trigger is hidden."""
    try:
        chosen = laws.of(file)
    except WrongLaw as error:
        message = f"{file.id}: {error}"
        raise CommandError(message) from None
    day = today if today is not None else clock_day(chosen[0].zone)
    first, *others = [
        api.timeline(file, law, today=day, explain=explain, include_left_out=everything, skip_unknown_triggers=blind)
        for law in chosen
    ]
    for other in others:
        first = evolve(
            first,
            laws=tuple(dict.fromkeys((*first.laws, *other.laws))),
            entries=tuple(sorted((*first.entries, *other.entries), key=lambda entry: entry.sort_key)),
            left_out=(*first.left_out, *other.left_out),
        )
    return first
