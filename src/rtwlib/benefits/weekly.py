"""Which weekly benefit is payable for a week of a case, and how much."""

from __future__ import annotations

import enum
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import frozen

from rtwlib.answers import Need, Step
from rtwlib.benefit_rules import Benefit, BenefitVersion
from rtwlib.benefits.given import WeekGiven, need_rule
from rtwlib.money import Rounding, as_decimal, rounded
from rtwlib.readers.formulas import Found, evaluate
from rtwlib.rules import Formula

if TYPE_CHECKING:
    from rtwlib.deadlines.reading import Reading

_WEEK = timedelta(days=7)


class Payable(enum.StrEnum):
    """Whether a weekly benefit is payable."""

    PAYABLE = "payable"
    NOT_PAYABLE = "not_payable"
    UNKNOWN = "unknown"


@frozen
class WeeklyBenefit:
    """A week of a case: from ``first`` to ``last`` (both covered), the benefit that applies, and its amount.

    ``exact`` is the amount as the formula gives it; ``amount`` is it in cents, half a cent up, where the law names no
    rounding of its own. Both are ``None`` where they cannot be known; ``needs`` says what is missing. ``number`` is the
    week of entitlement where it was named.
    """

    first: date
    last: date
    number: int | None
    state: Payable
    benefit: Benefit | None = None
    version: BenefitVersion | None = None
    exact: Fraction | None = None
    needs: tuple[Need, ...] = ()
    reasons: Step | None = None

    @property
    def amount(self) -> Decimal | None:
        """Return the amount in cents."""
        return None if self.exact is None else as_decimal(rounded(self.exact, Rounding.CENT))


@frozen
class Candidate:
    """A benefit with the version in force, whether it applies, and its formula."""

    benefit: Benefit
    version: BenefitVersion
    applies: Found
    formula: Formula | None


def weekly_benefit(reading: Reading, first: date, number: int | None = None) -> WeeklyBenefit:
    """Return the benefit for the week that begins on a day; with ``number`` as that week of entitlement."""
    given = WeekGiven(reading, first, number)
    last = first + _WEEK - timedelta(days=1)
    candidates, needs = _candidates(given)
    chosen = [each for each in candidates if each.applies.value is True]
    open_ = [each for each in candidates if each.applies.value is None]
    if len(chosen) > 1:
        names = ", ".join(each.benefit.id for each in chosen)
        need = need_rule(reading, chosen[0].benefit.rule, first, f"these claim to apply together: {names}")
        return WeeklyBenefit(first, last, number, Payable.UNKNOWN, needs=(need,))
    if not chosen and (open_ or needs):
        found = {*needs, *(need for each in open_ for need in each.applies.needs)}
        steps = tuple(each.applies.step for each in open_)
        reasons = Step("said", "which benefit applies", "not known", steps)
        return WeeklyBenefit(first, last, number, Payable.UNKNOWN, needs=tuple(sorted(found)), reasons=reasons)
    if not chosen:
        steps = tuple(_applies_step(each) for each in candidates)
        return WeeklyBenefit(
            first,
            last,
            number,
            Payable.NOT_PAYABLE,
            exact=Fraction(0),
            reasons=Step("said", "no benefit applies", None, steps),
        )
    return amount_of(given, chosen[0], first, last)


def first_day_of(reading: Reading, number: int) -> date:
    """Return the first day of a week of entitlement, counted on from the first day of payment, incapacity or injury."""
    for name in ("weekly_payments", "incapacity"):
        spans = reading.interval(name).spans
        if spans:
            return spans[0].first + (number - 1) * _WEEK
    injured = reading.events("injury")
    begun = injured[0].day if injured else reading.today_day
    return begun + (number - 1) * _WEEK


def _candidates(given: WeekGiven) -> tuple[list[Candidate], list[Need]]:
    """Return the benefits in force, each with whether it applies, and the law that is missing."""
    law = given.reading.index.law
    found: list[Candidate] = []
    needs: list[Need] = []
    for benefit in law.benefits:
        if benefit.gives is not None or benefit.pays != "weekly":
            continue
        day = given.governing(benefit.governed_by)
        if day is None:
            needs.append(given.reading.index.need_event(benefit.governed_by))
            continue
        version = benefit.version_at(day)
        if version is None:
            continue
        formula = law.formulas.get(f"{benefit.pack}/{version.formula}")
        if formula is None:
            needs.append(need_rule(given.reading, benefit.rule, day, "its formula is not loaded, or was not settled"))
            continue
        found.append(Candidate(benefit, version, evaluate(formula.applies, given), formula))
    if not found and not needs:
        why = "the pack has no weekly benefit for that day" if law.benefits else "the pack has no benefits"
        needs.append(need_rule(given.reading, f"{law.id} weekly benefits", given.governing("injury"), why))
    return found, sorted(set(needs))


def amount_of(given: WeekGiven, chosen: Candidate, first: date, last: date) -> WeeklyBenefit:
    """Return the amount of a benefit that applies, with its reasons, or what is missing."""
    benefit, version, formula = chosen.benefit, chosen.version, chosen.formula
    if formula is None:
        return WeeklyBenefit(first, last, given.number, Payable.UNKNOWN)
    found = evaluate(formula.amount, given)
    cite = "; ".join(str(citation) for citation in version.cite)
    marks = " (date not confirmed)" if version.from_first_known else ""
    note = f"version from {version.from_}{marks}, {version.confidence.value}"
    law = Step("law", benefit.title, version.says, cite=cite, confidence=version.confidence.value, note=note)
    day = Step("fact", f"version chosen by {benefit.governed_by}", given.governing(benefit.governed_by), where="case")
    step = Step("chosen", benefit.title, found.value, (law, day, _applies_step(chosen), found.step))
    exact = found.value if isinstance(found.value, Fraction) else None
    state = Payable.UNKNOWN if exact is None else Payable.PAYABLE
    if exact is None:
        step = Step("said", benefit.title, None, step.inputs)
    return WeeklyBenefit(first, last, given.number, state, benefit, version, exact, found.needs, step)


def _applies_step(candidate: Candidate) -> Step:
    step = candidate.applies.step
    return Step("same", f"{candidate.benefit.title}: applies", step.value, (step,))
