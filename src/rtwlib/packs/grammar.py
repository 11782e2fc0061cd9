"""The grammar of packs: anchors, lengths, starts and conditions, from TOML to values."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

from rtwlib.conditions import (
    AllOf,
    Anchor,
    AnyOf,
    Branch,
    Condition,
    DataTest,
    EventTest,
    FactCount,
    FactTest,
    IntervalTest,
    Length,
    Not,
    Start,
    YearlyWindow,
)
from rtwlib.dates import Count, CountError, Unit, parse_count
from rtwlib.packs.names import Names
from rtwlib.packs.problems import expected
from rtwlib.packs.tables import Table

_OPS = ("is", "is_not", "in", "at_least", "at_most", "more_than", "less_than")
_ORDERING = _OPS[3:]
_NUMBERS = frozenset({"integer", "decimal", "money"})
_ORDERED_TYPES = _NUMBERS | {"date"}
_MONTH_DAY = re.compile(r"^(\d{2})-(\d{2})$")
_PART = re.compile(r"[a-z][a-z0-9_]*")
_COMMON_YEAR = 2023
_CALENDAR_UNITS = frozenset({Unit.DAYS, Unit.WEEKS, Unit.MONTHS, Unit.YEARS})
TRIGGER = Anchor("trigger")


def anchor(names: Names, table: Table, key: str, text: str | None, *, condition: bool = False) -> Anchor | None:
    """Return an anchor: an event kind, ``kind.date``, ``due:<rule>``, ``end:<rule>``, or a yearly day.

    Conditions and windows may also say ``due``, ``trigger`` and ``today``.
    """
    if text is None:
        return None
    if condition and text in {"due", "trigger", "today"}:
        return Anchor(text)
    sort, colon, rule = text.partition(":")
    if colon and sort in {"due", "end"}:
        found = names.rule(table, key, rule)
        return None if found is None else Anchor(sort, found)
    if text in names.calendar_events:
        return Anchor("calendar", text)
    if text in names.vocabulary.events:
        return Anchor("event", text)
    kind, dot, part = text.partition(".")
    if dot and kind in names.vocabulary.events:
        if not _PART.fullmatch(part):
            table.problem(key, f"'{text}' names no date of the event: expected such as '{kind}.for'")
            return None
        return Anchor("date", kind, part)
    known = [*names.vocabulary.events, *names.calendar_events]
    table.problem(key, expected(kind if dot else text, known, "event kind"))
    return None


def length(names: Names, table: Table, key: str, *, needed: bool = False) -> Length | None:
    """Return a length: ``"28 days"``, or ``{fact = "...", unit = "days"}``."""
    value = table.raw(key)
    if value is None:
        if needed:
            table.problem(key, "missing: expected a length such as '28 days'")
        return None
    if isinstance(value, str):
        return count_of(names, table, key, value)
    if isinstance(value, dict):
        row = table.inner(key, value)
        fact = names.fact(row, "fact", row.text("fact", needed=True))
        if fact is not None and names.vocabulary.facts[fact].type != "integer":
            row.problem("fact", f"{fact} is of type {names.vocabulary.facts[fact].type}: expected a whole number")
        unit = row.choice("unit", [unit.value for unit in Unit], needed=True)
        row.done()
        return None if fact is None or unit is None else FactCount(fact, Unit(unit))
    table.problem(key, "expected a length such as '28 days', or {fact = ..., unit = ...}")
    return None


def count_of(names: Names, table: Table, key: str, text: str) -> Count | None:
    """Return a length written as a text."""
    try:
        found = parse_count(text)
    except CountError as error:
        table.problem(key, str(error))
        return None
    if found.of is not None:
        names.interval(table, key, found.of)
    return found


def start(names: Names, table: Table) -> Start | None:
    """Return what a count begins from: ``after``, ``before``, ``latest_of``, ``earliest_of`` or ``each_year``."""
    found = [key for key in ("after", "before", "latest_of", "earliest_of", "each_year") if table.has(key)]
    if len(found) > 1:
        table.problem(found[1], f"a limit has one start; '{found[0]}' is given too")
    if not found:
        return None
    key = found[0]
    if key == "each_year" or (key in {"after", "before"} and isinstance(table.raw(key), dict)):
        return _yearly(names, table, key)
    if key in {"after", "before"}:
        at = anchor(names, table, key, table.text(key))
        return None if at is None else Start("only", (Branch(at, backward=key == "before"),))
    branches = [branch for row in table.rows(key) if (branch := _branch(names, row)) is not None]
    if not branches:
        table.problem(key, "expected a list of anchors, such as [{after = 'injury', count = '2 years'}]")
        return None
    return Start(key.removesuffix("_of"), tuple(branches))


def _branch(names: Names, row: Table) -> Branch | None:
    key, backward = direction(row)
    at = anchor(names, row, key, row.text(key, needed=True))
    found = length(names, row, "count")
    tests = conditions(names, row, "if")
    optional = row.flag("optional")
    row.done()
    return None if at is None else Branch(at, backward, found, optional, tests)


def direction(row: Table) -> tuple[str, bool]:
    """Return the key that a row counts from, and whether it counts backwards."""
    after, before = row.has("after"), row.has("before")
    if after and before:
        row.problem("before", "a count goes one way: 'after' is given too")
    return ("before", True) if before and not after else ("after", False)


def _yearly(names: Names, table: Table, key: str) -> Start | None:
    row = table.table(key)
    if row is None:
        return None
    if key != "each_year":
        inner = row.table("each_year")
        row.done()
        if inner is None:
            table.problem(key, "expected an anchor or {each_year = {from, to}}")
            return None
        row = inner
    first, last = month_day(row, "from"), month_day(row, "to")
    year_of = anchor(names, row, "year_of", row.text("year_of"))
    row.done()
    if first is None or last is None:
        return None
    return Start("each_year", (), YearlyWindow(first, last, year_of))


def month_day(table: Table, key: str) -> tuple[int, int] | None:
    """Return a day of the year written as ``"06-30"``."""
    text = table.text(key, needed=True)
    if text is None:
        return None
    found = _MONTH_DAY.match(text)
    if found is not None:
        month, day = int(found[1]), int(found[2])
        try:
            date(_COMMON_YEAR, month, day)
        except ValueError:
            pass
        else:
            return month, day
    table.problem(key, f"'{text}' is not a day of every year: expected MM-DD, such as 06-30")
    return None


def conditions(names: Names, table: Table, key: str) -> tuple[Condition, ...]:
    """Return the conditions of a key: one table or a list of them, all of which must hold."""
    return tuple(found for row in table.rows(key) if (found := condition(names, row)) is not None)


def condition(names: Names, row: Table) -> Condition | None:
    """Return one condition; a table of no known sort is a problem."""
    sorts = [key for key in ("fact", "event", "interval", "data", "any", "all", "not") if key in row.data]
    if len(sorts) != 1:
        row.problem("", "a condition has exactly one of: fact, event, interval, any, not")
        return None
    found = _SORTS[sorts[0]](names, row)
    row.done()
    return found


def _any(names: Names, row: Table) -> Condition:
    return AnyOf(_some(names, row, "any"))


def _all(names: Names, row: Table) -> Condition:
    return AllOf(_some(names, row, "all"))


def _some(names: Names, row: Table, key: str) -> tuple[Condition, ...]:
    if row.raw(key) == []:
        row.problem(key, "an empty list: expected at least one condition")
    return conditions(names, row, key)


def _not(names: Names, row: Table) -> Condition | None:
    found = _some(names, row, "not")
    if not found:
        return None
    return Not(found[0] if len(found) == 1 else AllOf(found))


def _as_of(names: Names, row: Table) -> Anchor:
    return anchor(names, row, "as_of", row.text("as_of"), condition=True) or TRIGGER


def _comparison(row: Table) -> tuple[str, Any] | None:
    found = [key for key in _OPS if row.has(key)]
    if len(found) != 1:
        row.problem("", f"expected exactly one comparison of: {', '.join(_OPS)}")
        return None
    value = row.raw(found[0])
    if isinstance(value, float):
        row.problem(found[0], f"write the number as a text ('{value}'): decimals are exact here")
        return None
    if isinstance(value, list) != (found[0] == "in"):
        row.problem(
            found[0], "expected a list of values" if found[0] == "in" else "expected one value; 'in' takes a list"
        )
        return None
    return found[0], tuple(value) if isinstance(value, list) else value


def _fact(names: Names, row: Table) -> Condition | None:
    name = names.fact(row, "fact", row.text("fact", needed=True))
    compared = _comparison(row)
    as_of = _as_of(names, row)
    if name is None or compared is None:
        return None
    op, value = compared
    known = names.vocabulary.facts[name]
    values = value if isinstance(value, tuple) else (value,)
    if op in _ORDERING and known.type not in _ORDERED_TYPES:
        row.problem(op, f"{name} is of type {known.type}, which has no order: expected is, is_not or in")
    for each in values:
        if known.type == "date" and type(each) is not date:
            row.problem(op, f"{name} is a date, not '{each}': expected such as 1993-07-01 (without quotes)")
        if known.type in {"text", "place", "schedule"} and not isinstance(each, str):
            row.problem(op, f"{name} is a text, not '{each}'")
        if known.type == "choice" and each not in known.values:
            row.problem(op, expected(each, known.values, f"value of {name}"))
        if known.type == "boolean" and not isinstance(each, bool):
            row.problem(op, f"{name} is true or false, not '{each}'")
    if known.type in _NUMBERS:
        value = (
            tuple(_number(row, op, each) for each in values) if isinstance(value, tuple) else _number(row, op, value)
        )
    return FactTest(name, op, value, as_of)


def _number(row: Table, op: str, value: object) -> Decimal | None:
    try:
        return Decimal(str(value))
    except ArithmeticError:
        row.problem(op, f"'{value}' is not a number")
        return None


def _event(names: Names, row: Table) -> Condition | None:
    name = names.event(row, "event", row.text("event", needed=True))
    happened = row.raw("happened", True)  # noqa: FBT003 - a TOML default
    if not isinstance(happened, bool):
        row.problem("happened", "expected true or false")
        happened = True
    bounds = {key: anchor(names, row, key, row.text(key), condition=True) for key in ("by", "from", "before", "after")}
    within = length(names, row, "within")
    if (within is None) != (bounds["after"] is None) and ("within" in row.data) != ("after" in row.data):
        row.problem("within", "'within' and 'after' go together")
    if name is None:
        return None
    return EventTest(name, happened, bounds["by"], bounds["from"], bounds["before"], within, bounds["after"])


def _interval(names: Names, row: Table) -> Condition | None:
    name = names.interval(row, "interval", row.text("interval", needed=True))
    as_of = _as_of(names, row)
    ops = [key for key in _ORDERING if row.has(key)]
    if len(ops) > 1:
        row.problem(ops[1], f"a condition has one comparison; '{ops[0]}' is given too")
    found = row.parsed(ops[0], parse_count) if ops else None
    if found is not None and (found.of is not None or found.unit not in _CALENDAR_UNITS):
        row.problem(ops[0], f"'{found}' is no length of an interval: expected days, weeks, months or years")
    continuous = row.flag("continuous")
    convention = row.text("convention")
    if convention is not None and convention not in names.conventions:
        row.problem("convention", expected(convention, names.conventions, "convention"))
    if name is None:
        return None
    return IntervalTest(name, as_of, ops[0] if ops else None, found, continuous, convention)


def _data(names: Names, row: Table) -> Condition | None:
    if not names.reads_data:
        row.problem("data", "only in the 'when' of [[implies]], which reads what its event carries")
    name = row.text("data", needed=True)
    compared = _comparison(row)
    return None if name is None or compared is None else DataTest(name, *compared)


_SORTS = {"fact": _fact, "event": _event, "interval": _interval, "data": _data, "any": _any, "all": _all, "not": _not}
