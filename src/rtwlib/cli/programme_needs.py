"""`rtw programme needs`: needs for training, from the gaps of a team and the findings of an audit."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from attrs import evolve

from rtwlib.audit.report import table
from rtwlib.cli.competency_input import competency_file, framework_named, frameworks, frameworks_option, role_named
from rtwlib.cli.errors import CommandError
from rtwlib.cli.inputs import shown
from rtwlib.cli.options import json_option, today_option
from rtwlib.cli.output import write, write_json
from rtwlib.cli.programme_input import day_of, one_programme, read_input
from rtwlib.codec import InputProblems, refuse
from rtwlib.competency.assessments import coverage
from rtwlib.file_formats import content_of, object_of
from rtwlib.programme.files import dump_programme, programme_converter
from rtwlib.programme.needs import FoundNeed, Lapse, needs_from_coverage, needs_from_lapses

if TYPE_CHECKING:
    from collections.abc import Iterator

_AUDIT = "rtwlib.audit/1"


@click.command(
    "needs",
    epilog="\b\nExamples:\n  rtw programme needs programme.json --competency people.json --role coordinator\n"
    "  rtw audit cases.jsonl --json > audit.json\n"
    "  rtw programme needs programme.json --audit audit.json --least 3 --to programme.json",
)
@click.argument("file", metavar="PROGRAMME")
@click.option("--competency", type=click.Path(path_type=Path), metavar="FILE", help="Assessments of the team.")
@click.option("--role", "role_name", metavar="ID", help="The role that asks, in the file of assessments.")
@click.option("--audit", "audit_file", metavar="FILE", help="What rtw audit --json wrote.")
@click.option("--least", type=click.IntRange(min=1), default=1, help="How often a duty must have lapsed.")
@click.option(
    "--to", type=click.Path(path_type=Path), metavar="PROGRAMME", help="Write the programme with the new rows."
)
@today_option
@frameworks_option
@json_option
def command(
    *,
    file: str,
    competency: Path | None,
    role_name: str | None,
    audit_file: str | None,
    least: int,
    to: Path | None,
    today: date | datetime | None,
    framework_files: tuple[Path, ...],
    as_json: bool,
) -> None:
    """Propose needs for training: items of a role that the team lacks, and duties that were missed, late or breached.

    A need that the register training_needs has already, by its id, stays as it is. Nobody is named.
    """
    if competency is None and audit_file is None:
        message = "give --competency with --role, --audit, or both"
        raise CommandError(message)
    programme = one_programme(file)
    day = day_of(today, ())
    found: list[FoundNeed] = []
    if competency is not None:
        found += _of_team(competency, role_name, framework_files, day)
    if audit_file is not None:
        found += needs_from_lapses(_lapses(audit_file), day, least=least)
    known = {row.id for row in programme.training_needs}
    new = tuple(each.row for each in found if each.row.id not in known)
    if to is not None:
        wider = evolve(programme, training_needs=(*programme.training_needs, *new))
        to.write_text(dump_programme(wider), encoding="utf-8")
    if as_json:
        write_json({"format": "rtwlib.training-needs/1", "today": day.isoformat(), "needs": _rows(found, known)})
        return
    write(f"{len(found)} needs for training, {len(new)} of them new")
    if found:
        write("\n".join(table([_row(each, known) for each in found])))
    if to is not None:
        write(f"Written to {to.name}. Next: rtw programme show {to.name} training_needs")


def _of_team(file: Path, name: str | None, framework_files: tuple[Path, ...], day: date) -> tuple[FoundNeed, ...]:
    if name is None:
        message = "--competency needs --role: the role that asks"
        raise CommandError(message)
    known = frameworks(framework_files)
    held = competency_file(file, known)
    role = role_named(held, name)
    covers = coverage(held.assessments, held.people, role, framework_named(role.framework, known), today=day)
    return needs_from_coverage(covers, role, day)


def _lapses(name: str) -> Iterator[Lapse]:
    """Yield the findings of an audit that name a rule and who owed it."""
    try:
        rows = content_of(object_of(read_input(name)), _AUDIT).get("findings")
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            refuse("expected a list of objects", "findings")
    except InputProblems as error:
        raise CommandError("\n".join(f"{shown(name)}: {problem}" for problem in error.problems)) from None
    for row in rows:
        words = [row.get(key) for key in ("code", "rule", "title", "owed_by")]
        if all(isinstance(word, str) for word in words):
            yield Lapse(*words)


def _row(each: FoundNeed, known: set[str]) -> tuple[str, ...]:
    row = each.row
    people = "person lacks it" if each.count == 1 else "people lack it"
    times = "time" if each.count == 1 else "times"
    said = f"{each.count} {people}" if row.found_by == "gap" else f"{row.finding}, {each.count} {times}"
    stands = "recorded" if row.id in known else "new"
    return f"  {stands}", row.for_whom or "", said, row.subject or ""


def _rows(found: list[FoundNeed], known: set[str]) -> list[dict[str, Any]]:
    converter = programme_converter()
    return [
        {**converter.unstructure(each.row), "count": each.count, "recorded": each.row.id in known} for each in found
    ]
