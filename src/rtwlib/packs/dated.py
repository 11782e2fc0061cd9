"""Values and gaps: dated amounts from `values.toml` and its CSV files; nothing is ever carried over a gap."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from itertools import pairwise, product
from pathlib import Path
from typing import Any

from rtwlib.benefit_rules import BenefitVersion
from rtwlib.dates import DayError, Span, parse_day, subtract
from rtwlib.laws import Gap, Terms, Value, ValueVersion
from rtwlib.packs.names import Names
from rtwlib.packs.problems import expected
from rtwlib.packs.tables import PackFile, Table
from rtwlib.sources import Confidence

_COLUMNS = ("from", "until", "amount", "cite", "confidence")
_YEAR = timedelta(days=366)
_CONFIDENCES = [each.value for each in Confidence]


def read_gaps(file: PackFile, known: Iterable[str]) -> list[Gap]:
    """Return the declared gaps of a file."""
    found: list[Gap] = []
    names = set(known)
    for table in file.tables("gap", "of"):
        of = table.text("of", needed=True)
        first = table.day("from", needed=True)
        until = table.day("until")
        why = table.text("why", needed=True)
        table.done()
        if of is not None and of not in names:
            table.problem("of", expected(of, names, "entry"))
        elif first is not None and until is not None and until <= first:
            _check_until(table, first, until)
        elif of is not None and first is not None and why is not None:
            found.append(Gap(of, first, until, why))
    return found


def read_value(names: Names, table: Table, folder: Path, gaps: list[Gap]) -> Value | None:
    """Return a value with its versions, from the table itself or from the CSV file that it names."""
    name = table.ident()
    title = table.text("title", needed=True)
    unit = table.text("unit", needed=True)
    governed = table.text("governed_by", needed=True)
    names.event(table, "governed_by", governed)
    aliases, says = table.texts("aliases"), table.text("says")
    if table.has("versions"):
        if table.has("version"):
            table.problem("version", "the versions stand in the table or in a CSV file, not in both")
        versions = _from_csv(names, table, folder)
    else:
        rows = table.rows("version") if table.has("version") else [table]
        found = [_version(names, row) for row in rows]
        versions = [version for version in found if version is not None]
        for row in rows:
            if row is not table:
                row.done()
    table.done()
    if name is None or title is None or unit is None or governed is None:
        return None
    versions.sort(key=lambda version: version.from_)
    overlap = [(one, other) for one, other in pairwise(versions) if one.until is None or one.until > other.from_]
    for one, other in overlap:
        table.problem("version", f"the versions from {one.from_} and from {other.from_} overlap")
    if not overlap:
        _check_series(table, versions)
    own = tuple(gap for gap in gaps if gap.of == name)
    check_gaps(table, own, versions)
    check_holes(table, own, versions)
    if not versions and not own:
        table.problem("", "no versions and no declared gap")
    return Value(names.pack, name, title, unit, governed, tuple(versions), own, aliases, says)


def _check_series(table: Table, versions: list[ValueVersion]) -> None:
    """Report a yearly series that never ends: its last figure would be taken for those of the years after it."""
    lasted = [version.until - version.from_ for version in versions[:-1] if version.until is not None]
    if len(lasted) > 1 and max(lasted) <= _YEAR and versions[-1].until is None:
        table.problem("version", f"a yearly series ends: the figure from {versions[-1].from_} needs an until")


def check_gaps(table: Table, gaps: Iterable[Gap], versions: Iterable[ValueVersion | Terms]) -> None:
    """Report gaps that overlap a version: law cannot be both known and missing."""
    for gap, version in product(gaps, versions):
        if (version.until is None or gap.from_ < version.until) and (gap.until is None or version.from_ < gap.until):
            table.problem("", f"the gap from {gap.from_} overlaps the version from {version.from_}")


def check_holes(table: Table, gaps: Iterable[Gap], versions: Sequence[ValueVersion | Terms | BenefitVersion]) -> None:
    """Report days between two versions that no gap declares: what is not known is said, not left out."""
    declared = [Span(gap.from_, gap.until) for gap in gaps]
    ordered = pairwise(versions)
    between = [Span(one.until, other.from_) for one, other in ordered if one.until and one.until < other.from_]
    for hole in subtract(between, declared):
        table.problem(
            "version",
            f"no version from {hole.first} to before {hole.end}: expected a [[gap]] that says why it is not known",
        )


def _version(names: Names, row: Table) -> ValueVersion | None:
    first = row.day("from", needed=True)
    until = row.day("until")
    raw = row.raw("amount")
    confirmed = row.choice("from_is", ["first_known"]) is None
    cite = names.citations(row)
    confidence = row.choice("confidence", _CONFIDENCES, "statute") or "statute"
    if isinstance(raw, float | bool) or raw is None:
        row.problem("amount", "expected an exact amount: a whole number, or a decimal in quotes such as '0.375'")
        return None
    amount = _decimal(str(raw))
    if amount is None:
        row.problem("amount", f"'{raw}' is not a decimal number")
    if first is None or amount is None:
        return None
    _check_until(row, first, until)
    return ValueVersion(first, until, amount, cite, Confidence(confidence), not confirmed)


def _check_until(row: Table, first: date, until: date | None) -> None:
    if until is not None and until <= first:
        row.problem("until", f"{until} is not after {first} (until is exclusive)")


def _decimal(text: str) -> Decimal | None:
    try:
        found = Decimal(text)
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def _from_csv(names: Names, table: Table, folder: Path) -> list[ValueVersion]:
    name = table.text("versions")
    if name is None:
        return []
    path = folder / name
    if Path(name).name != name or not path.is_file():
        table.problem("versions", f"no file '{name}' beside values.toml")
        return []
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        table.problem("versions", f"{name}: not UTF-8 at byte {error.start}")
        return []
    reader = csv.DictReader(io.StringIO(text, newline=None))
    file = PackFile(folder, f"{name}#", table.file.problems)
    file.name = name
    try:
        heading = list(reader.fieldnames or [])
    except csv.Error as error:
        file.problem("heading", f"not CSV: {error}", 1)
        return []
    missing = [column for column in _COLUMNS if column not in heading]
    for column in heading:
        if column not in {*_COLUMNS, "from_is"}:
            file.problem("heading", expected(column, [*_COLUMNS, "from_is"], "column"), 1)
    if missing:
        file.problem("heading", f"missing columns: {', '.join(missing)}", 1)
        return []
    found = []
    for row in _rows(reader, file):
        if None in row:
            file.problem("row", "more cells than the heading has: quote a text that holds a comma", reader.line_num)
        data = {key: _cell(key, value or "") for key, value in row.items() if key is not None and value}
        version = _version(names, Table(data, file, "row", reader.line_num))
        if version is not None:
            found.append(version)
    return found


def _rows(reader: csv.DictReader[str], file: PackFile) -> Iterator[dict[str | None, Any]]:
    try:
        yield from reader
    except csv.Error as error:
        file.problem("", f"not CSV: {error}", reader.line_num)


def _cell(column: str, text: str) -> object:
    if column in {"from", "until"}:
        try:
            return parse_day(text.strip())
        except DayError:
            return text
    return text.strip()
