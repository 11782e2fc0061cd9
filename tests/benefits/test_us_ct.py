"""Connecticut: awards, expenses, the waiting period, and the statement of a payroll officer."""

from __future__ import annotations

import io
import json
from contextlib import redirect_stderr, redirect_stdout
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import rtwlib
from rtwlib.benefits.waiting import payable_days
from rtwlib.benefits.weekly import Payable
from rtwlib.cli.running import run

LAW = rtwlib.law("us-ct")
TODAY = date(2025, 12, 1)
CASE: dict[str, Any] = {
    "format": "rtwlib.case/1",
    "id": "CT-9",
    "jurisdictions": ["us-ct"],
    "injury": {"kind": "accident", "on": "2021-10-04"},
    "worker": {"hours_per_week": "40"},
    "facts": {
        "earnings.pre_injury_weekly": "1000",
        "earnings.pre_injury_after_tax_weekly": "800",
        "injury.permanent_impairment_percent": "10",
        "injury.scheduled_part": "back",
        "travel.miles": "30",
        "worker.current_work_capacity": "none",
    },
    "events": [
        {"kind": "incapacity_started", "on": "2021-10-05"},
        {"kind": "travel_undertaken", "on": "2005-02-03"},
        {"kind": "travel_undertaken", "on": "2005-02-04"},
        {"kind": "death", "on": "2022-02-01"},
    ],
}


def award(name: str, on: date | None = None, **facts: Any) -> rtwlib.WeeklyBenefit:
    case = {**CASE, "facts": {**CASE["facts"], **{key.replace("__", "."): value for key, value in facts.items()}}}
    return rtwlib.benefit(rtwlib.read_case(case), LAW, name, today=TODAY, on=on)


def weekly(on: date, *events: dict[str, str]) -> rtwlib.WeeklyBenefit:
    """Return a week of a worker injured on 2 October 2014 and totally incapacitated from the day after."""
    case = {
        **CASE,
        "injury": {"kind": "accident", "on": "2014-10-02"},
        "events": [{"kind": "incapacity_started", "on": "2014-10-03"}, *events],
        "history": {"through": "2025-12-01"},
    }
    return rtwlib.weekly_benefit(rtwlib.read_case(case), LAW, today=TODAY, on=on)


def test_after_five_years_of_total_incapacity_the_benefit_is_adjusted_and_so_not_known() -> None:
    # § 31-307a(c), of which only the opening could be read: 260 weeks from 3 October 2014 end with 26 September 2019.
    assert weekly(date(2019, 9, 20)).amount == Decimal("600.00")
    later = weekly(date(2019, 9, 27))
    assert (later.state, later.amount) == (Payable.UNKNOWN, None)
    assert [need.name for need in later.needs] == ["us-ct/adjustment-after-five-years"]
    assert "31-307a(c)" in later.needs[0].ask


def test_the_five_years_are_counted_in_all_and_time_at_work_is_none_of_them() -> None:
    away = ({"kind": "returned_to_duty", "on": "2015-01-02"}, {"kind": "incapacity_started", "on": "2016-01-01"})
    assert weekly(date(2019, 9, 27), *away).amount == Decimal("600.00")
    assert weekly(date(2020, 9, 18), *away).amount == Decimal("600.00")
    assert weekly(date(2020, 9, 25), *away).state is Payable.UNKNOWN


def test_a_specific_award_is_weeks_times_percent_times_the_rate() -> None:
    # 374 weeks of the back, a tenth of them, at three quarters of 800.
    found = award("specific-award")
    assert found.amount == Decimal("22440.00")
    assert found.reasons is not None


def test_the_rate_of_an_award_is_capped_by_the_maximum_of_the_year_of_injury() -> None:
    # 1,140 in the year from October 2021; three quarters of 2,000 are 1,500.
    assert award("specific-award", earnings__pre_injury_after_tax_weekly="2000").amount == Decimal("42636.00")


def test_those_wholly_dependent_get_three_quarters_within_maximum_and_minimum() -> None:
    # Injury of October 2021: the maximum of that year for dependants is 1,446; three quarters of 800 are 600.
    assert award("dependants-weekly").amount == Decimal("600.00")
    assert award("dependants-weekly", earnings__pre_injury_after_tax_weekly="2000").amount == Decimal("1446.00")
    assert award("dependants-weekly", earnings__pre_injury_after_tax_weekly="20").amount == Decimal("20.00")


