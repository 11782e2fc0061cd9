"""An audit against an earlier one: nothing is new against itself, what is new or gone is told."""

from __future__ import annotations

import contextlib
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from html_pages import Page
from hypothesis import given
from hypothesis import strategies as st

from rtwlib.audit.baseline import compare, read_baseline
from rtwlib.audit.results import Audit
from rtwlib.audit.summary import Summary
from rtwlib.cli.running import run
from rtwlib.codec import InputProblems
from rtwlib.findings import Finding, Severity, Where

EXAMPLES = Path(__file__).parents[1] / "docs" / "examples"
FINDINGS = st.builds(
    lambda code, case, rule, due, line: Finding(
        code, Severity.ERROR, Where(case, None if rule else "column", "a.csv", line), "message", due, rule=rule
    ),
    st.sampled_from(["RTW101", "RTW104"]),
    st.sampled_from(["c1", "c2", None]),
    st.sampled_from(["us-ct/one", "us-ct/two", None]),
    st.sampled_from([date(2024, 12, 9), date(2025, 1, 3), None]),
    st.integers(1, 50),
)


def audit_of(findings: list[Finding]) -> Audit:
    return Audit((), Summary(date(2025, 1, 6), "UTC", 10), [], list(findings))


def as_baseline(findings: list[Finding]) -> tuple[Any, ...]:
    return read_baseline(json.dumps(audit_of(findings).to_json()).encode())


@given(st.lists(FINDINGS, max_size=12), st.lists(FINDINGS, max_size=12))
def test_new_before_and_gone_add_up(earlier: list[Finding], now: list[Finding]) -> None:
    audit = audit_of(now)
    compare(audit, as_baseline(earlier), "before.json")
    assert audit.compared is not None
    assert len(audit.findings) + audit.compared.as_before == len(now)
    assert len(audit.compared.gone) + audit.compared.as_before == len(earlier)
    assert all(finding in now for finding in audit.findings)


@given(st.lists(FINDINGS, max_size=12), st.randoms(use_true_random=False))
def test_nothing_is_new_against_itself_in_any_order(findings: list[Finding], mix: Any) -> None:
    audit = audit_of(mix.sample(findings, len(findings)))
    compare(audit, as_baseline(findings), "before.json")
    assert audit.compared is not None
    assert (audit.findings, audit.compared.gone) == ([], ())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "not JSON"),
        ("[]", "expected 'rtwlib.audit/1'"),
        ('{"format": "rtwlib.case/1"}', "expected 'rtwlib.audit/1'"),
        ('{"format": "rtwlib.audit/1"}', "expected a list of findings"),
        ('{"format": "rtwlib.audit/1", "findings": [{"code": "RTW101"}]}', "expected a list of findings"),
        ('{"format": "rtwlib.audit/1", "findings": [], "compared": {}}', "make the baseline without --baseline"),
    ],
)
def test_what_is_no_earlier_report_is_refused(text: str, message: str) -> None:
    with pytest.raises(InputProblems, match=message):
        read_baseline(text.encode())


def _run(*command: str) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run(("audit", *command))
    return code, out.getvalue(), err.getvalue()


def test_the_command_shows_and_counts_only_what_is_new(tmp_path: Path) -> None:
    january, page = tmp_path / "january.json", tmp_path / "report.html"
    case = str(EXAMPLES / "case.json")
    january.write_text(_run(case, "--today", "2025-01-06", "--json")[1], "utf-8")
    asked = (case, "--baseline", str(january))
    code, out, _ = _run(*asked, "--today", "2025-01-06")
    assert code == 0
    assert "Against january.json: 1 finding as before, not listed; 0 gone" in out
    assert "Nothing new" in out
    code, out, _ = _run(*asked, "--today", "2026-01-06", "--html", str(page))
    assert code == 1
    assert "new finding" in out
    said = Page(page.read_text("utf-8")).text
    assert "Against january.json: 1 finding as before, not listed; 0 gone" in said
    found = json.loads(_run(*asked, "--today", "2025-01-06", "--json")[1])
    assert (found["findings"], found["compared"]["as_before"]) == ([], 1)


def test_what_is_gone_is_listed(tmp_path: Path) -> None:
    january, other = tmp_path / "january.json", tmp_path / "other.json"
    january.write_text(_run(str(EXAMPLES / "case.json"), "--today", "2025-01-06", "--json")[1], "utf-8")
    other.write_text((EXAMPLES / "case.json").read_text("utf-8").replace("CT-2024-0117", "CT-2024-0118"), "utf-8")
    code, out, _ = _run(str(other), "--today", "2025-01-06", "--baseline", str(january))
    assert (code, "Gone (1)" in out) == (1, True)
    assert "RTW101   CT-2024-0117   Send the chairperson" in out
    code, out, _ = _run(str(other), "--today", "2025-01-06", "--baseline", str(january), "--limit", "0")
    assert "and 1 more: --json has all" in out


def test_a_wrong_baseline_is_told_and_one_is_never_written_over(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.json"
    wrong.write_text("{}", "utf-8")
    case = str(EXAMPLES / "case.json")
    code, _, err = _run(case, "--today", "2025-01-06", "--baseline", str(wrong))
    assert (code, "wrong.json: format: expected 'rtwlib.audit/1'" in err) == (2, True)
    code, _, err = _run(case, "--today", "2025-01-06", "--baseline", str(wrong), "--csv", str(wrong))
    assert (code, "expected 'rtwlib.audit/1'" in err or "this is one of the inputs" in err) == (2, True)
    assert _run(case, "--today", "2025-01-06", "--baseline", str(tmp_path / "none.json"))[0] == 2
