"""How a jurisdiction counts time: rules, suspensions, interval conventions, yearly days, and its calendar."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from attrs import frozen

from rtwlib.counting import Convention
from rtwlib.kinds import Kind
from rtwlib.sources import Citation

if TYPE_CHECKING:
    from rtwlib.calendars import Calendar


@frozen
class TimeRule:
    """How days are counted from ``from_`` on."""

    from_: date
    until: date | None
    convention: Convention
    cite: tuple[Citation, ...]
    says: str | None = None


@frozen
class Suspension:
    """A stretch in which limits of some kinds did not run; ``anew`` starts their counts afresh at ``until``.

    With ``sources`` it reaches only limits whose version cites one of these sources.
    """

    from_: date
    until: date
    anew: bool
    kinds: tuple[Kind, ...]
    cite: tuple[Citation, ...]
    sources: tuple[str, ...] = ()

    def reaches(self, kind: Kind, cite: tuple[Citation, ...]) -> bool:
        """Return whether limits of a kind, resting on these citations, are suspended."""
        if kind not in self.kinds:
            return False
        return not self.sources or any(citation.source.id in self.sources for citation in cite)


@frozen
class IntervalConvention:
    """How a scheme counts an interval: unit, start of the week, part units, and whether runs are joined."""

    id: str
    interval: str
    unit: str
    week_starts: str
    part_unit: str
    runs: str
    cite: tuple[Citation, ...]


@frozen
class CalendarEvent:
    """A day that comes each year, as (month, day)."""

    id: str
    month: int
    day: int
    cite: tuple[Citation, ...] = ()


@frozen
class PackTime:
    """A pack's time rules, calendar, suspensions, interval conventions and yearly days."""

    zone: ZoneInfo
    calendar: Calendar
    rules: tuple[TimeRule, ...]
    suspensions: tuple[Suspension, ...] = ()
    conventions: tuple[IntervalConvention, ...] = ()
    calendar_events: tuple[CalendarEvent, ...] = ()
    closed: tuple[str, ...] = ()

    def rule_at(self, day: date) -> TimeRule | None:
        """Return the time rule in force on a day."""
        for rule in self.rules:
            if rule.from_ <= day and (rule.until is None or day < rule.until):
                return rule
        return None
