"""Needs for training, found where a team lacks what a role asks, and where duties of law lapsed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from attrs import frozen

from rtwlib.programme.office import TrainingNeed

if TYPE_CHECKING:
    from rtwlib.competency.assessments import Cover, Role

LAPSES = frozenset({"RTW101", "RTW102", "RTW103"})


@frozen
class Lapse:
    """A duty that lapsed in some case: the code of the finding, the rule, its title, and the role that owed it."""

    code: str
    rule: str
    title: str
    owed_by: str


@frozen
class FoundNeed:
    """A need for training as a row of the register, and how many people lack the item, or how often the duty lapsed."""

    row: TrainingNeed
    count: int


def needs_from_coverage(covers: Iterable[Cover], role: Role, found_on: date) -> tuple[FoundNeed, ...]:
    """Return a need for each item of a role that somebody of the team does not reach. Nobody is named."""
    found = []
    for each in covers:
        lacking = len(each.stands) - len(each.people)
        if lacking:
            name = f"gap-{role.id}-{each.item.id}"
            row = TrainingNeed(name, each.item.text, role.title, "gap", found_on=found_on)
            found.append(FoundNeed(row, lacking))
    return tuple(found)


def needs_from_lapses(lapses: Iterable[Lapse], found_on: date, *, least: int = 1) -> tuple[FoundNeed, ...]:
    """Return a need for each duty that was missed, done late or breached at least so often, the most frequent first.

    Other findings (what is unknown, rights that nobody has to use) ask for no training.
    """
    counts = Counter(each for each in lapses if each.code in LAPSES)
    found = []
    for each, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0].rule, pair[0].code)):
        if count >= least:
            name = f"{each.code}-{each.rule}".lower().replace("/", "-")
            for_whom = each.owed_by.replace("_", " ")
            row = TrainingNeed(name, each.title, for_whom, "finding", each.code, found_on)
            found.append(FoundNeed(row, count))
    return tuple(found)
