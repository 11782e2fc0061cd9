"""`rtw programme columns`: which registers there are, and which columns a table for one of them may have."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, get_args, get_origin

import click

from rtwlib.audit.report import table
from rtwlib.cli.errors import CommandError
from rtwlib.cli.options import json_option
from rtwlib.cli.output import write, write_json
from rtwlib.programme.fields import Meaning, meanings, types_of
from rtwlib.programme.registers import registers
from rtwlib.programme.tables import row_class

_NAMES = {str: "text", bool: "yes or no", int: "whole number", Decimal: "decimal number", date: "day, YYYY-MM-DD"}


@click.command("columns", epilog="\b\nExamples:\n  rtw programme columns\n  rtw programme columns contacts")
@click.argument("register", required=False)
@json_option
def command(*, register: str | None, as_json: bool) -> None:
    """List the registers; with REGISTER, its columns, what stands in them, and the sort of data that they are."""
    if register is None:
        rows = [(name, (kind.__doc__ or "").split("\n", 1)[0].rstrip(".")) for name, kind in registers().items()]
        if as_json:
            write_json([{"register": name, "holds": holds} for name, holds in rows])
        else:
            write("\n".join(table(rows)))
        return
    try:
        kind = row_class(register)
    except ValueError as error:
        raise CommandError(str(error)) from None
    types = types_of(kind)
    columns = [(name.rstrip("_"), meaning.category, _holds(meaning, types[name])) for name, meaning in meanings(kind)]
    if as_json:
        write_json([{"column": name, "data": data, "holds": holds} for name, data, holds in columns])
    else:
        write("\n".join(table(columns)))


def _holds(meaning: Meaning, kind: Any) -> str:  # noqa: ANN401 - any type
    """Return in words what stands in a column."""
    several = get_origin(kind) is tuple
    inner = next((each for each in get_args(kind) if each not in {type(None), Ellipsis}), kind)
    if meaning.words:
        what = f"one of {', '.join(meaning.words)}"
    elif meaning.refers is not None:
        what = f"id among the {meaning.refers.replace('_', ' ')}"
    elif meaning.law is not None:
        what = "id of a rule of law" if meaning.law == "rule" else "kind of event"
    else:
        what = _NAMES[inner]
    return f"{what}; several divided by |" if several else what
