"""Weekly benefits of every scheme: amounts worked out by hand from the sections, and what holds for all of them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import rtwlib
from rtwlib.benefits.weekly import Payable, WeeklyBenefit
from rtwlib.cases import Case
from rtwlib.readers.explain import recompute
from rtwlib.readers.prose import text

# The day of injury, from which the worker is incapacitated; weekly payments begin on it.
BEGINS = {
    "au-nsw": "2021-11-08",
    "au-vic": "2024-07-13",
    "au-qld": "2020-08-03",
    "au-sa": "2020-01-06",
    "au-wa": "2024-07-08",
    "au-tas": "2020-01-06",
    "au-nt": "2023-02-06",
    "au-act": "2020-01-06",
    "au-cth": "2011-07-15",
    "au-sea": "2023-12-04",
    "nz": "2022-08-01",
    "us-ct": "2024-10-07",
}
# What a scheme asks besides, answered so that nothing else matters.
ANSWERS: dict[str, dict[str, Any]] = {
    "au-nsw": {"worker.exempt_category": False, "injury.permanent_impairment_percent": "5"},
    "au-vic": {"earnings.deductible_weekly": "0"},
    "au-qld": {"worker.industrial_instrument": False, "injury.permanent_impairment_percent": "5"},
    "au-sa": {"worker.seriously_injured": False},
    "au-wa": {"earnings.minimum_rate_weekly": "0"},
    "au-tas": {"earnings.ordinary_time_weekly": "0", "worker.step_down_enhanced": False,
               "claim.entitlement_ended": False},
    "au-cth": {"worker.dependent_partner": False, "worker.dependent_children": 0},
    "au-sea": {"worker.dependent_partner": False, "worker.dependent_children": 0, "worker.employed_as_seafarer": False},
    "au-nt": {"injury.permanent_impairment_percent": "5"},
    "nz": {"injury.work_related": True, "worker.full_time_earner": False, "earnings.short_term_weekly": "900",
           "earnings.week_before_incapacity": "1000"},
}  # fmt: skip


def case(law: str, capacity: str, earned: str = "0", wage: str = "1000", hours: str = "0", **more: Any) -> Case:
    facts = {
        "earnings.pre_injury_weekly": wage,
        "earnings.current_weekly": earned,
        "earnings.able_to_earn_weekly": "0",
        "earnings.hours_worked_weekly": hours,
        "worker.current_work_capacity": capacity,
        **ANSWERS.get(law, {}),
        **{name.replace("__", "."): value for name, value in more.items()},
    }
    if law == "us-ct":
        facts |= {
            "earnings.pre_injury_after_tax_weekly": wage,
            "earnings.comparable_after_tax_weekly": wage,
            "earnings.able_to_earn_after_tax_weekly": earned,
            "worker.no_suitable_work_available": False,
        }
    if law == "nz":
        del facts["earnings.hours_worked_weekly"]
    begins = BEGINS[law]
    return rtwlib.read_case(
        {
            "format": "rtwlib.case/1",
            "id": "b1",
            "jurisdictions": [law],
            "injury": {"kind": "accident", "on": begins},
            "claim": {"made_on": begins},
            "worker": {"hours_per_week": "40"},
            "facts": facts,
            "events": [
                {"kind": "claim_made", "on": begins},
                {"kind": "incapacity_started", "on": begins},
                {"kind": "payment_commenced", "on": begins},
            ],
        }
    )


@cache
def law_of(name: str) -> rtwlib.Law:
    return rtwlib.law(name)


def paid(law: str, week: int, capacity: str, **more: Any) -> WeeklyBenefit:
    return rtwlib.weekly_benefit(case(law, capacity, **more), law_of(law), today=date(2026, 11, 1), week=week)


@pytest.mark.parametrize(
    ("law", "week", "capacity", "more", "amount"),
    [
        # New South Wales: 95 percent, then 80, or 95 again at fifteen hours; the maximum of the half-year is 2,282.90.
        ("au-nsw", 1, "none", {}, "950.00"),
        ("au-nsw", 13, "none", {"wage": "3000"}, "2282.90"),
        ("au-nsw", 1, "some", {"earned": "300"}, "650.00"),
        ("au-nsw", 14, "none", {}, "800.00"),
        ("au-nsw", 14, "some", {"earned": "300", "hours": "15"}, "650.00"),
        ("au-nsw", 14, "some", {"earned": "300", "hours": "14.5"}, "500.00"),
        # South Australia: all of the loss for 52 weeks, four fifths to week 104, then nothing unless seriously injured.
        ("au-sa", 52, "none", {}, "1000.00"),
        ("au-sa", 52, "some", {"earned": "400"}, "600.00"),
        ("au-sa", 53, "none", {}, "800.00"),
        ("au-sa", 104, "some", {"earned": "400"}, "480.00"),
        ("au-sa", 105, "none", {}, "0.00"),
        # Western Australia: the rate, at most 3,079.00 in 2024-25, at least the minimum; 85 percent after 26 weeks.
        ("au-wa", 26, "none", {}, "1000.00"),
        ("au-wa", 1, "none", {"wage": "4000"}, "3079.00"),
        ("au-wa", 1, "none", {"wage": "400", "earnings__minimum_rate_weekly": "550"}, "550.00"),
        ("au-wa", 27, "none", {}, "850.00"),
        ("au-wa", 27, "some", {"earned": "300"}, "550.00"),
        # Tasmania: 100, 90 and 80 percent; 95 and 85 where the lesser step-down applies; the greater of the two bases.
        ("au-tas", 26, "none", {}, "1000.00"),
        ("au-tas", 26, "none", {"earnings__ordinary_time_weekly": "1100"}, "1100.00"),
        ("au-tas", 27, "none", {}, "900.00"),
        ("au-tas", 27, "some", {"earned": "300"}, "630.00"),
        ("au-tas", 78, "none", {"worker__step_down_enhanced": True}, "950.00"),
        ("au-tas", 79, "none", {}, "800.00"),
        ("au-tas", 79, "none", {"worker__step_down_enhanced": True}, "850.00"),
        ("au-tas", 79, "none", {"claim__entitlement_ended": True}, "0.00"),
        # Northern Territory: the loss, then three quarters of the indexed loss; 1,710.30 in 2023 and 1,775.90 in 2024.
        ("au-nt", 26, "none", {}, "1000.00"),
        ("au-nt", 26, "some", {"earned": "300"}, "700.00"),
        ("au-nt", 27, "none", {}, "750.00"),
        ("au-nt", 27, "none", {"wage": "4000"}, "2565.45"),
        ("au-nt", 60, "none", {}, "778.80"),
        # Australian Capital Territory and Seacare: the loss, as far as the sections were read.
        ("au-act", 26, "none", {}, "1000.00"),
        ("au-act", 26, "some", {"earned": "300"}, "700.00"),
        ("au-sea", 45, "some", {"earned": "300"}, "700.00"),
        # Seacare from week 46, in October 2024: 75 to 100 percent by hours, at most 2,885.10; without work at least
        # 580.53 (143.75 more for a partner, 71.81 for a child), or 90 percent of earnings if that is less.
        ("au-sea", 46, "none", {}, "750.00"),
        ("au-sea", 46, "some", {"hours": "10", "earned": "250"}, "550.00"),
        ("au-sea", 46, "some", {"hours": "20", "earned": "500"}, "350.00"),
        ("au-sea", 46, "some", {"hours": "30", "earned": "600"}, "300.00"),
        ("au-sea", 46, "some", {"hours": "39", "earned": "700"}, "250.00"),
        ("au-sea", 46, "some", {"hours": "40", "earned": "800"}, "200.00"),
        ("au-sea", 46, "some", {"hours": "10", "earned": "250", "worker__employed_as_seafarer": True}, "750.00"),
        ("au-sea", 46, "none", {"wage": "4000"}, "2885.10"),
        ("au-sea", 46, "none", {"wage": "700"}, "580.53"),
        ("au-sea", 46, "none", {"wage": "600"}, "540.00"),
        ("au-sea", 46, "none", {"wage": "900", "worker__dependent_partner": True, "worker__dependent_children": 1},
         "796.09"),
        # New Zealand: four fifths of the week's loss, of four weeks, of 52 weeks; at most 2,163.70 in 2022-23.
        ("nz", 1, "none", {"earned": "200"}, "640.00"),
        ("nz", 2, "none", {}, "720.00"),
        ("nz", 5, "none", {}, "720.00"),
        ("nz", 6, "none", {}, "800.00"),
        ("nz", 6, "none", {"wage": "4000"}, "2163.70"),
        ("nz", 6, "none", {"wage": "500", "worker__full_time_earner": True}, "678.40"),
        # Beside earnings, clause 51: the week comes to no more than the earnings before; 678.40 is 80 percent of 848.
        ("nz", 2, "some", {"earned": "180"}, "720.00"),
        ("nz", 2, "some", {"earned": "300"}, "600.00"),
        ("nz", 6, "some", {"earned": "100"}, "800.00"),
        ("nz", 6, "some", {"earned": "250"}, "750.00"),
        ("nz", 6, "some", {"earned": "1000"}, "0.00"),
        ("nz", 6, "some", {"wage": "4000", "earned": "1000"}, "2163.70"),
        ("nz", 6, "some", {"wage": "500", "worker__full_time_earner": True, "earned": "200"}, "648.00"),
        # Queensland: 85 percent or the instrument's wage, or 80 percent of 1,609.30; then 75 or 70 percent.
        ("au-qld", 1, "none", {"worker__industrial_instrument": True, "earnings__industrial_instrument_weekly": "950"},
         "950.00"),
        ("au-qld", 1, "none", {}, "1287.44"),
        ("au-qld", 1, "none", {"wage": "2000"}, "1700.00"),
        ("au-qld", 27, "none", {"wage": "2000"}, "1500.00"),
    ],
)  # fmt: skip
def test_amounts_by_hand(law: str, week: int, capacity: str, more: dict[str, Any], amount: str) -> None:
    found = paid(law, week, capacity, **more)
    assert found.amount == Decimal(amount), text(found.reasons) if found.reasons else found.needs


@pytest.mark.parametrize(
    ("law", "week", "capacity", "more", "missing"),
    [
        ("au-nsw", 131, "none", {"claim__continues_after_second_period": True}, "max-weekly-compensation-amount"),
        ("au-sa", 105, "none", {"worker__seriously_injured": True}, "income-support-serious-pct"),
        ("au-act", 27, "none", {}, "statutory-floor-weekly"),
        ("au-act", 27, "some", {}, "weekly-after-26-partial-share"),
        ("au-sea", 70, "none", {}, "max-weekly-31-7"),
        ("au-qld", 1, "some", {}, "partial-incapacity-amount"),
        ("au-qld", 105, "none", {}, "single-pension-rate"),
    ],
)
def test_what_was_not_read_is_unknown_and_named(
    law: str, week: int, capacity: str, more: dict[str, Any], missing: str
) -> None:
    found = paid(law, week, capacity, **more)
    assert found.state is Payable.UNKNOWN
    assert any(missing in need.name for need in found.needs)


MONEY = st.integers(0, 500_000).map(lambda cents: str(Decimal(cents) / 100))


@pytest.mark.parametrize("law", sorted(BEGINS))
@settings(max_examples=25)
@given(
    week=st.integers(1, 270),
    capacity=st.sampled_from(["none", "some"]),
    wage=MONEY,
    one=MONEY,
    other=MONEY,
    hours=st.integers(0, 80).map(lambda halves: str(Decimal(halves) / 2)),
)
def test_never_negative_never_rising_with_earnings_and_reasons_recompute(
    law: str, week: int, capacity: str, wage: str, one: str, other: str, hours: str
) -> None:
    less, more = sorted((one, other), key=Decimal)
    low = paid(law, week, capacity, wage=wage, earned=less, hours=hours)
    high = paid(law, week, capacity, wage=wage, earned=more, hours=hours)
    for found in (low, high):
        if found.amount is None:
            assert found.state is Payable.UNKNOWN
            assert found.needs
            continue
        assert found.amount >= 0
        if found.reasons is not None:
            recompute(found.reasons, law_of(law))
            text(found.reasons)
    same = low.benefit is not None and low.benefit == high.benefit
    if same and low.amount is not None and high.amount is not None:
        assert high.amount <= low.amount
