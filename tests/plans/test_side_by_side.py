"""Capacity as certified, as the worker and as the employer rate it, side by side."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rtwlib.cli.running import run
from rtwlib.plans.functional import Answer, Item, Source, counted, side_by_side

DAY = date(2025, 1, 6)
EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "duties.json"
items = st.lists(
    st.builds(
        Item,
        item=st.sampled_from(["lifting", "standing"]),
        answer=st.sampled_from(Answer),
        source=st.sampled_from(Source),
        until=st.none() | st.just(date(2025, 1, 1)),
    ),
    max_size=6,
)


@given(known=items)
def test_each_source_says_its_strictest_and_what_counts_is_the_rule(known: list[Item]) -> None:
    order = (Answer.UNABLE, Answer.UNSTATED, Answer.LIMITED, Answer.ABLE)
    for each in side_by_side(known, DAY):
        assert each.counts == counted(known, each.item, DAY)
        for source, said in each.said:
            own = [one for one in known if (one.item, one.source) == (each.item, source) and one.holds(DAY)]
            assert (said is None) == (not own)
            assert said is None or all(order.index(said.answer) <= order.index(one.answer) for one in own)


def test_a_difference_is_told() -> None:
    (found,) = side_by_side([Item("lifting", Answer.ABLE, source=Source.WORKER), Item("lifting", Answer.UNABLE)], DAY)
    assert found.differ
    assert found.counts.answer is Answer.UNABLE


def test_the_command_shows_the_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["plan", "duties", str(EXAMPLE), "--on", "2025-01-06", "--capacity"]) == 0
    assert capsys.readouterr().out.splitlines()[0].split() == [
        "item",
        "certified",
        "self",
        "rated",
        "employer",
        "rated",
        "counts",
    ]
    assert run(["plan", "duties", str(EXAMPLE), "--on", "2025-01-06", "--capacity", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["format"] == "rtwlib.capacity/1"
