"""Whose open and closed days a limit counts: the pack's, the workplace's, the actor's or the receiver's."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from attrs import frozen

from rtwlib.answers import Need
from rtwlib.calendars import Calendar, CalendarDefinition, build_calendar
from rtwlib.laws import Terms, TimeLimit

if TYPE_CHECKING:
    from rtwlib.deadlines.reading import Reading


@frozen
class CalendarChoice:
    """The calendar and its name, or what is missing to know it."""

    calendar: Calendar | None
    name: str
    needs: tuple[Need, ...] = ()


def chosen_calendar(limit: TimeLimit, terms: Terms, reading: Reading) -> CalendarChoice:
    """Return the calendar whose closed days the limit goes by.

    For a place other than the pack's, the public holidays of that place are taken, closed on the same weekdays.
    """
    time = reading.index.law.time[limit.pack]
    if terms.calendar == "pack":
        return CalendarChoice(time.calendar, limit.pack)
    role = {"place": "employer", "by": limit.owed_by, "to": terms.owed_to or ""}[terms.calendar]
    fact = f"{role}.place"
    place = reading.fact(fact, None)
    if place is None:
        return CalendarChoice(None, fact, (reading.need_fact(fact),))
    own = time.calendar
    return CalendarChoice(calendar_of_place(str(place), time.closed, own.first.year, own.last.year), str(place))


@lru_cache(maxsize=256)
def calendar_of_place(place: str, closed: tuple[str, ...], first_year: int, last_year: int) -> Calendar:
    """Return the calendar of an ISO 3166-2 place such as ``AU-NSW``, with the given closed weekdays."""
    country, _, subdivision = place.upper().partition("-")
    return build_calendar(CalendarDefinition(country, subdivision or None, closed, first_year, last_year, (), ()))
