"""Claims experience: how many claims there are of each sort, and what was paid on them.

Nothing is estimated here. A payment counts with its amount, in its own currency; what has no amount is counted beside
the sums. Groups that are too small to be shown alone are put together, so that nobody is recognised in a report.
"""

from __future__ import annotations

import typing
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache, partial
from typing import TYPE_CHECKING, Any

import attrs
from attrs import define, field, frozen

from rtwlib.cases import Claim, Employer, Injury, Worker
from rtwlib.money import exact, plus, to_cents
from rtwlib.vocabulary import nearest

if TYPE_CHECKING:
    from rtwlib.cases import Case, Payment

_PARTS: dict[str, type[Any]] = {"injury": Injury, "claim": Claim, "worker": Worker, "employer": Employer}
_CATEGORIES = frozenset({"medical", "claim", "employment"})
_TIMES = ("injury.month", "injury.year")


@frozen
class Paid:
    """What was paid of one kind in one currency: the sum, and in how many payments. ``None`` is not recorded."""

    kind: str | None
    currency: str | None
    amount: Decimal
    payments: int

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON values; the amount is a decimal as text."""
        return {
            "kind": self.kind,
            "currency": self.currency,
            "amount": str(self.amount),
            "payments": self.payments,
        }


@frozen
class Group:
    """The claims of one sort; ``name`` is ``None`` where the sort is not recorded.

    ``without_amount`` counts payments that are in no sum. ``merged`` says how many groups were put together. ``paid``
    is ``None`` where the group stays too small to be told.
    """

    name: str | None
    claims: int
    paid: tuple[Paid, ...] | None = ()
    without_amount: int = 0
    merged: int = 0

    def to_json(self) -> dict[str, Any]:
        """Return the group as JSON values."""
        paid = None if self.paid is None else [each.to_json() for each in self.paid]
        return {
            "name": self.name,
            "merged": self.merged,
            "claims": self.claims,
            "paid": paid,
            "without_amount": self.without_amount,
        }


@frozen
class Experience:
    """Groups of claims and their total; how many cases do not show their payments; payments without a day left out."""

    by: str
    groups: tuple[Group, ...]
    total: Group
    unknown_payments: int
    undated: int


def sorts() -> tuple[str, ...]:
    """Return the names by which claims can be sorted: fields of a case, and the month or year of the injury."""
    return tuple(sorted((*_fields(), *_TIMES)))


def experience(
    cases: Iterable[Case],
    *,
    by: str,
    groups: Mapping[str, Iterable[str]] | None = None,
    paid_from: date | None = None,
    paid_to: date | None = None,
    least: int = 1,
) -> Experience:
    """Return the claims of each sort and what was paid on them.

    ``by`` is one of `sorts`. ``groups`` names values that belong together; capitals and spaces do not tell values
    apart. With ``paid_from`` or ``paid_to``, both covered, only payments of these days count, by ``paid_on``. Groups of
    fewer than ``least`` claims are put together. Raises `ValueError` for an unknown sort, for a value that stands in
    two groups, and for a period that ends before it begins.
    """
    if paid_from is not None and paid_to is not None and paid_to < paid_from:
        message = f"the period ends on {paid_to}, before it begins on {paid_from}"
        raise ValueError(message)
    read = reader(by)
    names = _group_names(groups or {})
    sums: dict[str | None, _Sum] = {}
    spelled: dict[str | None, str | None] = {None: None}
    total, unknown, undated = _Sum(), 0, 0
    for case in cases:
        value = read(case)
        key = None if value is None else names.get(_plain(value), _plain(value))
        spelled.setdefault(key, key if value is not None and _plain(value) in names else value)
        unknown += case.history is not None and "payments" in case.history.unknown
        payments = [payment for payment in case.payments if _within(payment, paid_from, paid_to)]
        if paid_from is not None or paid_to is not None:
            undated += sum(payment.paid_on is None for payment in case.payments)
        for each in (sums.setdefault(key, _Sum()), total):
            each.add(payments)
    found = [each.group(spelled[key]) for key, each in sums.items()]
    ordered = sorted(found, key=partial(_order, by in _TIMES))
    shown = _merged(ordered, sums, spelled, least)
    whole = total.group(None)
    if 0 < whole.claims < least:
        whole = attrs.evolve(whole, paid=None)
    return Experience(by, shown, whole, unknown, undated)


def rate(claims: int, hours: Decimal, per: Decimal) -> Decimal:
    """Return claims per so many hours worked, to two decimal places, half to even.

    Source: the formula of incidence rates of the US Bureau of Labor Statistics, cases / hours x base. Raises
    `ValueError` for hours or a base that are not above nought.
    """
    if hours <= 0 or per <= 0:
        message = "hours, and the hours that the rate is for, must be above nought"
        raise ValueError(message)
    return to_cents(claims * exact(per) / exact(hours))


def reader(by: str) -> Callable[[Case], str | None]:
    """Return what reads the sort of a case. Raises `ValueError`, with the nearest names, for an unknown sort."""
    if by not in sorts():
        near = nearest(by, sorts())
        hint = f"nearest: {', '.join(near)}" if near else f"expected one of: {', '.join(sorts())}"
        message = f"claims cannot be sorted by {by!r}; {hint}"
        raise ValueError(message)
    if by in _TIMES:
        return partial(_time, length=7 if by == _TIMES[0] else 4)
    part, _, name = by.partition(".")
    return partial(_value, part=part, name=name)


@define
class _Sum:
    """A running sum of one group."""

    claims: int = 0
    without_amount: int = 0
    amounts: dict[tuple[str | None, str | None], Decimal] = field(factory=dict)
    payments: Counter[tuple[str | None, str | None]] = field(factory=Counter)

    def add(self, payments: Iterable[Payment]) -> None:
        """Add one claim with its payments."""
        self.claims += 1
        for payment in payments:
            if payment.amount is None:
                self.without_amount += 1
                continue
            key = (payment.kind, payment.currency)
            self.amounts[key] = plus(self.amounts.get(key, Decimal(0)), payment.amount)
            self.payments[key] += 1

    def join(self, other: _Sum) -> None:
        """Add another sum to this one."""
        self.claims += other.claims
        self.without_amount += other.without_amount
        self.payments.update(other.payments)
        for key, amount in other.amounts.items():
            self.amounts[key] = plus(self.amounts.get(key, Decimal(0)), amount)

    def group(self, name: str | None, merged: int = 0) -> Group:
        """Return the group of that name."""
        keys = sorted(self.amounts, key=lambda key: tuple((each is None, each or "") for each in key))
        paid = tuple(Paid(*key, self.amounts[key], self.payments[key]) for key in keys)
        return Group(name, self.claims, paid, self.without_amount, merged)


def _merged(
    ordered: list[Group], sums: Mapping[str | None, _Sum], spelled: Mapping[str | None, str | None], least: int
) -> tuple[Group, ...]:
    """Return the groups that may stand alone, and one of all the others.

    Where the others together are still too few, the next smallest joins them, since the total would tell them.
    """
    by_name = {spelled[key]: each for key, each in sums.items()}
    small = [group for group in ordered if group.claims < least]
    if not small:
        return tuple(ordered)
    large = sorted((group for group in ordered if group.claims >= least), key=lambda group: -group.claims)
    while large and sum(group.claims for group in small) < least:
        small.append(large.pop())
    joined = _Sum()
    for group in small:
        joined.join(by_name[group.name])
    others = joined.group(None, len(small))
    if others.claims < least:
        others = attrs.evolve(others, paid=None)
    return (*(group for group in ordered if group not in small), others)


@cache
def _fields() -> tuple[str, ...]:
    """Return the fields of a case whose text sorts claims and tells nobody's name."""
    return tuple(
        f"{part}.{each.name}"
        for part, kind in _PARTS.items()
        for each in attrs.fields(kind)
        if each.metadata["category"] in _CATEGORIES and typing.get_type_hints(kind)[each.name] == str | None
    )


def _group_names(groups: Mapping[str, Iterable[str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, values in groups.items():
        for value in (name, *values):
            known = found.setdefault(_plain(value), name)
            if known != name:
                message = f"{value!r} stands in two groups: {known!r} and {name!r}"
                raise ValueError(message)
    return found


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _within(payment: Payment, first: date | None, last: date | None) -> bool:
    if first is None and last is None:
        return True
    day = payment.paid_on
    return day is not None and (first is None or first <= day) and (last is None or day <= last)


def _order(by_time: bool, group: Group) -> tuple[Any, ...]:  # noqa: FBT001 - bound by partial
    name = group.name or ""
    return (group.name is None, name) if by_time else (group.name is None, -group.claims, _plain(name))


def _value(case: Case, *, part: str, name: str) -> str | None:
    found: str | None = getattr(getattr(case, part), name, None)
    return found if found and found.strip() else None


def _time(case: Case, *, length: int) -> str | None:
    injury = case.injury
    if injury is None or (injury.on is None and injury.at is None):
        return None
    return (injury.at.date() if injury.at is not None else injury.on or date.min).isoformat()[:length]
