"""What `rtw programme` writes: import, a worker's status, the liaison directory, and findings without private words."""

from __future__ import annotations

import contextlib
import io
import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from programme_rows import planted
from whole_case import Planter, whole_case

import rtwlib
from rtwlib.casefiles import dump_case
from rtwlib.cli.running import run
from rtwlib.programme.checks import check_programme
from rtwlib.programme.claims import Dispute
from rtwlib.programme.files import dump_programme, read_programme
from rtwlib.programme.liaison import bodies_of, directory
from rtwlib.programme.people import ROLES, Promise
from rtwlib.programme.registers import Programme

LAW = rtwlib.law("us-ct")
TODAY = date(2025, 1, 6)
CONTACTS = "id,name,role\nc1,Ada Moss,union\nc2,Ben Oak,insurer\n"


def _run(*command: str) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run(command)
    return code, out.getvalue(), err.getvalue()


def test_a_table_goes_into_a_new_programme_and_a_second_time_changes_nothing(tmp_path: Path) -> None:
    table, to = tmp_path / "contacts.csv", tmp_path / "programme.json"
    table.write_text(CONTACTS, "utf-8")
    asked = ("programme", "import", "contacts", str(table), "--to", str(to), "--law", "us-ct")
    code, out, _ = _run(*asked)
    assert (code, out.split(". ")[0]) == (0, "contacts: 2 added, 0 changed, 0 already there")
    first = to.read_text("utf-8")
    assert [row.name for row in read_programme(first).contacts] == ["Ada Moss", "Ben Oak"]
    assert "2 already there" in _run(*asked)[1]
    assert to.read_text("utf-8") == first
    table.write_text(CONTACTS.replace("insurer", "tribunal"), "utf-8")
    assert _run(*asked)[0] == 2
    assert to.read_text("utf-8") == first
    assert "1 changed" in _run(*asked, "--replace")[1]


def test_of_a_table_with_a_fault_no_row_is_taken_and_no_value_is_told(tmp_path: Path) -> None:
    table, to = tmp_path / "contacts.csv", tmp_path / "programme.json"
    table.write_text(CONTACTS + "c3,Cy Fir,neighbour\n", "utf-8")
    code, out, err = _run("programme", "import", "contacts", str(table), "--to", str(to))
    assert (code, out, to.exists()) == (2, "", False)
    assert "line 4" in err
    assert "Cy Fir" not in err
    code, out, err = _run("programme", "import", "contcts", str(table))
    assert (code, "contacts" in err) == (2, True)


@pytest.mark.parametrize("extra", [(), ("--json",)])
def test_a_workers_status_holds_kinds_and_days_of_the_own_case_and_no_words(
    tmp_path: Path, extra: tuple[str, ...]
) -> None:
    case = whole_case("us-ct", LAW.vocabulary, Planter(), date(2024, 11, 4), LAW.forms)
    programme, planter = planted(case.id, "OTHER")
    (tmp_path / "p.json").write_text(dump_programme(programme), "utf-8")
    (tmp_path / "c.json").write_text(dump_case(case), "utf-8")
    asked = ("--case", str(tmp_path / "c.json"), "--today", TODAY.isoformat(), *extra)
    code, out, err = _run("programme", "status", str(tmp_path / "p.json"), *asked)
    assert (code, err) == (0, "")
    own = programme.enquiries[0]
    shown = {str(day) for day in (own.asked_on, own.reply_due_on, own.answered_on)}
    told = [marker for markers in planter.markers.values() for marker in markers if marker in out]
    assert set(told) <= shown
    assert str(own.answered_on) in told
    assert "OTHER" not in out


def test_the_liaison_directory_names_known_roles_and_cites_each_body() -> None:
    for body in directory():
        assert body.pack in rtwlib.jurisdictions()
        assert body.role in ROLES
        assert body.purposes
        assert body.cite
    layer = bodies_of(rtwlib.law("us-ct-state"))
    assert [body.pack for body in layer] == sorted((body.pack for body in layer), reverse=True)
    assert {body.pack for body in layer} == {"us-ct", "us-ct-state"}
    assert {body.pack for body in bodies_of(LAW)} == {"us-ct"}
    code, out, _ = _run("programme", "liaison", "us-ct-state")
    assert (code, all(body.name in out for body in layer)) == (0, True)
    assert len(json.loads(_run("programme", "liaison", "us-ct-state", "--json")[1])) == len(layer)
    assert "no body is named" in _run("programme", "liaison", "nz")[1]


@given(st.text(st.characters(min_codepoint=0x41, max_codepoint=0x5A), min_size=12, max_size=20))
@settings(max_examples=40, deadline=None)
def test_a_finding_never_repeats_a_word_that_points_to_nothing(word: str) -> None:
    programme = Programme(
        "p",
        ("us-ct",),
        promises=(Promise("p1", "CT-1", meeting=word),),
        disputes=(Dispute("d1", "CT-1", rule=word),),
    )
    found = check_programme(programme, (LAW,), today=TODAY)
    assert {"RTW306", "RTW307"} <= {each.code for each in found}
    assert all(word not in each.message for each in found)
