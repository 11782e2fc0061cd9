"""The nouns of law: time limits, values, time rules, and a jurisdiction's law as one frozen value.

They are read from pack folders (see the pack format); nothing here knows any jurisdiction. Intervals of
validity are half-open: ``from_`` is the first day in force, ``until`` the first day no longer in force.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from attrs import field, frozen

from rtwlib.benefit_rules import Benefit
from rtwlib.conditions import Anchor, Condition, Length, Start
from rtwlib.dates import Count, Ends
from rtwlib.form_definitions import FormDefinition
from rtwlib.frozen import FrozenDict
from rtwlib.kinds import Force, Kind, Subject
from rtwlib.liaison_bodies import LiaisonBody
from rtwlib.plan_requirements import PlanRequirement
from rtwlib.privacy_rules import PrivacyRule, RetentionRule
from rtwlib.rules import Formula
from rtwlib.sources import Citation, Confidence, Source
from rtwlib.standing_duties import StandingDuty
from rtwlib.statements import marks_of
from rtwlib.time_rules import PackTime

if TYPE_CHECKING:
    from rtwlib.vocabulary import Vocabulary


@frozen
class Opens:
    """A window's first day, counted from an anchor."""

    anchor: Anchor
    backward: bool
    count: Length | None = None


@frozen
class Extension:
    """More time: ``add`` after the due day, or ``to`` a date that the event carries; ``times`` caps it."""

    event: str
    add: Length | None = None
    to: Anchor | None = None
    by: Anchor | None = None
    times: int | None = None


@frozen
class Pause:
    """Days that are not counted: between two events, while an interval runs, or while it does not."""

    from_: str | None = None
    to: str | None = None
    interval: str | None = None
    not_interval: str | None = None
    if_: tuple[Condition, ...] = ()


@frozen
class Restart:
    """Day 0 moves to ``on``; from ``stays_from`` until then the clock stands."""

    on: str
    if_: tuple[Condition, ...] = ()
    stays_from: str | None = None


@frozen
class Ending:
    """What ends a duty: an anchor, or a count from the trigger."""

    anchor: Anchor | None = None
    count: Count | None = None


@frozen
class Recurrence:
    """How a duty recurs: ``count`` after the last due day, or after the day it was met."""

    count: Length
    from_met: bool = False


@frozen
class Consequence:
    """What follows when a limit is missed: an event that is deemed to happen, and a sentence."""

    deems: str | None = None
    deems_on_due: bool = False
    says: str | None = None


@frozen
class Terms:
    """One version of a time limit: every key of the pack format, resolved. ``None`` leaves it to the time rule."""

    from_: date
    until: date | None
    cite: tuple[Citation, ...]
    title: str
    start: Start
    from_first_known: bool = False
    confidence: Confidence = Confidence.STATUTE
    force: Force = Force.STATUTE
    says: str | None = None
    owed_to: str | None = None
    count: Length | None = None
    prompt: bool = False
    ends: Ends = Ends.INCLUSIVE
    opens: Opens | None = None
    met_by: tuple[str, ...] = ()
    met_by_all: tuple[str, ...] = ()
    early_counts: bool = False
    act_any: bool = False
    pair_ref: bool = False
    occurrence: str = "every"
    excused_by: tuple[str, ...] = ()
    extended_by: tuple[Extension, ...] = ()
    pauses: tuple[Pause, ...] = ()
    restarts: tuple[Restart, ...] = ()
    ending: tuple[Ending, ...] = ()
    lapse_missed: bool = False
    every: Recurrence | None = None
    while_: str | None = None
    bars: tuple[str, ...] = ()
    if_missed: Consequence | None = None
    applies_when: tuple[Condition, ...] = ()
    governed_by: Anchor | None = None
    subject: Subject = Subject.CASE
    calendar: str = "pack"
    starts: str | None = None
    roll: str | None = None
    roll_back: str | None = None
    month_end: str | None = None
    slot: str | None = None
    overrides: str | None = None

    def in_force(self, day: date) -> bool:
        """Return whether this version is in force on a day."""
        return self.from_ <= day and (self.until is None or day < self.until)

    @cached_property
    def cited(self) -> str:
        """Return the pinpoints of the citations, joined."""
        return "; ".join(citation.short for citation in self.cite)

    @cached_property
    def cited_in_full(self) -> str:
        """Return the citations with the titles of their sources, joined."""
        return "; ".join(str(citation) for citation in self.cite)

    @cached_property
    def acts(self) -> tuple[str, ...]:
        """Return the event kinds that meet the limit, of whichever key."""
        return self.met_by or self.met_by_all

    @cached_property
    def untimed(self) -> bool:
        """Return whether no due day follows from the trigger: nothing to count, nothing that could move it."""
        return self.start.choose == "only" and self.count is None and not (self.restarts or self.every)

    @cached_property
    def plain(self) -> bool:
        """Return whether the due day is a function of the trigger's day alone, so that it can be looked up."""
        return (
            self.start.choose == "only"
            and self.start.branches[0].anchor.sort in {"event", "date"}
            and isinstance(self.count, Count)
            and self.count.of is None
            and self.count.unit.value != "hours"
            and self.calendar == "pack"
            and not (self.extended_by or self.pauses or self.restarts or self.ending or self.every)
        )


