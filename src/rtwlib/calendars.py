"""Open and closed days of a place, in tables that answer at once; a day outside the covered years is an error."""

from __future__ import annotations

from datetime import date, timedelta
from difflib import get_close_matches
from functools import lru_cache

from attrs import frozen

_DAY = timedelta(days=1)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class CalendarError(ValueError):
    """A calendar definition that cannot be built; the message says why."""


class OutsideCalendar(ValueError):  # noqa: N818 - the name says what happened
    """A day outside the covered years: ``day``, ``first`` and ``last`` covered day."""

    def __init__(self, day: date, first: date, last: date) -> None:
        """Keep the day and the bounds."""
        self.day, self.first, self.last = day, first, last
        super().__init__(f"{day.isoformat()} lies outside the calendar, which covers {first.year} to {last.year}")


@frozen
class CalendarDefinition:
    """A calendar as a pack declares it.

    ``country`` and ``subdivision`` name the candidates in the holidays library, ``closed`` the weekdays and
    ``"holidays"``, ``first_year`` and ``last_year`` the covered years (inclusive); ``add`` closes days,
    ``remove`` opens them.
    """

    country: str | None
    subdivision: str | None
    closed: tuple[str, ...]
    first_year: int
    last_year: int
    add: tuple[date, ...] = ()
    remove: tuple[date, ...] = ()


class Calendar:
    """Open and closed days from ``first`` to ``last``, both covered."""

    __slots__ = ("_base", "_count", "_index", "_names", "_open", "_span", "definition", "first", "last")

    def __init__(self, definition: CalendarDefinition, names: dict[date, str]) -> None:
        """Build the tables; ``names`` gives the reason of each closed day that is not a closed weekday."""
        self.definition = definition
        self.first = date(definition.first_year, 1, 1)
        self.last = date(definition.last_year, 12, 31)
        self._base = self.first.toordinal()
        self._names = names
        closed = {_WEEKDAYS.index(name) for name in definition.closed if name != "holidays"}
        opened = {day.toordinal() for day in definition.remove}
        shut = {day.toordinal() for day in names} - opened
        open_days: list[date] = []
        index: list[int] = []
        for ordinal in range(self._base, self.last.toordinal() + 1):
            index.append(len(open_days))
            weekday = (ordinal + 6) % 7
            if ordinal in opened or (weekday not in closed and ordinal not in shut):
                open_days.append(date.fromordinal(ordinal))
        index.append(len(open_days))
        self._open = open_days
        self._index = index
        self._count = len(open_days)
        self._span = len(index) - 1

    def __eq__(self, other: object) -> bool:
        """Two calendars of one definition are equal."""
        return isinstance(other, Calendar) and self.definition == other.definition

    def __hash__(self) -> int:
        """Hash by definition."""
        return hash(self.definition)

    def __repr__(self) -> str:
        """Show the definition, not the tables."""
        return f"Calendar({self.definition!r})"

    def _at(self, day: date) -> int:
        offset = day.toordinal() - self._base
        if not 0 <= offset < self._span:
            raise OutsideCalendar(day, self.first, self.last)
        return offset

    def is_open(self, day: date) -> bool:
        """Return whether a day is open."""
        offset = self._at(day)
        return self._index[offset + 1] > self._index[offset]

    def next_open(self, day: date) -> date:
        """Return the day itself if open, else the first open day after it."""
        return self._nth(self._index[self._at(day)])

    def previous_open(self, day: date) -> date:
        """Return the day itself if open, else the last open day before it."""
        return self._nth(self._index[self._at(day) + 1] - 1)

    def add_business_days(self, day: date, number: int) -> date:
        """Return the ``number``-th open day strictly after a day, or before it if negative; 0 is the day itself."""
        offset = day.toordinal() - self._base
        if not 0 <= offset < self._span:
            raise OutsideCalendar(day, self.first, self.last)
        if number > 0:
            position = self._index[offset + 1] + number - 1
        elif number < 0:
            position = self._index[offset] + number
        else:
            return day
        if 0 <= position < self._count:
            return self._open[position]
        return self._nth(position)

    def business_days_between(self, first: date, last: date) -> int:
        """Return how many open days lie after ``first`` through ``last`` (negative if ``last`` is earlier)."""
        return self._index[self._at(last) + 1] - self._index[self._at(first) + 1]

    def closed_because(self, day: date) -> str | None:
        """Return why a day is closed: its weekday, the name of its holiday, or that the pack closes it."""
        if self.is_open(day):
            return None
        return self._names.get(day) or _WEEKDAYS[day.weekday()].capitalize()

    def _nth(self, position: int) -> date:
        if not 0 <= position < self._count:
            outside = self.last + _DAY if position >= 0 else self.first - _DAY
            raise OutsideCalendar(outside, self.first, self.last)
        return self._open[position]


@lru_cache(maxsize=64)
def build_calendar(definition: CalendarDefinition) -> Calendar:
    """Return the calendar of a definition; imports the holidays library when first used.

    Raises `CalendarError` for an unknown country or subdivision (with the nearest names) and for years that the
    holidays library does not cover: an empty calendar is never taken for one without holidays.
    """
    names: dict[date, str] = {}
    if "holidays" in definition.closed and definition.country is not None:
        names = _holidays(definition)
    names |= dict.fromkeys(definition.add, "closed by the pack's calendar")
    return Calendar(definition, names)


def _holidays(definition: CalendarDefinition) -> dict[date, str]:
    import holidays  # noqa: PLC0415 - a large library, loaded only where a calendar is built

    country = definition.country or ""
    supported = holidays.list_supported_countries()
    if country not in supported:
        message = f"no holidays are known for country '{country}'; nearest: {_near(country, list(supported))}"
        raise CalendarError(message)
    if definition.subdivision is not None and definition.subdivision not in supported[country]:
        near = _near(definition.subdivision, supported[country])
        message = f"no holidays are known for subdivision '{definition.subdivision}' of {country}; nearest: {near}"
        raise CalendarError(message)
    years = range(definition.first_year, definition.last_year + 1)
    found = holidays.country_holidays(country, subdiv=definition.subdivision, years=years, expand=False)
    empty = sorted(set(years) - {day.year for day in found})
    if empty:
        message = f"the holidays library has no holidays of {country} in {empty[0]}: narrow the covered years"
        raise CalendarError(message)
    return dict(found.items())


def _near(name: str, known: list[str]) -> str:
    return ", ".join(get_close_matches(name.upper(), known, 3, 0.3)) or ", ".join(sorted(known)[:8])
