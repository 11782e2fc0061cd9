"""What moves a due day: restarts of the clock and extensions."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from attrs import evolve

from rtwlib.answers import Need, Truth
from rtwlib.calendars import OutsideCalendar
from rtwlib.conditions import Length
from rtwlib.counting import Counted, count_from
from rtwlib.dates import Ends, Starts
from rtwlib.deadlines.calendar_choice import chosen_calendar
from rtwlib.deadlines.due_days import Due, Extended, count_on, counted_day
from rtwlib.deadlines.finding_days import resolve
from rtwlib.deadlines.happenings import Happening
from rtwlib.deadlines.lengths import Counting
from rtwlib.laws import Terms, TimeLimit

if TYPE_CHECKING:
    from rtwlib.deadlines.reading import Reading


def due_day(limit: TimeLimit, terms: Terms, trigger: Happening, reading: Reading) -> Due:
    """Return when the limit falls due for a trigger, by the full path: every key of the version is read.

    A count that leaves the years of the calendar gives no day, but what is missing: the closed days of that year.
    """
    try:
        return _due_day(limit, terms, trigger, reading)
    except OutsideCalendar as error:
        why = f"the calendar covers {error.first.year} to {error.last.year}"
        need = reading.index.need_law(f"{limit.pack} closed days", error.day, why)
        return Due(base=trigger, needs=(need,))


def _due_day(limit: TimeLimit, terms: Terms, trigger: Happening, reading: Reading) -> Due:
    counting = Counting(limit, terms, reading)
    due = counted_day(limit, terms, trigger, reading)
    if due.day is None or due.needs:
        return due
    if terms.restarts:
        due = _restarted(counting, due, trigger)
    if terms.extended_by and due.day is not None:
        due = _extended(counting, due, trigger)
    return due


def _restarted(counting: Counting, due: Due, trigger: Happening) -> Due:
    """Move day 0 to each restarting event in turn; while the clock stands, the day is a projection from today."""
    reading = counting.reading
    base = due.base or trigger
    used: set[int] = set()
    moved = True
    while moved:
        moved = False
        for restart in counting.terms.restarts:
            for event in reading.events(restart.on):
                if id(event) in used or event.projected or event.day < base.day or event is trigger:
                    continue
                verdict = counting.tester(trigger, due.day).all(restart.if_)
                if verdict.truth is Truth.UNKNOWN:
                    return evolve(due, needs=verdict.needs)
                if verdict.truth is not Truth.HOLDS:
                    continue
                used.add(id(event))
                base = event
                due = evolve(count_on(counting, evolve(due, base=event), trigger, event), restart=event)
                moved = True
                break
    for restart in counting.terms.restarts:
        if restart.stays_from is None or due.day is None:
            continue
        stays = [
            event
            for event in reading.events(restart.stays_from)
            if base.day <= event.day <= due.day and not event.projected
        ]
        later = [
            event for event in reading.events(restart.on) if stays and event.day >= stays[0].day and id(event) in used
        ]
        if not stays or later:
            continue
        verdict = counting.tester(trigger, due.day).all(restart.if_)
        if verdict.truth is Truth.UNKNOWN:
            return evolve(due, needs=verdict.needs)
        if verdict.truth is not Truth.FAILS:
            today = Happening(restart.on, reading.today_day, origin="calendar", where="today", projected=True)
            return evolve(
                count_on(counting, evolve(due, base=today), trigger, today),
                standing=True,
                projected=True,
                restart=today,
            )
    return due


def _extended(counting: Counting, due: Due, trigger: Happening) -> Due:
    reading = counting.reading
    steps: list[Extended] = []
    if due.day is None or due.counted is None:
        return due
    unrolled = due.counted.ended
    day = due.day
    for extension in counting.terms.extended_by:
        applied = 0
        for event in reading.events(extension.event):
            if event.projected or event.day < trigger.root().day or (extension.times or 99) <= applied:
                continue
            if trigger.ref is not None and event.ref not in {None, trigger.ref}:
                continue
            if extension.by is not None:
                limit = resolve(extension.by, trigger, reading, day)
                if limit.event is None or event.day > limit.event.day:
                    continue
            moved = _moved(counting, extension.to.part if extension.to else None, extension.add, event, unrolled)
            if isinstance(moved, tuple):
                return evolve(due, needs=moved)
            if moved.due > day:
                add, _ = counting.length(extension.add, event.day)
                steps.append(Extended(event, unrolled, moved, add, extension.to.part if extension.to else None))
                unrolled, day = moved.ended, moved.due
            applied += 1
    return evolve(due, day=day, extended=tuple(steps)) if steps else due


def _moved(
    counting: Counting, part: str | None, add: Length | None, event: Happening, unrolled: date
) -> Counted | tuple[Need, ...]:
    reading = counting.reading
    if part is not None:
        to = event.dates.get(part)
        if to is None:
            return (reading.index.need_event(event.kind),)
        return Counted(to, to, to)
    count, needs = counting.length(add, event.day)
    convention, _ = counting.convention(unrolled)
    calendar = chosen_calendar(counting.limit, counting.terms, reading)
    if needs or count is None or convention is None or calendar.calendar is None:
        return needs or calendar.needs
    plain = evolve(convention, starts=Starts.EXCLUSIVE, ends=Ends.INCLUSIVE)
    return count_from(
        unrolled,
        count,
        backward=False,
        convention=plain,
        calendar=calendar.calendar,
        rolls=counting.limit.kind.is_act,
    )
