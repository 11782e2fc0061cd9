"""`rtw plan progress`: hours done against hours planned, and the proposal of a review by the user's criteria."""

from __future__ import annotations

import csv
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rtwlib.audit.report import table
from rtwlib.cli.errors import CommandError
from rtwlib.cli.laws import Laws
from rtwlib.cli.options import json_option, packs_option, today_option
from rtwlib.cli.output import write, write_json
from rtwlib.cli.plan_input import day_of, law_of, one_case, one_plan, seen
from rtwlib.cli.viewing import Viewer, viewer_options
from rtwlib.dates import DayError, parse_day
from rtwlib.plans.progress import Criteria, Entry, compared, last_worked, review, since_last_work
from rtwlib.plans.records import progress_to_json

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from rtwlib.plans.plan import Plan
    from rtwlib.plans.progress import Compared, Reviewed

_COLUMNS = ("on", "hours", "attended", "tolerance", "pain")
_ANSWERS = {"yes": True, "true": True, "no": False, "false": False}


@click.command(
    "progress",
    epilog="\b\nExamples:\n  rtw plan progress plan.json --case case.json --diary diary.csv --upgrade-percent 90",
)
@click.argument("plan_file", metavar="PLAN")
@click.option("--case", "case_file", required=True, metavar="CASE", help="The case that the plan belongs to.")
@click.option(
    "--diary", "diary_file", required=True, metavar="CSV", help=f"Columns {', '.join(_COLUMNS)}; on is needed."
)
@click.option(
    "--upgrade-percent", metavar="P", help="Propose to go up from this share of the planned hours; off if left out."
)
@click.option("--step-back-percent", metavar="P", help="Propose to step back below this share; off if left out.")
@click.option("--most-pain", type=click.IntRange(0, 10), metavar="N", help="Hold above this pain; off if left out.")
@click.option("--least-tolerance", type=click.IntRange(0, 10), metavar="N", help="Hold below this; off if left out.")
@click.option("--law", "law", metavar="ID", help="Read under this law; else under the one that the case names.")
@today_option
@viewer_options
@json_option
@packs_option
def command(
    *,
    plan_file: str,
    case_file: str,
    diary_file: str,
    upgrade_percent: str | None,
    step_back_percent: str | None,
    most_pain: int | None,
    least_tolerance: int | None,
    law: str | None,
    today: date | datetime | None,
    audience: str | None,
    purpose: str | None,
    key_file: Path | None,
    packs: tuple[Path, ...],
    as_json: bool,
) -> int:
    """Hold a diary against a plan, phase by phase; with a criterion, propose to go up, to hold or to step back.

    No criterion is turned on unless you name it, and none is law.
    """
    laws = Laws(packs, law)
    viewer = Viewer(laws, audience, purpose, key_file, today)
    silent = audience is not None
    plan, case = one_plan(plan_file, silent=silent), one_case(case_file, packs, silent=silent)
    found = law_of(case, laws)
    plan, case = seen(plan, case, found, viewer)
    entries = _diary(diary_file)
    if silent:
        shown_sorts = set(viewer.view(case, audience or "", purpose or "").shown)
        entries = [_seen(entry, shown_sorts) for entry in entries]
    day = day_of(today, found)
    done = compared(plan, entries, day)
    by = Criteria(_percent(upgrade_percent), _percent(step_back_percent), most_pain, least_tolerance)
    reviewed = review(plan, entries, case.certificates, day, by) if by != Criteria() else None
    if as_json:
        write_json(progress_to_json(plan.id, done, reviewed, last_worked(entries, day), day))
    else:
        write("\n".join((*_lines(plan, done), _since(last_worked(entries, day), day), *_proposed(reviewed))))
    return 0


def _seen(entry: Entry, sorts: set[str]) -> Entry:
    """Return a day of the diary without what the audience may not see."""
    if "plan" not in sorts:
        return Entry(entry.on)
    tolerance = entry.tolerance if "capacity" in sorts else None
    pain = entry.pain if "medical" in sorts else None
    return Entry(entry.on, entry.hours, entry.attended, tolerance, pain)


def _diary(name: str) -> list[Entry]:
    """Return the days of a diary. Raises `CommandError` with every problem of the file."""
    problems: list[str] = []
    entries = []
    with Path(name).open(encoding="utf-8-sig", newline="") as stream:
        rows = csv.DictReader(stream)
        unknown = [each for each in rows.fieldnames or () if each not in _COLUMNS]
        if unknown or "on" not in (rows.fieldnames or ()):
            message = f"{Path(name).name}: expected the columns {', '.join(_COLUMNS)}"
            raise CommandError(message + (f", not {', '.join(unknown)}" if unknown else ""))
        for line, row in enumerate(rows, start=2):
            try:
                entries.append(_entry(row))
            except (DayError, InvalidOperation, ValueError, KeyError) as error:
                problems.append(f"{Path(name).name}, line {line}: {_said(error)}")
    if problems:
        raise CommandError("\n".join(problems))
    return entries


def _said(error: Exception) -> str:
    if isinstance(error, DayError):
        return str(error)
    return "hours are a number, attended is yes or no, tolerance and pain are whole numbers from 0 to 10"


def _entry(row: dict[str, str]) -> Entry:
    hours, attended = row.get("hours") or None, row.get("attended") or None
    scores = [row.get(name) or None for name in ("tolerance", "pain")]
    numbers = [None if each is None else int(each) for each in scores]
    if any(each is not None and not 0 <= each <= 10 for each in numbers):  # noqa: PLR2004 - a scale from 0 to 10
        raise ValueError
    return Entry(
        parse_day(row["on"]),
        None if hours is None else Decimal(hours),
        None if attended is None else _ANSWERS[attended.strip().lower()],
        numbers[0],
        numbers[1],
    )


def _percent(text: str | None) -> Decimal | None:
    try:
        return None if text is None else Decimal(text)
    except InvalidOperation:
        message = f"'{text}' is no percentage: write a number, like 90"
        raise CommandError(message) from None


def _lines(plan: Plan, done: tuple[Compared, ...]) -> Iterator[str]:
    """Yield planned against done."""
    yield f"{plan.id}: hours done against hours planned"
    rows = [
        (f"  phase {each.phase + 1}", "unknown" if each.percent is None else f"{each.percent} %", each.why)
        for each in done
    ]
    yield from table(rows, right=(1,)) if rows else ("  no phase has begun",)


def _since(worked: date | None, day: date) -> str:
    """Return the time since the last work. Nothing is concluded from it."""
    if worked is None:
        return "Last worked: the diary shows no day"
    since = since_last_work(worked, day)
    return f"Last worked on {worked}, {since} {'day' if since == 1 else 'days'} before {day}"


def _proposed(reviewed: Reviewed | None) -> Iterator[str]:
    """Yield the proposal with its reasons."""
    if reviewed is None:
        yield "No criterion is turned on, so nothing is proposed."
        return
    yield f"Proposal: {reviewed.proposal.value.replace('_', ' ')}"
    for step in reviewed.reasons:
        note = f"   ({step.note})" if step.note else ""
        yield f"  {step.label}: {step.value}{note}"
    yield from (f"  {each}" for each in reviewed.needs)
