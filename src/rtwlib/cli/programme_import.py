"""`rtw programme import`: the rows of a table, added to a register of a programme."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
from attrs import evolve

from rtwlib.cli.errors import CommandError
from rtwlib.cli.inputs import shown
from rtwlib.cli.options import json_option
from rtwlib.cli.output import tell, write, write_json
from rtwlib.cli.programme_input import one_programme, read_input
from rtwlib.codec import InputProblems
from rtwlib.programme.files import dump_programme, programme_to_dict
from rtwlib.programme.registers import Programme
from rtwlib.programme.tables import merged, read_table


@click.command(
    "import",
    epilog="\b\nExamples:\n  rtw programme import contacts contacts.csv --to programme.json --law us-ct\n"
    "  rtw programme import promises promises.csv --to programme.json --replace",
)
@click.argument("register")
@click.argument("file", metavar="FILE.csv")
@click.option(
    "--to", type=click.Path(path_type=Path), metavar="PROGRAMME", help="Add the rows to this file; else print them."
)
@click.option("--replace", is_flag=True, help="Put a row in the place of another with the same id.")
@click.option("--law", "laws", multiple=True, metavar="ID", help="A jurisdiction of a new programme.")
@click.option("--id", "name", default="programme", show_default=True, metavar="ID", help="The id of a new programme.")
@json_option
def command(
    *, register: str, file: str, to: Path | None, replace: bool, laws: tuple[str, ...], name: str, as_json: bool
) -> None:
    """Add the rows of a CSV file to a register: all of them, or none if any has a problem.

    The first line names the columns: rtw programme columns REGISTER lists them. Without a column id, ids are made.
    """
    is_there = to is not None and to.exists()
    programme = one_programme(str(to)) if is_there else Programme(name, laws)
    try:
        present = getattr(programme, register, ())
        rows = read_table(register, read_input(file), (row.id for row in present))
        found, counts = merged(present, rows, replace=replace)
    except InputProblems as error:
        raise CommandError("\n".join(f"{shown(file)}: {problem}" for problem in error.problems)) from None
    except ValueError as error:
        raise CommandError(str(error)) from None
    changed: dict[str, Any] = {register: found}
    programme = evolve(programme, **changed)
    said = f"{register}: {counts['added']} added, {counts['changed']} changed, {counts['same']} already there"
    if to is not None:
        to.write_text(dump_programme(programme), encoding="utf-8")
        if as_json:
            write_json({"register": register, **counts})
        else:
            write(f"{said}. Written to {to.name}. Next: rtw programme check {to.name}")
    else:
        write_json(programme_to_dict(programme))
        tell(said)
