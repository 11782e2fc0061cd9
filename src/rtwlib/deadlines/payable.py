"""Weeks that were payable before the first payment on record: a count of weekly payments may end earlier for them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from rtwlib.dates import Count

if TYPE_CHECKING:
    from rtwlib.deadlines.reading import Reading
    from rtwlib.laws import Terms

_WEEK = timedelta(days=7)
_WEEKLY, _INCAPACITY = "weekly", "incapacity"
_RESTS_ON = frozenset({"due", "end"})


def payable_before(terms: Terms, reading: Reading) -> str | None:
    """Return what to say of a limit that counts weekly payments, or rests on one that does, if they began late.

    A scheme counts a week that was payable although its payment came late, but a record of events tells only when
    payments began. ``None`` where incapacity and payments begin within the same week, or one of them is unknown.
    """
    interval = _counted(terms, reading)
    if interval is None or _WEEKLY not in reading.index.law.vocabulary.intervals[interval].payments:
        return None
    paid, unable = (reading.interval(name).spans for name in (interval, _INCAPACITY))
    if not paid or not unable or paid[0].first - unable[0].first < _WEEK:
        return None
    return (
        f"incapacity began on {unable[0].first} and the first payment on record is of {paid[0].first}: "
        "if weeks before it were payable, the day is earlier"
    )


def _counted(terms: Terms, reading: Reading) -> str | None:
    """Return the interval whose units a limit counts, or that the limit counts on whose day it rests."""
    if isinstance(terms.count, Count) and terms.count.of is not None:
        return terms.count.of
    for branch in terms.start.branches:
        other = reading.index.law.by_id.get(branch.anchor.name) if branch.anchor.sort in _RESTS_ON else None
        count = other.versions[-1].count if other is not None else None
        if isinstance(count, Count) and count.of is not None:
            return count.of
    return None
