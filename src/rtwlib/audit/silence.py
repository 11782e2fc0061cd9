"""What a table cannot say: which rules of a law begin with something that none of its columns gives."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rtwlib.audit.compiling import silent_facts, silent_kinds
from rtwlib.audit.judging import Silence
from rtwlib.deadlines.index import index_of
from rtwlib.kinds import Subject
from rtwlib.laws import Law, TimeLimit

if TYPE_CHECKING:
    from rtwlib.audit.rows import RowBuilder
    from rtwlib.conditions import Anchor, Start


def silence_of(builder: RowBuilder, law: Law) -> Silence:
    """Return what a table cannot say under a law: kinds, intervals that begin with them, facts, unreadable rules."""
    kinds = silent_kinds(builder, law)
    intervals = (name for name, interval in law.vocabulary.intervals.items() if kinds.issuperset(interval.begins))
    return Silence(
        kinds=frozenset((*kinds, *builder.history.unknown, *intervals)),
        facts=silent_facts(builder, law),
        unread=tuple(sorted(unread(law, kinds).items())),
    )


def case_limits(law: Law) -> tuple[TimeLimit, ...]:
    """Return the limits that are read against cases, in some version at least."""
    return tuple(limit for limit in law.limits if any(terms.subject is Subject.CASE for terms in limit.versions))


def unread(law: Law, silent: frozenset[str]) -> dict[str, tuple[TimeLimit, ...]]:
    """Return the limits that cannot be read where some kinds of event are never given, by the kind they wait for."""
    found: dict[str, list[TimeLimit]] = {}
    for limit in case_limits(law):
        kind = _waits_for(limit, law, silent, frozenset())
        if kind is not None:
            found.setdefault(kind, []).append(limit)
    return {kind: tuple(limits) for kind, limits in found.items()}


def _waits_for(limit: TimeLimit, law: Law, silent: frozenset[str], seen: frozenset[str]) -> str | None:
    """Return the kind of event without which a limit is never read, or ``None`` where it can be."""
    if limit.rule in seen:
        return None
    kinds = [_missing(start, law, silent, seen | {limit.rule}) for start in limit.starts]
    return next((kind for kind in kinds if kind), None) if all(kinds) else None


def _missing(start: Start, law: Law, silent: frozenset[str], seen: frozenset[str]) -> str | None:
    """Return the kind of event that a start lacks: its first anchor is the trigger."""
    if start.window is not None:
        return _anchor(start.window.year_of, law, silent, seen) if start.window.year_of else None
    return _anchor(start.branches[0].anchor, law, silent, seen)


def _anchor(anchor: Anchor, law: Law, silent: frozenset[str], seen: frozenset[str]) -> str | None:
    """Return the kind of event that an anchor lacks."""
    if anchor.sort in {"due", "end"}:
        limit = law.by_id.get(anchor.name)
        return _waits_for(limit, law, silent, seen) if limit is not None else None
    if anchor.sort not in {"event", "date"}:
        return None
    return _first_silent(index_of(law).recorded_sources(anchor.name), silent)


def _first_silent(sources: Iterable[str], silent: frozenset[str]) -> str | None:
    """Return the first of the sources where all of them are silent; a kind without sources can come about by law."""
    sources = tuple(sources)
    return sources[0] if sources and silent.issuperset(sources) else None
