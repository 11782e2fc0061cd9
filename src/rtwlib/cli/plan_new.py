"""`rtw plan new`: build a graduated plan from a start to the former pattern of work."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from rtwlib import planning
from rtwlib.cli.errors import CommandError
from rtwlib.cli.options import Day, json_option, packs_option
from rtwlib.cli.output import write, write_json
from rtwlib.cli.plan_input import one_case, pattern
from rtwlib.plans.building import PROGRESSIONS
from rtwlib.plans.files import dump_plan
from rtwlib.plans.pages import plan_text
from rtwlib.plans.records import proposal_to_json

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from decimal import Decimal

    from rtwlib.plans.building import Proposal


@click.command(
    "new",
    epilog="\b\nExamples:\n  rtw plan new case.json --start 2025-01-13 --first 4x3 --to plan.json\n"
    "  rtw plan new case.json --start 2025-01-13 --table 4x3,4x5,6x5",
)
@click.argument("file", metavar="CASE")
@click.option("--start", "starts", type=Day(), required=True, metavar="DAY", help="The first day of the plan.")
@click.option("--first", "first", metavar="HxD", help="Hours a day x days a week to begin with; else all certified.")
@click.option("--normal", "normal", metavar="HxD", help="The former pattern; else the worker's in the case.")
@click.option("--progression", type=click.Choice(PROGRESSIONS), default="mixed", show_default=True, help="What rises.")
@click.option("--table", "table", metavar="HxD,...", help="The pattern of each week in turn, your own table.")
@click.option("--step-hours", metavar="H", help="Hours a day more at each step.")
@click.option("--step-days", metavar="D", help="Days a week more at each step.")
@click.option("--weeks-per-step", type=click.IntRange(1, 52), metavar="N", help="Weeks on each step.")
@click.option("--most-weeks", type=click.IntRange(1, 104), metavar="N", help="Weeks at most.")
@click.option("--duty", "duties", multiple=True, metavar="TEXT", help="A duty of every phase; may be given again.")
@click.option("--to", "to", type=click.Path(path_type=Path), metavar="FILE", help="Write the plan to this file.")
@json_option
@packs_option
def command(
    *,
    file: str,
    starts: date,
    first: str | None,
    normal: str | None,
    progression: str,
    table: str | None,
    step_hours: str | None,
    step_days: str | None,
    weeks_per_step: int | None,
    most_weeks: int | None,
    duties: tuple[str, ...],
    to: Path | None,
    packs: tuple[Path, ...],
    as_json: bool,
) -> int:
    """Build a graduated plan within what is certified, and say every choice that was made for you.

    Ends with 1 where the former pattern is not reached, or no plan can be built; why is said.
    """
    case = one_case(file, packs)
    try:
        found = planning.graduate(
            case,
            starts=starts,
            first=pattern(first) if first else None,
            normal=pattern(normal) if normal else None,
            progression="table" if table else progression,
            step_hours=_number(step_hours),
            step_days=_number(step_days),
            weeks_per_step=weeks_per_step,
            most_weeks=most_weeks,
            table=[pattern(each) for each in table.split(",")] if table else (),
            duties=duties,
        )
    except ValueError as error:
        raise CommandError(str(error)) from None
    if to is not None and found.plan is not None:
        to.write_text(dump_plan(found.plan), encoding="utf-8")
    if as_json:
        write_json(proposal_to_json(found))
    else:
        write("\n".join(_lines(found, to)))
    return int(not found.reached)


def _number(text: str | None) -> Decimal | None:
    return pattern(f"{text}x1")[0] if text else None


def _lines(found: Proposal, to: Path | None) -> Iterator[str]:
    """Yield the plan, why it is as it is, and the choices that were made."""
    if found.plan is None:
        yield "No plan can be built."
    else:
        yield plan_text(found.plan)
        yield ""
        yield "The former pattern is reached." if found.reached else "The former pattern is not reached."
    yield from (f"  {each}" for each in found.why)
    if found.defaults:
        yield "Chosen for you (name them to choose yourself):"
        yield from (f"  {each.name} = {each.value}   {each.says}" for each in found.defaults)
    if to is not None and found.plan is not None:
        yield f"Written to {to.name}. Next: rtw plan check {to.name} --case CASE"
