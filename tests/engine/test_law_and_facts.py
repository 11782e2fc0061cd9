"""Which version governs, which conditions hold, what is deemed and implied, what recurs, what an interval gives."""

from __future__ import annotations

from datetime import date

import pytest
from support import case_of, law_of, limit, one, read, told

from rtwlib.api import timeline
from rtwlib.packs import PackError

VERSIONS = """
[[deadline]]
id = "contest"
kind = "duty"
owed_by = "employer"
after = "claim_received_by_employer"
met_by = ["form_43_filed"]
governed_by = "injury"
[[deadline.version]]
from = 1993-07-01
count = "28 days"
cite = "act s 2"
[[deadline.version]]
from = 1991-01-01
until = 1993-01-01
count = "20 days"
cite = "act s 3"
[[gap]]
of = "contest"
from = 1993-01-01
until = 1993-07-01
why = "text not found"
"""
CLAIM = ("claim_received_by_employer", "1994-03-01")


def test_the_governing_event_picks_the_version() -> None:
    law = law_of(VERSIONS)
    assert str(one(law, "1994-03-02", CLAIM, injury={"on": "1993-07-01"}).due) == "1994-03-29"
    assert str(one(law, "1994-03-02", CLAIM, injury={"on": "1992-12-31"}).due) == "1994-03-21"


@pytest.mark.parametrize("injured", ["1993-01-01", "1993-06-30", "1990-12-31"])
def test_before_the_first_version_and_in_a_gap_the_law_is_missing(injured: str) -> None:
    entry = one(law_of(VERSIONS), "1994-03-02", CLAIM, injury={"on": injured})
    assert (entry.state.value, entry.due, entry.needs[0].what.value) == ("unknown", None, "law")
    assert ("text not found" in entry.needs[0].ask) == (injured != "1990-12-31")


def test_an_unknown_governing_day_is_no_matter_where_all_versions_agree() -> None:
    law = law_of(VERSIONS)
    entry = one(law, "1994-03-02", CLAIM)
    assert (entry.state.value, entry.due, str(entry.not_before)) == ("unknown", None, "1994-03-21")
    assert "injury" in {need.name for need in entry.needs}
    same = law_of(VERSIONS.replace("20 days", "28 days"))
    assert told(one(same, "1994-03-02", CLAIM)) == ("open", "1994-03-29")


def conditioned(condition: str) -> str:
    return limit(
        "check",
        f'after = "claim_made"\ncount = "30 days"\nmet_by = ["claim_accepted"]\nroll = "none"\napplies_when = {condition}',
    )


MADE = ("claim_made", "2024-01-02")


def states(condition: str, today: str, *events: object, **parts: object) -> list[str]:
    law = law_of(conditioned(condition))
    return [entry.state.value for entry in read(law, case_of(law, MADE, *events, **parts), today)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("condition", "facts", "expected"),
    [
        ('{fact = "injury.kind", is = "disease"}', {"injury.kind": "disease"}, ["open"]),
        ('{fact = "injury.kind", is = "disease"}', {"injury.kind": "accident"}, []),
        ('{fact = "injury.kind", is_not = "disease"}', {"injury.kind": "accident"}, ["open"]),
        ('{fact = "injury.kind", in = ["disease", "accident"]}', {"injury.kind": "accident"}, ["open"]),
        ('{fact = "injury.kind", is = "disease"}', {}, ["unknown"]),
        ('{fact = "employer.headcount", at_least = 30}', {"employer.headcount": 30}, ["open"]),
        ('{fact = "employer.headcount", more_than = 30}', {"employer.headcount": 30}, []),
        ('{fact = "employer.headcount", at_most = 30}', {"employer.headcount": 31}, []),
        ('{fact = "employer.headcount", less_than = 30}', {"employer.headcount": 29}, ["open"]),
        ('{not = {fact = "employer.headcount", less_than = 30}}', {"employer.headcount": 29}, []),
        (
            '{any = [{fact = "injury.kind", is = "disease"}, {fact = "employer.headcount", at_least = 5}]}',
            {"employer.headcount": 5},
            ["open"],
        ),
        (
            '{any = [{fact = "injury.kind", is = "disease"}, {fact = "employer.headcount", at_least = 5}]}',
            {"employer.headcount": 4},
            ["unknown"],
        ),
        (
            '[{fact = "injury.kind", is = "disease"}, {fact = "employer.headcount", at_least = 5}]',
            {"employer.headcount": 4},
            [],
        ),
    ],
)
def test_facts_are_compared_and_an_unknown_one_is_asked_for(
    condition: str, facts: dict[str, object], expected: list[str]
) -> None:
    assert states(condition, "2024-01-10", facts=facts) == expected


