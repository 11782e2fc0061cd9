"""The balance of strategic and operational work: shares of recorded time, their trend, and an alert of the user's own.

The sources say that strategic work yields most and gets least time, and give no figures; so none is built in.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs
from attrs import frozen

KINDS = {
    "building_relationships": "strategic",
    "engaging_managers": "strategic",
    "training_supervisors": "strategic",
    "other_strategic": "strategic",
    "case_management": "operational",
    "other_operational": "operational",
}
_WEEK = timedelta(days=7)


def _field(category: str, default: Any = None) -> Any:  # noqa: ANN401 - attrs types its own fields
    return attrs.field(default=default, metadata={"category": category})


@frozen
class Activity:
    """Hours of work of a person on a day, of one of the `KINDS`; ``action`` may name one of a framework."""

    person: str = _field("system", attrs.NOTHING)
    on: date = _field("employment", attrs.NOTHING)
    kind: str = _field("employment", attrs.NOTHING)
    hours: Decimal = _field("employment", attrs.NOTHING)
    action: str | None = _field("employment")
    note: str | None = _field("free_text")


@frozen
class Balance:
    """Hours from ``first`` to ``last``, both covered, by kind; a share is exact, ``None`` of no hours."""

    first: date
    last: date
    hours: tuple[tuple[str, Decimal], ...]

    @property
    def total(self) -> Decimal:
        """Return all hours."""
        return sum((hours for _, hours in self.hours), Decimal(0))

    def share(self, level: str) -> Fraction | None:
        """Return the share of the hours that is strategic or operational."""
        if not self.total:
            return None
        part = sum((hours for kind, hours in self.hours if KINDS[kind] == level), Decimal(0))
        return Fraction(part) / Fraction(self.total)


def balance(activities: Iterable[Activity], *, first: date, last: date, person: str | None = None) -> Balance:
    """Return how the hours of a person, or of all, fall on the kinds of work."""
    found = dict.fromkeys(KINDS, Decimal(0))
    for each in activities:
        if first <= each.on <= last and person in {None, each.person}:
            found[each.kind] += each.hours
    return Balance(first, last, tuple(found.items()))


def weeks(activities: Iterable[Activity], *, first: date, last: date, person: str | None = None) -> tuple[Balance, ...]:
    """Return the balance of each week from a day on; the last week ends on ``last``."""
    known, found = tuple(activities), []
    day = first
    while day <= last:
        found.append(balance(known, first=day, last=min(day + _WEEK - timedelta(days=1), last), person=person))
        day += _WEEK
    return tuple(found)


def trend(found: Iterable[Balance]) -> Fraction | None:
    """Return by how much the strategic share rises from the first half of the weeks to the second.

    Weeks without an hour are left out; with fewer than two weeks there is none.
    """
    shares = [share for each in found if (share := each.share("strategic")) is not None]
    half = len(shares) // 2
    if not half:
        return None
    early, late = shares[:half], shares[-half:]
    return sum(late, Fraction(0)) / half - sum(early, Fraction(0)) / half


@frozen
class Alert:
    """An alert of the user's own: the strategic share under ``below`` for ``weeks`` weeks in a row."""

    below: Fraction
    weeks: int = 1
    name: str = "strategic work is crowded out"


def alerts(found: Iterable[Balance], alert: Alert) -> tuple[tuple[Balance, ...], ...]:
    """Return each run of weeks that raises an alert. A week without an hour says nothing and ends a run."""
    runs: list[tuple[Balance, ...]] = []
    run: list[Balance] = []
    for each in (*found, None):
        share = each.share("strategic") if each is not None else None
        if each is not None and share is not None and share < alert.below:
            run.append(each)
            continue
        if len(run) >= alert.weeks:
            runs.append(tuple(run))
        run = []
    return tuple(runs)
