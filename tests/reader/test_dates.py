"""Days: parsing, lengths, months at their ends, and spans as sets of days."""

# ruff: noqa: E501 - a text and its message are one row

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rtwlib.dates import (
    Count,
    CountError,
    DayError,
    MonthEnd,
    Span,
    Unit,
    add_months,
    intersect,
    parse_count,
    parse_day,
    parse_moment,
    subtract,
    union,
)

ORIGIN = date(2024, 1, 1)
WINDOW = [ORIGIN + timedelta(days=number) for number in range(120)]
LONG = st.dates(date(1000, 1, 1), date(3000, 1, 1))
SPANS = st.lists(
    st.builds(
        lambda first, length: Span(
            ORIGIN + timedelta(days=first), None if length is None else ORIGIN + timedelta(days=first + length)
        ),
        st.integers(0, 60),
        st.none() | st.integers(-3, 20),
    ),
    max_size=6,
)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2023-02-29", "'2023-02-29' is not a day of the calendar (day is out of range for month)"),
        ("2024-13-01", "'2024-13-01' is not a day of the calendar (month must be in 1..12)"),
        ("0000-01-01", "'0000-01-01' is not a day of the calendar (year 0 is out of range)"),
        ("01/02/2026", "'01/02/2026' is ambiguous (it could mean 2026-02-01 or 2026-01-02): write the day as YYYY-MM-DD"),
        ("1.2.2026", "'1.2.2026' is ambiguous (it could mean 2026-02-01 or 2026-01-02): write the day as YYYY-MM-DD"),
        ("05/05/2026", "'05/05/2026' is not an ISO day (it could mean 2026-05-05): write the day as YYYY-MM-DD"),
        ("24-11-2025", "'24-11-2025' is not an ISO day (it could mean 2025-11-24): write the day as YYYY-MM-DD"),
        ("11/24/2025", "'11/24/2025' is not an ISO day (it could mean 2025-11-24): write the day as YYYY-MM-DD"),
        ("32/13/2024", "'32/13/2024' is not an ISO day (it could mean no day at all): write the day as YYYY-MM-DD"),
        ("20240101", "'20240101' is not a day: expected YYYY-MM-DD"),
        ("2024-1-1", "'2024-1-1' is not a day: expected YYYY-MM-DD"),
        ("2024-W01-1", "'2024-W01-1' is not a day: expected YYYY-MM-DD"),
        ("2024-01-01T00:00", "'2024-01-01T00:00' is not a day: expected YYYY-MM-DD"),
        ("2024-01-01\n", "'2024-01-01\n' is not a day: expected YYYY-MM-DD"),
        ("202\u0664-01-01", "'202\u0664-01-01' is not a day: expected YYYY-MM-DD"),
        ("", "'' is not a day: expected YYYY-MM-DD"),
    ],
)  # fmt: skip
def test_days_that_are_none(text: str, message: str) -> None:
    with pytest.raises(DayError) as caught:
        parse_day(text)
    # The standard library words its reasons a little differently from version to version.
    plain = re.sub(r"\(day .* for month[^)]*\)", "(day is out of range for month)", str(caught.value))
    assert re.sub(r"\((month must be in 1..12|year 0 is out of range)[^)]*\)", r"(\1)", plain) == message


@given(day=st.dates())
def test_days_are_read_as_written(day: date) -> None:
    assert parse_day(day.isoformat()) == day


@given(st.text(max_size=12))
def test_any_text_is_a_day_or_is_refused(text: str) -> None:
    try:
        found = parse_day(text)
    except DayError:
        return
    assert found.isoformat() == text


@pytest.mark.parametrize("text", ["2024-02-29T10:00Z", "2024-02-29T10:00:00+00:00", "2024-02-29 05:00-05:00"])
def test_moments_are_zoned(text: str) -> None:
    assert parse_moment(text) == datetime(2024, 2, 29, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2024-02-29T10:00", "has no time zone: add one, such as -05:00 or Z"),
        ("2024-02-29", "has no time zone: add one, such as -05:00 or Z"),
        ("2023-02-29T10:00Z", "is not a moment: expected YYYY-MM-DDThh:mm with a zone, such as 2025-01-06T09:30-05:00"),
        ("ten o'clock", "is not a moment: expected YYYY-MM-DDThh:mm with a zone, such as 2025-01-06T09:30-05:00"),
    ],
)
def test_moments_that_are_none(text: str, message: str) -> None:
    with pytest.raises(DayError) as caught:
        parse_moment(text)
    assert str(caught.value) == f"'{text}' {message}"


@given(number=st.integers(0, 10**9 - 1), unit=st.sampled_from(list(Unit)), of=st.none() | st.just("weekly_payments"))
def test_lengths_are_read_as_written(number: int, unit: Unit, of: str | None) -> None:
    count = Count(number, unit, of)
    assert parse_count(str(count)) == count


