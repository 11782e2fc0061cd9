"""The words of formulas: every value, fact and interval that a formula reads is named, and the whole is held golden."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import rtwlib
from rtwlib.cli.law_benefits import benefits_text
from rtwlib.cli.running import run
from rtwlib.readers import formula_words
from rtwlib.readers.formula_words import formula_lines
from rtwlib.rules import KINDS, Dated, Elapsed, Input, parts

GOLDEN = Path(__file__).parents[1] / "golden" / "benefits.txt"
FORMULAS = [(name, key) for name in rtwlib.jurisdictions() for key in rtwlib.law(name).formulas]


def test_every_kind_of_node_has_words() -> None:
    assert set(formula_words._PHRASES) == set(KINDS)


@pytest.mark.parametrize(("law_id", "key"), FORMULAS)
def test_the_words_name_all_that_a_formula_reads(law_id: str, key: str) -> None:
    law = rtwlib.law(law_id)
    formula = law.formulas[key]
    words = "\n".join(formula_lines(formula, law))
    for node in (*parts(formula.applies), *parts(formula.amount)):
        if isinstance(node, Input):
            assert node.fact in words
        elif isinstance(node, Dated):
            assert node.value in words
        elif isinstance(node, Elapsed):
            assert node.interval.replace("_", " ") in words


def test_the_benefits_of_connecticut_in_words() -> None:
    assert benefits_text(rtwlib.law("us-ct")) + "\n" == GOLDEN.read_text("utf-8")


def test_the_command_shows_all_or_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["law", "us-ct", "total-incapacity"]) == 0
    assert "payable if: the case's worker.current_work_capacity is none" in capsys.readouterr().out
    assert run(["law", "au-cth", "--benefits", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["format"] == "rtwlib.benefits/1"
    assert all(version["words"] for each in told["benefits"] for version in each["versions"])
    assert run(["law", "us-ct", "total-incapacit"]) == 2
    assert "nearest: total-incapacity" in capsys.readouterr().err
