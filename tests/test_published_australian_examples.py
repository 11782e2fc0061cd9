"""Every published Australian example is run here, in a named test or by a worked case, or listed with why it is not."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve

import rtwlib
from rtwlib.catalog import open_catalog
from rtwlib.counting import Counted, count_from
from rtwlib.dates import Ends, parse_count
from rtwlib.entries import State
from rtwlib.packs import read_worked_cases

BY_WORKED_CASE = {
    "nsw-260-weeks-existing-claim": ("au-nsw", "260-weeks-of-an-older-claim"),
    "tas-81a-84-days-if-signed-date": ("au-tas", "tas-81a-84-days-if-signed-date-our-injury"),
}
# Run in this file.
HERE = {
    "nsw-seven-clear-days-after-post", "nsw-chau-v-visyboard-reinstatement-window",
    "vic-waterfront-place-backward-count",
    "vic-piawe-one-unpaid-week", "vic-130-week-termination-notice", "vic-mental-injury-provisional-five-days",
    "cth-60-days-tribunal-oheir", "nt-index-factor-2013-to-2023", "nt-awe-derived-amounts-2023",
    "nt-awe-derived-amounts-2017", "cth-able-to-earn-3-hours-a-day", "wa-limits-2017-18", "wa-max-weekly-fell-2017",
    "qld-blackwood-v-toward-clock-start",
}  # fmt: skip
ELSEWHERE = {
    "qld-calendar-month-mid": "tests/conformance/test_au_qld.py",
    "qld-calendar-month-end": "tests/conformance/test_au_qld.py",
    "qld-qote-rounding-2013": "tests/data/au_qld_published_values.toml",
    "qld-qote-rounding-2014": "tests/data/au_qld_published_values.toml",
    "qld-qote-rounding-2017": "tests/data/au_qld_published_values.toml",
    "qld-qote-rounding-2018": "tests/data/au_qld_published_values.toml",
    "qld-qote-change-1760-70": "tests/data/au_qld_published_values.toml",
}
NOT_RUN = {
    "nsw-merit-review-wc075-18": "the method before 21 October 2019 is not worked out: the figure must be stated",
    "nsw-merit-review-wc021-18": "as before; the wage record behind the three figures is not published",
    "nsw-merit-review-wc076-18": "reviews by the regulator ended in 2019; the days in August 2018 are not published",
    "nsw-dcj-v-stewart-prior-compensation": "the wage record from which the figure follows is not published",
    "nsw-piawe-above-maximum": "the page put the maximum in place of higher earnings before the share, the section "
    "as it stands caps the payment: the two disagree below the maximum, and the pack follows the section",
}


def test_none_is_dropped() -> None:
    assert len({*BY_WORKED_CASE, *HERE, *ELSEWHERE, *NOT_RUN}) == 28
    assert all(NOT_RUN.values())


@pytest.mark.parametrize(("pack", "case"), BY_WORKED_CASE.values())
def test_the_worked_case_names_its_source(pack: str, case: str) -> None:
    found = {worked.id: worked for worked in read_worked_cases(open_catalog().folder(pack), [])}
    assert found[case].says not in {"hand", "a plain loop over the days"}


def counted(pack: str, anchor: date, count: str, *, backward: bool = False, ends: Ends = Ends.INCLUSIVE) -> Counted:
    """Count as a pack counts."""
    time = rtwlib.law(pack).time[pack]
    rule = time.rule_at(anchor)
    assert rule is not None
    convention = evolve(rule.convention, ends=ends)
    return count_from(
        anchor, parse_count(count), backward=backward, convention=convention, calendar=time.calendar, rolls=True
    )


def test_waterfront_place_reaches_monday_by_the_roll_from_sunday() -> None:
    """[2019] VSCA 156: seven clear days before Monday 30 July 2018 end on a Sunday, which rolls forward."""
    found = counted("au-vic", date(2018, 7, 30), "7 days", backward=True, ends=Ends.EXCLUSIVE)
    assert (found.ended, found.due) == (date(2018, 7, 22), date(2018, 7, 23))


def test_seven_clear_days_after_service() -> None:
    """Neither the day of service, Monday 7 January 2019, nor that of the meeting counts."""
    last = counted("au-nsw", date(2019, 1, 7), "7 days").nth
    assert last.toordinal() + 1 == date(2019, 1, 15).toordinal()


def entry(pack: str, rule: str, today: date, **parts: Any) -> rtwlib.Entry:
    case = rtwlib.read_case({"format": "rtwlib.case/1", "id": "x", "jurisdictions": [pack], **parts})
    found = [
        each for each in rtwlib.timeline(case, rtwlib.law(pack), today=today).entries if each.rule == f"{pack}/{rule}"
    ]
    assert len(found) == 1
    return found[0]


def test_chau_may_ask_for_reinstatement_though_the_injury_is_old() -> None:
    found = entry(
        "au-nsw", "apply-for-reinstatement", date(2013, 7, 1),
        injury={"kind": "accident", "on": "2005-03-01"},
        facts={"dismissal.because_unfit": True},
        events=[{"kind": "dismissed", "on": "2011-07-08"}],
    )  # fmt: skip
    assert (found.due, found.state) == (date(2013, 7, 8), State.OPEN)


def test_oheir_was_out_of_time() -> None:
    """[2019] AATA 743: decided on 13 January 2017, lodged on 4 December 2018; that it arrived the same day is ours."""
    found = entry(
        "au-cth", "tribunal-application", date(2018, 12, 5),
        events=[
            {"kind": "internal_review_decision_received", "on": "2017-01-13"},
            {"kind": "tribunal_application_filed", "on": "2018-12-04"},
        ],
    )  # fmt: skip
    assert found.state is State.LATE


def test_thirteen_weeks_of_notice_at_130_weeks() -> None:
    found = entry(
        "au-vic", "notice-of-130-week-termination", date(2024, 7, 2),
        facts={"decision.sole_ground_second_period_end": True},
        events=[{"kind": "reduction_notice_received", "on": "2024-07-01"}],
    )  # fmt: skip
    assert found.due is not None
    assert (found.due - date(2024, 7, 1)).days == 91


def test_three_and_two_business_days_for_provisional_payments() -> None:
    first = counted("au-vic", date(2024, 7, 1), "3 business days").due
    assert counted("au-vic", first, "2 business days").due == counted("au-vic", date(2024, 7, 1), "5 business days").due
    law = rtwlib.law("au-vic")
    counts = [
        str(law.by_id[name].versions[0].count)
        for name in ("mental-injury-early-notification", "provisional-payment-decision-agent")
    ]
    assert counts == ["3 business days", "2 business days"]


def test_toward_the_clock_begins_when_a_doctor_assesses_the_injury() -> None:
    """Blackwood v Toward [2015] ICQ 8: six months from the first assessment, though no time was lost until later."""
    found = entry(
        "au-qld", "lodge-application", date(2014, 3, 1),
        injury={"kind": "accident", "on": "2014-01-10"},
        events=[{"kind": "injury_assessed", "on": "2014-01-20"}, {"kind": "incapacity_started", "on": "2014-02-20"}],
    )  # fmt: skip
    assert found.trigger is not None
    assert found.trigger.on == date(2014, 1, 20)


def row(first: str, last: str, gross: str, kind: str = "ordinary") -> dict[str, str]:
    return {"from": first, "until": last, "gross": gross, "kind": kind}


def test_a_week_without_pay_leaves_the_divisor_of_piawe() -> None:
    """WorkSafe Victoria: 52 weeks with one unpaid whole week are divided by 51."""
    case = rtwlib.read_case(
        {
            "format": "rtwlib.case/1",
            "id": "p1",
            "jurisdictions": ["au-vic"],
            "injury": {"kind": "accident", "on": "2024-07-08"},
            "claim": {"made_on": "2024-07-10"},
            "payroll": [
                row("2023-07-10", "2024-03-03", "34000"),
                {"from": "2024-03-04", "until": "2024-03-10", "kind": "unpaid_leave"},
                row("2024-03-11", "2024-07-07", "17000"),
            ],
            "facts": {
                "worker.current_work_capacity": "none",
                "earnings.deductible_weekly": "0",
                "earnings.current_weekly": "0",
                "earnings.able_to_earn_weekly": "0",
            },
            "events": [{"kind": "claim_made", "on": "2024-07-10"}, {"kind": "payment_commenced", "on": "2024-07-13"}],
        }
    )
    found = rtwlib.weekly_benefit(case, rtwlib.law("au-vic"), today=date(2024, 12, 1), week=1)
    assert found.amount == Decimal("950.00")  # 95 percent of 51,000 over 51 weeks


def amount(pack: str, name: str, on: date) -> Decimal:
    found = rtwlib.value(rtwlib.law(pack), name, on=on).amount
    assert found is not None
    return found


def test_the_index_factor_of_ten_years_has_four_decimals() -> None:
    awe = "average-weekly-earnings"
    ratio = amount("au-nt", awe, date(2023, 3, 1)) / amount("au-nt", f"{awe}-at-injury", date(2013, 3, 1))
    assert ratio.quantize(Decimal("0.0001")) == Decimal("1.2142")


@pytest.mark.parametrize(
    ("year", "percent", "published"),
    [
        (2023, "1.50", "2565.45"), (2023, "0.20", "342.06"), (2023, "0.35", "598.61"), (2023, "52", "88935.60"),
        (2023, "33.8", "57808.14"), (2023, "10.4", "17787.12"),
        (2017, "1.50", "2354.55"), (2017, "0.20", "313.94"), (2017, "0.35", "549.40"), (2017, "52", "81624.40"),
        (2017, "10.4", "16324.88"),
    ],
)  # fmt: skip
def test_amounts_that_follow_from_average_weekly_earnings(year: int, percent: str, published: str) -> None:
    """Northern Territory: 65 and 20 percent of the yearly equivalent are 33.8 and 10.4 weeks."""
    awe = amount("au-nt", "average-weekly-earnings", date(year, 3, 1))
    assert (awe * Decimal(percent)).quantize(Decimal("0.01"), "ROUND_HALF_UP") == Decimal(published)


def test_able_to_earn_three_hours_a_day() -> None:
    """Comcare Operations Manual, volume 10, example 1: fifteen of forty hours at 500 a week are 187.50."""
    normal, worked, week = Decimal(500), Decimal(15), Decimal(40)
    assert normal * worked / week == Decimal("187.50")
    case: dict[str, Any] = {
        "format": "rtwlib.case/1",
        "id": "c1",
        "jurisdictions": ["au-cth"],
        "injury": {"kind": "accident", "on": "2011-07-15"},
        "worker": {"hours_per_week": "40"},
        "facts": {
            "earnings.pre_injury_weekly": "500",
            "earnings.current_weekly": "187.50",
            "earnings.able_to_earn_weekly": "187.50",
            "earnings.hours_worked_weekly": "15",
        },
        "events": [{"kind": "payment_commenced", "on": "2011-07-15"}],
    }
    law = rtwlib.law("au-cth")
    paid = [
        rtwlib.weekly_benefit(rtwlib.read_case(case), law, today=date(2013, 1, 1), week=week).amount
        for week in (45, 46)
    ]
    assert paid == [Decimal("312.50"), Decimal("237.50")]


def test_limits_of_western_australia_in_2017_18() -> None:
    day = date(2017, 9, 1)
    prescribed = amount("au-wa", "prescribed-amount", day)
    assert prescribed == Decimal(224921)
    for name, published in (("medical-limit-pct", 67476), ("workplace-rehab-limit-pct", 15744)):
        assert int(prescribed * amount("au-wa", name, day) / 100) == published


def test_the_maximum_of_western_australia_fell_in_2017() -> None:
    found = [amount("au-wa", "max-weekly-rate", day) for day in (date(2017, 6, 30), date(2017, 7, 1))]
    assert found == [Decimal("2666.80"), Decimal("2647.30")]
