"""Whatever no source confirms is marked so in every output that prints it, and so is a day of law that is not known."""

from __future__ import annotations

import contextlib
import io
import json
from pathlib import Path

import pytest
from support import write_pack

from rtwlib.cli.running import run

KNOWN = 'from = 2010-01-01\nfrom_is = "first_known"\nconfidence = "unconfirmed"\n'
FILES = {
    "deadlines": f"""
[[deadline]]
id = "report"
kind = "duty"
title = "Report the injury"
owed_by = "employer"
after = "injury"
count = "10 days"
met_by = ["employer_injury_report_filed"]
cite = "act s 9"
{KNOWN}
[[deadline]]
id = "notice"
kind = "duty"
title = "Give notice"
owed_by = "worker"
after = "injury"
count = "60 days"
met_by = ["injury_reported_to_employer"]
cite = "act s 8"
{KNOWN}
[[deadline]]
id = "keep"
kind = "retention"
title = "Keep the file"
owed_by = "employer"
after = "injury"
count = "7 years"
cite = "act s 10"
{KNOWN}""",
    "values": "".join(
        f"""
[[value]]
id = "{name}"
title = "{title}"
unit = "days"
governed_by = "injury"
amount = {amount}
cite = "act s 14"
{KNOWN}"""
        for name, title, amount in (
            ("waiting-days", "Waiting period", 3),
            ("retroactive-days", "Days after which the waiting period is paid", 14),
        )
    ),
    "privacy": f"""
[[rule]]
id = "see"
title = "Supervisors see pay"
effect = "allow"
audience = "supervisor"
data = "earnings"
cite = "act s 11"
{KNOWN}
[[retention]]
limit = "keep"
data = "claim"
""",
    "plan_requirements": f"""
[[requirement]]
id = "supervisor"
title = "A supervisor is named"
needs = "supervisor"
cite = "act s 12"
{KNOWN}""",
    "duties": f"""
[[duty]]
id = "keep-up"
title = "Keep the name of the co-ordinator up"
owed_by = "employer"
cite = "act s 13"
{KNOWN}""",
    "liaison": f"""
[[body]]
id = "board"
title = "Board"
role = "tribunal"
for = "disputes"
cite = "act s 15"
{KNOWN}""",
    "forms/forms": f"""
[[form]]
id = "first-report"
title = "First report"
completed_by = ["employer"]
sent_to = ["regulator"]
purpose = "claim"
meets = "report"
files = "employer_injury_report_filed"
cite = "act s 9"
fields = [{{use = "injury.day", required = true}}]
{KNOWN}""",
}
CASE = {
    "format": "rtwlib.case/1",
    "id": "Z1",
    "jurisdictions": ["xx-yy"],
    "employer": {"id": "e1", "kind": "private"},
    "injury": {"kind": "accident", "on": "2025-01-06"},
    "history": {"through": "2026-06-01"},
}
PLAN = {"format": "rtwlib.plan/1", "id": "p1", "case": "Z1"}
PROGRAMME = {"format": "rtwlib.programme/1", "id": "z", "jurisdictions": ["xx-yy"]}
LATER = ("--today", "2025-02-03")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_pack(tmp_path / "pack", **FILES)
    for name, content in (("case.json", CASE), ("plan.json", PLAN), ("programme.json", PROGRAMME)):
        (tmp_path / name).write_text(json.dumps(content), "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def printed(*command: str) -> str:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        assert run((*command, "--pack", "pack")) in {0, 1}, err.getvalue()
    return out.getvalue()


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("place", "command"),
    [
        ("s 9", ("timeline", "case.json", *LATER)),
        ("s 9", ("agenda", "case.json", *LATER)),
        ("s 9", ("audit", "case.json", *LATER)),
        ("s 9", ("form", "check", "case.json", *LATER)),
        ("Legal basis", ("form", "fill", "case.json", "first-report", *LATER)),
        ("Due", ("form", "fill", "case.json", "first-report", *LATER)),
        ("s 9", ("form", "list", "xx-yy", "first-report")),
        ("First report", ("form", "list", "xx-yy")),
        ("s 10", ("retention", "case.json", *LATER)),
        ("s 8", ("programme", "status", "programme.json", "--case", "case.json", *LATER)),
        ("s 11", ("view", "case.json", "--as", "supervisor", "--for", "return_to_work", *LATER)),
        ("s 12", ("plan", "check", "plan.json", "--case", "case.json")),
        ("s 13", ("law", "xx-yy", "--at", "2025-01-06")),
        ("s 14", ("law", "xx-yy", "--at", "2025-01-06")),
        ("s 14", ("benefit", "case.json", "--days-off", "5")),
        ("s 13", ("competency", "requirements", "xx-yy")),
        ("s 15", ("programme", "liaison", "xx-yy", "--at", "2025-01-06")),
    ],
    ids=lambda value: " ".join(value[:2]) if isinstance(value, tuple) else value,
)  # fmt: skip
def test_each_line_that_cites_it_is_marked(place: str, command: tuple[str, ...]) -> None:
    cited = [line for line in printed(*command).splitlines() if place in line]
    assert cited
    assert all("unconfirmed" in line and "date not confirmed" in line for line in cited), cited


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("list_of", "command"),
    [
        ("findings", ("audit", "case.json", *LATER, "--json")),
        ("due_from_worker", ("programme", "status", "programme.json", "--case", "case.json", *LATER, "--json")),
    ],
)
def test_json_has_the_marks_too(list_of: str, command: tuple[str, ...]) -> None:
    rows = [row for row in json.loads(printed(*command))[list_of] if row.get("cite")]
    assert rows
    assert all(row["marks"] == ["unconfirmed", "date not confirmed"] for row in rows)


def test_a_table_of_findings_has_the_marks_too(folder: Path) -> None:
    printed("audit", "case.json", *LATER, "--csv", "found.csv")
    heading, *rows = (folder / "found.csv").read_text("utf-8").splitlines()
    assert heading.split(",")[-1] == "marks"
    assert rows
    assert all("unconfirmed; date not confirmed" in row for row in rows if "s 9" in row)


def test_a_calendar_has_the_mark_in_its_titles(folder: Path) -> None:
    printed("agenda", "case.json", *LATER, "--ics", "agenda.ics")
    titles = [line for line in (folder / "agenda.ics").read_text("utf-8").splitlines() if line.startswith("SUMMARY")]
    assert titles
    assert all("unconfirmed" in title for title in titles)
