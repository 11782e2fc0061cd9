"""A case carries its plans and the record of a search for less arduous duties."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

import rtwlib
from rtwlib.casefiles import case_from_dict, dump_case
from rtwlib.cli.running import run
from rtwlib.codec import InputProblems
from rtwlib.plans.placement import Decision, Stage
from rtwlib.plans.placement_record import search_of, with_decision
from rtwlib.vocabulary import core_vocabulary

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "placement.json"
PLAN = {
    "format": "rtwlib.plan/1",
    "id": "p1",
    "goal": {"job": "same", "employer": "same"},
    "phases": [
        {
            "from": "2025-01-13",
            "until": "2025-01-26",
            "hours_per_day": "4",
            "days_per_week": "3.5",
            "duties": ["filing"],
        }
    ],
    "reviews": ["2025-01-26"],
    "diagnosis": "strain",
    "treatment": ["physiotherapy on Mondays"],
}
CASE = {"format": "rtwlib.case/1", "id": "c1", "jurisdictions": ["us-ct"], "plans": [PLAN]}


def test_plans_are_read_and_written_with_the_case() -> None:
    case = rtwlib.read_case(CASE)
    assert case.plans == (rtwlib.read_plan(PLAN),)
    assert json.loads(dump_case(case))["plans"] == [PLAN]
    assert rtwlib.read_case(json.loads(dump_case(case))) == case


def test_the_problems_of_a_plan_are_told_with_those_of_the_case() -> None:
    plan = {**PLAN, "goal": {"job": "sam"}, "phases": [{"fom": "2025-01-13"}]}
    with pytest.raises(InputProblems) as caught:
        rtwlib.read_case({**CASE, "claim": {"kindd": "x"}, "plans": [PLAN, plan, {"id": "p"}]})
    paths = [each.path for each in caught.value.problems]
    assert "claim.kindd" in paths
    # One that cannot be read at all is told first; the words of its fields once it can.
    assert "plans[1].phases[0].fom" in paths
    assert "plans[2].format" in paths


def test_a_reader_without_plans_refuses_them() -> None:
    with pytest.raises(InputProblems, match=r"plans\[0\]: plans are not read here"):
        case_from_dict(CASE, vocabulary=core_vocabulary(), jurisdictions=["us-ct"])


def test_a_view_takes_the_diagnosis_out_of_a_plan() -> None:
    case, law = rtwlib.read_case(CASE), rtwlib.law("us-ct")
    seen = rtwlib.view(case, law, audience="supervisor", purpose="return_to_work", today=date(2025, 1, 6)).case
    (plan,) = seen.plans
    assert (plan.diagnosis, plan.treatment) == (None, ())
    assert plan.phases[0].duties == ("filing",)
    hidden = rtwlib.view(case, law, audience="payroll", purpose="payroll", today=date(2025, 1, 6)).case
    assert "filing" not in dump_case(hidden)


def test_the_newest_plan_of_a_case_fills_forms() -> None:
    law = rtwlib.law("au-wa")
    case = rtwlib.read_case({**CASE, "jurisdictions": ["au-wa"]})
    form = rtwlib.fill_form(rtwlib.find_form(law, "rtw-program"), case, law, today=date(2025, 1, 6))
    assert form.value("plan.phases") == ("2025-01-13 to 2025-01-26: 4 hours on 3.5 days a week",)


def decision(stage: Stage, day: int, *, placed: bool = False) -> Decision:
    return Decision(stage, placed, date(2025, 8, day), "kim", "in writing")


def test_the_search_is_kept_in_the_case() -> None:
    case = rtwlib.read_case(EXAMPLE)
    assert search_of(case, date(2025, 9, 1)).next is Stage.ASSESS
    assert not search_of(case, date(2025, 8, 10)).open
    case = with_decision(case, decision(Stage.ASSESS, 20))
    assert search_of(case, date(2025, 9, 1)).next is Stage.OWN_JOB
    assert search_of(rtwlib.read_case(json.loads(dump_case(case))), date(2025, 9, 1)).next is Stage.OWN_JOB
    with pytest.raises(ValueError, match="vacancy_in_the_agency on 2025-08-21 is out of order; expected own_job"):
        with_decision(case, decision(Stage.AGENCY, 21))
    done = with_decision(case, decision(Stage.OWN_JOB, 22, placed=True))
    assert search_of(done, date(2025, 9, 1)).closed == "accommodated"


def test_the_command_records_shows_and_withholds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = tmp_path / "copy.json"
    told = ("--on", "2025-08-20", "--by", "kim", "--reason", "mk-reason", "--save", str(copy), "--today", "2025-09-01")
    assert run(["plan", "search", str(EXAMPLE), "--decide", "disability_assessed", *told]) == 0
    assert "next: own job with accommodation" in capsys.readouterr().out
    assert run(["plan", "search", str(copy), "--today", "2025-09-01", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["decisions"][0]["reason"] == "mk-reason"
    for audience in ("human_resources", "public"):
        run(["plan", "search", str(copy), "--today", "2025-09-01", "--as", audience, "--for", "return_to_work"])
        out = capsys.readouterr()
        assert "mk-reason" not in out.out + out.err
    assert run(["plan", "search", str(EXAMPLE), "--decide", "separation", *told]) == 2
    assert "out of order; expected disability_assessed" in capsys.readouterr().err
    assert run(["plan", "search", str(EXAMPLE), "--decide", "separation"]) == 2
    assert "--decide needs --on, --by, --reason and --save" in capsys.readouterr().err
