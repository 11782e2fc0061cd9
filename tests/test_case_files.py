"""Case files: every bad input gives a clear message, all at once; good ones make the round trip through JSON."""

from __future__ import annotations

import copy
import json
import pickle
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings

import rtwlib
from rtwlib import cases
from rtwlib.casefiles import (
    case_converter,
    case_from_dict,
    case_to_dict,
    dump_case,
    employer_from_dict,
    employer_to_dict,
    read_case,
    read_employer_file,
)
from rtwlib.codec import InputProblems, each_of, loads, structure
from rtwlib.frozen import FrozenDict
from rtwlib.testing.strategies import case_objects
from rtwlib.vocabulary import core_vocabulary

WORDS = core_vocabulary()
KNOWN = ("us-ct", "us-ct-state")
GOOD: dict[str, Any] = {
    "format": "rtwlib.case/1",
    "id": "CT-1",
    "jurisdictions": ["us-ct"],
    "worker": {"id": "w1", "hours_per_week": "38.5", "born_on": "1980-05-06"},
    "employer": {"kind": "private", "headcount": 12},
    "injury": {"kind": "accident", "on": "2024-11-04"},
    "claim": {"id": "cl1", "made_on": "2024-11-29"},
    "facts": {
        "employer.uses_provider_list": True,
        "employer.peak_headcount_last_year": [{"value": 5, "from": "2024-01-01", "until": "2025-01-01"}],
    },
    "events": [
        {"kind": "claim_received_by_employer", "at": "2024-12-02T09:00-05:00", "recorded_at": "2024-12-03"},
        {
            "kind": "hearing_scheduled",
            "on": "2024-12-20",
            "ref": "h1",
            "dates": {"for": "2025-01-06"},
            "data": {"room": 2},
        },
    ],
    "history": {"through": "2025-01-06", "unknown": ["payment_commenced"]},
    "certificates": [{"from": "2024-11-05", "until": "2024-11-20", "capacity": "none", "hours_per_day": "4"}],
    "payments": [
        {"kind": "weekly", "from": "2024-11-05", "until": "2024-11-11", "amount": "512.40", "currency": "USD"}
    ],
    "documents": [{"kind": "letter", "received_on": "2024-11-06", "from": "a", "to": "b"}],
}


def problems(found: Any) -> list[str]:
    with pytest.raises(InputProblems) as caught:
        read_case(found, vocabulary=WORDS, jurisdictions=KNOWN)
    return [str(problem) for problem in caught.value.problems]


def changed(**parts: Any) -> dict[str, Any]:
    return {**copy.deepcopy(GOOD), **parts}


EVENT = GOOD["events"][1]


