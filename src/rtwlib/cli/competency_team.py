"""`rtw competency team`: who of a team reaches what a role asks, item by item."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click

from rtwlib.cli.competency_input import competency_file, framework_named, frameworks, frameworks_option, role_named
from rtwlib.cli.options import clock_day, json_option, today_option
from rtwlib.cli.output import write, write_json
from rtwlib.competency.assessments import coverage
from rtwlib.competency.pages import team_text


@click.command(
    "team", epilog="\b\nExample:\n  rtw competency team people.json --role coordinator --least 2 --today 2025-03-10"
)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--role", "name", required=True, metavar="ID", help="The role that asks.")
@click.option("--person", "people", multiple=True, metavar="ID", help="Who is of the team; else everybody in the file.")
@click.option("--least", type=click.IntRange(min=1), default=1, help="How many should reach each item.")
@today_option
@frameworks_option
@json_option
def command(
    *,
    file: Path,
    name: str,
    people: tuple[str, ...],
    least: int,
    today: date | datetime | None,
    framework_files: tuple[Path, ...],
    as_json: bool,
) -> int:
    """Say who of a team reaches what a role asks. Ends with 1 where fewer than --least reach an item."""
    known = frameworks(framework_files)
    held = competency_file(file, known)
    role = role_named(held, name)
    day = today.date() if isinstance(today, datetime) else today or clock_day()
    found = coverage(held.assessments, people or held.people, role, framework_named(role.framework, known), today=day)
    if as_json:
        rows = [
            {"item": each.item.id, "wanted": each.wanted, "reached_by": list(each.people),
             "stands": {person: stand.value for person, stand in each.stands}}
            for each in found
        ]  # fmt: skip
        write_json({"format": "rtwlib.competency-team/1", "role": role.id, "today": day.isoformat(), "items": rows})
    else:
        write("\n".join([f"{role.title}   {day}", *(f"  {line}" for line in team_text(found))]))
    return int(any(len(each.people) < least for each in found))