def test_a_dated_fact_is_read_on_the_triggers_day_unless_as_of() -> None:
    dated = {"employer.headcount": [{"value": 10, "until": "2024-01-05"}, {"value": 50, "from": "2024-01-05"}]}
    assert states('{fact = "employer.headcount", at_least = 30}', "2024-01-10", facts=dated) == []
    assert states('{fact = "employer.headcount", at_least = 30, as_of = "today"}', "2024-01-10", facts=dated) == [
        "open"
    ]
    assert states('{fact = "employer.headcount", at_least = 30, as_of = "due"}', "2024-01-10", facts=dated) == ["open"]
    later = {"employer.headcount": [{"value": 50, "from": "2024-01-05"}]}
    assert states('{fact = "employer.headcount", at_least = 30}', "2024-01-10", facts=later) == ["unknown"]
    assert states('{fact = "employer.headcount", at_least = 30, as_of = "death"}', "2024-01-10", facts=dated) == [
        "unknown"
    ]


def test_events_by_from_before_and_within() -> None:
    paid = ("payment_commenced", "2024-01-20")
    assert states('{event = "payment_commenced"}', "2024-01-25", paid) == ["open"]
    assert states('{event = "payment_commenced"}', "2024-01-25") == []
    assert states('{event = "payment_commenced", happened = false}', "2024-01-25", paid) == []
    assert states('{event = "payment_commenced", by = "due"}', "2024-02-10", paid) == ["missed"]
    assert states('{event = "payment_commenced", from = "claim_made", before = "due"}', "2024-01-25", paid) == ["open"]
    assert states('{event = "payment_commenced", before = "claim_made"}', "2024-01-25", paid) == []
    assert states('{event = "payment_commenced", within = "18 days", after = "claim_made"}', "2024-01-25", paid) == [
        "open"
    ]
    assert states('{event = "payment_commenced", within = "17 days", after = "claim_made"}', "2024-01-25", paid) == []
    assert states('{event = "payment_commenced", by = "death"}', "2024-01-25", paid) == []
    assert states('{event = "payment_commenced"}', "2024-01-25", history={"unknown": ["payment_commenced"]}) == [
        "unknown"
    ]


def test_what_only_time_can_settle_is_pending() -> None:
    law = law_of(
        conditioned('{event = "stipulation_approved", within = "60 days", after = "claim_made", happened = false}')
    )
    early = one(law, "2024-01-12", MADE)
    assert (early.state.value, str(early.decides_on)) == ("pending", "2024-03-02")
    assert one(law, "2024-01-12", MADE, ("claim_accepted", "2024-01-10")).state.value == "met"
    assert one(law, "2024-04-01", MADE).state.value == "missed"
    assert read(law, case_of(law, MADE, ("stipulation_approved", "2024-02-01")), "2024-04-01") == []


def test_an_interval_has_a_length() -> None:
    spell = (
        ("incapacity_started", "2024-01-01"),
        ("full_recovery", "2024-01-08"),
        ("incapacity_started", "2024-01-10"),
    )
    by_today = 'as_of = "today"'
    assert states(f'{{interval = "incapacity", at_least = "7 days", {by_today}}}', "2024-01-09", *spell) == ["open"]
    assert states(f'{{interval = "incapacity", at_least = "8 days", {by_today}}}', "2024-01-09", *spell) == []
    assert states(f'{{interval = "incapacity", at_least = "8 days", {by_today}}}', "2024-01-10", *spell) == ["open"]
    assert (
        states(f'{{interval = "incapacity", at_least = "8 days", continuous = true, {by_today}}}', "2024-01-12", *spell)
        == []
    )
    assert states(f'{{interval = "incapacity", at_least = "1 week", {by_today}}}', "2024-01-09", *spell) == ["open"]
    assert states(f'{{interval = "incapacity", more_than = "1 month", {by_today}}}', "2024-01-31", *spell) == []
    assert states(f'{{interval = "incapacity", at_least = "1 month", {by_today}}}', "2024-01-31", *spell) == ["open"]
    assert states('{interval = "incapacity"}', "2024-01-12", *spell) == ["open"]
    assert states('{interval = "absence"}', "2024-01-12") == []
    assert states('{interval = "absence"}', "2024-01-12", history={"unknown": ["absence_started"]}) == ["unknown"]
    assert states('{interval = "incapacity", at_least = "60 days", as_of = "due"}', "2024-01-12", *spell) == ["pending"]


