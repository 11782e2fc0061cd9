"""The page of an audit: it says what the text says, is well-formed, takes nothing for markup, and marks the law."""

from __future__ import annotations

import contextlib
import io
from datetime import date
from pathlib import Path

import pytest
from html_pages import Page

from rtwlib.audit.page import audit_page
from rtwlib.audit.results import Audit, FileResult
from rtwlib.audit.summary import Summary
from rtwlib.cli.running import run
from rtwlib.findings import Finding, Severity, Where
from rtwlib.readers.page import LEGAL, MARKS

EXAMPLES = Path(__file__).parents[1] / "docs" / "examples"


def audited(tmp_path: Path) -> tuple[str, str]:
    """Return an audit as text and as a page."""
    to, out = tmp_path / "audit.html", io.StringIO()
    ask = ("audit", str(EXAMPLES / "claims.csv"), "--law", "us-ct", "--map", str(EXAMPLES / "map.toml"))
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
        assert run((*ask, "--today", "2024-09-30", "--limit", "500", "--html", str(to))) == 2
    return out.getvalue(), to.read_text("utf-8")


def test_the_page_says_what_the_text_says(tmp_path: Path) -> None:
    text, page = audited(tmp_path)
    said = Page(page).text
    for line in text.splitlines():
        for cell in (part.strip() for part in line.split("   ")):
            if cell and not cell.startswith(("Audit of", "law:", "today", "38 findings", "On time")):
                assert cell.split("  ")[-1].split(":")[0] in said, cell
    assert "Connecticut workers' compensation: us-ct 2026.11.0, reviewed" in said
    assert LEGAL in said
    assert MARKS in said


def audit_of(*findings: Finding) -> Audit:
    return Audit((), Summary(date(2025, 1, 6), "UTC", 10), [FileResult("<b>.json", 1)], list(findings))


def test_what_looks_like_markup_is_text_and_the_law_is_marked() -> None:
    found = Finding(
        "RTW101", Severity.ERROR, Where("<script>alert(1)</script>"), "a & b", cite="Act, s 1 <i>", fix="Do it",
        marks=("unconfirmed", "date not confirmed"),
    )  # fmt: skip
    page = audit_page(audit_of(found))
    assert "<script" not in page
    said = Page(page).text
    assert "RTW101 error <script>alert(1)</script>: a & b" in said
    assert "Act, s 1 <i>, unconfirmed, date not confirmed" in said
    assert "To do: Do it" in said


@pytest.mark.parametrize(("count", "more"), [(2, False), (5, True)])
def test_only_so_many_are_listed_and_the_rest_is_counted(count: int, more: bool) -> None:
    found = [Finding("RTW101", Severity.ERROR, Where(f"c{number}"), "missed") for number in range(count)]
    said = Page(audit_page(audit_of(*found), limit=2)).text
    assert ("And 3 findings more" in said) is more


def test_an_audit_without_findings_says_so() -> None:
    said = Page(audit_page(audit_of())).text
    assert "0 findings." in said
    assert "none of the duties with a last day" in said


def test_a_page_is_not_written_over_the_input(tmp_path: Path) -> None:
    case = tmp_path / "case.json"
    case.write_bytes((EXAMPLES / "case.json").read_bytes())
    err = io.StringIO()
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(err):
        assert run(("audit", str(case), "--today", "2025-01-06", "--html", str(case))) == 2
    assert "this is one of the inputs" in err.getvalue()
