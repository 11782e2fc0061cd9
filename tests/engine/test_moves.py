"""What moves a due day: extensions, pauses, restarts, suspensions, hours."""

from __future__ import annotations

from typing import Any

from support import TIME, law_of, limit, one, told

BASE = 'after = "claim_made"\ncount = "30 days"\nmet_by = ["claim_accepted"]\nroll = "none"\n'
CLAIM = ("claim_made", "2024-01-02")


def test_an_extension_adds_and_both_days_are_kept() -> None:
    law = law_of(
        limit(
            "decide",
            BASE + 'extended_by = [{event = "reasons_for_delay_given", add = "10 days", by = "due", times = 1}]',
        )
    )
    plain = one(law, "2024-01-10", CLAIM)
    assert (str(plain.due), plain.extended_from) == ("2024-02-01", None)
    longer = one(
        law, "2024-01-10", CLAIM, ("reasons_for_delay_given", "2024-01-08"), ("reasons_for_delay_given", "2024-01-09")
    )
    assert (str(longer.due), str(longer.extended_from)) == ("2024-02-11", "2024-02-01")
    late = one(law, "2024-02-10", CLAIM, ("reasons_for_delay_given", "2024-02-05"))
    assert told(late) == ("missed", "2024-02-01")


def test_an_extension_to_a_date_that_the_event_carries() -> None:
    law = law_of(
        limit(
            "decide", BASE + 'extended_by = [{event = "reasons_for_delay_given", to = "reasons_for_delay_given.until"}]'
        )
    )
    to = one(law, "2024-01-10", CLAIM, ("reasons_for_delay_given", "2024-01-08", {"dates": {"until": "2024-03-05"}}))
    assert str(to.due) == "2024-03-05"
    assert one(law, "2024-01-10", CLAIM, ("reasons_for_delay_given", "2024-01-08")).state.value == "unknown"


PAUSED = BASE + 'pauses = [{from = "further_information_requested", to = "insurer_information_supplied"}]'


def test_of_a_pause_the_first_day_counts_and_the_last_does_not() -> None:
    law = law_of(limit("decide", PAUSED))
    asked, given = ("further_information_requested", "2024-01-10"), ("insurer_information_supplied", "2024-01-15")
    assert str(one(law, "2024-01-20", CLAIM, asked, given).due) == "2024-02-06"
    nested = one(law, "2024-01-20", CLAIM, asked, ("further_information_requested", "2024-01-12"), given)
    assert str(nested.due) == "2024-02-06"


def test_an_open_pause_projects_from_today_and_is_never_missed() -> None:
    law = law_of(limit("decide", PAUSED))
    entry = one(law, "2024-06-01", CLAIM, ("further_information_requested", "2024-01-10"))
    assert (entry.state.value, entry.projected) == ("open", True)
    assert str(entry.due) == "2024-06-23"


def test_pauses_over_an_interval_and_outside_one() -> None:
    within = law_of(limit("decide", BASE + 'pauses = [{interval = "absence"}]'))
    away = (("absence_started", "2024-01-10"), ("returned_to_duty", "2024-01-15"))
    assert str(one(within, "2024-01-20", CLAIM, *away).due) == "2024-02-06"
    outside = law_of(limit("decide", BASE + 'pauses = [{not_interval = "employment"}]'))
    gap = (
        ("employment_started", "2023-01-02"),
        ("employment_ended", "2024-01-10"),
        ("employment_started", "2024-01-15"),
    )
    assert str(one(outside, "2024-01-20", CLAIM, *gap).due) == "2024-02-06"


def test_months_and_business_days_wait_for_a_pause_too() -> None:
    months = law_of(limit("decide", PAUSED.replace("30 days", "1 month")))
    asked, given = ("further_information_requested", "2024-01-10"), ("insurer_information_supplied", "2024-01-15")
    assert str(one(months, "2024-01-20", CLAIM, asked, given).due) == "2024-02-07"
    business = law_of(limit("decide", PAUSED.replace("30 days", "10 business days")))
    # 3-5, 8-10 Jan are six, 16-19 four more (15 January is a holiday, and paused)
    assert str(one(business, "2024-01-20", CLAIM, asked, given, rule="decide").due) == "2024-01-19"


RESTART = BASE + 'restarts = [{on = "insurer_information_supplied", stays_from = "further_information_requested"}]'


def test_a_restart_moves_day_zero_and_the_clock_stands_meanwhile() -> None:
    law = law_of(limit("decide", RESTART))
    asked = ("further_information_requested", "2024-01-10")
    standing = one(law, "2024-03-01", CLAIM, asked)
    assert (standing.state.value, standing.projected) == ("open", True)
    assert str(standing.due) == "2024-03-31"
    again = one(law, "2024-03-01", CLAIM, asked, ("insurer_information_supplied", "2024-02-20"))
    assert (told(again), again.projected) == (("open", "2024-03-21"), False)
    assert told(one(law, "2024-03-01", CLAIM)) == ("missed", "2024-02-01")


