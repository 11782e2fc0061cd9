"""What would be paid in the months ahead if they were like the last ones: a run rate, no actuarial opinion.

It takes full calendar months only, and gives no figure where the record is shorter than the months asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from attrs import frozen

from rtwlib.money import exact, to_cents

if TYPE_CHECKING:
    from rtwlib.cases import Case

_MONTHS = 12
_ALL = "all"
_Sums = dict[tuple[str | None, str | None], dict[tuple[int, int], Fraction]]


@frozen
class Rate:
    """Payments of one kind in one currency over the months looked at: sum, lowest and highest month, and ahead.

    ``kind`` is ``"all"`` where every kind is added up, ``None`` where it is not recorded.
    Amounts are to the cent, half to even; ``ahead`` is the sum of all months ahead.
    """

    kind: str | None
    currency: str | None
    paid: Decimal
    lowest: Decimal
    highest: Decimal
    per_month: Decimal
    ahead: Decimal

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON values; amounts are decimals as texts."""
        amounts = ("paid", "lowest", "highest", "per_month", "ahead")
        return {"kind": self.kind, "currency": self.currency, **{name: str(getattr(self, name)) for name in amounts}}


@frozen
class RunRate:
    """The months looked at, both covered, the rates, and what makes them uncertain; no rates where ``needs`` says why.

    ``totals`` has one rate of all kinds for each currency.
    ``left_out`` counts payments without a day or an amount, ``unknown`` cases that do not show their payments, and
    ``short`` cases whose record ends before the months do.
    """

    first: date
    last: date
    months: int
    ahead: int
    rates: tuple[Rate, ...]
    totals: tuple[Rate, ...]
    left_out: int
    unknown: int
    short: int
    needs: str | None = None


def run_rate(cases: Iterable[Case], *, today: date, months: int, ahead: int) -> RunRate:
    """Return what was paid in the last full calendar months before a day, and as much for the months ahead.

    Raises `ValueError` where ``months`` or ``ahead`` is not above nought, or the months go back before the year 1.
    """
    if months < 1 or ahead < 1:
        message = "the months to look at, and the months ahead, are whole numbers above nought"
        raise ValueError(message)
    first, last = _back(today, months), today.replace(day=1) - timedelta(days=1)
    sums: _Sums = {}
    earliest: date | None = None
    left_out = unknown = short = 0
    for case in cases:
        unknown += case.history is not None and "payments" in case.history.unknown
        short += case.history is not None and case.history.through is not None and case.history.through < last
        for payment in case.payments:
            day, amount = payment.paid_on, payment.amount
            if day is None or amount is None:
                left_out += 1
                continue
            earliest = day if earliest is None else min(earliest, day)
            if first <= day <= last:
                _add(sums, (payment.kind, payment.currency), (day.year, day.month), exact(amount))
    needs = _needs(earliest, first, months)
    rates = tuple(_rates(sums, months, ahead)) if needs is None else ()
    totals = tuple(_rates(_all_kinds(sums), months, ahead)) if needs is None else ()
    return RunRate(first, last, months, ahead, rates, totals, left_out, unknown, short, needs)


def _add(sums: _Sums, key: tuple[str | None, str | None], month: tuple[int, int], amount: Fraction) -> None:
    by_month = sums.setdefault(key, {})
    by_month[month] = by_month.get(month, Fraction(0)) + amount


def _all_kinds(sums: _Sums) -> _Sums:
    """Return the sums by month of all kinds together, for each currency."""
    found: _Sums = {}
    for (_, currency), by_month in sums.items():
        for month, amount in by_month.items():
            _add(found, (_ALL, currency), month, amount)
    return found


def _needs(earliest: date | None, first: date, months: int) -> str | None:
    """Return what is missing for a figure: a record that reaches back to the first month."""
    if earliest is None:
        return "no payment with a day and an amount is recorded"
    if (earliest.year, earliest.month) <= (first.year, first.month):
        return None
    return f"the first payment recorded is of {earliest}: the record does not reach back {months} full months"


def _rates(sums: _Sums, months: int, ahead: int) -> Iterator[Rate]:
    for kind, currency in sorted(sums, key=lambda key: tuple((each is None, each or "") for each in key)):
        by_month = sums[kind, currency]
        amounts = [*by_month.values(), *[Fraction(0)] * (months - len(by_month))]
        paid = sum(amounts, Fraction(0))
        found = (paid, min(amounts), max(amounts), paid / months, paid * ahead / months)
        yield Rate(kind, currency, *map(to_cents, found))


def _back(today: date, months: int) -> date:
    """Return the first day of the month so many months before a day's own."""
    year, month = divmod(today.year * _MONTHS + today.month - 1 - months, _MONTHS)
    if year < 1:
        message = f"{months} months before {today} are before the year 1"
        raise ValueError(message)
    return date(year, month + 1, 1)
