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
from rtwlib.liaison_bodies import BODY_ROLES
from rtwlib.programme.checks import check_programme
from rtwlib.programme.claims import Dispute
from rtwlib.programme.files import dump_programme, read_programme
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


def test_a_contact_may_have_the_role_of_any_body() -> None:
    assert set(BODY_ROLES) < set(ROLES)


def test_every_law_names_the_bodies_to_deal_with_and_cites_each() -> None:
    for name in rtwlib.jurisdictions():
        found = rtwlib.law(name).liaison
        assert found, name
        assert all(body.purposes and body.cite for body in found)


def test_a_layer_names_its_own_bodies_first_and_those_of_the_law_below() -> None:
    layer = rtwlib.law("us-ct-state").liaison
    assert [body.pack for body in layer] == sorted((body.pack for body in layer), reverse=True)
    assert {body.pack for body in layer} == {"us-ct", "us-ct-state"}
    assert {body.pack for body in LAW.liaison} == {"us-ct"}
    code, out, _ = _run("programme", "liaison", "us-ct-state", "--at", "2025-01-06")
    assert (code, all(body.title in out for body in layer)) == (0, True)
    shown = json.loads(_run("programme", "liaison", "us-ct-state", "--at", "2025-01-06", "--json")[1])
    assert [body["id"] for body in shown] == [body.id for body in layer]


def test_the_directory_of_a_day_leaves_out_a_body_of_another_time_and_shows_how_each_is_known() -> None:
    before = _run("programme", "liaison", "au-sea", "--at", "2024-10-13")[1]
    after = _run("programme", "liaison", "au-sea", "--at", "2024-10-14")[1]
    assert ("Appeals" in before, "Review Tribunal" in before) == (True, False)
    assert ("Appeals" in after, "Review Tribunal" in after, "unconfirmed" in after) == (False, True, True)


def test_a_law_that_names_no_body_says_so(tmp_path: Path) -> None:
    folder = tmp_path / "zz"
    assert _run("pack", "new", str(folder), "--id", "zz-new")[0] == 0
    assert "no body is named" in _run("programme", "liaison", "zz-new", "--pack", str(folder))[1]


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
