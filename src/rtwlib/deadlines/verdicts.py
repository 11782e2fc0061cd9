"""Conditions read against a file: holds, fails, unknown (with what is missing), or pending (with the day)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from rtwlib.answers import FAILS, HOLDS, Need, Verdict, Wants, all_of, any_of, opposite, pending, unknown
from rtwlib.conditions import (
    AllOf,
    Anchor,
    AnyOf,
    Condition,
    DataTest,
    EventTest,
    FactTest,
    IntervalTest,
    Length,
    Not,
    compare,
    ordered,
)
from rtwlib.dates import Count, MonthEnd, Span, Unit, add_months
from rtwlib.deadlines.accruals import Accrual, accrual, convention_named
from rtwlib.deadlines.finding_days import resolve
from rtwlib.deadlines.happenings import Happening, precedes

if TYPE_CHECKING:
    from rtwlib.deadlines.intervals import IntervalState
    from rtwlib.deadlines.reading import Reading

_DAY = timedelta(days=1)
Counter = Callable[[date, Length], date | None]


class Tester:
    """Conditions of one limit, seen from one trigger. ``within`` counts a length from a day as the limit would."""

    __slots__ = ("own_due", "reading", "trigger", "within")

    def __init__(
        self, reading: Reading, trigger: Happening | None, within: Counter, own_due: date | None = None
    ) -> None:
        """Set the reading, the trigger and the way lengths are counted."""
        self.reading = reading
        self.trigger = trigger
        self.within = within
        self.own_due = own_due

    def all(self, conditions: Iterable[Condition]) -> Verdict:
        """Return whether all conditions hold."""
        return all_of([self.test(condition) for condition in conditions])

    def test(self, condition: Condition) -> Verdict:
        """Return the verdict on one condition."""
        if isinstance(condition, FactTest):
            return self._fact(condition)
        if isinstance(condition, EventTest):
            verdict = self._event(condition)
            return verdict if condition.happened else opposite(verdict)
        if isinstance(condition, IntervalTest):
            return self._interval(condition)
        if isinstance(condition, AnyOf):
            return any_of([self.test(each) for each in condition.tests])
        if isinstance(condition, AllOf):
            return all_of([self.test(each) for each in condition.tests])
        if isinstance(condition, Not):
            return opposite(self.test(condition.test))
        return self._data(condition)

    def _data(self, condition: DataTest) -> Verdict:
        data = self.trigger.data if self.trigger is not None else {}
        if condition.data not in data:
            kind = self.trigger.kind if self.trigger is not None else condition.data
            return unknown(Need(Wants.FACT, f"{kind}.{condition.data}", f"What is '{condition.data}' of {kind}?"))
        return HOLDS if compare(condition.op, data[condition.data], condition.value) else FAILS

    def _fact(self, condition: FactTest) -> Verdict:
        as_of = condition.as_of
        if as_of.sort == "trigger":
            day = self.trigger.day if self.trigger is not None else None
        else:
            found = self._day(as_of)
            if found.needs:
                return unknown(*found.needs)
            day = found.day
        value = self.reading.fact(condition.fact, day)
        if value is None:
            return unknown(self.reading.need_fact(condition.fact))
        return HOLDS if compare(condition.op, value, condition.value) else FAILS

    def _day(self, anchor: Anchor) -> Any:  # noqa: ANN401 - a Found, imported only for types
        return resolve(anchor, self.trigger, self.reading, self.own_due)

    def _event(self, condition: EventTest) -> Verdict:
        lower: date | None = None
        upper: date | None = None
        bound: Happening | None = None
        for anchor, name in (
            (condition.from_, "from"),
            (condition.by, "by"),
            (condition.before, "before"),
            (condition.after, "after"),
        ):
            if anchor is None:
                continue
            found = self._day(anchor)
            if found.needs:
                return unknown(*found.needs)
            if found.event is None:
                return FAILS
            day = found.event.day
            if name == "before":
                bound = found.event
            if name in {"from", "after"}:
                lower = day if lower is None else max(lower, day)
            if name == "after" and condition.within is not None:
                last = self.within(day, condition.within)
                if last is None:
                    return unknown(self.reading.index.need_law(f"'{condition.within}' in a condition", day))
                day = last
            if name in {"by", "before", "after"} and not (name == "after" and condition.within is None):
                upper = day if upper is None else min(upper, day)
        return self._in_window(condition.event, lower, upper, bound)

    def _in_window(self, kind: str, lower: date | None, upper: date | None, before: Happening | None) -> Verdict:
        reading = self.reading
        for event in reading.events(kind):
            if event.projected or (lower is not None and event.day < lower):
                continue
            if upper is not None and event.day > upper:
                continue
            if before is not None and not precedes(event, before):
                continue
            return unknown(reading.index.need_event(kind)) if event.undated else HOLDS
        today = reading.today_day
        last = upper if before is None or upper is None else upper - _DAY
        open_still = last is not None and today <= last
        needs = reading.unrecorded((kind,), today if last is None or open_still else last)
        if needs:
            return unknown(*needs)
        return pending(last) if open_still else FAILS

    def _interval(self, condition: IntervalTest) -> Verdict:
        found = self._day(condition.as_of)
        if found.needs:
            return unknown(*found.needs)
        if found.event is None:
            return FAILS
        reading = self.reading
        state = reading.interval(condition.interval)
        day = found.event.day
        if state.needs and (state.known_through is None or state.known_through < min(day, reading.today_day)):
            return unknown(*state.needs)
        seen = min(day, reading.today_day)
        if condition.op is None or condition.length is None:
            held = state.covers(seen)
        elif condition.convention is not None:
            clock = self._clock(condition)
            if clock.pace is None or (clock.needs and clock.known_through is None):
                return unknown(*clock.needs)
            first = state.spans[0].first if state.spans else seen
            held = ordered(condition.op, clock.elapsed(first, seen), Fraction(condition.length.number))
        else:
            held = _length_passes(condition, state, seen)
        if day > reading.today_day and (held != (condition.op in {"at_least", "more_than"})):
            return pending(day)
        return HOLDS if held else FAILS

    def _clock(self, condition: IntervalTest) -> Accrual:
        convention = convention_named(self.reading.index.law, condition.convention or "")
        unit = condition.length.unit if condition.length is not None else Unit.DAYS
        return accrual(condition.interval, unit, convention, self.reading)


def _length_passes(condition: IntervalTest, state: IntervalState, day: date) -> bool:
    spans = [span for span in state.spans if span.first <= day]
    if condition.continuous:
        spans = [span for span in spans if span.end is None or day < span.end]
    length: Count = condition.length  # type: ignore[assignment]  # the caller checked
    op = condition.op or "at_least"
    if length.unit in {Unit.MONTHS, Unit.YEARS}:
        return ordered(op, day, _after_months(spans, length, day))
    covered = sum((_end(span, day) - span.first).days for span in spans)
    days = length.number * (7 if length.unit is Unit.WEEKS else 1)
    return ordered(op, covered, days)


def _after_months(spans: list[Span], length: Count, day: date) -> date:
    first = min((span.first for span in spans), default=day + _DAY)
    months = length.number * (12 if length.unit is Unit.YEARS else 1)
    return add_months(first, months, MonthEnd.LAST_DAY) - _DAY


def _end(span: Span, day: date) -> date:
    return day + _DAY if span.end is None or span.end > day + _DAY else span.end
