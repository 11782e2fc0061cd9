"""How much of an interval has run in one file, by the scheme's convention: the clock of limits and conditions."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from rtwlib.accumulating import Ended, Pace, Segment, elapsed, nth_end
from rtwlib.answers import Need, in_order
from rtwlib.dates import Span, Unit, subtract
from rtwlib.deadlines.lost_hours import lost_hours, weekly_hours
from rtwlib.time_rules import IntervalConvention

if TYPE_CHECKING:
    from rtwlib.deadlines.reading import Reading
    from rtwlib.laws import Law

_DAY = timedelta(days=1)
_WEEK = Fraction(7)
_MONTHS = {Unit.MONTHS: 1, Unit.YEARS: 12}


@frozen
class Accrual:
    """An interval's covered days, how its units add up, whether it still runs, and what is missing.

    ``known_through`` is the last day up to which the covered days are known, ``None`` where none are.
    """

    interval: str
    segments: tuple[Segment, ...]
    pace: Pace | None
    running: bool
    convention: IntervalConvention | None
    needs: tuple[Need, ...] = ()
    known_through: date | None = None

    def nth(self, number: int, first: date) -> Ended | None:
        """Return the day on which the n-th unit from a day ends; ``None`` where the interval is too short for it."""
        if self.pace is None:
            return None
        found = nth_end(number, self.segments, self.pace, first, running=self.running)
        if found is None or not self.needs or self.known_through is None or found.day <= self.known_through:
            return found
        return Ended(found.day, certain=False)

    def not_before(self, number: int, first: date) -> date | None:
        """Return the earliest day on which the n-th unit can end, were every day covered that is not known."""
        known = self.known_through
        if self.pace is None or known is None:
            return None
        seen = [evolve(each, end=min(each.end, known + _DAY)) for each in self.segments if each.first <= known]
        found = nth_end(number, seen, self.pace, first, running=True)
        return found.day if found is not None else None

    def elapsed(self, first: date, day: date) -> Fraction:
        """Return how many units have ended by the end of a day."""
        return elapsed(self.segments, self.pace or Pace(), first, day)


def convention_of(law: Law, interval: str, pack: str) -> IntervalConvention | None:
    """Return how a pack counts an interval: its own convention, else that of a pack it extends."""
    order = [pack, *(each for each in law.time if each != pack)]
    for name in order:
        for convention in law.time[name].conventions if name in law.time else ():
            if convention.interval == interval:
                return convention
    return None


def convention_named(law: Law, name: str) -> IntervalConvention | None:
    """Return a convention by its id."""
    return next((each for time in law.time.values() for each in time.conventions if each.id == name), None)


def pace_of(unit: Unit, convention: IntervalConvention | None, hours: Fraction | None) -> Pace | None:
    """Return how units of an interval add up; ``None`` where the convention does not say it of that unit."""
    runs_on = convention is not None and convention.runs == "consecutive"
    if unit in _MONTHS:
        return Pace(runs_on=True, months=_MONTHS[unit]) if runs_on else None
    if convention is not None and convention.unit == "hour_equivalent":
        size = {Unit.WEEKS: hours, Unit.HOURS: Fraction(1)}.get(unit)
        return Pace(size) if size is not None else None
    if unit is Unit.DAYS:
        return Pace(Fraction(1), runs_on=runs_on)
    if unit is not Unit.WEEKS:
        return None
    if convention is None or convention.unit != "week" or convention.part_unit == "pro_rata":
        return Pace(_WEEK, runs_on=runs_on)
    return Pace(_WEEK, convention.week_starts, convention.part_unit == "whole", runs_on)


def accrual(
    interval: str,
    unit: Unit,
    convention: IntervalConvention | None,
    reading: Reading,
    paused: tuple[Span, ...] = (),
) -> Accrual:
    """Return the clock of an interval in a unit; ``paused`` days are not counted."""
    state = reading.interval(interval)
    spans = subtract(state.spans, paused) if paused else state.spans
    running = state.running and not any(span.end is None or reading.today_day in span for span in paused)
    needs = state.needs
    through = state.known_through
    hours: Fraction | None = None
    segments = tuple(Segment(span.first, span.end) for span in spans if span.end is not None)
    if convention is not None and convention.unit == "hour_equivalent":
        hours = weekly_hours(reading)
        segments, missing = lost_hours(interval, spans, reading)
        needs = in_order((*needs, *missing))
        through = None if missing else through
    pace = pace_of(unit, convention, hours)
    if pace is None and not needs:
        why = f"convention {convention.id}" if convention is not None else "no [[convention]]"
        needs = (reading.index.need_law(f"how {interval} counts in {unit.value}", None, why),)
    return Accrual(interval, segments, pace, running, convention, needs, through)
