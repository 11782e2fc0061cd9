"""Map files: TOML that gives each column of a table its place in a case and says how its cells are read.

```toml
[file]                                  # all optional
header_rows = 2                         # the heading is spread over two lines
delimiter = ","
encoding = "utf-8"
repeated_ids = "number"                 # several rows carry one id: number them (default: "error")

[columns]
ClaimNumber = "id"
DateOfAccident = {to = "injury.at", read = "local"}
WeeklyWages = {to = "worker.average_weekly_wage", at_least = 1, at_most = 10000}
Gender = {to = "worker.sex", values = {F = "female", M = "male", U = ""}}

[constants]
"employer.kind" = "private"
```
"""

from __future__ import annotations

import codecs
import difflib
import tomllib
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from rtwlib.audit.cells import Reading

if TYPE_CHECKING:
    from pathlib import Path

_TABLES = ("file", "columns", "constants")
_FILE_KEYS = ("header_rows", "delimiter", "encoding", "repeated_ids", "sheet")
_COLUMN_KEYS = ("to", "read", "midnight", "layout", "values", "at_least", "at_most")
_REPEATED = ("error", "number")
_MOST_HEADER_ROWS = 10


class MapError(ValueError):
    """A map file is wrong. ``problems`` holds every problem, each with its place in the file."""

    def __init__(self, name: str, problems: list[str]) -> None:
        """Keep all problems of the file."""
        self.name = name
        self.problems = tuple(problems)
        super().__init__("\n".join(f"{name}: {problem}" for problem in problems))


@frozen
class Column:
    """A column of the table: its heading, the places in the case that it feeds, and how its cells are read."""

    name: str
    to: tuple[str, ...]
    reading: Reading = field(factory=Reading)


@frozen
class Map:
    """A map file. ``constants`` are pairs of a place and its value, the same for every row.

    ``sheet`` names the sheet of a workbook that is meant.
    """

    name: str
    columns: tuple[Column, ...]
    constants: tuple[tuple[str, Any], ...] = ()
    header_rows: int = 1
    delimiter: str = ","
    encoding: str = "utf-8-sig"
    number_repeated_ids: bool = False
    sheet: str | None = None


def nearest(word: str, words: Iterable[str]) -> str:
    """Return ``; nearest: x, y`` for words that look alike, or nothing."""
    near = difflib.get_close_matches(word, list(words), n=3, cutoff=0.5)
    return f"; nearest: {', '.join(near)}" if near else ""


def read_map(path: Path) -> Map:
    """Return the map in a file.

    Raises `MapError` with every problem of the file, `OSError` where it cannot be read.
    """
    return parse_map(path.read_bytes(), path.name)


def parse_map(text: bytes, name: str) -> Map:
    """Return the map in the bytes of a TOML file. Raises `MapError` with every problem."""
    try:
        found = tomllib.loads(text.decode("utf-8"), parse_float=Decimal)
    except UnicodeDecodeError as error:
        raise MapError(name, [f"not UTF-8 text: byte {error.start + 1} cannot be read"]) from None
    except tomllib.TOMLDecodeError as error:
        raise MapError(name, [f"not TOML: {error}"]) from None
    problems: list[str] = []
    _known(found, _TABLES, "", problems)
    tables = {table: _table(found, table, problems) for table in _TABLES}
    _known(tables["file"], _FILE_KEYS, "file.", problems)
    columns = tuple(_column(heading, entry, problems) for heading, entry in tables["columns"].items())
    if not columns and not problems:
        problems.append("[columns]: the map names no column")
    made = Map(
        name=name,
        columns=tuple(column for column in columns if column is not None),
        constants=tuple(tables["constants"].items()),
        header_rows=_header_rows(tables["file"], problems),
        delimiter=_delimiter(tables["file"], problems),
        encoding=_encoding(tables["file"], problems),
        number_repeated_ids=_one_of(tables["file"], "repeated_ids", _REPEATED, "file.", problems) == "number",
        sheet=_sheet(tables["file"], problems),
    )
    if problems:
        raise MapError(name, problems)
    return made


def _known(table: Mapping[str, Any], keys: tuple[str, ...], prefix: str, problems: list[str]) -> None:
    """Note every key that is not one of the known ones."""
    problems.extend(
        f"{prefix}{key}: not a key of a map file{nearest(key, keys) or '; the keys are ' + ', '.join(keys)}"
        for key in table
        if key not in keys
    )


