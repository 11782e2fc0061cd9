"""The page of a timeline: it says what the text says, is well-formed, takes nothing for markup, tells who sees it."""

from __future__ import annotations

import contextlib
import io
import json
from datetime import date
from pathlib import Path

from attrs import evolve
from html_pages import Page

import rtwlib
from rtwlib.cli.running import run
from rtwlib.readers.page import LEGAL, MARKS, timeline_page

EXAMPLES = Path(__file__).parents[1] / "docs" / "examples"
TODAY = date(2025, 1, 6)


def _run(*command: str) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run(command)
    return code, out.getvalue(), err.getvalue()


def _case(name: str = "case.json") -> rtwlib.Case:
    return rtwlib.read_case(EXAMPLES / name)


def test_the_page_says_what_the_text_says_with_every_reason(tmp_path: Path) -> None:
    to = tmp_path / "due.html"
    code, text, _ = _run(
        "timeline", str(EXAMPLES / "case.json"), "--today", "2025-01-06", "--explain", "--all", "--html", str(to)
    )
    assert code == 1
    said = Page(to.read_text("utf-8")).text
    assert LEGAL in said
    assert MARKS in said
    for line in text.splitlines()[1:]:
        for cell in (part.strip() for part in line.split("   ")):
            for word in cell.split("  "):
                assert word.strip(": ").lower() in said.lower(), word


def test_what_looks_like_markup_is_text() -> None:
    law = rtwlib.law("us-ct")
    found = rtwlib.timeline(_case(), law, today=TODAY)
    odd = evolve(found, case="<b>", entries=(evolve(found.entries[0], title="a <script> & b"),))
    page = timeline_page([odd])
    assert "<script" not in page
    assert "a <script> & b" in Page(page).text


def test_several_cases_have_headings_and_one_without_entries_says_so() -> None:
    law = rtwlib.law("us-ct")
    full = rtwlib.timeline(_case(), law, today=TODAY)
    empty = evolve(full, case="other", entries=())
    said = Page(timeline_page([full, empty])).text
    assert "What is due in 2 cases" in said
    assert "other Read on 2025-01-06, under:" in said
    assert "Nothing is due: no rule of this law begins" in said


def test_an_audience_is_told_that_rules_are_left_out(tmp_path: Path) -> None:
    to = tmp_path / "due.html"
    asked = ("--as", "supervisor", "--for", "return_to_work", "--today", "2025-01-06")
    _run("timeline", str(EXAMPLES / "case.json"), *asked, "--html", str(to))
    assert "what supervisor may not see for return_to_work are left out" in Page(to.read_text("utf-8")).text


def test_an_input_is_not_written_over(tmp_path: Path) -> None:
    case = tmp_path / "case.json"
    case.write_text(json.dumps(json.loads((EXAMPLES / "case.json").read_text("utf-8"))), "utf-8")
    for option in ("--html", "--ics"):
        code, _, err = _run("timeline", str(case), "--today", "2025-01-06", option, str(case))
        assert (code, "this is one of the inputs" in err) == (2, True)
    assert json.loads(case.read_text("utf-8"))["id"] == "CT-2024-0117"
