"""What changed between two states of a pack, and what it does to the days of worked cases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, cast

import attrs
from attrs import frozen

from rtwlib.api import timeline
from rtwlib.calendars import OutsideCalendar
from rtwlib.codec import InputProblems
from rtwlib.sources import Citation
from rtwlib.worked_cases import file_of

if TYPE_CHECKING:
    from rtwlib.benefit_rules import Benefit
    from rtwlib.entries import Entry
    from rtwlib.laws import Law, Terms, TimeLimit, Value
    from rtwlib.packs import WorkedCase

ADDED, REMOVED, CHANGED = "added", "removed", "changed"


@frozen
class Change:
    """A rule, or one of its versions, that was added, removed or changed.

    ``from_`` is the first day of the version, ``None`` where the whole rule came or went; ``fields`` are the keys of a
    changed version that differ, with the old and the new value. Of a changed version of a limit ``terms`` are both.
    """

    what: str
    sort: str
    rule: str
    title: str
    from_: date | None = None
    fields: tuple[tuple[str, Any, Any], ...] = ()
    terms: tuple[tuple[TimeLimit, Terms], tuple[TimeLimit, Terms]] | None = None


@frozen
class Effect:
    """An entry of a worked case that the change moves: case, rule, trigger day, and what was and is read."""

    case: str
    rule: str
    trigger: date | None
    was: str
    now: str


def changes(old: Law, new: Law) -> tuple[Change, ...]:
    """Return what differs between two states of a law: all of its own entries, and how it counts days."""
    found = [
        *_time(old, new),
        *_rules("limit", _own(old, old.limits), _own(new, new.limits)),
        *_rules("rate", _own(old, old.values), _own(new, new.values)),
        *_stated("duty", _own(old, old.duties), _own(new, new.duties)),
        *_rules("benefit", _own(old, old.benefits), _own(new, new.benefits)),
        *_stated("body", _own(old, old.liaison), _own(new, new.liaison)),
        *_stated("form", _own(old, old.forms), _own(new, new.forms)),
        *_stated("privacy", _own(old, old.privacy), _own(new, new.privacy)),
        *_stated("plan", _own(old, old.plan_requirements), _own(new, new.plan_requirements)),
    ]
    return tuple(sorted(found, key=lambda each: (each.rule, each.from_ or date.min, each.what)))


def effects(old: Law, new: Law, worked: Iterable[WorkedCase]) -> tuple[Effect, ...]:
    """Return the entries of worked cases that two states of a law read differently, each case on its own day."""
    found: list[Effect] = []
    for case in worked:
        was, now = _read(old, case), _read(new, case)
        found += [
            Effect(case.id, rule, trigger, was.get((rule, trigger), "no entry"), now.get((rule, trigger), "no entry"))
            for rule, trigger in dict.fromkeys((*was, *now))
            if was.get((rule, trigger)) != now.get((rule, trigger))
        ]
    return tuple(dict.fromkeys(found))


def _time(old: Law, new: Law) -> Iterator[Change]:
    fields = _differing(old.time[old.id], new.time[new.id], frozenset())
    if fields:
        yield Change(CHANGED, "time", f"{new.id}/time", "How days are counted", None, fields)


def _own(law: Law, rows: Iterable[Any]) -> dict[str, Any]:
    return {row.id: row for row in rows if row.pack == law.id}


def _rules(sort: str, old: dict[str, Any], new: dict[str, Any]) -> Iterator[Change]:
    yield from _came_and_went(sort, old, new)
    for name in old.keys() & new.keys():
        before, after = old[name], new[name]
        yield from _versions(sort, before, after)
        fields = _differing(before, after, frozenset({"versions"}))
        if fields:
            yield Change(CHANGED, sort, after.rule, after.title, None, fields)


def _versions(sort: str, before: TimeLimit | Value | Benefit, after: TimeLimit | Value | Benefit) -> Iterator[Change]:
    was, now = ({version.from_: version for version in rule.versions} for rule in (before, after))
    for day in sorted({*was, *now}):
        if day not in now:
            yield Change(REMOVED, sort, after.rule, after.title, day)
        elif day not in was:
            yield Change(ADDED, sort, after.rule, after.title, day)
        else:
            fields = _differing(was[day], now[day], frozenset({"from_"}))
            if fields:
                terms = ((before, was[day]), (after, now[day])) if sort == "limit" else None
                yield Change(CHANGED, sort, after.rule, after.title, day, fields, cast("Any", terms))


def _stated(sort: str, old: dict[str, Any], new: dict[str, Any]) -> Iterator[Change]:
    yield from _came_and_went(sort, old, new)
    for name in old.keys() & new.keys():
        fields = _differing(old[name], new[name], frozenset())
        if fields:
            yield Change(CHANGED, sort, f"{new[name].pack}/{name}", new[name].title, None, fields)


def _came_and_went(sort: str, old: dict[str, Any], new: dict[str, Any]) -> Iterator[Change]:
    for what, here, there in ((REMOVED, old, new), (ADDED, new, old)):
        for name in here.keys() - there.keys():
            yield Change(what, sort, f"{here[name].pack}/{name}", here[name].title)


def _differing(before: Any, after: Any, without: frozenset[str]) -> tuple[tuple[str, Any, Any], ...]:  # noqa: ANN401 - any noun of law
    """Return the fields of two values of one class that differ; how a source was read is none of the law."""
    names = [each.name for each in attrs.fields(type(after)) if each.name not in without and each.name != "pack"]
    pairs = [(name, getattr(before, name), getattr(after, name)) for name in names]
    return tuple((name.rstrip("_"), _shown(was), _shown(now)) for name, was, now in pairs if _key(was) != _key(now))


def _shown(value: Any) -> Any:  # noqa: ANN401 - any value of a noun of law
    """Return citations as texts, and any other value as it is."""
    cited = isinstance(value, tuple) and bool(value) and all(isinstance(each, Citation) for each in value)
    return tuple(map(str, value)) if cited else value


def _key(value: Any) -> Any:  # noqa: ANN401 - as above
    """Return a value by which two states compare: a source read again is the same."""
    if isinstance(value, Citation):
        return str(value)
    if isinstance(value, tuple):
        return tuple(map(_key, value))
    if attrs.has(type(value)):
        return (type(value), *(_key(getattr(value, each.name)) for each in attrs.fields(type(value))))
    return value


def _read(law: Law, worked: WorkedCase) -> dict[tuple[str, date | None], str]:
    """Return what a law reads of a worked case: state and day by rule and trigger; empty where it cannot be read."""
    try:
        entries = timeline(file_of(law, worked), law, today=worked.today).entries
    except (InputProblems, OutsideCalendar):
        return {}
    return {(entry.rule, entry.trigger.on if entry.trigger is not None else None): _said(entry) for entry in entries}


def _said(entry: Entry) -> str:
    day = entry.due_at or entry.due
    return f"{entry.state.value}, {day.isoformat()}" if day is not None else entry.state.value
