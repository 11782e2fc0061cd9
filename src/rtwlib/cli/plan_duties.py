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
from rtwlib.plans.abilities import left_out
from rtwlib.plans.bank_files import Bank, read_bank
from rtwlib.plans.functional import Item, Source, side_by_side

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
@click.option("--capacity", is_flag=True, help="Show certified, own and employer's rating of each item side by side.")
@json_option
def command(*, file: str, on: date | None, capacity: bool, as_json: bool) -> int:
    """Rank the duties of a bank for a worker: what fits, what needs a change, what nobody knows, what does not fit.

    BANK is a file of duties and capacity (rtwlib.duties/1). Ends with 1 if no duty fits, changed or not.
    """
    bank, day = one_bank(file), on if on is not None else clock_day()
    if capacity:
        _show_capacity(bank, day, as_json=as_json)
        return 0
    found = bank.search(day)
    notes = left_out(bank.duties, bank.capacity, day)
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
        write_json({"format": "rtwlib.duties-search/1", "duties": rows, "left_out": list(notes)})
    elif not found:
        write("the bank has no duty")
    else:
        rows_text = [
            (each.fit.value.replace("_", " "), each.duty.title, "; ".join((each.why, *each.lacking))) for each in found
        ]
        write("\n".join((*table(rows_text), *(f"Left out: {note}" for note in notes))))
    return int(not any(each.fit.value.startswith("fits") for each in found))


def _show_capacity(bank: Bank, day: date, *, as_json: bool) -> None:
    """Write what each source says of each item of capacity, and what counts."""
    found = side_by_side(bank.capacity, day)
    if as_json:
        rows = [
            {
                "item": each.item,
                **{source.value: item.answer.value if item is not None else None for source, item in each.said},
                "counts": each.counts.answer.value,
                "differ": each.differ,
            }
            for each in found
        ]
        write_json({"format": "rtwlib.capacity/1", "on": day.isoformat(), "items": rows})
        return
    heads = ("item", *(source.value.replace("_", " ") for source in Source), "counts", "")
    lines = [
        (
            each.item,
            *(_said(item) for _, item in each.said),
            _said(each.counts),
            "the sources differ" if each.differ else "",
        )
        for each in found
    ]
    write("\n".join(table([heads, *lines])))


def _said(item: Item | None) -> str:
    """Return what is said of an item, with its limits."""
    if item is None:
        return "-"
    limits = [
        f"{item.most_weight_kg} kg" if item.most_weight_kg is not None else "",
        item.frequency or "",
        f"{item.most_hours_per_day} hours" if item.most_hours_per_day is not None else "",
    ]
    told = ", ".join(each for each in limits if each)
    return item.answer.value.replace("_", " ") + (f" ({told})" if told else "")
