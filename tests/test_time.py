"""Days, calendars and counting at their edges."""

from __future__ import annotations

import pickle
import re
from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rtwlib.calendars import CalendarDefinition, OutsideCalendar, build_calendar
from rtwlib.counting import Convention, civil_day, count_from, count_hours, first_moment, last_moment
from rtwlib.dates import (
    Count,
    CountError,
    DayError,
    Ends,
    MonthEnd,
    Roll,
    Span,
    Starts,
    Unit,
    add_months,
    intersect,
    parse_count,
    parse_day,
    parse_moment,
    subtract,
    union,
)
from rtwlib.vocabulary import VocabularyError, core_vocabulary, nearest, vocabulary_of

CLOSED = ("saturday", "sunday", "holidays")
CONNECTICUT = build_calendar(CalendarDefinition("US", "CT", CLOSED, 1990, 2035))
ALWAYS_OPEN = build_calendar(CalendarDefinition(None, None, (), 2000, 2030))
EAST = ZoneInfo("America/New_York")
DAYS = st.dates(date(1991, 1, 1), date(2034, 12, 31))


def nth(day: str, length: str, **how: object) -> str:
    backward = bool(how.pop("backward", False))
    paused = how.pop("paused", ())
    convention = Convention(**how)  # type: ignore[arg-type]
    counted = count_from(
        date.fromisoformat(day),
        parse_count(length),
        backward=backward,
        convention=convention,
        calendar=CONNECTICUT,
        rolls=True,
        paused=paused,  # type: ignore[arg-type]
    )
    return counted.due.isoformat()


@pytest.mark.parametrize(
    ("day", "months", "clipped", "spilled"),
    [
        ("2023-08-31", 6, "2024-02-29", "2024-03-01"),
        ("2024-08-31", 6, "2025-02-28", "2025-03-01"),
        ("2024-02-29", 12, "2025-02-28", "2025-03-01"),
        ("2024-02-29", 48, "2028-02-29", "2028-02-29"),
        ("2024-03-31", -1, "2024-02-29", "2024-03-01"),
        ("2024-12-31", 2, "2025-02-28", "2025-03-01"),
        ("2024-01-15", 1, "2024-02-15", "2024-02-15"),
    ],
)
def test_months_round_as_named(day: str, months: int, clipped: str, spilled: str) -> None:
    start = date.fromisoformat(day)
    assert str(add_months(start, months, MonthEnd.LAST_DAY)) == clipped
    assert str(add_months(start, months, MonthEnd.NEXT_FIRST)) == spilled


@pytest.mark.parametrize(
    ("day", "length", "how", "due"),
    [
        ("2024-12-02", "28 days", {}, "2024-12-30"),
        ("2023-12-31", "1 year", {}, "2024-12-31"),
        ("2024-02-29", "1 year", {}, "2025-02-28"),
        ("2024-03-01", "1 month", {"starts": Starts.INCLUSIVE}, "2024-03-31"),
        ("2024-01-01", "7 days", {"starts": Starts.INCLUSIVE}, "2024-01-07"),
        ("2024-01-01", "1 week", {"starts": Starts.INCLUSIVE, "backward": True}, "2023-12-26"),
        ("2024-01-05", "0 days", {}, "2024-01-05"),
        ("2024-01-06", "0 days", {"roll": Roll.NEXT_OPEN}, "2024-01-08"),
        ("2024-01-06", "0 days", {"starts": Starts.INCLUSIVE}, "2024-01-06"),
        ("2024-01-01", "10 days", {"ends": Ends.EXCLUSIVE}, "2024-01-10"),
        ("2024-03-18", "10 days", {"ends": Ends.EXCLUSIVE, "backward": True}, "2024-03-07"),
        ("2026-06-01", "33 days", {"roll": Roll.NEXT_OPEN}, "2026-07-06"),
        ("2021-12-20", "5 business days", {}, "2021-12-28"),
        ("2024-12-24", "1 business day", {}, "2024-12-26"),
        ("2024-12-26", "1 business day", {"backward": True}, "2024-12-24"),
        ("2024-01-06", "1 business day", {"starts": Starts.INCLUSIVE}, "2024-01-08"),
        ("2024-01-05", "1 business day", {"starts": Starts.INCLUSIVE}, "2024-01-05"),
        ("2024-01-01", "2 days", {"roll": Roll.PREVIOUS_OPEN}, "2024-01-03"),
        ("2024-01-04", "2 days", {"roll": Roll.PREVIOUS_OPEN}, "2024-01-05"),
        ("2024-03-20", "10 days", {"backward": True, "roll_back": Roll.NEXT_OPEN}, "2024-03-11"),
        ("2024-01-02", "5 days", {"paused": (Span(date(2024, 1, 4), date(2024, 1, 6)),)}, "2024-01-09"),
        ("2024-01-02", "1 month", {"paused": (Span(date(2024, 1, 4), date(2024, 1, 6)),)}, "2024-02-04"),
        ("2024-01-02", "2 business days", {"paused": (Span(date(2024, 1, 3), date(2024, 1, 4)),)}, "2024-01-05"),
    ],
)
def test_counting_at_the_edges(day: str, length: str, how: dict[str, object], due: str) -> None:
    assert nth(day, length, **how) == due


