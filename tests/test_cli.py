"""The command `rtw`: what it prints, where, and with which exit code; never a traceback."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen
from support import SOURCES, limit, write_pack

import rtwlib
from rtwlib.audit.running import WrongLaw
from rtwlib.cases import Case
from rtwlib.cli import main
from rtwlib.cli.laws import Laws
from rtwlib.cli.options import clock_day
from rtwlib.findings import CODES
from rtwlib.plan_codes import FORM_CODES, PLAN_CODES
from rtwlib.programme.codes import PROGRAMME_CODES

GOLDEN = Path(__file__).parent / "golden"
DEADLINES = (
    limit(
        "contest",
        'title = "Contest the claim or pay"\nafter = "claim_received_by_employer"\n'
        'met_by = ["form_43_filed", "payment_commenced"]\naliases = ["contest-old"]\ngoverned_by = "injury"\n'
        'if_missed = {says = "The claim counts as accepted"}\n'
        'version = [{from = 1995-01-01, until = 2010-01-01, count = "20 days", cite = "act s 2", '
        'confidence = "secondary"}, {from = 2012-01-01, from_is = "first_known", count = "28 days", '
        'cite = "act s 2"}]\n',
    ).replace('from = 1990-01-01\ncite = "act s 2"\n', "", 1)
    + limit(
        "report",
        'title = "Report the injury"\nafter = "injury"\ncount = "2 days"\nmet_by = ["injury_reported_to_employer"]\n'
        'force = "guideline"\nconfidence = "unconfirmed"\n',
    )
    + limit(
        "posting",
        'title = "Post the summary"\neach_year = {from = "02-01", to = "04-30"}\nmet_by = ["annual_summary_posted"]\n'
        'subject = "employer"\n',
    )
    + '[[gap]]\nof = "contest"\nfrom = 2010-01-01\nuntil = 2012-01-01\nwhy = "no text found"\n'
)
VALUES = """
[[value]]
id = "max-weekly"
title = "Maximum weekly benefit"
unit = "USD/week"
governed_by = "injury"
[[value.version]]
from = 2024-01-01
until = 2025-01-01
amount = "1256.00"
cite = "act s 9"
confidence = "regulator"
[[gap]]
of = "max-weekly"
from = 2025-01-01
until = 2026-01-01
why = "no figure found"
"""
DUTIES = """
[[duty]]
id = "keep-records"
title = "Keep the record of injuries"
owed_by = "employer"
cite = "act s 12"
confidence = "statute"
"""
CASE: dict[str, Any] = {
    "format": "rtwlib.case/1",
    "id": "c1",
    "jurisdictions": ["xx-yy"],
    "injury": {"kind": "accident", "on": "2024-11-04"},
    "events": [
        {"kind": "claim_received_by_employer", "on": "2024-12-02"},
        {"kind": "payment_commenced", "on": "2024-12-20", "ref": "p1"},
    ],
    "history": {"through": "2025-01-06"},
}


@frozen
class Result:
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """Return stdout as JSON."""
        return json.loads(self.out)


Run = Callable[..., Result]


@pytest.fixture(name="run")
def fixture_run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in a folder with an invented pack, a case and a table."""
    monkeypatch.chdir(tmp_path)
    write_pack(tmp_path / "xx_yy", deadlines=DEADLINES, values=VALUES, duties=DUTIES)
    (tmp_path / "case.json").write_text(json.dumps(CASE), "utf-8")

    def run(*arguments: str, stdin: bytes | None = None, pack: bool = True) -> Result:
        if stdin is not None:
            monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(stdin))))
        capsys.readouterr()
        code = main((("--pack", "xx_yy") if pack else ()) + arguments)
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return Result(code, out, err)

    return run


