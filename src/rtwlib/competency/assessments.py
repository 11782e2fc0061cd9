"""Assessments of people against the items of a framework, roles that ask for levels, and what counts on a day."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import attrs
from attrs import frozen

from rtwlib.competency.frameworks import Framework, Item, Scale


def _field(category: str, default: Any = None) -> Any:  # noqa: ANN401 - attrs types its own fields
    return attrs.field(default=default, metadata={"category": category})


@frozen
class Assessment:
    """That a person stands at a level of an item, by a method, on a day; ``person`` is an id, not a name.

    ``until`` is the last day on which it counts, ``next_review`` when to look again. ``evidence`` says where proof is
    kept. ``replaces`` is the id of an earlier assessment that no longer counts.
    """

    id: str = _field("system", attrs.NOTHING)
    person: str = _field("system", attrs.NOTHING)
    framework: str = _field("frame", attrs.NOTHING)
    item: str = _field("employment", attrs.NOTHING)
    level: str = _field("employment", attrs.NOTHING)
    method: str = _field("employment", attrs.NOTHING)
    on: date = _field("employment", attrs.NOTHING)
    assessor: str | None = _field("employment")
    evidence: tuple[str, ...] = _field("employment", ())
    next_review: date | None = _field("employment")
    until: date | None = _field("employment")
    replaces: str | None = _field("system")


@frozen
class Role:
    """A role and the levels that it asks, by item. ``accepts_self`` lets a person's own word count for it."""

    id: str = _field("system", attrs.NOTHING)
    title: str = _field("employment", attrs.NOTHING)
    framework: str = _field("frame", attrs.NOTHING)
    scale: str | None = _field("frame")
    needs: dict[str, str] = _field("employment", attrs.Factory(dict))
    accepts_self: bool = _field("employment", default=False)


class Stand(enum.StrEnum):
    """How a person stands to what a role asks of an item."""

    REACHED = "reached"
    BELOW = "below"
    OWN_WORD = "own_word_only"
    EXPIRED = "expired"
    NOT_ASSESSED = "not_assessed"


@frozen
class Gap:
    """What a role asks of an item and where a person stands; ``steps`` are the levels still to go, where known."""

    item: Item
    wanted: str
    stand: Stand
    level: str | None = None
    steps: int | None = None
    rests_on: tuple[Assessment, ...] = ()

    @property
    def is_gap(self) -> bool:
        """Return whether the role asks more than is shown."""
        return self.stand is not Stand.REACHED


def counting(assessments: Iterable[Assessment], person: str, item: str, today: date) -> tuple[Assessment, ...]:
    """Return the assessments of an item that count on a day: made by then, neither ended nor replaced."""
    made = [each for each in assessments if each.person == person and each.item == item and each.on <= today]
    replaced = {each.replaces for each in made}
    return tuple(each for each in made if each.id not in replaced and (each.until is None or today <= each.until))


def gaps(
    assessments: Iterable[Assessment], person: str, role: Role, framework: Framework, *, today: date
) -> tuple[Gap, ...]:
    """Return, for each item that a role asks, how a person stands on a day, in the order of the framework.

    The highest level that an assessment in force states counts; a person's own word only where the role accepts it.
    More evidence never makes a gap wider; a lower level counts where it ``replaces`` the earlier one. Raises
    `ValueError` for an item or level that the framework does not have.
    """
    scale = scale_of(role, framework)
    known = tuple(each for each in assessments if each.framework == framework.id)
    unknown = [name for name in role.needs if framework.item(name) is None]
    if unknown:
        message = f"the role {role.id} asks for items that {framework.id} does not have: {', '.join(unknown)}"
        raise ValueError(message)
    return tuple(_gap(item, role, scale, known, person, today) for item in framework.items if item.id in role.needs)


def every_item(framework: Framework, level: str) -> Role:
    """Return a role that asks for every item of a framework at one level."""
    needs = {item.id: level for item in framework.items}
    return Role(f"{framework.id}-{level}", f"Every item of {framework.id}", framework.id, needs=needs)


def scale_of(role: Role, framework: Framework) -> Scale:
    """Return the scale of a role. Raises `ValueError` where its framework has none of that name."""
    scale = framework.scale(role.scale)
    if scale is None:
        named = f" '{role.scale}'" if role.scale else ""
        message = f"the framework {framework.id} has no scale{named}: add one, or name one that it has"
        raise ValueError(message)
    return scale


def _gap(item: Item, role: Role, scale: Scale, known: tuple[Assessment, ...], person: str, today: date) -> Gap:
    wanted = role.needs[item.id]
    aim = scale.rank(wanted)
    own = counting(known, person, item.id, today)
    proved = tuple(each for each in own if each.method != "self" or role.accepts_self)
    if proved:
        best = max(proved, key=lambda each: scale.rank(each.level))
        rank = scale.rank(best.level)
        stand = Stand.REACHED if rank >= aim else Stand.BELOW
        return Gap(item, wanted, stand, best.level, max(aim - rank, 0), proved)
    if own:
        best = max(own, key=lambda each: scale.rank(each.level))
        return Gap(item, wanted, Stand.OWN_WORD, best.level, None, own)
    before = any(each.person == person and each.item == item.id and each.on <= today for each in known)
    return Gap(item, wanted, Stand.EXPIRED if before else Stand.NOT_ASSESSED)


