"""One case, one formula: the amount with its reasons, or what is missing to know it."""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any, Protocol

from attrs import frozen

from rtwlib.answers import Need, Step, Wants
from rtwlib.dates import Unit
from rtwlib.frozen import FrozenDict
from rtwlib.money import Rounding, rounded
from rtwlib.rules import (
    Arith,
    Combine,
    Compare,
    Const,
    Dated,
    Divide,
    Elapsed,
    Extreme,
    Input,
    Node,
    Not,
    Payroll,
    Round,
    Times,
    When,
)


@frozen
class Found:
    """What a node gives: an exact number, a truth or a word; or ``None`` with what is missing. Its step says why."""

    value: Fraction | bool | str | None
    step: Step
    needs: tuple[Need, ...] = ()


class Given(Protocol):
    """Where the leaves of a formula come from: facts of one case, values of one law, clocks."""

    def fact(self, name: str) -> Found:
        """Return a fact of the case."""

    def dated(self, value: str) -> Found:
        """Return a value of the law on its governing day."""

    def elapsed(self, interval: str, unit: Unit) -> Found:
        """Return how many units of an interval have run."""

    def payroll(self, node: Payroll[Any], weeks: Fraction) -> Found:
        """Return what the payroll of so many weeks before the injury adds up to."""


def evaluate(node: Node[Any], given: Given) -> Found:
    """Return what a formula gives for one case. It is unknown exactly when something is missing."""
    return _READERS[type(node)](node, given)


def missing(label: str, needs: Sequence[Need], inputs: tuple[Step, ...] = ()) -> Found:
    """Return the answer 'cannot be known'."""
    return Found(None, Step("said", label, None, inputs), tuple(sorted(set(needs))))


def _of(op: str, label: str, parts: Sequence[Found], **args: Any) -> Found:  # noqa: ANN401 - operands of many types
    """Return an operation on parts that must all be known."""
    inputs = tuple(part.step for part in parts)
    needs = [need for part in parts for need in part.needs]
    if needs:
        return missing(label, needs, inputs)
    values = [part.value for part in parts]
    step = Step(op, label, None, inputs, FrozenDict(args))
    value = OPERATIONS[op](step, values)
    return Found(value, Step(op, label, value, inputs, FrozenDict(args)))


def _input(node: Input[Any], given: Given) -> Found:
    return given.fact(node.fact)


def _const(node: Const[Any], _given: Given) -> Found:
    words = "a word of the choice" if isinstance(node.value, str) else "a number that no law sets"
    return Found(node.value, Step("const", words, node.value))


def _dated(node: Dated[Any], given: Given) -> Found:
    if node.by is None:
        return given.dated(node.value)
    word = evaluate(node.by, given)
    if word.value is None:
        return missing(node.value, word.needs, (word.step,))
    found = given.dated(f"{node.value}-{str(word.value).replace('_', '-')}")
    if found.value is None:
        return found
    return Found(found.value, Step("same", found.step.label, found.value, (found.step, word.step)))


def _elapsed(node: Elapsed[Any], given: Given) -> Found:
    return given.elapsed(node.interval, node.unit)


def _payroll(node: Payroll[Any], given: Given) -> Found:
    weeks = evaluate(node.weeks, given)
    if not isinstance(weeks.value, Fraction):
        return missing("payroll before the injury", weeks.needs, (weeks.step,))
    found = given.payroll(node, weeks.value)
    if found.value is None:
        return found
    return Found(found.value, Step("same", found.step.label, found.value, (found.step, weeks.step)))


def _arith(node: Arith[Any], given: Given) -> Found:
    parts = [evaluate(node.one, given), evaluate(node.other, given)]
    return _of("sum", "added", parts) if node.op == "+" else _of("difference", "taken away", parts)


def _times(node: Times[Any], given: Given) -> Found:
    return _of("product", "multiplied", [evaluate(node.one, given), evaluate(node.ratio, given)])


def _divide(node: Divide[Any], given: Given) -> Found:
    parts = [evaluate(node.one, given), evaluate(node.other, given)]
    if parts[1].value == 0:
        label = parts[1].step.label
        need = Need(Wants.FACT, label, f"What is divided by: {label} is 0?")
        return missing("divided", [need], tuple(part.step for part in parts))
    return _of("quotient", "divided", parts)


