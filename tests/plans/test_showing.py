"""Pages, pictures, calendar files and commands: what people see of a plan, and what an audience may not."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

import rtwlib
from rtwlib.cli.running import run
from rtwlib.plans.calendar_file import plan_ics
from rtwlib.plans.pages import plan_page, plan_text
from rtwlib.plans.pictures import plan_svg

CASE: dict[str, Any] = {
    "format": "rtwlib.case/1",
    "id": "VIC-1",
    "jurisdictions": ["au-vic"],
    "worker": {"name": "Ada Example", "hours_per_week": "38", "days_per_week": "5", "occupation": "storeperson"},
    "injury": {"kind": "accident", "on": "2024-11-04"},
    "claim": {"made_on": "2024-11-10"},
    "facts": {"earnings.pre_injury_weekly": "1200", "earnings.deductible_weekly": "0"},
    "events": [{"kind": "claim_made", "on": "2024-11-10"}, {"kind": "payment_commenced", "on": "2024-11-12"}],
    "certificates": [
        {"issuer": "Dr Example", "from": "2025-01-06", "until": "2025-02-02", "capacity": "some", "hours_per_day": "4",
         "days_per_week": "5"},
        {"from": "2025-02-03", "until": "2025-03-02", "capacity": "some", "hours_per_day": "7.6", "days_per_week": "5"},
    ],
}  # fmt: skip


@contextmanager
def captured() -> Iterator[tuple[StringIO, StringIO]]:
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        yield out, err


@pytest.fixture(name="folder")
def fixture_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "case.json").write_text(json.dumps(CASE), encoding="utf-8")
    with captured() as (_, err):
        code = run(
            [
                "plan",
                "new",
                "case.json",
                "--start",
                "2025-01-06",
                "--first",
                "2x3",
                "--duty",
                "records",
                "--to",
                "plan.json",
            ]
        )
    assert code == 0, err.getvalue()
    return tmp_path


class Tags(HTMLParser):
    """Counts what opens and closes."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        if tag not in {"meta", "br"}:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, tag
        assert self.open.pop() == tag


def plan_of(folder: Path) -> rtwlib.Plan:
    return rtwlib.read_plan(folder / "plan.json")


def test_the_page_is_well_formed_and_says_what_the_picture_shows(folder: Path) -> None:
    plan, case = plan_of(folder), rtwlib.read_case(CASE)
    page = plan_page(plan, case.certificates, stamp="Law: au-vic.")
    tags = Tags()
    tags.feed(page)
    assert tags.open == []
    assert {"svg", "table", "title", "main"} <= tags.seen
    assert "<script" not in page
    for phase in plan.phases:
        assert str(phase.from_) in page
        assert f"{phase.hours_per_week.normalize():f}" in page if phase.hours_per_week else True
    assert page.count('class="phase"') == len(plan.phases)
    assert page.count('class="certificate') >= 2
    assert page.count('class="review"') == len(plan.reviews)


def test_text_from_a_file_is_escaped() -> None:
    plan = rtwlib.read_plan(
        {
            "format": "rtwlib.plan/1",
            "id": "p",
            "goal": {"job": "same", "employer": "same", "title": "<b>nurse</b>"},
            "supervisor": "<script>x</script>",
            "phases": [{"from": "2025-01-06", "until": "2025-01-12", "duties": ["a <i> b"]}],
        }
    )
    page = plan_page(plan)
    assert "<script>" not in page
    assert "<b>nurse" not in page
    assert "a &lt;i&gt; b" in page
    assert "no phase with days and hours" in plan_svg(plan)
    assert "pattern not stated" in plan_text(plan)