def test_lengths_in_the_singular_and_with_blanks() -> None:
    assert parse_count("1 business day") == parse_count(" 1  business   days ") == Count(1, Unit.BUSINESS_DAYS)
    assert str(Count(1, Unit.HOURS)) == "1 hour"
    assert str(Count(0, Unit.DAYS)) == "0 days"


@pytest.mark.parametrize(
    "text",
    ["", "days", "five days", "-1 days", "1.5 days", "1 fortnight", "5days", "1 day of", "1 day of Weeks", "9999999999 days", "\u0665 days"],
)  # fmt: skip
def test_lengths_that_are_none(text: str) -> None:
    with pytest.raises(CountError) as caught:
        parse_count(text)
    assert str(caught.value) == (
        f"'{text}' is not a length: expected '<number> <unit>' "
        "(a unit of hours, days, business days, weeks, months, years), or '... of <interval>'"
    )


@pytest.mark.parametrize(
    ("day", "months", "clipped", "spilled"),
    [
        ("2023-01-29", 1, "2023-02-28", "2023-03-01"),
        ("2024-01-31", 1, "2024-02-29", "2024-03-01"),
        ("2024-02-29", 12, "2025-02-28", "2025-03-01"),
        ("2024-02-29", -12, "2023-02-28", "2023-03-01"),
        ("2024-02-29", 48, "2028-02-29", "2028-02-29"),
        ("1896-02-29", 48, "1900-02-28", "1900-03-01"),
        ("2024-03-31", -1, "2024-02-29", "2024-03-01"),
        ("2024-08-31", 1, "2024-09-30", "2024-10-01"),
        ("2024-12-31", 1, "2025-01-31", "2025-01-31"),
        ("2024-01-31", -1, "2023-12-31", "2023-12-31"),
        ("2024-05-31", 0, "2024-05-31", "2024-05-31"),
    ],
)
def test_months_at_their_ends(day: str, months: int, clipped: str, spilled: str) -> None:
    assert str(add_months(date.fromisoformat(day), months, MonthEnd.LAST_DAY)) == clipped
    assert str(add_months(date.fromisoformat(day), months, MonthEnd.NEXT_FIRST)) == spilled


@given(day=LONG, months=st.integers(-600, 600), end=st.sampled_from(MonthEnd))
def test_months_land_in_their_month_or_on_the_first_of_the_next(day: date, months: int, end: MonthEnd) -> None:
    moved = add_months(day, months, end)
    passed = (moved.year - day.year) * 12 + moved.month - day.month
    if passed == months:
        assert moved.day == day.day or (end is MonthEnd.LAST_DAY and (moved + timedelta(days=1)).day == 1)
    else:
        assert (passed, moved.day, end) == (months + 1, 1, MonthEnd.NEXT_FIRST)


@given(one=LONG, other=LONG, months=st.integers(-600, 600), end=st.sampled_from(MonthEnd))
def test_months_keep_the_order_of_days(one: date, other: date, months: int, end: MonthEnd) -> None:
    first, later = sorted((one, other))
    assert add_months(first, months, end) <= add_months(later, months, end)


@pytest.mark.parametrize("months", [12 * 8000, -12 * 3000, 10**9, -(10**9)])
def test_months_beyond_the_calendar_are_an_overflow(months: int) -> None:
    with pytest.raises(OverflowError):
        add_months(ORIGIN, months, MonthEnd.LAST_DAY)


def days_of(spans: tuple[Span, ...] | list[Span]) -> set[date]:
    return {day for day in WINDOW if any(day in span for span in spans)}


@given(one=SPANS, other=SPANS)
def test_spans_are_sets_of_days(one: list[Span], other: list[Span]) -> None:
    assert days_of(union(one)) == days_of(one)
    assert days_of(union([*one, *other])) == days_of(one) | days_of(other)
    assert days_of(intersect(one, other)) == days_of(one) & days_of(other)
    assert days_of(subtract(one, other)) == days_of(one) - days_of(other)


@given(one=SPANS, other=SPANS)
def test_span_algebra(one: list[Span], other: list[Span]) -> None:
    both = union(one)
    assert union(both) == both == union(reversed(one))
    assert intersect(one, other) == intersect(other, one)
    assert union([*intersect(one, other), *subtract(one, other)]) == both
    assert subtract(one, one) == intersect(one, []) == ()
    assert intersect(one, one) == subtract(one, []) == both
    for found in (both, intersect(one, other), subtract(one, other)):
        assert all(span.end is None or span.first < span.end for span in found)
        assert all(first.end is not None and first.end < later.first for first, later in pairwise(found))


def test_an_empty_span_covers_nothing_and_an_open_one_never_ends() -> None:
    assert ORIGIN not in Span(ORIGIN, ORIGIN)
    assert union([Span(ORIGIN, ORIGIN)]) == ()
    assert date.max in Span(ORIGIN)
    assert ORIGIN - timedelta(days=1) not in Span(ORIGIN)
    assert union([Span(ORIGIN), Span(date(2025, 1, 1), date(2025, 1, 2))]) == (Span(ORIGIN),)
