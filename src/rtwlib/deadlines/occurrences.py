"""The occurrences of a limit's trigger in a file: events, dates they carry, other rules' due days, days of the year."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from attrs import frozen

from rtwlib.answers import Need
from rtwlib.conditions import Anchor, Start, YearlyWindow
from rtwlib.deadlines.finding_days import as_found, calendar_days, carried, first_day
from rtwlib.deadlines.happenings import Happening

if TYPE_CHECKING:
    from rtwlib.deadlines.reading import Reading

_LEAP_DAY = (2, 29)


@frozen(eq=False)
class Occurrence:
    """One occurrence: the trigger, the window of a yearly limit, or what is missing to place it.

    An act from ``next_opens`` on, when the next window opens, is that window's.
    """

    trigger: Happening | None
    opens: date | None = None
    closes: date | None = None
    needs: tuple[Need, ...] = ()
    not_before: date | None = None
    next_opens: date | None = None


def occurrences(start: Start, which: str, reading: Reading, *, skip_unknown: bool) -> list[Occurrence]:
    """Return the occurrences in order; one without a trigger where the record leaves open whether there is any."""
    if start.choose == "each_year" and start.window is not None:
        return _windows(start.window, reading)
    anchor = start.branches[0].anchor
    found = _of_anchor(anchor, reading)
    if not found and not skip_unknown and anchor.sort in {"event", "date"}:
        needs = reading.hidden((anchor.name,))
        if needs:
            return [Occurrence(None, needs=needs)]
    if which == "first":
        return found[:1]
    return found[-1:] if which == "last" else found


def _of_anchor(anchor: Anchor, reading: Reading) -> list[Occurrence]:
    if anchor.sort == "event":
        return [Occurrence(event) for event in reading.events(anchor.name)]
    if anchor.sort == "date":
        found = []
        for event in reading.events(anchor.name):
            at = carried(event, anchor.part or "", reading)
            found.append(Occurrence(at.event) if at.event is not None else Occurrence(event, needs=at.needs))
        return found
    if anchor.sort == "calendar":
        return [Occurrence(event) for event in calendar_days(anchor.name, reading)]
    found = []
    for source, entry in reading.outcomes.get(anchor.name, []):
        at = as_found(anchor, source, entry)
        if at.event is not None:
            found.append(Occurrence(at.event))
        elif at.needs:
            found.append(Occurrence(source, needs=at.needs, not_before=at.not_before))
    return found


def yearly_day(year: int, month_day: tuple[int, int]) -> date:
    """Return a day of the year; 29 February is the 28th in common years."""
    if month_day == _LEAP_DAY:
        return date(year, 3, 1) - timedelta(days=1)
    return date(year, *month_day)


def _windows(window: YearlyWindow, reading: Reading) -> list[Occurrence]:
    if window.year_of is not None:
        found = []
        for occurrence in _of_anchor(window.year_of, reading):
            if occurrence.trigger is None or occurrence.needs:
                found.append(occurrence)
            else:
                opens, closes = _window(occurrence.trigger.day.year, window)
                found.append(Occurrence(occurrence.trigger, opens, closes))
        return found
    first = first_day(reading)
    today = reading.today_day
    found = []
    for year in range(first.year - 1, today.year + 2):
        opens, closes = _window(year, window)
        upcoming = opens > today and _window(year - 1, window)[0] <= today
        if closes >= first and (opens <= today or upcoming):
            trigger = Happening("each_year", opens, origin="calendar", where="the calendar")
            found.append(Occurrence(trigger, opens, closes, next_opens=_window(year + 1, window)[0]))
    return found


def _window(year: int, window: YearlyWindow) -> tuple[date, date]:
    opens = yearly_day(year, window.from_)
    closes = yearly_day(year if window.to >= window.from_ else year + 1, window.to)
    return opens, closes