@pytest.mark.parametrize(
    ("found", "message"),
    [
        ("", "the file is empty: expected a JSON object"),
        ("   \n", "the file is empty: expected a JSON object"),
        ("{", "not JSON: Expecting property name enclosed in double quotes at line 1, column 2"),
        ("[1, 2]", "expected one JSON object"),
        ('{"a": NaN}', "NaN is not a number of JSON: leave an unknown value out"),
        ('{"a": 1, "a": 2}', "the key 'a' stands twice in one object"),
        (b'{"id": "\xe9"}', "not UTF-8: byte 8 (0xe9) does not fit; save the file as UTF-8"),
        (changed(format="rtwlib.case/2"), 'format: expected "rtwlib.case/1", found \'rtwlib.case/2\''),
        (changed(format=1), 'format: expected "rtwlib.case/1", found nothing'),
        (changed(evnts=[]), "evnts: unknown field 'evnts'; nearest: events, payments"),
        (changed(worker={"zzz": 1}), "worker.zzz: unknown field 'zzz'; expected one of: id, name"),
        (changed(jurisdictions=["us-tc"]), "jurisdictions[0]: unknown jurisdiction 'us-tc'; nearest: us-ct"),
        (changed(jurisdictions=[]), "jurisdictions: name at least one of: us-ct, us-ct-state"),
        (changed(facts={"employer.headcont": 1}), "facts.employer.headcont: unknown fact 'employer.headcont'; nearest: employer.headcount"),
        (changed(facts=[1]), "facts: expected an object of facts"),
        (changed(facts={"injury.psychological": "yes"}), "facts.injury.psychological: expected true or false"),
        (changed(facts={"employer.peak_headcount_last_year": "1"}), "facts.employer.peak_headcount_last_year: expected a whole number"),
        (changed(facts={"injury.repetitive_trauma_like": "x"}), "facts.injury.repetitive_trauma_like: expected one of: accident, disease"),
        (changed(facts={"injury.permanent_impairment_percent": 5}), 'expected a decimal in quotes such as "38.5"'),
        (changed(facts={"injury.permanent_impairment_percent": "five"}), 'expected a decimal in quotes such as "38.5"'),
        (changed(facts={"employer.headcount": 13}), "facts.employer.headcount: disagrees with employer.headcount in the file: say it once"),
        (changed(facts={"employer.headcount": [1]}), "facts.employer.headcount[0]: expected {value, from, until}"),
        (changed(facts={"employer.headcount": [{"value": 12, "from": "x"}]}), "'x' is not a day: expected YYYY-MM-DD"),
        (changed(facts={"employer.headcount": [{"value": 12, "from": "2024-01-02", "until": "2024-01-02"}]}), "until 2024-01-02 is not after from 2024-01-02"),
        (changed(injury={"on": "2024-02-30"}), "injury.on: '2024-02-30' is not a day of the calendar"),
        (changed(injury={"on": "01/02/2026"}), "injury.on: '01/02/2026' is ambiguous (it could mean 2026-02-01 or 2026-01-02): write the day as YYYY-MM-DD"),
        (changed(injury={"on": "24/11/2025"}), "injury.on: '24/11/2025' is not an ISO day (it could mean 2025-11-24)"),
        (changed(injury={"on": 20240101}), 'injury.on: expected a day as "YYYY-MM-DD", not a number'),
        (changed(injury={"at": "2024-01-01T09:00"}), "injury.at: '2024-01-01T09:00' has no time zone: add one, such as -05:00 or Z"),
        (changed(injury={"at": "nine"}), "injury.at: 'nine' is not a moment"),
        (changed(injury={"at": 9}), "injury.at: expected a zoned moment"),
        (changed(injury={"on": "2024-01-01", "at": "2024-01-02T09:00Z"}), "injury: 'on' and 'at' are different days"),
        (changed(injury={"kind": 1}), "injury.kind: expected a text, not a number"),
        (changed(injury={"on": "1979-01-01"}), "injury: lies before the worker's birth"),
        (changed(worker={"hours_per_week": 38.5}), 'worker.hours_per_week: expected a decimal in quotes such as "38.5", not a number'),
        (changed(worker={"hours_per_week": "many"}), "worker.hours_per_week: 'many' is not a decimal number"),
        (changed(worker={"hours_per_week": "NaN"}), "worker.hours_per_week: 'NaN' is not a decimal number"),
        (changed(employer={"headcount": "12"}), "employer.headcount: expected a whole number, not a text"),
        (changed(employer={"headcount": True}), "employer.headcount: expected a whole number, not true or false"),
        (changed(events=[{**EVENT, "kind": "hearing_sheduled"}]), "events[0].kind: unknown event kind 'hearing_sheduled'; nearest: hearing_scheduled"),
        (changed(events=[{**EVENT, "kind": "incapacity_reached_1_day"}]), "events[0].kind: 'incapacity_reached_1_day' is worked out (derived), never recorded"),
        (changed(events=[{"kind": "death"}]), "events[0]: an event needs 'on' (a day) or 'at' (a zoned moment)"),
        (changed(events=[{"kind": "death", "on": "2024-01-01", "at": "2024-01-02T01:00Z"}]), "events[0]: 'on' (2024-01-01) and 'at' (2024-01-02) are different days"),
        (changed(events=[{"kind": "death", "on": "1970-01-01"}]), "events[0]: lies before the worker's birth"),
        (changed(events=[{"on": "2024-01-01"}]), "events[0].kind: missing: 'kind' is needed"),
        (changed(events=[{**EVENT, "dates": {"for": "soon"}}]), "events[0].dates.for: 'soon' is not a day: expected YYYY-MM-DD"),
        (changed(events=[{**EVENT, "dates": [1]}]), "events[0].dates: expected an object of days"),
        (changed(events=[{**EVENT, "data": {"a": 1.5}}]), "events[0].data: expected an object of texts, whole numbers, true or false"),
        (changed(history={"unknown": ["paymnt_commenced"]}), "history.unknown[0]: unknown event kind 'paymnt_commenced'; nearest: payment_commenced"),
        (changed(payments=[{"kind": "weakly"}]), "payments[0].kind: unknown value 'weakly'; nearest: weekly"),
        (changed(certificates=[{"capacity": "partial"}]), "certificates[0].capacity: unknown value; expected one of: none, some, full"),
        (changed(plans=[1]), "plans: expected a list of plans (rtwlib.plan/1)"),
        (changed(payments=[{"from": "2024-01-02", "until": "2024-01-01"}]), "payments[0]: until 2024-01-01 is before from 2024-01-02"),
    ],
)  # fmt: skip
def test_each_bad_input_has_its_message(found: Any, message: str) -> None:
    said = problems(found)
    assert any(problem.startswith(message) or message in problem for problem in said), said


