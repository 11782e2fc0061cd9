"""Each check of a plan: one plan that fails it and nothing else, and a plan without any finding."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve

import rtwlib
from rtwlib.cases import Case, Certificate, DatedValue, Fact, Worker
from rtwlib.codec import InputProblems
from rtwlib.findings import CODES, Severity
from rtwlib.plan_codes import PLAN_CODES
from rtwlib.plan_requirements import NEEDS
from rtwlib.plans.checklist import QUESTIONS
from rtwlib.plans.checks.law import HAS

SOUND: dict[str, Any] = {
    "format": "rtwlib.plan/1",
    "id": "p1",
    "case": "c1",
    "kind": "graduated",
    "goal": {"job": "same", "employer": "same", "title": "nurse"},
    "phases": [
        {
            "from": "2025-01-06",
            "until": "2025-01-19",
            "hours_per_day": "4",
            "days_per_week": "3",
            "duties": ["records"],
        },
        {
            "from": "2025-01-20",
            "until": "2025-02-02",
            "hours_per_day": "4",
            "days_per_week": "5",
            "duties": ["records"],
        },
    ],
    "supervisor": "ward manager",
    "responsibilities": ["worker: says when it is too much"],
    "reviews": ["2025-01-19", "2025-02-02"],
    "meetings": [{"on": "2025-01-03", "parties": ["worker", "supervisor"], "agenda": ["plan"], "actions": ["chair"]}],
    "agreements": [{"party": "worker", "agreed": True}, {"party": "employer", "agreed": True}],
    "offered_in_writing_on": "2025-01-03",
    "copies_to": ["worker", "practitioner"],
    "answers": list(QUESTIONS),
}
CASE = Case(
    "c1",
    ("us-ct",),
    worker=Worker(hours_per_week=Decimal(40), days_per_week=Decimal(5)),
    certificates=(
        Certificate(
            from_=date(2025, 1, 6), until=date(2025, 2, 2), capacity="some", hours_per_day=Decimal(4),
            days_per_week=Decimal(5),
        ),
    ),
)  # fmt: skip


def codes(law: str = "us-ct", case: Case = CASE, unfit: tuple[tuple[str, str], ...] = (), **changes: Any) -> list[str]:
    plan = rtwlib.read_plan({key: value for key, value in {**SOUND, **changes}.items() if value is not None})
    return [each.code for each in rtwlib.check_plan(plan, case, rtwlib.law(law), unfit=unfit)]


def phase(**changes: str) -> list[dict[str, Any]]:
    return [{**SOUND["phases"][0], **changes}]


@pytest.mark.parametrize("law", ["us-ct", "au-nsw", "au-vic", "au-sa", "au-cth", "au-qld"])
def test_a_sound_plan_has_no_finding(law: str) -> None:
    assert codes(law) == []


LOWER: dict[str, Any] = {
    "former_goal": {"job": "same", "employer": "same"},
    "goal": {"job": "different", "employer": "same"},
}


def certified(**changes: Any) -> Case:
    return evolve(CASE, certificates=(evolve(CASE.certificates[0], **changes),))


@pytest.mark.parametrize(
    ("code", "case", "changes"),
    [
        ("RTW221", CASE, {"phases": phase(hours_per_day="4.5")}),
        ("RTW221", CASE, {"phases": phase(days_per_week="6")}),
        ("RTW223", certified(from_=date(2025, 1, 7)), {}),
        ("RTW224", certified(until=date(2025, 2, 1)), {}),
        ("RTW225", certified(until=None), {}),
        ("RTW226", certified(hours_per_day=None), {}),
        ("RTW227", CASE, {"reviews": []}),
        ("RTW228", CASE, {"agreements": [{"party": "worker", "agreed": True}]}),
        ("RTW229", CASE, {"meetings": [{"on": "2025-01-03", "parties": ["supervisor"]}]}),
        ("RTW230", CASE, {"offered_in_writing_on": None}),
        ("RTW231", CASE, {"goal": None}),
        ("RTW231", CASE, LOWER),
        ("RTW234", CASE, {"phases": [SOUND["phases"][0], {**SOUND["phases"][1], "hours_per_day": "3"}]}),
        ("RTW235", CASE, {"answers": [each for each in QUESTIONS if each != "duties_of_value"]}),
        ("RTW236", CASE, {"answers": [each for each in QUESTIONS if each != "circumstances_considered"]}),
        ("RTW237", CASE, {"answers": [each for each in QUESTIONS if each != "training_asked"]}),
        ("RTW238", CASE, {"diagnosis": "strain of the knee"}),
        ("RTW239", CASE, {"answers": [each for each in QUESTIONS if each != "co_workers_considered"]}),
        ("RTW240", CASE, {"answers": [each for each in QUESTIONS if each != "travel_possible"]}),
        ("RTW245", CASE, {"clearance": {"cleared": True, "demands_attached": False}}),
        ("RTW245", CASE, {"clearance": {"cleared": True}}),
        ("RTW246", CASE, {"clearance": {"cleared": False, "demands_attached": True}}),
        ("RTW246", CASE, {"clearance": {"asked_on": "2025-01-02", "demands_attached": True}}),
    ],
)  # fmt: skip
def test_each_check_finds_its_own_fault(code: str, case: Case, changes: dict[str, Any]) -> None:
    assert set(codes(case=case, **changes)) == {code}


def test_a_plan_without_a_phase_names_no_work_either() -> None:
    assert set(codes(phases=[])) == {"RTW241", "RTW242"}


@pytest.mark.parametrize("unit", ["NP-6", "NP-4", None])
def test_the_selective_duty_program_asks_for_the_physician_in_two_units(unit: str | None) -> None:
    facts = () if unit is None else (Fact("worker.bargaining_unit", (DatedValue(unit),)),)
    case = evolve(CASE, jurisdictions=("us-ct-state",), facts=facts)
    found = rtwlib.check_plan(rtwlib.read_plan({**SOUND, "agreements": []}), case, rtwlib.law("us-ct-state"))
    asked = [each for each in found if each.rule == "us-ct-state/plan-physician"]
    assert [each.severity for each in asked] == ([] if unit == "NP-4" else [Severity.WARNING])
    assert ["if it applies" in each.message for each in asked] == ([] if unit == "NP-4" else [unit is None])


def test_a_clearance_that_knew_the_demands_is_no_finding() -> None:
    assert codes(clearance={"asked_on": "2025-01-02", "demands_attached": True, "cleared": True}) == []


def test_a_refusal_is_told() -> None:
    refused = [{"party": "worker", "agreed": False}, {"party": "employer", "agreed": True}]
    assert codes(agreements=refused) == ["RTW228"]


def test_a_reason_or_a_final_mark_settles_it() -> None:
    assert codes(**LOWER, goal_reason="the ward closed") == []
    assert codes(reviews=[], final=True) == []
    back = [SOUND["phases"][0], {**SOUND["phases"][1], "hours_per_day": "3", "reason": "a bad week"}]
    assert codes(phases=back) == []


def test_a_duty_that_does_not_fit_is_found_where_it_is_planned() -> None:
    assert codes(unfit=(("records", "Records: sitting: nobody has certified it"),)) == ["RTW222"]
    assert codes(unfit=(("lifting", "not in the plan"),)) == []


def test_what_the_law_wants_is_cited() -> None:
    plan = rtwlib.read_plan({**SOUND, "responsibilities": [], "copies_to": []})
    found = rtwlib.check_plan(plan, CASE, rtwlib.law("au-sa"))
    assert [(each.code, each.rule, each.severity) for each in found] == [
        ("RTW241", "au-sa/plan-responsibilities", Severity.ERROR)
    ]
    assert found[0].cite == "Return to Work Act 2014 (SA), s 25(3)-(5)"
    nsw = rtwlib.check_plan(plan, CASE, rtwlib.law("au-nsw"))
    assert {each.rule for each in nsw} == {"au-nsw/plan-copy-worker", "au-nsw/plan-copy-doctor"}
    assert {each.severity for each in nsw} == {Severity.WARNING}


def test_law_that_is_not_in_force_asks_nothing() -> None:
    plan = rtwlib.read_plan({**SOUND, "responsibilities": []})
    assert rtwlib.check_plan(plan, CASE, rtwlib.law("au-sa"), today=date(2014, 1, 1)) == ()


def test_every_need_of_law_can_be_checked_and_every_code_is_explained() -> None:
    assert set(HAS) == set(NEEDS)
    assert not set(PLAN_CODES) & set(CODES)
    assert [int(code[3:]) for code in PLAN_CODES] == list(range(221, 247))


@pytest.mark.parametrize(
    ("changes", "problems"),
    [
        ({"kind": "gradual"}, ["kind: unknown value 'gradual'; expected one of: graduated"]),
        ({"goal": {"job": "saem"}}, ["goal.job: unknown value 'saem'; expected one of: same"]),
        ({"colour": "red"}, ["colour: unknown field"]),
        (
            {"answers": ["travel_posible"]},
            ["answers[0]: unknown value 'travel_posible'; expected one of: travel_possible"],
        ),
        ({"phases": phase(hours_per_day="30")}, ["phases[0].hours_per_day: 30 is not between 0 and 24 hours"]),
        ({"phases": phase(until="2025-01-01")}, ["phases[0].until: 2025-01-01 is before from 2025-01-06"]),
        ({"normal_days_per_week": "9"}, ["normal_days_per_week: 9 is not between 0 and 7 days"]),
        (
            {"phases": [SOUND["phases"][0], SOUND["phases"][0]], "copies_to": ["docter"]},
            ["copies_to[0]: unknown value 'docter'", "phases[1].from: 2025-01-06 is not after 2025-01-19"],
        ),
    ],
)
def test_every_problem_of_a_file_is_told_with_its_place(changes: dict[str, Any], problems: list[str]) -> None:
    with pytest.raises(InputProblems) as caught:
        rtwlib.read_plan({**SOUND, **changes})
    told = [str(each) for each in caught.value.problems]
    assert len(told) == len(problems)
    assert all(one.startswith(other) for one, other in zip(told, problems, strict=True)), told


@pytest.mark.parametrize("source", ["[]", '{"format": "rtwlib.case/1"}', b"{}", "{"])
def test_what_is_no_plan_is_told(source: str | bytes) -> None:
    with pytest.raises(InputProblems):
        rtwlib.read_plan(source)
