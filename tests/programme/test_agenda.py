"""The agenda is the sorted union of its parts; its calendar file names nobody and keeps its ids."""

from __future__ import annotations

import contextlib
import io
import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from programme_rows import DAYS, programmes

import rtwlib
from rtwlib.cases import Case, Certificate, Event, Injury
from rtwlib.cli.running import run
from rtwlib.entries import State
from rtwlib.plans.plan import Plan
from rtwlib.programme import agenda
from rtwlib.programme.people import Assignment, Promise
from rtwlib.programme.recurring import reminders
from rtwlib.programme.registers import Programme

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"
LAW = rtwlib.law("us-ct")
TODAY = date(2025, 1, 6)
CASE = Case(
    "CT-1",
    ("us-ct",),
    injury=Injury("accident", on=date(2024, 11, 4)),
    certificates=(Certificate(from_=date(2024, 11, 5), until=date(2025, 1, 3), capacity="none"),),
    events=(Event("claim_received_by_employer", on=date(2024, 12, 2)),),
)
TIMELINE = rtwlib.timeline(CASE, LAW, today=TODAY)


def test_a_limit_names_the_form_whose_sending_meets_it() -> None:
    early = date(2024, 12, 10)
    timeline = rtwlib.timeline(CASE, LAW, today=early)
    items = tuple(agenda.deadline_items(timeline, agenda.forms_to_send(CASE, LAW, early)))
    forms = {item.entry.rule: item.forms for item in items}
    assert forms["us-ct/contest-liability-form-43"] == ("43",)
    assert forms["us-ct/forward-claim-notices"] == ()
    assert "us-ct/contest-liability-form-43" not in agenda.forms_to_send(evolve(CASE, events=()), LAW, early)


@given(programme=programmes(), reviews=st.lists(DAYS, max_size=4), today=DAYS)
@settings(max_examples=60, deadline=None)
def test_the_agenda_is_the_sorted_union_of_its_parts(programme: Programme, reviews: list[date], today: date) -> None:
    plan = Plan("plan-1", case="CT-1", reviews=tuple(reviews))
    parts = [
        tuple(agenda.deadline_items(TIMELINE)),
        tuple(agenda.certificate_items(CASE, today)),
        tuple(agenda.review_items(plan, today)),
        tuple(agenda.reminder_items(programme, today)),
    ]
    whole = agenda.merged(*parts)
    assert Counter(whole) == Counter(item for part in parts for item in part)
    assert [item.on for item in whole] == sorted(item.on for item in whole)
    same_day = [(item.on, item.weight) for item in whole]
    assert same_day == sorted(same_day)
    assert len({(item.sort, item.key) for item in whole}) == len(whole)
    owned = tuple(agenda.with_owners(whole, programme, today))
    assert [evolve(item, owner=None) for item in owned] == [evolve(item, owner=None) for item in whole]
    assert sum(count for count, _ in agenda.workload(owned, today).values()) == len(whole)
    assert sum(over for _, over in agenda.workload(owned, today).values()) == sum(item.on < today for item in whole)


@given(programme=programmes(), today=DAYS)
@settings(max_examples=60, deadline=None)
def test_no_open_reminder_with_a_day_is_left_out(programme: Programme, today: date) -> None:
    items = {item.key for item in agenda.reminder_items(programme, today)}
    over = {State.OPEN, State.PENDING, State.MISSED, State.UNKNOWN}
    wanted = {each.place for each in reminders(programme, today) if each.entry.due and each.entry.state in over}
    assert items == {f"{programme.id} {place}" for place in wanted}


def _run(*command: str) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run(command)
    return code, out.getvalue(), err.getvalue()


def _items(*command: str) -> list[tuple[str, str, str, str]]:
    told = json.loads(_run("agenda", *command, "--today", TODAY.isoformat(), "--json")[1])
    return [(item["on"], item["sort"], item["about"], item["entry"]["rule"]) for item in told["items"]]


def test_the_command_shows_the_union_of_what_its_files_show_alone() -> None:
    case, programme, people = (str(EXAMPLES / name) for name in ("case.json", "programme.json", "people.json"))
    parts = [_items(case), _items("--programme", programme), _items("--competency", people)]
    whole = _items(case, "--programme", programme, "--competency", people)
    assert all(parts)
    assert Counter(whole) == Counter(item for part in parts for item in part)
    assert [on for on, *_ in whole] == sorted(on for on, *_ in whole)


def test_who_the_case_is_assigned_to_sees_to_it() -> None:
    programme = Programme("p", ("us-ct",), assignments=(Assignment("a", "CT-1", "kim"),))
    owned = agenda.with_owners(agenda.deadline_items(TIMELINE), programme, TODAY)
    assert {item.owner for item in owned} == {"kim"}
    alone = agenda.with_owners(agenda.deadline_items(TIMELINE), None, TODAY)
    assert {item.owner for item in alone} == {agenda.NOBODY}


def _promised(on: date) -> tuple[agenda.Item, ...]:
    row = Promise("Ada Moss", "case of Ada Moss", to="Ada Moss", what="a chair for Ada Moss", due_on=on)
    return tuple(agenda.reminder_items(Programme("p", promises=(row,)), TODAY))


def test_the_calendar_file_names_nobody_and_its_ids_stay_when_a_day_changes() -> None:
    one = agenda.agenda_ics(_promised(date(2025, 1, 8)), stamped=TODAY)
    other = agenda.agenda_ics(_promised(date(2025, 1, 9)), stamped=date(2025, 1, 7))
    assert "Ada" not in one
    assert "SUMMARY:Keep a promise" in one
    ids = [[line for line in text.splitlines() if line.startswith("UID:")] for text in (one, other)]
    assert ids[0] == ids[1]
    assert len(ids[0]) == 1
    assert one != other
    assert "Ada" in agenda.agenda_ics(_promised(date(2025, 1, 8)), stamped=TODAY, with_ids=True)


@pytest.mark.parametrize(("today", "state"), [(date(2025, 1, 3), State.OPEN), (date(2025, 1, 4), State.UNKNOWN)])
def test_a_certificate_ends_on_its_last_day_and_asks_afterwards(today: date, state: State) -> None:
    (item,) = agenda.certificate_items(CASE, today)
    assert (item.on, item.entry.state) == (date(2025, 1, 3), state)
