"""`rtw programme scorecard`: how far administrators and managed care keep their service levels."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from rtwlib.audit.report import table
from rtwlib.cases import Case
from rtwlib.cli.inputs import read_files
from rtwlib.cli.laws import Laws
from rtwlib.cli.options import json_option, packs_option, today_option
from rtwlib.cli.output import write, write_json
from rtwlib.cli.programme_input import day_of, laws_of, one_programme
from rtwlib.programme.records import scorecard_to_json
from rtwlib.programme.scorecard import BUSINESS_DAYS, OUTCOMES, score_findings, scorecard

if TYPE_CHECKING:
    from datetime import date, datetime
    from decimal import Decimal

    from rtwlib.programme.office import ServiceLevel
    from rtwlib.programme.scorecard import Score

_NOTHING = "-"


@click.command(
    "scorecard", epilog="\b\nExamples:\n  rtw programme scorecard programme.json cases.jsonl --today 2025-01-06"
)
@click.argument("file", metavar="PROGRAMME")
@click.argument("cases", nargs=-1, metavar="[CASE]...")
@today_option
@json_option
@packs_option
def command(
    *,
    file: str,
    cases: tuple[str, ...],
    today: date | datetime | None,
    packs: tuple[Path, ...],
    as_json: bool,
) -> int:
    """Count what was done in time and complete, from the events of cases and the deliveries of the programme.

    What is not yet due, and what cannot be known, counts neither way. Ends with 1 if a level is not kept.
    """
    programme = one_programme(file)
    read = [each for each in read_files(cases, packs)[0] if isinstance(each, Case)] if cases else []
    laws = laws_of(programme, Laws(packs))
    day = day_of(today, laws)
    calendar = laws[0].time[laws[0].id].calendar if laws else None
    scores = scorecard(programme, read, today=day, calendar=calendar)
    findings = score_findings(scores)
    if as_json:
        write_json(scorecard_to_json(programme.id, day, scores, findings))
    elif not scores:
        write(f"{programme.id}: the register service_levels has no row")
    else:
        write("\n".join(table([_HEADING, *map(_row, scores)])))
    return int(bool(findings))


_HEADING = (
    "provider", "level", "days", "target", "in time", "complete", *(name.replace("_", " ") for name in OUTCOMES),
    "issues open", "settled", "kept",
)  # fmt: skip


def _row(score: Score) -> tuple[str, ...]:
    level = score.level
    kept = {True: "yes", False: "NO", None: "not known"}[score.kept]
    return (
        level.provider or _NOTHING,
        level.title or level.id,
        _days(level),
        _percent(level.target_percent),
        _percent(score.percent_in_time),
        _percent(score.percent_complete),
        *(str(count) for _, count in score.counts),
        str(score.issues_open),
        str(score.issues_settled),
        kept,
    )


def _days(level: ServiceLevel) -> str:
    if level.days is None:
        return _NOTHING
    return f"{level.days} open" if level.counted_in == BUSINESS_DAYS else str(level.days)


def _percent(value: Decimal | None) -> str:
    return _NOTHING if value is None else f"{value} %"
