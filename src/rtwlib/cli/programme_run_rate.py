"""`rtw programme run-rate`: what the months ahead cost if they are like the last ones."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click

from rtwlib.cli.errors import CommandError
from rtwlib.cli.experience_words import run_rate_lines
from rtwlib.cli.laws import Laws
from rtwlib.cli.options import clock_day, json_option, packs_option, today_option
from rtwlib.cli.output import write, write_json
from rtwlib.cli.programme_cases import CasesRead
from rtwlib.cli.viewing import Viewer, viewer_options
from rtwlib.programme.records import run_rate_to_json
from rtwlib.programme.run_rate import run_rate


@click.command("run-rate", epilog="\b\nExamples:\n  rtw programme run-rate cases.jsonl --months 12 --ahead 6")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--months", type=click.IntRange(1, 1200), default=12, show_default=True, help="Full months to look at.")
@click.option("--ahead", type=click.IntRange(1, 1200), default=12, show_default=True, help="Months ahead.")
@click.option("--law", "law", metavar="ID", help="The law of a table, like us-ct.")
@click.option("--map", "map_file", type=click.Path(path_type=Path), metavar="MAP", help="What the columns mean.")
@today_option
@viewer_options
@json_option
@packs_option
def command(
    *,
    files: tuple[str, ...],
    months: int,
    ahead: int,
    law: str | None,
    map_file: Path | None,
    today: date | datetime | None,
    audience: str | None,
    purpose: str | None,
    key_file: Path | None,
    packs: tuple[Path, ...],
    as_json: bool,
) -> int:
    """Say what was paid in the last full months, and as much for the months ahead.

    FILE is cases or a table, as for `rtw audit`. Not an actuarial opinion: claims that are not yet made, or that grow,
    are not allowed for. Ends with 1 if the record is too short for a figure, or something could not be read.
    """
    laws = Laws(packs, law)
    moment = today if today is not None else clock_day()
    day = moment.date() if isinstance(moment, datetime) else moment
    read = CasesRead(files, laws, Viewer(laws, audience, purpose, key_file, today), map_file)
    try:
        found = run_rate(read.cases(), today=day, months=months, ahead=ahead)
    except ValueError as error:
        raise CommandError(str(error)) from None
    if as_json:
        write_json(run_rate_to_json(found, read.left_out))
    else:
        write("\n".join(run_rate_lines(found)))
    return int(bool(read.left_out) or found.needs is not None)