def _table(found: Mapping[str, Any], name: str, problems: list[str]) -> dict[str, Any]:
    """Return a table of the file, empty where it is missing."""
    table = found.get(name, {})
    if isinstance(table, dict):
        return table
    problems.append(f"{name}: expected a table, [{name}]")
    return {}


def _column(heading: str, entry: object, problems: list[str]) -> Column | None:
    """Return what the map says of one column."""
    place = f'columns."{heading}"'
    if isinstance(entry, str):
        entry = {"to": entry}
    if not isinstance(entry, dict):
        problems.append(f'{place}: expected a place, like "worker.id", or {{to = "..."}}')
        return None
    _known(entry, _COLUMN_KEYS, f"{place}.", problems)
    to = entry.get("to")
    places = tuple(to) if isinstance(to, list) else (to,)
    if not places or not all(isinstance(one, str) and one for one in places):
        problems.append(f'{place}.to: expected a place in the case, like "injury.on"')
        return None
    return Column(heading, places, _reading(entry, f"{place}.", problems))


def _reading(entry: Mapping[str, Any], prefix: str, problems: list[str]) -> Reading:
    """Return how the cells of a column are read."""
    layout = entry.get("layout")
    if layout is not None and not (isinstance(layout, str) and "%" in layout):
        problems.append(f'{prefix}layout: expected a layout of a day, like "%d/%m/%Y"')
        layout = None
    values = entry.get("values", {})
    if not isinstance(values, dict) or not all(isinstance(value, str) for value in values.values()):
        problems.append(f'{prefix}values: expected a table of texts, like {{F = "female", M = "male"}}')
        values = {}
    return Reading(
        local=_one_of(entry, "read", ("zoned", "local"), prefix, problems) == "local",
        midnight_is_day=_one_of(entry, "midnight", ("time", "day"), prefix, problems) == "day",
        layout=layout,
        values=tuple(values.items()),
        at_least=_limit(entry, "at_least", prefix, problems),
        at_most=_limit(entry, "at_most", prefix, problems),
    )


def _limit(entry: Mapping[str, Any], key: str, prefix: str, problems: list[str]) -> Decimal | None:
    """Return a number that limits what is possible."""
    value = entry.get(key)
    if value is None:
        return None
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        return Decimal(value)
    problems.append(f"{prefix}{key}: expected a number")
    return None


def _one_of(
    table: Mapping[str, Any], key: str, values: tuple[str, ...], prefix: str, problems: list[str]
) -> str | None:
    """Return a word of a closed list, the first where it is left out."""
    value = table.get(key, values[0])
    if value in values:
        return str(value)
    problems.append(f"{prefix}{key}: {value!r} is none of {', '.join(values)}")
    return None


def _header_rows(table: Mapping[str, Any], problems: list[str]) -> int:
    """Return the number of lines of the heading."""
    value = table.get("header_rows", 1)
    if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= _MOST_HEADER_ROWS:
        return value
    problems.append(f"file.header_rows: expected a number of lines from 1 to {_MOST_HEADER_ROWS}")
    return 1


def _sheet(table: Mapping[str, Any], problems: list[str]) -> str | None:
    """Return the name of the sheet that is meant, where the file is a workbook."""
    value = table.get("sheet")
    if value is None or (isinstance(value, str) and value):
        return value
    problems.append('file.sheet: expected the name of a sheet, like "Claims"')
    return None


def _delimiter(table: Mapping[str, Any], problems: list[str]) -> str:
    """Return the character between cells."""
    value = table.get("delimiter", ",")
    if isinstance(value, str) and len(value) == 1 and value not in '"\r\n':
        return value
    problems.append('file.delimiter: expected one character, like ";" or "\\t"')
    return ","


def _encoding(table: Mapping[str, Any], problems: list[str]) -> str:
    """Return the name of the text encoding; UTF-8 lets a byte order mark pass."""
    value = table.get("encoding", "utf-8")
    try:
        name = codecs.lookup(value).name
    except (LookupError, TypeError):
        problems.append(f"file.encoding: {value!r} is no encoding that Python knows, like utf-8, cp1252 or latin-1")
        return "utf-8-sig"
    return "utf-8-sig" if name == "utf-8" else name