def test_a_relapse_takes_the_greater_wage_and_the_maximum_of_its_own_year() -> None:
    def relapse(now: str, name: str = "relapse-total", capacity: str = "none") -> rtwlib.WeeklyBenefit:
        facts = {
            **CASE["facts"],
            "earnings.at_recurrence_after_tax_weekly": now,
            "worker.current_work_capacity": capacity,
        }
        events = [*CASE["events"], {"kind": "recurrence_began", "on": "2024-11-04"}]
        case = rtwlib.read_case({**CASE, "facts": facts, "events": events})
        return rtwlib.benefit(case, LAW, name, today=date(2025, 3, 3))

    assert relapse("700").amount == Decimal("600.00")
    assert relapse("1000").amount == Decimal("750.00")
    # Three quarters of 3,000 are 2,250 and above the maximum of the year from October 2024.
    year = rtwlib.value(LAW, "max-ttd-weekly", on=date(2024, 11, 4)).amount
    assert relapse("3000").amount == year
    assert year != rtwlib.value(LAW, "max-ttd-weekly", on=date(2021, 10, 5)).amount
    partial = relapse("3000", "relapse-partial", "some")
    assert partial.amount == rtwlib.value(LAW, "max-partial-weekly", on=date(2024, 11, 4)).amount
    assert award("relapse-total", earnings__at_recurrence_after_tax_weekly="900").state is Payable.UNKNOWN


def test_an_unknown_part_is_asked_for() -> None:
    found = award("specific-award", injury__scheduled_part="elbow")
    assert found.state is Payable.UNKNOWN
    assert found.needs


def test_expenses_go_by_their_own_day() -> None:
    assert award("medical-mileage", date(2005, 2, 3)).amount == Decimal("11.25")  # 0.375 a mile
    assert award("medical-mileage", date(2005, 2, 4)).amount == Decimal("12.15")  # 0.405 a mile
    assert award("burial").amount == Decimal("12516.00")


def test_what_is_not_paid_once_is_told() -> None:
    with pytest.raises(KeyError, match="us-ct has no benefit 'burrial' that is asked for by name; nearest: burial"):
        award("burrial")


@pytest.mark.parametrize(("days", "paid"), [(0, 0), (1, 0), (3, 0), (4, 1), (6, 3), (7, 7), (8, 8), (30, 30)])
def test_the_waiting_period_of_three_and_seven_days(days: int, paid: int) -> None:
    found = rtwlib.payable_days(LAW, days, on=date(2024, 1, 1))
    assert found.paid == paid
    assert "31-295(a)" in (found.cite or "")


@given(st.integers(0, 100), st.integers(0, 20), st.integers(0, 20))
def test_never_more_days_than_there_are_and_never_fewer_for_more(days: int, waiting: int, more: int) -> None:
    paid = payable_days(days, waiting, waiting + more)
    assert 0 <= paid <= days
    assert paid <= payable_days(days + 1, waiting, waiting + more)


def test_where_no_waiting_period_is_known_nothing_is_said() -> None:
    assert rtwlib.payable_days(rtwlib.law("au-sa"), 5, on=date(2024, 1, 1)).paid is None
    assert rtwlib.payable_days(LAW, 5, on=date(1980, 1, 1)).paid is None
    with pytest.raises(ValueError, match="-1 days: expected 0 or more"):
        rtwlib.payable_days(LAW, -1, on=date(2024, 1, 1))


def said(path: Path, *arguments: str) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = run(["benefit", str(path), "--today", "2025-12-01", *arguments])
    return code, out.getvalue(), err.getvalue()


@pytest.fixture(name="path")
def fixture_path(tmp_path: Path) -> Path:
    path = tmp_path / "case.json"
    path.write_text(json.dumps(CASE), encoding="utf-8")
    return path


def test_the_commands(path: Path) -> None:
    code, out, _ = said(path, "--award", "specific-award")
    assert code == 0
    assert "22,440.00" in out
    assert "§ 31-308(b)" in out
    assert said(path, "--award", "burial", "--json")[0] == 0
    assert "nearest: burial" in said(path, "--award", "burrial")[2]
    assert "specific-award" in said(path, "--list")[1]
    assert said(path, "--days-off", "5")[1].startswith("2 of 5 days of incapacity are paid")
    code, out, _ = said(path, "--from", "2021-10-05", "--to", "2021-10-25", "--csv")
    assert code == 0
    assert out.splitlines()[0].startswith("from,until,week,state,benefit,amount")
    assert out.count(",600.00,") == 3


def test_what_changes_from_week_to_week_is_said(path: Path, tmp_path: Path) -> None:
    case = json.loads(path.read_text("utf-8"))
    case["facts"]["worker.current_work_capacity"] = [
        {"value": "none", "until": "2021-10-19"}, {"value": "some", "from": "2021-10-19"},
    ]  # fmt: skip
    case["facts"] |= {"earnings.comparable_after_tax_weekly": "800", "earnings.able_to_earn_after_tax_weekly": "400",
                      "worker.no_suitable_work_available": False}  # fmt: skip
    path.write_text(json.dumps(case), encoding="utf-8")
    _, out, _ = said(path, "--from", "2021-10-05", "--to", "2021-10-25")
    assert "from 2021-10-19: 600.00 becomes 300.00; now: Weekly benefit for partial incapacity" in out
    bare = tmp_path / "bare.json"
    bare.write_text('{"format": "rtwlib.case/1", "id": "x", "jurisdictions": ["us-ct"]}', encoding="utf-8")
    assert "does not say the day of injury" in said(bare, "--days-off", "5")[2]
