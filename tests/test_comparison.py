"""Laws side by side: every limit under one subject, the command, and the pages of the documentation that packs make."""

from __future__ import annotations

import importlib.util
import json
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest
from attrs import evolve
from support import law_of, limit

import rtwlib
from rtwlib.cli import main
from rtwlib.comparison.comparing import compare, subject_of, subject_of_duty, subjects
from rtwlib.comparison.coverage import coverage
from rtwlib.sources import Confidence
from rtwlib.standing_duties import StandingDuty
from rtwlib.vocabulary import core_vocabulary

ROOT = Path(__file__).parent.parent
DAY = date(2024, 1, 1)


def test_subjects_name_what_the_vocabulary_knows() -> None:
    words = core_vocabulary()
    groups = {event.group for event in words.events.values()}
    for each in subjects():
        assert set(each.events) <= set(words.events), each.id
        assert set(each.groups) <= groups, each.id
    named = [group for each in subjects() for group in each.groups]
    assert len(named) == len(set(named))


@pytest.mark.parametrize("name", rtwlib.jurisdictions())
def test_every_limit_in_force_stands_under_one_subject(name: str) -> None:
    law = rtwlib.law(name)
    found = compare([law], DAY)
    listed = [said.limit.rule for each in found for _, limits in each.laws for said in limits]
    known = {limit.rule for limit in law.limits if limit.version_at(DAY) is not None}
    assert known <= set(listed)
    assert len(listed) == len(set(listed))


@pytest.mark.parametrize("name", rtwlib.jurisdictions())
def test_every_duty_without_a_clock_stands_under_one_subject(name: str) -> None:
    law = rtwlib.law(name)
    found = compare([law], DAY)
    listed = [(duty.pack, duty.id) for each in found for _, duties in each.duties for duty in duties]
    assert sorted(listed) == sorted((duty.pack, duty.id) for duty in law.duties if duty.in_force(DAY))
    assert all(duty.group for duty in law.duties)


def test_a_duty_goes_by_its_group_and_else_to_the_last_subject() -> None:
    known = StandingDuty("p", "d", "D", "employer", (), Confidence.STATUTE, group="employment")
    assert subject_of_duty(known).id == "protect"
    assert subject_of_duty(evolve(known, group=None)).id == subjects()[-1].id


def test_a_limit_goes_by_its_acts_then_its_kind_then_its_group() -> None:
    act = 'after = "injury"\ncount = "2 days"\nmet_by = ["liability_decision_given"]'
    span = 'after = "injury"\ncount = "2 days"'
    law = law_of(
        limit("decide", act)
        + limit("keep", span, kind="protection")
        + limit("pay", span, kind="entitlement")
        + limit("tell", 'after = "injury"\ncount = "2 days"\nmet_by = ["injury_notice_acknowledged"]')
        + limit("yearly", 'each_year = {from = "02-01", to = "04-30"}\nmet_by = ["annual_summary_posted"]'),
    )
    found = {limit.id: subject_of(limit, law).id for limit in law.limits}
    assert found == {"decide": "decide", "keep": "protect", "pay": "step-down", "tell": "notify", "yearly": "records"}


def test_a_gap_is_shown_and_a_law_not_yet_in_force_is_not() -> None:
    rows = 'after = "injury"\nmet_by = ["claim_made"]\ncite = "act s 2"\n'
    body = '[[deadline]]\nid = "claim"\nkind = "duty"\nowed_by = "worker"\n' + rows
    body += '[[deadline.version]]\nfrom = 2000-01-01\nuntil = 2010-01-01\ncount = "1 year"\n'
    law = law_of(body + '[[gap]]\nof = "claim"\nfrom = 2010-01-01\nuntil = 2012-01-01\nwhy = "not read"\n')
    assert compare([law], date(2011, 1, 1))[0].laws[0][1][0].terms is None
    assert compare([law], date(2013, 1, 1)) == ()
    found = coverage(law)
    assert (found.rules, found.resting_on(Confidence.STATUTE), len(found.gaps)) == (1, 1, 1)


def test_the_command_compares_as_text_and_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["law", "--compare", "us-ct", "us-ct-state", "--at", "2024-01-01"]) == 0
    told = capsys.readouterr().out
    assert "Decide the claim" in told
    assert "    employer: Move an injured worker to suitable full-time work, where there is some\n" in told
    assert main(["law", "--compare", "us-ct", "us-ct", "--at", "2024-01-01", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    protect = next(each for each in told["subjects"] if each["id"] == "protect")
    assert "us-ct/no-retaliation" in [each["rule"] for each in protect["laws"][0]["duties"]]
    assert (told["format"], len(told["laws"])) == ("rtwlib.comparison/1", 1)
    assert all(limit["version"]["cite"] for row in told["subjects"] for law in row["laws"] for limit in law["limits"])


@pytest.mark.parametrize(("names", "message"), [(["--compare"], "needs the IDs"), (["us-ct", "a", "b"], "not 3 names")])
def test_too_few_and_too_many_names_are_told(
    names: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["law", *names]) == 2
    assert message in capsys.readouterr().err


def _script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("write_law_pages", ROOT / "scripts" / "write_law_pages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_pages_made_from_the_packs_are_up_to_date() -> None:
    for name, text in _script().pages().items():
        said = "run .venv/bin/python scripts/write_law_pages.py"
        assert (ROOT / "docs" / "reference" / name).read_text("utf-8") == text, said