def test_all_problems_of_a_file_come_at_once() -> None:
    said = problems(changed(evnts=[], injury={"on": "x"}, facts={"nothing.known": 1}, worker={"hours_per_week": 1}))
    assert len(said) == 4


def test_nesting_bombs_are_refused_quickly() -> None:
    start = time.perf_counter()
    assert problems("[" * 100_000_000) == ["nested too deeply: this is no file of ours"]
    assert problems('{"a":' * 100_000 + "1" + "}" * 100_000) == ["nested too deeply: this is no file of ours"]
    assert time.perf_counter() - start < 30
    assert loads('{"a": "' + "[" * 5000 + '"}') == {"a": "[" * 5000}


def test_folders_and_missing_files(tmp_path: Path) -> None:
    assert problems(tmp_path) == [f"'{tmp_path.name}' is a folder: expected a file"]
    assert problems(tmp_path / "no.json") == ["there is no file 'no.json'"]
    assert problems(str(tmp_path / "no.json")) == ["there is no file 'no.json'"]
    with pytest.raises(InputProblems, match="cannot be read"):
        read_case(tmp_path / ("x" * 300), vocabulary=WORDS, jurisdictions=KNOWN)


def test_a_file_is_read_from_path_text_and_bytes(tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(GOOD).encode())
    first = read_case(path, vocabulary=WORDS, jurisdictions=KNOWN)
    assert first == read_case(str(path), vocabulary=WORDS, jurisdictions=KNOWN)
    assert first == read_case(json.dumps(GOOD), vocabulary=WORDS, jurisdictions=KNOWN)
    assert first.worker is not None
    assert first.worker.hours_per_week == Decimal("38.5")
    assert case_to_dict(first) == {**GOOD, "events": [{**GOOD["events"][0], "at": "2024-12-02T09:00:00-05:00"}, EVENT]}
    assert read_case(dump_case(first), vocabulary=WORDS, jurisdictions=KNOWN) == first


def test_messages_do_not_repeat_names_or_diagnoses() -> None:
    secret = changed(worker={"name": 5, "born_on": "x"}, injury={"body_part": 7, "description": ["private words"]})
    assert "private words" not in " ".join(problems(secret))


LAW = rtwlib.law("us-ct")


@given(found=case_objects(LAW))
@settings(max_examples=80)
def test_round_trip(found: dict[str, Any]) -> None:
    case = case_from_dict(found, vocabulary=LAW.vocabulary, jurisdictions=KNOWN)
    again = case_from_dict(json.loads(json.dumps(case_to_dict(case))), vocabulary=LAW.vocabulary, jurisdictions=KNOWN)
    assert again == case
    assert pickle.loads(pickle.dumps(case)) == case == copy.deepcopy(case)  # noqa: S301 - our own bytes


