"""`rtw competency requirements`: what the laws ask about coordinators and their training, with thresholds and dates."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import attrs
import click

from rtwlib import api
from rtwlib.cli.options import Day, json_option, packs_option
from rtwlib.cli.output import write, write_json
from rtwlib.competency.requirements import Requirement, coordinator_requirements


@click.command(
    "requirements",
    epilog="\b\nExamples:\n  rtw competency requirements\n  rtw competency requirements au-vic au-qld --at 2026-11-27",
)
@click.argument("ids", metavar="[ID]...", nargs=-1)
@click.option("--at", "at", type=Day(), metavar="DAY", help="Show only what holds on this day.")
@packs_option
@json_option
def command(*, ids: tuple[str, ...], at: date | None, packs: tuple[Path, ...], as_json: bool) -> None:
    """Say what the laws ask about coordinators: duties, limits and thresholds, as the packs state them.

    What a pack does not know for a stretch of time is said too.
    """
    names = ids or api.jurisdictions(packs=packs)
    found = coordinator_requirements(api.law(name, packs=packs) for name in names)
    found = found if at is None else tuple(each for each in found if each.holds(at))
    if as_json:
        rows = [{key.rstrip("_"): _plain(value) for key, value in attrs.asdict(each).items()} for each in found]
        write_json({"format": "rtwlib.coordinator-requirements/1", "requirements": rows})
    elif not found:
        write("The packs state nothing about coordinators.")
    else:
        write("\n".join(_line(each) for each in found))


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else None if value is None else str(value)


def _line(each: Requirement) -> str:
    since = f", from {each.from_}" if each.from_ is not None else ""
    since += f" to before {each.until}" if each.until is not None else ""
    if each.sort == "gap":
        return f"{each.rule}   {each.title}: not known{since}: {each.says}"
    amount = f": {each.amount}" if each.amount else ""
    known = () if each.confidence == "statute" else (each.confidence,)
    marks = ", ".join(dict.fromkeys((*known, *each.marks)))
    says = f"\n    {each.says}" if each.says else ""
    return f"{each.rule}   {each.title}{amount}{since}   {each.cite}{f' ({marks})' if marks else ''}{says}"
