"""Weekly benefits of the packs: published amounts, and what holds for every wage and every week."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import rtwlib
from rtwlib.benefits.weekly import Payable
from rtwlib.readers.explain import recompute
from rtwlib.readers.prose import text

VIC = {"injury": {"on": "2024-07-05"}, "claim": {"made_on": "2024-07-10"}, "start": "2024-07-13"}
CTH = {"injury": {"on": "2011-07-14"}, "claim": {"made_on": "2011-07-20"}, "start": "2011-07-15"}
SCHEMES: dict[str, dict[str, Any]] = {"au-vic": VIC, "au-cth": CTH}


def benefit(law: str, week: int, capacity: str = "some", **earnings: str) -> rtwlib.WeeklyBenefit:
    parts = SCHEMES[law]
    facts: dict[str, Any] = {f"earnings.{name}": amount for name, amount in earnings.items()}
    facts |= {"earnings.deductible_weekly": "0", "worker.exempt_category": False}
    if law == "au-cth":
        facts |= {"worker.dependent_children": 0, "worker.dependent_partner": False}
    case = rtwlib.read_case(
        {
            "format": "rtwlib.case/1",
            "id": "b1",
            "jurisdictions": [law],
            "injury": {"kind": "accident", **parts["injury"]},
            "claim": parts["claim"],
            "worker": {"hours_per_week": "40"},
            "facts": {**facts, "worker.current_work_capacity": capacity},
            "events": [
                {"kind": "claim_made", "on": parts["claim"]["made_on"]},
                {"kind": "payment_commenced", "on": parts["start"]},
            ],
        }
    )
    found = rtwlib.weekly_benefit(case, rtwlib.law(law), today=date(2026, 11, 1), week=week)
    if found.reasons is not None:
        recompute(found.reasons, rtwlib.law(law))
        text(found.reasons)
    return found


PIAWE_1200 = {"pre_injury_weekly": "1200", "current_weekly": "400", "able_to_earn_weekly": "0"}
COMCARE = {
    "pre_injury_weekly": "500",
    "current_weekly": "187.50",
    "able_to_earn_weekly": "187.50",
    "hours_worked_weekly": "15",
}


@pytest.mark.parametrize(
    ("law", "week", "earnings", "amount"),
    [
        ("au-vic", 13, PIAWE_1200, "740.00"),  # 0.95 x 1200 - 400: Claims Manual 3.3.6.1
        ("au-vic", 14, PIAWE_1200, "640.00"),  # 0.80 x 1200 - 0.80 x 400
        ("au-cth", 45, COMCARE, "312.50"),  # Comcare Operations Manual, volume 10, example 1: the loss of earnings
        ("au-cth", 46, COMCARE, "237.50"),  # 15 of 40 hours: 85 percent of 500, less 187.50
    ],
)
def test_amounts_that_follow_from_published_figures(law: str, week: int, earnings: dict[str, str], amount: str) -> None:
    assert benefit(law, week, **earnings).amount == Decimal(amount)


@pytest.mark.parametrize(
    ("hours", "percent"),
    [("0", 75), ("0.5", 80), ("10", 80), ("10.5", 85), ("20", 85), ("30", 90), ("39.5", 95), ("40", 100)],
)
def test_comcare_bands_end_where_the_section_says(hours: str, percent: int) -> None:
    found = benefit(
        "au-cth", 50, pre_injury_weekly="1000", current_weekly="0", able_to_earn_weekly="0", hours_worked_weekly=hours
    )
    assert found.amount == Decimal(percent * 10)


def test_the_second_period_of_victoria_ends_after_week_130() -> None:
    last, after = benefit("au-vic", 130, **PIAWE_1200), benefit("au-vic", 131, **PIAWE_1200)
    assert last.benefit is not None
    assert last.benefit.id == "second-period-with-capacity"
    assert [need.name for need in after.needs] == ["claim.continues_after_second_period"]


def test_the_maximum_caps_before_earnings_are_taken_off() -> None:
    high = {"pre_injury_weekly": "9000", "current_weekly": "100", "able_to_earn_weekly": "0"}
    assert benefit("au-vic", 1, **high).amount == Decimal("2700.00")
    assert benefit("au-vic", 20, **high).amount == Decimal("2720.00")


def test_a_year_without_a_maximum_is_unknown() -> None:
    later = benefit("au-vic", 80, **PIAWE_1200)
    assert later.state is Payable.UNKNOWN
    assert [need.name for need in later.needs] == ["au-vic/statutory-maximum-weekly"]


@given(
    law=st.sampled_from(sorted(SCHEMES)),
    week=st.integers(1, 50),
    before=st.integers(0, 5000),
    earned=st.integers(0, 5000),
)
@settings(max_examples=60, deadline=None)
def test_less_benefit_for_more_earnings_and_never_less_income(law: str, week: int, before: int, earned: int) -> None:
    def amount(now: int) -> Decimal | None:
        found = {"pre_injury_weekly": str(before), "current_weekly": str(now), "able_to_earn_weekly": "0"}
        return benefit(law, week, hours_worked_weekly="20", **found).amount

    less, more = amount(earned), amount(earned + 50)
    assert (less is None) == (more is None)
    if less is None or more is None:
        return
    assert 0 <= more <= less
    assert less + earned <= more + earned + 50


@pytest.mark.parametrize("law", ["au-sa", "au-act", "au-cth", "au-sea", "au-nsw", "au-vic", "au-wa", "au-nt"])
def test_a_late_week_is_never_of_the_first_period_where_nothing_tells_when_incapacity_began(law: str) -> None:
    case = rtwlib.read_case(
        {
            "format": "rtwlib.case/1",
            "id": "b1",
            "jurisdictions": [law],
            "injury": {"kind": "accident", "on": "2022-01-03"},
            "claim": {"made_on": "2022-01-10"},
            "worker": {"hours_per_week": "38"},
            "facts": {
                "earnings.pre_injury_weekly": "1000",
                "earnings.current_weekly": "0",
                "earnings.able_to_earn_weekly": "0",
                "earnings.hours_worked_weekly": "0",
                "worker.current_work_capacity": "none",
                "worker.exempt_category": False,
            },
            "events": [{"kind": "claim_made", "on": "2022-01-10"}],
            "history": {"through": "2024-12-01"},
        }
    )
    found = rtwlib.weekly_benefit(case, rtwlib.law(law), today=date(2024, 12, 1), on=date(2024, 10, 7))
    assert (found.state, found.amount) == (Payable.UNKNOWN, None)
    assert {need.name for need in found.needs} & {"incapacity_started", "payment_commenced"}
