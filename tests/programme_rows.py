"""Rows of every register for tests: by hypothesis from the types of the fields, and the days that they hang on."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, get_args, get_origin

import attrs
from hypothesis import strategies as st
from whole_case import Planter

from rtwlib.programme.fields import meanings, types_of
from rtwlib.programme.registers import Programme, registers

DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
IDS = st.sampled_from(["a", "b", "c", "d"])


def values_of(meaning: Any, kind: Any) -> st.SearchStrategy[Any]:
    if get_origin(kind) is tuple:
        one = st.sampled_from(meaning.words) if meaning.words else IDS if meaning.refers else TEXTS
        return st.lists(one, max_size=3).map(tuple)
    inner = next((each for each in get_args(kind) if each is not type(None)), kind)
    if meaning.words:
        return st.sampled_from(meaning.words)
    if meaning.refers or meaning.category == "system":
        return IDS
    if inner is int:
        return st.integers(meaning.least or 0, 9999)
    return {
        str: TEXTS,
        bool: st.booleans(),
        date: DAYS,
        Decimal: st.decimals(-999, 999, places=2).map(lambda each: each + 0),
    }[inner]


@st.composite
def rows_of(draw: st.DrawFn, kind: type[Any]) -> tuple[Any, ...]:
    ids = draw(st.lists(IDS, unique=True, max_size=3))
    types = types_of(kind)
    found = []
    for each in ids:
        given = {"id": each}
        for field in attrs.fields(kind):
            if field.name != "id" and draw(st.booleans()):
                given[field.name] = draw(values_of(field.metadata["meaning"], types[field.name]))
        found.append(kind(**given))
    return tuple(found)


@st.composite
def programmes(draw: st.DrawFn) -> Programme:
    chosen = draw(st.lists(st.sampled_from(sorted(registers())), unique=True, max_size=5))
    rows = {name: draw(rows_of(registers()[name])) for name in chosen}
    return Programme(id="p", jurisdictions=("us-ct",), **rows)


def planted(*cases: str) -> tuple[Programme, Planter]:
    """Return a programme with a row of each case in each register, and a marker in each field."""
    planter = Planter()
    rows: dict[str, Any] = {}
    for register, kind in registers().items():
        types = types_of(kind)
        found = []
        for case in cases:
            given: dict[str, Any] = {"id": planter.text("system")}
            for name, meaning in meanings(kind):
                if meaning.words:
                    given[name] = (meaning.words[0],) if "tuple" in str(types[name]) else meaning.words[0]
                elif name == "case":
                    given[name] = case
                elif "tuple" in str(types[name]):
                    given[name] = (planter.text(meaning.category), planter.text(meaning.category))
            found.append(planter.filled(kind, **given))
        rows[register] = tuple(found)
    return Programme(id="the-programme", jurisdictions=("us-ct",), **rows), planter
