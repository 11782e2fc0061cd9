"""Anchors resolved to events of the file: which occurrence an anchor means, and what is missing to know it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from rtwlib.answers import Need
from rtwlib.conditions import Anchor
from rtwlib.deadlines.happenings import Happening

if TYPE_CHECKING:
    from rtwlib.deadlines.reading import Reading
    from rtwlib.entries import Entry


@frozen
class Found:
    """The event an anchor means, or none; ``needs`` says what is missing where that cannot be known."""

    event: Happening | None = None
    needs: tuple[Need, ...] = ()
    not_before: date | None = None

    @property
    def day(self) -> date | None:
        """Return the day found."""
        return self.event.day if self.event is not None and not self.needs else None


def chosen(events: list[Happening], trigger: Happening | None) -> Happening | None:
    """Return the occurrence with the trigger's ref, else the earliest on or after it, else the latest before it."""
    if not events:
        return None
    if trigger is None:
        return events[0]
    if trigger.ref is not None:
        for event in events:
            if event.ref == trigger.ref:
                return event
    for event in events:
        if event.day >= trigger.day:
            return event
    return events[-1]


def resolve(anchor: Anchor, trigger: Happening | None, reading: Reading, own_due: date | None = None) -> Found:
    """Return the event that an anchor means, seen from a trigger; ``own_due`` is this limit's own due day."""
    sort = anchor.sort
    if sort == "trigger":
        return Found(trigger)
    if sort == "today":
        return Found(Happening("today", reading.today_day, origin="calendar"))
    if sort in {"due", "end"}:
        if not anchor.name:
            return Found(None if own_due is None else Happening("due", own_due, origin="due", carrier=trigger))
        return _outcome(anchor, trigger, reading)
    if sort == "calendar":
        days = calendar_days(anchor.name, reading, trigger.day if trigger is not None else None)
        return Found(chosen(days, trigger))
    return _event(anchor, trigger, reading)


def _event(anchor: Anchor, trigger: Happening | None, reading: Reading) -> Found:
    if trigger is not None and anchor.name in reading.index.ancestors(trigger.kind):
        event: Happening | None = trigger
    else:
        event = chosen(reading.events(anchor.name), trigger)
    if event is None:
        return Found(None, reading.hidden((anchor.name,)))
    if event.undated:
        return Found(event, (reading.index.need_event(event.kind),), event.day)
    if anchor.sort == "date":
        return carried(event, anchor.part or "", reading)
    return Found(event)


def carried(event: Happening, part: str, reading: Reading) -> Found:
    """Return the date that an event carries, as an event on that day."""
    day = event.dates.get(part)
    if day is None:
        need = reading.index.need_event(event.kind)
        return Found(None, (evolve(need, name=f"{event.kind}.{part}", ask=f"{need.ask} Which date '{part}'?"),))
    return Found(evolve(event, day=day, at=None, carrier=event, where=f"{event.where}, dates.{part}"))


def _outcome(anchor: Anchor, trigger: Happening | None, reading: Reading) -> Found:
    outcomes = reading.outcomes.get(anchor.name)
    if not outcomes:
        return Found()
    event, entry = _same_occurrence(outcomes, trigger)
    return as_found(anchor, event, entry)


def as_found(anchor: Anchor, event: Happening | None, entry: Entry) -> Found:
    """Return another rule's due day as an event, or what that rule itself lacks."""
    if entry.due is None:
        return Found(None, entry.needs, entry.not_before)
    return Found(
        Happening(
            str(anchor),
            entry.due,
            entry.due_at,
            event.ref if event is not None else None,
            f"due day of {anchor.name}",
            origin="due",
            projected=entry.projected,
            carrier=event,
        )
    )


def _same_occurrence(
    outcomes: list[tuple[Happening | None, Entry]], trigger: Happening | None
) -> tuple[Happening | None, Entry]:
    if trigger is None:
        return outcomes[0]
    root = trigger.root()
    for event, entry in outcomes:
        if event is not None and (event is trigger or event.root() is root):
            return event, entry
    if trigger.ref is not None:
        for event, entry in outcomes:
            if event is not None and event.ref == trigger.ref:
                return event, entry
    earlier = [pair for pair in outcomes if pair[0] is None or pair[0].day <= trigger.day]
    return earlier[-1] if earlier else outcomes[0]


def calendar_days(name: str, reading: Reading, after: date | None = None) -> list[Happening]:
    """Return the yearly days of a name from the file's first event to the first one after today."""
    law = reading.index.law
    for pack in law.time.values():
        for event in pack.calendar_events:
            if event.id == name:
                first = after or first_day(reading)
                return [
                    Happening(name, date(year, event.month, event.day), origin="calendar", where="the calendar")
                    for year in range(first.year, reading.today_day.year + 2)
                    if date(year, event.month, event.day) >= first
                    and (year <= reading.today_day.year or date(year - 1, event.month, event.day) <= reading.today_day)
                ]
    return []


def first_day(reading: Reading) -> date:
    """Return the day of the file's first event, or today where it has none."""
    days = [events[0].day for events in reading.happened.values() if events]
    return min(days, default=reading.today_day)
