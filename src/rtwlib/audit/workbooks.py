"""Workbooks: one sheet as CSV text, so that a map reads it like any other table; and findings as a workbook."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from attrs import evolve

from rtwlib.audit.mapping import Map
from rtwlib.audit.results import CSV_COLUMNS, cells_of
from rtwlib.audit.tables import TableError
from rtwlib.extras import optional
from rtwlib.findings import Finding

SUFFIXES = frozenset({".xlsx", ".xlsm", ".xls", ".ods"})


def sheet_as_csv(data: bytes, name: str, sheet: str | None = None) -> bytes:
    """Return a sheet of a workbook as UTF-8 CSV; line numbers are those of its rows.

    Days and moments are written as ISO 8601, numbers with the digits that a spreadsheet shows, fifteen at most. Without
    a ``sheet`` the workbook must have one only. Raises `TableError`, and `MissingExtraError` without the extra.
    """
    calamine = optional("python_calamine", "excel", "reading a workbook")
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        names = list(book.sheet_names)
        rows = _sheet(book, names, name, sheet)
    except calamine.CalamineError as error:
        message = f"{name}: not a workbook that can be read: {error}"
        raise TableError(message) from None
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([_text(cell) for cell in row] for row in rows)
    return out.getvalue().encode()


def map_of_sheet(found: Map) -> Map:
    """Return a map as it reads what `sheet_as_csv` gives: days and moments of a workbook are read as what they are."""
    columns = tuple(evolve(each, reading=evolve(each.reading, of_workbook=True)) for each in found.columns)
    return evolve(found, columns=columns, delimiter=",", encoding="utf-8")


def findings_workbook(findings: Iterable[Finding]) -> bytes:
    """Return findings as a workbook: a heading that can be filtered, days as days, no cell that is run as a formula.

    Raises `MissingExtraError` without the extra.
    """
    xlsxwriter = optional("xlsxwriter", "excel", "writing a workbook")
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "remove_timezone": True}) as book:
        sheet = book.add_worksheet("Findings")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        heading = book.add_format({"bold": True})
        sheet.write_row(0, 0, CSV_COLUMNS, heading)
        last = 0
        for last, finding in enumerate(findings, start=1):
            for column, cell in enumerate(cells_of(finding)):
                if isinstance(cell, date) and not isinstance(cell, datetime):
                    sheet.write_datetime(last, column, datetime(cell.year, cell.month, cell.day), day)  # noqa: DTZ001 - a sheet knows no zone
                elif isinstance(cell, int):
                    sheet.write_number(last, column, cell)
                elif cell is not None:
                    sheet.write_string(last, column, cell.isoformat() if isinstance(cell, datetime) else str(cell))
        sheet.autofilter(0, 0, last, len(CSV_COLUMNS) - 1)
        sheet.freeze_panes(1, 0)
    return out.getvalue()


def _sheet(book: Any, names: list[str], name: str, sheet: str | None) -> Iterable[list[Any]]:  # noqa: ANN401 - of another library
    """Return the rows of the sheet that is meant."""
    if sheet is None and len(names) == 1:
        sheet = names[0]
    if sheet is None or sheet not in names:
        asked = "has several sheets" if sheet is None else f"has no sheet '{sheet}'"
        say = 'say in the map which is meant: sheet = "..." under [file]'
        message = f"{name}: {asked}; {say}; it has {', '.join(names)}"
        raise TableError(message)
    rows: Iterable[list[Any]] = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    return rows


def _text(cell: object) -> str:
    """Return a cell as text on one line."""
    match cell:
        case bool():
            return "true" if cell else "false"
        case float():
            return _number(cell)
        case datetime() | date() | time():
            return cell.isoformat()
        case timedelta():
            return str(cell)
        case _:
            return " ".join(str(cell).split("\n"))


def _number(value: float) -> str:
    """Return a number of a spreadsheet, which keeps fifteen digits, as plain decimal text."""
    return f"{Decimal(f'{value:.15g}'):f}"
