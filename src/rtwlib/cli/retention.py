"""`rtw retention`: what of a case the law keeps, until when, and what may be erased."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import click

from rtwlib import disclosure
from rtwlib.audit.running import WrongLaw
from rtwlib.cases import Case
from rtwlib.cli.errors import CommandError
from rtwlib.cli.inputs import read_files
from rtwlib.cli.laws import Laws
from rtwlib.cli.options import clock_day, json_option, packs_option, today_option
from rtwlib.cli.output import write, write_json
from rtwlib.privacy.records import retention_to_json

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from rtwlib.laws import Law
    from rtwlib.privacy.retention import Retained

_ANSWERS = {True: "may be erased", False: "must be kept", None: "unknown"}


@click.command("retention", epilog="\b\nExamples:\n  rtw retention case.json --today 2032-01-05")
@click.argument("file", metavar="CASE")
@click.option("--law", "law", metavar="ID", help="Read under this law only; else under those that the case names.")
@today_option
@json_option
@packs_option
def command(
    *,
    file: str,
    law: str | None,
    today: date | datetime | None,
    packs: tuple[Path, ...],
    as_json: bool,
) -> int:
    """Say what of a case must be kept, by which law and until when, and what may be erased.

    Where no law that the pack knows names a period, nothing is said to be erasable. Ends with 1 if anything must be
    kept or is unknown, so that nothing is erased by a script that does not look.
    """
    read, _ = read_files((file,), packs)
    if len(read) != 1 or not isinstance(read[0], Case):
        message = "expected a file with one case (rtwlib.case/1)"
        raise CommandError(message)
    case = read[0]
    try:
        laws = Laws(packs, law).of(case)
    except WrongLaw as error:
        message = f"{case.id}: {error}"
        raise CommandError(message) from None
    moment = today if today is not None else clock_day(laws[0].zone)
    day = moment.date() if isinstance(moment, datetime) else moment
    found = [(each, disclosure.retention(case, each, today=day)) for each in laws]
    if as_json:
        records = [retention_to_json(case.id, each, day, kept) for each, kept in found]
        write_json(records[0] if len(records) == 1 else {"format": "rtwlib.retentions/1", "retentions": records})
    else:
        write("\n\n".join("\n".join(_lines(case, each, day, kept)) for each, kept in found))
    return int(any(each.erasable is not True for _, kept in found for each in kept))


def _lines(case: Case, law: Law, day: date, kept: tuple[Retained, ...]) -> Iterator[str]:
    """Yield the answer for each sort of data, the law that keeps it, and what is missing."""
    stamp = law.stamps[0]
    yield f"{case.id}   {day.isoformat()}   law: {stamp.id} {stamp.version}, reviewed {stamp.reviewed}"
    for each in kept:
        until = f" until {each.until.isoformat()}" if each.until is not None and each.erasable is False else ""
        yield f"  {each.category}: {_ANSWERS[each.erasable]}{until}"
        if each.held_since is not None:
            yield f"    held since {each.held_since.isoformat()}: the order to keep it has not been lifted"
        for one in each.kept_by:
            due = f", until {one.entry.due.isoformat()}" if one.entry.due is not None else ""
            documents = f" ({', '.join(one.documents)})" if one.documents else ""
            yield f"    {one.entry.title}{documents}: {', '.join((one.entry.cite, *one.entry.marks))}{due}"
        yield from (f"    {need.ask}" for need in each.needs)
