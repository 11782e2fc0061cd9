"""Waiting periods: the first days of incapacity that are not paid, unless the incapacity lasts long enough."""

from __future__ import annotations

from attrs import frozen

from rtwlib.answers import Need


@frozen
class DaysPaid:
    """How many of some days of incapacity are paid, ``None`` where that cannot be known; then ``needs`` says why.

    ``marks`` are whatever lowers the weight of the law cited, such as ``unconfirmed``.
    """

    days: int
    paid: int | None
    needs: tuple[Need, ...] = ()
    cite: str | None = None
    marks: tuple[str, ...] = ()


def payable_days(days: int, waiting: int, retroactive: int) -> int:
    """Return how many days of incapacity are paid.

    None up to the waiting days; from the retroactive days on all of them; between, those after the waiting days.
    """
    if days >= retroactive:
        return days
    return max(days - waiting, 0)
