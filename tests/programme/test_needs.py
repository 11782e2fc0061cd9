"""Needs for training: from the gaps of a team, and from duties that lapsed; as the command proposes them."""

from __future__ import annotations

import contextlib
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rtwlib.cli.running import run
from rtwlib.competency.assessments import Assessment, Role, coverage
from rtwlib.competency.frameworks import shipped_frameworks
from rtwlib.programme.files import read_programme
from rtwlib.programme.needs import LAPSES, Lapse, needs_from_coverage, needs_from_lapses

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"
TODAY = date(2025, 3, 10)
FRAMEWORK = shipped_frameworks()["strategic-operational"]
ROLE = Role("r", "Coordinator", FRAMEWORK.id, needs={"trust": "alone", "records": "with_help"})
LEVELS = FRAMEWORK.scales[0].levels
ASSESSMENTS = st.lists(
    st.builds(
        Assessment,
        id=st.uuids().map(str),
        person=st.sampled_from(["p1", "p2", "p3"]),
        framework=st.just(FRAMEWORK.id),
        item=st.sampled_from(["trust", "records"]),
        level=st.sampled_from(LEVELS),
        method=st.just("documents"),
        on=st.dates(date(2025, 1, 1), TODAY),
    ),
    max_size=8,
)


def counts(assessments: list[Assessment]) -> dict[str, int]:
    covers = coverage(assessments, ("p1", "p2", "p3"), ROLE, FRAMEWORK, today=TODAY)
    return {each.row.id: each.count for each in needs_from_coverage(covers, ROLE, TODAY)}


@given(ASSESSMENTS, ASSESSMENTS)
@settings(max_examples=60, deadline=None)
def test_more_evidence_never_makes_a_need_or_makes_it_greater(some: list[Assessment], more: list[Assessment]) -> None:
    before, after = counts(some), counts([*some, *more])
    assert set(after) <= set(before)
    assert all(after[name] <= before[name] for name in after)


def test_a_need_says_whom_the_role_asks_and_names_nobody() -> None:
    done = Assessment("a", "p1", FRAMEWORK.id, "trust", "alone", "documents", TODAY)
    found = needs_from_coverage(coverage([done], ("p1", "p2"), ROLE, FRAMEWORK, today=TODAY), ROLE, TODAY)
    assert [(each.row.id, each.row.for_whom, each.count) for each in found] == [
        ("gap-r-trust", "Coordinator", 1),
        ("gap-r-records", "Coordinator", 2),
    ]
    assert all(each.row.found_by == "gap" and each.row.found_on == TODAY for each in found)


@given(st.lists(st.builds(Lapse, st.sampled_from([*LAPSES, "RTW105", "RTW107"]), st.sampled_from(["l/a", "l/b"]),
                          st.just("Do it"), st.just("employer")), max_size=20), st.integers(1, 4))  # fmt: skip
def test_every_lapse_counts_once_and_nothing_else_does(lapses: list[Lapse], least: int) -> None:
    everything = needs_from_lapses(lapses, TODAY)
    assert sum(each.count for each in everything) == sum(each.code in LAPSES for each in lapses)
    assert [each for each in everything if each.count >= least] == list(needs_from_lapses(lapses, TODAY, least=least))
    assert [each.count for each in everything] == sorted((each.count for each in everything), reverse=True)
    assert len({each.row.id for each in everything}) == len(everything)


def printed(*command: str, code: int = 0) -> str:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        assert run(("programme", "needs", *command)) == code, err.getvalue()
    return out.getvalue() + err.getvalue()


def audit_of(tmp_path: Path, **changes: Any) -> str:
    row = {"code": "RTW101", "rule": "us-ct/report", "title": "Report the injury", "owed_by": "employer"}
    path = tmp_path / "audit.json"
    found = {"format": "rtwlib.audit/1", "findings": [row, row, {**row, "rule": None}, {**row, "code": "RTW105"}]}
    path.write_text(json.dumps(found | changes), "utf-8")
    return str(path)


def test_what_is_written_is_known_the_next_time(tmp_path: Path) -> None:
    to = str(tmp_path / "wider.json")
    ask = ("--audit", audit_of(tmp_path), "--competency", str(EXAMPLES / "people.json"), "--role", "coordinator")
    first = printed(str(EXAMPLES / "unit.json"), *ask, "--today", "2025-03-10", "--to", to)
    assert "RTW101, 2 times" in first
    written = read_programme(Path(to))
    assert "rtw101-us-ct-report" in {row.id for row in written.training_needs}
    again = printed(to, *ask, "--today", "2025-04-10")
    assert again.startswith(f"{len(written.training_needs) - 1} needs for training, 0 of them new")
    assert all("new" not in line.split()[:1] for line in again.splitlines()[1:])
    rows = json.loads(printed(to, *ask, "--json"))["needs"]
    assert all(row["recorded"] for row in rows)


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ((), "give --competency with --role, --audit, or both"),
        (("--competency", str(EXAMPLES / "people.json")), "--competency needs --role"),
        (("--audit", str(EXAMPLES / "people.json")), 'format: expected "rtwlib.audit/1"'),
    ],
)
def test_what_cannot_be_read_says_what_is_expected(more: tuple[str, ...], problem: str) -> None:
    assert problem in printed(str(EXAMPLES / "unit.json"), *more, code=2)


def test_findings_that_are_no_list_are_refused(tmp_path: Path) -> None:
    asked = ("--audit", audit_of(tmp_path, findings={"code": "RTW101"}))
    assert "findings: expected a list of objects" in printed(str(EXAMPLES / "unit.json"), *asked, code=2)
