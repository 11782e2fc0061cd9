"""Filling: where each value comes from, what is missing and whom to ask, and that nothing is made up."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import rtwlib
from rtwlib import filing
from rtwlib.casefiles import dump_case
from rtwlib.cases import Case, Certificate, Event, PayrollRow, Worker
from rtwlib.forms.filling import FilledForm, Origin
from rtwlib.forms.recording import answers_of
from rtwlib.forms.standing import Standing
from rtwlib.plans.plan import Goal, Phase, Plan
from rtwlib.testing.strategies import cases_and_days

CT = rtwlib.law("us-ct")
TODAY = date(2025, 1, 6)
CASE = rtwlib.read_case(
    {
        "format": "rtwlib.case/1",
        "id": "CT-1",
        "jurisdictions": ["us-ct"],
        "worker": {"name": "Ada Brown", "born_on": "1980-03-05", "average_weekly_wage": "1000.00"},
        "employer": {"name": "Hill Nursing"},
        "injury": {"at": "2024-11-05T02:30:00+00:00", "nature": "strain", "body_part": "right knee"},
        "claim": {"made_on": "2024-11-29"},
        "events": [
            {"kind": "claim_received_by_employer", "on": "2024-12-02"},
            {"kind": "claim_received_by_employer", "on": "2024-12-04"},
            {"kind": "claim_received_by_employer", "on": "2025-02-01"},
        ],
        "history": {"through": "2025-01-06"},
    }
)


def filled(name: str, case: Case = CASE, /, **more: Any) -> FilledForm:
    return filing.fill_form(filing.find_form(CT, name), case, CT, today=TODAY, **more)


def field(form: FilledForm, name: str) -> Any:
    return next(each for each in form.fields if each.field.id == name)


def test_values_say_where_they_came_from() -> None:
    form = filled("43")
    name = field(form, "worker.name")
    assert (name.value, name.origin, name.where, name.how) == (
        "Ada Brown", Origin.CASE, "case, worker", "as the case states it",
    )  # fmt: skip
    received = field(form, "claim.received")
    assert (received.value, received.where, received.text) == (date(2024, 12, 4), "case, event 2", "4 December 2024")
    # 02:30 in UTC is the evening before in Connecticut.
    assert field(form, "injury.day").value == date(2024, 11, 4)
    assert [each.field.id for each in form.missing] == ["injury.place", "grounds"]
    assert not form.is_complete
    assert field(form, "grounds").needs[-1].ask == "On which specific grounds is the right to compensation contested?"


def test_answers_come_first_and_complete_the_form() -> None:
    form = filled("43", answers={"grounds": "Not in the course of employment", "injury.place": "Ward 3"})
    assert form.is_complete
    assert field(form, "grounds").origin is Origin.ANSWERED


def test_derived_values_say_how() -> None:
    form = filled("wcc-first-report")
    assert field(form, "injury.time").value == "21:30"
    assert field(form, "injury.time").origin is Origin.DERIVED
    started = evolve(CASE, certificates=(Certificate(from_=date(2024, 11, 9), capacity="none"),))
    assert field(filled("wcc-first-report", started), "work.stopped").value == date(2024, 11, 9)
    told = evolve(started, events=(*CASE.events, Event("incapacity_started", on=date(2024, 11, 6))))
    assert field(filled("wcc-first-report", told), "work.stopped").value == date(2024, 11, 6)
    nsw = rtwlib.law("au-nsw")
    register = filing.fill_form(filing.find_form(nsw, "register-of-injuries"), CASE, nsw, today=TODAY)
    assert register.value("worker.age") == 44
    early = evolve(CASE, worker=Worker(born_on=date(1980, 12, 1)))
    assert filing.fill_form(register.form, early, nsw, today=TODAY).value("worker.age") == 43


def test_the_compensation_rate_is_that_of_the_law_or_tells_what_is_missing() -> None:
    paid = field(filled("voluntary-agreement"), "earnings.compensation_rate")
    alone = rtwlib.weekly_benefit(CASE, CT, today=TODAY)
    assert paid.value == alone.amount
    assert paid.value is not None or paid.needs[:-1] == alone.needs


def test_payroll_stands_line_by_line() -> None:
    rows = (
        PayrollRow(date(2024, 10, 7), date(2024, 10, 13), Decimal("800.50"), Decimal(38)),
        PayrollRow(date(2024, 9, 30), date(2024, 10, 6), Decimal(90), None, "overtime"),
    )
    law = rtwlib.law("au-qld")
    form = filing.fill_form(filing.find_form(law, "wage-information"), evolve(CASE, payroll=rows), law, today=TODAY)
    assert form.value("earnings.rows") == (
        "2024-09-30 to 2024-10-06, overtime, 90",
        "2024-10-07 to 2024-10-13, 800.50, 38 hours",
    )


def test_a_plan_fills_what_the_form_asks_of_it() -> None:
    phase = Phase(date(2025, 1, 13), date(2025, 1, 26), Decimal(4), Decimal(3), ("filing",), ("lifting",))
    plan = Plan("p1", goal=Goal("same", "same", "nurse"), phases=(phase,), reviews=(date(2025, 1, 20),))
    law = rtwlib.law("au-wa")
    form = filing.fill_form(filing.find_form(law, "rtw-program"), CASE, law, today=TODAY, plan=plan)
    assert form.value("plan.phases") == ("2025-01-13 to 2025-01-26: 4 hours on 3 days a week",)
    assert (form.value("plan.goal"), form.value("plan.duties")) == (
        "the same job, the same employer: nurse",
        ("filing",),
    )
    assert [each.field.id for each in form.missing] == ["plan.responsibilities"]


def test_what_does_not_fit_is_told_without_the_value() -> None:
    form = filled("1a", answers={"filing_status": "divorced", "exemptions": "two"})
    wrong = {each.field.id: each.why_not for each in form.fields if each.why_not}
    assert wrong["exemptions"] == "expected a whole number"
    assert wrong["filing_status"].startswith("expected one of single, married filing jointly")
    findings = filing.check_form(form, CASE, CT)
    assert [each.code for each in findings if each.code == "RTW262"] == ["RTW262", "RTW262"]
    assert not any("divorced" in each.message for each in findings)


def test_checks_tell_what_is_missing_unconfirmed_and_more_than_the_reader_may_see() -> None:
    findings = filing.check_form(filled("43"), CASE, CT)
    assert [each.code for each in findings][:3] == ["RTW261", "RTW261", "RTW266"]
    assert findings[0].message == "Place of injury: Where did the injury happen? (ask: worker)"
    posted = filing.check_form(filled("employee-posting"), CASE, CT)
    assert [each.message for each in posted if each.code == "RTW267"] == [
        "public may not see employment (Employer's name): no rule allows it, and silence denies"
    ]


def test_answers_are_written_where_they_belong_and_are_read_again() -> None:
    form = filing.find_form(CT, "43")
    answers = {"grounds": "Not at work; see statement", "worker.name": "Ada B. Brown", "injury.place": "Ward 3"}
    kept = filing.with_answers(CASE, form, answers, on=TODAY)
    assert kept.worker is not None
    assert kept.worker.name == "Ada B. Brown"
    assert kept.forms[0].values == {"grounds": "Not at work; see statement", "injury.place": "Ward 3"}
    again = rtwlib.read_case(json.loads(dump_case(kept)))
    assert again == kept
    assert filing.fill_form(form, kept, CT, today=TODAY).is_complete
    more = filing.with_answers(kept, form, {"grounds": "Late"}, on=TODAY)
    assert len(more.forms) == 1
    assert answers_of(more, form) == {"grounds": "Late", "injury.place": "Ward 3"}


def test_a_form_stands_as_its_limit_does_and_the_sending_meets_it() -> None:
    open_case = evolve(CASE, events=CASE.events[:1])
    form = filing.find_form(CT, "43")
    (due,) = filing.form_standings(open_case, CT, today=date(2024, 12, 10), forms=(form,))
    assert (due.standing, due.due, due.rule) == (Standing.DUE, date(2024, 12, 30), "us-ct/contest-liability-form-43")
    (late,) = filing.form_standings(open_case, CT, today=TODAY, forms=(form,))
    assert late.standing is Standing.OVERDUE
    assert [
        each.code
        for each in filing.check_forms(open_case, CT, today=TODAY)
        if "Form 43" in (each.cite or "") or each.where.path == "form-43"
    ] == ["RTW264"]
    sent = filing.with_sending(open_case, form, on=date(2024, 12, 20), to="district office", how="certified mail")
    (done,) = filing.form_standings(sent, CT, today=TODAY, forms=(form,))
    assert (done.standing, done.sent[0].to, done.sent[0].proof) == (Standing.SENT, "district office", None)
    assert "RTW269" in [each.code for each in filing.check_forms(sent, CT, today=TODAY)]
    timeline = rtwlib.timeline(sent, CT, today=TODAY)
    assert next(each for each in timeline if each.rule.endswith("contest-liability-form-43")).state.value == "met"


def test_attachments_are_held_or_lacking() -> None:
    form = filing.find_form(CT, "voluntary-agreement")
    (lacking,) = filing.form_standings(CASE, CT, today=TODAY, forms=(form,))
    assert lacking.lacking == ("form-1a",)
    kept = filing.with_answers(CASE, filing.find_form(CT, "1A"), {"exemptions": 2})
    (held,) = filing.form_standings(kept, CT, today=TODAY, forms=(form,))
    assert (held.held, held.lacking) == (("form-1a",), ())


@settings(max_examples=80, deadline=None)
@given(data=st.data())
def test_nothing_stands_on_a_form_that_the_case_does_not_hold(data: st.DataObject) -> None:
    law = rtwlib.law(data.draw(st.sampled_from(rtwlib.jurisdictions())))
    case, today = data.draw(cases_and_days(law))
    form = data.draw(st.sampled_from(law.forms))
    found = filing.fill_form(form, case, law, today=today)
    for each in found.fields:
        if each.origin is Origin.CASE:
            assert each.where.startswith("case, ") or each.where == "plan"
        elif each.origin is Origin.DERIVED:
            assert each.how
        else:
            assert each.value is None
    bare = filing.fill_form(form, Case("empty", (law.id,)), law, today=today)
    assert all(each.value is None for each in bare.fields)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_an_answer_never_makes_more_missing(data: st.DataObject) -> None:
    law = rtwlib.law(data.draw(st.sampled_from(rtwlib.jurisdictions())))
    case, today = data.draw(cases_and_days(law))
    form = data.draw(st.sampled_from(law.forms))
    asked = [each for each in form.fields if each.type in {"text", "long_text"}]
    chosen = data.draw(st.lists(st.sampled_from(asked), unique_by=lambda each: each.id)) if asked else []
    before = filing.fill_form(form, case, law, today=today)
    after = filing.fill_form(form, case, law, today=today, answers={each.id: "said" for each in chosen})
    assert {each.field.id for each in after.missing} == {each.field.id for each in before.missing} - {
        each.id for each in chosen
    }
