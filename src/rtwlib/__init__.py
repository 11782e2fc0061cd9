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
        clock,
        explain,
        jurisdictions,
        law,
        read_case,
        read_employer_file,
        timeline,
        value,
        weekly_benefit,
    )
    from rtwlib.benefits.weekly import WeeklyBenefit
    from rtwlib.cases import Case, EmployerFile, Event
    from rtwlib.deadlines.clocks import Clock
    from rtwlib.entries import Entry, State, Timeline
    from rtwlib.laws import Law

__version__ = "0.1.0"

_HOMES = {
    "Case": "cases",
    "Clock": "deadlines.clocks",
    "EmployerFile": "cases",
    "Entry": "entries",
    "Event": "cases",
    "Law": "laws",
    "Need": "answers",
    "State": "entries",
    "Step": "answers",
    "Timeline": "entries",
    "ValueAnswer": "api",
    "WeeklyBenefit": "benefits.weekly",
    "clock": "api",
    "explain": "api",
    "jurisdictions": "api",
    "law": "api",
    "read_case": "api",
    "read_employer_file": "api",
    "timeline": "api",
    "value": "api",
    "weekly_benefit": "api",
}

__all__ = [
    "Case",
    "Clock",
    "EmployerFile",
    "Entry",
    "Event",
    "Law",
    "Need",
    "State",
    "Step",
    "Timeline",
    "ValueAnswer",
    "WeeklyBenefit",
    "clock",
    "explain",
    "jurisdictions",
    "law",
    "read_case",
    "read_employer_file",
    "timeline",
    "value",
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
