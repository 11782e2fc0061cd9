"""Every published Connecticut example is run here or by a worked case of the pack, or listed with why it is not."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import rtwlib
from rtwlib.catalog import open_catalog
from rtwlib.counting import count_from
from rtwlib.dates import parse_count
from rtwlib.packs import read_worked_cases

DATA: dict[str, list[dict[str, Any]]] = tomllib.loads(
    (Path(__file__).parent / "data" / "us_ct_published_values.toml").read_text("utf-8")
)
BY_WORKED_CASE = {
    "tanguay-form-43-before-30c": "tanguay",
    "dominguez-75-days": "dominguez-75-days-our-receipt-date",
    "vallee-49-days": "vallee-49-days",
    "vachon-copy-late": "vachon-copy-late-our-dates",
    "szyszka-21-days": "szyszka-21-days-our-dates",
    "gooden-appeal-late": "gooden-appeal-late",
    "couto-radcliff-13-days": "couto-radcliff-13-days",
    "casey-late-payment": "casey-late-payment",
    "stipulation-count-start": "stipulation-count-start",
    "form-36-suspension-2020": "form-36-suspension-2020-our-dates",
    "discuillo-one-year": "discuillo-one-year-our-dates",
    "dorsey-last-exposure": "dorsey-last-exposure-our-dates",
    "russell-repetitive-claim": "russell-claim-in-time",
    "oct-personnel-file-history": "personnel-file-2013-current",
}
BY_VALUE = {
    "max-partial-rounding-2009", "max-2021", "max-2017", "minimum-2010", "burial-2022", "mileage-change-in-2005",
    "cervical-change-2025", "thorn-rate-year",
}  # fmt: skip
BY_CALENDAR = {"brennan-weekend"}
NOT_RUN = {
    "chadbourne-28-plus-4": "hours of full salary: a formula over a schedule of hours, not a date or a rate",
    "milewski-defective-agreement": "turns on whether an agreement states a percentage, which a case cannot hold",
    "o-donnell-wrong-employer-address": "turns on the wording and address of a notice, which a case cannot hold",
    "gil-old-rate": "a formula on a wage, for an injury before the years that the pack covers",
    "cola-none-after-1993": "an adjustment is a formula over rate years; the limit answers unknown there",
}
ALL = {*BY_WORKED_CASE, *BY_VALUE, *BY_CALENDAR, *NOT_RUN}


def test_none_is_dropped() -> None:
    assert len(ALL) == 28
    assert all(NOT_RUN.values())


def test_the_worked_cases_are_there_and_name_their_source() -> None:
    folder = open_catalog().folder("us-ct")
    found = {worked.id: worked for worked in read_worked_cases(folder, [])}
    for case in BY_WORKED_CASE.values():
        assert found[case].says != "hand"


def test_brennan_a_ninetieth_day_on_a_saturday_moves_to_monday() -> None:
    time = rtwlib.law("us-ct").time["us-ct"]
    rule = time.rule_at(date(1993, 12, 19))
    assert rule is not None
    counted = count_from(
        date(1993, 12, 19),
        parse_count("90 days"),
        backward=False,
        convention=rule.convention,
        calendar=time.calendar,
        rolls=True,
    )
    assert (counted.nth, counted.due) == (date(1994, 3, 19), date(1994, 3, 21))


def test_the_examples_that_are_run_are_of_the_published_list() -> None:
    assert {row["example"] for table in DATA.values() for row in table} <= ALL
