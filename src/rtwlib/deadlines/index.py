"""What can be worked out of a law once, before any case is read: order of rules, wider kinds, sources of kinds."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from rtwlib.answers import Need, Wants
from rtwlib.kinds import Subject
from rtwlib.laws import Implies, Law, TimeLimit
from rtwlib.order import evaluation_order


class LawIndex:
    """A law prepared for reading. ``due_days`` memoises looked-up due days per version: pure, so never stale."""

    def __init__(self, law: Law) -> None:
        """Prepare a law."""
        self.law = law
        self.order: tuple[TimeLimit | Implies, ...] = tuple(evaluation_order(law))
        self.due_days: dict[int, dict[date, Any]] = {}
        self.periods: dict[tuple[int, date, Any], Any] = {}
        self.conventions: dict[tuple[int, int], Any] = {}
        self.lengths: dict[tuple[int, date, Any], date | None] = {}
        self._ancestors: dict[str, tuple[str, ...]] = {}
        self._sources: dict[str, tuple[str, ...]] = {}
        self._needs: dict[str, Need] = {}
        self._related: dict[tuple[str, ...], frozenset[str]] = {}
        self._positions: dict[int, tuple[dict[str, list[int]], list[int]]] = {}
        self._wanted: dict[tuple[int, frozenset[str], bool], bytes] = {}
        self._subjects: dict[tuple[Subject, ...], tuple[TimeLimit | Implies, ...]] = {}
        self._implied: dict[str, list[str]] = {}
        for implies in law.implies:
            self._implied.setdefault(implies.event, []).append(implies.from_)
        intervals = law.vocabulary.intervals.values()
        self.interval_kinds = frozenset(kind for each in intervals for kind in (*each.begins, *each.ends))
        deeming = [terms.if_missed.deems for limit in law.limits for terms in limit.versions if terms.if_missed]
        self._deemed = {kind for kind in deeming if kind is not None}

    def nodes(self, *subjects: Subject) -> tuple[TimeLimit | Implies, ...]:
        """Return implied events and limits of the given subjects, in the order in which they must be read."""
        found = self._subjects.get(subjects)
        if found is None:
            found = self._subjects[subjects] = tuple(
                node
                for node in self.order
                if isinstance(node, Implies) or any(terms.subject in subjects for terms in node.versions)
            )
        return found

    def positions(self, nodes: tuple[TimeLimit | Implies, ...]) -> tuple[dict[str, list[int]], list[int]]:
        """Return, for nodes in order, which of them each event kind can trigger, and which are read in any case."""
        found = self._positions.get(id(nodes))
        if found is None:
            by_kind: dict[str, list[int]] = {}
            always: list[int] = []
            for number, node in enumerate(nodes):
                kinds = (node.from_,) if isinstance(node, Implies) else node.trigger_kinds
                for kind in kinds or ():
                    by_kind.setdefault(kind, []).append(number)
                if kinds is None:
                    always += [number]
            found = self._positions[id(nodes)] = (by_kind, always)
        return found

    def wanted(self, nodes: tuple[TimeLimit | Implies, ...], unknown: frozenset[str], *, every: bool) -> bytes:
        """Return which nodes are read whatever happened: those of no kind of trigger, or of an unknown one."""
        key = (id(nodes), unknown, every)
        found = self._wanted.get(key)
        if found is None:
            by_kind, always = self.positions(nodes)
            flags = bytearray(b"\x01" * len(nodes) if every else len(nodes))
            for number in (*always, *(later for kind in unknown for later in by_kind.get(kind, ()))):
                flags[number] = 1
            found = self._wanted[key] = bytes(flags)
        return found

    def case_nodes(self) -> tuple[TimeLimit | Implies, ...]:
        """Return `nodes` for cases."""
        return self.nodes(Subject.CASE)

    def ancestors(self, kind: str) -> tuple[str, ...]:
        """Return the kind and the wider kinds that it counts as."""
        found = self._ancestors.get(kind)
        if found is None:
            known = self.law.vocabulary.events
            found = self.law.vocabulary.ancestors(kind) if kind in known else (kind,)
            self._ancestors[kind] = found
        return found

    def related(self, kinds: tuple[str, ...]) -> frozenset[str]:
        """Return the kinds with all that are wider or narrower: not knowing one leaves those open too."""
        if not kinds:
            return frozenset()
        found = self._related.get(kinds)
        if found is None:
            wide = {wider for kind in kinds for wider in self.ancestors(kind)}
            narrow = {known for known in self.law.vocabulary.events if set(self.ancestors(known)) & set(kinds)}
            found = self._related[kinds] = frozenset(wide | narrow)
        return found

    def recorded_sources(self, kind: str) -> tuple[str, ...]:
        """Return the kinds a record must hold for this one to be known: itself, or what a derived kind comes from."""
        found = self._sources.get(kind)
        if found is None:
            found = self._sources[kind] = tuple(self._sources_of(kind, frozenset()))
        return found

    def _sources_of(self, kind: str, seen: frozenset[str]) -> list[str]:
        known = self.law.vocabulary.events.get(kind)
        if known is None or known.origin != "derived" or kind in seen:
            return [kind]
        found: list[str] = []
        for source in self._implied.get(kind, []):
            found.extend(self._sources_of(source, seen | {kind}))
        if not found and kind not in self._deemed:
            found.append(kind)
        return found

    def need_event(self, kind: str) -> Need:
        """Return the need for a kind of event, with a question that a person can answer."""
        found = self._needs.get(kind)
        if found is None:
            known = self.law.vocabulary.events.get(kind)
            meaning = known.means.rstrip(".") if known else kind.replace("_", " ")
            found = self._needs[kind] = Need(Wants.EVENT, kind, f"Did this happen, and when: {meaning}?")
        return found

    def need_law(self, rule: str, day: date | None, why: str = "") -> Need:
        """Return the need for law that the pack lacks."""
        on = f" on {day.isoformat()}" if day else ""
        return Need(Wants.LAW, rule, f"What was the law of {rule}{on}?" + (f" ({why})" if why else ""))


@lru_cache(maxsize=64)
def index_of(law: Law) -> LawIndex:
    """Return the index of a law; a pure function of it, remembered."""
    return LawIndex(law)