def process(*arguments: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run Python in a process of its own."""
    command = [sys.executable, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True, env=env)  # noqa: S603  # our own


def save(name: str, *cases: Any, lines: bool = False) -> str:
    """Write cases to a file."""
    text = "\n".join(map(json.dumps, cases)) if lines else json.dumps(list(cases))
    Path(name).write_text(text, "utf-8")
    return name


def changed(**parts: Any) -> dict[str, Any]:
    """Return the case with other parts."""
    return {**CASE, **parts}


# ---- the frame


def test_version_and_help(run: Run) -> None:
    assert run("--version", pack=False).out == f"rtw {rtwlib.__version__}\n"
    shown = run("--help", pack=False)
    assert shown.code == 0
    for name in ("demo", "timeline", "audit", "law", "pack", "rule"):
        assert f"\n  {name} " in shown.out
        for flag in ("-h", "--help"):
            assert run(name, flag, pack=False).code == 0
    assert run(pack=False).out == shown.out


def test_a_wrong_command_names_the_nearest(run: Run) -> None:
    wrong = run("timelime")
    assert (wrong.code, wrong.out) == (2, "")
    assert "did you mean timeline" in wrong.err
    assert "the commands are demo, timeline" in run("xyzzy").err
    assert run("--nonsense").code == 2


def test_version_loads_no_pack_and_little_else() -> None:
    script = "import sys; from rtwlib.cli import main; main(['--version']); print(sorted(sys.modules), file=sys.stderr)"
    done = process("-c", script)
    for name in ("rtwlib.jurisdictions", "rtwlib.catalog", "holidays", "numpy", "pluggy", "cattrs"):
        assert f"'{name}'" not in done.stderr, name


def test_the_module_is_the_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "rtwlib", "rule", "RTW101"], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("RTW101  Missed (error)")


def test_a_reader_that_goes_away_is_no_fault(run: Run) -> None:
    del run
    script = "import sys; from rtwlib.cli import main; sys.exit(main(['rule', '--json']))"
    command = [sys.executable, "-c", script]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:  # noqa: S603  # our own
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.close()
        assert child.stderr.read() == b""
    assert child.returncode == 2


def test_an_unforeseen_error_shows_no_traceback(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **_named: object) -> None:
        message = "a name that must not be shown"
        raise ZeroDivisionError(message)

    monkeypatch.setattr("rtwlib.cli.rule.explain_code", fail)
    broken = run("rule", "RTW101")
    assert broken.code == 2
    assert "internal error (ZeroDivisionError)" in broken.err
    assert "RTWLIB_DEBUG=1" in broken.err
    assert "must not be shown" not in broken.err


def test_debugging_shows_where_it_happened(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("RTWLIB_DEBUG", "1")
    monkeypatch.setattr("rtwlib.cli.rule.explain_code", lambda *_: 1 // 0)
    assert main(["rule", "RTW101"]) == 2
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_an_interrupt_ends_quietly(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("rtwlib.cli.rule.explain_code", interrupt)
    stopped = run("rule", "RTW101")
    assert (stopped.code, stopped.err.strip()) == (130, "interrupted")


def test_colour_only_where_it_is_wanted(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = run("timeline", "case.json", "--today", "2025-01-06")
    assert "\x1b" not in plain.out
    monkeypatch.setenv("FORCE_COLOR", "1")
    coloured = run("timeline", "case.json", "--today", "2025-01-06")
    assert "\x1b[32m" in coloured.out
    monkeypatch.setenv("NO_COLOR", "1")
    assert run("timeline", "case.json", "--today", "2025-01-06").out == plain.out


def test_signs_that_a_stream_cannot_write_do_not_stop_it(tmp_path: Path) -> None:
    law = write_pack(tmp_path / "xx_yy", deadlines=DEADLINES.replace("act s 2", "act \u2168 2"))
    environment = {**os.environ, "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}
    command = ["-m", "rtwlib", "--pack", str(law), "law", "xx-yy", "contest"]
    done = process(*command, env=environment)
    assert "Invented Act, ? 2" in done.stdout
    done = process(*command, "--json", env=environment)
    assert json.loads(done.stdout)["versions"][0]["cite"][0]["pinpoint"] == "\u2168 2"


# ---- timeline


def test_a_timeline(run: Run) -> None:
    found = run("timeline", "case.json", "--today", "2025-01-06")
    assert found.code == 1  # the injury was not reported
    assert found.err == ""
    assert "c1   law: xx-yy 2026.1.0, reviewed 2026-01-15   today 2025-01-06" in found.out
    assert "MISSED due 2024-11-06  Report the injury" in found.out
    assert "s 2, guideline, unconfirmed" in found.out
    assert "MET    due 2024-12-30  Contest the claim or pay   employer   s 2, date not confirmed" in found.out


def test_a_timeline_without_trouble_ends_with_zero(run: Run) -> None:
    events = [*CASE["events"], {"kind": "injury_reported_to_employer", "on": "2024-11-05"}]
    save("good.json", changed(events=events))
    assert run("timeline", "good.json", "--today", "2025-01-06").code == 0


def test_explanations_and_rules_left_out(run: Run) -> None:
    found = run("timeline", "case.json", "--today", "2025-01-06", "--explain", "--all")
    assert "2024-12-30  Contest the claim or pay\n  28 days after claim received by employer" in found.out
    assert "version chosen by" in found.out
    save("bare.json", {**CASE, "injury": None, "events": []})
    left = run("timeline", "bare.json", "--today", "2025-01-06", "--all")
    assert (left.code, "Nothing is due" in left.out, "NOT TRIGGERED" in left.out) == (0, True, True)


def test_a_timeline_as_json(run: Run) -> None:
    one = run("timeline", "case.json", "--today", "2025-01-06", "--json", "--explain").data
    assert (one["format"], one["case"]) == ("rtwlib.timeline/1", "c1")
    assert [entry["rule"] for entry in one["entries"]] == ["xx-yy/report", "xx-yy/contest"]
    assert one["entries"][1]["reasons"][0]["op"] == "entry"
    save("two.json", CASE, changed(id="c2"))
    several = run("timeline", "two.json", "case2.json", "--today", "2025-01-06", "--json")
    assert several.code == 2
    several = run("timeline", "two.json", "--today", "2025-01-06", "--json")
    assert [found["case"] for found in several.data["timelines"]] == ["c1", "c2"]


def test_cases_from_stdin_lists_and_lines(run: Run) -> None:
    text = json.dumps(CASE).encode()
    assert run("timeline", "-", "--today", "2025-01-06", stdin=text).out.startswith("c1 ")
    save("lines.jsonl", changed(id="c2"), changed(id="c3"), lines=True)
    shown = run("timeline", "case.json", "lines.jsonl", "--today", "2025-01-06").out
    assert [line.split()[0] for line in shown.splitlines() if "law:" in line] == ["c1", "c2", "c3"]


def test_an_employers_file_can_be_read(run: Run) -> None:
    file = {"format": "rtwlib.employer/1", "id": "e1", "jurisdictions": ["xx-yy"], "events": []}
    Path("employer.json").write_text(json.dumps(file), "utf-8")
    assert "e1   law: xx-yy" in run("timeline", "employer.json", "--today", "2025-01-06").out


def test_the_day_is_the_clocks_if_none_is_given(run: Run) -> None:
    shown = run("timeline", "case.json").out
    assert f"today {clock_day()}" in shown or f"today {clock_day(Laws((Path('xx_yy'),)).law('xx-yy').zone)}" in shown
    assert "today 2025-01-06 10:00" in run("timeline", "case.json", "--today", "2025-01-06T10:00-05:00").out


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "the file is empty"),
        (b"nonsense", "not JSON"),
        (b"{", "not JSON"),
        (b"3", "expected"),
        (b"[3]", "expected"),
        (b"[]", "there is no case in the input"),
        (b'{"format": "rtwlib.case/2"}', 'expected "rtwlib.case/1"'),
        (b'{"format": "rtwlib.case/1", "id": "x", "jurisdictions": ["xx-yz"]}', "nearest: xx-yy"),
        (b'{"format": "rtwlib.case/1", "id": "x", "jurisdictions": ["xx-yy"], "evnts": []}', "nearest: events"),
        (b'{"format": "rtwlib.case/1", "id": NaN}', "NaN"),
        (b"[" * 100_000, "nested"),
        ('{"format": "M\u00fcller"}'.encode("latin-1"), "not UTF-8"),
        (
            b'{"format": "rtwlib.case/1", "id": "x", "jurisdictions": ["xx-yy"], "injury": {"on": "01/02/2026"}}',
            "ambiguous",
        ),
        (
            b'{"format": "rtwlib.case/1", "id": "x", "jurisdictions": ["xx-yy"], "injury": {"on": "2026-02-30"}}',
            "2026-02-30",
        ),
        (
            (
                b'{"format": "rtwlib.case/1", "id": "x", "jurisdictions": ["xx-yy"], "events": [{"kind": "claim_mde", '
                b'"on": "2026-02-03"}]}'
            ),
            "nearest: claim_made",
        ),
    ],
)
def test_bad_input_gives_a_clear_error(run: Run, content: bytes, expected: str) -> None:
    Path("bad.json").write_bytes(content)
    for command in (("timeline", "bad.json"), ("timeline", "-")):
        found = run(*command, "--today", "2025-01-06", stdin=content)
        assert (found.code, found.out) == (2, ""), found
        assert expected in found.err
        assert found.err.startswith("Error: ")
    if content != b"[]":
        found = run("audit", "bad.json", "--today", "2025-01-06")
        assert found.code == 2
        assert expected in found.out + found.err


def test_files_that_are_not_there_or_are_folders(run: Run) -> None:
    Path("folder").mkdir()
    assert "none.json: no such file" in run("timeline", "none.json").err
    assert "folder: this is a folder; expected a file" in run("timeline", "folder").err
    assert "folder: this is a folder; expected a file" in run("audit", "folder").err
    assert run("timeline").code == 2
    assert "case.json: this is a file" in run("pack", "check", "case.json").err
    assert "none: no such folder" in run("pack", "check", "none").err
    assert "ambiguous" in run("timeline", "case.json", "--today", "01/02/2025").err
    assert run("timeline", "case.json", "--today", "tomorrow, early").code == 2


def test_ids_that_stand_twice_are_an_error(run: Run) -> None:
    save("twice.json", CASE, CASE)
    assert "the id 'c1' stands 2 times" in run("timeline", "twice.json").err
    found = run("audit", "twice.json", "--today", "2025-01-06")
    assert found.code == 2
    assert "the id 'c1' stands twice" in found.out


def test_the_law_of_a_case(run: Run) -> None:
    wrong = run("timeline", "case.json", "--law", "xx-zz")
    assert (wrong.code, "nearest: xx-yy" in wrong.err) == (2, True)
    layer = PACK_LAYER
    write_pack(
        Path("layer"),
        pack=layer,
        deadlines=limit("own", 'title = "Ours"\nafter = "injury"\ncount = "1 day"\nmet_by = ["medical_visit"]\n'),
    )
    found = run("--pack", "layer", "timeline", "case.json", "--law", "xx-yy-own", "--today", "2025-01-06")
    assert "Ours" in found.out
    assert "law: xx-yy-own 2026.1.0, reviewed 2026-01-15; xx-yy 2026.1.0" in found.out
    save("other.json", changed(jurisdictions=["xx-yy", "xx-yy-own"]))
    both = run("--pack", "layer", "timeline", "other.json", "--today", "2025-01-06")
    assert both.out.count("Report the injury") == 1
    save("apart.json", changed(jurisdictions=["xx-yy"]))
    other = write_pack(
        Path("other"),
        pack=PACK_OTHER,
        deadlines=limit("x", 'title = "X"\nafter = "injury"\ncount = "1 day"\nmet_by = ["medical_visit"]\n'),
    )
    refused = run("--pack", str(other), "timeline", "apart.json", "--law", "xx-zz", "--today", "2025-01-06")
    assert "c1: the case is under xx-yy, not under xx-zz" in refused.err
    save("both.json", changed(jurisdictions=["xx-yy", "xx-zz"]))
    two = run("--pack", str(other), "timeline", "both.json", "--today", "2025-01-06")
    assert "law: xx-yy 2026.1.0, reviewed 2026-01-15; xx-zz 2026.1.0" in two.out
    assert "Report the injury" in two.out
    assert "  X  " in two.out


PACK_LAYER = """
id = "xx-yy-own"
title = "Our own policy"
version = "2026.1.0"
schema = 1
reviewed = 2026-01-15
covers_from = 1990-01-01
time_zone = "America/New_York"
extends = "xx-yy"
"""
PACK_OTHER = PACK_LAYER.replace("xx-yy-own", "xx-zz").replace('extends = "xx-yy"\n', "")

# ---- audit

MAP = """
[columns]
No = "id"
Injured = "injury.on"
Reported = "event:injury_reported_to_employer.on"
Received = "event:claim_received_by_employer.on"
Paid = "event:payment_commenced.on"
"""
TABLE = """No,Injured,Reported,Received,Paid,Remark
A1,2024-11-04,2024-11-05,2024-12-02,2024-12-20,in time
A2,2024-11-04,2024-11-08,2024-12-02,2025-01-02,late twice
"""


@pytest.fixture(name="claims")
def fixture_claims(run: Run) -> str:
    """Write a table and its map."""
    del run
    Path("claims.csv").write_text(TABLE, "utf-8")
    Path("map.toml").write_text(MAP, "utf-8")
    return "claims.csv"


def test_an_audit_of_a_table(run: Run, claims: str) -> None:
    found = run("audit", claims, "--law", "xx-yy", "--map", "map.toml", "--today", "2025-01-06")
    assert (found.code, found.err) == (1, "")
    assert "2 cases read, 0 left out" in found.out
    assert "RTW102 error    A2, line 3" in found.out
    assert (
        "Contest the claim or pay: due 2024-12-30, done 2025-01-02, 3 days late. The claim counts as accepted"
        in found.out
    )
    assert "Not read against cases: 1 rule about an employer" in found.out
    assert "Remark" in found.out


def test_an_audit_as_json_and_csv(run: Run, claims: str) -> None:
    found = run(
        "audit", claims, "--law", "xx-yy", "--map", "map.toml", "--today", "2025-01-06", "--json", "--csv", "o.csv"
    )
    assert found.data["cases"] == 2
    rows = list(csv.DictReader(io.StringIO(Path("o.csv").read_text("utf-8"))))
    assert [row["code"] for row in rows] == [finding["code"] for finding in found.data["findings"]]
    refused = run("audit", claims, "--law", "xx-yy", "--map", "map.toml", "--csv", claims)
    assert (refused.code, "one of the inputs" in refused.err) == (2, True)
    assert Path(claims).read_text("utf-8") == TABLE
    assert "nowhere" in run("audit", "case.json", "--today", "2025-01-06", "--csv", "nowhere/o.csv").err


def test_findings_as_csv_on_stdout(run: Run, claims: str) -> None:
    command = ("audit", claims, "--law", "xx-yy", "--map", "map.toml", "--today", "2025-01-06", "--csv", "-")
    rows = list(csv.DictReader(io.StringIO(run(*command).out)))
    assert [row["code"] for row in rows] == ["RTW102", "RTW102"]
    assert "both want stdout" in run(*command, "--json").err
    assert "stdin can be read only once" in run("audit", "-", "-").err
    assert "stdin can be read only once" in run("timeline", "-", "-").err


def test_a_case_without_a_jurisdiction_needs_one_asked_for(run: Run) -> None:
    del run
    with pytest.raises(WrongLaw, match="give one with --law"):
        Laws((Path("xx_yy"),)).of(Case("c1"))


def test_an_audit_that_finds_nothing_ends_with_zero(run: Run) -> None:
    events = [*CASE["events"], {"kind": "injury_reported_to_employer", "on": "2024-11-05"}]
    save("good.json", changed(events=events))
    found = run("audit", "good.json", "--today", "2025-01-06")
    assert (found.code, "Nothing found" in found.out) == (0, True)


def test_bad_rows_end_with_two_after_everything_is_printed(run: Run, claims: str) -> None:
    Path(claims).write_text(TABLE + "A3,2024-13-04,,,,\n", "utf-8")
    found = run("audit", claims, "--law", "xx-yy", "--map", "map.toml", "--today", "2025-01-06")
    assert found.code == 2
    assert "2 cases read, 1 left out" in found.out
    assert "RTW131 error    claims.csv, line 4" in found.out
    assert "RTW131" in found.err


def test_wrong_tables_and_maps(run: Run, claims: str) -> None:
    assert "give one with --law" in run("audit", claims, "--map", "map.toml").err
    assert "no heading is a place in a case" in run("audit", claims, "--law", "xx-yy").err
    Path("wrong.toml").write_text(MAP.replace("Received", "Recieved"), "utf-8")
    wrong = run("audit", claims, "--law", "xx-yy", "--map", "wrong.toml")
    assert wrong.code == 2
    assert 'wrong.toml: columns."Recieved": no such heading; nearest: Received' in wrong.err
    assert "none.toml: no such file" in run("audit", claims, "--law", "xx-yy", "--map", "none.toml").err
    assert "a map is for tables" in run("audit", "case.json", "--map", "map.toml", "--today", "2025-01-06").err
    Path("empty.csv").write_bytes(b"")
    assert "empty.csv: empty" in run("audit", "empty.csv", "--law", "xx-yy", "--map", "map.toml").err


def test_a_table_from_stdin(run: Run, claims: str) -> None:
    text = Path(claims).read_bytes()
    found = run("audit", "-", "--law", "xx-yy", "--map", "map.toml", "--today", "2025-01-06", "--json", stdin=text)
    assert (found.data["cases"], found.data["files"][0]["file"]) == (2, "stdin")


def test_several_files_are_one_audit(run: Run, claims: str) -> None:
    found = run("audit", claims, "case.json", "--law", "xx-yy", "--map", "map.toml", "--today", "2025-01-06", "--json")
    assert [file["cases"] for file in found.data["files"]] == [2, 1]
    assert found.data["summary"]["by_rule"]["xx-yy/contest"]["of"] == 3


def test_a_case_without_the_law_asked_for_is_left_out(run: Run) -> None:
    write_pack(Path("other"), pack=PACK_OTHER, deadlines=DEADLINES)
    found = run("--pack", "other", "audit", "case.json", "--law", "xx-zz", "--today", "2025-01-06")
    assert (found.code, "the case is under xx-yy, not under xx-zz" in found.out) == (2, True)


def test_a_bar_on_a_terminal(run: Run, claims: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rtwlib.cli.inputs._WORTH_A_BAR", 1)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    found = run("audit", claims, "--law", "xx-yy", "--map", "map.toml", "--today", "2025-01-06")
    assert "claims.csv" in found.err
    assert found.code == 1


# ---- law, rule


def test_the_law_on_a_day(run: Run) -> None:
    new = run("law", "xx-yy", "--at", "2024-06-01")
    assert new.code == 0
    assert "An invented scheme   xx-yy 2026.1.0, reviewed 2026-01-15" in new.out
    assert "as it stood on 2024-06-01" in new.out
    assert "Contest the claim or pay: 28 days after claim received by employer" in new.out
    assert "s 2   statute, date not confirmed   due day from a table" in new.out
    assert "s 2   unconfirmed, guideline" in new.out
    assert "1,256.00 USD/week" in new.out
    assert "Keep the record of injuries" in new.out
    assert "each year from 1 February to 30 April" in new.out
    old = run("law", "xx-yy", "--at", "2001-09-30").out
    assert "Contest the claim or pay: 20 days after claim received by employer" in old
    assert "no figure" in old
    gap = run("law", "xx-yy", "--at", "2011-01-01").out
    assert "No law in the pack for this day (1)\n  xx-yy/contest   no text found" in gap
    assert "no figure found" in run("law", "xx-yy", "--at", "2025-06-01").out
    assert f"as it stood on {clock_day().year}" in run("law", "xx-yy").out


def test_the_law_as_json(run: Run) -> None:
    found = run("law", "xx-yy", "--at", "2001-09-30", "--json").data
    contest = next(entry for entry in found["limits"] if entry["rule"] == "xx-yy/contest")
    assert (contest["version"]["count"], contest["version"]["confidence"], contest["tabular"]) == (
        "20 days",
        "secondary",
        True,
    )
    assert found["values"][0]["version"] is None
    assert found["values"][0]["gap"] == "not in the pack"
    assert found["duties"][0]["rule"] == "xx-yy/keep-records"
    assert found["time"][0]["rule"]["roll"] == "next_open"


def test_one_rule_with_all_its_versions(run: Run) -> None:
    shown = run("law", "xx-yy", "contest").out
    assert shown.index("28 days after") < shown.index("20 days after")
    assert "from 1995-01-01 to before 2010-01-01   secondary" in shown
    assert "otherwise" in shown
    assert "no law in the pack from 2010-01-01 to before 2012-01-01: no text found" in shown
    assert run("law", "xx-yy", "contest-old").out == shown
    assert len(run("law", "xx-yy", "contest", "--json").data["versions"]) == 2
    assert "1,256.00 USD/week" in run("law", "xx-yy", "max-weekly").out
    assert run("law", "xx-yy", "max-weekly", "--json").data["versions"][0]["amount"] == "1256.00"
    wrong = run("law", "xx-yy", "contset")
    assert (wrong.code, "nearest: contest" in wrong.err) == (2, True)


def test_jurisdictions_are_listed_and_broken_ones_told(run: Run) -> None:
    write_pack(Path("broken"), pack=PACK_OTHER, deadlines=limit("x", "nonsense = 1\n"))
    found = run("--pack", "broken", "law")
    assert "xx-yy" in found.out
    assert "xx-zz: cannot be loaded" in found.err
    listed = run("law", "--json").data["jurisdictions"]
    assert "An invented scheme" in {entry["title"] for entry in listed}
    wrong = run("law", "xx-yz")
    assert (wrong.code, "nearest: xx-yy" in wrong.err) == (2, True)


def test_codes_are_explained(run: Run) -> None:
    assert run("rule", "rtw110").out.startswith("RTW110  Kind of event that no column feeds (note)")
    known = [*CODES, *PLAN_CODES, *FORM_CODES, *PROGRAMME_CODES]
    assert [line.split()[0] for line in run("rule").out.splitlines()] == known
    assert run("rule", "RTW101", "--json").data["severity"] == "error"
    assert len(run("rule", "--json").data["codes"]) == len({**CODES, **PLAN_CODES, **FORM_CODES, **PROGRAMME_CODES})
    assert (run("rule", "RTW999").code, "RTW101" in run("rule", "RTW999").err) == (2, True)


# ---- packs


def test_a_new_pack_passes_its_check(run: Run) -> None:
    made = run("pack", "new", "mine", "--id", "us-wa", "--title", 'The "Act"')
    assert made.code == 0
    assert "mine/pack.toml" in made.out
    checked = run("pack", "check", "mine")
    assert (checked.code, checked.out) == (0, "mine: in order (1 time limit, 1 version, 0 rates, 1 worked case read)\n")
    assert run("pack", "check", "mine", "--json").data["findings"] == []
    assert "is there already" in run("pack", "new", "mine", "--id", "us-wa").err
    assert "expected an ISO 3166-2 code" in run("pack", "new", "other", "--id", "Washington").err
    assert "20 days" not in run("--pack", "mine", "law", "us-wa", "decide-claim").out


def test_a_wrong_pack_is_told_where(run: Run) -> None:
    write_pack(Path("broken"), deadlines=DEADLINES.replace("act s 2", "akt s 2"), sources=SOURCES)
    found = run("pack", "check", "broken")
    assert found.code == 1
    assert "RTW201 error" in found.out
    assert "deadlines.toml" in found.out
    assert "nearest: act" in found.out or "act" in found.out
    assert run("pack", "check", "broken", "--json").data["findings"][0]["code"] == "RTW201"


def worked(name: str, rule: str, due: str = "2024-12-30") -> str:
    """Return the file of a worked case that expects two entries."""
    return f"""
[[case]]
id = "{name}"
today = 2025-01-06
by = "hand"
expect = [{{rule = "contest", due = {due}, state = "met"}}, {{rule = "{rule}", state = "missed"}}]
file = "{name}.json"
"""


def test_worked_cases_are_run(run: Run) -> None:
    cases = Path("xx_yy") / "cases"
    cases.mkdir()
    rows = {
        "right": (worked("right", "report"), CASE),
        "no-rule": (worked("no-rule", "none"), CASE),
        "no-law": (worked("no-law", "report"), changed(jurisdictions=["xx"])),
        "wrong-day": (worked("wrong-day", "report", "2024-12-31"), CASE),
    }
    for name, (text, case) in rows.items():
        (cases / f"{name}.toml").write_text(text, "utf-8")
        (cases / f"{name}.json").write_text(json.dumps(case), "utf-8")
    found = run("pack", "check", "xx_yy", pack=False)
    assert found.code == 1
    told = {line.split()[2].rstrip(","): line for line in found.out.splitlines() if line.startswith("RTW202")}
    assert set(told) == {"no-rule", "no-law", "wrong-day"}
    assert "which the pack does not have" in told["no-rule"]
    assert "jurisdiction" in told["no-law"]
    assert told["wrong-day"].endswith("contest: expects due 2024-12-31, state met, found met, due 2024-12-30")


# ---- a law with every key, in words

EVERYTHING = "".join(
    [
        limit(
            "first",
            'title = "First"\nafter = "injury"\ncount = "0 days"\nmet_by_all = ["claim_made", "claim_accepted"]\n'
            'act = "any"\nearly_counts = true\npair = "ref"\noccurrence = "first"\nowed_to = "worker"\n'
            'starts = "inclusive"\nroll = "none"\nroll_back = "previous_open"\ncalendar = "place"\n'
            'opens = {before = "injury", count = "3 days"}\nexcused_by = ["claim_disputed"]\n'
            'extended_by = [{event = "hearing_scheduled", to = "hearing_scheduled.for"}, '
            '{event = "hearing_requested", add = "30 days", times = 2}]\n'
            'pauses = [{from = "hearing_requested", to = "hearing_scheduled"}, {interval = "incapacity"}, '
            '{not_interval = "incapacity"}]\n'
            'restarts = [{on = "hearing_scheduled", if = [{fact = "employer.headcount", at_least = 30}]}]\n'
            'ending = ["claim_disputed", "2 years"]\nsays = "In short."\n'
            'if_missed = {deems = "liability_presumed"}\n',
        ),
        limit(
            "hearing",
            'title = "Hearing"\nbefore = "hearing_scheduled.for"\ncount = "10 days"\nends = "exclusive"\n'
            'met_by = ["hearing_notice_given"]\ngoverned_by = "injury"\n',
        ),
        limit("due", 'title = "Due"\nafter = "due:hearing"\ncount = "0 days"\nmet_by = ["claim_made"]\n'),
        limit("end", 'title = "End"\nafter = "end:span"\ncount = "1 week"\nmet_by = ["claim_made"]\n'),
        limit(
            "span",
            'title = "Span"\nafter = "injury"\ncount = "13 weeks of weekly_payments"\nbars = ["employment_ended"]\n',
            kind="protection",
        ),
        limit(
            "later",
            'title = "Later"\nlatest_of = [{after = "death", count = "1 year"}, {after = "injury", optional = true, '
            'if = [{fact = "employer.headcount", at_least = 30}]}]\ncount = "5 days"\nmet_by = ["claim_made"]\n',
        ),
        limit("prompt", 'title = "Prompt"\nafter = "injury"\nprompt = true\nmet_by = ["claim_made"]\n'),
        limit(
            "every",
            'title = "Every"\nafter = "injury"\ncount = {fact = "employer.headcount", unit = "days"}\n'
            'every = "7 days"\nwhile = "incapacity"\nmet_by = ["claim_made"]\n',
        ),
        limit(
            "yearly",
            'title = "Yearly"\neach_year = {from = "02-01", to = "04-30", year_of = "injury"}\n'
            'met_by = ["claim_made"]\n',
        ),
    ]
)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("first", "on the day of injury"),
        ("first", "owed by employer, to worker"),
        ("first", "met by all of claim made, claim accepted"),
        ("first", "one act serves every occurrence"),
        ("first", "early acts count"),
        ("first", "matched by the reference"),
        ("first", "opens 3 days before injury"),
        ("first", "read only for the first of them"),
        ("first", "excused by claim disputed"),
        ("first", "extended by hearing scheduled: to the day set in 'hearing scheduled'"),
        ("first", "extended by hearing requested: 30 days more, at most 2 times"),
        ("first", "stands still from hearing requested to hearing scheduled"),
        ("first", "stands still while incapacity"),
        ("first", "stands still except while incapacity"),
        ("first", "starts anew on hearing scheduled, if employer.headcount is at least 30"),
        ("first", "ends with claim disputed or 2 years"),
        ("first", "day 1 the day itself"),
        ("first", "closed last day stays as it is"),
        ("first", "closed last day moves to the open day before"),
        ("first", "open days by the calendar of place"),
        ("first", "otherwise deemed: liability presumed"),
        ("first", "in short In short."),
        ("hearing", "10 days before the day set in 'hearing scheduled', that day not included"),
        ("hearing", "version chosen by injury"),
        ("due", "by the due day of xx-yy/hearing"),
        ("end", "1 week after the end of xx-yy/span"),
        ("span", "13 weeks of weekly payments after injury"),
        ("span", "concerns employer"),
        ("span", "bars employment ended"),
        ("later", "5 days after the later of (1 year after death; after injury, if employer.headcount is at least 30)"),
        ("prompt", "as soon as possible, after injury"),
        ("every", "as many days as employer.headcount says after injury, then every 7 days while incapacity"),
        ("yearly", "each year from 1 February to 30 April, in the year of injury"),
    ],
)
def test_every_key_of_a_limit_has_words(run: Run, rule: str, expected: str) -> None:
    write_pack(Path("xx_yy"), deadlines=EVERYTHING)
    found = run("law", "xx-yy", rule)
    assert expected in " ".join(found.out.split()), found
    assert run("law", "xx-yy", rule, "--json").data["versions"][0]["details"]


def test_the_law_of_a_layer_names_both(run: Run) -> None:
    override = (
        'title = "Ours"\nafter = "injury"\ncount = "1 day"\nmet_by = ["medical_visit"]\noverrides = "xx-yy/report"\n'
    )
    write_pack(Path("layer"), pack=PACK_LAYER, deadlines=limit("own", override))
    shown = run("--pack", "layer", "law", "xx-yy-own", "--at", "2024-06-01").out
    assert "Our own policy   xx-yy-own 2026.1.0" in shown
    assert "with An invented scheme   xx-yy 2026.1.0" in shown
    assert "xx-yy/report" not in shown
    one = " ".join(run("--pack", "layer", "law", "xx-yy-own", "own").out.split())
    assert "instead of xx-yy/report" in one


def test_what_is_printed_stays_as_it_is(run: Run) -> None:
    Path("claims.csv").write_text(TABLE, "utf-8")
    Path("map.toml").write_text(MAP, "utf-8")
    audit = ("audit", "claims.csv", "--law", "xx-yy", "--map", "map.toml", "--today", "2025-01-06")
    for name, command in (
        ("law.txt", ("law", "xx-yy", "--at", "2024-06-01")),
        ("limit.txt", ("law", "xx-yy", "contest")),
        ("audit.txt", audit),
    ):
        expected = (GOLDEN / name).read_text("utf-8")
        assert run(*command).out == expected, f"{name} differs; look at it before you change it"


def test_a_timeline_as_a_calendar_names_no_case(run: Run) -> None:
    case_file = {**CASE, "id": "SECRET-7"}
    Path("secret.json").write_text(json.dumps(case_file), "utf-8")
    assert run("timeline", "secret.json", "--today", "2024-12-10", "--ics", "due.ics").code in {0, 1}
    text = Path("due.ics").read_text("utf-8")
    assert text.count("BEGIN:VEVENT") == text.count("UID:") > 0
    assert "SECRET" not in text
    assert "DTSTART;VALUE=DATE:20241230" in text


# ---- the demo


def test_the_demo(run: Run) -> None:
    shown = run("demo", pack=False)
    assert (shown.code, shown.err) == (0, "")
    for expected in ("An invented portfolio of", "Longest overdue", "One of these dates, explained", "rtw audit FILE"):
        assert expected in shown.out
    assert run("demo", pack=False).out == shown.out
    found = run("demo", "--json", pack=False).data
    assert found["format"] == "rtwlib.audit/1"
    assert found["cases"] >= 60
    assert not any(finding["code"] == "RTW131" for finding in found["findings"])
    assert found["explained"]["reasons"]


def test_a_demo_before_anything_happened_explains_nothing(run: Run) -> None:
    shown = run("demo", "--today", "1995-01-01", pack=False)
    assert shown.code == 0
    assert "explained" not in shown.out
    assert run("demo", "--today", "1995-01-01", "--json", pack=False).data["explained"] is None


def test_a_file_that_may_not_be_read(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for error, expected in (
        (PermissionError(13, "Permission denied", "case.json"), "may not be read or written"),
        (NotADirectoryError(20, "Not a directory", "case.json"), "expected a folder"),
        (OSError(28, "No space left on device", "case.json"), "no space left on device"),
    ):

        def fail(*_: object, error: OSError = error, **_named: object) -> None:
            raise error

        monkeypatch.setattr("rtwlib.cli.timeline.read_files", fail)
        found = run("timeline", "case.json")
        assert (found.code, expected in found.err) == (2, True)
