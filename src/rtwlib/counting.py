"""Counting: the n-th day, then `ends`, then the roll, once; and elapsed hours."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from attrs import frozen

from rtwlib.calendars import Calendar, OutsideCalendar
from rtwlib.dates import Count, Ends, MonthEnd, Roll, Span, Starts, Unit, add_months, union

_DAY = timedelta(days=1)
_MONTHS = {Unit.MONTHS: 1, Unit.YEARS: 12}
_DAYS = {Unit.DAYS: 1, Unit.WEEKS: 7}


@frozen
class Convention:
    """How days are counted; the keys are those of the pack format, section 2."""

    starts: Starts = Starts.EXCLUSIVE
    ends: Ends = Ends.INCLUSIVE
    roll: Roll = Roll.NONE
    roll_back: Roll = Roll.NONE
    month_end: MonthEnd = MonthEnd.LAST_DAY


@frozen
class Counted:
    """The n-th day, the day after `ends` was applied, and the last day after the roll."""

    nth: date
    ended: date
    due: date


def count_from(
    anchor: date,
    count: Count,
    *,
    backward: bool,
    convention: Convention,
    calendar: Calendar,
    rolls: bool,
    paused: tuple[Span, ...] = (),
) -> Counted:
    """Return the day that a length after (or before) an anchor leads to.

    The anchor is day 0, or day 1 where the count starts inclusive; a count of zero is the anchor's own day. ``ends``
    exclusive moves one calendar day earlier in both directions; the roll comes last. ``paused`` days are not counted.
    Raises `OutsideCalendar` where the count leaves the covered years, `ValueError` for hours.
    """
    try:
        spans = union(paused) if paused else ()
        nth = _nth(anchor, count, backward=backward, convention=convention, calendar=calendar, paused=spans)
        ended = nth - _DAY if convention.ends is Ends.EXCLUSIVE else nth
    except OverflowError as error:
        raise OutsideCalendar(date.min if backward else date.max, calendar.first, calendar.last) from error
    due = ended
    if rolls:
        roll = convention.roll_back if backward else convention.roll
        if roll is Roll.NEXT_OPEN:
            due = calendar.next_open(ended)
        elif roll is Roll.PREVIOUS_OPEN:
            due = calendar.previous_open(ended)
    return Counted(nth, ended, due)


def _nth(
    anchor: date, count: Count, *, backward: bool, convention: Convention, calendar: Calendar, paused: tuple[Span, ...]
) -> date:
    number, unit = count.number, count.unit
    if number == 0:
        return anchor
    sign = -1 if backward else 1
    inclusive = 1 if convention.starts is Starts.INCLUSIVE else 0
    if unit in _MONTHS:
        nth = add_months(anchor, sign * number * _MONTHS[unit], convention.month_end) - timedelta(days=sign * inclusive)
        return _plus_paused(anchor, nth, paused) if paused and not backward else nth
    if unit in _DAYS:
        if paused:
            return _walk(anchor, number * _DAYS[unit], sign, inclusive, None, paused)
        return anchor + timedelta(days=sign * (number * _DAYS[unit] - inclusive))
    if unit is Unit.BUSINESS_DAYS:
        if paused:
            return _walk(anchor, number, sign, inclusive, calendar, paused)
        first = anchor - timedelta(days=sign) if inclusive else anchor
        return calendar.add_business_days(first, sign * number)
    message = "hours are counted by count_hours, not by days"
    raise ValueError(message)


def _walk(
    anchor: date, number: int, sign: int, inclusive: int, calendar: Calendar | None, paused: tuple[Span, ...]
) -> date:
    """Return the n-th day that is not paused (and, with a calendar, open), one day at a time."""
    day = anchor - timedelta(days=sign * inclusive)
    stands = next((span.first for span in paused if span.end is None), date.max)
    while number:
        day += timedelta(days=sign)
        if sign > 0 and day >= stands:
            message = "the count stands still for good"
            raise OverflowError(message)
        if any(day in span for span in paused) or (calendar is not None and not calendar.is_open(day)):
            continue
        number -= 1
    return day


def _plus_paused(anchor: date, nth: date, paused: tuple[Span, ...]) -> date:
    """Return the day moved on by the paused days after the anchor, to a fixpoint."""
    due = nth
    while True:
        last = due + _DAY
        covered = sum(max((min(span.end or last, last) - max(span.first, anchor + _DAY)).days, 0) for span in paused)
        moved = nth + timedelta(days=covered)
        if moved == due:
            return due
        due = moved


def count_hours(at: datetime, hours: int, *, backward: bool, paused: tuple[Span, ...] = ()) -> datetime:
    """Return the moment so many elapsed hours later (or earlier), through nights, holidays and clock changes.

    Of ``paused``, closed spans of whole days apart and in order, no hour is counted; they concern forward counts.
    """
    moved = at.astimezone(UTC) + timedelta(hours=-hours if backward else hours)
    for span in paused:
        begin, end = (_midnight(day, at) for day in (span.first, span.end or date.max))
        begin = max(begin, at.astimezone(UTC))
        if begin < end and moved > begin:
            moved += end - begin
    return moved.astimezone(at.tzinfo)


def _midnight(day: date, like: datetime) -> datetime:
    return datetime.combine(day, time(), tzinfo=like.tzinfo).astimezone(UTC)


def first_moment(day: date, zone: ZoneInfo) -> datetime:
    """Return a day's first moment in a zone."""
    return datetime.combine(day, time(), tzinfo=zone)


def last_moment(day: date, zone: ZoneInfo) -> datetime:
    """Return a day's last moment in a zone: the first moment of the next day."""
    return first_moment(day + _DAY, zone)


def civil_day(moment: datetime, zone: ZoneInfo) -> date:
    """Return the civil day of a moment in a zone; midnight belongs to the day before."""
    instant = moment.astimezone(UTC)
    day = instant.astimezone(zone).date()
    return day - _DAY if instant == first_moment(day, zone).astimezone(UTC) else day