def test_hours_are_not_counted_in_days() -> None:
    with pytest.raises(ValueError, match="count_hours"):
        nth("2024-01-01", "5 hours")


def test_hours_run_through_nights_holidays_and_clock_changes() -> None:
    evening = datetime(2024, 12, 24, 20, tzinfo=EAST)
    assert count_hours(evening, 48, backward=False) == datetime(2024, 12, 26, 20, tzinfo=EAST)
    assert count_hours(evening, 21, backward=True) == datetime(2024, 12, 23, 23, tzinfo=EAST)
    spring = datetime(2024, 3, 9, 10, tzinfo=EAST)
    assert count_hours(spring, 24, backward=False).isoformat() == "2024-03-10T11:00:00-04:00"
    autumn = datetime(2024, 11, 2, 10, tzinfo=EAST)
    assert count_hours(autumn, 24, backward=False).isoformat() == "2024-11-03T09:00:00-05:00"


def test_midnight_belongs_to_the_day_before() -> None:
    day = date(2024, 1, 5)
    assert civil_day(last_moment(day, EAST), EAST) == day
    assert civil_day(first_moment(day, EAST) + timedelta(minutes=1), EAST) == day


@given(day=DAYS, number=st.integers(-300, 300))
def test_business_days_there_and_back(day: date, number: int) -> None:
    start = CONNECTICUT.next_open(day)
    try:
        there = CONNECTICUT.add_business_days(start, number)
    except OutsideCalendar:
        return
    assert CONNECTICUT.is_open(there)
    assert CONNECTICUT.business_days_between(start, there) == number
    assert CONNECTICUT.add_business_days(there, -number) == start


@given(day=DAYS)
def test_next_and_previous_open_days(day: date) -> None:
    later, earlier = CONNECTICUT.next_open(day), CONNECTICUT.previous_open(day)
    assert earlier <= day <= later
    assert (earlier == day == later) == CONNECTICUT.is_open(day)
    assert (CONNECTICUT.closed_because(day) is None) == CONNECTICUT.is_open(day)


def test_why_a_day_is_closed() -> None:
    assert CONNECTICUT.closed_because(date(2024, 1, 6)) == "Saturday"
    assert CONNECTICUT.closed_because(date(2024, 12, 25)) == "Christmas Day"
    extra = build_calendar(
        CalendarDefinition("US", "CT", CLOSED, 2024, 2024, (date(2024, 12, 24),), (date(2024, 12, 25),))
    )
    assert extra.closed_because(date(2024, 12, 24)) == "closed by the pack's calendar"
    assert extra.is_open(date(2024, 12, 25))


def test_holidays_on_a_weekend_are_observed_beside_it() -> None:
    assert not CONNECTICUT.is_open(date(2026, 7, 3))
    assert not CONNECTICUT.is_open(date(2022, 12, 26))


@pytest.mark.parametrize("day", [date(1989, 12, 31), date(2036, 1, 1)])
def test_a_year_outside_is_an_error_never_an_empty_calendar(day: date) -> None:
    for ask in (CONNECTICUT.is_open, CONNECTICUT.next_open, CONNECTICUT.previous_open):
        with pytest.raises(OutsideCalendar, match="covers 1990 to 2035") as caught:
            ask(day)
        assert (caught.value.day, caught.value.first.year, caught.value.last.year) == (day, 1990, 2035)
    with pytest.raises(OutsideCalendar):
        CONNECTICUT.add_business_days(day, 1)


def test_running_off_the_end_is_an_error() -> None:
    with pytest.raises(OutsideCalendar, match="2036-01-01"):
        CONNECTICUT.add_business_days(date(2035, 12, 31), 1)
    with pytest.raises(OutsideCalendar, match="1989-12-31"):
        CONNECTICUT.add_business_days(date(1990, 1, 2), -1)
    with pytest.raises(OutsideCalendar):
        build_calendar(CalendarDefinition(None, None, ("saturday",), 2000, 2000)).previous_open(date(2000, 1, 1))


