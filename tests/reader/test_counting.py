"""Counting: each convention at its edges, pauses, hours, and that a roll never lands on a closed day."""

# ruff: noqa: E501 - a rule and its settings are one row

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rtwlib.calendars import CalendarDefinition, OutsideCalendar, build_calendar
from rtwlib.counting import Convention, Counted, civil_day, count_from, count_hours, first_moment, last_moment
from rtwlib.dates import Count, Ends, MonthEnd, Roll, Span, Starts, Unit, parse_count

CALENDAR = build_calendar(CalendarDefinition("US", "CT", ("saturday", "sunday", "holidays"), 1990, 2035))
EAST, HAVANA, SYDNEY = ZoneInfo("America/New_York"), ZoneInfo("America/Havana"), ZoneInfo("Australia/Sydney")
INCLUSIVE, CLEAR = {"starts": Starts.INCLUSIVE}, {"ends": Ends.EXCLUSIVE}
BACK = {"backward": True}
NEXT, PREVIOUS = {"roll": Roll.NEXT_OPEN}, {"roll": Roll.PREVIOUS_OPEN}
BACK_NEXT, BACK_PREVIOUS = {**BACK, "roll_back": Roll.NEXT_OPEN}, {**BACK, "roll_back": Roll.PREVIOUS_OPEN}
DAYS = st.dates(date(1995, 1, 1), date(2030, 12, 31))
UNITS = st.sampled_from([Unit.DAYS, Unit.BUSINESS_DAYS, Unit.WEEKS, Unit.MONTHS, Unit.YEARS])


def counted(day: date, count: Count, *, rolls: bool = True, **how: Any) -> Counted:
    backward, paused = how.pop("backward", False), how.pop("paused", ())
    return count_from(
        day, count, backward=backward, convention=Convention(**how), calendar=CALENDAR, rolls=rolls, paused=paused
    )


def due(day: str, length: str, **how: Any) -> str:
    return str(counted(date.fromisoformat(day), parse_count(length), **how).due)


def pause(first: str, end: str | None = None) -> Span:
    return Span(date.fromisoformat(first), None if end is None else date.fromisoformat(end))


@pytest.mark.parametrize(
    ("day", "length", "how", "last"),
    [
        # zero: the anchor's own day, whatever day 1 is; `ends` and the roll still apply
        ("2024-01-05", "0 days", {}, "2024-01-05"),
        ("2024-01-05", "0 days", INCLUSIVE, "2024-01-05"),
        ("2024-01-05", "0 business days", BACK, "2024-01-05"),
        ("2024-01-06", "0 days", NEXT, "2024-01-08"),
        ("2024-01-06", "0 days", BACK_PREVIOUS, "2024-01-05"),
        ("2024-01-08", "0 days", CLEAR, "2024-01-07"),
        # days, weeks: day 0 or day 1
        ("2024-12-02", "28 days", {}, "2024-12-30"),
        ("2024-12-02", "28 days", INCLUSIVE, "2024-12-29"),
        ("2024-02-28", "1 day", {}, "2024-02-29"),
        ("2023-02-28", "1 day", {}, "2023-03-01"),
        ("2023-12-31", "1 day", {}, "2024-01-01"),
        ("2024-01-01", "1 week", {**INCLUSIVE, **BACK}, "2023-12-26"),
        ("2024-01-01", "1 day", INCLUSIVE, "2024-01-01"),
        # months and years: the ends of months, leap days
        ("2024-08-31", "6 months", {}, "2025-02-28"),
        ("2024-08-31", "6 months", {"month_end": MonthEnd.NEXT_FIRST}, "2025-03-01"),
        ("2024-02-29", "1 year", {}, "2025-02-28"),
        ("2024-02-29", "1 year", INCLUSIVE, "2025-02-27"),
        ("2024-03-01", "1 month", INCLUSIVE, "2024-03-31"),
        ("2024-03-31", "1 month", BACK, "2024-02-29"),
        ("2024-03-31", "1 month", {**BACK, **INCLUSIVE}, "2024-03-01"),
        ("2024-03-31", "1 month", {**BACK, "month_end": MonthEnd.NEXT_FIRST}, "2024-03-01"),
        # clear days: one day earlier, forwards and backwards, before the roll
        ("2024-01-01", "10 days", CLEAR, "2024-01-10"),
        ("2024-03-18", "10 days", {**CLEAR, **BACK}, "2024-03-07"),
        ("2024-01-05", "2 days", {**CLEAR, **NEXT}, "2024-01-08"),
        ("2024-01-05", "4 days", {**CLEAR, **NEXT}, "2024-01-08"),
        # rolls, once
        ("2026-06-01", "32 days", NEXT, "2026-07-06"),
        ("2026-06-01", "32 days", PREVIOUS, "2026-07-02"),
        ("2024-12-18", "7 days", NEXT, "2024-12-26"),
        ("2024-12-18", "7 days", {}, "2024-12-25"),
        ("2024-03-20", "10 days", BACK_NEXT, "2024-03-11"),
        ("2024-03-20", "10 days", BACK_PREVIOUS, "2024-03-08"),
        ("2024-03-20", "10 days", {**BACK, **NEXT}, "2024-03-10"),
        ("2023-12-30", "0 days", NEXT, "2024-01-02"),
        # business days: holidays and weekends do not count
        ("2024-12-24", "1 business day", {}, "2024-12-26"),
        ("2024-12-26", "1 business day", BACK, "2024-12-24"),
        ("2021-12-20", "5 business days", {}, "2021-12-28"),
        ("2024-01-06", "1 business day", {}, "2024-01-08"),
        ("2024-01-06", "1 business day", INCLUSIVE, "2024-01-08"),
        ("2024-01-05", "1 business day", INCLUSIVE, "2024-01-05"),
        ("2024-01-05", "1 business day", {**INCLUSIVE, **BACK}, "2024-01-05"),
        ("2024-01-06", "1 business day", {**INCLUSIVE, **BACK}, "2024-01-05"),
    ],
)
def test_conventions_at_their_edges(day: str, length: str, how: dict[str, Any], last: str) -> None:
    assert due(day, length, **how) == last


