"""When a limit falls due: base, count, suspension and pause, each kept for the explanation."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from rtwlib.answers import Need, in_order
from rtwlib.counting import Convention, Counted, civil_day, count_from, count_hours, first_moment, last_moment
from rtwlib.dates import Count, Span, Starts, Unit, union
from rtwlib.deadlines.accruals import Accrual
from rtwlib.deadlines.bases import Stage, base_of
from rtwlib.deadlines.calendar_choice import chosen_calendar
from rtwlib.deadlines.happenings import Happening
from rtwlib.deadlines.lengths import Counting
from rtwlib.deadlines.pauses import pauses_of, suspension_of
from rtwlib.laws import Terms, TimeLimit
from rtwlib.time_rules import Suspension, TimeRule

if TYPE_CHECKING:
    from rtwlib.deadlines.reading import Reading


@frozen
class Extended:
    """One extension: the event, the unrolled day it was added to, and what came out; ``add`` is ``None`` for a date."""

    event: Happening
    unrolled: date
    counted: Counted
    add: Count | None = None
    part: str | None = None


@frozen
class Due:
    """A due day with everything that made it.

    ``day`` is the last day; ``at`` the last moment counted from the trigger's first moment, ``at_latest`` from its
    last (they differ where only a date is known). ``needs`` is filled where no day can be given.
    """

    day: date | None = None
    at: datetime | None = None
    at_latest: datetime | None = None
    base: Happening | None = None
    stages: tuple[Stage, ...] = ()
    count: Count | None = None
    counted: Counted | None = None
    backward: bool = False
    rule: TimeRule | None = None
    convention: Convention | None = None
    rolls: bool = False
    calendar: str = "pack"
    paused: tuple[Span, ...] = ()
    suspension: Suspension | None = None
    clock: Accrual | None = None
    restart: Happening | None = None
    extended: tuple[Extended, ...] = ()
    projected: bool = False
    standing: bool = False
    needs: tuple[Need, ...] = ()
    not_before: date | None = None
    opens: date | None = None

    @property
    def first_day(self) -> date | None:
        """Return the due day before any extension."""
        return self.counted.due if self.counted is not None else self.day


def counted_day(limit: TimeLimit, terms: Terms, trigger: Happening, reading: Reading) -> Due:
    """Return the due day from base, count, suspension and pauses, before restarts and extensions."""
    counting = Counting(limit, terms, reading)
    base = base_of(counting, trigger)
    due = Due(
        base=base.event, stages=base.stages, projected=base.projected, needs=base.needs, not_before=base.not_before
    )
    if due.needs or due.base is None:
        return due
    return count_on(counting, due, trigger)


def count_on(counting: Counting, due: Due, trigger: Happening, base: Happening | None = None) -> Due:
    """Count from the base, with suspensions and pauses."""
    terms, reading, limit = counting.terms, counting.reading, counting.limit
    base = base or due.base
    if base is None:
        return due
    start = terms.start
    backward = start.backward
    length = terms.count
    if length is None and start.choose == "only":
        return evolve(due, base=base)
    count, needs = counting.length(length, base.day) if length is not None else (Count(0, Unit.DAYS), ())
    if needs or count is None:
        return evolve(due, base=base, needs=needs)
    convention, rule = counting.convention(base.day)
    if convention is None:
        need = reading.index.need_law(f"{limit.pack} time rules", base.day)
        return evolve(due, base=base, needs=(need,))
    if length is None:
        convention = evolve(convention, starts=Starts.EXCLUSIVE)
    if count.of is not None or count.unit is Unit.HOURS:
        due = evolve(due, base=base, count=count, backward=backward, rule=rule, convention=convention)
        return (
            _of_interval(counting, due, base, count, trigger)
            if count.of is not None
            else _in_hours(counting, due, base, count, trigger)
        )
    calendar = chosen_calendar(limit, terms, reading)
    if calendar.calendar is None:
        return evolve(due, base=base, needs=calendar.needs)
    rolls = limit.kind.is_act

    def run(anchor: date, paused: tuple[Span, ...]) -> Counted:
        return count_from(
            anchor,
            count,
            backward=backward,
            convention=convention,
            calendar=calendar.calendar,  # type: ignore[arg-type]  # checked above
            rolls=rolls,
            paused=paused,
        )

    counted = run(base.day, ())
    suspension = None if backward else suspension_of(counting, base.day, counted.due)
    paused: tuple[Span, ...] = ()
    anchor = base.day
    if suspension is not None and suspension.anew:
        anchor = suspension.until
    elif suspension is not None:
        paused = (Span(suspension.from_, suspension.until),)
    pauses, running, pause_needs = pauses_of(counting, trigger, counted.due) if terms.pauses else ((), None, ())
    paused = union((*paused, *pauses)) if pauses else paused
    if suspension is not None or paused:
        counted = run(anchor, paused)
    projected = due.projected or (running is not None and counted.due >= running)
    return evolve(
        due,
        day=counted.due,
        base=base,
        count=count,
        counted=counted,
        backward=backward,
        rule=rule,
        convention=convention,
        rolls=rolls,
        calendar=calendar.name,
        paused=paused,
        suspension=suspension,
        projected=projected,
        needs=pause_needs,
    )


def _of_interval(counting: Counting, due: Due, base: Happening, count: Count, trigger: Happening) -> Due:
    reading = counting.reading
    pauses = pauses_of(counting, trigger, reading.today_day) if counting.terms.pauses else ((), None, ())
    clock = counting.clock(count, pauses[0])
    due = evolve(due, clock=clock)
    missing = in_order((*clock.needs, *pauses[2]))
    if clock.known_through is None or clock.pace is None or pauses[2]:
        return evolve(due, needs=missing or (reading.index.need_event(count.of or ""),))
    found = clock.nth(count.number, base.day)
    if clock.needs and (found is None or not found.certain):
        return evolve(due, needs=clock.needs, not_before=clock.not_before(count.number, base.day))
    if found is None:
        return due
    calendar = chosen_calendar(counting.limit, counting.terms, reading)
    if calendar.calendar is None or due.convention is None:
        return evolve(due, needs=calendar.needs)
    rolls = counting.limit.kind.is_act
    plain = evolve(due.convention, starts=Starts.EXCLUSIVE)
    counted = count_from(
        found.day, Count(0, Unit.DAYS), backward=False, convention=plain, calendar=calendar.calendar, rolls=rolls
    )
    projected = due.projected or not found.certain
    return evolve(due, day=counted.due, counted=counted, rolls=rolls, calendar=calendar.name, projected=projected)


def _in_hours(counting: Counting, due: Due, base: Happening, count: Count, trigger: Happening) -> Due:
    zone = counting.reading.index.law.zone
    first = base.at or first_moment(base.day, zone)
    latest = base.at or last_moment(base.day, zone)
    suspension = None if due.backward else suspension_of(counting, base.day, base.day)
    if suspension is not None and suspension.anew:
        first = latest = first_moment(suspension.until, zone)
    pauses = pauses_of(counting, trigger, first.astimezone(zone).date()) if counting.terms.pauses else ((), None, ())
    paused = () if due.backward else union(pauses[0])
    at = count_hours(first, count.number, backward=due.backward, paused=paused).astimezone(zone)
    at_latest = count_hours(latest, count.number, backward=due.backward, paused=paused).astimezone(zone)
    day = civil_day(at, zone)
    return evolve(
        due,
        day=day,
        at=at,
        at_latest=at_latest,
        counted=Counted(day, day, day),
        suspension=suspension,
        rolls=False,
        paused=paused,
        projected=due.projected or (pauses[1] is not None and day >= pauses[1]),
        needs=pauses[2],
    )
