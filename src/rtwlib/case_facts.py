"""Facts of a case file: a mapping in JSON, a tuple of dated values in Python."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

from rtwlib.cases import DatedValue, Fact
from rtwlib.codec import InputProblem, InputProblems
from rtwlib.dates import parse_day


def facts_of(value: Any, _kind: Any) -> tuple[Fact, ...]:  # noqa: ANN401 - any JSON value
    """Return the facts in a JSON object. Raises `TypeError` and `InputProblems` with every problem."""
    if not isinstance(value, dict):
        message = 'expected an object of facts, such as {"employer.headcount": 120}'
        raise TypeError(message)
    problems: list[InputProblem] = []
    found = []
    for name, given in value.items():
        rows = given if isinstance(given, list) else [{"value": given}]
        if not rows:
            problems.append(InputProblem(name, "an empty list says nothing: leave an unknown fact out"))
        values = []
        for number, row in enumerate(rows):
            path = f"{name}[{number}]" if isinstance(given, list) else name
            if not isinstance(row, dict) or "value" not in row or row.keys() - {"value", "from", "until"}:
                problems.append(InputProblem(path, "expected {value, from, until}"))
                continue
            try:
                first, until = (parse_day(row[key]) if row.get(key) is not None else None for key in ("from", "until"))
            except (ValueError, TypeError) as error:
                problems.append(InputProblem(path, str(error)))
                continue
            if first is not None and until is not None and until <= first:
                problems.append(InputProblem(path, f"until {until} is not after from {first} (until is exclusive)"))
            values.append(DatedValue(row["value"], first, until))
        if _overlap(values):
            problems.append(InputProblem(name, "two values hold on the same day: end the first with until (exclusive)"))
        found.append(Fact(name, tuple(values)))
    if problems:
        raise InputProblems(problems)
    return tuple(sorted(found, key=lambda fact: fact.id))


def _overlap(values: list[DatedValue]) -> bool:
    ordered = sorted(values, key=lambda dated: dated.from_ or date.min)
    return any(one.until is None or one.until > (other.from_ or date.min) for one, other in pairwise(ordered))


def facts_out(facts: tuple[Fact, ...]) -> dict[str, Any]:
    """Return facts as a JSON object; one that always holds stands alone."""
    found: dict[str, Any] = {}
    for fact in facts:
        if len(fact.values) == 1 and fact.values[0].from_ is None and fact.values[0].until is None:
            found[fact.id] = plain(fact.values[0].value)
        else:
            found[fact.id] = [_dated_out(value) for value in fact.values]
    return found


def _dated_out(dated: DatedValue) -> dict[str, Any]:
    found: dict[str, Any] = {"value": plain(dated.value)}
    if dated.from_ is not None:
        found["from"] = dated.from_.isoformat()
    if dated.until is not None:
        found["until"] = dated.until.isoformat()
    return found


def plain(value: Any) -> Any:  # noqa: ANN401 - any value of a case
    """Return a value as JSON has it."""
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
