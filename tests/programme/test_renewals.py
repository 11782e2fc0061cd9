"""Assessments of competencies stand on the agenda of the person whom they are about."""

from __future__ import annotations

import contextlib
import io
import json
from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from rtwlib.cli.running import run
from rtwlib.competency.assessments import Assessment
from rtwlib.competency.frameworks import shipped_frameworks
from rtwlib.entries import State
from rtwlib.programme.agenda import merged
from rtwlib.programme.renewals import renewal_items

KNOWN = shipped_frameworks()
DAYS = st.dates(date(2024, 1, 1), date(2026, 1, 1))


def assessed(item: str, *, next_review: date | None = None, until: date | None = None) -> Assessment:
    return Assessment(
        id=f"a-{item}",
        person="p1",
        framework="strategic-operational",
        item=item,
        level="alone",
        method="test",
        on=date(2024, 1, 8),
        next_review=next_review,
        until=until,
    )


def test_the_end_and_the_review_of_an_assessment() -> None:
    held = (
        assessed("trust", until=date(2025, 2, 4)),
        assessed("records", next_review=date(2024, 12, 2), until=date(2026, 1, 8)),
        assessed("time"),
        assessed("legislation", until=date(2025, 1, 6)),
    )
    found = {each.about: each for each in renewal_items(held, KNOWN, date(2025, 1, 6))}
    assert list(found) == ["a-trust", "a-records", "a-legislation"]
    assert found["a-trust"].on == date(2025, 2, 4)
    assert found["a-trust"].owner == "p1"
    assert found["a-trust"].entry.title.startswith("Renew an assessment: ")
    assert found["a-records"].entry.title.startswith("Review an assessment: ")
    assert found["a-records"].entry.state is State.UNKNOWN
    assert found["a-legislation"].entry.state is State.OPEN


@given(until=st.lists(DAYS, max_size=6), today=DAYS)
def test_each_assessment_is_there_once(until: list[date], today: date) -> None:
    items = ("trust", "records", "time", "legislation", "relationships", "active-listening")
    held = [assessed(item, until=day) for item, day in zip(items, until, strict=False)]
    found = merged(renewal_items(held, KNOWN, today))
    assert sorted(each.about for each in found) == sorted(each.id for each in held if each.on <= today)
    assert [each.on for each in found] == sorted(each.on for each in found)


def _run(*command: str) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run(command)
    return code, out.getvalue(), err.getvalue()


def test_the_agenda_shows_them_to_whoever_keeps_the_record(tmp_path: Path) -> None:
    file = tmp_path / "people.json"
    row = {"id": "a1", "person": "p1", "framework": "strategic-operational", "item": "trust", "level": "alone",
           "method": "test", "on": "2024-01-08", "until": "2025-02-04"}  # fmt: skip
    file.write_text(json.dumps({"format": "rtwlib.competency/1", "assessments": [row]}), "utf-8")
    asked = ("agenda", "--competency", str(file), "--today", "2025-01-06")
    code, out, _ = _run(*asked)
    assert (code, "Renew an assessment: " in out, "p1 1, 0 past" in out) == (0, True, True)
    assert "p1" not in _run(*asked, "--owner", "p2")[1].splitlines()[0]
    code, out, err = _run(*asked, "--as", "worker", "--for", "own_record")
    assert (code, out) == (2, "")
    assert "leave out --competency" in err
    code, _, err = _run("agenda", "--today", "2025-01-06")
    assert (code, "--competency" in err) == (2, True)
