"""What the catalog adds to a law: the closed days and limits of hooks, and what it says of folders given by path."""

from __future__ import annotations

from datetime import date
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
from support import TIME, limit, write_pack

from rtwlib.catalog import GROUP, Catalog
from rtwlib.hooks import HookError
from rtwlib.packs import PackError

BODY = 'after = "claim_made"\ncount = "5 days"\nmet_by = ["claim_accepted"]'
MODULE = """
from datetime import date
from pathlib import Path
from attrs import evolve
from rtwlib.hooks import PackSource, hookimpl

@hookimpl
def rtw_pack():
    return PackSource("xx-yy", Path(__file__).parent / "xx_yy")
"""
CLOSED = """
@hookimpl
def rtw_calendar(jurisdiction, year):
    return {date(2024, 7, 3): "Founders' Day", date(2024, 12, 24): "the eve"} if year == 2024 else None
"""


@pytest.fixture
def modules(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.syspath_prepend(tmp_path)
    return tmp_path


def catalog(folder: Path, name: str, text: str, **files: str) -> Catalog:
    write_pack(folder / "xx_yy", **{"deadlines": limit("x", BODY), **files})
    (folder / f"{name}.py").write_text(MODULE + text, "utf-8")
    return Catalog([EntryPoint("xx-yy", name, GROUP)])


def test_closed_days_of_a_hook_are_closed_and_say_why(modules: Path) -> None:
    opened = TIME.replace("[[rule]]", 'remove = [{on = 2024-12-24, cite = "act s 1"}]\n[[rule]]')
    calendar = catalog(modules, "hook_closed", CLOSED, time=opened).law("xx-yy").time["xx-yy"].calendar
    assert calendar.closed_because(date(2024, 7, 3)) == "Founders' Day"
    assert calendar.closed_because(date(2024, 12, 24)) == "the eve"
    assert calendar.closed_because(date(2024, 7, 4)) == "Independence Day"
    assert calendar.closed_because(date(2024, 7, 6)) == "Saturday"
    assert calendar.next_open(date(2024, 7, 3)) == date(2024, 7, 5)
    assert calendar.is_open(date(2025, 7, 3))


def test_a_calendar_to_which_hooks_add_nothing_stays_the_same(modules: Path) -> None:
    silent = CLOSED.replace("2024 else", "1900 else")
    without = Catalog([], [write_pack(modules / "plain")]).law("xx-yy").time["xx-yy"].calendar
    assert catalog(modules, "hook_silent", silent).law("xx-yy").time["xx-yy"].calendar == without


def test_a_closed_day_of_another_year_is_an_error(modules: Path) -> None:
    with pytest.raises(HookError, match="rtw_calendar was asked for 1990 and gave 2024-07-03"):
        catalog(modules, "hook_other_year", CLOSED.replace("if year == 2024 else None", "")).law("xx-yy")


def test_a_limit_of_a_hook_that_closes_a_circle_is_an_error_of_the_pack(modules: Path) -> None:
    circle = """
@hookimpl
def rtw_time_limits(law):
    first = law.limits[0]
    terms = first.versions[0]
    anchor = evolve(terms.start.branches[0].anchor, sort="due", name="xx-yy/more")
    start = evolve(terms.start, branches=(evolve(terms.start.branches[0], anchor=anchor),))
    return [evolve(first, id="more", versions=(evolve(terms, start=start),))]
"""
    with pytest.raises(PackError, match="rtw_time_limits: these rules wait for each other: xx-yy/more -> xx-yy/more"):
        catalog(modules, "hook_circle", circle).law("xx-yy")


def test_one_module_seen_twice_is_one_pack(modules: Path) -> None:
    catalog(modules, "hook_twice", "")
    assert Catalog([EntryPoint("xx-yy", "hook_twice", GROUP)] * 2).law("xx-yy").id == "xx-yy"


def test_code_in_a_folder_given_by_path_is_not_executed_and_that_is_said(modules: Path) -> None:
    folder = write_pack(modules / "xx_yy")
    assert Catalog([], [folder]).notices() == ()
    (folder / "rules.py").write_text("raise SystemExit('run')")
    found = Catalog([], [folder])
    assert found.law("xx-yy").id == "xx-yy"
    assert [str(notice) for notice in found.notices()] == [
        "rules.py: xx-yy: not executed: a folder given by path runs no code; install the pack to use its formulas"
    ]
