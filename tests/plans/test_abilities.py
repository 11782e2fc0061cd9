"""Named items of ability, and what a search over duties cannot see."""

from __future__ import annotations

import contextlib
import io
import json
from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from rtwlib.cli.running import run
from rtwlib.plans.abilities import MENTAL, abilities, left_out
from rtwlib.plans.duties import Duty
from rtwlib.plans.functional import Answer, Demand, Item, Source

DAY = date(2025, 1, 6)
DESK = Duty("desk", "Desk work", (Demand("sitting"), Demand("concentration")))
DOOR = Duty("door", "Reception", (Demand("standing"),))


def test_the_items_are_named_once_with_the_forms_that_have_them() -> None:
    groups = {each.group for each in abilities().values()}
    assert groups == {"physical", "cognitive", "psychosocial", "exposure"}
    assert all(each.forms for each in abilities().values())
    assert "Victoria, certificate of capacity" in abilities()["memory"].forms


def test_a_mental_limit_that_duties_say_nothing_of_is_told() -> None:
    limits = (Item("concentration", Answer.LIMITED), Item("sitting", Answer.LIMITED))
    (note,) = left_out((DESK, DOOR), limits, DAY)
    assert note == "concentration is limited, and whether these ask for it is not recorded: Reception"
    assert left_out((DESK, DOOR), (Item("concentration", Answer.ABLE),), DAY) == ()
    assert left_out((DESK, DOOR), (Item("concentration", Answer.LIMITED, until=date(2025, 1, 5)),), DAY) == ()


def test_the_workers_own_word_that_it_does_not_go_counts() -> None:
    own = (Item("working_with_others", Answer.UNABLE, source=Source.WORKER),)
    assert len(left_out((DOOR,), own, DAY)) == 1


def test_a_name_that_looks_like_a_slip_is_told_with_the_nearest() -> None:
    odd = Duty("shelf", "Fill shelves", (Demand("liftng"), Demand("quite_another_thing")))
    notes = left_out((odd,), (Item("lifting", Answer.ABLE),), DAY)
    assert notes == ("'liftng' is in no form that is known here and not in the capacity; nearest: lifting",)
    assert left_out((odd,), (Item("liftng", Answer.ABLE),), DAY) == ()


@given(
    names=st.lists(st.sampled_from(list(abilities())), unique=True, max_size=8),
    answer=st.sampled_from(list(Answer)),
    asked=st.lists(st.sampled_from(list(abilities())), max_size=6),
)
def test_only_mental_limits_are_told_and_only_where_nothing_is_recorded(
    names: list[str], answer: Answer, asked: list[str]
) -> None:
    duty = Duty("d", "A duty", tuple(Demand(name) for name in asked))
    told = [note.split()[0] for note in left_out((duty,), [Item(name, answer) for name in names], DAY)]
    limited = answer in {Answer.LIMITED, Answer.UNABLE}
    assert told == [name for name in names if limited and abilities()[name].group in MENTAL and name not in asked]


def _run(*command: str) -> tuple[int, str]:
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        code = run(command)
    return code, out.getvalue()


def test_the_commands_show_items_and_what_is_left_out(tmp_path: Path) -> None:
    code, out = _run("plan", "items", "--group", "exposure", "--json")
    assert (code, {each["group"] for each in json.loads(out)["items"]}) == (0, {"exposure"})
    bank = {
        "format": "rtwlib.duties/1",
        "id": "b",
        "duties": [{"id": "door", "title": "Reception", "demands": [{"item": "standing"}]}],
        "capacity": [{"item": "standing", "answer": "able"}, {"item": "memory", "answer": "able_with_limits"}],
    }
    file = tmp_path / "bank.json"
    file.write_text(json.dumps(bank), "utf-8")
    code, out = _run("plan", "duties", str(file), "--on", "2025-01-06")
    assert (code, out.splitlines()[-1]) == (
        0,
        "Left out: memory is limited, and whether these ask for it is not recorded: Reception",
    )
    assert len(json.loads(_run("plan", "duties", str(file), "--on", "2025-01-06", "--json")[1])["left_out"]) == 1
