"""In which order rules are read: whatever a rule reads is settled before it. A circle is an error of the pack."""

from __future__ import annotations

from collections.abc import Iterable
from graphlib import CycleError, TopologicalSorter
from typing import Any

import attrs

from rtwlib.conditions import Anchor
from rtwlib.laws import Implies, Law, TimeLimit


class OrderError(ValueError):
    """Rules that wait for each other; ``path`` names them in a circle."""

    def __init__(self, path: tuple[str, ...]) -> None:
        """Keep the circle."""
        self.path = path
        super().__init__("these rules wait for each other: " + " -> ".join(path))


def node_id(node: TimeLimit | Implies) -> str:
    """Return the name of a limit or of an implied event in the order."""
    return node.rule if isinstance(node, TimeLimit) else f"{node.pack}/implies:{node.event}<-{node.from_}"


def reads(node: TimeLimit | Implies, law: Law) -> tuple[frozenset[str], frozenset[str]]:
    """Return the event kinds and the rules whose outcome a node reads, intervals unfolded into their events."""
    found = _Reads(law, frozenset(wider for kind in _deemed(node) for wider in law.vocabulary.ancestors(kind)))
    if isinstance(node, TimeLimit):
        for terms in node.versions:
            for field in attrs.fields(type(terms)):
                if field.name not in {"cite", "if_missed"}:
                    found.walk(getattr(terms, field.name), field.name)
        return frozenset(found.kinds), frozenset(found.rules)
    found.walk(node.count, "count")
    found.walk(node.when, "when")
    return frozenset((found.kinds | {node.from_}) - {node.event}), frozenset(found.rules)


class _Reads:
    """Collects what the parts of a rule read."""

    def __init__(self, law: Law, own: frozenset[str]) -> None:
        self.law = law
        self.own = own
        self.kinds: set[str] = set()
        self.rules: set[str] = set()

    def walk(self, value: Any, name: str = "") -> None:  # noqa: ANN401 - any value of a rule
        """Collect what a value, standing under a key, reads."""
        if isinstance(value, tuple):
            for each in value:
                self.walk(each, name)
        elif isinstance(value, str):
            self._word(value, name)
        elif attrs.has(type(value)):
            self._part(value)
            for field in attrs.fields(type(value)):
                self.walk(getattr(value, field.name), field.name)

    def _word(self, value: str, name: str) -> None:
        if name in {"interval", "not_interval", "while_", "of"}:
            self.kinds.update(interval_kinds(value, self.law))
        elif name in _EVENT_FIELDS and value in self.law.vocabulary.events and not self._own(name, value):
            self.kinds.add(value)

    def _own(self, name: str, value: str) -> bool:
        return name in _MEETING and value in self.own

    def _part(self, value: object) -> None:
        if isinstance(value, Anchor) and value.sort in {"event", "date"}:
            self.kinds.add(value.name)
        elif isinstance(value, Anchor) and value.sort in {"due", "end"} and value.name:
            self.rules.add(value.name)


_MEETING = frozenset({"met_by", "met_by_all", "excused_by"})
_EVENT_FIELDS = _MEETING | {"bars", "event", "from_", "to", "on", "stays_from"}


def interval_kinds(name: str, law: Law) -> frozenset[str]:
    """Return the event kinds that an interval is made of, those of the intervals that cut it included."""
    found: set[str] = set()
    left = [name]
    seen: set[str] = set()
    while left:
        current = left.pop()
        known = law.vocabulary.intervals.get(current)
        if known is None or current in seen:
            continue
        seen.add(current)
        found.update(known.begins, known.ends)
        left.extend((*known.within, *known.without))
    return frozenset(found)


def _deemed(node: TimeLimit | Implies) -> frozenset[str]:
    if isinstance(node, Implies):
        return frozenset({node.event})
    deemed = (terms.if_missed.deems for terms in node.versions if terms.if_missed is not None)
    return frozenset(kind for kind in deemed if kind is not None)


def evaluation_order(law: Law) -> tuple[TimeLimit | Implies, ...]:
    """Return limits and implied events so that each comes after all that it reads; ties go by id.

    Raises `OrderError` naming the circle where there is one.
    """
    every: tuple[TimeLimit | Implies, ...] = (*law.implies, *law.limits)
    nodes = {node_id(node): node for node in every}
    makers: dict[str, set[str]] = {}
    for name, node in nodes.items():
        for kind in _deemed(node):
            for wider in law.vocabulary.ancestors(kind):
                makers.setdefault(wider, set()).add(name)
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for name, node in sorted(nodes.items()):
        kinds, rules = reads(node, law)
        before = {maker for kind in kinds for maker in makers.get(kind, ())} | (rules & nodes.keys())
        sorter.add(name, *sorted(before - _self(name, node, kinds)))
    try:
        sorter.prepare()
    except CycleError as error:
        raise OrderError(tuple(reversed(error.args[1]))) from error
    ordered: list[TimeLimit | Implies] = []
    while sorter.is_active():
        ready = sorted(sorter.get_ready())
        ordered.extend(nodes[name] for name in ready)
        sorter.done(*ready)
    return tuple(ordered)


def _self(name: str, node: TimeLimit | Implies, kinds: Iterable[str]) -> set[str]:
    """Return what a node may read of itself: an implied event looks for recorded ones of its kind."""
    return {name} if isinstance(node, Implies) and node.event not in set(kinds) else set()
