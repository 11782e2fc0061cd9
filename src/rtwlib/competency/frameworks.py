"""Frameworks of competencies as data (`rtwlib.framework/1`): groups, items, scales, actions, with their sources."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import attrs
import cattrs
from attrs import field, frozen

from rtwlib.codec import InputProblem, InputProblems, new_converter, read_bytes, refuse, register, structure, text_of
from rtwlib.vocabulary import nearest

FORMAT = "rtwlib.framework/1"
KINDS = ("knowledge", "skill", "attitude", "behaviour")
ACQUIRED = ("inherent", "training", "mentorship", "experience")
METHODS = ("direct_observation", "test", "documents", "third_party", "self")


@frozen
class Reference:
    """A source: its id in the framework, title, and what should be known of how it was read."""

    id: str
    title: str
    says: str | None = None


@frozen
class Figure:
    """A figure of how the framework came about, with its source; two that differ are both kept."""

    what: str
    number: int
    source: str


@frozen
class Group:
    """A group of items; ``complete`` is false where a source says there are more than could be read."""

    id: str
    title: str
    complete: bool = True


@frozen
class Item:
    """A competency: what it is, its kind, how it is acquired and best evaluated, where a source says so.

    ``rating`` is the words of a source on its weight. ``grouped_by`` is library where the group is this library's own.
    """

    id: str
    group: str
    text: str
    kind: str
    sources: tuple[str, ...] = ()
    rating: str | None = None
    acquired: tuple[str, ...] = ()
    evaluated: tuple[str, ...] = ()
    grouped_by: str | None = None
    about: str | None = None


@frozen
class Scale:
    """Levels of an assessment from the lowest to the highest, each a word, with what it means."""

    id: str
    title: str
    levels: tuple[str, ...]
    means: tuple[str, ...] = ()
    says: str | None = None

    def rank(self, level: str) -> int:
        """Return how high a level is, from 0. Raises `ValueError` naming the levels."""
        if level not in self.levels:
            message = f"'{level}' is no level of the scale {self.id}; the levels are {', '.join(self.levels)}"
            raise ValueError(message)
        return self.levels.index(level)


@frozen
class Action:
    """Something that a coordinator does, and the groups of competencies that it draws on."""

    id: str
    title: str
    groups: tuple[str, ...]
    source: str | None = None


@frozen
class General:
    """What a source says of the competencies as a whole: how they are acquired and best evaluated, in words too."""

    source: str
    says: str
    acquired: tuple[str, ...] = ()
    evaluated: tuple[str, ...] = ()


@frozen
class Link:
    """An item and one of another framework that says much the same."""

    item: str
    framework: str
    other: str


@frozen
class Framework:
    """A framework: where it comes from, and all that it names."""

    format: str
    id: str
    title: str
    says: str | None = None
    sources: tuple[Reference, ...] = ()
    figures: tuple[Figure, ...] = ()
    groups: tuple[Group, ...] = ()
    items: tuple[Item, ...] = ()
    scales: tuple[Scale, ...] = ()
    actions: tuple[Action, ...] = ()
    links: tuple[Link, ...] = field(default=())
    in_general: General | None = None

    def item(self, name: str) -> Item | None:
        """Return an item by its id."""
        return next((each for each in self.items if each.id == name), None)

    def scale(self, name: str | None = None) -> Scale | None:
        """Return a scale by its id, or the first."""
        return next((each for each in self.scales if name in {None, each.id}), None)

    def of(self, group: str) -> tuple[Item, ...]:
        """Return the items of a group."""
        return tuple(each for each in self.items if each.group == group)


@cache
def _converter() -> cattrs.Converter:
    converter = new_converter()
    for kind in (Reference, Figure, Group, Item, Scale, Action, General, Link, Framework):
        register(converter, kind)
    return converter


def framework_of(text: str) -> Framework:
    """Return the framework in a TOML text. Raises `InputProblems` with every problem and the nearest valid names."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        refuse(f"not TOML: {error}")
    found = structure(_converter(), _named(data), Framework)
    problems = list(_problems(found))
    if problems:
        raise InputProblems(problems)
    return found