def test_the_calendar_file_has_stable_ids_and_names_nobody(folder: Path) -> None:
    plan = plan_of(folder)
    text = plan_ics(plan, stamped=date(2025, 1, 2))
    assert text.startswith("BEGIN:VCALENDAR\r\n")
    assert text.endswith("END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in text.split("\r\n"))
    ids = re.findall(r"UID:(\S+)", text)
    assert len(ids) == len(set(ids)) == len(plan.phases) + len(plan.reviews)
    assert ids == re.findall(r"UID:(\S+)", plan_ics(plan, stamped=date(2026, 1, 1)))
    assert "VIC-1" not in text
    assert "records" not in text
    assert "hours" not in text
    assert "2 hours on 3 days" in plan_ics(plan, stamped=date(2025, 1, 2), personal=True)


def test_pay_in_each_phase_is_wages_and_benefit(folder: Path) -> None:
    pay = rtwlib.plan_pay(plan_of(folder), rtwlib.read_case(CASE), rtwlib.law("au-vic"), today=date(2025, 2, 1))
    # 6 of 38 hours at 1,200 a week; 95 percent of 1,200 less the wages in the first thirteen weeks.
    assert (pay[0].wages, pay[0].benefit) == (Decimal("189.47"), Decimal("950.53"))
    assert pay[0].income == Decimal("1140.00")
    assert pay[-1].benefit == Decimal(0)
    bare = rtwlib.read_case({**CASE, "facts": {}})
    assert {
        each.income for each in rtwlib.plan_pay(plan_of(folder), bare, rtwlib.law("au-vic"), today=date(2025, 2, 1))
    } == {None}


def test_a_supervisor_sees_the_plan_without_treatment_and_diagnosis(folder: Path) -> None:
    plan = json.loads((folder / "plan.json").read_text("utf-8"))
    plan |= {"diagnosis": "mk-diagnosis", "treatment": ["mk-treatment"], "supervisor": "ward manager"}
    (folder / "plan.json").write_text(json.dumps(plan), encoding="utf-8")
    asked = ["--case", "case.json", "--as", "supervisor", "--for", "return_to_work", "--today", "2025-01-06"]
    texts = []
    for arguments in (
        ["plan", "show", "plan.json", *asked, "--html", "p.html", "--ics", "p.ics", "--pay"],
        ["plan", "show", "plan.json", *asked, "--json"],
        ["plan", "check", "plan.json", *asked],
        ["plan", "check", "plan.json", *asked, "--json"],
    ):
        with captured() as (out, err):
            assert run(arguments) in {0, 1}, err.getvalue()
        texts += [out.getvalue(), err.getvalue()]
    texts += [(folder / name).read_text("utf-8") for name in ("p.html", "p.ics")]
    for text in texts:
        assert "mk-" not in text
        assert "1200" not in text
    assert "ward manager" in texts[0]
    with captured() as (out, _):
        run(["plan", "show", "plan.json", "--case", "case.json", "--as", "worker", "--for", "own_record", "--json"])
    assert "mk-diagnosis" in out.getvalue()


@pytest.mark.usefixtures("folder")
def test_check_ends_with_1_and_names_the_law() -> None:
    with captured() as (out, _):
        assert run(["plan", "check", "plan.json", "--case", "case.json"]) == 1
    assert "Workplace Injury Rehabilitation and Compensation Act 2013 (Vic), s 105" in out.getvalue()
    with captured() as (out, _):
        assert run(["plan", "check", "plan.json", "--case", "case.json", "--json", "--today", "2025-01-06"]) == 1
    assert {each["code"] for each in json.loads(out.getvalue())["findings"]} >= {"RTW228", "RTW241"}
    with captured() as (out, _):
        assert run(["rule", "RTW221"]) == 0
    assert "More work than is certified" in out.getvalue()


@pytest.mark.usefixtures("folder")
def test_new_says_why_the_goal_is_not_reached() -> None:
    with captured() as (out, _):
        assert run(["plan", "new", "case.json", "--start", "2024-01-01"]) == 1
    assert "the nearest day on which a plan can begin is 2025-01-06" in out.getvalue()
    with captured() as (out, _):
        assert run(["plan", "new", "case.json", "--start", "2025-02-24", "--table", "2x3,4x5", "--json"]) == 1
    found = json.loads(out.getvalue())
    assert found["plan"]["phases"][0]["hours_per_day"] == "2"
    assert found["why"] == ["no certificate covers 2025-03-03"]


DIARY = "on,hours,attended,tolerance,pain\n2025-01-06,2,yes,6,3\n2025-01-08,2,yes,6,3\n2025-01-10,2,yes,7,2\n"


def test_progress_and_review(folder: Path) -> None:
    (folder / "diary.csv").write_text(DIARY, encoding="utf-8")
    asked = ["plan", "progress", "plan.json", "--case", "case.json", "--diary", "diary.csv", "--today", "2025-01-12"]
    with captured() as (out, _):
        assert run(asked) == 0
    assert "100.0 %" in out.getvalue()
    assert "No criterion is turned on" in out.getvalue()
    with captured() as (out, _):
        assert run([*asked, "--upgrade-percent", "90", "--most-pain", "5", "--json"]) == 0
    found = json.loads(out.getvalue())
    assert found["proposal"] == "upgrade"
    with captured() as (out, _):
        assert run([*asked, "--upgrade-percent", "90", "--most-pain", "2"]) == 0
    assert "Proposal: hold" in out.getvalue()
    with captured() as (out, _):
        assert run([*asked, "--most-pain", "2", "--as", "supervisor", "--for", "return_to_work"]) == 0
    assert "pain" not in out.getvalue()
    with captured() as (out, _):
        assert run([*asked, "--most-pain", "2", "--as", "payroll", "--for", "payroll"]) == 0
    assert "unknown" in out.getvalue() or "no phase" in out.getvalue()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["plan", "new", "case.json", "--start", "2025-01-06", "--first", "4"], "'4' is no pattern: write hours a day"),
        (["plan", "new", "case.json", "--start", "2025-01-06", "--first", "40x5"], "a pattern is hours a day"),
        (["plan", "check", "case.json", "--case", "case.json"], 'case.json: format: expected "rtwlib.plan/1"'),
        (
            ["plan", "check", "case.json", "--case", "case.json", "--as", "worker", "--for", "claim"],
            "the plan has 1 problem",
        ),
        (
            ["plan", "progress", "plan.json", "--case", "case.json", "--diary", "bad.csv"],
            "expected the columns on, hours",
        ),
        (["plan", "progress", "plan.json", "--case", "case.json", "--diary", "worse.csv"], "worse.csv, line 2"),
        (
            ["plan", "progress", "plan.json", "--case", "case.json", "--diary", "worse.csv", "--most-pain", "99"],
            "Invalid value for '--most-pain'",
        ),
        (
            ["plan", "progress", "plan.json", "--case", "case.json", "--diary", "good.csv", "--upgrade-percent", "x"],
            "'x' is no percentage",
        ),
    ],
)
def test_wrong_use_is_told(folder: Path, arguments: list[str], message: str) -> None:
    (folder / "bad.csv").write_text("day,hours\n2025-01-06,2\n", encoding="utf-8")
    (folder / "worse.csv").write_text(
        "on,hours,pain\n2025-01-06,two,3\n06/01/2025,2,3\n2025-01-07,2,44\n", encoding="utf-8"
    )
    (folder / "good.csv").write_text(DIARY, encoding="utf-8")
    with captured() as (_, err):
        assert run(arguments) == 2
    assert message in err.getvalue()