def _extreme(node: Extreme[Any], given: Given) -> Found:
    label = "the least of these" if node.op == "least" else "the greatest of these"
    return _of(node.op, label, [evaluate(each, given) for each in node.items])


def _round(node: Round[Any], given: Given) -> Found:
    words = node.rounding.value.replace("_", " ")
    return _of("rounded", f"rounded ({words})", [evaluate(node.one, given)], rounding=node.rounding.value)


def _compare(node: Compare, given: Given) -> Found:
    parts = [evaluate(node.one, given), evaluate(node.other, given)]
    return _of("compared", node.op.replace("_", " "), parts, comparison=node.op)


def _combine(node: Combine, given: Given) -> Found:
    parts = [evaluate(each, given) for each in node.items]
    settles = node.op == "any"
    deciding = next((part for part in parts if part.value is settles), None)
    op = "every" if node.op == "all" else "any"
    label = "all of these hold" if node.op == "all" else "one of these holds"
    if deciding is not None:
        return Found(settles, Step(op, label, settles, (deciding.step,)))
    return _of(op, label, parts)


def _not(node: Not, given: Given) -> Found:
    return _of("opposite", "not", [evaluate(node.one, given)])


def _when(node: When[Any], given: Given) -> Found:
    tested: list[Step] = []
    for position, (condition, value) in enumerate(node.branches):
        verdict = evaluate(condition, given)
        tested.append(verdict.step)
        if verdict.value is None:
            rest = [each for _, each in node.branches[position:]] + [node.otherwise]
            return _undecided(verdict, [evaluate(each, given) for each in rest])
        if verdict.value:
            return _chosen(evaluate(value, given), tested)
    return _chosen(evaluate(node.otherwise, given), tested)


def _chosen(found: Found, tested: list[Step]) -> Found:
    if found.value is None:
        return missing("chosen", found.needs, (*tested, found.step))
    return Found(found.value, Step("chosen", "so", found.value, (*tested, found.step)))


def _undecided(verdict: Found, results: list[Found]) -> Found:
    """Return the common result of all branches that could hold, else unknown with what would settle it."""
    values = {result.value for result in results}
    if len(values) == 1 and None not in values:
        steps = tuple(result.step for result in results)
        return Found(results[0].value, Step("chosen", "either way", results[0].value, steps))
    needs = [*verdict.needs, *(need for result in results for need in result.needs)]
    return missing("which case it is", needs, (verdict.step,))


_READERS: dict[type, Callable[[Any, Given], Found]] = {
    Input: _input,
    Const: _const,
    Dated: _dated,
    Elapsed: _elapsed,
    Payroll: _payroll,
    Arith: _arith,
    Times: _times,
    Divide: _divide,
    Extreme: _extreme,
    Round: _round,
    Compare: _compare,
    Combine: _combine,
    Not: _not,
    When: _when,
}


_COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "at_least": operator.ge,
    "at_most": operator.le,
    "more_than": operator.gt,
    "less_than": operator.lt,
    "is": operator.eq,
}


def compared(comparison: str, one: Fraction | str, other: Fraction | str) -> bool:
    """Return a comparison of two amounts or two words."""
    return _COMPARISONS[comparison](one, other)


OPERATIONS: dict[str, Callable[[Step, list[Any]], Any]] = {
    "const": lambda step, _values: step.value,
    "sum": lambda _step, values: values[0] + values[1],
    "difference": lambda _step, values: values[0] - values[1],
    "total": lambda _step, values: sum(values, Fraction(0)),
    "product": lambda _step, values: values[0] * values[1],
    "quotient": lambda _step, values: values[0] / values[1],
    "least": lambda _step, values: min(values),
    "greatest": lambda _step, values: max(values),
    "rounded": lambda step, values: rounded(values[0], Rounding(step.args["rounding"])),
    "compared": lambda step, values: compared(step.args["comparison"], values[0], values[1]),
    "every": lambda _step, values: all(values),
    "any": lambda _step, values: any(values),
    "opposite": lambda _step, values: not values[0],
    "chosen": lambda _step, values: values[-1],
}
