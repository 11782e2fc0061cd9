"""Conditions in words, with the verdict on each, for the explanation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rtwlib.answers import Step, all_of
from rtwlib.conditions import AllOf, Anchor, AnyOf, Condition, DataTest, EventTest, FactTest, IntervalTest, Not
from rtwlib.deadlines.lengths import Counting
from rtwlib.frozen import FrozenDict

if TYPE_CHECKING:
    from rtwlib.deadlines.limits import Basis

_OPS = {
    "is": "is",
    "is_not": "is not",
    "in": "is one of",
    "at_least": "is at least",
    "at_most": "is at most",
    "more_than": "is more than",
    "less_than": "is less than",
}


def condition_steps(basis: Basis) -> list[Step]:
    """Return one step for each condition of the version that was read, with its verdict."""
    terms = basis.terms
    if not terms.applies_when:
        return []
    tester = Counting(basis.limit, terms, basis.reading).tester(basis.occurrence.trigger, basis.due.day)
    steps: list[Step] = []
    verdicts = [tester.test(condition) for condition in terms.applies_when]
    for condition, verdict in zip(terms.applies_when, verdicts, strict=True):
        if isinstance(condition, FactTest) and not verdict.needs and condition.as_of.sort == "trigger":
            trigger = basis.occurrence.trigger
            value = basis.reading.fact(condition.fact, trigger.day if trigger is not None else None)
            leaf = Step("fact", condition.fact, value, where="case")
            args = FrozenDict({"compare": condition.op, "wanted": condition.value})
            steps.append(Step("compare", words(condition), verdict.truth.value, (leaf,), args))
        else:
            steps.append(Step("fact", words(condition), verdict.truth.value, where="case"))
    cite = "; ".join(str(citation) for citation in terms.cite)
    return [Step("all_of", "applies when", all_of(verdicts).truth.value, tuple(steps), cite=cite)]


def words(condition: Condition) -> str:
    """Return a condition as a phrase."""
    if isinstance(condition, FactTest):
        return f"{condition.fact} {_OPS[condition.op]} {_plain(condition.value)}"
    if isinstance(condition, EventTest):
        return _event_words(condition)
    if isinstance(condition, IntervalTest):
        name = condition.interval.replace("_", " ")
        if condition.op is None:
            return f"{name} runs"
        length = f"{condition.length.number} {condition.length.unit.value}" if condition.length else ""
        return f"{name} {_OPS[condition.op]} {length}" + (" without a break" if condition.continuous else "")
    if isinstance(condition, AnyOf):
        return "(" + " or ".join(words(each) for each in condition.tests) + ")"
    if isinstance(condition, AllOf):
        return "(" + " and ".join(words(each) for each in condition.tests) + ")"
    if isinstance(condition, Not):
        return f"not: {words(condition.test)}"
    return _data_words(condition)


def _data_words(condition: DataTest) -> str:
    return f"{condition.data} {_OPS[condition.op]} {_plain(condition.value)}"


def _event_words(condition: EventTest) -> str:
    said = condition.event.replace("_", " ") + (" happened" if condition.happened else " did not happen")
    for name, anchor in (("by", condition.by), ("from", condition.from_), ("before", condition.before)):
        if anchor is not None:
            said += f" {name} {_anchor_words(anchor)}"
    if condition.within is not None and condition.after is not None:
        said += f" within {condition.within} after {_anchor_words(condition.after)}"
    return said


def _anchor_words(anchor: Anchor) -> str:
    if anchor.sort in {"due", "end"}:
        what = "due day" if anchor.sort == "due" else "end"
        return f"the {what} of {anchor.name}" if anchor.name else f"the {what}"
    return str(anchor).replace("_", " ")


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(str(each).replace("_", " ") for each in value)
    return str(value).replace("_", " ")
