"""`rtw benefit`: the weekly benefit of a case, for a week of entitlement or for a stretch of weeks."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import click

from rtwlib import api
from rtwlib.audit.report import table
from rtwlib.audit.running import WrongLaw
from rtwlib.benefits.records import benefits_to_json
from rtwlib.benefits.weekly import Payable, WeeklyBenefit
from rtwlib.cases import Case
from rtwlib.cli.benefit_words import benefit_list, changes, csv_lines
from rtwlib.cli.errors import CommandError
from rtwlib.cli.inputs import read_files
from rtwlib.cli.laws import Laws
from rtwlib.cli.options import Day, clock_day, json_option, packs_option, today_option
from rtwlib.cli.output import write, write_json
from rtwlib.cli.viewing import Viewer, viewer_options
from rtwlib.readers.prose import text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime
    from pathlib import Path

    from rtwlib.laws import Law

_WEEK = timedelta(days=7)
_MOST_WEEKS = 1040


@click.command(
    "benefit",
    epilog="\b\nExamples:\n  rtw benefit case.json --week 3 --explain\n"
    "  rtw benefit case.json --from 2025-01-06 --to 2025-03-30",
)
@click.argument("file", metavar="CASE")
@click.option(
    "--week", "number", type=click.IntRange(1, _MOST_WEEKS), metavar="N", help="The N-th week of entitlement."
)
@click.option("--from", "first", type=Day(), metavar="DAY", help="The first day of the first week.")
@click.option("--to", "last", type=Day(), metavar="DAY", help="A day of the last week.")
@click.option("--award", metavar="ID", help="A benefit that is paid once; --list names them.")
@click.option("--on", "on", type=Day(), metavar="DAY", help="The day that the award is for, such as that of a travel.")
@click.option("--list", "listed", is_flag=True, help="List the benefits of the law.")
@click.option("--days-off", type=click.IntRange(min=0), metavar="N", help="How many of N days of incapacity are paid.")
@click.option("--csv", "as_csv", is_flag=True, help="Write the weeks as CSV.")
@click.option("--law", "law", metavar="ID", help="Read under this law; else under the one that the case names.")
@click.option("--explain", is_flag=True, help="Show the arithmetic and the citations behind every amount.")
@today_option
@viewer_options
@json_option
@packs_option
def command(
    *,
    file: str,
    number: int | None,
    first: date | None,
    last: date | None,
    award: str | None,
    on: date | None,
    listed: bool,
    days_off: int | None,
    as_csv: bool,
    law: str | None,
    explain: bool,
    audience: str | None,
    purpose: str | None,
    key_file: Path | None,
    today: date | datetime | None,
    packs: tuple[Path, ...],
    as_json: bool,
) -> int:
    """Say what weekly benefit is payable: for a week of entitlement, or week by week from a day on.

    Without --week and --from it is the week that begins today. An amount that cannot be known says what is missing.
    Ends with 1 if any week is unknown.
    """
    laws = Laws(packs, law)
    viewer = Viewer(laws, audience, purpose, key_file, today)
    case = viewer.case(_case(file, packs, silent=audience is not None))
    found = _law(case, laws)
    day = today if today is not None else clock_day(found.zone)
    if listed:
        write("\n".join(benefit_list(found)))
        return 0
    if days_off is not None:
        return _days_off(case, found, days_off)
    if award is not None:
        return _award(case, found, award, day, on, as_json=as_json)
    if number is not None and (first is not None or last is not None):
        message = "--week names a week of entitlement, --from and --to days: give one or the other"
        raise CommandError(message)
    if first is None and last is not None:
        message = "--to needs --from: the first day of the first week"
        raise CommandError(message)
    if first is None:
        weeks = [api.weekly_benefit(case, found, today=day, week=number)]
    else:
        weeks = [api.weekly_benefit(case, found, today=day, on=each) for each in _days(first, last or first)]
    if as_json:
        write_json(benefits_to_json(case.id, found, day, weeks, explain=explain))
    elif as_csv:
        write("\n".join(csv_lines(weeks)))
    else:
        write("\n".join(_lines(case, found, weeks, explain=explain)))
    return int(any(week.state is Payable.UNKNOWN for week in weeks))


def _award(case: Case, law: Law, name: str, today: date | datetime, on: date | None, *, as_json: bool) -> int:
    """Write a benefit that is paid once, with its arithmetic; end with 1 where it is unknown."""
    try:
        found = api.benefit(case, law, name, today=today, on=on)
    except KeyError as error:
        raise CommandError(str(error.args[0])) from None
    if as_json:
        write_json(benefits_to_json(case.id, law, today, [found], explain=True))
    else:
        write("\n".join(_lines(case, law, [found], explain=True)))
    return int(found.state is Payable.UNKNOWN)


def _days_off(case: Case, law: Law, days: int) -> int:
    """Write how many days of incapacity are paid; end with 1 where it is unknown."""
    injured = case.injury.on if case.injury is not None else None
    if injured is None:
        message = "the case does not say the day of injury, on which the waiting period depends"
        raise CommandError(message)
    found = api.payable_days(law, days, on=injured)
    if found.paid is None:
        write("\n".join(("unknown", *(f"  {need.ask}" for need in found.needs))))
        return 1
    write(f"{found.paid} of {days} days of incapacity are paid   {', '.join((found.cite or '', *found.marks))}")
    return 0


def _days(first: date, last: date) -> list[date]:
    """Return the first day of each week of a stretch."""
    if last < first:
        message = f"--to {last} is before --from {first}"
        raise CommandError(message)
    number = (last - first).days // _WEEK.days + 1
    if number > _MOST_WEEKS:
        message = f"that is {number} weeks; at most {_MOST_WEEKS} are shown at once"
        raise CommandError(message)
    return [first + each * _WEEK for each in range(number)]


def _case(file: str, packs: tuple[Path, ...], *, silent: bool) -> Case:
    """Return the one case of a file."""
    read, _ = read_files((file,), packs, silent=silent)
    if len(read) != 1 or not isinstance(read[0], Case):
        message = "expected a file with one case (rtwlib.case/1)"
        raise CommandError(message)
    return read[0]


def _law(case: Case, laws: Laws) -> Law:
    """Return the law that the case's benefits go by: the first one named that knows any."""
    try:
        chosen = laws.of(case)
    except WrongLaw as error:
        message = f"{case.id}: {error}"
        raise CommandError(message) from None
    return next((law for law in chosen if law.benefits), chosen[0])


