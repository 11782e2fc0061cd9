"""Worked cases of a pack: a case, a day, and the entries that a source or a person says it must give."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from attrs import frozen

from rtwlib.entries import State
from rtwlib.packs.problems import Problem, expected
from rtwlib.packs.tables import PackFile, Table

EXPECTED = ("rule", "due", "state", "opens", "not_before", "decides_on", "on", "met_by", "absent")


@frozen(eq=False)
class WorkedCase:
    """A worked case: its id, the case object, the day it is read on, what is expected, and who says so."""

    id: str
    case: dict[str, Any]
    today: date
    expect: tuple[dict[str, Any], ...]
    says: str
    file: str


def read_worked_cases(folder: Path, problems: list[Problem]) -> tuple[WorkedCase, ...]:
    """Return the worked cases in ``cases/*.toml`` of a pack; what is wrong with them is added to ``problems``."""
    found: list[WorkedCase] = []
    for path in sorted((folder / "cases").glob("*.toml")):
        file = PackFile(folder, f"cases/{path.name}", problems)
        file.only("case")
        for table in file.tables("case"):
            worked = _worked(folder, file, table)
            if worked is not None:
                found.append(worked)
    return tuple(found)


def _worked(folder: Path, file: PackFile, table: Table) -> WorkedCase | None:
    name = table.text("id", needed=True)
    today = table.day("today", needed=True)
    case = table.typed("case", dict, "a case object", None, needed="file" not in table.data)
    other = table.text("file")
    if other is not None and case is not None:
        table.problem("file", "a case stands in the table or in a file, not in both")
    elif other is not None:
        case = _from_file(folder / "cases" / other, table)
    expect = table.typed("expect", list, "a list of {rule, due, state}", [], needed=True)
    source, by = table.text("source"), table.text("by")
    if (source is None) == (by is None):
        table.problem("", "a worked case says who says so: source = '...' or by = 'hand'")
    table.text("note")
    table.done()
    if name is None or today is None or case is None:
        return None
    for row in expect:
        if not isinstance(row, dict) or "rule" not in row:
            table.problem("expect", "each expectation names its rule")
            return None
        _check_expectation(table, row)
    return WorkedCase(name, dict(case), today, tuple(dict(row) for row in expect), source or by or "", file.name)


def _check_expectation(table: Table, row: dict[str, Any]) -> None:
    for key in row:
        if key not in EXPECTED:
            table.problem("expect", expected(key, EXPECTED, "key"))
    states = [state.value for state in State]
    if "state" in row and row["state"] not in states:
        table.problem("expect, state", expected(row["state"], states, "state"))


def _from_file(path: Path, table: Table) -> dict[str, Any] | None:
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        table.problem("file", f"cannot be read as JSON: {type(error).__name__}")
        return None
    if not isinstance(found, dict):
        table.problem("file", "expected one JSON object")
        return None
    return found
