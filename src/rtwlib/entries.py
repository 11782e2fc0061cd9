"""What a reading of law against a file gives: entries, in the order in which they fall due (`rtwlib.timeline/1`)."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from attrs import evolve, field, frozen

from rtwlib.answers import Need, Step
from rtwlib.kinds import Force, Kind
from rtwlib.laws import PackStamp
from rtwlib.sources import Confidence
from rtwlib.statements import marks_of

FORMAT = "rtwlib.timeline/1"


class State(enum.StrEnum):
    """The state of a limit on a given day (pack format, section 7)."""

    EXCUSED = "excused"
    BREACHED = "breached"
    MET = "met"
    LATE = "late"
    EARLY = "early"
    MISSED = "missed"
    PENDING = "pending"
    OPEN = "open"
    RUNNING = "running"
    OVER = "over"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"
    NOT_TRIGGERED = "not_triggered"


@frozen
class Happened:
    """An event as an entry refers to it: kind, civil day, and where it stands (``case, event 2``)."""

    kind: str
    on: date | None
    where: str = ""
    ref: str | None = None
    deemed_by: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Return ``{"kind", "on"}``, and ``ref`` and ``deemed_by`` where there are any."""
        found: dict[str, Any] = {"kind": self.kind, "on": self.on.isoformat() if self.on else None}
        if self.ref is not None:
            found["ref"] = self.ref
        if self.deemed_by is not None:
            found["deemed_by"] = self.deemed_by
        return found


@frozen
class Entry:
    """One time limit for one occurrence of its trigger.

    ``due`` is the last day in time (a civil day of the jurisdiction), ``due_at`` the last moment where hours count,
    ``opens`` the first day of a window. ``needs`` is filled exactly when ``state`` is unknown. ``not_before`` is a
    lower bound of a due day that is not known. ``cite`` names the source and the
    place in it, ``pinpoint`` the place alone. ``version_from`` is the day from which the version of law that was
    read is in force; ``date_confirmed`` is false where that day is only the first on which it was seen. ``why`` says
    why a rule was left out, or what else there is to know of the day.
    """

    rule: str
    kind: Kind
    title: str
    owed_by: str
    state: State
    trigger: Happened | None = None
    due: date | None = None
    due_at: datetime | None = None
    opens: date | None = None
    met_by: Happened | None = None
    breached_by: Happened | None = None
    projected: bool = False
    needs: tuple[Need, ...] = ()
    not_before: date | None = None
    decides_on: date | None = None
    consequence: str | None = None
    deems: str | None = None
    force: Force = Force.STATUTE
    cite: str = ""
    pinpoint: str = ""
    confidence: Confidence = Confidence.STATUTE
    owed_to: str | None = None
    says: str | None = None
    version_from: date | None = None
    date_confirmed: bool = True
    extended_from: date | None = None
    why: str | None = None
    reasons: tuple[Step, ...] = ()
    basis: Any = field(default=None, eq=False, repr=False)

    def __getstate__(self) -> dict[str, Any]:
        """Return the entry without what it was computed from, so that pickles stay small."""
        return {name: getattr(self, name) for name in _NAMES if name != "basis"} | {"basis": None}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Restore an entry."""
        for name, value in state.items():
            object.__setattr__(self, name, value)

    def with_reasons(self, reasons: tuple[Step, ...]) -> Entry:
        """Return the entry with its reasons filled in."""
        return evolve(self, reasons=reasons)

    @property
    def marks(self) -> tuple[str, ...]:
        """Return every mark that lowers its weight: force, confirmation, date."""
        return marks_of(self.confidence, date_confirmed=self.date_confirmed, force=self.force)

    @property
    def late_by(self) -> int | None:
        """Return how many days after the due day the act came, if it came late."""
        if self.state is State.LATE and self.due and self.met_by and self.met_by.on:
            return (self.met_by.on - self.due).days
        return None

    @property
    def sort_key(self) -> tuple[date, str, date]:
        """Return the key by which entries are ordered: due day (undated last), rule, trigger's day."""
        return (
            self.due or self.not_before or date.max,
            self.rule,
            (self.trigger.on if self.trigger and self.trigger.on else date.max),
        )


_NAMES = tuple(attribute.name for attribute in Entry.__attrs_attrs__)


@frozen
class Timeline:
    """All entries of one case or employer's file under one law on one day.

    ``left_out`` holds the rules that do not apply or were not triggered, each with why.
    """

    case: str
    today: date | datetime
    laws: tuple[PackStamp, ...]
    entries: tuple[Entry, ...]
    left_out: tuple[Entry, ...] = ()
    zone: str = "UTC"

    def __iter__(self) -> Iterator[Entry]:
        """Iterate over the entries."""
        return iter(self.entries)

    def __len__(self) -> int:
        """Return the number of entries."""
        return len(self.entries)
