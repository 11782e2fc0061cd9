"""Benefits that are paid once: awards for a lasting loss, burial, travel."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from rtwlib.answers import Step
from rtwlib.benefits.given import WeekGiven, need_rule
from rtwlib.benefits.weekly import Candidate, Payable, WeeklyBenefit, amount_of
from rtwlib.readers.formulas import evaluate

if TYPE_CHECKING:
    from rtwlib.benefit_rules import Benefit
    from rtwlib.deadlines.reading import Reading


def paid_once(reading: Reading, benefit: Benefit, on: date) -> WeeklyBenefit:
    """Return a benefit that is paid once, for what happened on a day."""
    given = WeekGiven(reading, on)
    day = given.governing(benefit.governed_by)
    if day is None:
        need = reading.index.need_event(benefit.governed_by)
        return WeeklyBenefit(on, on, None, Payable.UNKNOWN, benefit, needs=(need,))
    version = benefit.version_at(day)
    formula = reading.index.law.formulas.get(f"{benefit.pack}/{version.formula}") if version is not None else None
    if version is None or formula is None:
        need = need_rule(
            reading, benefit.rule, day, "the pack has no version for that day, or its formula is not loaded"
        )
        return WeeklyBenefit(on, on, None, Payable.UNKNOWN, benefit, needs=(need,))
    applies = evaluate(formula.applies, given)
    if applies.value is None:
        return WeeklyBenefit(on, on, None, Payable.UNKNOWN, benefit, version, needs=applies.needs)
    if applies.value is not True:
        step = Step("said", "does not apply", None, (applies.step,))
        return WeeklyBenefit(on, on, None, Payable.NOT_PAYABLE, benefit, version, Fraction(0), reasons=step)
    return amount_of(given, Candidate(benefit, version, applies, formula), on, on)
