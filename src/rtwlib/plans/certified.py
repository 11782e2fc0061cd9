"""What is certified for a day: certificates that overlap, leave gaps or contradict each other, by one stated rule.

Of the certificates that cover a day the one examined last counts (the day of the examination, else the first day that
it covers). Of several examined on the same day the strictest counts, and one that does not say its hours is the
strictest of those for some capacity, since nobody can know what it allows. A day that no certificate covers is not
certified.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from attrs import frozen

from rtwlib.answers import Step
from rtwlib.cases import Certificate

_NOTHING = Decimal(0)
_ORDER = {"none": 0, None: 1, "some": 2, "full": 3}


@frozen
class Certified:
    """What is certified for a day. ``hours_per_day`` and ``days_per_week`` are limits, ``None`` where there is none.

    ``unstated`` is true where the capacity is some, or not stated, and the hours or days are not: then the limit cannot
    be known. ``covered`` is false where no certificate covers the day.
    """

    day: date
    covered: bool
    capacity: str | None = None
    hours_per_day: Decimal | None = None
    days_per_week: Decimal | None = None
    unstated: bool = False
    certificate: int | None = None
    until: date | None = None

    def allows(self, hours_per_day: Decimal, days_per_week: Decimal) -> bool | None:
        """Return whether a pattern of work is within the limits; ``None`` where that cannot be known."""
        if not self.covered:
            return False
        if (self.hours_per_day is not None and hours_per_day > self.hours_per_day) or (
            self.days_per_week is not None and days_per_week > self.days_per_week
        ):
            return False
        return None if self.unstated else True

    @property
    def reason(self) -> Step:
        """Return why this is certified: the certificate that counts, or that none covers the day."""
        if self.certificate is None:
            return Step("same", "certified", "no certificate covers the day", where=self.day.isoformat())
        said = f"capacity {self.capacity or 'not stated'}"
        if self.hours_per_day is not None:
            said += f", {self.hours_per_day} hours a day"
        if self.days_per_week is not None:
            said += f", {self.days_per_week} days a week"
        if self.unstated:
            said += "; the hours or days are not stated"
        where = f"case, certificate {self.certificate + 1}"
        return Step(
            "same", "certified", said, where=where, note="the one examined last counts; of the same day the strictest"
        )


def certified_on(certificates: Iterable[Certificate], day: date) -> Certified:
    """Return what is certified for a day."""
    covering = [
        (number, each)
        for number, each in enumerate(certificates)
        if each.from_ is not None and each.from_ <= day and (each.until is None or day <= each.until)
    ]
    if not covering:
        return Certified(day, covered=False)
    latest = max(_examined(each) for _, each in covering)
    number, found = min(
        ((number, each) for number, each in covering if _examined(each) == latest), key=lambda pair: _strict(*pair)
    )
    hours, days, unstated = _limits(found)
    return Certified(
        day,
        covered=True,
        capacity=found.capacity,
        hours_per_day=hours,
        days_per_week=days,
        unstated=unstated,
        certificate=number,
        until=found.until,
    )


def certified_through(certificates: Iterable[Certificate], first: date, last: date) -> tuple[Certified, ...]:
    """Return what is certified for each day from the first to the last."""
    known = tuple(certificates)
    days = range((last - first).days + 1)
    return tuple(certified_on(known, first + timedelta(days=each)) for each in days)


def _examined(certificate: Certificate) -> date:
    return certificate.examined_on or certificate.from_ or date.min


def _limits(found: Certificate) -> tuple[Decimal | None, Decimal | None, bool]:
    if found.capacity == "none":
        return _NOTHING, _NOTHING, False
    partial = found.capacity != "full"
    unstated = partial and (found.hours_per_day is None or found.days_per_week is None)
    return found.hours_per_day, found.days_per_week, unstated


def _strict(number: int, found: Certificate) -> tuple[int, int, Decimal, Decimal, int]:
    hours, days, unstated = _limits(found)
    most = Decimal("Infinity")
    return (
        _ORDER.get(found.capacity, 1),
        0 if unstated else 1,
        most if hours is None else hours,
        most if days is None else days,
        number,
    )
