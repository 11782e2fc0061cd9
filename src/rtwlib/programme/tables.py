"""Registers as tables: CSV text to rows and back, by the fields of the register, whichever it is.

A heading names the fields; a cell left empty is unknown. Lists are divided by ``|``. Yes and no are written so, days as
YYYY-MM-DD. Problems carry the line of the file and the column, and never the value.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, get_args, get_origin

import attrs

from rtwlib.codec import InputProblem, InputProblems, refuse, structure, text_of
from rtwlib.programme.fields import types_of
from rtwlib.programme.files import masked, programme_converter, repeated_ids, row_problems
from rtwlib.programme.registers import registers
from rtwlib.vocabulary import nearest

_DELIMITERS = (",", ";", "\t")
_LONGEST_CELL = 1 << 20
_RISKY = ("=", "+", "-", "@", "\t", "\r", "'")
_TRUTH = {"yes": True, "true": True, "no": False, "false": False}
_WHOLE = re.compile(r"-?[0-9]{1,9}\Z")
_ESCAPED = re.compile(r"\\([\\|])")


def row_class(register: str) -> type[Any]:
    """Return the class of a register. Raises `ValueError` with the nearest names for an unknown one."""
    kind = registers().get(register)
    if kind is None:
        near = nearest(register, registers()) or tuple(registers())
        message = f"there is no register '{register}'; nearest: {', '.join(near)}"
        raise ValueError(message)
    return kind


def columns_of(kind: type[Any]) -> dict[str, str]:
    """Return the name of each column of a register with the field that it fills."""
    return {field.name.rstrip("_"): field.name for field in attrs.fields(kind)}


def read_table(register: str, data: bytes, taken: Iterable[str] = ()) -> tuple[Any, ...]:
    """Return the rows of a register in a CSV file.

    Without a column ``id``, ids are made from the register's name and the first free number, ``taken`` being in use.
    Raises `InputProblems` with every problem, each with its line, `ValueError` for an unknown register.
    """
    kind = row_class(register)
    records = _records(text_of(data), tuple(columns_of(kind)))
    first = next(records, None)
    if first is None:
        refuse("the file is empty: expected a heading and rows")
    headings = _headings(first[1], kind)
    ids = _free_ids(register, frozenset(taken))
    rows: list[Any] = []
    lines: list[int] = []
    problems: list[InputProblem] = []
    for line, cells in records:
        try:
            row = _row(kind, headings, cells)
        except InputProblems as error:
            problems.extend(_at(line, problem) for problem in error.problems)
            continue
        rows.append(row if "id" in headings else attrs.evolve(row, id=next(ids)))
        lines.append(line)
    for number, before in repeated_ids(rows):
        problems.append(_at(lines[number], InputProblem("id", f"the same id as in line {lines[before]}")))
    if problems:
        raise InputProblems(problems)
    return tuple(rows)


def write_table(register: str, rows: Iterable[Any]) -> str:
    """Return the rows of a register as CSV text; what a spreadsheet would take for a formula gets a quote in front."""
    columns = columns_of(row_class(register))
    found = [[_written(getattr(row, name)) for name in columns.values()] for row in rows]
    returns = any("\r" in cell for cells in found for cell in cells)
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n", quoting=csv.QUOTE_ALL if returns else csv.QUOTE_MINIMAL)
    writer.writerows((tuple(columns), *found))
    return stream.getvalue()


def _records(text: str, known: tuple[str, ...]) -> Iterator[tuple[int, list[str]]]:
    """Yield the line on which each row begins, and its cells; empty rows are passed over."""
    csv.field_size_limit(_LONGEST_CELL)
    heading = text.split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=lambda each: sum(_plain(cell) in known for cell in heading.split(each)))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            refuse(f"line {line}: not a table ({error})")
        if any(cell.strip() for cell in cells):
            yield line, cells
        line = reader.line_num + 1


def _plain(heading: str) -> str:
    return re.sub(r"[\s\-]+", "_", heading.strip().strip('"').strip().lower())


def _headings(cells: list[str], kind: type[Any]) -> list[str]:
    """Return the name of each column. Raises `InputProblems` for unknown and repeated ones."""
    known = columns_of(kind)
    found = [_plain(cell) for cell in cells]
    while found and not found[-1]:
        found.pop()
    if not any(name in known for name in found):
        refuse(f"line 1: expected a heading with some of: {', '.join(known)}")
    problems = []
    for number, name in enumerate(found, start=1):
        if name not in known:
            near = nearest(name, known)
            hint = f"nearest: {', '.join(near)}" if near else f"expected one of: {', '.join(known)}"
            problems.append(InputProblem("line 1", f"unknown column '{cells[number - 1].strip()}'; {hint}"))
        elif found.index(name) != number - 1:
            problems.append(InputProblem("line 1", f"the column '{name}' stands twice"))
    if problems:
        raise InputProblems(problems)
    return found


def _row(kind: type[Any], headings: list[str], cells: list[str]) -> Any:  # noqa: ANN401 - a row of any register
    if len(cells) < len(headings) or any(cell.strip() for cell in cells[len(headings) :]):
        message = (
            f"{len(cells)} cells, but the heading has {len(headings)}; a comma inside a text needs quotes around it"
        )
        refuse(message)
    columns, types = columns_of(kind), types_of(kind)
    problems: list[InputProblem] = []
    values: dict[str, Any] = {} if "id" in headings else {"id": "made"}
    for name, cell in zip(headings, cells, strict=False):
        text = cell.strip()
        if not text:
            continue
        try:
            values[name] = _read(text, types[columns[name]])
        except ValueError as error:
            problems.append(InputProblem(name, str(error)))
    if "id" not in values:
        problems.append(InputProblem("id", "every row needs an id of its own"))
        values["id"] = "missing"
    row = None
    while row is None:
        try:
            row = structure(programme_converter(), values, kind)
        except InputProblems as error:
            problems.extend(InputProblem(each.path, masked(each.message)) for each in error.problems)
            wrong = {each.path.partition("[")[0] for each in error.problems}
            if not wrong & set(values):
                raise InputProblems(problems) from None
            values = {name: value for name, value in values.items() if name not in wrong}
    problems.extend(row_problems(row))
    if problems:
        raise InputProblems(problems)
    return row


def _at(line: int, problem: InputProblem) -> InputProblem:
    return InputProblem(f"line {line}, {problem.path}" if problem.path else f"line {line}", problem.message)


def _read(text: str, kind: Any) -> Any:  # noqa: ANN401 - any JSON value of any type
    """Return a cell as the JSON value of its type. Raises `ValueError`, which does not repeat the cell."""
    if get_origin(kind) is tuple:
        return [_ESCAPED.sub(r"\1", part) for part in _divided(_unquoted(text))]
    inner = next((each for each in get_args(kind) if each is not type(None)), kind)
    if inner is bool:
        if text.lower() not in _TRUTH:
            message = "expected yes or no"
            raise ValueError(message)
        return _TRUTH[text.lower()]
    if inner is int:
        if not _WHOLE.match(text):
            message = "expected a whole number"
            raise ValueError(message)
        return int(text)
    return _unquoted(text) if inner is str else text


def _unquoted(text: str) -> str:
    return text[1:] if text.startswith("'") and text[1:].startswith(_RISKY) else text


def _divided(text: str) -> list[str]:
    """Return the parts of a list; a bar with a backslash before it is part of a text."""
    parts = [""]
    escaped = False
    for letter in text:
        if letter == "|" and not escaped:
            parts.append("")
            continue
        parts[-1] += letter
        escaped = letter == "\\" and not escaped
    return parts


def _written(value: Any) -> str:  # noqa: ANN401 - any value of a field
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | Decimal):
        return str(value)
    text = "|".join(re.sub(r"([\\|])", r"\\\1", each) for each in value) if isinstance(value, tuple) else str(value)
    return f"'{text}" if text.startswith(_RISKY) else text


def _free_ids(register: str, taken: frozenset[str]) -> Iterator[str]:
    number = 0
    while True:
        number += 1
        if f"{register}-{number}" not in taken:
            yield f"{register}-{number}"


def merged(
    present: tuple[Any, ...], new: tuple[Any, ...], *, replace: bool = False
) -> tuple[tuple[Any, ...], Mapping[str, int]]:
    """Return the rows of a register with new ones, and how many were added, changed and left as they are.

    Raises `InputProblems` for an id that another row has already, unless it may be replaced.
    """
    rows = {row.id: row for row in present}
    counts = {"added": 0, "changed": 0, "same": 0}
    problems = []
    for number, row in enumerate(new, start=1):
        if row.id not in rows:
            counts["added"] += 1
        elif rows[row.id] == row:
            counts["same"] += 1
        elif replace:
            counts["changed"] += 1
        else:
            problems.append(InputProblem(f"row {number}", "another row has this id; --replace puts the new one there"))
            continue
        rows[row.id] = row
    if problems:
        raise InputProblems(problems)
    return tuple(rows.values()), counts
