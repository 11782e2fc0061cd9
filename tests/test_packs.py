"""Pack folders, good and bad, as they lie on a disk: each bad one gives exactly the problems that it is kept for."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from rtwlib.catalog import Catalog
from rtwlib.packs import PackError, check_folder, read_pack, read_worked_cases
from rtwlib.packs.worked import EXPECTED
from rtwlib.worked_cases import _FIELDS, run_worked_case

FOLDERS = Path(__file__).parent / "packs"
GOOD = sorted((FOLDERS / "good").iterdir())
BAD = sorted((FOLDERS / "bad").iterdir())
PAGE = Path(__file__).parent.parent / "docs" / "reference" / "pack-errors.md"


def catalog() -> Catalog:
    return Catalog([], GOOD)


def said(folder: Path) -> str:
    """Return the problems of a folder and its worked cases, one on each line."""
    _, problems = check_folder(folder, catalog().law)
    read_worked_cases(folder, problems)
    return "".join(f"{problem}\n" for problem in sorted(problems))


@pytest.mark.parametrize("folder", BAD, ids=lambda folder: folder.name)
def test_a_bad_pack_gives_exactly_its_problems(folder: Path) -> None:
    expected = (folder / "expected.txt").read_text("utf-8")
    assert expected
    assert said(folder) == expected


@pytest.mark.parametrize("folder", GOOD, ids=lambda folder: folder.name)
def test_a_good_pack_has_none_and_its_worked_cases_hold(folder: Path) -> None:
    assert said(folder) == ""
    law = read_pack(folder, catalog().law)
    for worked in read_worked_cases(folder, []):
        assert run_worked_case(law, worked)[0] == []


@pytest.mark.parametrize("folder", [folder for folder in BAD if folder.name != "expectations"], ids=lambda f: f.name)
def test_a_bad_pack_is_never_loaded(folder: Path) -> None:
    with pytest.raises(PackError):
        read_pack(folder, catalog().law)


def test_the_layer_of_the_corpus_hides_one_limit_and_takes_the_calendar_of_its_base() -> None:
    law = catalog().law("zz-city")
    assert [limit.rule for limit in law.limits] == ["zz-city/decide-city", "zz/tell"]
    assert law.time["zz-city"] is law.time["zz"]
    assert not law.time["zz-city"].calendar.is_open(date(2024, 2, 6))


def test_a_list_of_amounts_is_never_carried_on() -> None:
    value = catalog().law("zz").values_by_id["max-weekly"]
    amounts = [value.version_at(day) for day in (date(2012, 3, 31), date(2012, 4, 1))]
    assert [str(each.amount) if each else None for each in amounts] == ["1735.20", None]


def test_what_may_be_expected_is_what_is_compared() -> None:
    assert set(_FIELDS) | {"rule", "on", "met_by", "absent"} == set(EXPECTED)


def test_every_message_of_the_page_is_one_of_a_bad_pack() -> None:
    known = {line for folder in BAD for line in (folder / "expected.txt").read_text("utf-8").splitlines()}
    shown = [
        line
        for block in re.findall(r"^```text\n(.*?)^```", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
        for line in block.splitlines()
    ]
    assert shown
    assert [line for line in shown if line not in known] == []
