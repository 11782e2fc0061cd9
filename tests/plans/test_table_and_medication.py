"""The table of a plan on a terminal, and certified effects of medication."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

from attrs import evolve
from rich.console import Console

import rtwlib
from rtwlib.cases import Case, Certificate
from rtwlib.cli import plan_table
from rtwlib.plans.plan import Goal, Phase, Plan

PHASE = Phase(date(2025, 1, 13), date(2025, 1, 26), Decimal(4), Decimal(3), ("filing [red]",), ("lifting",))
PLAN = Plan("p1", goal=Goal("same", "same", "nurse"), phases=(PHASE, Phase()), reviews=(date(2025, 1, 20),))
CERTIFICATE = Certificate(
    examined_on=date(2025, 1, 10), from_=date(2025, 1, 10), until=date(2025, 1, 31), capacity="some",
    hours_per_day=Decimal(4), days_per_week=Decimal(3), medication_effects="drowsy in the morning",
)  # fmt: skip


def test_the_table_has_a_row_for_each_phase_and_escapes_markup() -> None:
    out = io.StringIO()
    plan_table.print_plan(PLAN, console=Console(file=out, width=140))
    text = out.getvalue()
    for part in (
        "2025-01-13 to 2025-01-26",
        "filing [red]",
        "avoid: lifting",
        "not stated",
        "goal: the same job",
        "reviews: 2025-01-20",
    ):
        assert part in text


def test_no_table_where_stdout_is_no_terminal() -> None:
    assert plan_table.on_terminal() is False


def test_certified_effects_of_medication_must_be_asked_about() -> None:
    law = rtwlib.law("us-ct")
    case = Case("c", ("us-ct",), certificates=(CERTIFICATE,))
    plan = evolve(PLAN, phases=(PHASE,))

    def found(plan: Plan, case: Case = case) -> list[str]:
        return [each.message for each in rtwlib.check_plan(plan, case, law) if each.code == "RTW244"]

    assert found(plan) == [
        "the certificate names effects of medication, and nobody asked whether the duties allow for them"
    ]
    assert found(evolve(plan, answers=("medication_asked",))) == []
    quiet = evolve(case, certificates=(evolve(CERTIFICATE, medication_effects=None),))
    assert found(plan, quiet) == []