@pytest.mark.parametrize(
    ("length", "spans", "last"),
    [
        ("5 days", [pause("2024-01-04", "2024-01-06")], "2024-01-09"),
        ("5 days", [pause("2024-01-04", "2024-01-06"), pause("2024-01-05", "2024-01-06")], "2024-01-09"),
        ("5 days", [pause("2023-12-01", "2024-01-02")], "2024-01-07"),
        ("5 days", [pause("2024-01-07", "2024-01-08")], "2024-01-08"),
        ("5 days", [pause("2024-01-08", "2024-02-01")], "2024-01-07"),
        ("5 days", [pause("2024-01-08")], "2024-01-07"),
        ("1 week", [pause("2024-01-03", "2024-01-04")], "2024-01-10"),
        ("2 business days", [pause("2024-01-03", "2024-01-04")], "2024-01-05"),
        ("1 month", [pause("2024-01-04", "2024-01-06")], "2024-02-04"),
        ("1 month", [pause("2024-01-04", "2024-01-06"), pause("2024-01-04", "2024-01-06")], "2024-02-04"),
        ("1 month", [pause("2024-01-30", "2024-02-02"), pause("2024-02-04", "2024-02-05")], "2024-02-06"),
        ("1 year", [pause("2024-12-31", "2025-02-01")], "2025-02-03"),
        ("0 days", [pause("2024-01-02", "2024-01-09")], "2024-01-02"),
    ],
)
def test_pauses_are_not_counted_and_overlaps_count_once(length: str, spans: list[Span], last: str) -> None:
    assert due("2024-01-02", length, paused=tuple(spans)) == last


def test_backward_counts_step_over_pauses() -> None:
    assert due("2024-01-10", "5 days", **BACK, paused=(pause("2024-01-07", "2024-01-09"),)) == "2024-01-03"
    assert due("2024-01-10", "5 days", **BACK, paused=(pause("2024-01-07"),)) == "2024-01-02"


@given(
    day=DAYS, number=st.integers(1, 60), unit=st.sampled_from([Unit.DAYS, Unit.BUSINESS_DAYS]),
    starts=st.sampled_from(Starts), backward=st.booleans(),
)  # fmt: skip
def test_a_pause_elsewhere_changes_nothing(
    day: date, number: int, unit: Unit, starts: Starts, *, backward: bool
) -> None:
    away = (Span(date(1991, 1, 1), date(1992, 1, 1)),)
    plain = counted(day, Count(number, unit), starts=starts, backward=backward)
    assert counted(day, Count(number, unit), starts=starts, backward=backward, paused=away) == plain


@given(
    day=DAYS, number=st.integers(0, 40), unit=UNITS, starts=st.sampled_from(Starts), ends=st.sampled_from(Ends),
    month_end=st.sampled_from(MonthEnd), backward=st.booleans(), roll=st.sampled_from([Roll.NEXT_OPEN, Roll.PREVIOUS_OPEN]),
)  # fmt: skip
def test_a_roll_never_lands_on_a_closed_day(
    day: date, number: int, unit: Unit, starts: Starts, ends: Ends, month_end: MonthEnd, *, backward: bool, roll: Roll
) -> None:
    how: dict[str, Any] = {"starts": starts, "ends": ends, "month_end": month_end, "backward": backward}
    try:
        found = counted(day, Count(number, unit), roll=roll, roll_back=roll, **how)
    except OutsideCalendar:
        return
    assert CALENDAR.is_open(found.due)
    assert (found.due == found.ended) == CALENDAR.is_open(found.ended)
    assert (found.due >= found.ended) if roll is Roll.NEXT_OPEN else (found.due <= found.ended)
    assert found.ended == found.nth - timedelta(days=ends is Ends.EXCLUSIVE)
    unrolled = counted(day, Count(number, unit), rolls=False, roll=roll, roll_back=roll, **how)
    assert unrolled == Counted(found.nth, found.ended, found.ended)


