"""What people read: timelines as tables, explanations as outlines, and entries as JSON."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from support import case_of, law_of, limit, one

from rtwlib.answers import Need, Step, Wants
from rtwlib.api import explain, timeline, with_reasons
from rtwlib.entries import Entry, Happened, State, Timeline
from rtwlib.kinds import Force, Kind
from rtwlib.laws import PackStamp
from rtwlib.readers.outline import rows
from rtwlib.readers.prose import (
    entry_markdown,
    entry_text,
    markdown,
    text,
    timeline_markdown,
    timeline_reasons,
    timeline_text,
)
from rtwlib.readers.records import entry_to_json, timeline_to_json, timelines_to_json
from rtwlib.readers.wording import details, due_words, kind_words, number_of, value_words
from rtwlib.sources import Confidence

GOLDEN = Path(__file__).parent / "golden"
STAMP = PackStamp("us-ct", "2026.11.0", "0" * 64, date(2026, 11, 22))
TODAY = date(2025, 1, 6)
CONTEST = Entry(
    "us-ct/contest-liability-form-43",
    Kind.DUTY,
    "Contest the claim (Form 43) or begin payment",
    "employer",
    State.MET,
    Happened("claim_received_by_employer", date(2024, 12, 2), "case, event 1"),
    date(2024, 12, 30),
    met_by=Happened("payment_commenced", date(2024, 12, 20), "case, event 2"),
    cite="§ 31-294c(b)",
)
OPEN = Entry(
    "us-ct/claim",
    Kind.LIMITATION,
    "Give written notice of the claim",
    "worker",
    State.OPEN,
    Happened("injury", date(2024, 1, 13)),
    date(2025, 1, 13),
    cite="§ 31-294c(a)",
)
UNKNOWN = Entry(
    "us-ct/approved-provider-list-to-worker",
    Kind.DUTY,
    "Give the approved provider list to the worker",
    "employer",
    State.UNKNOWN,
    needs=(
        Need(Wants.EVENT, "injury_reported_to_employer", "When was the injury reported to the employer?"),
        Need(Wants.FACT, "employer.uses_provider_list", "Does the employer use a list?"),
    ),
    cite="§ 31-294d",
    confidence=Confidence.UNCONFIRMED,
    date_confirmed=False,
)
FIELDS = [
    "rule",
    "kind",
    "title",
    "owed_by",
    "trigger",
    "due",
    "due_at",
    "opens",
    "state",
    "met_by",
    "breached_by",
    "projected",
    "needs",
    "not_before",
    "decides_on",
    "consequence",
    "force",
    "cite",
    "confidence",
    "reasons",
]


def table(*entries: Entry, today: date | datetime = TODAY, left_out: tuple[Entry, ...] = ()) -> str:
    return timeline_text(Timeline("CT-2024-0117", today, (STAMP,), entries, left_out, "America/New_York"))


def golden(name: str, found: str) -> None:
    path = GOLDEN / name
    assert path.read_text("utf-8") == found + "\n", f"{path.name} differs; look at it before you change it"


def test_a_timeline_reads_as_a_table() -> None:
    golden("timeline.txt", table(CONTEST, OPEN, UNKNOWN))


def test_marks_of_weak_law_are_always_printed() -> None:
    shown = table(evolve(UNKNOWN, force=Force.GUIDELINE))
    assert "§ 31-294d, guideline, unconfirmed, date not confirmed" in shown


def test_every_question_has_its_own_line() -> None:
    lines = table(UNKNOWN).splitlines()
    assert lines[1].endswith("needs: When was the injury reported to the employer?")
    assert lines[2].strip() == "needs: Does the employer use a list?"


def test_nothing_due_says_so() -> None:
    assert "Nothing is due" in table()


def test_a_narrow_screen_gets_further_lines_for_each_entry() -> None:
    timeline = Timeline("CT-2024-0117", TODAY, (STAMP,), (CONTEST, OPEN, UNKNOWN))
    golden("timeline-narrow.txt", timeline_text(timeline, width=80))
    assert timeline_text(timeline, width=200) == timeline_text(timeline)


def test_left_out_rules_say_why() -> None:
    out = evolve(OPEN, state=State.NOT_APPLICABLE, due=None, why="does not apply: the worker is not a State employee")
    shown = table(left_out=(out,))
    assert "Left out:" in shown
    assert "NOT APPLICABLE" in shown
    assert "does not apply: the worker is not a State employee" in shown


def test_the_word_for_a_state_can_be_coloured() -> None:
    shown = timeline_text(Timeline("c", TODAY, (STAMP,), (OPEN,)), lambda state, word: f"<{state.value}:{word}>")
    assert "<open:OPEN>" in shown


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"state": State.MISSED, "due": date(2025, 1, 5)}, "1 day overdue"),
        ({"state": State.MISSED, "due": None}, "the time for it is over"),
        ({"state": State.MISSED, "due": TODAY}, "overdue"),
        ({"due": TODAY}, "due today"),
        ({"due": TODAY, "kind": Kind.WAITING, "state": State.RUNNING}, "ends today"),
        ({"due": None}, "as soon as possible; the law sets no day"),
        ({"due": None, "kind": Kind.PROTECTION, "state": State.RUNNING}, "no end is set"),
        ({"opens": date(2025, 1, 10)}, "opens 2025-01-10, 7 days left"),
        ({"opens": date(2025, 1, 3)}, "7 days left"),
        ({"state": State.PENDING, "decides_on": date(2025, 2, 1)}, "depends on what happens by 2025-02-01"),
        ({"state": State.PENDING}, "only time can tell"),
        (
            {"state": State.LATE, "met_by": Happened("claim_made", date(2025, 1, 15))},
            "on 2025-01-15, 2 days late",
        ),
        ({"state": State.LATE, "met_by": Happened("claim_made", date(2025, 1, 13))}, "on 2025-01-13, late"),
        ({"state": State.LATE}, "late"),
        (
            {"state": State.MET, "met_by": Happened("x", date(2025, 1, 2), deemed_by="us-ct/y")},
            "on 2025-01-02, by operation of law",
        ),
        (
            {"state": State.EARLY, "met_by": Happened("x", date(2025, 1, 2)), "opens": date(2025, 1, 3)},
            "on 2025-01-02, before it could be done (2025-01-03)",
        ),
        (
            {"state": State.BREACHED, "breached_by": Happened("employment_ended", date(2025, 1, 2))},
            "employment ended, Thu 2025-01-02",
        ),
    ],
)
def test_what_a_state_rests_on(change: dict[str, Any], expected: str) -> None:
    assert details(evolve(OPEN, **change), TODAY)[0] == expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"extended_from": date(2025, 1, 2)}, "extended, was 2025-01-02"),
        ({"projected": True}, "if things go on as they stand"),
        ({"state": State.MISSED, "consequence": "The claim is barred"}, "so: The claim is barred"),
        ({"due": None, "not_before": date(2025, 3, 1)}, "not before 2025-03-01"),
    ],
)
def test_further_lines(change: dict[str, Any], expected: str) -> None:
    assert expected in details(evolve(OPEN, **change), TODAY)


def test_a_consequence_is_not_held_against_who_was_in_time() -> None:
    assert details(evolve(CONTEST, consequence="Presumed"), TODAY) == ("on 2024-12-20",)


def test_hours_are_counted_where_the_moment_is_known() -> None:
    entry = evolve(OPEN, due=date(2025, 1, 6), due_at=datetime(2025, 1, 6, 17, 30, tzinfo=UTC))
    assert due_words(entry) == "due 2025-01-06 17:30"
    assert details(entry, datetime(2025, 1, 6, 12, 0, tzinfo=UTC))[0] == "5 hours left"
    assert details(entry, datetime(2025, 1, 6, 17, 0, tzinfo=UTC))[0] == "less than an hour left"
    assert details(entry, date(2025, 1, 6))[0] == "due today"
    assert "today 2025-01-06 07:00:01" in table(entry, today=datetime(2025, 1, 6, 7, 0, 1, tzinfo=UTC))


def test_days_left_are_counted_in_the_zone_of_the_law() -> None:
    late_in_the_evening = datetime(2025, 1, 7, 3, 0, tzinfo=UTC)  # still the 6th in Connecticut
    assert details(OPEN, late_in_the_evening, "America/New_York")[0] == "7 days left"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, "not known"),
        (True, "yes"),
        (False, "no"),
        (date(2024, 12, 30), "Mon 2024-12-30"),
        (Decimal("1256.00"), "1256.00"),
        (State.NOT_APPLICABLE, "not applicable"),
        (Happened("payment_commenced", date(2024, 12, 20)), "payment commenced, Fri 2024-12-20"),
        (("a", "b"), "a, b"),
        (7, "7"),
    ],
)
def test_values_in_words(value: object, expected: str) -> None:
    assert value_words(value) == expected


def test_numbers_agree_with_their_nouns() -> None:
    found = [number_of(1, "day"), number_of(2, "day"), number_of(3, "duty"), number_of(36176, "case")]
    assert found == ["1 day", "2 days", "3 duties", "36,176 cases"]
    assert kind_words("employer.uses_provider_list") == "employer uses provider list"


def test_an_entry_has_the_fields_of_the_contract_in_their_order() -> None:
    found = entry_to_json(CONTEST)
    assert list(found)[: len(FIELDS)] == FIELDS
    assert found["met_by"] == {"kind": "payment_commenced", "on": "2024-12-20"}
    assert (found["due"], found["due_at"], found["state"], found["needs"]) == ("2024-12-30", None, "met", [])


def test_a_timeline_is_plain_json() -> None:
    found = timeline_to_json(Timeline("c", TODAY, (STAMP,), (CONTEST, UNKNOWN), (OPEN,)))
    assert list(found) == ["format", "case", "today", "laws", "entries", "left_out"]
    assert json.loads(json.dumps(found)) == found
    assert [need["name"] for need in found["entries"][1]["needs"]] == [need.name for need in UNKNOWN.needs]
    several = timelines_to_json([Timeline("c", TODAY, (STAMP,), ())])
    assert (several["format"], len(several["timelines"])) == ("rtwlib.timelines/1", 1)


def test_moments_keep_their_zone() -> None:
    found = entry_to_json(evolve(OPEN, due_at=datetime(2025, 1, 6, 17, 30, tzinfo=UTC)))
    assert found["due_at"] == "2025-01-06T17:30:00+00:00"


DECIDE = limit(
    "decide",
    """