@frozen
class Gap:
    """A stretch for which a pack declares that it knows no law, and why."""

    of: str
    from_: date
    until: date | None
    why: str


@frozen
class TimeLimit:
    """A time limit: its id, what it is, who owes it, and its versions in order of date."""

    pack: str
    id: str
    kind: Kind
    title: str
    owed_by: str
    versions: tuple[Terms, ...]
    gaps: tuple[Gap, ...] = ()
    aliases: tuple[str, ...] = ()

    @cached_property
    def rule(self) -> str:
        """Return the id as printed: pack, slash, limit."""
        return f"{self.pack}/{self.id}"

    def version_at(self, day: date) -> Terms | None:
        """Return the version in force on a day, or ``None`` before the first one and in a gap."""
        for terms in self.versions:
            if terms.in_force(day):
                return terms
        return None

    @cached_property
    def tabular(self) -> bool:
        """Return whether every version's due day can be looked up."""
        return all(terms.plain for terms in self.versions)

    @cached_property
    def trigger_kinds(self) -> tuple[str, ...] | None:
        """Return the event kinds of which one must have happened, or ``None`` where the trigger is no event."""
        kinds: list[str] = []
        for start in self.starts:
            anchor = start.branches[0].anchor if start.branches else None
            if anchor is None or anchor.sort not in {"event", "date"}:
                return None
            kinds.append(anchor.name)
        return tuple(kinds)

    @cached_property
    def plan(self) -> tuple[tuple[Start, str], ...]:
        """Return each start with which of its occurrences count."""
        return tuple(
            (start, next(terms.occurrence for terms in self.versions if terms.start == start)) for start in self.starts
        )

    @cached_property
    def starts(self) -> tuple[Start, ...]:
        """Return the different starts of the versions, newest first."""
        return tuple(dict.fromkeys(terms.start for terms in reversed(self.versions)))


@frozen
class ValueVersion:
    """A dated amount with its citation; ``amount`` is exact."""

    from_: date
    until: date | None
    amount: Decimal
    cite: tuple[Citation, ...]
    confidence: Confidence = Confidence.STATUTE
    from_first_known: bool = False

    @property
    def cited(self) -> str:
        """Return the pinpoints of the citations, joined."""
        return "; ".join(citation.short for citation in self.cite)

    @property
    def marks(self) -> tuple[str, ...]:
        """Return what lowers its weight: unconfirmed, date not confirmed."""
        return marks_of(self.confidence, date_confirmed=not self.from_first_known)


