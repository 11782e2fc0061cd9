"""rtwlib: return-to-work law and practice as data, and an engine that explains every date.

The public names below are imported when first used, so that ``import rtwlib`` stays cheap.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rtwlib.answers import Need, Step
    from rtwlib.api import (
        ValueAnswer,
        benefit,
        clock,
        explain,
        jurisdictions,
        law,
        payable_days,
        read_case,
        read_employer_file,
        timeline,
        value,
        weekly_benefit,
    )
    from rtwlib.benefits.weekly import WeeklyBenefit
    from rtwlib.cases import Case, EmployerFile, Event
    from rtwlib.deadlines.clocks import Clock
    from rtwlib.disclosure import retention, view, view_plan
    from rtwlib.entries import Entry, State, Timeline
    from rtwlib.filing import check_form, fill_form, find_form, form_standings
    from rtwlib.form_definitions import FormDefinition
    from rtwlib.forms.filling import FilledForm
    from rtwlib.laws import Law
    from rtwlib.planning import check_plan, graduate, plan_pay, read_plan
    from rtwlib.plans.plan import Plan
    from rtwlib.privacy.views import View
    from rtwlib.privacy_rules import PrivacyRule

__version__ = "0.1.0"

_HOMES = {
    "Case": "cases",
    "Clock": "deadlines.clocks",
    "EmployerFile": "cases",
    "Entry": "entries",
    "Event": "cases",
    "FilledForm": "forms.filling",
    "FormDefinition": "form_definitions",
    "Law": "laws",
    "Need": "answers",
    "Plan": "plans.plan",
    "PrivacyRule": "privacy_rules",
    "State": "entries",
    "Step": "answers",
    "Timeline": "entries",
    "ValueAnswer": "api",
    "View": "privacy.views",
    "WeeklyBenefit": "benefits.weekly",
    "benefit": "api",
    "check_form": "filing",
    "check_plan": "planning",
    "clock": "api",
    "explain": "api",
    "fill_form": "filing",
    "find_form": "filing",
    "form_standings": "filing",
    "graduate": "planning",
    "jurisdictions": "api",
    "law": "api",
    "payable_days": "api",
    "plan_pay": "planning",
    "read_case": "api",
    "read_employer_file": "api",
    "read_plan": "planning",
    "retention": "disclosure",
    "timeline": "api",
    "value": "api",
    "view": "disclosure",
    "view_plan": "disclosure",
    "weekly_benefit": "api",
}

__all__ = [
    "Case",
    "Clock",
    "EmployerFile",
    "Entry",
    "Event",
    "FilledForm",
    "FormDefinition",
    "Law",
    "Need",
    "Plan",
    "PrivacyRule",
    "State",
    "Step",
    "Timeline",
    "ValueAnswer",
    "View",
    "WeeklyBenefit",
    "benefit",
    "check_form",
    "check_plan",
    "clock",
    "explain",
    "fill_form",
    "find_form",
    "form_standings",
    "graduate",
    "jurisdictions",
    "law",
    "payable_days",
    "plan_pay",
    "read_case",
    "read_employer_file",
    "read_plan",
    "retention",
    "timeline",
    "value",
    "view",
    "view_plan",
    "weekly_benefit",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - public names of several types
    """Import a public name when it is first used."""
    home = _HOMES.get(name)
    if home is None:
        message = f"module 'rtwlib' has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(f"rtwlib.{home}"), name)


def __dir__() -> list[str]:
    """List the public names."""
    return [*__all__, "__version__"]
