"""What meets a limit and in which state it is (pack format, sections 6 and 7)."""

from __future__ import annotations

import pytest
from support import case_of, law_of, limit, one, read, told

CONTEST = limit(
    "contest",
    """
after = "claim_received_by_employer"
count = "28 days"
met_by = ["form_43_filed", "payment_commenced"]
excused_by = ["stipulation_approved"]
if_missed = {deems = "liability_presumed", says = "Presumed"}
""",
)
CLAIM = ("claim_received_by_employer", "2024-12-02")


def test_met_on_the_last_day_late_on_the_next() -> None:
    law = law_of(CONTEST)
    assert told(one(law, "2025-01-06", CLAIM, ("form_43_filed", "2024-12-30"), rule="contest")) == ("met", "2024-12-30")
    late = one(law, "2025-01-06", CLAIM, ("form_43_filed", "2024-12-31"), rule="contest")
    assert told(late) == ("late", "2024-12-30")
    assert late.late_by == 1


def test_open_on_the_last_day_missed_on_the_next() -> None:
    law = law_of(CONTEST)
    assert told(one(law, "2024-12-30", CLAIM)) == ("open", "2024-12-30")
    assert told(one(law, "2024-12-31", CLAIM, rule="contest")) == ("missed", "2024-12-30")


def test_either_act_meets_and_the_first_counts() -> None:
    entry = one(
        law_of(CONTEST), "2025-01-06", CLAIM, ("form_43_filed", "2024-12-28"), ("payment_commenced", "2024-12-20")
    )
    assert entry.met_by is not None
    assert (entry.met_by.kind, str(entry.met_by.on)) == ("payment_commenced", "2024-12-20")


def test_an_act_before_the_trigger_does_not_count_unless_early_counts() -> None:
    law = law_of(CONTEST)
    assert told(one(law, "2024-12-10", CLAIM, ("form_43_filed", "2024-11-20"))) == ("open", "2024-12-30")
    early = law_of(CONTEST.replace("count =", "early_counts = true\ncount ="))
    assert told(one(early, "2024-12-10", CLAIM, ("form_43_filed", "2024-11-20"))) == ("met", "2024-12-30")


def test_an_act_on_the_trigger_day_counts_unless_its_time_is_earlier() -> None:
    law = law_of(CONTEST)
    assert one(law, "2024-12-10", CLAIM, ("form_43_filed", "2024-12-02")).state.value == "met"
    noon = ("claim_received_by_employer", "2024-12-02T12:00-05:00")
    assert one(law, "2024-12-10", noon, ("form_43_filed", "2024-12-02T09:00-05:00")).state.value == "open"
    assert one(law, "2024-12-10", noon, ("form_43_filed", "2024-12-02T15:00-05:00")).state.value == "met"


def test_excused_comes_before_all_and_only_from_the_trigger_on() -> None:
    law = law_of(CONTEST)
    assert one(law, "2025-03-01", CLAIM, ("stipulation_approved", "2025-02-01")).state.value == "excused"
    assert one(law, "2025-03-01", CLAIM, ("stipulation_approved", "2024-11-01"), rule="contest").state.value == "missed"


def test_the_record_decides_between_missed_and_unknown() -> None:
    law = law_of(CONTEST)
    short = one(law, "2025-01-06", CLAIM, history={"through": "2024-12-20"})
    assert short.state.value == "unknown"
    assert [need.name for need in short.needs] == ["form_43_filed", "payment_commenced"]
    assert one(law, "2025-01-06", CLAIM, history={"through": "2024-12-30"}, rule="contest").state.value == "missed"
    blind = one(law, "2025-01-06", CLAIM, history={"unknown": ["payment_commenced"]})
    assert [need.name for need in blind.needs] == ["payment_commenced"]
    excuse = one(law, "2025-01-06", CLAIM, history={"unknown": ["stipulation_approved"]})
    assert [need.name for need in excuse.needs] == ["stipulation_approved"]


def test_open_is_unknown_where_the_record_stops_before_today() -> None:
    law = law_of(CONTEST)
    assert one(law, "2024-12-20", CLAIM, history={"through": "2024-12-10"}).state.value == "unknown"
    assert one(law, "2024-12-20", CLAIM, history={"through": "2024-12-20"}).state.value == "open"


def test_a_case_without_events_has_no_record() -> None:
    law = law_of(limit("report", 'after = "injury"\ncount = "7 days"\nmet_by = ["injury_reported_to_employer"]'))
    bare = one(law, "2024-03-01", injury={"on": "2024-01-02"})
    assert told(bare) == ("unknown", "2024-01-09")
    known = one(law, "2024-03-01", injury={"on": "2024-01-02"}, history={"through": "2035-01-01"})
    assert known.state.value == "missed"


def test_an_unknown_trigger_kind_gives_an_entry_without_a_day() -> None:
    law = law_of(CONTEST)
    case = case_of(law, history={"unknown": ["claim_received_by_employer"]})
    (entry,) = read(law, case, "2025-01-06")
    assert (entry.state.value, entry.due) == ("unknown", None)
    assert entry.trigger is not None
    assert entry.trigger.on is None
    assert read(law, case, "2025-01-06", skip_unknown_triggers=True) == []


def test_met_by_all_is_met_on_the_last() -> None:
    law = law_of(
        limit("both", 'after = "injury"\ncount = "10 days"\nmet_by_all = ["form_43_filed", "payment_commenced"]')
    )
    half = one(law, "2024-01-10", ("form_43_filed", "2024-01-03"), injury={"on": "2024-01-02"})
    assert half.state.value == "open"
    whole = one(
        law,
        "2024-02-01",
        ("form_43_filed", "2024-01-03"),
        ("payment_commenced", "2024-01-15"),
        injury={"on": "2024-01-02"},
    )
    assert told(whole) == ("late", "2024-01-12")