DEEMING = limit(
    "contest",
    'after = "claim_received_by_employer"\ncount = "28 days"\nmet_by = ["form_43_filed"]\n'
    'excused_by = ["stipulation_approved"]\nif_missed = {deems = "liability_presumed", says = "Presumed"}',
) + limit("pay", 'after = "liability_presumed"\ncount = "10 days"\nmet_by = ["payment_commenced"]')
RECEIVED = ("claim_received_by_employer", "2024-12-02")


def test_a_missed_limit_deems_an_event_that_triggers_another() -> None:
    law = law_of(DEEMING)
    case = case_of(law, (*RECEIVED, {"ref": "k"}))
    assert [entry.rule for entry in read(law, case, "2024-12-30")] == ["xx-yy/contest"]
    entries = {entry.rule: entry for entry in read(law, case, "2024-12-31")}
    pay = entries["xx-yy/pay"]
    assert pay.trigger is not None
    assert (str(pay.trigger.on), pay.trigger.deemed_by, pay.trigger.ref) == ("2024-12-31", "xx-yy/contest", "k")
    assert told(pay) == ("open", "2025-01-10")


def test_a_late_act_does_not_undo_what_was_deemed_but_an_excuse_does() -> None:
    law = law_of(DEEMING)
    late = case_of(law, RECEIVED, ("form_43_filed", "2025-01-05"))
    assert [entry.state.value for entry in read(law, late, "2025-01-06")] == ["late", "open"]
    excused = case_of(law, RECEIVED, ("stipulation_approved", "2025-01-05"))
    assert [entry.state.value for entry in read(law, excused, "2025-01-06")] == ["excused"]


def test_doubt_about_a_deeming_limit_is_doubt_about_what_hangs_on_it() -> None:
    law = law_of(DEEMING)
    case = case_of(law, RECEIVED, history={"unknown": ["form_43_filed"]})
    entries = {entry.rule: entry for entry in read(law, case, "2025-02-01")}
    assert entries["xx-yy/contest"].needs == entries["xx-yy/pay"].needs
    assert entries["xx-yy/pay"].state.value == "unknown"


def test_deemed_on_the_due_day() -> None:
    law = law_of(DEEMING.replace('says = "Presumed"', 'says = "Presumed", deems_on = "due"'))
    pay = one(law, "2024-12-31", RECEIVED, rule="pay")
    assert pay.trigger is not None
    assert str(pay.trigger.on) == "2024-12-30"


def test_rules_that_wait_for_each_other_are_refused() -> None:
    with pytest.raises(PackError, match="wait for each other"):
        law_of(
            limit(
                "one",
                'after = "claim_made"\ncount = "5 days"\nmet_by = ["claim_accepted"]\nif_missed = {deems = "liability_presumed"}',
            )
            + limit(
                "two",
                'after = "liability_presumed"\ncount = "5 days"\nmet_by = ["payment_commenced"]\nif_missed = {deems = "claim_accepted"}',
            )
        )


IMPLIES = """
[[implies]]
event = "liability_decision_received"
from = "liability_decision_given"
when = [{data = "by", is = "post"}]
count = "7 business days"
cite = "act s 5"
"""
AFTER_RECEIPT = limit(
    "object", 'after = "liability_decision_received"\ncount = "14 days"\nmet_by = ["objection_lodged"]\nroll = "none"'
)


def test_post_implies_receipt_and_a_recorded_receipt_wins() -> None:
    law = law_of(AFTER_RECEIPT, vocabulary=IMPLIES)
    posted = ("liability_decision_given", "2024-01-02", {"data": {"by": "post"}})
    assert str(one(law, "2024-01-20", posted).due) == "2024-01-25"
    assert read(law, case_of(law, posted), "2024-01-05") == []
    recorded = one(law, "2024-01-20", posted, ("liability_decision_received", "2024-01-04"))
    assert str(recorded.due) == "2024-01-18"
    by_hand = ("liability_decision_given", "2024-01-02", {"data": {"by": "hand"}})
    assert read(law, case_of(law, by_hand), "2024-01-20") == []
    unsaid = one(law, "2024-01-20", ("liability_decision_given", "2024-01-02"))
    assert unsaid.needs[0].name == "liability_decision_given.by"
    other = one(
        law,
        "2024-01-20",
        (*posted[:2], {"data": {"by": "post"}, "ref": "a"}),
        ("liability_decision_received", "2024-01-04", {"ref": "a"}),
    )
    assert str(other.due) == "2024-01-18"


