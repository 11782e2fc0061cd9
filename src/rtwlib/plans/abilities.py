"""Named items of ability and demand, bodily, mental and of exposure, and what a bank of duties leaves out."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from importlib.resources import files

from attrs import frozen

from rtwlib.plans.duties import Duty
from rtwlib.plans.functional import Answer, Item, counted
from rtwlib.vocabulary import nearest

# What descriptions of jobs leave out is named as a cause of failed returns in psychological cases.
MENTAL = ("cognitive", "psychosocial")


@frozen
class Ability:
    """An item that forms name: its group, a title, and the forms in which it was read."""

    id: str
    title: str
    group: str
    forms: tuple[str, ...]


@cache
def abilities() -> Mapping[str, Ability]:
    """Return the named items by id, in the order of the file."""
    data = tomllib.loads(files(__package__).joinpath("abilities.toml").read_text("utf-8"))
    return {
        row["id"]: Ability(row["id"], row["title"], table["group"], tuple(data["forms"][name] for name in row["forms"]))
        for table in data["ability"]
        for row in table["items"]
    }


def left_out(duties: Iterable[Duty], items: Iterable[Item], day: date) -> tuple[str, ...]:
    """Return what a search over duties cannot see, one sentence each.

    These are limits of attention, memory, judgement or dealing with people of which a duty does not say whether it asks
    for them, and names of demands that look like a slip for one that the capacity, or a form, has.
    """
    bank, known = tuple(duties), tuple(items)
    return (*_mental(bank, known, day), *_slips(bank, known))


def _mental(bank: tuple[Duty, ...], items: tuple[Item, ...], day: date) -> Iterator[str]:
    names = abilities()
    for name in dict.fromkeys(each.item for each in items):
        ability = names.get(name)
        if ability is None or ability.group not in MENTAL:
            continue
        if counted(items, name, day).answer not in {Answer.LIMITED, Answer.UNABLE}:
            continue
        silent = [duty.title for duty in bank if name not in {demand.item for demand in duty.demands}]
        if silent:
            yield f"{name} is limited, and whether these ask for it is not recorded: {', '.join(silent)}"


def _slips(bank: tuple[Duty, ...], items: tuple[Item, ...]) -> Iterator[str]:
    said = tuple(dict.fromkeys(each.item for each in items))
    known = {*abilities(), *said}
    for name in dict.fromkeys(demand.item for duty in bank for demand in duty.demands):
        if name in known:
            continue
        near = nearest(name, said) or nearest(name, abilities())
        if near:
            yield f"'{name}' is in no form that is known here and not in the capacity; nearest: {', '.join(near)}"