@frozen
class Value:
    """A rate or amount that changes by date; ``governed_by`` names the event whose date picks the version."""

    pack: str
    id: str
    title: str
    unit: str
    governed_by: str
    versions: tuple[ValueVersion, ...]
    gaps: tuple[Gap, ...] = ()
    aliases: tuple[str, ...] = ()
    says: str | None = None

    @property
    def rule(self) -> str:
        """Return the id as printed: pack, slash, value."""
        return f"{self.pack}/{self.id}"

    def version_at(self, day: date) -> ValueVersion | None:
        """Return the amount in force on a day, or ``None`` in a gap. Nothing is carried forward."""
        for version in self.versions:
            if version.from_ <= day and (version.until is None or day < version.until):
                return version
        return None


@frozen
class Implies:
    """An event that follows from another: after a count, at once, or at an unknown later day (no count).

    Where the law changed, ``since`` is the first day of the other event on which it follows, ``until`` the first on
    which it no longer does.
    """

    pack: str
    event: str
    from_: str
    count: Length | None
    when: tuple[Condition, ...]
    cite: tuple[Citation, ...]
    since: date | None = None
    until: date | None = None

    def in_force(self, day: date) -> bool:
        """Return whether the event follows from one on this day."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


@frozen
class PackStamp:
    """What identifies the law that was read: pack id, version, content hash (sha-256), day of review."""

    id: str
    version: str
    hash: str
    reviewed: date
    title: str = ""

    def to_json(self) -> dict[str, str]:
        """Return ``{"id", "version", "hash", "reviewed"}``."""
        return {"id": self.id, "version": self.version, "hash": self.hash, "reviewed": self.reviewed.isoformat()}


@frozen(slots=False, eq=False, repr=False)
class Law:
    """The law of one jurisdiction, layers included: what `rtwlib.law` returns."""

    stamps: tuple[PackStamp, ...]
    covers_from: date
    time: FrozenDict[str, PackTime]
    limits: tuple[TimeLimit, ...]
    values: tuple[Value, ...]
    vocabulary: Vocabulary = field(repr=False)
    implies: tuple[Implies, ...] = ()
    duties: tuple[StandingDuty, ...] = ()
    benefits: tuple[Benefit, ...] = ()
    privacy: tuple[PrivacyRule, ...] = ()
    retention: tuple[RetentionRule, ...] = ()
    plan_requirements: tuple[PlanRequirement, ...] = ()
    liaison: tuple[LiaisonBody, ...] = ()
    forms: tuple[FormDefinition, ...] = ()
    formulas: FrozenDict[str, Formula] = field(factory=FrozenDict, repr=False)
    gaps: tuple[Gap, ...] = ()
    sources: FrozenDict[str, tuple[Source, ...]] = field(factory=FrozenDict, repr=False)

    def __repr__(self) -> str:
        """Show which law this is, not all that it says."""
        layers = ", ".join(f"{stamp.id} {stamp.version}" for stamp in self.stamps)
        return f"Law({layers}: {len(self.limits)} limits, {len(self.values)} values)"

    def _repr_pretty_(self, printer: Any, _cycle: bool) -> None:  # noqa: ANN401, FBT001 - the protocol of IPython
        printer.text(repr(self))

    @property
    def id(self) -> str:
        """Return the jurisdiction's id, such as ``us-ct``."""
        return self.stamps[0].id

    @property
    def zone(self) -> ZoneInfo:
        """Return the jurisdiction's time zone."""
        return self.time[self.id].zone

    @cached_property
    def by_id(self) -> FrozenDict[str, TimeLimit]:
        """Return every limit by full id, by bare id and by alias; the nearer layer wins for bare ids."""
        found: dict[str, TimeLimit] = {}
        for limit in reversed(self.limits):
            for name in (*limit.aliases, limit.id):
                found[name] = limit
                found[f"{limit.pack}/{name}"] = limit
        return FrozenDict(found)

    @cached_property
    def values_by_id(self) -> FrozenDict[str, Value]:
        """Return every value by full id, by bare id and by alias."""
        found: dict[str, Value] = {}
        for value in reversed(self.values):
            for name in (*value.aliases, value.id):
                found[name] = value
                found[f"{value.pack}/{name}"] = value
        return FrozenDict(found)