@given(
    one=DAYS, other=DAYS, number=st.integers(0, 40), unit=UNITS, starts=st.sampled_from(Starts),
    month_end=st.sampled_from(MonthEnd),
)  # fmt: skip
def test_a_later_trigger_is_never_due_earlier(
    one: date, other: date, number: int, unit: Unit, starts: Starts, month_end: MonthEnd
) -> None:
    first, later = sorted((one, other))
    how: dict[str, Any] = {"starts": starts, "month_end": month_end, "roll": Roll.NEXT_OPEN}
    try:
        assert counted(first, Count(number, unit), **how).due <= counted(later, Count(number, unit), **how).due
    except OutsideCalendar:
        return


@pytest.mark.parametrize(
    ("length", "how"),
    [
        ("999999999 days", {}),
        ("999999999 days", BACK),
        ("999999999 years", {}),
        ("30000 months", BACK),
        ("99999 business days", {}),
        ("9999 years", {"month_end": MonthEnd.NEXT_FIRST}),
        ("5 days", {"paused": (pause("2024-01-04"),)}),
        ("5 business days", {"paused": (pause("2024-01-04"),)}),
        ("1 month", {"paused": (pause("2024-01-04"),)}),
        ("20 years", NEXT),
        ("40 years", BACK_NEXT),
    ],
)
def test_a_count_that_leaves_the_covered_years_is_one_error(length: str, how: dict[str, Any]) -> None:
    with pytest.raises(OutsideCalendar, match="covers 1990 to 2035") as caught:
        due("2024-01-02", length, **how)
    assert not CALENDAR.first <= caught.value.day <= CALENDAR.last


def test_the_first_day_of_all_has_none_before_it() -> None:
    with pytest.raises(OutsideCalendar):
        counted(date.min, Count(0, Unit.DAYS), rolls=False, ends=Ends.EXCLUSIVE)


def test_hours_are_not_counted_in_days() -> None:
    with pytest.raises(ValueError, match="hours are counted by count_hours, not by days"):
        due("2024-01-02", "5 hours")


@pytest.mark.parametrize(
    ("at", "hours", "later"),
    [
        (datetime(2024, 12, 24, 20, tzinfo=EAST), 48, "2024-12-26T20:00:00-05:00"),
        (datetime(2024, 12, 31, 23, 30, tzinfo=EAST), 1, "2025-01-01T00:30:00-05:00"),
        (datetime(2024, 3, 9, 10, tzinfo=EAST), 24, "2024-03-10T11:00:00-04:00"),
        (datetime(2024, 11, 2, 10, tzinfo=EAST), 24, "2024-11-03T09:00:00-05:00"),
        (datetime(2024, 3, 10, 1, 30, tzinfo=EAST), 1, "2024-03-10T03:30:00-04:00"),
        (datetime(2024, 11, 3, 1, 30, tzinfo=EAST), 1, "2024-11-03T01:30:00-05:00"),
        (datetime(2024, 10, 6, 1, tzinfo=SYDNEY), 2, "2024-10-06T04:00:00+11:00"),
        (datetime(2024, 2, 28, 12, tzinfo=UTC), 24, "2024-02-29T12:00:00+00:00"),
        (datetime(2024, 1, 1, tzinfo=EAST), 0, "2024-01-01T00:00:00-05:00"),
    ],
)
def test_hours_run_through_nights_holidays_and_changes_of_the_clock(at: datetime, hours: int, later: str) -> None:
    found = count_hours(at, hours, backward=False)
    assert found.isoformat() == later
    assert count_hours(found, hours, backward=True).astimezone(UTC) == at.astimezone(UTC)


@given(day=DAYS, zone=st.sampled_from([EAST, HAVANA, SYDNEY, ZoneInfo("America/Sao_Paulo"), ZoneInfo("UTC")]))
def test_midnight_belongs_to_the_day_before(day: date, zone: ZoneInfo) -> None:
    """Also where the clock changes at midnight, so that a day begins at one, or midnight comes twice."""
    first, last = first_moment(day, zone).astimezone(UTC), last_moment(day, zone).astimezone(UTC)
    assert civil_day(last, zone) == civil_day(last.astimezone(EAST), zone) == day
    assert civil_day(last - timedelta(microseconds=1), zone) == day
    assert civil_day(first + timedelta(microseconds=1), zone) == day
    assert civil_day(first, zone) == day - timedelta(days=1)
    assert last - first in {timedelta(hours=23), timedelta(hours=24), timedelta(hours=25)}


def test_midnight_may_come_twice() -> None:
    assert civil_day(datetime(2024, 11, 3, 0, 0, tzinfo=HAVANA), HAVANA) == date(2024, 11, 2)
    assert civil_day(datetime(2024, 11, 3, 0, 0, fold=1, tzinfo=HAVANA), HAVANA) == date(2024, 11, 3)


@pytest.mark.parametrize("length", ["3 days", "2 weeks", "3 business days"])
def test_a_count_that_a_pause_without_end_stops_leads_to_no_day(length: str) -> None:
    with pytest.raises(OutsideCalendar):
        counted(date(2024, 1, 5), parse_count(length), paused=(pause("2024-01-06"),))
