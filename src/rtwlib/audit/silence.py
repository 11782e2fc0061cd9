"""What a table cannot say: which rules of a law wait for something that none of its columns gives."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from rtwlib.audit.compiling import silent_facts, silent_kinds
from rtwlib.audit.judging import Silence
from rtwlib.conditions import IntervalTest
from rtwlib.deadlines.index import index_of
from rtwlib.kinds import Subject
from rtwlib.laws import Implies, Law, Terms, TimeLimit
from rtwlib.order import reads

if TYPE_CHECKING:
    from rtwlib.audit.rows import RowBuilder
    from rtwlib.conditions import Anchor, Start


@frozen
class _Mute:
    """What is never given: kinds of event, and intervals with the kind of event that would begin each."""

    kinds: frozenset[str]
    intervals: dict[str, str]


def silence_of(builder: RowBuilder, law: Law) -> Silence:
    """Return what a table cannot say under a law: kinds, intervals that begin with them, facts, unreadable rules."""
    kinds = silent_kinds(builder, law)
    given = {feed.place.part for feed in builder.feeds} | builder.fixed.keys()
    intervals = _silent_intervals(law, kinds, given)
    return Silence(
        kinds=frozenset((*kinds, *builder.history.unknown, *intervals)),
        facts=silent_facts(builder, law),
        unread=tuple(sorted(unread(law, kinds, intervals).items())),
    )


def case_limits(law: Law) -> tuple[TimeLimit, ...]:
    """Return the limits that are read against cases, in some version at least."""
    return tuple(limit for limit in law.limits if any(terms.subject is Subject.CASE for terms in limit.versions))


def unread(
    law: Law, silent: frozenset[str], intervals: dict[str, str] | None = None
) -> dict[str, tuple[TimeLimit, ...]]:
    """Return the limits that cannot be read where some kinds of event are never given, by the kind they wait for.

    ``intervals`` are those that cannot be known, each with the kind of event that would begin it.
    """
    mute = _Mute(silent, intervals or {})
    found: dict[str, list[TimeLimit]] = {}
    for limit in case_limits(law):
        kind = _waits_for(limit, law, mute, frozenset())
        if kind is not None:
            found.setdefault(kind, []).append(limit)
    return {kind: tuple(limits) for kind, limits in found.items()}


def without_unread(law: Law, silence: Silence) -> Law:
    """Return the law without the limits that cannot be read, so that no time is spent on them.

    A limit stays if it deems an event or another limit asks for it: that what it says is unknown still matters.
    """
    gone = {limit.rule: limit for _, limits in silence.unread for limit in limits if not _deems(limit)}
    left: list[TimeLimit | Implies] = [*law.implies, *(limit for limit in law.limits if limit.rule not in gone)]
    while left:
        _, rules = reads(left.pop(), law)
        left.extend(gone.pop(rule) for rule in rules & gone.keys())
    return evolve(law, limits=tuple(limit for limit in law.limits if limit.rule not in gone))


def _deems(limit: TimeLimit) -> bool:
    """Return whether a limit deems an event when it is missed."""
    return any(terms.if_missed is not None and terms.if_missed.deems is not None for terms in limit.versions)


def _silent_intervals(law: Law, silent: frozenset[str], given: Iterable[str]) -> dict[str, str]:
    """Return the intervals that neither events nor documents of the table can give."""
    parts = set(given)
    return {
        name: interval.begins[0]
        for name, interval in law.vocabulary.intervals.items()
        if interval.begins
        and silent.issuperset(interval.begins)
        and not (interval.certificates and "certificate" in parts)
        and not (interval.payments and "payment" in parts)
    }


def _waits_for(limit: TimeLimit, law: Law, mute: _Mute, seen: frozenset[str]) -> str | None:
    """Return the kind of event without which a limit is never read, or ``None`` where it can be."""
    if limit.rule in seen:
        return None
    seen |= {limit.rule}
    kinds = [_missing(terms.start, law, mute, seen) or _interval(terms, mute) for terms in limit.versions]
    return next((kind for kind in kinds if kind), None) if all(kinds) else None


def _interval(terms: Terms, mute: _Mute) -> str | None:
    """Return the kind of event that would begin an interval without which a version never applies."""
    names = [terms.while_, *(test.interval for test in terms.applies_when if isinstance(test, IntervalTest))]
    return next((mute.intervals[name] for name in names if name in mute.intervals), None)


def _missing(start: Start, law: Law, mute: _Mute, seen: frozenset[str]) -> str | None:
    """Return the kind of event that a start lacks: its first anchor is the trigger."""
    if start.window is not None:
        return _anchor(start.window.year_of, law, mute, seen) if start.window.year_of else None
    return _anchor(start.branches[0].anchor, law, mute, seen)


def _anchor(anchor: Anchor, law: Law, mute: _Mute, seen: frozenset[str]) -> str | None:
    """Return the kind of event that an anchor lacks; a kind without sources of its own can come about by law."""
    if anchor.sort in {"due", "end"}:
        limit = law.by_id.get(anchor.name)
        return _waits_for(limit, law, mute, seen) if limit is not None else None
    if anchor.sort not in {"event", "date"}:
        return None
    sources = index_of(law).recorded_sources(anchor.name)
    return sources[0] if sources and mute.kinds.issuperset(sources) else None