def test_one_act_meets_one_occurrence_unless_act_is_any() -> None:
    two = (CLAIM, ("claim_received_by_employer", "2024-12-05"), ("form_43_filed", "2024-12-10"))
    each = law_of(CONTEST)
    states = [entry.state.value for entry in read(each, case_of(each, *two), "2024-12-20")]
    assert states == ["met", "open"]
    any_ = law_of(CONTEST.replace("count =", 'act = "any"\ncount ='))
    assert [entry.state.value for entry in read(any_, case_of(any_, *two), "2024-12-20")] == ["met", "met"]


def test_pair_ref_needs_the_same_ref() -> None:
    law = law_of(CONTEST.replace("count =", 'pair = "ref"\ncount ='))
    claim = (*CLAIM, {"ref": "a"})
    assert one(law, "2024-12-20", claim, ("form_43_filed", "2024-12-10", {"ref": "b"})).state.value == "open"
    assert one(law, "2024-12-20", claim, ("form_43_filed", "2024-12-10", {"ref": "a"})).state.value == "met"
    loose = one(law, "2024-12-20", claim, ("form_43_filed", "2024-12-10"))
    assert loose.state.value == "unknown"
    assert [need.name for need in loose.needs] == ["form_43_filed"]


@pytest.mark.parametrize(("which", "days"), [("every", 2), ("first", 1), ("last", 1)])
def test_occurrence(which: str, days: int) -> None:
    law = law_of(CONTEST.replace("count =", f'occurrence = "{which}"\ncount ='))
    entries = read(law, case_of(law, CLAIM, ("claim_received_by_employer", "2024-12-05")), "2024-12-20")
    assert len(entries) == days
    if which == "last":
        assert entries[0].trigger is not None
        assert str(entries[0].trigger.on) == "2024-12-05"


def test_an_act_before_the_window_is_early() -> None:
    law = law_of(
        limit(
            "window",
            'after = "injury"\ncount = "60 days"\nopens = {after = "injury", count = "30 days"}\nmet_by = ["form_43_filed"]',
        )
    )
    early = one(law, "2024-02-20", ("form_43_filed", "2024-01-10"), injury={"on": "2024-01-02"})
    assert (early.state.value, str(early.opens)) == ("early", "2024-02-01")
    again = one(
        law, "2024-02-20", ("form_43_filed", "2024-01-10"), ("form_43_filed", "2024-02-05"), injury={"on": "2024-01-02"}
    )
    assert again.state.value == "met"


def test_prompt_alone_is_open_until_met() -> None:
    law = law_of(limit("at-once", 'after = "injury"\nprompt = true\nmet_by = ["injury_reported_to_employer"]'))
    assert told(one(law, "2030-01-02", injury={"on": "2024-01-02"}, history={"through": "2035-01-01"})) == (
        "open",
        None,
    )
    assert told(one(law, "2030-01-02", ("injury_reported_to_employer", "2025-01-02"), injury={"on": "2024-01-02"})) == (
        "met",
        None,
    )


def test_ending_ends_a_duty_unless_it_lapses_as_missed() -> None:
    body = 'after = "injury"\ncount = "30 days"\nmet_by = ["form_43_filed"]\nending = ["full_recovery", "90 days"]'
    law = law_of(limit("ends", body))
    events = (("full_recovery", "2024-01-10"),)
    assert one(law, "2024-01-20", *events, injury={"on": "2024-01-02"}).state.value == "over"
    assert (
        one(law, "2024-01-20", *events, ("form_43_filed", "2024-01-15"), injury={"on": "2024-01-02"}).state.value
        == "over"
    )
    assert one(law, "2024-03-20", ("full_recovery", "2024-03-01"), injury={"on": "2024-01-02"}).state.value == "missed"
    lapse = law_of(limit("ends", body + '\nlapse = "missed"'))
    assert one(lapse, "2024-01-20", *events, injury={"on": "2024-01-02"}).state.value == "missed"


def test_spans_run_and_are_over_and_can_be_breached() -> None:
    law = law_of(
        limit("guard", 'after = "claim_made"\ncount = "6 months"\nbars = ["employment_ended"]', kind="protection")
        + limit("pay", 'after = "claim_made"\ncount = "10 days"', kind="entitlement")
    )
    claim = ("claim_made", "2024-01-06")
    assert told(one(law, "2024-02-01", claim, rule="guard")) == ("running", "2024-07-06")
    assert told(one(law, "2024-07-07", claim, rule="guard")) == ("over", "2024-07-06")
    broken = one(law, "2024-09-01", claim, ("employment_ended", "2024-07-06"), rule="guard")
    assert broken.state.value == "breached"
    assert broken.breached_by is not None
    assert broken.met_by is None
    assert one(law, "2024-09-01", claim, ("employment_ended", "2024-07-07"), rule="guard").state.value == "over"
    assert told(one(law, "2024-01-16", claim, rule="pay")) == ("running", "2024-01-16")


def test_a_span_never_rolls() -> None:
    law = law_of(limit("wait", 'after = "injury"\ncount = "3 days"\nstarts = "inclusive"', kind="waiting"))
    assert told(one(law, "2024-01-05", injury={"on": "2024-01-04"}, history={"through": "2035-01-01"})) == (
        "running",
        "2024-01-06",
    )


def test_a_limit_that_names_no_act_is_never_missed() -> None:
    law = law_of(limit("vague", 'after = "injury"\ncount = "10 days"'))
    entry = one(law, "2024-03-01", injury={"on": "2024-01-02"}, history={"through": "2035-01-01"})
    assert entry.state.value == "unknown"
    assert entry.needs[0].what.value == "law"
