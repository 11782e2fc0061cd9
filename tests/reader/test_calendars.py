"""Calendars: open and closed days, why, and that nothing is ever answered for a day outside the covered years."""

# ruff: noqa: E501 - a place and its message are one row

from __future__ import annotations

import pickle
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rtwlib.calendars import Calendar, CalendarDefinition, CalendarError, OutsideCalendar, build_calendar

CLOSED = ("saturday", "sunday", "holidays")
CONNECTICUT = build_calendar(CalendarDefinition("US", "CT", CLOSED, 1990, 2035))
VICTORIA = build_calendar(CalendarDefinition("AU", "VIC", CLOSED, 2000, 2030))
DAYS = st.dates(date(1991, 1, 1), date(2034, 12, 31))
ADDED, REMOVED, SATURDAY = date(2024, 12, 24), date(2024, 12, 25), date(2024, 12, 28)
ONE_DAY = timedelta(days=1)


def year(number: int = 2024, **more: tuple[date, ...]) -> Calendar:
    return build_calendar(CalendarDefinition("US", "CT", CLOSED, number, number, **more))


@pytest.mark.parametrize(
    ("calendar", "day", "why"),
    [
        (CONNECTICUT, date(2024, 1, 6), "Saturday"),
        (CONNECTICUT, date(2024, 1, 7), "Sunday"),
        (CONNECTICUT, date(2024, 12, 25), "Christmas Day"),
        (CONNECTICUT, date(2024, 2, 29), None),
        (CONNECTICUT, date(2021, 7, 5), "Independence Day"),
        (CONNECTICUT, date(2026, 7, 3), "Independence Day"),
        (CONNECTICUT, date(2026, 7, 4), "Independence Day"),
        (CONNECTICUT, date(2022, 12, 26), "Christmas Day"),
        (CONNECTICUT, date(2021, 12, 31), "New Year's Day"),
        (VICTORIA, date(2024, 11, 5), "Melbourne Cup"),
        (VICTORIA, date(2022, 1, 3), "New Year's Day"),
        (VICTORIA, date(2024, 7, 4), None),
    ],
)
def test_why_a_day_is_closed(calendar: Calendar, day: date, why: str | None) -> None:
    found = calendar.closed_because(day)
    assert (found is None) == (why is None) == calendar.is_open(day)
    assert why is None or (found is not None and found.startswith(why))


def test_a_pack_closes_and_opens_days() -> None:
    calendar = year(add=(ADDED,), remove=(REMOVED, SATURDAY))
    assert calendar.closed_because(ADDED) == "closed by the pack's calendar"
    assert calendar.is_open(REMOVED)
    assert calendar.is_open(SATURDAY)
    assert year(add=(REMOVED,)).closed_because(REMOVED) == "closed by the pack's calendar"
    assert year(add=(ADDED,), remove=(ADDED,)).is_open(ADDED)


def test_days_are_closed_only_where_the_law_says_so() -> None:
    weekends = build_calendar(CalendarDefinition("US", "CT", ("saturday", "sunday"), 2024, 2024))
    assert weekends.is_open(REMOVED)
    assert not weekends.is_open(SATURDAY)
    always = build_calendar(CalendarDefinition(None, None, ("holidays",), 2024, 2024, (ADDED,)))
    assert [day for day in (ADDED, REMOVED, SATURDAY) if not always.is_open(day)] == [ADDED]
    working = ("monday", "tuesday", "wednesday", "thursday", "friday")
    never = build_calendar(CalendarDefinition(None, None, (*working, *CLOSED), 2024, 2024))
    for ask in (never.next_open, never.previous_open):
        with pytest.raises(OutsideCalendar):
            ask(date(2024, 6, 1))


@given(day=DAYS)
def test_a_roll_lands_on_the_nearest_open_day(day: date) -> None:
    later, earlier = CONNECTICUT.next_open(day), CONNECTICUT.previous_open(day)
    assert CONNECTICUT.is_open(later)
    assert CONNECTICUT.is_open(earlier)
    assert earlier <= day <= later
    between = [earlier + timedelta(days=number) for number in range(1, (later - earlier).days)]
    assert not any(CONNECTICUT.is_open(each) for each in between if each != day)
    assert (CONNECTICUT.next_open(later), CONNECTICUT.previous_open(earlier)) == (later, earlier)


@given(day=DAYS, number=st.integers(-250, 250))
def test_business_days_are_the_open_days_one_by_one(day: date, number: int) -> None:
    found = CONNECTICUT.add_business_days(day, number)
    step = ONE_DAY if number > 0 else -ONE_DAY
    walked, left = day, abs(number)
    while left:
        walked += step
        left -= CONNECTICUT.is_open(walked)
    assert found == walked
    if number > 0:
        assert CONNECTICUT.business_days_between(day, found) == number


