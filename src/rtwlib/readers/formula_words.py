"""Formulas in words: when a benefit is payable and how much, as sentences that name the values of the law."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from typing import Any

from rtwlib.laws import Law
from rtwlib.rules import (
    Arith,
    Combine,
    Compare,
    Const,
    Dated,
    Divide,
    Elapsed,
    Extreme,
    Formula,
    Input,
    Node,
    Not,
    Payroll,
    Round,
    Times,
    When,
)

_WIDE = 120
_COMPARED = {
    "at_least": "is at least",
    "at_most": "is at most",
    "more_than": "is more than",
    "less_than": "is less than",
    "is": "is",
}
_COUNTED = {
    "gross": "what was paid",
    "calendar": "the weeks in which the worker was employed",
    "paid": "the weeks that were paid",
    "not_absent": "the weeks without the blocks of unpaid absence",
}


def formula_lines(formula: Formula, law: Law) -> Iterator[str]:
    """Yield when a benefit is payable, and how much, a line for each part that is too long for one."""
    yield from _told("payable if", formula.applies, law)
    yield from _told("amount", formula.amount, law)


def _told(name: str, node: Node[Any], law: Law) -> Iterator[str]:
    first, *more = _outline(node, law)
    yield f"{name}: {first}"
    yield from (f"  {line}" for line in more)


def _outline(node: Node[Any], law: Law) -> list[str]:
    whole = phrase(node, law)
    if len(whole) <= _WIDE:
        return [whole]
    title, children = _PARTS[type(node)](node) if type(node) in _PARTS else ("", ())
    if not children:
        return [whole]
    lines = [f"{title}:"]
    for label, child in children:
        first, *more = _outline(child, law)
        lines += [f"  - {label}{first}", *(f"    {line}" for line in more)]
    return lines


def phrase(node: Node[Any], law: Law) -> str:
    """Return a node in one sentence. Facts of the case stand by their ids, values of the law by title and id."""
    return _PHRASES[type(node)](node, law)


def _dated(node: Dated[Any], law: Law) -> str:
    if node.by is not None:
        return f"the law's {node.value} for {phrase(node.by, law)}"
    value = law.values_by_id.get(node.value)
    return f"{value.title[:1].lower() + value.title[1:]} ({node.value})" if value is not None else node.value


def _const(node: Const[Any], _law: Law) -> str:
    value = node.value
    if isinstance(value, Fraction):
        return "nothing" if not value else str(value)
    return value.replace("_", " ")


def _payroll(node: Payroll[Any], law: Law) -> str:
    kinds = ", ".join(each.replace("_", " ") for each in node.kinds)
    until = "the injury" if node.until == "injury" else "the week of the injury"
    of = f" as {kinds}" if kinds else ""
    return f"{_COUNTED[node.measure]}{of} in {phrase(node.weeks, law)} before {until}"


def _joined(items: Iterable[Node[Any]], law: Law, word: str) -> str:
    return f" {word} ".join(_inner(each, law) for each in items)


def _inner(node: Node[Any], law: Law) -> str:
    """Return a part of a larger sentence, in brackets where it could be read otherwise."""
    text = phrase(node, law)
    return f"({text})" if isinstance(node, Arith | Combine | When | Extreme | Compare) else text


def _when(node: When[Any], law: Law) -> str:
    branches = [f"if {phrase(test, law)}, {phrase(value, law)}" for test, value in node.branches]
    return "; ".join([*branches, f"otherwise {phrase(node.otherwise, law)}"])


_PHRASES: dict[type, Callable[[Any, Law], str]] = {
    Input: lambda node, _law: f"the case's {node.fact}",
    Const: _const,
    Dated: _dated,
    Elapsed: lambda node, _law: f"the {node.unit.value} of {node.interval.replace('_', ' ')} that have run",
    Payroll: _payroll,
    Arith: lambda node, law: (
        f"{_inner(node.one, law)} {'plus' if node.op == '+' else 'less'} {_inner(node.other, law)}"
    ),
    Times: lambda node, law: f"{_inner(node.one, law)} times {_inner(node.ratio, law)}",
    Divide: lambda node, law: f"{_inner(node.one, law)} divided by {_inner(node.other, law)}",
    Extreme: lambda node, law: f"the {node.op} of {_joined(node.items, law, 'and')}",
    Round: lambda node, law: f"{_inner(node.one, law)}, rounded ({node.rounding.value.replace('_', ' ')})",
    Compare: lambda node, law: f"{_inner(node.one, law)} {_COMPARED[node.op]} {_inner(node.other, law)}",
    Combine: lambda node, law: _joined(node.items, law, "and" if node.op == "all" else "or"),
    Not: lambda node, law: f"not {_inner(node.one, law)}",
    When: _when,
}

_Parts = tuple[str, tuple[tuple[str, Node[Any]], ...]]


def _flat(node: Combine) -> Iterator[Node[Any]]:
    """Yield the items of a condition, those of one within it that joins in the same way among them."""
    for each in node.items:
        if isinstance(each, Combine) and each.op == node.op:
            yield from _flat(each)
        else:
            yield each


def _when_parts(node: When[Any]) -> _Parts:
    rows: list[tuple[str, Node[Any]]] = []
    for test, value in node.branches:
        rows += [("if ", test), ("then ", value)]
    return "the first that holds", (*rows, ("otherwise ", node.otherwise))


_PARTS: dict[type, Callable[[Any], _Parts]] = {
    Arith: lambda node: (
        "the sum" if node.op == "+" else "the difference",
        (("", node.one), ("plus " if node.op == "+" else "less ", node.other)),
    ),
    Times: lambda node: ("the product", (("", node.one), ("times ", node.ratio))),
    Divide: lambda node: ("the quotient", (("", node.one), ("divided by ", node.other))),
    Extreme: lambda node: (f"the {node.op} of", tuple(("", each) for each in node.items)),
    Round: lambda node: (f"rounded ({node.rounding.value.replace('_', ' ')})", (("", node.one),)),
    Compare: lambda node: ("the comparison", (("", node.one), (f"{_COMPARED[node.op]} ", node.other))),
    Combine: lambda node: ("all of" if node.op == "all" else "any of", tuple(("", each) for each in _flat(node))),
    Not: lambda node: ("not", (("", node.one),)),
    When: _when_parts,
}
