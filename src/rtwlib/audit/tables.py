"""Reading a table of claims: CSV text with its heading, row by row, into cases."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from itertools import islice
from typing import IO, TYPE_CHECKING

from attrs import evolve, frozen

from rtwlib.audit.compiling import compile_rows, plain_map
from rtwlib.audit.headings import merge, place
from rtwlib.audit.mapping import Map
from rtwlib.audit.rows import RowBuilder, RowError
from rtwlib.audit.running import Read, Source, Unreadable
from rtwlib.audit.silence import silence_of, without_unread

if TYPE_CHECKING:
    from rtwlib.laws import Law

_LONGEST_CELL = 1 << 20
_ESCAPED = re.compile("[\udc80-\udcff]")


class TableError(ValueError):
    """A table that cannot be read at all; the message says why."""


def table_source(stream: IO[bytes], name: str, law: Law, found: Map | None) -> Source:
    """Return the cases of a table as a source for an audit; rows are read as they are asked for.

    Without a map, headings that are themselves places in a case (``injury.on``) are read as such. Raises
    `TableError` for a table without a heading, or with one in another encoding, `MapError` for a map that does not fit.
    """
    layout = found or Map(name, ())
    text = io.TextIOWrapper(stream, encoding=layout.encoding, newline="", errors="surrogateescape")
    csv.field_size_limit(_LONGEST_CELL)
    rows = csv.reader(text, delimiter=layout.delimiter, strict=True)
    headings = _heading(rows, layout, name)
    used = found or plain_map(headings, name, law)
    placed = place(used.columns, headings, used.name)
    builder = compile_rows(used, placed, law)
    ids = _Ids(number=used.number_repeated_ids)
    silence = silence_of(builder, law)
    return Source(
        name=name,
        cases=_cases(_Table(text, rows, len(headings), builder, ids)),
        silence=silence,
        mapped=tuple((column.name, to) for _, column in placed.columns for to in column.to),
        unmapped=placed.unmapped,
        law=without_unread(law, silence),
        renumbered=lambda: ids.numbered,
    )


class _Ids:
    """Gives the second row of an id a number behind it, where the map says so."""

    def __init__(self, *, number: bool) -> None:
        """Start without any id."""
        self.number = number
        self.numbered = 0
        self._seen: dict[str, int] = {}

    def name(self, found: str) -> str:
        """Return the id of a row: itself, or with `` (2)`` behind it for the second row that carries it."""
        if not self.number:
            return found
        times = self._seen[found] = self._seen.get(found, 0) + 1
        if times == 1:
            return found
        self.numbered += 1
        return f"{found} ({times})"


def _heading(rows: Iterator[list[str]], layout: Map, name: str) -> tuple[str, ...]:
    """Return the heading of a table."""
    try:
        lines = list(islice(rows, layout.header_rows))
    except (UnicodeDecodeError, csv.Error) as error:
        message = f"{name}: line 1: {error}"
        raise TableError(message) from None
    headings = merge(lines)
    if any(map(_undecoded, headings)):
        message = f"{name}: line 1: {_other_encoding(layout.encoding)}"
        raise TableError(message)
    if len(lines) < layout.header_rows or not any(headings):
        message = f"{name}: empty; expected a heading and one row for each case"
        raise TableError(message)
    return headings


@frozen
class _Table:
    """A table on its way: its text, its rows after the heading, how wide they are, and what builds their cases."""

    text: io.TextIOWrapper
    rows: Iterator[list[str]]
    width: int
    builder: RowBuilder
    ids: _Ids


def _cases(table: _Table) -> Iterator[Read | Unreadable]:
    """Yield the case of each row, or why it cannot be read. Blank rows are passed over."""
    rows, text = table.rows, table.text
    try:
        while True:
            line: int = rows.line_num + 1  # type: ignore[attr-defined]  # the csv reader has it
            try:
                cells = next(rows)
            except StopIteration:
                return
            except csv.Error as error:
                last: int = rows.line_num  # type: ignore[attr-defined]  # as above
                yield Unreadable(
                    f"not CSV: {error}" + (f"; lines {line} to {last} are lost" if last > line else ""), line
                )
                continue
            except UnicodeDecodeError:
                yield Unreadable(f"{_other_encoding(text.encoding)}; the rest of the file was not read", line)
                return
            if any(map(str.strip, cells)):
                yield _row(cells, line, table)
    finally:
        text.detach()


def _row(cells: list[str], line: int, table: _Table) -> Read | Unreadable:
    """Return the case of a row, or why it cannot be read."""
    if len(cells) != table.width:
        return Unreadable(f"{len(cells)} cells where the heading has {table.width}", line)
    if any(map(_undecoded, cells)):
        return Unreadable(_other_encoding(table.text.encoding), line)
    try:
        case, ignored = table.builder.build(cells, line)
    except RowError as error:
        return Unreadable(str(error), line)
    return Read(evolve(case, id=table.ids.name(case.id)) if table.ids.number else case, line, ignored)


def _undecoded(cell: str) -> bool:
    """Return whether a cell holds bytes that are not of the file's encoding."""
    return not cell.isascii() and _ESCAPED.search(cell) is not None


def _other_encoding(encoding: str) -> str:
    """Return what to do about text in another encoding."""
    shown = encoding.removesuffix("-sig")
    return f'not {shown} text; say in the map what it is, like encoding = "cp1252" or "latin-1" under [file]'
