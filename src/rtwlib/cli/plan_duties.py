"""`rtw plan duties`: which duties of the employer's bank suit the worker, nearest to the former work first."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from rtwlib.audit.report import table
from rtwlib.cli.errors import CommandError
from rtwlib.cli.inputs import shown
from rtwlib.cli.options import Day, clock_day, json_option
from rtwlib.cli.output import write, write_json
from rtwlib.codec import InputProblems
from rtwlib.plans.bank_files import Bank, read_bank

if TYPE_CHECKING:
    from datetime import date


def one_bank(file: str) -> Bank:
    """Return the bank of a file. Raises `CommandError` with every problem."""
    try:
        return read_bank(Path(file))
    except InputProblems as error:
        raise CommandError("\n".join(f"{shown(file)}: {problem}" for problem in error.problems)) from None


@click.command("duties", epilog="\b\nExamples:\n  rtw plan duties duties.json --on 2025-01-13")
@click.argument("file", metavar="BANK")
@click.option("--on", "on", type=Day(), metavar="DAY", help="The day on which the worker would begin; else today.")
@json_option
def command(*, file: str, on: date | None, as_json: bool) -> int:
    """Rank the duties of a bank for a worker: what fits, what needs a change, what nobody knows, what does not fit.

    BANK is a file of duties and capacity (rtwlib.duties/1). Ends with 1 if no duty fits, changed or not.
    """
    found = one_bank(file).search(on if on is not None else clock_day())
    if as_json:
        rows = [
            {
                "duty": each.duty.id,
                "title": each.duty.title,
                "fit": each.fit.value,
                "why": [one.why for one in each.matched],
                "lacking": list(each.lacking),
            }
            for each in found
        ]
        write_json({"format": "rtwlib.duties-search/1", "duties": rows})
    elif not found:
        write("the bank has no duty")
    else:
        rows_text = [
            (each.fit.value.replace("_", " "), each.duty.title, "; ".join((each.why, *each.lacking))) for each in found
        ]
        write("\n".join(table(rows_text)))
    return int(not any(each.fit.value.startswith("fits") for each in found))
