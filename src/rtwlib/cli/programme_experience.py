"""`rtw programme experience`: how many claims of each sort there are, and what was paid on them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from rtwlib.cli.errors import CommandError
from rtwlib.cli.experience_words import csv_lines, lines
from rtwlib.cli.inputs import shown
from rtwlib.cli.laws import Laws
from rtwlib.cli.options import Day, json_option, packs_option, today_option
from rtwlib.cli.output import write, write_json
from rtwlib.cli.programme_cases import CasesRead
from rtwlib.cli.viewing import Viewer, viewer_options
from rtwlib.codec import InputProblems, decimal_of
from rtwlib.programme.claim_groups import read_groups
from rtwlib.programme.experience import experience, rate, sorts
from rtwlib.programme.records import experience_to_json

if TYPE_CHECKING:
    from datetime import date, datetime
    from decimal import Decimal

_BY = "injury.nature"


@click.command(
    "experience",
    epilog="\b\nExamples:\n  rtw programme experience cases.jsonl --by injury.cause\n"
    "  rtw programme experience claims.csv --law us-ct --map map.toml --by injury.year --csv",
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--by", type=click.Choice(sorts()), default=_BY, show_default=True, metavar="SORT", help="What to sort by."
)
@click.option("--groups", "groups_file", metavar="FILE", help="A TOML file of values that belong together.")
@click.option("--paid-from", type=Day(), metavar="DAY", help="Count only what was paid on this day or later.")
@click.option("--paid-to", type=Day(), metavar="DAY", help="Count only what was paid on this day or before.")
@click.option("--least", type=click.IntRange(min=1), default=1, help="Put groups of fewer claims than this together.")
@click.option("--hours", metavar="HOURS", help="Hours worked by all, for a rate.")
@click.option("--per", metavar="HOURS", help="The hours that the rate is for, like 200000.")
@click.option("--law", "law", metavar="ID", help="The law of a table, like us-ct.")
@click.option("--map", "map_file", type=click.Path(path_type=Path), metavar="MAP", help="What the columns mean.")
@click.option("--csv", "as_csv", is_flag=True, help="Write CSV to stdout: a row for each group, kind and currency.")
@today_option
@viewer_options
@json_option
@packs_option
def command(
    *,
    files: tuple[str, ...],
    by: str,
    groups_file: str | None,
    paid_from: date | None,
    paid_to: date | None,
    least: int,
    hours: str | None,
    per: str | None,
    law: str | None,
    map_file: Path | None,
    as_csv: bool,
    today: date | datetime | None,
    audience: str | None,
    purpose: str | None,
    key_file: Path | None,
    packs: tuple[Path, ...],
    as_json: bool,
) -> int:
    """Count claims by sort, and add up what was paid on them by kind.

    FILE is cases or a table, as for `rtw audit`. Nothing is estimated: what has no amount is counted beside the sums.
    Ends with 1 if something could not be read.
    """
    if as_csv and as_json:
        message = "--json and --csv both want stdout: give one of them"
        raise CommandError(message)
    worked, base = _hours("--hours", hours), _hours("--per", per)
    if (worked is None) != (base is None):
        message = "--hours and --per belong together: the hours worked, and the hours that the rate is for"
        raise CommandError(message)
    laws = Laws(packs, law)
    read = CasesRead(files, laws, Viewer(laws, audience, purpose, key_file, today), map_file)
    groups = _groups(groups_file)
    try:
        found = experience(read.cases(), by=by, groups=groups, paid_from=paid_from, paid_to=paid_to, least=least)
        rated = rate(found.total.claims, worked, base) if worked is not None and base is not None else None
    except ValueError as error:
        raise CommandError(str(error)) from None
    if as_json:
        write_json(experience_to_json(found, paid_from, paid_to, read.left_out, rated))
    elif as_csv:
        write("\n".join(csv_lines(found)))
    else:
        write("\n".join(lines(found, hidden=audience is not None)))
        if rated is not None:
            write(f"{rated} claims for each {base:,} hours: {found.total.claims} x {base:,} / {worked:,} hours worked")
    return int(bool(read.left_out))


def _hours(option: str, text: str | None) -> Decimal | None:
    """Return a number of hours. Raises `CommandError` for what is none."""
    if text is None:
        return None
    found = decimal_of(text)
    if found is None or found <= 0:
        message = f"{option} {text}: expected a number of hours above nought, like 645089"
        raise CommandError(message)
    return found


def _groups(name: str | None) -> dict[str, tuple[str, ...]]:
    """Return the groups of a file. Raises `CommandError` with every problem."""
    if name is None:
        return {}
    try:
        return read_groups(Path(name).read_bytes())
    except InputProblems as error:
        raise CommandError("\n".join(f"{shown(name)}: {problem}" for problem in error.problems)) from None