def test_ordinary_course_of_post_has_only_a_lower_bound() -> None:
    law = law_of(AFTER_RECEIPT, vocabulary=IMPLIES.replace('count = "7 business days"\n', ""))
    entry = one(law, "2024-01-20", ("liability_decision_given", "2024-01-02", {"data": {"by": "post"}}))
    assert (entry.state.value, entry.due, str(entry.not_before)) == ("unknown", None, "2024-01-02")


ONE_DAY = """
[[implies]]
event = "incapacity_reached_1_day"
from = "incapacity_started"
count = "2 days of incapacity"
"""


def test_an_interval_implies_the_day_its_nth_unit_ends() -> None:
    law = law_of(
        limit(
            "report",
            'after = "incapacity_reached_1_day"\ncount = "7 days"\nmet_by = ["employer_injury_report_filed"]\nroll = "none"',
        ),
        vocabulary=ONE_DAY,
    )
    assert str(one(law, "2024-01-20", ("incapacity_started", "2024-01-02")).due) == "2024-01-10"
    assert (
        read(law, case_of(law, ("incapacity_started", "2024-01-02"), ("full_recovery", "2024-01-03")), "2024-01-20")
        == []
    )
    ahead = one(law, "2024-01-02", ("incapacity_started", "2024-01-02"))
    assert (ahead.projected, str(ahead.due)) == (True, "2024-01-10")


def test_entitlement_over_an_interval() -> None:
    law = law_of(limit("pay", 'after = "payment_commenced"\ncount = "13 weeks of weekly_payments"', kind="entitlement"))
    paid = ("payment_commenced", "2024-01-01")
    running = one(law, "2024-02-01", paid)
    assert (told(running), running.projected) == (("running", "2024-03-31"), True)
    done = one(law, "2024-06-01", paid)
    assert (told(done), done.projected) == (("over", "2024-03-31"), False)
    broken = one(law, "2024-06-01", paid, ("compensation_ceased", "2024-02-01"))
    assert broken.due is None
    by_payments = one(
        law,
        "2024-06-01",
        paid,
        payments=[
            {"kind": "weekly", "from": "2024-01-01", "until": "2024-02-29"},
            {"kind": "weekly", "from": "2024-02-15", "until": "2024-05-30"},
        ],
    )
    assert str(by_payments.due) == "2024-03-31"
    blind = one(law, "2024-06-01", paid, history={"unknown": ["compensation_ceased"]})
    assert blind.state.value == "unknown"


def test_certificates_make_incapacity_where_there_are_any() -> None:
    law = law_of(limit("pay", 'after = "injury"\ncount = "10 days of incapacity"', kind="entitlement"))
    certificates = [
        {"from": "2024-01-03", "until": "2024-01-05", "capacity": "none"},
        {"from": "2024-01-10", "until": "2024-02-20", "capacity": "some"},
    ]
    entry = one(
        law, "2024-03-01", ("incapacity_started", "2024-01-02"), injury={"on": "2024-01-02"}, certificates=certificates
    )
    assert str(entry.due) == "2024-01-16"


RECURRING = limit(
    "check",
    'after = "injury"\ncount = "1 month"\nevery = "1 month"\nmet_by = ["wage_loss_checked"]\nending = ["full_recovery"]\nroll = "none"',
)


def test_a_recurring_duty_gives_an_entry_for_each_period_up_to_the_next() -> None:
    law = law_of(RECURRING)
    case = case_of(
        law, ("wage_loss_checked", "2024-02-01"), ("wage_loss_checked", "2024-03-05"), injury={"on": "2024-01-02"}
    )
    assert [told(entry) for entry in read(law, case, "2024-04-10")] == [
        ("met", "2024-02-02"), ("late", "2024-03-02"), ("missed", "2024-04-02"), ("open", "2024-05-02"),
    ]  # fmt: skip
    ended = case_of(
        law, ("full_recovery", "2024-02-10"), ("wage_loss_checked", "2024-02-01"), injury={"on": "2024-01-02"}
    )
    assert [told(entry) for entry in read(law, ended, "2024-06-10")] == [("met", "2024-02-02"), ("over", "2024-03-02")]


