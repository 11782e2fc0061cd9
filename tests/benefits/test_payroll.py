"""Earnings before an injury from payroll rows: what counts, what is missing, and Connecticut's average weekly wage."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import rtwlib
from rtwlib.benefits.payroll import payroll_of
from rtwlib.cases import Case
from rtwlib.codec import InputProblems
from rtwlib.readers.explain import recompute
from rtwlib.readers.formulas import Found
from rtwlib.readers.prose import text
from rtwlib.rules import Payroll, weeks_of_law

INJURED = date(2024, 11, 6)  # a Wednesday; its week begins on Sunday the 3rd
LAW = rtwlib.law("us-ct")


def case(*rows: dict[str, str], **parts: Any) -> Case:
    found = {
        "format": "rtwlib.case/1",
        "id": "p1",
        "jurisdictions": ["us-ct"],
        "injury": {"kind": "accident", "on": INJURED.isoformat()},
        "payroll": list(rows),
        **parts,
    }
    return rtwlib.read_case(found)


def row(first: str, last: str, gross: str | None = None, kind: str = "ordinary") -> dict[str, str]:
    return {"from": first, "until": last, "kind": kind, **({} if gross is None else {"gross": gross})}


def measure(
    found: Case, what: Any, weeks: int = 4, until: Any = "injury", kinds: tuple[str, ...] = ("ordinary",)
) -> Found:
    return payroll_of(found, INJURED, Payroll(what, weeks_of_law("x"), until, kinds), Fraction(weeks))


FOUR = (row("2024-10-09", "2024-10-22", "2000.00"), row("2024-10-23", "2024-11-05", "2400.00"))


def test_money_of_the_weeks_before_the_injury() -> None:
    assert measure(case(*FOUR), "gross").value == 4400
    assert measure(case(*FOUR), "gross", weeks=3).value == 3400  # half of the first fortnight
    more = case(*FOUR, row("2024-10-23", "2024-11-05", "300", "overtime"))
    assert measure(more, "gross").value == 4400
    found = measure(more, "gross", kinds=("ordinary", "overtime"))
    assert found.value == 4700
    assert recompute(found.step, LAW) == 4700


@pytest.mark.parametrize(
    ("rows", "asks"),
    [
        ((), "from 2024-10-09"),
        (FOUR[:1], "from 2024-10-23"),
        (FOUR[1:], "from 2024-10-09"),
        ((FOUR[0], row("2024-10-23", "2024-11-05")), "What was earned from 2024-10-23 to 2024-11-05?"),
    ],
)
def test_rows_that_are_missing_are_asked_for(rows: tuple[dict[str, str], ...], asks: str) -> None:
    found = measure(case(*rows), "gross")
    assert found.value is None
    assert asks in found.needs[0].ask


def test_a_worker_hired_later_has_fewer_weeks() -> None:
    late = case(FOUR[1], worker={"hired_on": "2024-10-23"})
    assert measure(late, "gross").value == 2400
    assert measure(late, "calendar").value == 2
    in_week = case(row("2024-10-23", "2024-11-02", "1500"), worker={"hired_on": "2024-10-23"})
    assert measure(in_week, "calendar", until="week_of_injury").value == 1  # the part week at hire is left out
    assert measure(in_week, "gross", until="week_of_injury").value == Fraction(1500 * 7, 11)


def test_absences_take_weeks_away_as_each_scheme_says() -> None:
    away = row("2024-10-14", "2024-10-23", kind="unpaid_leave")  # ten days
    rows = (row("2024-10-09", "2024-10-13", "700"), away, row("2024-10-24", "2024-11-05", "1500"))
    found = case(*rows)
    assert measure(found, "calendar").value == 3
    assert measure(found, "not_absent").value == Fraction(18, 7)
    assert measure(found, "paid").value == Fraction(18, 7)
    short = case(row("2024-10-09", "2024-10-31", "2000"), row("2024-11-01", "2024-11-05", kind="unpaid_leave"))
    assert measure(short, "calendar").value == 4
    assert measure(short, "not_absent").value == 4
    assert measure(short, "paid").value == Fraction(23, 7)


@given(pay=st.lists(st.integers(0, 3000), min_size=4, max_size=4))
def test_no_average_lies_outside_what_was_earned(pay: list[int]) -> None:
    rows = []
    for number, amount in enumerate(pay):
        first = INJURED - timedelta(days=28) + number * timedelta(days=7)
        rows.append(row(first.isoformat(), (first + timedelta(days=6)).isoformat(), str(amount)))
    found = case(*rows)
    total, weeks = measure(found, "gross").value, measure(found, "calendar").value
    assert isinstance(total, Fraction)
    assert isinstance(weeks, Fraction)
    assert weeks == 4
    assert min(pay) <= total / weeks <= max(pay)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"from": "2024-01-01"}, "payroll[0]: a row of pay needs 'from' and 'until'"),
        ({"from": "2024-01-09", "until": "2024-01-01"}, "payroll[0]: until 2024-01-01 is before from 2024-01-09"),
        ({"from": "2024-01-01", "until": "2024-01-07", "kind": "bonus"}, "payroll[0].kind: unknown value 'bonus'"),
    ],
)
def test_a_wrong_row_is_told(wrong: dict[str, str], message: str) -> None:
    with pytest.raises(InputProblems) as caught:
        case(wrong)
    assert any(str(problem).startswith(message) for problem in caught.value.problems), str(caught.value)


def connecticut(*rows: dict[str, str], **parts: Any) -> rtwlib.WeeklyBenefit:
    facts = {"earnings.pre_injury_after_tax_weekly": "380.00"}
    certificates = [{"capacity": "none", "from": "2024-11-07", "until": "2025-02-01"}]
    found = case(*rows, facts=facts, certificates=certificates, **parts)
    return rtwlib.weekly_benefit(found, LAW, today=date(2025, 2, 1), week=1)


def test_connecticut_averages_the_weeks_before_the_week_of_injury() -> None:
    """§ 31-310(a): 52 calendar weeks before the week of injury; the minimum then goes by the gross wage."""
    year = row("2023-11-05", "2024-11-02", "20800.00")
    found = connecticut(year)
    assert found.amount == 300  # three quarters of 400, below a fifth of the maximum
    assert found.reasons is not None
    recompute(found.reasons, LAW)
    assert "Average weekly wage" in text(found.reasons)
    away = (row("2023-11-05", "2024-08-31", "18000"), row("2024-09-01", "2024-11-02", kind="unpaid_leave"))
    assert connecticut(*away).reasons is not None
    short = connecticut(row("2024-10-27", "2024-11-02", "500"), worker={"hired_on": "2024-10-27"})
    assert [need.name for need in short.needs] == ["earnings.pre_injury_weekly"]
