"""What falls due and what is wrong, by hand; and checks answer for every programme that can be written."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from programme_rows import DAYS, programmes

import rtwlib
from rtwlib.entries import State
from rtwlib.findings import CODES
from rtwlib.plan_codes import PLAN_CODES
from rtwlib.programme.checks import check_programme
from rtwlib.programme.claims import Causation, Disclaimer, Dispute, Hearing
from rtwlib.programme.codes import PROGRAMME_CODES
from rtwlib.programme.fields import meanings
from rtwlib.programme.office import Attendance, Change, Course, Policy
from rtwlib.programme.people import Assignment, Contact, Enquiry, Promise
from rtwlib.programme.recurring import reminders
from rtwlib.programme.registers import Programme, registers
from rtwlib.programme.safety import Membership, SafetyActivity, SafetyRecord

TODAY = date(2025, 1, 6)
LAW = rtwlib.law("us-ct")
DAY = timedelta(days=1)


def codes(programme: Programme, today: date = TODAY) -> list[str]:
    return [each.code for each in check_programme(programme, (LAW,), today=today)]


def of(**rows: Any) -> Programme:
    return Programme("p", ("us-ct",), assignments=(Assignment("a", "CT-1", "kim"),), **rows)


@pytest.mark.parametrize(
    ("due", "kept", "state"),
    [
        (TODAY, None, State.OPEN),
        (TODAY - DAY, None, State.MISSED),
        (TODAY - DAY, TODAY - DAY, State.MET),
        (TODAY - DAY, TODAY, State.LATE),
        (TODAY + DAY, TODAY, State.MET),
        (TODAY + DAY, TODAY + DAY, State.OPEN),
        (None, None, State.UNKNOWN),
    ],
)
def test_a_promise_on_a_day(due: date | None, kept: date | None, state: State) -> None:
    (found,) = reminders(of(promises=(Promise("p1", "CT-1", due_on=due, kept_on=kept),)), TODAY)
    assert found.entry.state is state
    assert (found.entry.rule, found.place) == ("programme/promises.due_on", "promises p1.due_on")
    assert bool(found.entry.needs) is (state is State.UNKNOWN)


def test_a_promise_that_was_released_is_none_any_more() -> None:
    promise = Promise("p1", "CT-1", due_on=TODAY - DAY, released_on=TODAY)
    assert reminders(of(promises=(promise,)), TODAY) == ()


def test_an_activity_returns_so_many_months_after_it_was_done_last() -> None:
    yearly = SafetyActivity("x", "bloodborne_pathogens", first_due_on=date(2023, 3, 31), every_months=11)
    records = (SafetyRecord("r2", "x", date(2024, 3, 31)), SafetyRecord("r1", "x", date(2023, 4, 2)))
    (found,) = reminders(of(safety_activities=(yearly,), safety_records=records), TODAY)
    assert (found.entry.due, found.entry.state) == (date(2025, 2, 28), State.OPEN)
    (later,) = reminders(of(safety_activities=(yearly,), safety_records=records), date(2025, 3, 1))
    assert later.lapsed
    (first,) = reminders(of(safety_activities=(yearly,)), TODAY)
    assert (first.entry.due, first.entry.state) == (date(2023, 3, 31), State.MISSED)


def test_an_activity_of_one_day_is_done_once_and_one_that_ended_is_not_due() -> None:
    once = SafetyActivity("x", "ergonomics", first_due_on=date(2024, 5, 1))
    record = (SafetyRecord("r", "x", date(2024, 5, 3)),)
    (found,) = reminders(of(safety_activities=(once,), safety_records=record), TODAY)
    assert found.entry.state is State.LATE
    assert reminders(of(safety_activities=(evolve(once, ended_on=TODAY),)), TODAY) == ()
    (ends_later,) = reminders(of(safety_activities=(evolve(once, ended_on=TODAY + DAY),)), TODAY)
    assert ends_later.lapsed


def test_training_expires_at_the_end_of_a_short_month() -> None:
    course, seat = Course("c", "Early contact", valid_months=3), Attendance("t", "c", attended_on=date(2024, 11, 30))
    (found,) = reminders(of(courses=(course,), attendances=(seat,)), TODAY)
    assert found.entry.due == date(2025, 2, 28)
    assert codes(of(courses=(course,), attendances=(seat,)), date(2025, 3, 1)) == ["RTW312"]
    assert codes(of(courses=(course,), attendances=(evolve(seat, replaced_on=TODAY),)), date(2025, 3, 1)) == []


def test_a_contact_to_keep() -> None:
    contact = Contact("c", last_contact_on=TODAY - 30 * DAY, contact_every_days=30)
    (found,) = reminders(of(contacts=(contact,)), TODAY)
    assert (found.entry.due, found.entry.state) == (TODAY, State.OPEN)
    assert codes(of(contacts=(contact,)), TODAY + DAY) == ["RTW317"]
    assert codes(of(contacts=(evolve(contact, last_contact_on=None),))) == ["RTW313"]


AGREED = Contact("c", case="CT-1", role="union", consent_given_on=date(2024, 12, 1), consent_until=date(2025, 6, 30))


@pytest.mark.parametrize(
    ("contact", "found"),
    [
        (AGREED, []),
        (evolve(AGREED, consent_given_on=None), ["RTW304"]),
        (evolve(AGREED, consent_given_on=TODAY + DAY), ["RTW304"]),
        (evolve(AGREED, consent_withdrawn_on=TODAY), ["RTW304"]),
        (evolve(AGREED, consent_until=date(2025, 1, 5)), ["RTW304"]),
        (evolve(AGREED, role="payroll", consent_given_on=None), []),
        (evolve(AGREED, role="payroll", consent_needed=True, consent_given_on=None), ["RTW304"]),
        (evolve(AGREED, consent_needed=False, consent_given_on=None), []),
        (evolve(AGREED, case=None, consent_given_on=None), []),
    ],
)
def test_consent_of_a_contact(contact: Contact, found: list[str]) -> None:
    assert codes(of(contacts=(contact,))) == found


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ({"enquiries": (Enquiry("q", "CT-1", reply_due_on=TODAY - DAY),)}, ["RTW303"]),
        ({"enquiries": (Enquiry("q", "CT-1"),)}, ["RTW313"]),
        ({"promises": (Promise("q", "CT-1", due_on=TODAY - DAY),)}, ["RTW302"]),
        ({"promises": (Promise("q", "CT-1", meeting="m", due_on=TODAY),)}, ["RTW307"]),
        ({"promises": (Promise("q", "CT-1", promised_on=TODAY, due_on=TODAY - DAY),)}, ["RTW302", "RTW308"]),
        ({"hearings": (Hearing("h", "CT-1", on=TODAY, prepare_by=TODAY - DAY),)}, ["RTW305"]),
        ({"hearings": (Hearing("h", "CT-1", on=TODAY, attendance="attend"),)}, ["RTW305"]),
        ({"hearings": (Hearing("h", "CT-1", on=TODAY, contacts=("x", "y")),)}, ["RTW307", "RTW307"]),
        ({"hearings": (Hearing("h", "CT-1", on=TODAY - DAY, cancelled_on=TODAY - DAY),)}, []),
        ({"disputes": (Dispute("d", "CT-1"),)}, ["RTW316"]),
        ({"disputes": (Dispute("d", "CT-1", forum="x", rule="us-ct/contest-liability-form-43"),)}, []),
        ({"disputes": (Dispute("d", "CT-1", forum="x", rule="us-ct/contest-liability-form-34"),)}, ["RTW306"]),
        ({"disputes": (Dispute("d", "CT-1", closed_on=TODAY),)}, []),
        ({"causation": (Causation("c", "CT-1", at_work_time="yes", at_work_place="yes", doing_work="yes"),)}, []),
        ({"causation": (Causation("c", "CT-1", decision="work_related"),)}, ["RTW309"]),
        ({"disclaimers": (Disclaimer("c", "CT-1", decided_on=TODAY),)}, ["RTW309"]),
        ({"policies": (Policy("x", owner="lee", review_on=TODAY - DAY),)}, ["RTW310"]),
        ({"policies": (Policy("x", review_on=TODAY),)}, ["RTW310"]),
        ({"policies": (Policy("x", retired_on=TODAY),)}, []),
        ({"policies": (Policy("x", owner="lee"),)}, ["RTW313"]),
        ({"changes": (Change("x", done_on=TODAY),)}, ["RTW315"]),
        ({"safety_activities": (SafetyActivity("x", first_due_on=TODAY - DAY),)}, ["RTW311"]),
        ({"safety_activities": (SafetyActivity("x"),)}, ["RTW313"]),
        ({"memberships": (Membership("x", until=TODAY - DAY),)}, ["RTW301"]),
        ({"memberships": (Membership("x", until=TODAY - DAY, left_on=TODAY),)}, []),
        ({"enquiries": (Enquiry("q", "CT-2", reply_due_on=TODAY),)}, ["RTW318"]),
    ],
)
def test_what_is_found(rows: dict[str, Any], found: list[str]) -> None:
    assert codes(of(**rows)) == found


def test_two_owners_on_one_day_are_told_and_one_after_the_other_is_fine() -> None:
    first = Assignment("a", "CT-1", "kim", until=TODAY - DAY)
    second = Assignment("b", "CT-1", "lee", from_=TODAY)
    assert codes(Programme("p", assignments=(first, second))) == []
    assert codes(Programme("p", assignments=(evolve(first, until=TODAY), second))) == ["RTW318"]


def test_a_wrong_rule_names_the_nearest_and_messages_carry_what_to_do() -> None:
    dispute = Dispute("d", "CT-1", forum="x", rule="us-ct/contest-liability-form-34")
    (found,) = check_programme(of(disputes=(dispute,)), (LAW,), today=TODAY)
    assert "nearest: us-ct/contest-liability-form-43" in found.message
    assert str(found.where) == "CT-1, disputes d.rule"
    assert found.fix == PROGRAMME_CODES["RTW306"].fix


@given(programmes(), DAYS)
@settings(max_examples=100, deadline=None)
def test_checks_answer_for_every_programme(programme: Any, today: date) -> None:
    found = check_programme(programme, (LAW,), today=today)
    assert {each.code for each in found} <= set(PROGRAMME_CODES)
    lapsed = {each.place for each in reminders(programme, today) if each.lapsed}
    assert lapsed <= {each.where.path for each in found}


@given(programmes(), DAYS, st.integers(0, 400))
@settings(max_examples=60, deadline=None)
def test_time_alone_never_mends_what_lapsed(programme: Any, today: date, days: int) -> None:
    later = today + days * DAY
    found = {each.place: each.entry for each in reminders(programme, later)}
    for each in reminders(programme, today):
        now = found.get(each.place)
        if each.lapsed and now is not None and each.register != "safety_activities":
            assert now.state is State.MISSED or (now.met_by is not None and now.met_by.on is not None)
            assert now.due == each.entry.due


def test_every_code_is_registered_once_and_every_due_day_has_one() -> None:
    assert not set(PROGRAMME_CODES) & {*CODES, *PLAN_CODES}
    for kind in registers().values():
        for name, meaning in meanings(kind):
            assert meaning.due is None or meaning.due.code in PROGRAMME_CODES, name
