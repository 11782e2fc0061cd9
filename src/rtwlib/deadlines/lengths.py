"""How one limit counts in one reading: lengths, conventions, and the days they lead to."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from attrs import evolve

from rtwlib.answers import Need
from rtwlib.conditions import FactCount, Length
from rtwlib.counting import Convention, civil_day, count_from, count_hours, first_moment
from rtwlib.dates import Count, Ends, MonthEnd, Roll, Span, Starts, Unit
from rtwlib.deadlines.accruals import Accrual, accrual, convention_of
from rtwlib.deadlines.calendar_choice import chosen_calendar
from rtwlib.deadlines.happenings import Happening
from rtwlib.deadlines.verdicts import Tester
from rtwlib.laws import Terms, TimeLimit
from rtwlib.time_rules import TimeRule

if TYPE_CHECKING:
    from rtwlib.deadlines.reading import Reading


class Counting:
    """How one limit counts in one reading; built once per limit version and trigger."""

    __slots__ = ("limit", "reading", "terms")

    def __init__(self, limit: TimeLimit, terms: Terms, reading: Reading) -> None:
        """Set the limit, its version and the reading."""
        self.limit = limit
        self.terms = terms
        self.reading = reading

    def length(self, length: Length | None, day: date | None) -> tuple[Count | None, tuple[Need, ...]]:
        """Return a length as a count; one that a fact gives may be unknown."""
        if not isinstance(length, FactCount):
            return length, ()
        value = self.reading.fact(length.fact, day)
        if value is None:
            return None, (self.reading.need_fact(length.fact),)
        return Count(int(value), length.unit), ()

    def convention(self, day: date) -> tuple[Convention | None, TimeRule | None]:
        """Return how days are counted from a day on, the limit's own overrides applied."""
        terms = self.terms
        index = self.reading.index
        rule = index.law.time[self.limit.pack].rule_at(day)
        if rule is None:
            return None, None
        key = (id(terms), id(rule))
        own = index.conventions.get(key)
        if own is None:
            base = rule.convention
            own = index.conventions[key] = Convention(
                starts=Starts(terms.starts) if terms.starts else base.starts,
                ends=Ends.INCLUSIVE if not self.limit.kind.is_act else terms.ends,
                roll=Roll(terms.roll) if terms.roll else base.roll,
                roll_back=Roll(terms.roll_back) if terms.roll_back else base.roll_back,
                month_end=MonthEnd(terms.month_end) if terms.month_end else base.month_end,
            )
        return own, rule

    def clock(self, count: Count, paused: tuple[Span, ...] = ()) -> Accrual:
        """Return the clock of the interval that a count runs over, by the scheme's convention."""
        interval = count.of or ""
        convention = convention_of(self.reading.index.law, interval, self.limit.pack)
        return accrual(interval, count.unit, convention, self.reading, paused)

    def within(self, day: date, length: Length) -> date | None:
        """Return the last day of a length after a day, counted and rolled as this limit counts."""
        if not isinstance(length, Count) or length.of is not None or self.terms.calendar != "pack":
            return self._within(day, length)
        table = self.reading.index.lengths
        key = (id(self.terms), day, length)
        if key not in table:
            table[key] = self._within(day, length)
        return table[key]

    def _within(self, day: date, length: Length) -> date | None:
        count, needs = self.length(length, day)
        convention, _ = self.convention(day)
        if needs or count is None or convention is None:
            return None
        if count.of is not None:
            found = self.clock(count).nth(count.number, day)
            return found.day if found is not None else None
        calendar = chosen_calendar(self.limit, self.terms, self.reading)
        if calendar.calendar is None:
            return None
        if count.unit is Unit.HOURS:
            zone = self.reading.index.law.zone
            return civil_day(count_hours(first_moment(day, zone), count.number, backward=False), zone)
        convention = evolve(convention, ends=Ends.INCLUSIVE)
        rolls = self.limit.kind.is_act
        counted = count_from(day, count, backward=False, convention=convention, calendar=calendar.calendar, rolls=rolls)
        return counted.due

    def tester(self, trigger: Happening | None, own_due: date | None = None) -> Tester:
        """Return the reader of this limit's conditions, seen from a trigger."""
        return Tester(self.reading, trigger, self.within, own_due)

    def raw_day(self, base: date, length: Length | None, *, backward: bool) -> tuple[date | None, tuple[Need, ...]]:
        """Return the n-th day from a base without ends and roll; the base itself without a length."""
        if length is None:
            return base, ()
        count, needs = self.length(length, base)
        convention, _ = self.convention(base)
        if needs or count is None:
            return None, needs
        if convention is None:
            return None, (self.reading.index.need_law(f"{self.limit.pack} time rules", base),)
        if count.of is not None:
            clock = self.clock(count)
            found = clock.nth(count.number, base) if clock.known_through is not None else None
            return (None, clock.needs) if found is None or (clock.needs and not found.certain) else (found.day, ())
        if count.unit is Unit.HOURS:
            zone = self.reading.index.law.zone
            moved = count_hours(first_moment(base, zone), count.number, backward=backward)
            return civil_day(moved, zone), ()
        calendar = chosen_calendar(self.limit, self.terms, self.reading)
        if calendar.calendar is None:
            return None, calendar.needs
        plain = evolve(convention, ends=Ends.INCLUSIVE)
        counted = count_from(base, count, backward=backward, convention=plain, calendar=calendar.calendar, rolls=False)
        return counted.nth, ()
