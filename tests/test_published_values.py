"""Published rates and amounts of every pack that has a file of them: looked up, multiplied, or missing as declared."""

from __future__ import annotations

import tomllib
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest

import rtwlib

SUFFIX = "_published_values"
FILES = sorted((Path(__file__).parent / "data").glob(f"*{SUFFIX}.toml"))


def rows(table: str) -> list[Any]:
    return [
        pytest.param(pack, row, id=f"{pack} {row['example']} {row.get('value', '')} {row['on']}")
        for path in FILES
        for pack in [path.stem.removesuffix(SUFFIX).replace("_", "-")]
        for row in tomllib.loads(path.read_text("utf-8")).get(table, [])
    ]


def test_files_are_read_and_hold_nothing_else() -> None:
    assert len(FILES) > 1
    for path in FILES:
        assert set(tomllib.loads(path.read_text("utf-8"))) <= {"lookup", "product", "gap"}, path.name


@pytest.mark.parametrize(("pack", "row"), rows("lookup"))
def test_a_published_amount(pack: str, row: dict[str, Any]) -> None:
    answer = rtwlib.value(rtwlib.law(pack), row["value"], on=row["on"])
    assert answer.amount == Decimal(row["expected"]), row["source"]


@pytest.mark.parametrize(("pack", "row"), rows("gap"))
def test_a_missing_figure_stays_missing(pack: str, row: dict[str, Any]) -> None:
    answer = rtwlib.value(rtwlib.law(pack), row["value"], on=row["on"])
    assert answer.amount is None
    assert answer.needs


@pytest.mark.parametrize(("pack", "row"), rows("product"))
def test_a_published_product(pack: str, row: dict[str, Any]) -> None:
    law = rtwlib.law(pack)
    product = Decimal(row.get("times", "1"))
    for factor in row["values"]:
        amount = rtwlib.value(law, factor, on=row["on"]).amount
        assert amount is not None
        product *= amount
    unit = Decimal(row.get("to", "0.01"))
    assert product.quantize(unit, ROUND_HALF_UP) == Decimal(row["expected"]), row["source"]