def test_calendars_compare_by_definition_and_pickle() -> None:
    again = pickle.loads(pickle.dumps(CONNECTICUT))  # noqa: S301 - our own bytes
    assert again == CONNECTICUT
    assert hash(again) == hash(CONNECTICUT)
    assert again.next_open(date(2024, 1, 6)) == date(2024, 1, 8)
    assert repr(CONNECTICUT).startswith("Calendar(CalendarDefinition(country='US'")
    assert ALWAYS_OPEN.is_open(date(2024, 12, 25))


SPANS = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 20)).map(
        lambda pair: Span(date(2024, 1, 1) + timedelta(days=pair[0]), date(2024, 1, 1) + timedelta(days=sum(pair)))
    ),
    max_size=6,
)


def days_of(spans: tuple[Span, ...] | list[Span]) -> set[date]:
    every = [date(2024, 1, 1) + timedelta(days=number) for number in range(100)]
    return {day for day in every if any(day in span for span in spans)}


@given(one=SPANS, other=SPANS)
def test_spans_are_sets_of_days(one: list[Span], other: list[Span]) -> None:
    assert days_of(union(one)) == days_of(one)
    assert days_of(intersect(one, other)) == days_of(one) & days_of(other)
    assert days_of(subtract(one, other)) == days_of(one) - days_of(other)
    merged = union(one)
    assert all(first.end is not None and first.end < later.first for first, later in pairwise(merged))


def test_open_spans() -> None:
    first, later = date(2024, 1, 1), date(2024, 2, 1)
    assert union([Span(first, later), Span(later, None)]) == (Span(first, None),)
    assert union([Span(first, None), Span(later, None)]) == (Span(first, None),)
    assert intersect([Span(first, None)], [Span(later, None)]) == (Span(later, None),)
    assert subtract([Span(first, None)], [Span(later, None)]) == (Span(first, later),)
    assert subtract([Span(first, None)], [Span(first, later)]) == (Span(later, None),)


def test_lengths_are_read_and_written() -> None:
    assert parse_count("1 business day") == Count(1, Unit.BUSINESS_DAYS)
    assert str(parse_count("13 weeks of weekly_payments")) == "13 weeks of weekly_payments"
    assert str(Count(1, Unit.DAYS)) == "1 day"
    for wrong in ("days", "-1 days", "1.5 days", "2 fortnights", ""):
        with pytest.raises(CountError, match="is not a length"):
            parse_count(wrong)


@pytest.mark.parametrize("text", ["2024-13-01", "2024-1-1", "yesterday", "20240101", "32/13/2024"])
def test_days_that_are_none(text: str) -> None:
    with pytest.raises(DayError):
        parse_day(text)


def test_moments_need_zones() -> None:
    assert parse_moment("2024-01-01T00:00Z").tzinfo is not None
    with pytest.raises(DayError, match="has no time zone"):
        parse_moment("2024-01-01T00:00")


def test_the_vocabulary_knows_wider_and_narrower_kinds() -> None:
    words = core_vocabulary()
    assert words.ancestors("form_43_filed")[0] == "form_43_filed"
    assert "form_43_filed" in words.descendants(words.ancestors("form_43_filed")[1])
    assert nearest("claim_maed", words.events)[0] == "claim_made"
    assert words.role("employing_agency") is words.roles["employer"]
    assert words.role("nobody") is None
    own = vocabulary_of({"event": [{"id": "form_43_filed", "means": "In our words."}]})
    told = words.merge(own).events["form_43_filed"]
    assert (told.means, told.is_a) == ("In our words.", words.events["form_43_filed"].is_a)
    for row, message in (
        ({"id": "death", "means": "", "is_a": "injury"}, "event 'death' is already defined, as a kind of its own"),
        ({"id": "death", "means": "", "origin": "derived"}, "event 'death' is already defined, as recorded"),
    ):
        with pytest.raises(VocabularyError, match=re.escape(message)):
            words.merge(vocabulary_of({"event": [row]}))
    fact = vocabulary_of({"fact": [{"id": "injury.kind", "type": "text", "question": "Which?"}]})
    with pytest.raises(VocabularyError, match="is already defined, of type choice"):
        words.merge(fact)
    assert words.merge(words).events == words.events
