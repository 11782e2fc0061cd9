"""The gate stands before every register: nothing of a sort of data that is denied leaves by any output."""

from __future__ import annotations

import contextlib
import io
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from programme_rows import planted

import rtwlib
from rtwlib.casefiles import dump_case
from rtwlib.cases import Case, Consent
from rtwlib.cli.running import run
from rtwlib.privacy_rules import Effect
from rtwlib.privacy_words import privacy_words
from rtwlib.programme.files import dump_programme
from rtwlib.programme.gate import deals_with_many, view_programme
from rtwlib.programme.people import Contact, Enquiry, Meeting, Promise
from rtwlib.programme.registers import Programme, registers

WORDS = privacy_words()
TODAY = date(2025, 1, 6)
CASE = Case(id="CT-1", jurisdictions=("us-ct",))
PERSONAL = sorted(name for name in WORDS.audiences if not deals_with_many(name))
MANY = sorted(name for name in WORDS.audiences if deals_with_many(name))


@contextlib.contextmanager
def captured() -> Iterator[tuple[io.StringIO, io.StringIO]]:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        yield out, err


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("programme")
    (where / "programme.json").write_text(dump_programme(planted("CT-1", "CT-2")[0]), "utf-8")
    (where / "case.json").write_text(dump_case(CASE), "utf-8")
    (where / "key").write_bytes(b"a secret of more than sixteen bytes")
    return where


@given(
    audience=st.sampled_from(sorted(WORDS.audiences)),
    purpose=st.sampled_from(sorted(WORDS.purposes)),
    register=st.sampled_from(sorted(registers())),
    one=st.booleans(),
    data=st.data(),
)
@settings(max_examples=60, deadline=None)
def test_nothing_denied_is_in_any_output(
    folder: Path, audience: str, purpose: str, register: str, one: bool, data: st.DataObject
) -> None:
    of_case = one or not deals_with_many(audience)
    asked = ["--as", audience, "--for", purpose, "--today", TODAY.isoformat(), "--key-file", str(folder / "key")]
    file, case = str(folder / "programme.json"), str(folder / "case.json")
    only = ["--case", case] if of_case else []
    command = data.draw(
        st.sampled_from(
            [
                ["programme", "show", file, *only, *asked],
                ["programme", "show", file, *only, *asked, "--json"],
                ["programme", "show", file, register, *only, *asked],
                ["programme", "show", file, register, *only, *asked, "--json"],
                ["programme", "show", file, register, *only, *asked, "--csv"],
                ["agenda", *([case] if of_case else []), "--programme", file, *asked, "--ids",
                 "--ics", str(folder / "a.ics")],
                ["agenda", *([case] if of_case else []), "--programme", file, *asked, "--json"],
            ]
        )
    )  # fmt: skip
    (folder / "a.ics").unlink(missing_ok=True)
    with captured() as (out, err):
        assert run(command) in {0, 1}, err.getvalue()
    text = out.getvalue() + err.getvalue()
    if (folder / "a.ics").exists():
        text += (folder / "a.ics").read_text("utf-8")
    view = rtwlib.view(CASE, rtwlib.law("us-ct"), audience=audience, purpose=purpose, today=TODAY)
    programme, planter = planted("CT-1", "CT-2")
    for decision in view.decisions:
        if decision.effect is not Effect.ALLOW:
            for marker in planter.markers.get(decision.category, ()):
                assert marker not in text, f"{decision.category} is denied to {audience} for {purpose}"
    if of_case and command[0] == "programme":
        assert "CT-2" not in text
    assert programme.id not in text or "system" in view.shown


@pytest.mark.parametrize("audience", PERSONAL)
def test_who_deals_with_one_person_at_a_time_needs_the_case(audience: str) -> None:
    programme, _ = planted("CT-1", "CT-2")
    with pytest.raises(ValueError, match=f"{audience} deals with one person at a time"):
        view_programme(programme, rtwlib.law("us-ct"), audience=audience, purpose="own_record", today=TODAY)


def test_a_worker_sees_the_rows_of_the_own_case_and_no_others() -> None:
    programme, _ = planted("CT-1", "CT-2")
    seen = view_programme(
        programme, rtwlib.law("us-ct"), audience="worker", purpose="own_record", today=TODAY, case=CASE
    )
    assert [row.case for row in seen.enquiries] == ["CT-1"]
    assert seen.enquiries[0] == programme.enquiries[0]
    assert not (seen.policies)
    assert not (seen.attendances)
    assert not (seen.memberships)


def test_a_coordinator_sees_days_and_topics_and_no_notes_without_consent() -> None:
    enquiry = Enquiry("q", case="CT-1", asked_on=TODAY, topic="bills", question="secret", answer="secret")
    programme = Programme("p", ("us-ct",), enquiries=(enquiry,))
    law = rtwlib.law("us-ct")
    seen = view_programme(programme, law, audience="rtw_coordinator", purpose="claim", today=TODAY)
    assert seen.enquiries == (attrs.evolve(enquiry, question=None, answer=None),)
    consent = Consent(
        "k", audiences=("rtw_coordinator",), purposes=("claim",), data=("medical", "free_text"), given_on=TODAY
    )
    agreed = attrs.evolve(CASE, consents=(consent,))
    whole = view_programme(programme, law, audience="rtw_coordinator", purpose="claim", today=TODAY, case=agreed)
    assert whole.enquiries == (enquiry,)


def test_a_register_of_a_sort_that_is_hidden_is_shown_empty() -> None:
    rows = {
        "enquiries": (Enquiry("q", case="CT-1", by="Ada"),),
        "promises": (Promise("p", case="CT-1", to="Ada"),),
        "contacts": (Contact("c", case="CT-1", name="Ben"),),
        "meetings": (Meeting("m", case="CT-1", planned_on=TODAY),),
    }
    programme = Programme("p", ("us-ct",), **rows)  # type: ignore[arg-type]  # registers by name
    seen = view_programme(
        programme, rtwlib.law("us-ct"), audience="supervisor", purpose="return_to_work", today=TODAY, case=CASE
    )
    assert not (seen.enquiries)
    assert not (seen.promises)
    assert not (seen.contacts)
    assert seen.meetings == programme.meetings


def test_who_may_not_see_ids_needs_a_key_or_sees_nothing() -> None:
    programme, _ = planted("CT-1", "CT-2")
    law = rtwlib.law("us-ct")
    with pytest.raises(ValueError, match="give a key"):
        view_programme(programme, law, audience="auditor", purpose="compliance", today=TODAY)
    seen = view_programme(programme, law, audience="auditor", purpose="compliance", today=TODAY, key=b"k" * 16)
    ids = [row.id for row in seen.policies]
    assert len(set(ids)) == 2
    assert not set(ids) & {row.id for row in programme.policies}
    nobody = view_programme(programme, law, audience="public", purpose="safety", today=TODAY)
    assert list(nobody.rows()) == []


def test_problems_of_a_file_are_counted_and_not_told_to_an_audience(folder: Path) -> None:
    bad = folder / "bad.json"
    bad.write_text(json.dumps({"format": "rtwlib.programme/1", "id": "p", "contacts": [{"id": "Ada Moss", "x": 1}]}))
    with captured() as (_, err):
        assert run(["programme", "show", str(bad), "--as", "regulator", "--for", "claim"]) == 2
    assert "the programme has 1 problems; without --as the message says which" in err.getvalue()
    assert "Ada" not in err.getvalue()