def test_recurring_from_the_day_it_was_met_and_while_an_interval_runs() -> None:
    law = law_of(
        limit(
            "log",
            'after = "incapacity_started"\nevery = {count = "7 days", from = "met"}\nwhile = "incapacity"\nmet_by = ["job_search_record_sent"]\nroll = "none"',
        )
    )
    start = ("incapacity_started", "2024-01-01")
    case = case_of(law, start, ("job_search_record_sent", "2024-01-04"), ("job_search_record_sent", "2024-01-20"))
    assert [told(entry) for entry in read(law, case, "2024-01-21")] == [
        ("met", "2024-01-08"), ("late", "2024-01-11"), ("open", "2024-01-27"),
    ]  # fmt: skip
    over = case_of(law, start, ("full_recovery", "2024-01-05"), ("job_search_record_sent", "2024-01-07"))
    assert [told(entry) for entry in read(law, over, "2024-01-21")] == [("met", "2024-01-08")]
    blind = case_of(law, start, history={"unknown": ["full_recovery"]})
    assert [entry.state.value for entry in read(law, blind, "2024-01-21")] == ["unknown"]


def test_while_alone_is_a_condition() -> None:
    law = law_of(limit("log", 'after = "claim_made"\ncount = "7 days"\nwhile = "absence"\nmet_by = ["claim_accepted"]'))
    assert read(law, case_of(law, MADE), "2024-01-03") == []
    assert one(law, "2024-01-03", MADE, ("absence_started", "2024-01-01")).state.value == "open"
    blind = one(law, "2024-01-03", MADE, history={"unknown": ["absence_started"]})
    assert blind.state.value == "unknown"


def test_events_of_one_ref_correct_each_other_and_later_records_are_not_seen_before() -> None:
    law = law_of(limit("pay", 'after = "claim_made"\ncount = "30 days"\nmet_by = ["payment_commenced"]\nroll = "none"'))
    first = ("payment_commenced", "2024-01-20", {"ref": "p", "recorded_at": "2024-01-21"})
    second = ("payment_commenced", "2024-02-20", {"ref": "p", "recorded_at": "2024-03-01"})
    assert told(one(law, "2024-02-25", MADE, first, second)) == ("met", "2024-02-01")
    assert told(one(law, "2024-03-01", MADE, first, second)) == ("late", "2024-02-01")
    assert told(one(law, "2024-03-01", MADE, second, first)) == ("late", "2024-02-01")


def test_what_is_left_out_says_why() -> None:
    law = law_of(
        conditioned('{fact = "injury.kind", is = "disease"}')
        + limit("other", 'after = "death"\ncount = "5 days"\nmet_by = ["claim_accepted"]')
    )
    found = timeline(
        case_of(law, MADE, facts={"injury.kind": "accident"}), law, today=date(2024, 1, 5), include_left_out=True
    )
    assert {(entry.rule, entry.state.value) for entry in found.left_out} == {
        ("xx-yy/check", "not_applicable"), ("xx-yy/other", "not_triggered"),
    }  # fmt: skip
    assert all(entry.why for entry in found.left_out)


def test_of_several_events_that_imply_one_the_first_counts() -> None:
    """Bug: an event implied by one rule was taken for recorded, and hid an earlier one implied by the next rule."""
    words = "".join(
        f'[[implies]]\nevent = "employer_learned_of_injury"\nfrom = "{source}"\ncount = "0 days"\ncite = "act s 5"\n'
        for source in ("claim_made", "injury_reported_to_employer")
    )
    law = law_of(
        limit(
            "tell",
            'after = "employer_learned_of_injury"\noccurrence = "first"\ncount = "5 days"\nmet_by = ["claim_accepted"]',
        ),
        vocabulary=words,
    )
    entry = one(law, "2024-02-01", ("injury_reported_to_employer", "2024-01-03"), ("claim_made", "2024-01-10"))
    assert str(entry.due) == "2024-01-08"


def test_law_that_was_repealed_binds_nobody_afterwards() -> None:
    rows = 'after = "claim_made"\ncount = "5 days"\nmet_by = ["claim_accepted"]\ncite = "act s 2"\n'
    body = (
        f'[[deadline]]\nid = "old"\nkind = "duty"\nowed_by = "insurer"\n{rows}from = 2000-01-01\nuntil = 2010-01-01\n'
    )
    law = law_of(body)
    assert str(one(law, "2009-02-01", ("claim_made", "2009-01-05")).due) == "2009-01-12"
    case = case_of(law, ("claim_made", "2011-01-05"))
    assert read(law, case, "2011-02-01") == []
    (left,) = timeline(case, law, today=date(2011, 2, 1), include_left_out=True).left_out
    assert left.why == "no longer in force: the last version ended with 2010-01-01"
    unknown = law_of(body + '[[gap]]\nof = "old"\nfrom = 2010-01-01\nwhy = "the successor was not found"\n')
    assert one(unknown, "2011-02-01", ("claim_made", "2011-01-05")).state.value == "unknown"
    early = one(law, "1999-02-01", ("claim_made", "1999-01-05"))
    assert early.state.value == "unknown"