def _lines(case: Case, law: Law, weeks: list[WeeklyBenefit], *, explain: bool) -> Iterator[str]:
    """Yield the statement: a heading, a row for each week, what is missing, and the arithmetic if asked for."""
    stamp = law.stamps[0]
    yield f"{case.id}   law: {stamp.id} {stamp.version}, reviewed {stamp.reviewed}"
    yield from table([_row(week) for week in weeks], right=(2,))
    yield from changes(weeks)
    needs = dict.fromkeys(need.ask for week in weeks for need in week.needs)
    if needs:
        yield ""
        yield "To know the rest:"
        yield from (f"  {ask}" for ask in needs)
    for week in weeks if explain else ():
        if week.reasons is not None:
            yield ""
            yield f"{week.first} to {week.last}"
            yield text(week.reasons)


def _row(week: WeeklyBenefit) -> tuple[str, str, str, str, str]:
    """Return the cells of a week: its days, its number, the amount, the benefit, the law."""
    number = f"week {week.number}" if week.number is not None else ""
    days = f"  {week.first} to {week.last}"
    if week.state is Payable.UNKNOWN:
        return days, number, "unknown", week.benefit.title if week.benefit else "", ""
    if week.version is None or week.benefit is None:
        return days, number, "0.00", "no weekly benefit applies", ""
    cite = ", ".join((week.version.cited, *week.version.marks))
    return days, number, f"{week.amount:,f}", week.benefit.title, cite
