"""How many units of an interval have run by a day, with the arithmetic: what people ask about entitlement weeks."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import frozen

from rtwlib.answers import Need, Step
from rtwlib.dates import Span, Unit
from rtwlib.deadlines.accruals import accrual, convention_of
from rtwlib.deadlines.clock_steps import clock_step

if TYPE_CHECKING:
    from rtwlib.deadlines.reading import Reading


@frozen
class Clock:
    """An accumulating clock as it stands on ``today``.

    ``elapsed`` is the exact number of units that have ended by then (a fraction where parts count in proportion), or
    ``None`` where it cannot be known; ``needs`` says what is missing. ``spans`` are the covered days that are known,
    each from its first day to before its end. ``convention`` is the id of the scheme's rule, or ``None`` where the pack
    has none and covered days simply add up. ``reasons`` recomputes as that of an entry does.
    """

    interval: str
    unit: str
    today: date
    elapsed: Fraction | None
    running: bool
    spans: tuple[Span, ...]
    convention: str | None
    needs: tuple[Need, ...] = ()
    reasons: Step | None = None


def clock_of(interval: str, unit: Unit, reading: Reading) -> Clock:
    """Return the clock of an interval in a unit (days, weeks, months, years, hours), by the law's own convention."""
    law = reading.index.law
    convention = convention_of(law, interval, law.id)
    found = accrual(interval, unit, convention, reading)
    today = reading.today_day
    spans = tuple(Span(each.first, each.end) for each in found.segments)
    name = convention.id if convention is not None else None
    known = not found.needs or (found.known_through is not None and found.known_through >= today)
    if found.pace is None or not known:
        return Clock(interval, unit.value, today, None, found.running, spans, name, found.needs)
    first = spans[0].first if spans else today
    ran = found.elapsed(first, today)
    ends = (Step("fact", "counted from", first, where="case"), Step("fact", "today", today, where="given"))
    step = clock_step(found, f"{unit.value} of {interval.replace('_', ' ')} that have run", ran, ends)
    return Clock(interval, unit.value, today, ran, found.running, spans, name, (), step)
