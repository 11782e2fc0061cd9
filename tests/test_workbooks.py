"""Workbooks: a sheet is read as the same table in CSV is; other files are refused with a reason."""

from __future__ import annotations

import contextlib
import csv
import io
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter  # type: ignore[import-untyped]  # the library has no types
from hypothesis import given, settings
from hypothesis import strategies as st

from rtwlib.audit.tables import TableError
from rtwlib.audit.workbooks import findings_workbook, sheet_as_csv
from rtwlib.cli.running import run
from rtwlib.extras import MissingExtraError, optional
from rtwlib.findings import Finding, Severity, Where

HEADING = ["id", "injury.on", "event:injury_reported_to_employer", "worker.average_weekly_wage"]
ROWS: list[list[Any]] = [
    ["A1", date(2024, 5, 6), date(2024, 5, 7), 812.5],
    ["A2", date(2024, 6, 3), None, 1000],
]


def workbook(*sheets: tuple[str, list[list[Any]]]) -> bytes:
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"remove_timezone": True, "default_date_format": "yyyy-mm-dd"}) as book:
        for name, rows in sheets:
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return data.getvalue()


def printed(*command: str, code: int) -> tuple[str, str]:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        assert run(command) == code, err.getvalue()
    return out.getvalue(), err.getvalue()


def audited(path: Path, *more: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        printed("audit", str(path), "--law", "us-ct", "--today", "2025-01-06", "--json", *more, code=1)[0]
    )
    return found


def test_a_workbook_says_the_same_as_the_same_table_in_csv(tmp_path: Path) -> None:
    (tmp_path / "claims.xlsx").write_bytes(workbook(("Claims", [HEADING, *ROWS])))
    lines = [",".join("" if cell is None else str(cell) for cell in row) for row in [HEADING, *ROWS]]
    (tmp_path / "claims.csv").write_text("\n".join(lines), "utf-8")
    of_book, of_text = audited(tmp_path / "claims.xlsx"), audited(tmp_path / "claims.csv")
    assert of_book["cases"] == 2
    assert json.dumps(of_book).replace("claims.xlsx", "claims.csv") == json.dumps(of_text)


def test_the_line_of_a_finding_is_the_row_of_the_sheet(tmp_path: Path) -> None:
    rows: list[list[Any]] = [HEADING, ["A1", "not\na day", None, 5], [None] * 4, ["A2", date(2024, 5, 6), None, 812.5]]
    (tmp_path / "claims.xlsx").write_bytes(workbook(("Claims", rows)))
    out, _ = printed("audit", str(tmp_path / "claims.xlsx"), "--law", "us-ct", "--today", "2025-01-06", code=2)
    assert "claims.xlsx, line 2   injury.on: 'not a day'" in out
    assert "1 case read, 1 left out" in out


def test_the_map_says_which_sheet_is_meant(tmp_path: Path) -> None:
    book = tmp_path / "claims.xlsx"
    book.write_bytes(workbook(("Notes", [["nothing"]]), ("Claims", [["Number", "Hurt"], ["A1", date(2024, 5, 6)]])))
    ask = ("audit", str(book), "--law", "us-ct", "--today", "2025-01-06")
    assert "has several sheets; say in the map which is meant" in printed(*ask, code=2)[1]
    chosen = tmp_path / "map.toml"
    columns = 'Number = "id"\nHurt = {to = "injury.on", layout = "%d/%m/%Y"}\n'
    text = f'[file]\nsheet = "Claims"\ndelimiter = ";"\n[columns]\n{columns}'
    chosen.write_text(text, "utf-8")
    assert audited(book, "--map", str(chosen))["cases"] == 1
    chosen.write_text(text.replace("Claims", "Claim"), "utf-8")
    assert "has no sheet 'Claim'" in printed(*ask, "--map", str(chosen), code=2)[1]
    chosen.write_text(text.replace('"Claims"', "3"), "utf-8")
    assert "file.sheet: expected the name of a sheet" in printed(*ask, "--map", str(chosen), code=2)[1]


def test_what_is_no_workbook_is_said_to_be_none(tmp_path: Path) -> None:
    (tmp_path / "claims.xlsx").write_bytes(b"id,injury.on\n")
    _, err = printed("audit", str(tmp_path / "claims.xlsx"), "--law", "us-ct", code=2)
    assert "claims.xlsx: not a workbook that can be read" in err


def test_without_the_library_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(module: str, extra: str, what: str) -> Any:
        return optional(f"no_such_{module}", extra, what)

    monkeypatch.setattr("rtwlib.audit.workbooks.optional", missing)
    with pytest.raises(MissingExtraError, match=r"reading a workbook needs .*pip install 'rtwlib\[excel\]'"):
        sheet_as_csv(b"", "claims.xlsx")


@given(st.decimals(-(10**9), 10**9, places=4))
@settings(max_examples=60, deadline=None)
def test_an_amount_comes_out_as_it_went_in(amount: Decimal) -> None:
    text = sheet_as_csv(workbook(("S", [["x"], [float(amount)]])), "b").decode().splitlines()[1]
    assert Decimal(text) == amount
    assert "E" not in text.upper()


def test_cells_of_every_sort_are_text_on_one_line() -> None:
    data = workbook(("S", [["a", "b", "c", "d"], [True, "two\nlines", datetime(2024, 5, 6, 14, 30, tzinfo=UTC), 1e15]]))
    assert sheet_as_csv(data, "b").decode() == "a,b,c,d\ntrue,two lines,2024-05-06T14:30:00,1000000000000000\n"


def test_an_unknown_sheet_is_refused_with_those_there_are() -> None:
    with pytest.raises(TableError, match=r"b: has no sheet 'T'; .*it has S$"):
        sheet_as_csv(workbook(("S", [["x"]])), "b", "T")


def test_findings_as_a_workbook_are_those_of_the_csv(tmp_path: Path) -> None:
    (tmp_path / "claims.csv").write_text("id,injury.on\n=1+1,2024-05-06\nA2,not a day\n", "utf-8")
    to, text = tmp_path / "found.xlsx", tmp_path / "found.csv"
    ask = ("audit", str(tmp_path / "claims.csv"), "--law", "us-ct", "--today", "2025-01-06")
    printed(*ask, "--xlsx", str(to), "--csv", str(text), code=2)
    of_book = list(csv.DictReader(io.StringIO(sheet_as_csv(to.read_bytes(), "found.xlsx").decode())))
    of_text = list(csv.DictReader(io.StringIO(text.read_text("utf-8"))))
    assert len(of_book) == len(of_text) > 3
    for one, other in zip(of_book, of_text, strict=True):
        assert one == {name: cell.removeprefix("'") for name, cell in other.items()}


def test_a_day_is_a_day_and_a_text_is_no_formula() -> None:
    found = Finding("RTW101", Severity.ERROR, Where("=1+1"), "missed", due=date(2024, 12, 30))
    calamine = pytest.importorskip("python_calamine")
    book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(findings_workbook([found])))
    row = dict(zip(*book.get_sheet_by_name("Findings").to_python(), strict=True))
    assert (row["case"], row["due"]) == ("=1+1", date(2024, 12, 30))


def test_a_workbook_is_not_written_over_the_input(tmp_path: Path) -> None:
    book = tmp_path / "claims.xlsx"
    book.write_bytes(workbook(("Claims", [HEADING, *ROWS])))
    _, err = printed("audit", str(book), "--law", "us-ct", "--xlsx", str(book), code=2)
    assert "--xlsx" in err
    assert "this is one of the inputs" in err
