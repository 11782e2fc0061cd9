"""What an activity log says about the competencies that it draws on."""

from __future__ import annotations

import contextlib
import io
import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rtwlib.cli.running import run
from rtwlib.competency.balance import Activity
from rtwlib.competency.exercised import exercised
from rtwlib.competency.frameworks import shipped_frameworks

MAP = shipped_frameworks()["coordination-actions"]
FIRST, LAST = date(2025, 3, 3), date(2025, 3, 30)
NAMES = [each.id for each in MAP.actions]

logs = st.lists(
    st.builds(
        Activity,
        person=st.sampled_from(["p1", "p2"]),
        on=st.dates(date(2025, 2, 24), date(2025, 4, 6)),
        kind=st.just("case_management"),
        hours=st.decimals("0.25", "12", places=2),
        action=st.none() | st.sampled_from(NAMES),
    ),
    max_size=15,
)


def test_an_action_counts_for_each_group_that_it_draws_on() -> None:
    rows = (
        Activity("p1", FIRST, "case_management", Decimal(3), "watch-the-work"),
        Activity("p1", LAST, "case_management", Decimal(1), "watch-the-work"),
        Activity("p1", date(2025, 3, 31), "case_management", Decimal(8), "watch-the-work"),
        Activity("p2", FIRST, "case_management", Decimal(5), "watch-the-work"),
        Activity("p1", FIRST, "case_management", Decimal(2)),
    )
    log = exercised(rows, MAP, first=FIRST, last=LAST, person="p1")
    found = {each.group.id: (each.times, each.hours) for each in log.groups if each.times}
    assert found == {"ergonomic": (2, Decimal(4)), "medical": (2, Decimal(4))}
    assert [each.id for each in log.idle] == ["clinical", "social", "mediation", "business"]
    assert log.unnamed == Decimal(2)


@given(rows=logs, more=logs)
def test_more_work_never_lowers_what_was_drawn_on(rows: list[Activity], more: list[Activity]) -> None:
    few = exercised(rows, MAP, first=FIRST, last=LAST)
    many = exercised([*rows, *more], MAP, first=FIRST, last=LAST)
    for one, other in zip(few.groups, many.groups, strict=True):
        assert one.times <= other.times
        assert one.hours <= other.hours
        assert set(one.actions) <= set(other.actions)
        assert bool(one.times) is bool(one.actions)
    whole = sum((each.hours for each in rows if FIRST <= each.on <= LAST), Decimal(0))
    assert few.unnamed <= whole
    assert all(each.hours <= whole - few.unnamed for each in few.groups)


def test_a_framework_without_actions_is_refused() -> None:
    with pytest.raises(ValueError, match="names no action"):
        exercised((), shipped_frameworks()["eight-groups"], first=FIRST, last=LAST)


def _run(*command: str) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run(command)
    return code, out.getvalue(), err.getvalue()


def test_the_command_says_it_in_words_and_in_json(tmp_path: Path) -> None:
    file = tmp_path / "time.csv"
    file.write_text("person,on,kind,hours,action\np1,2025-03-03,case_management,6,watch-the-work\n", "utf-8")
    asked = ("competency", "balance", str(file), "--from", "2025-03-03", "--to", "2025-03-30", "--actions")
    code, out, _ = _run(*asked, MAP.id)
    assert (code, "     6    1 time   Ergonomic and workplace assessment" in out) == (0, True)
    assert "Not drawn on: Clinical interview, " in out
    data = json.loads(_run(*asked, MAP.id, "--json")[1])
    assert data["exercised"][0] == {"group": "ergonomic", "times": 1, "hours": "6", "actions": ["watch-the-work"]}
    assert data["hours_of_no_action"] == "0"
    code, out, err = _run(*asked, "eight-groups")
    assert (code, out, "names no action; coordination-actions does" in err) == (2, "", True)
    file.write_text("person,on,kind,hours,action\np1,2025-03-03,case_management,6,watch-work\n", "utf-8")
    code, out, err = _run(*asked, MAP.id)
    assert (code, out, "'watch-work' is no action of coordination-actions; nearest: watch-the-work" in err) == (
        2,
        "",
        True,
    )
