"""The later and the earlier of several anchors, windows of the year, other rules' days, calendars of places."""

from __future__ import annotations

import pytest
from support import TIME, case_of, law_of, limit, one, read, told

DEATH = limit(
    "death-claim",
    """
latest_of = [{after = "injury", count = "2 years"}, {after = "death", count = "1 year"}]
met_by = ["death_claim_made"]
roll = "none"
""",
)


def test_latest_needs_every_anchor() -> None:
    law = law_of(DEATH)
    entry = one(law, "2023-06-01", injury={"on": "2022-03-10"}, history={"through": "2035-01-01"})
    assert entry.state.value == "unknown"
    assert str(entry.not_before) == "2024-03-10"
    assert [need.name for need in entry.needs] == ["death"]
    assert told(one(law, "2023-06-01", ("death", "2022-05-01"), injury={"on": "2022-03-10"})) == ("open", "2024-03-10")
    assert told(one(law, "2023-12-01", ("death", "2023-11-01"), injury={"on": "2022-03-10"})) == ("open", "2024-11-01")


def test_an_optional_anchor_is_left_out() -> None:
    law = law_of(DEATH.replace('count = "1 year"', 'count = "1 year", optional = true'))
    assert told(one(law, "2023-06-01", injury={"on": "2022-03-10"}, history={"through": "2035-01-01"})) == (
        "open",
        "2024-03-10",
    )


def test_earliest_is_dated_by_what_is_visible() -> None:
    law = law_of(
        limit(
            "decide",
            'earliest_of = [{after = "claim_made", count = "30 days"}, {after = "further_information_requested", count = "5 days"}]\n'
            'count = "2 days"\nmet_by = ["claim_accepted"]\nroll = "none"',
        )
    )
    claim = ("claim_made", "2024-01-02")
    assert told(one(law, "2024-01-03", claim)) == ("open", "2024-02-03")
    assert told(one(law, "2024-01-10", claim, ("further_information_requested", "2024-01-09"))) == (
        "open",
        "2024-01-16",
    )


def test_a_branch_with_a_false_condition_is_left_out_and_an_unknown_one_keeps_it_unknown() -> None:
    law = law_of(
        limit(
            "either",
            'latest_of = [{after = "claim_made"}, {after = "death", if = {fact = "injury.kind", is = "accident"}}]\n'
            'count = "10 days"\nmet_by = ["claim_accepted"]\nroll = "none"',
        )
    )
    claim = ("claim_made", "2024-01-02")
    assert told(one(law, "2024-01-03", claim, injury={"kind": "disease"})) == ("open", "2024-01-12")
    unsure = one(law, "2024-01-03", claim)
    assert [need.name for need in unsure.needs] == ["injury.kind"]
    assert one(law, "2024-01-03", claim, injury={"kind": "accident"}).needs[0].name == "death"


def test_of_another_anchor_the_same_ref_counts_then_the_next_then_the_last() -> None:
    law = law_of(
        limit(
            "later",
            'latest_of = [{after = "claim_made"}, {after = "payment_commenced"}]\ncount = "1 day"\nroll = "none"\nmet_by = ["claim_accepted"]',
        )
    )
    same = one(
        law, "2024-03-01", ("claim_made", "2024-01-02", {"ref": "b"}),
        ("payment_commenced", "2024-01-05", {"ref": "a"}), ("payment_commenced", "2024-01-09", {"ref": "b"}), rule="later",
    )  # fmt: skip
    assert str(same.due) == "2024-01-10"
    after = one(
        law,
        "2024-03-01",
        ("claim_made", "2024-01-04"),
        ("payment_commenced", "2024-01-02"),
        ("payment_commenced", "2024-01-08"),
    )
    assert str(after.due) == "2024-01-09"
    before = one(law, "2024-03-01", ("claim_made", "2024-01-04"), ("payment_commenced", "2024-01-02"))
    assert str(before.due) == "2024-01-05"


HEARING = limit("notice", 'before = "hearing_scheduled.for"\ncount = "10 days"\nmet_by = ["hearing_notice_given"]')


def test_a_date_that_an_event_carries_and_a_backward_count() -> None:
    law = law_of(HEARING)
    hearing = ("hearing_scheduled", "2024-02-01", {"dates": {"for": "2024-03-18"}})
    assert told(one(law, "2024-02-02", hearing)) == ("open", "2024-03-08")
    # an act counts from the day the hearing was set, not from the day of the hearing
    assert one(law, "2024-03-09", hearing, ("hearing_notice_given", "2024-02-20")).state.value == "met"
    assert one(law, "2024-03-20", hearing, ("hearing_notice_given", "2024-03-10")).state.value == "late"
    unset = one(law, "2024-02-02", ("hearing_scheduled", "2024-02-01"))
    assert unset.state.value == "unknown"
    assert unset.needs[0].name == "hearing_scheduled.for"


