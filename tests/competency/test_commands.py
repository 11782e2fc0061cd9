"""`rtw competency`: what is written, and what is said when something is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rtwlib.cli.running import run
from rtwlib.competency.files import read_competency_file
from rtwlib.competency.frameworks import shipped_frameworks

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"
PEOPLE, TIME = str(EXAMPLES / "people.json"), str(EXAMPLES / "time.csv")
ASKED = ("--role", "coordinator", "--today", "2025-03-10")


def told(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    assert run(["competency", *arguments]) == code
    found = capsys.readouterr()
    return found.err if code == 2 else found.out


def test_list_and_checklist(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert "strategic-operational   Strategic" in told(capsys, "list")
    assert len(json.loads(told(capsys, "list", "--json"))) == 3
    one = told(capsys, "list", "eight-groups")
    assert "  83 items rated 4 or 5 by more than half (study)" in one
    assert "more items exist than could be read" in one
    assert json.loads(told(capsys, "list", "eight-groups", "--json"))["id"] == "eight-groups"
    assert "Meet on site" in told(capsys, "list", "coordination-actions")
    assert "best evaluated by direct observation" in told(capsys, "checklist", "eight-groups")
    page = tmp_path / "list.html"
    told(capsys, "checklist", "strategic-operational", "--html", str(page))
    text = page.read_text("utf-8")
    assert text.count('<td class="box"') == 15 * 4
    assert '<html lang="en">' in text


def test_gaps_team_and_balance(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    page = tmp_path / "gaps.html"
    text = told(capsys, "gaps", PEOPLE, "--person", "p1", *ASKED, "--html", str(page), code=1)
    assert "EXPIRED       legislation" in text
    assert "legislation: training (eight-groups)" in text
    assert 'aria-label="guides others, asked alone"' in page.read_text("utf-8")
    rows = json.loads(told(capsys, "gaps", PEOPLE, "--person", "p1", *ASKED, "--json", code=1))["gaps"]
    assert {row["item"]: row["stand"] for row in rows}["records"] == "below"
    assert "1 of 2   records (alone)   p1: below, p2: reached" in told(capsys, "team", PEOPLE, *ASKED, code=1)
    told(capsys, "team", PEOPLE, *ASKED, "--json", code=1)
    span = ("--from", "2025-03-03", "--to", "2025-03-30")
    assert "33.0 hours, strategic 17 %" in told(capsys, "balance", TIME, *span)
    assert "under 30 % for 3 weeks from 2025-03-10" in told(
        capsys, "balance", TIME, *span, "--alert", "30", "--weeks", "2", code=1
    )
    assert json.loads(told(capsys, "balance", TIME, *span, "--json"))["strategic_share"] == "1/6"
    assert "0 hours, strategic no hours" in told(capsys, "balance", PEOPLE, *span)


def test_assess_adds_to_a_copy(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    copy = tmp_path / "copy.json"
    given = ("--person", "p1", "--framework", "strategic-operational", "--method", "self", "--on", "2025-03-03")
    told(capsys, "assess", PEOPLE, *given, "--set", "time=alone", "--set", "policy=not_yet", "--to", str(copy))
    found = read_competency_file(copy, shipped_frameworks())
    assert [(each.id, each.item, each.level) for each in found.assessments[-2:]] == [
        ("a5", "time", "alone"), ("a6", "policy", "not_yet"),
    ]  # fmt: skip
    table = tmp_path / "rows.csv"
    table.write_text(
        "id,person,framework,item,level,method,on\nx,p9,strategic-operational,trust,alone,test,2025-01-01\n", "utf-8"
    )
    new = tmp_path / "new.json"
    told(capsys, "assess", "--csv", str(table), "--to", str(new))
    assert read_competency_file(new, shipped_frameworks()).people == ("p9",)


def test_requirements_come_from_the_packs(capsys: pytest.CaptureFixture[str]) -> None:
    text = told(capsys, "requirements", "au-sa", "au-qld")
    assert "au-sa/coordinator-threshold   Workers from which a co-ordinator is appointed: 30 workers" in text
    assert "5,200 times QOTE, from 2013-10-17 to before 2025-09-01" in text
    assert "has a co-ordinator: not known, from 2025-09-01 to before 2027-07-01: the section" in text
    on_a_day = told(capsys, "requirements", "au-qld", "au-tas", "--at", "2017-12-31")
    assert ("5,200 times" in on_a_day, "not known" in on_a_day) == (True, False)
    assert ("50 workers" in on_a_day, "100 workers (more" in on_a_day) == (True, False)
    assert "20 workers, from 2016-09-01" in told(capsys, "requirements", "au-nsw")
    assert "200,000 AUD" in told(capsys, "requirements", "au-act")
    assert "No co-ordinator is required" in told(capsys, "requirements", "nz")
    rows = json.loads(told(capsys, "requirements", "au-tas", "--json"))["requirements"]
    assert {row["sort"] for row in rows} == {"duty", "limit", "amount"}
    assert "state nothing about coordinators" in told(capsys, "requirements", "us-ct")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("list", "eight-group"), "there is no framework 'eight-group'; nearest: eight-groups"),
        (("checklist", "coordination-actions"), "the framework coordination-actions has no scale"),
        (("gaps", PEOPLE, "--person", "p1", "--role", "boss"), "there is no role 'boss'; the roles are coordinator"),
        (("gaps", PEOPLE, "--person", "p1"), "give --role, or --framework with --level"),
        (("gaps", PEOPLE, "--person", "p1", "--role", "coordinator", "--level", "alone"), "give --role, or --framework"),
        (("gaps", PEOPLE, "--person", "p1", "--framework", "strategic-operational", "--level", "master"),
         "'master' is no level of strategic-operational; the levels are not_yet"),
        (("gaps", TIME, "--person", "p1", "--role", "boss"), "time.csv: not JSON"),
        (("assess", "--to", "x.json"), "nothing to add: give --set ITEM=LEVEL, or --csv FILE"),
        (("assess", "--set", "a=b", "--to", "x.json"), "--set needs --person, --framework, --method and --on"),
        (("assess", PEOPLE, "--csv", TIME, "--to", PEOPLE), "--to names the input"),
        (("assess", "--csv", TIME, "--to", "x.json"), "time.csv, line 1: unknown column 'kind'"),
        (("balance", TIME, "--from", "2025-03-03", "--to", "2025-03-01"), "--to 2025-03-01 is before --from 2025-03-03"),
        (("balance", PEOPLE.replace("people.json", "claims.csv"), "--from", "2025-03-03", "--to", "2025-03-04"), "claims.csv, line 1"),
        (("requirements", "au-sx"), "unknown jurisdiction 'au-sx'"),
    ],
)  # fmt: skip
def test_what_goes_wrong_is_said(arguments: tuple[str, ...], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert message in told(capsys, *arguments, code=2)


def test_without_a_role_a_whole_framework_is_asked_for(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    to = tmp_path / "me.json"
    given = ("--person", "me", "--framework", "strategic-operational")
    told(capsys, "assess", *given, "--method", "test", "--on", "2025-03-03", "--set", "time=alone", "--to", str(to))
    assert json.loads(to.read_text("utf-8"))["format"] == "rtwlib.competency/1"
    asked = ("gaps", str(to), *given, "--level", "alone", "--today", "2025-03-10")
    rows = json.loads(told(capsys, *asked, "--json", code=1))["gaps"]
    assert len(rows) == 15
    assert {row["item"] for row in rows if row["stand"] == "reached"} == {"time"}
    assert "for the file has none" in told(capsys, "gaps", str(to), "--person", "me", "--role", "boss", code=2)


def test_levels_and_frameworks_of_ones_own(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    given = (
        "assess",
        "--person",
        "p",
        "--framework",
        "strategic-operational",
        "--method",
        "test",
        "--on",
        "2025-01-01",
    )
    text = told(capsys, *given, "--set", "trst=alone", "--set", "trust=good", "--to", "x.json", code=2)
    assert "--set trst: nearest: trust" in text
    assert "--set trust: 'good' is no level; expected one of not_yet" in text
    own = tmp_path / "own.toml"
    own.write_text(
        'format = "rtwlib.framework/1"\nid = "ours"\ntitle = "Ours"\n[[group]]\nid = "g"\ntitle = "G"\n', "utf-8"
    )
    assert "ours   Ours: 1 group" in told(capsys, "list", "--framework-file", str(own))
    own.write_text('format = "x"\n', "utf-8")
    assert "own.toml: " in told(capsys, "list", "--framework-file", str(own), code=2)
    time = tmp_path / "t.csv"
    time.write_text("person,on,kind,hours\np,2025-01-01,case,1\n", "utf-8")
    span = ("--from", "2025-01-01", "--to", "2025-01-02")
    assert "t.csv, line 2: 'case' is no kind of work" in told(capsys, "balance", str(time), *span, code=2)