@frozen
class Difference:
    """Where a person's own word and an observer differ: ``steps`` above 0 where the own word is the higher."""

    item: Item
    own: str
    observed: str
    steps: int


def differences(
    assessments: Iterable[Assessment], person: str, framework: Framework, scale: Scale, *, today: date
) -> tuple[Difference, ...]:
    """Return where a person's own assessment differs from what others state, in the order of the framework."""
    known = tuple(each for each in assessments if each.framework == framework.id)
    found = []
    for item in framework.items:
        held = counting(known, person, item.id, today)
        own = [scale.rank(each.level) for each in held if each.method == "self"]
        seen = [scale.rank(each.level) for each in held if each.method != "self"]
        if own and seen and max(own) != max(seen):
            found.append(Difference(item, scale.levels[max(own)], scale.levels[max(seen)], max(own) - max(seen)))
    return tuple(found)


@frozen
class Step:
    """A step of a development plan: the gap, how to close it as a source recommends, how to evaluate it.

    ``by`` is the framework that recommends it, where it is not the gap's own but one that it is linked to. ``general``
    is true where the source says it of competencies as a whole, not of this one.
    """

    gap: Gap
    acquire: tuple[str, ...]
    evaluate: tuple[str, ...]
    by: str | None = None
    general: bool = False


def development_plan(found: Iterable[Gap], framework: Framework, known: Mapping[str, Framework]) -> tuple[Step, ...]:
    """Return a step for each gap, the widest first.

    What the framework does not say of an item is taken from the items of ``known`` frameworks that it links to, else
    from what a framework says of its items in general. Where no source recommends a way, the step names none.
    """
    open_gaps = [each for each in found if each.is_gap]
    ordered = sorted(open_gaps, key=lambda each: -(each.steps if each.steps is not None else 0))
    return tuple(_step(each, framework, known) for each in ordered)


def _step(gap: Gap, framework: Framework, known: Mapping[str, Framework]) -> Step:
    if gap.item.acquired or gap.item.evaluated:
        return Step(gap, gap.item.acquired, gap.item.evaluated)
    for link in framework.links:
        other = known[link.framework].item(link.other) if link.framework in known else None
        if link.item == gap.item.id and other is not None and (other.acquired or other.evaluated):
            return Step(gap, other.acquired, other.evaluated, link.framework)
    if framework.in_general is not None:
        return Step(gap, framework.in_general.acquired, framework.in_general.evaluated, general=True)
    for link in framework.links:
        general = known[link.framework].in_general if link.framework in known else None
        if link.item == gap.item.id and general is not None:
            return Step(gap, general.acquired, general.evaluated, link.framework, general=True)
    return Step(gap, (), ())


@frozen
class Cover:
    """How many people of a team reach what a role asks of an item, and who."""

    item: Item
    wanted: str
    people: tuple[str, ...]
    stands: tuple[tuple[str, Stand], ...]


def coverage(
    assessments: Iterable[Assessment], people: Iterable[str], role: Role, framework: Framework, *, today: date
) -> tuple[Cover, ...]:
    """Return for each item that a role asks who of a team reaches it on a day."""
    known, team = tuple(assessments), tuple(dict.fromkeys(people))
    by_person = {person: gaps(known, person, role, framework, today=today) for person in team}
    found = []
    for number, item in enumerate(each for each in framework.items if each.id in role.needs):
        stands = tuple((person, by_person[person][number].stand) for person in team)
        reached = tuple(person for person, stand in stands if stand is Stand.REACHED)
        found.append(Cover(item, role.needs[item.id], reached, stands))
    return tuple(found)


def due_again(assessments: Iterable[Assessment], *, today: date, within_days: int) -> tuple[Assessment, ...]:
    """Return the standing assessments to review or renew within some days, or overdue, by day."""
    days = [(day, each) for each in standing(assessments, today) if (day := again_on(each)) is not None]
    soon = [(day, each) for day, each in days if (day - today).days <= within_days]
    return tuple(each for _, each in sorted(soon, key=lambda pair: (pair[0], pair[1].id)))


def standing(assessments: Iterable[Assessment], today: date) -> tuple[Assessment, ...]:
    """Return those of the past not replaced by another, nor made again by the same method for the person and item."""
    known = tuple(each for each in assessments if each.on <= today)
    replaced = {each.replaces for each in known}
    last: dict[tuple[str, str, str, str], date] = {}
    for each in known:
        key = (each.person, each.framework, each.item, each.method)
        last[key] = max(each.on, last.get(key, each.on))
    return tuple(
        each
        for each in known
        if each.id not in replaced and each.on == last[each.person, each.framework, each.item, each.method]
    )


def again_on(each: Assessment) -> date | None:
    """Return the day on which an assessment is to be looked at again: its review or its end, whichever is first."""
    return min((day for day in (each.next_review, each.until) if day is not None), default=None)