def test_an_employers_file() -> None:
    found = {
        "format": "rtwlib.employer/1",
        "id": "e1",
        "jurisdictions": ["us-ct"],
        "facts": {"employer.headcount": 5},
        "events": [{"kind": "tpa_changed", "on": "2024-01-02"}],
        "establishments": [{"id": "s1", "place": "US-CT", "events": [{"kind": "tpa_changed", "on": "2024-01-02"}]}],
    }
    file = employer_from_dict(found, vocabulary=WORDS, jurisdictions=KNOWN)
    assert employer_to_dict(file) == found
    assert read_employer_file(json.dumps(found), vocabulary=WORDS, jurisdictions=KNOWN) == file
    found["establishments"] = [{"id": "s1", "events": [{"kind": "tpa_chnged", "on": "2024-01-02"}]}]
    with pytest.raises(InputProblems, match=r"establishments\[0\].events\[0\].kind: unknown event kind"):
        employer_from_dict(found, vocabulary=WORDS, jurisdictions=KNOWN)


def test_every_field_has_a_category() -> None:
    for kind in (cases.Worker, cases.Employer, cases.Injury, cases.Claim, cases.Event, cases.Case, cases.EmployerFile):
        for field in attrs.fields(kind):
            assert field.metadata["category"] in cases.CATEGORIES


def test_problems_as_json_and_lists() -> None:
    with pytest.raises(InputProblems) as caught:
        each_of([1, 2], lambda row: structure(_converter(), row, cases.Event), "events")
    assert caught.value.problems[0].to_json()["path"].startswith("events[0]")
    with pytest.raises(InputProblems, match="expected a list, not an object"):
        each_of({}, lambda row: row, "events")
    assert each_of([1], lambda row: row, "x") == [1]


def _converter() -> Any:
    return case_converter()


def test_a_frozen_mapping_is_frozen() -> None:
    mapping = FrozenDict({"a": 1})
    changes: list[Callable[[], object]] = [lambda: mapping.update(b=2), lambda: mapping.pop("a")]
    for change in changes:
        with pytest.raises(TypeError, match="frozen"):
            change()
    assert hash(mapping) == hash(FrozenDict({"a": 1}))
    assert pickle.loads(pickle.dumps(mapping)) == mapping  # noqa: S301 - our own bytes


def test_a_moment_needs_a_zone() -> None:
    case = case_from_dict(changed(), vocabulary=WORDS, jurisdictions=KNOWN)
    with pytest.raises(ValueError, match="a moment needs a time zone"):
        rtwlib.timeline(case, LAW, today=datetime(2025, 1, 6))  # noqa: DTZ001 - that is the mistake
    assert len(rtwlib.timeline(case, LAW, today=datetime(2025, 1, 6, tzinfo=UTC))) > 0


def test_entries_pickle_without_their_case() -> None:
    case = case_from_dict(changed(), vocabulary=WORDS, jurisdictions=KNOWN)
    found = rtwlib.timeline(case, LAW, today=date(2025, 1, 6), explain=True)
    again = pickle.loads(pickle.dumps(found))  # noqa: S301 - our own bytes
    assert again == found
    assert rtwlib.explain(again.entries[0]) == rtwlib.explain(found.entries[0])
    bare = pickle.loads(pickle.dumps(rtwlib.timeline(case, LAW, today=date(2025, 1, 6)).entries[0]))  # noqa: S301 - as above
    if not bare.needs:
        with pytest.raises(ValueError, match="no longer knows its case"):
            rtwlib.explain(bare)


@pytest.mark.parametrize(
    ("parts", "path"),
    [
        ({"worker": {"born_on": "05/06/1980"}}, "worker.born_on"),
        ({"worker": {"average_weekly_wage": "twelve"}}, "worker.average_weekly_wage"),
        ({"certificates": [{"examined_on": "05/06/1980"}]}, "certificates[0].examined_on"),
        ({"injury": {"kind": "twelve"}}, "injury.kind"),
    ],
)
def test_a_private_value_is_never_repeated(parts: dict[str, Any], path: str) -> None:
    found = problems(changed(**parts))
    assert any(each.startswith(path) for each in found), found
    assert not any("1980" in each or "twelve" in each for each in found), found


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"employer": {"kind": "privat"}}, "employer.kind: unknown value 'privat'; nearest: private"),
        ({"claim": {"liability": "open"}}, "claim.liability: unknown value 'open'; expected one of: undecided"),
        ({"injury": {"kind": "disese"}}, "injury.kind: unknown value; nearest: disease"),
    ],
)
def test_a_field_with_a_closed_list_is_checked(parts: dict[str, Any], message: str) -> None:
    assert any(each.startswith(message) for each in problems(changed(**parts)))