@pytest.mark.parametrize(
    ("roll_back", "due"), [("none", "2024-03-10"), ("previous_open", "2024-03-08"), ("next_open", "2024-03-11")]
)
def test_backward_counts_roll_as_the_law_says(roll_back: str, due: str) -> None:
    law = law_of(HEARING + f'roll_back = "{roll_back}"\n')
    hearing = ("hearing_scheduled", "2024-02-01", {"dates": {"for": "2024-03-20"}})
    assert str(one(law, "2024-02-02", hearing).due) == due


def test_clear_days_move_one_day_earlier_both_ways() -> None:
    law = law_of(HEARING + 'ends = "exclusive"\n')
    hearing = ("hearing_scheduled", "2024-02-01", {"dates": {"for": "2024-03-18"}})
    assert str(one(law, "2024-02-02", hearing).due) == "2024-03-07"
    ahead = law_of(
        limit("clear", 'after = "claim_made"\ncount = "10 days"\nends = "exclusive"\nmet_by = ["claim_accepted"]')
    )
    assert str(one(ahead, "2024-01-03", ("claim_made", "2024-01-02")).due) == "2024-01-11"


def test_another_rules_due_day_is_an_anchor() -> None:
    law = law_of(
        limit("report", 'after = "injury"\ncount = "7 days"\nmet_by = ["employer_injury_report_filed"]')
        + limit("cover", 'after = "due:report"\ncount = "3 days"\nmet_by = ["cover_statement_filed"]')
    )
    assert (
        str(one(law, "2024-01-03", injury={"on": "2024-01-02"}, history={"through": "2035-01-01"}, rule="cover").due)
        == "2024-01-12"
    )


def test_a_window_of_the_year_and_a_day_of_the_year() -> None:
    law = law_of(
        limit("post", 'each_year = {from = "02-01", to = "04-30"}\nmet_by = ["annual_summary_posted"]')
        + limit("file", 'after = "year_end"\ncount = "60 days"\nmet_by = ["ita_300a_submitted"]'),
        time=TIME + '[[calendar_event]]\nid = "year_end"\neach_year = "12-31"\n',
    )
    case = case_of(law, ("annual_summary_posted", "2024-02-05"), injury={"on": "2023-11-10"})
    entries = [(entry.rule[6:], *told(entry)) for entry in read(law, case, "2024-05-02")]
    assert ("post", "met", "2024-04-30") in entries
    assert ("file", "missed", "2024-02-29") in entries
    assert ("file", "open", "2025-03-03") in entries


def test_a_window_in_the_year_of_an_event() -> None:
    law = law_of(
        limit(
            "post",
            'each_year = {from = "11-01", to = "01-31", year_of = "claim_made"}\nmet_by = ["annual_summary_posted"]',
        )
    )
    entry = one(law, "2024-12-01", ("claim_made", "2024-03-01"))
    assert (str(entry.opens), str(entry.due)) == ("2024-11-01", "2025-01-31")


def test_a_place_whose_calendar_counts() -> None:
    law = law_of(
        limit(
            "place", 'after = "claim_made"\ncount = "1 business day"\ncalendar = "place"\nmet_by = ["claim_accepted"]'
        )
    )
    friday = ("claim_made", "2024-01-25")
    unknown = one(law, "2024-01-25", friday)
    assert unknown.needs[0].name == "employer.place"
    assert str(one(law, "2024-01-25", friday, employer={"place": "AU-NSW"}).due) == "2024-01-29"
    assert str(one(law, "2024-01-25", friday, employer={"place": "US-CT"}).due) == "2024-01-26"


def test_a_length_that_a_fact_gives() -> None:
    law = law_of(
        limit(
            "own",
            'after = "claim_made"\ncount = {fact = "employer.program_plan_days", unit = "days"}\nmet_by = ["claim_accepted"]',
        )
    )
    assert one(law, "2024-01-03", ("claim_made", "2024-01-02")).needs[0].name == "employer.program_plan_days"
    entry = one(law, "2024-01-03", ("claim_made", "2024-01-02"), facts={"employer.program_plan_days": 9})
    assert str(entry.due) == "2024-01-11"


def test_an_act_in_a_later_yearly_window_is_of_that_window() -> None:
    law = law_of(limit("declare", 'each_year = {from = "07-01", to = "08-31"}\nmet_by = ["annual_summary_posted"]'))
    case = case_of(law, ("claim_made", "2024-06-01"), ("annual_summary_posted", "2025-07-20"))
    found = read(law, case, "2025-10-01")
    told = [(str(entry.due), entry.state.value) for entry in found]
    assert told == [("2024-08-31", "missed"), ("2025-08-31", "met"), ("2026-08-31", "open")]
    late = case_of(law, ("claim_made", "2024-06-01"), ("annual_summary_posted", "2024-12-20"))
    found = read(law, late, "2025-07-02")[:2]
    assert [(str(entry.due), entry.state.value) for entry in found] == [("2024-08-31", "late"), ("2025-08-31", "open")]
