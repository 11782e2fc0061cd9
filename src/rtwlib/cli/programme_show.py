"""`rtw programme show`: a programme, or one register, as an audience may see it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rtwlib.cli.errors import CommandError
from rtwlib.cli.laws import Laws
from rtwlib.cli.options import json_option, packs_option, today_option
from rtwlib.cli.output import write, write_json
from rtwlib.cli.plan_input import one_case
from rtwlib.cli.programme_input import day_of, laws_of, one_programme, seen
from rtwlib.cli.viewing import Viewer, viewer_options
from rtwlib.programme.files import programme_converter, programme_to_dict
from rtwlib.programme.registers import registers
from rtwlib.programme.tables import row_class, write_table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from rtwlib.programme.registers import Programme


@click.command(
    "show",
    epilog="\b\nExamples:\n  rtw programme show programme.json\n  rtw programme show programme.json contacts --csv\n"
    "  rtw programme show programme.json --case case.json --as supervisor --for return_to_work",
)
@click.argument("file", metavar="PROGRAMME")
@click.argument("register", required=False)
@click.option("--csv", "as_csv", is_flag=True, help="Write the register as a table, as import reads it.")
@click.option("--case", "case_file", metavar="CASE", help="Show only the rows of this case, as its consents allow.")
@click.option("--law", "law", metavar="ID", help="See under this law; else under those that the programme names.")
@today_option
@viewer_options
@json_option
@packs_option
def command(
    *,
    file: str,
    register: str | None,
    as_csv: bool,
    case_file: str | None,
    law: str | None,
    today: date | datetime | None,
    audience: str | None,
    purpose: str | None,
    key_file: Path | None,
    packs: tuple[Path, ...],
    as_json: bool,
) -> None:
    """Show how many rows each register has; with REGISTER, its rows.

    An audience that deals with one person at a time, such as a supervisor, needs --case.
    """
    laws = Laws(packs, law)
    viewer = Viewer(laws, audience, purpose, key_file, today)
    silent = audience is not None
    programme = one_programme(file, silent=silent)
    if case_file is not None and not silent:
        message = "--case belongs to --as and --for: whose rows an audience is to see"
        raise CommandError(message)
    if as_csv and register is None:
        message = f"--csv needs a register: {', '.join(registers())}"
        raise CommandError(message)
    try:
        kind = row_class(register) if register is not None else None
    except ValueError as error:
        raise CommandError(str(error)) from None
    found = laws_of(programme, laws)
    case = one_case(case_file, packs, silent=silent) if case_file is not None else None
    programme = seen(programme, viewer, found, day_of(today, found), case)
    if kind is None or register is None:
        if as_json:
            write_json(programme_to_dict(programme))
        else:
            write("\n".join(_counts(programme)))
        return
    rows = getattr(programme, register)
    if as_csv:
        write(write_table(register, rows).removesuffix("\n"))
    elif as_json:
        write_json([programme_converter().unstructure(row) for row in rows])
    else:
        write("\n".join(_rows(rows)) or f"{register}: no row")


def _counts(programme: Programme) -> Iterator[str]:
    yield f"Programme {programme.id}"
    counts = {name: len(getattr(programme, name)) for name in registers()}
    if not any(counts.values()):
        yield "  no row"
    yield from (f"  {name.replace('_', ' ')}: {count}" for name, count in counts.items() if count)


def _rows(rows: tuple[Any, ...]) -> Iterator[str]:
    """Yield each row: its id, then what is known of it, a field on each line."""
    for row in rows:
        found = programme_converter().unstructure(row)
        yield str(found.pop("id"))
        for name, value in found.items():
            yield f"  {name.replace('_', ' ')}: {_text(value)}"


def _text(value: Any) -> str:  # noqa: ANN401 - any JSON value of a field
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "; ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
