"""`rtw competency assess`: add assessments to a file, from the command line or from a CSV."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from rtwlib.cli.competency_input import competency_file, framework_named, frameworks, frameworks_option, scale_named
from rtwlib.cli.errors import CommandError
from rtwlib.cli.options import Day
from rtwlib.cli.output import tell
from rtwlib.codec import InputProblems, read_bytes, text_of
from rtwlib.competency.assessments import Assessment
from rtwlib.competency.files import (
    CompetencyFile,
    dump_competency_file,
    read_competency_file,
    rows_of,
    with_assessments,
)
from rtwlib.competency.frameworks import METHODS, Framework
from rtwlib.vocabulary import nearest


@click.command(
    "assess",
    epilog="\b\nExamples:\n  rtw competency assess people.json --person p1 --framework strategic-operational \\\n"
    "    --method self --on 2025-03-03 --set trust=alone --set time=with_help --to people-2.json\n"
    "  rtw competency assess people.json --csv assessments.csv --to people-2.json",
)
@click.argument("file", metavar="[FILE]", required=False, type=click.Path(path_type=Path))
@click.option("--person", metavar="ID", help="Whom, by an id of your own.")
@click.option("--framework", "name", metavar="ID", help="The framework of the items.")
@click.option("--method", type=click.Choice(METHODS), help="How it was found.")
@click.option("--on", type=Day(), metavar="DAY", help="The day of the assessment.")
@click.option("--assessor", metavar="ID", help="Who assessed, by an id of your own.")
@click.option("--set", "levels", multiple=True, metavar="ITEM=LEVEL", help="The level of an item; may be repeated.")
@click.option("--evidence", multiple=True, metavar="TEXT", help="Where proof is kept; may be repeated.")
@click.option("--review", "next_review", type=Day(), metavar="DAY", help="When to look again.")
@click.option("--until", type=Day(), metavar="DAY", help="The last day on which it counts.")
@click.option("--csv", "table", type=click.Path(path_type=Path), metavar="FILE", help="Add the rows of this CSV.")
@click.option("--to", "copy", type=click.Path(path_type=Path), required=True, metavar="FILE", help="The file to write.")
@frameworks_option
def command(
    *,
    file: Path | None,
    person: str | None,
    name: str | None,
    method: str | None,
    on: date | None,
    assessor: str | None,
    levels: tuple[str, ...],
    evidence: tuple[str, ...],
    next_review: date | None,
    until: date | None,
    table: Path | None,
    copy: Path,
    framework_files: tuple[Path, ...],
) -> None:
    """Add assessments to a file (or begin one), and write the result; the file that was read stays as it is."""
    known = frameworks(framework_files)
    found = competency_file(file, known) if file is not None else CompetencyFile()
    if file is not None and copy.exists() and copy.samefile(file):
        message = "--to names the input: name another file"
        raise CommandError(message)
    more: list[Assessment] = list(_rows(table)) if table is not None else []
    if levels:
        if person is None or name is None or method is None or on is None:
            message = "--set needs --person, --framework, --method and --on"
            raise CommandError(message)
        framework = framework_named(name, known)
        number = len(found.assessments) + len(more)
        for item, level in _levels(levels, framework):
            number += 1
            more.append(
                Assessment(
                    f"a{number}", person, framework.id, item, level, method, on, assessor, evidence, next_review, until
                )
            )
    if not more:
        message = "nothing to add: give --set ITEM=LEVEL, or --csv FILE"
        raise CommandError(message)
    text = dump_competency_file(with_assessments(found, more))
    try:
        read_competency_file(text, known)
    except InputProblems as error:
        raise CommandError("\n".join(str(problem) for problem in error.problems)) from None
    copy.write_text(text, encoding="utf-8")
    tell(f"{len(more)} assessment{'s' if len(more) != 1 else ''} added; written to {copy}.")


def _rows(table: Path) -> tuple[Assessment, ...]:
    try:
        return rows_of(text_of(read_bytes(table)), Assessment)
    except InputProblems as error:
        raise CommandError("\n".join(f"{table.name}, {problem}" for problem in error.problems)) from None


def _levels(levels: tuple[str, ...], framework: Framework) -> list[tuple[str, str]]:
    scale = scale_named(framework, None)
    items = [each.id for each in framework.items]
    found, problems = [], []
    for text in levels:
        item, equals, level = text.partition("=")
        if not equals or item not in items:
            near = nearest(item, items)
            problems.append(f"--set {item}: " + (f"nearest: {', '.join(near)}" if near else "expected ITEM=LEVEL"))
        elif level not in scale.levels:
            problems.append(f"--set {item}: '{level}' is no level; expected one of {', '.join(scale.levels)}")
        else:
            found.append((item, level))
    if problems:
        raise CommandError("\n".join(problems))
    return found
