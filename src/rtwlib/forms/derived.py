"""Values that no field of a case holds and that follow from it: what each is, its sort of data, and how it is made."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from attrs import frozen

from rtwlib.forms.given import Given, Placed

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from rtwlib.cases import Injury, PayrollRow


@frozen
class Derivation:
    """A derived value: what it is in words, its sort of data, and the function that works it out."""

    means: str
    data: str
    work_out: Callable[[Given], Placed]


def day_of_injury(injury: Injury | None, zone: ZoneInfo) -> date | None:
    """Return the civil day of an injury in a time zone."""
    if injury is None:
        return None
    return injury.at.astimezone(zone).date() if injury.at is not None else injury.on


def _age(given: Given) -> Placed:
    worker, injured = given.case.worker, day_of_injury(given.case.injury, given.law.zone)
    if worker is None or worker.born_on is None or injured is None:
        return Placed()
    born = worker.born_on
    years = injured.year - born.year - ((injured.month, injured.day) < (born.month, born.day))
    return Placed(years, "whole years from the day of birth to the day of injury", "case, worker, injury")


def _time(given: Given) -> Placed:
    injury = given.case.injury
    if injury is None or injury.at is None:
        return Placed()
    return Placed(
        injury.at.astimezone(given.law.zone).strftime("%H:%M"), "the time of the moment of injury", "case, injury"
    )


def _first_incapacity(given: Given) -> Placed:
    told = [each.on for each in given.case.events if each.kind == "incapacity_started" and each.on is not None]
    if told:
        return Placed(min(told), "the first event that says incapacity began", "case, events")
    certified = [
        each.from_ for each in given.case.certificates if each.capacity in {"none", "some"} and each.from_ is not None
    ]
    if not certified:
        return Placed()
    return Placed(
        min(certified), "the first day of the first certificate of less than full capacity", "case, certificates"
    )


def _weekly_earnings(given: Given) -> Placed:
    for fact in given.case.facts:
        if fact.id == "earnings.pre_injury_weekly" and fact.values:
            return Placed(fact.values[-1].value, "as the case states it", "case, facts")
    worker = given.case.worker
    if worker is None or worker.average_weekly_wage is None:
        return Placed()
    return Placed(worker.average_weekly_wage, "as the case states it", "case, worker")


def _earnings_rows(given: Given) -> Placed:
    rows = sorted((row for row in given.case.payroll if row.from_ is not None), key=lambda row: row.from_ or date.min)
    if not rows:
        return Placed()
    return Placed(tuple(_row(row) for row in rows), f"{len(rows)} rows of payroll", "case, payroll")


def _row(row: PayrollRow) -> str:
    parts = [f"{row.from_} to {row.until or 'not stated'}"]
    if row.kind not in {None, "ordinary"}:
        parts.append(str(row.kind).replace("_", " "))
    parts.append(f"{row.gross:,}" if row.gross is not None else "amount not stated")
    if row.hours is not None:
        parts.append(f"{row.hours} hours")
    return ", ".join(parts)


def _benefit(given: Given) -> Placed:
    amount, needs = given.weekly()
    if amount is None:
        return Placed(needs=needs)
    return Placed(amount, "worked out by the law's rule for weekly compensation (see `rtw benefit`)", "law, benefits")


DERIVED = {
    "worker.age_at_injury": Derivation("whole years of age on the day of injury", "identity", _age),
    "injury.time": Derivation("the time of day of the injury", "claim", _time),
    "incapacity.first_day": Derivation("the first day of incapacity", "capacity", _first_incapacity),
    "earnings.weekly": Derivation("average weekly earnings before the injury", "earnings", _weekly_earnings),
    "earnings.rows": Derivation("the payroll, a line for each row", "earnings", _earnings_rows),
    "benefit.weekly": Derivation("the weekly compensation on the day of filling", "earnings", _benefit),
}
