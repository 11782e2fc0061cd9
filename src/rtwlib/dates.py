"""Civil days: units and lengths, ISO parsing, month arithmetic with named rounding, and spans of days."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from attrs import frozen
from dateutil.relativedelta import relativedelta

_DAY = timedelta(days=1)
_COUNT = re.compile(
    r"^\s*([0-9]{1,9})\s+(business\s+days?|hours?|days?|weeks?|months?|years?)(?:\s+of\s+([a-z][a-z0-9_]*))?\s*$"
)
_MONTHS_OF_YEAR = 12
_AMBIGUOUS = re.compile(r"^(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})$")
_ISO = re.compile(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")


class Unit(enum.StrEnum):
    """The units in which law counts time."""

    HOURS = "hours"
    DAYS = "days"
    BUSINESS_DAYS = "business days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


class Starts(enum.StrEnum):
    """Whether the trigger's day is day 0 (exclusive) or day 1 (inclusive)."""

    EXCLUSIVE = "exclusive"
    INCLUSIVE = "inclusive"


class Ends(enum.StrEnum):
    """Whether the n-th day itself is the last day (inclusive) or the day before it is (exclusive: clear days)."""

    INCLUSIVE = "inclusive"
    EXCLUSIVE = "exclusive"


class Roll(enum.StrEnum):
    """Where a last day that is closed moves to."""

    NEXT_OPEN = "next_open"
    PREVIOUS_OPEN = "previous_open"
    NONE = "none"


class MonthEnd(enum.StrEnum):
    """What a month count does where the month has no such day: its last day, or the first of the next month."""

    LAST_DAY = "last_day"
    NEXT_FIRST = "next_first"


class CountError(ValueError):
    """A length that cannot be read; the message says what was expected."""


class DayError(ValueError):
    """A day that cannot be read; the message says why."""


@frozen
class Count:
    """A length: ``number`` of ``unit``, or, with ``of``, of an interval (``"13 weeks of weekly_payments"``)."""

    number: int
    unit: Unit
    of: str | None = None

    def __str__(self) -> str:
        """Return the length as packs write it."""
        unit = self.unit.value[:-1] if self.number == 1 else self.unit.value
        return f"{self.number} {unit}" + (f" of {self.of}" if self.of else "")


def parse_count(text: str) -> Count:
    """Return a length such as ``"28 days"``; raises `CountError` saying what was expected."""
    found = _COUNT.match(text)
    if found is None:
        units = ", ".join(unit.value for unit in Unit)
        message = f"'{text}' is not a length: expected '<number> <unit>' (a unit of {units}), or '... of <interval>'"
        raise CountError(message)
    unit = re.sub(r"\s+", " ", found[2])
    return Count(int(found[1]), Unit(unit if unit.endswith("s") else unit + "s"), found[3])


def add_months(day: date, months: int, month_end: MonthEnd) -> date:
    """Return the day ``months`` later (or earlier, if negative); ``month_end`` rules where the month is too short.

    Raises `OverflowError` where that is no year of the calendar.
    """
    try:
        moved = day + relativedelta(months=months)
    except ValueError as error:
        raise OverflowError(*error.args) from error
    if moved.day == day.day or month_end is MonthEnd.LAST_DAY:
        return moved
    return moved + _DAY


def parse_day(text: str) -> date:
    """Return an ISO 8601 day (YYYY-MM-DD); raises `DayError`, which names both readings of an ambiguous date."""
    if _ISO.match(text):
        try:
            return date.fromisoformat(text)
        except ValueError as error:
            message = f"'{text}' is not a day of the calendar ({error})"
            raise DayError(message) from error
    ambiguous = _AMBIGUOUS.match(text)
    if ambiguous is not None:
        first, second, year = int(ambiguous[1]), int(ambiguous[2]), ambiguous[3]
        ways = ((first, second), (second, first))
        readings = [f"{year}-{month:02}-{day:02}" for day, month in ways if month <= _MONTHS_OF_YEAR]
        both = " or ".join(dict.fromkeys(readings)) or "no day at all"
        what = "is ambiguous" if len(set(readings)) > 1 else "is not an ISO day"
        message = f"'{text}' {what} (it could mean {both}): write the day as YYYY-MM-DD"
        raise DayError(message)
    message = f"'{text}' is not a day: expected YYYY-MM-DD"
    raise DayError(message)


def parse_moment(text: str) -> datetime:
    """Return a zoned ISO 8601 moment; raises `DayError` for one without a zone or of another form."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        message = f"'{text}' is not a moment: expected YYYY-MM-DDThh:mm with a zone, such as 2025-01-06T09:30-05:00"
        raise DayError(message) from error
    if moment.tzinfo is None:
        message = f"'{text}' has no time zone: add one, such as -05:00 or Z"
        raise DayError(message)
    return moment


@frozen
class Span:
    """Days from ``first`` to before ``end``; ``end`` of ``None`` is still open."""

    first: date
    end: date | None = None

    def __contains__(self, day: date) -> bool:
        """Return whether the span covers a day."""
        return self.first <= day and (self.end is None or day < self.end)


def union(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the spans merged, in order; empty ones are dropped and touching ones joined."""
    merged: list[Span] = []
    for span in sorted((s for s in spans if s.end is None or s.end > s.first), key=lambda s: s.first):
        last = merged[-1] if merged else None
        if last is None or (last.end is not None and last.end < span.first):
            merged.append(span)
        elif last.end is not None and (span.end is None or span.end > last.end):
            merged[-1] = Span(last.first, span.end)
    return tuple(merged)


def intersect(one: Iterable[Span], other: Iterable[Span]) -> tuple[Span, ...]:
    """Return the days that both cover."""
    others = union(other)
    found = []
    for span in union(one):
        for cut in others:
            first = max(span.first, cut.first)
            ends = [end for end in (span.end, cut.end) if end is not None]
            end = min(ends) if ends else None
            if end is None or first < end:
                found.append(Span(first, end))
    return union(found)


def subtract(one: Iterable[Span], other: Iterable[Span]) -> tuple[Span, ...]:
    """Return the days that the first covers and the second does not."""
    left = list(union(one))
    for cut in union(other):
        kept: list[Span] = []
        for span in left:
            if (cut.end is not None and cut.end <= span.first) or (span.end is not None and span.end <= cut.first):
                kept.append(span)
                continue
            if span.first < cut.first:
                kept.append(Span(span.first, cut.first))
            if cut.end is not None and (span.end is None or cut.end < span.end):
                kept.append(Span(cut.end, span.end))
        left = kept
    return tuple(left)