BANK: dict[str, Any] = {
    "format": "rtwlib.duties/1",
    "id": "stores",
    "skills": ["typing"],
    "duties": [
        {"id": "records", "title": "Stock records", "nearness": "own_team", "demands": [{"item": "sitting"}]},
        {"id": "shelves", "title": "Shelves", "nearness": "own_job",
         "demands": [{"item": "lifting", "weight_kg": "15", "frequency": "occasionally"}]},
    ],
    "capacity": [
        {"item": "sitting", "answer": "able"},
        {"item": "lifting", "answer": "able_with_limits", "most_weight_kg": "5", "frequency": "occasionally"},
    ],
}  # fmt: skip


def test_duties_are_ranked_and_held_against_the_plan(folder: Path) -> None:
    (folder / "bank.json").write_text(json.dumps(BANK), encoding="utf-8")
    with captured() as (out, _):
        assert run(["plan", "duties", "bank.json", "--on", "2025-01-13"]) == 0
    assert out.getvalue().splitlines()[0].split()[:3] == ["fits", "Stock", "records"]
    with captured() as (out, _):
        assert run(["plan", "duties", "bank.json", "--on", "2025-01-13", "--json"]) == 0
    assert [each["fit"] for each in json.loads(out.getvalue())["duties"]] == ["fits", "does_not_fit"]
    plan = json.loads((folder / "plan.json").read_text("utf-8"))
    plan["phases"][0]["duties"] = ["shelves"]
    (folder / "plan.json").write_text(json.dumps(plan), encoding="utf-8")
    with captured() as (out, _):
        run(["plan", "check", "plan.json", "--case", "case.json", "--bank", "bank.json"])
    assert "RTW222 error    Shelves: lifting: 15 kg asked, 5 kg is the limit" in out.getvalue()
    (folder / "bank.json").write_text('{"format": "rtwlib.duties/1", "id": "b"}', encoding="utf-8")
    with captured() as (out, _):
        run(["plan", "check", "plan.json", "--case", "case.json", "--bank", "bank.json"])
    assert "shelves: the bank has no such duty" in out.getvalue()
    with captured() as (out, _):
        assert run(["plan", "duties", "bank.json"]) == 1
    assert out.getvalue() == "the bank has no duty\n"


def test_every_problem_of_a_bank_is_told(folder: Path) -> None:
    wrong = {
        **BANK,
        "duties": [BANK["duties"][0], {**BANK["duties"][0], "nearness": "far"}],
        "capacity": [{"item": "sitting", "answer": "able", "scale": "dott"}, {"item": "lifting", "frequency": "often"}],
    }
    (folder / "bank.json").write_text(json.dumps(wrong), encoding="utf-8")
    with captured() as (_, err):
        assert run(["plan", "duties", "bank.json"]) == 2
    told = err.getvalue()
    for part in ("capacity[0].scale: unknown scale 'dott'", "capacity[1].frequency: unknown band 'often'",
                 "duties[1].id: 'records' stands twice", "duties[1].nearness: unknown value 'far'"):  # fmt: skip
        assert part in told
    (folder / "bank.json").write_text(
        '{"format": "rtwlib.duties/1", "id": "b", "capacity": [{"item": "x", "answer": "maybe"}]}'
    )
    with captured() as (_, err):
        assert run(["plan", "duties", "bank.json"]) == 2
    assert "unknown value 'maybe'; expected one of: able, able_with_limits, unable, unstated" in err.getvalue()


def test_a_plan_shows_itself_in_a_notebook(folder: Path) -> None:
    assert "<svg" in plan_of(folder)._repr_html_()