@given(one=DAYS, other=DAYS, third=DAYS)
def test_business_days_between_add_up(one: date, other: date, third: date) -> None:
    between = CONNECTICUT.business_days_between
    assert between(one, other) + between(other, third) == between(one, third)
    assert between(one, other) == -between(other, one)
    assert between(one, one) == 0


@given(one=DAYS, other=DAYS, number=st.integers(-200, 200))
def test_business_days_keep_the_order_of_days(one: date, other: date, number: int) -> None:
    first, later = sorted((one, other))
    assert CONNECTICUT.add_business_days(first, number) <= CONNECTICUT.add_business_days(later, number)


@pytest.mark.parametrize("day", [date(1989, 12, 31), date(2036, 1, 1), date.min, date.max])
def test_a_day_outside_is_an_error_with_its_bounds(day: date) -> None:
    asked: list[Callable[[], object]] = [
        lambda: CONNECTICUT.is_open(day),
        lambda: CONNECTICUT.next_open(day),
        lambda: CONNECTICUT.previous_open(day),
        lambda: CONNECTICUT.closed_because(day),
        lambda: CONNECTICUT.add_business_days(day, 0),
        lambda: CONNECTICUT.add_business_days(day, 1),
        lambda: CONNECTICUT.business_days_between(day, date(2000, 1, 1)),
        lambda: CONNECTICUT.business_days_between(date(2000, 1, 1), day),
    ]
    for ask in asked:
        with pytest.raises(OutsideCalendar) as caught:
            ask()
        error = caught.value
        assert (error.day, error.first, error.last) == (day, date(1990, 1, 1), date(2035, 12, 31))
        assert str(error) == f"{day.isoformat()} lies outside the calendar, which covers 1990 to 2035"


def test_the_first_and_the_last_day_are_covered() -> None:
    assert (CONNECTICUT.first, CONNECTICUT.last) == (date(1990, 1, 1), date(2035, 12, 31))
    assert not CONNECTICUT.is_open(CONNECTICUT.first)
    assert CONNECTICUT.is_open(CONNECTICUT.last)


@pytest.mark.parametrize(
    ("ask", "day"),
    [
        (lambda: year().previous_open(date(2024, 1, 1)), date(2023, 12, 31)),
        (lambda: year(2023).next_open(date(2023, 12, 30)), date(2024, 1, 1)),
        (lambda: year().add_business_days(date(2024, 12, 31), 1), date(2025, 1, 1)),
        (lambda: year().add_business_days(date(2024, 1, 2), -1), date(2023, 12, 31)),
        (lambda: year().add_business_days(date(2024, 1, 2), 10**12), date(2025, 1, 1)),
    ],
)
def test_running_off_an_end_names_the_first_day_outside(ask: Callable[[], object], day: date) -> None:
    with pytest.raises(OutsideCalendar) as caught:
        ask()
    assert caught.value.day == day


@pytest.mark.parametrize(
    ("definition", "message"),
    [
        (CalendarDefinition("XX", None, CLOSED, 2024, 2024), "no holidays are known for country 'XX'; nearest: "),
        (CalendarDefinition("us", None, CLOSED, 2024, 2024), "no holidays are known for country 'us'; nearest: US"),
        (CalendarDefinition("US", "CTT", CLOSED, 2024, 2024), "no holidays are known for subdivision 'CTT' of US; nearest: CT"),
        (CalendarDefinition("AU", "Victoria", CLOSED, 2024, 2024), "no holidays are known for subdivision 'Victoria' of AU; nearest: VIC"),
        (CalendarDefinition("US", "CT", CLOSED, 1776, 2024), "the holidays library has no holidays of US in 1776: narrow the covered years"),
    ],
)  # fmt: skip
def test_a_place_that_is_none_is_never_a_place_without_holidays(definition: CalendarDefinition, message: str) -> None:
    with pytest.raises(CalendarError) as caught:
        build_calendar(definition)
    assert str(caught.value).startswith(message)


def test_calendars_are_values() -> None:
    again = pickle.loads(pickle.dumps(VICTORIA))  # noqa: S301 - our own bytes
    assert again == VICTORIA != CONNECTICUT
    assert hash(again) == hash(VICTORIA)
    assert VICTORIA != "VIC"
    assert again.next_open(date(2024, 11, 5)) == date(2024, 11, 6)
    assert repr(VICTORIA) == f"Calendar({VICTORIA.definition!r})"
