"""Accumulating clocks: how many units of an interval have run, and on which day the n-th one ends.

An interval is a run of covered days, perhaps with gaps. A scheme says how its units add up: in days, in weeks that
begin on a weekday or on the first day of the claim or of each episode, in hours of lost work; whether a part of a
week counts whole, in proportion or not at all; and whether the clock stands in the gaps or, once begun, runs on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction
from math import ceil

from attrs import evolve, frozen

from rtwlib.dates import MonthEnd, Unit, add_months

_DAY = timedelta(days=1)
_WEEK = 7
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = {Unit.MONTHS: 1, Unit.YEARS: 12}


@frozen
class Segment:
    """Covered days from ``first`` to before ``end``; each adds ``load`` (1, or the hours of work lost on it)."""

    first: date
    end: date
    load: Fraction = Fraction(1)

    @property
    def days(self) -> int:
        """Return how many days it covers."""
        return (self.end - self.first).days


@frozen
class Pace:
    """How the units of an interval add up.

    ``size`` is the load that makes one unit: 1 for days, 7 for weeks in proportion, the normal weekly hours for weeks
    measured in hours. ``weeks`` is ``None`` unless part weeks count whole or not at all: then it says when a week
    begins (a weekday, ``first_day_of_claim`` or ``first_day_of_episode``) and ``whole`` whether one covered day is
    enough or seven are needed. ``runs_on``: the clock, once begun, does not stand in gaps. ``months`` is set for
    calendar months.
    """

    size: Fraction = Fraction(1)
    weeks: str | None = None
    whole: bool = False
    runs_on: bool = False
    months: int = 0


@frozen
class Ended:
    """The day on which a unit ends; not ``certain`` where that assumes that an open interval goes on."""

    day: date
    certain: bool = True


def nth_end(number: int, segments: Sequence[Segment], pace: Pace, first: date, *, running: bool) -> Ended | None:
    """Return the day on which the ``number``-th unit from ``first`` ends, or ``None`` where the interval is too short.

    ``segments`` are in order, apart, and end at the last day known; ``running`` says that the last one goes on.
    """
    if not number:
        return Ended(first)
    live = _since(first, segments)
    if not live:
        return None
    if pace.runs_on:
        return Ended(_straight_end(live[0].first, number, pace))
    if pace.weeks is not None:
        return _nth_week(number, segments, live, pace, running=running)
    left = number * pace.size
    for segment in live:
        if segment.load > 0 and (needed := ceil(left / segment.load)) <= segment.days:
            return Ended(segment.first + timedelta(days=needed - 1))
        left -= segment.load * segment.days
    last = live[-1]
    if running and last.load > 0:
        return Ended(last.end + timedelta(days=ceil(left / last.load) - 1), certain=False)
    return None


def elapsed(segments: Sequence[Segment], pace: Pace, first: date, day: date) -> Fraction:
    """Return how many units have ended by the end of a day; in proportion where parts of a unit count so.

    For a whole number of units n this is at least n exactly when `nth_end` of n is not after the day.
    """
    live = [each for each in _until(day, _since(first, segments)) if each.days > 0]
    if not live:
        return Fraction(0)
    if pace.runs_on:
        return _straight_elapsed(live[0].first, day, pace)
    if pace.weeks is not None:
        blocks = _weeks(segments, live, pace)
        ended = [each for each in blocks if each[0] + timedelta(days=_WEEK - 1) <= day and _counts(each[1], pace)]
        return Fraction(len(ended))
    return sum((each.load * each.days for each in live), Fraction(0)) / pace.size


def _since(first: date, segments: Iterable[Segment]) -> list[Segment]:
    return [evolve(each, first=max(each.first, first)) for each in segments if each.end > first]


def _until(day: date, segments: Iterable[Segment]) -> list[Segment]:
    return [evolve(each, end=min(each.end, day + _DAY)) for each in segments if each.first <= day]


def _straight_end(begun: date, number: int, pace: Pace) -> date:
    """Return the end of the n-th unit of a clock that runs on from the first covered day."""
    if pace.months:
        return add_months(begun, number * pace.months, MonthEnd.LAST_DAY) - _DAY
    if pace.weeks is None:
        return begun + timedelta(days=ceil(number * pace.size) - 1)
    start = _week_of(begun, begun, pace.weeks)
    if start < begun and not pace.whole:
        start += timedelta(days=_WEEK)
    return start + timedelta(days=_WEEK * number - 1)


def _straight_elapsed(begun: date, day: date, pace: Pace) -> Fraction:
    if pace.months:
        number = 0
        while _straight_end(begun, number + 1, pace) <= day:
            number += 1
        return Fraction(number)
    if pace.weeks is None:
        return Fraction((day - begun).days + 1) / pace.size
    first_end = _straight_end(begun, 1, pace)
    return Fraction(max((day - first_end).days // _WEEK + 1, 0))


def _week_of(day: date, origin: date, weeks: str) -> date:
    """Return the first day of the week that a day lies in."""
    if weeks in _WEEKDAYS:
        return day - timedelta(days=(day.weekday() - _WEEKDAYS.index(weeks)) % _WEEK)
    return day - timedelta(days=(day - origin).days % _WEEK)


def _weeks(every: Sequence[Segment], live: Sequence[Segment], pace: Pace) -> Iterator[tuple[date, int, date]]:
    """Yield each week that is touched: its first day, how many of its days are covered, the first of these."""
    weeks = pace.weeks or ""
    episodes = weeks == "first_day_of_episode"
    found: tuple[date, int, date] | None = None
    origin = every[0].first
    for segment in live:
        if episodes:
            origin = max((each.first for each in every if each.first <= segment.first), default=segment.first)
        day = segment.first
        fresh = episodes
        while day < segment.end:
            start = _week_of(day, origin, weeks)
            end = min(start + timedelta(days=_WEEK), segment.end)
            covered = (end - day).days
            if found is not None and found[0] == start and not fresh:
                found = (start, found[1] + covered, found[2])
            else:
                if found is not None:
                    yield found
                found = (start, covered, day)
            fresh = False
            day = end
    if found is not None:
        yield found


def _counts(covered: int, pace: Pace) -> bool:
    return covered > 0 if pace.whole else covered == _WEEK


def _nth_week(number: int, every: Sequence[Segment], live: list[Segment], pace: Pace, *, running: bool) -> Ended | None:
    known = live[-1].end
    if running:
        live = [*live[:-1], evolve(live[-1], end=known + timedelta(days=_WEEK * (number + 1)))]
    left = number
    for start, covered, begun in _weeks(every, live, pace):
        if not _counts(covered, pace):
            continue
        left -= 1
        if not left:
            end = start + timedelta(days=_WEEK)
            return Ended(end - _DAY, begun < known if pace.whole else end <= known)
    return None
