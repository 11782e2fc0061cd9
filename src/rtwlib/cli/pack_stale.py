"""`rtw pack stale`: what of the packs has run out, or soon will."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click

from rtwlib import api
from rtwlib.cli.options import clock_day, json_option, packs_option, today_option
from rtwlib.cli.output import write, write_json
from rtwlib.cli.pack_laws import pack_law
from rtwlib.comparison.staleness import Stale, stale


@click.command("stale", epilog="\b\nExamples:\n  rtw pack stale\n  rtw pack stale us-ct --within 120")
@click.argument("names", metavar="[ID|DIR]...", nargs=-1)
@click.option("--within", type=click.IntRange(min=0), default=90, show_default=True, help="Days that count as soon.")
@click.option("--months", type=click.IntRange(1, 1200), default=12, show_default=True, help="When reading is old.")
@today_option
@json_option
@packs_option
def command(
    *,
    names: tuple[str, ...],
    within: int,
    months: int,
    today: date | datetime | None,
    packs: tuple[Path, ...],
    as_json: bool,
) -> int:
    """List what a pack does not know on a day, what ends soon without a successor, and what was read long ago.

    Without a name every pack is looked at. Ends with 1 if there is anything.
    """
    moment = today if today is not None else clock_day()
    day = moment.date() if isinstance(moment, datetime) else moment
    laws = [pack_law(name, packs) for name in names or api.jurisdictions(packs=packs)]
    found = {law.id: stale(law, today=day, within_days=within, months=months) for law in laws}
    if as_json:
        rows = [{"pack": pack, **_json(each)} for pack, some in found.items() for each in some]
        write_json({"format": "rtwlib.pack-stale/1", "today": day.isoformat(), "stale": rows})
    else:
        for pack, some in found.items():
            write(f"{pack}: {len(some) or 'nothing'} stale on {day}")
            for each in some:
                write(f"  {each.sort:<14} {each.day or ''}   {each.what}   {each.title}: {each.why}")
    return int(any(found.values()))


def _json(each: Stale) -> dict[str, str | None]:
    day = each.day.isoformat() if each.day else None
    return {"sort": each.sort, "what": each.what, "title": each.title, "day": day, "why": each.why}