def test_a_restart_may_have_a_condition() -> None:
    law = law_of(
        limit(
            "decide",
            BASE
            + 'restarts = [{on = "insurer_information_supplied", if = {event = "insurer_information_supplied", by = "due"}}]',
        )
    )
    assert str(one(law, "2024-01-20", CLAIM, ("insurer_information_supplied", "2024-01-20")).due) == "2024-02-19"
    assert str(one(law, "2024-03-20", CLAIM, ("insurer_information_supplied", "2024-03-01")).due) == "2024-02-01"


def suspended(then: str, more: str = "") -> str:
    return (
        TIME
        + f"""
[[suspension]]
from = 2020-03-25
until = 2021-06-02
then = "{then}"
kinds = ["duty"]
cite = "act s 9"
{more}
"""
    )


def test_a_suspension_starts_counts_anew_or_resumes_them() -> None:
    anew = law_of(limit("decide", BASE), time=suspended("anew"))
    resume = law_of(limit("decide", BASE), time=suspended("resume"))
    begun = ("claim_made", "2020-03-20")
    assert str(one(anew, "2020-03-21", begun).due) == "2021-07-02"
    assert str(one(resume, "2020-03-21", begun).due) == "2021-06-27"
    inside = ("claim_made", "2020-12-01")
    assert str(one(anew, "2020-12-02", inside).due) == "2021-07-02"
    assert str(one(resume, "2020-12-02", inside).due) == "2021-07-01"
    before = ("claim_made", "2020-02-01")
    assert str(one(anew, "2020-02-02", before).due) == str(one(resume, "2020-02-02", before).due) == "2020-03-02"


def test_a_suspension_reaches_kinds_and_sources_only() -> None:
    law = law_of(
        limit("decide", BASE) + limit("pay", 'after = "claim_made"\ncount = "30 days"', kind="entitlement"),
        time=suspended("anew", 'sources = ["other"]'),
        sources='[[source]]\nid = "act"\nkind = "statute"\ntitle = "A"\n[[source]]\nid = "other"\nkind = "statute"\ntitle = "B"\n',
    )
    begun = ("claim_made", "2020-03-20")
    assert str(one(law, "2020-03-21", begun, rule="decide").due) == "2020-04-19"
    assert str(one(law, "2020-03-21", begun, rule="pay").due) == "2020-04-19"


HOURS = limit("call", 'after = "injury"\ncount = "24 hours"\nmet_by = ["injury_reported_to_employer"]')


def test_hours_run_through_nights_and_clock_changes() -> None:
    law = law_of(HOURS)
    entry = one(
        law,
        "2024-03-12",
        ("injury_reported_to_employer", "2024-03-10T10:30-04:00"),
        injury={"at": "2024-03-09T10:00-05:00"},
    )
    assert entry.due_at is not None
    assert (entry.state.value, entry.due_at.isoformat()) == ("met", "2024-03-10T11:00:00-04:00")
    late = one(
        law,
        "2024-03-12",
        ("injury_reported_to_employer", "2024-03-10T11:30-04:00"),
        injury={"at": "2024-03-09T10:00-05:00"},
    )
    assert late.state.value == "late"


def test_hours_with_only_a_date_are_known_at_the_ends_and_unknown_between() -> None:
    law = law_of(HOURS)
    reported = "injury_reported_to_employer"
    assert one(law, "2024-03-12", (reported, "2024-03-06"), injury={"on": "2024-03-06"}).state.value == "met"
    between = one(law, "2024-03-12", (reported, "2024-03-07"), injury={"on": "2024-03-06"})
    assert (between.state.value, between.needs[0].what.value) == ("unknown", "time")
    assert one(law, "2024-03-12", (reported, "2024-03-08"), injury={"on": "2024-03-06"}).state.value == "late"
    assert str(between.due) == "2024-03-06"


def test_hours_are_missed_only_from_the_last_moment() -> None:
    law = law_of(HOURS)
    bare: dict[str, Any] = {"injury": {"on": "2024-03-06"}, "history": {"through": "2035-01-01"}}
    assert one(law, "2024-03-07", **bare).state.value == "open"
    assert one(law, "2024-03-07T12:00-05:00", **bare).state.value == "unknown"
    assert one(law, "2024-03-07T23:59-05:00", **bare).state.value == "unknown"
    assert one(law, "2024-03-08", **bare).state.value == "missed"


def test_hours_begin_anew_after_a_suspension() -> None:
    law = law_of(HOURS, time=suspended("anew"))
    entry = one(law, "2021-06-02", injury={"at": "2020-04-01T10:00-04:00"}, history={"through": "2035-01-01"})
    assert entry.due_at is not None
    assert entry.due_at.isoformat() == "2021-06-03T00:00:00-04:00"