title = "Decide the claim"
after = "claim_received_by_employer"
count = "28 days"
met_by = ["form_43_filed", "payment_commenced"]
from_is = "first_known"
if_missed = {says = "The claim counts as accepted"}
""",
)


def test_an_explanation_tells_the_rule_then_goes_forward_in_time() -> None:
    law = law_of(DECIDE)
    case = case_of(law, ("claim_received_by_employer", "2024-12-02"), ("payment_commenced", "2024-12-20"))
    entry = timeline(case, law, today=TODAY, explain=True).entries[0]
    golden("explanation.txt", entry_text(entry))
    golden("explanation.md", entry_markdown(entry))


def test_a_roll_shows_the_closed_day_and_the_rule() -> None:
    entry = one(law_of(DECIDE), "2025-01-06", ("claim_received_by_employer", "2024-11-27"))
    said = [" ".join(line.split()) for line in text(explain(entry)).splitlines()]
    assert "day 28 Wed 2024-12-25" in said
    assert "last day Thu 2024-12-26 Christmas Day: rolls to the next open day, Invented Act, s 1, time rule" in said
    assert "missed today, Mon 2025-01-06" in said


def test_a_backward_count_starts_on_the_day_before() -> None:
    law = law_of(
        limit(
            "notice",
            'title = "Tell the parties"\nbefore = "hearing_scheduled.for"\ncount = "10 days"\n'
            'met_by = ["hearing_notice_given"]\n',
        )
    )
    entry = one(law, "2025-01-06", ("hearing_scheduled", "2025-01-02", {"dates": {"for": "2025-02-03"}}))
    said = text(explain(entry))
    assert "10 days before" in said.splitlines()[0]
    assert "Sun 2025-02-02" in said
    assert "Fri 2025-01-24" in said


def test_conditions_show_what_the_case_says() -> None:
    law = law_of(
        limit(
            "list",
            'title = "Give the list"\nafter = "injury_reported_to_employer"\ncount = "2 business days"\n'
            'met_by = ["provider_list_given"]\napplies_when = [{fact = "employer.uses_provider_list", is = true}]\n',
        )
    )
    happened = ("injury_reported_to_employer", "2025-01-02")
    known = one(law, "2025-01-06", happened, facts={"employer.uses_provider_list": True})
    assert "employer.uses_provider_list is yes" in text(explain(known))
    assert "case: yes" in text(explain(known))
    unknown = one(law, "2025-01-10", happened)
    assert "needs" in text(explain(unknown))


def test_an_entry_without_reasons_shows_its_citation() -> None:
    assert entry_text(UNKNOWN).endswith("§ 31-294d, unconfirmed, date not confirmed")
    assert entry_text(UNKNOWN).startswith("no day  Give the approved")
    assert "- § 31-294c(b)" in entry_markdown(CONTEST)


def test_a_timeline_as_markdown() -> None:
    law = law_of(DECIDE)
    case = case_of(law, ("claim_received_by_employer", "2024-12-02"))
    found = timeline_markdown(timeline(case, law, today=TODAY, explain=True))
    assert "| MISSED | due 2024-12-30 | Decide the claim | employer |" in found
    assert "### 2024-12-30  Decide the claim" in found
    plain = timeline_markdown(timeline(case, law, today=TODAY))
    assert "###" not in plain
    assert timeline_reasons(timeline(case, law, today=TODAY)).startswith("2024-12-30  Decide the claim")


def test_any_tree_can_be_shown() -> None:
    step = Step("latest", "the later of these", date(2025, 1, 2), (Step("fact", "injury", date(2025, 1, 2)),), note="n")
    assert markdown(step) == "- the later of these: **Thu 2025-01-02** (n)\n  - injury: **Thu 2025-01-02**"
    assert [row.label for row in rows(Step("version", "version chosen by"))] == ["version chosen by"]


@given(st.dates(date(1995, 1, 1), date(2030, 1, 1)), st.dates(date(1995, 1, 1), date(2030, 1, 1)))
def test_every_due_day_stands_in_its_explanation(received: date, today: date) -> None:
    law = law_of(DECIDE)
    case = case_of(law, ("claim_received_by_employer", received.isoformat()))
    for entry in timeline(case, law, today=today).entries:
        said = entry_text(with_reasons(entry))
        assert entry.due is None or value_words(entry.due) in said
        assert "date not confirmed" in said
