"""One file, one law, one day: what every rule reads from, built once and filled as rules are read in order."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from rtwlib.answers import Need, Wants, in_order
from rtwlib.cases import DOCUMENT_LISTS
from rtwlib.deadlines.happenings import Happening, day_of, visible
from rtwlib.deadlines.intervals import IntervalState, interval_state

if TYPE_CHECKING:
    from rtwlib.cases import Case, EmployerFile, Establishment
    from rtwlib.deadlines.index import LawIndex
    from rtwlib.entries import Entry

_PARTS = ("injury", "claim", "worker", "employer")


@lru_cache(maxsize=64)
def _told_apart(unknown: tuple[str, ...]) -> tuple[tuple[str, ...], frozenset[str]]:
    """Return the kinds of event and the lists of documents of which a record says nothing: a table repeats its own."""
    return tuple(kind for kind in unknown if kind not in DOCUMENT_LISTS), frozenset(unknown) & DOCUMENT_LISTS


class Reading:
    """The workspace of one reading. Rules add implied and deemed events and their own outcomes to it.

    ``happened`` maps a kind to its events in order, wider kinds included; ``uncertain`` maps a kind to what is
    missing to know whether it is deemed; ``through`` is the day to which the record is complete, or ``None``.
    """

    __slots__ = (
        "_facts",
        "_intervals",
        "file",
        "happened",
        "index",
        "outcomes",
        "through",
        "today",
        "today_day",
        "touched",
        "uncertain",
        "unknown_kinds",
        "unknown_lists",
    )

    def __init__(self, file: Case | EmployerFile | Establishment, index: LawIndex, today: date | datetime) -> None:
        """Place the file's events on days and work out how far its record reaches."""
        self.file: Any = file
        self.index = index
        self.today = today
        zone = index.law.zone
        self.today_day = day_of(today, zone)
        self.happened: dict[str, list[Happening]] = {}
        self.uncertain: dict[str, tuple[Need, ...]] = {}
        self.outcomes: dict[str, list[tuple[Happening | None, Entry]]] = {}
        self._facts: dict[str, Any] | None = None
        self._intervals: dict[str, IntervalState] = {}
        self.touched: set[str] = set()
        events = visible(file.events, today, zone) if file.events else []
        ancestors = index.ancestors
        for happening in events:
            for kind in ancestors(happening.kind):
                self.happened.setdefault(kind, []).append(happening)
        self._add_own_dates()
        self._read_history()

    def _add_own_dates(self) -> None:
        injury = getattr(self.file, "injury", None)
        zone = self.index.law.zone
        if injury is not None and "injury" not in self.happened:
            day = injury.at.astimezone(zone).date() if injury.at is not None else injury.on
            if day is not None and day <= self.today_day:
                self.add(Happening("injury", day, injury.at, None, "case, injury", origin="injury"))
        claim = getattr(self.file, "claim", None)
        made = claim.made_on if claim is not None else None
        if claim is not None and made is not None and made <= self.today_day and "claim_made" not in self.happened:
            self.add(Happening("claim_made", made, None, claim.id, "case, claim", origin="claim"))

    def _read_history(self) -> None:
        history = getattr(self.file, "history", None)
        self.through: date | None = None
        unknown: Iterable[str] = ()
        if history is not None:
            unknown = history.unknown
            self.through = history.through
        if self.through is None and self.file.events:
            self.through = self.today_day
        kinds, self.unknown_lists = _told_apart(tuple(unknown))
        self.unknown_kinds = self.index.related(kinds)

    def add(self, happening: Happening) -> None:
        """Add an event in its place among those of its kind and of its wider kinds."""
        for kind in self.index.ancestors(happening.kind):
            self.touched.add(kind)
            known = self.happened.setdefault(kind, [])
            known.append(happening)
            if len(known) > 1 and known[-2].order > happening.order:
                known.sort(key=lambda entry: entry.order)
            if kind in self.index.interval_kinds:
                self._intervals.clear()

    def doubt(self, kind: str, needs: tuple[Need, ...]) -> None:
        """Note that it cannot be known whether an event of this kind is deemed to have happened."""
        for wider in self.index.ancestors(kind):
            self.touched.add(wider)
            self.uncertain[wider] = in_order((*self.uncertain.get(wider, ()), *needs))

    def events(self, kind: str) -> list[Happening]:
        """Return the events of a kind in order."""
        return self.happened.get(kind, [])

    def unrecorded(self, kinds: Iterable[str], day: date) -> tuple[Need, ...]:
        """Return the kinds about which the record, or a deeming rule, leaves it open whether they happened by a day."""
        needs: list[Need] = []
        short = self.through is None or self.through < day
        for kind in kinds:
            for source in self.index.recorded_sources(kind):
                if short or source in self.unknown_kinds:
                    needs += [self.index.need_event(source)]
            if kind in self.uncertain:
                needs.extend(self.uncertain[kind])
        return in_order(needs)

    def hidden(self, kinds: Iterable[str]) -> tuple[Need, ...]:
        """Return those of the kinds that the case says it has no record of, or whose deeming is unknown."""
        if not self.unknown_kinds and not self.uncertain:
            return ()
        needs: list[Need] = []
        for kind in kinds:
            if kind in self.unknown_kinds:
                needs.append(self.index.need_event(kind))
            needs.extend(self.uncertain.get(kind, ()))
        return in_order(needs)

    def fact(self, name: str, day: date | None) -> Any:  # noqa: ANN401 - facts are of many types
        """Return the value of a fact on a day, or ``None`` where it is not known."""
        if self._facts is None:
            self._facts = {fact.id: fact.values for fact in self.file.facts}
        values = self._facts.get(name)
        if values is not None:
            for dated in values:
                if dated.from_ is None and dated.until is None:
                    return dated.value
                begun = day is not None and (dated.from_ is None or dated.from_ <= day)
                if begun and (dated.until is None or (day is not None and day < dated.until)):
                    return dated.value
            return None
        part, _, name_in_part = name.partition(".")
        if part in _PARTS:
            value = getattr(getattr(self.file, part, None), name_in_part, None)
            known = self.index.law.vocabulary.facts.get(name)
            # A field of the case may hold words of another list than the fact's: then the fact is not known.
            return None if known is not None and known.type == "choice" and value not in known.values else value
        return None

    def need_fact(self, name: str) -> Need:
        """Return the need for a fact, with the question of the vocabulary."""
        known = self.index.law.vocabulary.facts.get(name)
        return Need(Wants.FACT, name, known.question if known and known.question else f"What is {name}?")

    def interval(self, name: str) -> IntervalState:
        """Return the spans of an interval up to today, and what is missing to know them."""
        found = self._intervals.get(name)
        if found is None:
            found = self._intervals[name] = interval_state(name, self)
        return found