def _named(data: dict[str, Any]) -> dict[str, Any]:
    """Return tables under their plural names: a file says [[item]], as it is written one by one."""
    plural = {name.removesuffix("s"): name for name in attrs.fields_dict(Framework) if name.endswith("s")}
    plural.pop("say", None)
    return {plural.get(key, key): value for key, value in data.items()}


def read_framework(path: Path) -> Framework:
    """Return the framework in a file."""
    return framework_of(text_of(read_bytes(path)))


def _problems(found: Framework) -> Iterator[InputProblem]:
    if found.format != FORMAT:
        yield InputProblem("format", f"expected '{FORMAT}'")
    groups, sources = {each.id for each in found.groups}, {each.id for each in found.sources}
    yield from _twice(found)
    for number, item in enumerate(found.items):
        path = f"item[{number}] ({item.id})"
        yield from _unknown(f"{path}.group", (item.group,), groups, "group")
        yield from _unknown(f"{path}.kind", (item.kind,), KINDS, "kind")
        yield from _unknown(f"{path}.acquired", item.acquired, ACQUIRED, "way")
        yield from _unknown(f"{path}.evaluated", item.evaluated, METHODS, "method")
        yield from _unknown(f"{path}.sources", item.sources, sources, "source")
    for number, action in enumerate(found.actions):
        yield from _unknown(f"action[{number}] ({action.id}).groups", action.groups, groups, "group")
    for number, figure in enumerate(found.figures):
        yield from _unknown(f"figure[{number}].source", (figure.source,), sources, "source")
    if found.in_general is not None:
        yield from _unknown("in_general.acquired", found.in_general.acquired, ACQUIRED, "way")
        yield from _unknown("in_general.evaluated", found.in_general.evaluated, METHODS, "method")
        yield from _unknown("in_general.source", (found.in_general.source,), sources, "source")
    items = {each.id for each in found.items}
    for number, link in enumerate(found.links):
        yield from _unknown(f"link[{number}].item", (link.item,), items, "item")
    for number, scale in enumerate(found.scales):
        if len(set(scale.levels)) < len(scale.levels) or len(scale.levels) < 2:  # noqa: PLR2004 - one level says nothing
            yield InputProblem(f"scale[{number}] ({scale.id}).levels", "expected two or more different levels")
        if scale.means and len(scale.means) != len(scale.levels):
            yield InputProblem(f"scale[{number}] ({scale.id}).means", "expected one meaning for each level")


def _twice(found: Framework) -> Iterator[InputProblem]:
    for name, rows in (
        ("group", found.groups),
        ("item", found.items),
        ("scale", found.scales),
        ("action", found.actions),
    ):
        seen: set[str] = set()
        for number, row in enumerate(rows):
            if row.id in seen:  # type: ignore[attr-defined]  # each has an id
                yield InputProblem(f"{name}[{number}].id", f"'{row.id}' stands twice")  # type: ignore[attr-defined]  # as above
            seen.add(row.id)  # type: ignore[attr-defined]  # as above


def _unknown(path: str, given: Iterable[str], known: Iterable[str], what: str) -> Iterator[InputProblem]:
    for name in given:
        if name not in known:
            near = nearest(name, known)
            hint = f"nearest: {', '.join(near)}" if near else f"expected one of: {', '.join(sorted(known))}"
            yield InputProblem(path, f"'{name}' is no {what}; {hint}")


@cache
def shipped_frameworks() -> dict[str, Framework]:
    """Return the frameworks that ship with the library, by id."""
    folder = files(__package__).joinpath("frameworks")
    found = [framework_of(each.read_text("utf-8")) for each in folder.iterdir() if each.name.endswith(".toml")]
    return {each.id: each for each in sorted(found, key=lambda each: each.id)}
