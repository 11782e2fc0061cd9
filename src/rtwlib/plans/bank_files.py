"""Files of the employer's bank of duties and of a worker's capacity (``rtwlib.duties/1``), every problem at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

import attrs
import cattrs
from attrs import frozen

from rtwlib.codec import InputProblem, InputProblems, new_converter, register, structure
from rtwlib.file_formats import Given, content_of, object_of
from rtwlib.plans.duties import NEARNESS, Candidate, Duty, search
from rtwlib.plans.functional import Answer, Demand, Item, Source
from rtwlib.plans.scales import frequency_scales

FORMAT = "rtwlib.duties/1"


@frozen
class Bank:
    """The duties of an employer, and what is said of a worker's capacity; ``skills`` are those that the worker has."""

    id: str = attrs.field(metadata={"category": "system"})
    duties: tuple[Duty, ...] = attrs.field(default=(), metadata={"category": "employment"})
    capacity: tuple[Item, ...] = attrs.field(default=(), metadata={"category": "capacity"})
    skills: tuple[str, ...] = attrs.field(default=(), metadata={"category": "employment"})

    def search(self, day: date) -> tuple[Candidate, ...]:
        """Return the duties in the order in which to offer them on a day."""
        return search(self.duties, self.capacity, day, skills=self.skills)


@cache
def bank_converter() -> cattrs.Converter:
    """Return the converter of such files."""
    converter = new_converter()
    for words in (Answer, Source):
        converter.register_structure_hook(words, _word)
    for kind in (Demand, Duty, Item, Bank):
        register(converter, kind)
    return converter


def _word(value: Any, kind: Any) -> Any:  # noqa: ANN401 - any JSON value
    known = [each.value for each in kind]
    if value not in known:
        message = f"unknown value '{value}'; expected one of: {', '.join(known)}"
        raise ValueError(message)
    return kind(value)


def read_bank(source: Given) -> Bank:
    """Return the bank in a JSON text, bytes, path or parsed object. Raises `InputProblems` with every problem."""
    bank = structure(bank_converter(), content_of(object_of(source), FORMAT), Bank)
    problems = [*_problems(bank)]
    if problems:
        raise InputProblems(sorted(set(problems)))
    return bank


def _problems(bank: Bank) -> Iterator[InputProblem]:
    scales = frequency_scales()
    rows: list[tuple[str, Demand | Item]] = [
        (f"duties[{number}].demands[{place}]", demand)
        for number, duty in enumerate(bank.duties)
        for place, demand in enumerate(duty.demands)
    ]
    rows += [(f"capacity[{number}]", item) for number, item in enumerate(bank.capacity)]
    for path, row in rows:
        if row.scale not in scales:
            yield InputProblem(f"{path}.scale", f"unknown scale '{row.scale}'; expected one of: {', '.join(scales)}")
        elif row.frequency is not None and row.frequency not in {band.id for band in scales[row.scale].bands}:
            bands = ", ".join(band.id for band in scales[row.scale].bands)
            yield InputProblem(f"{path}.frequency", f"unknown band '{row.frequency}'; expected one of: {bands}")
    seen: set[str] = set()
    for number, duty in enumerate(bank.duties):
        if duty.nearness not in NEARNESS:
            why = f"unknown value '{duty.nearness}'; expected one of: {', '.join(NEARNESS)}"
            yield InputProblem(f"duties[{number}].nearness", why)
        if duty.id in seen:
            yield InputProblem(f"duties[{number}].id", f"'{duty.id}' stands twice")
        seen.add(duty.id)
