"""Events as the engine sees them: placed on a civil day of the jurisdiction, corrected, visible on `today`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from attrs import field, frozen

from rtwlib.entries import Happened

if TYPE_CHECKING:
    from rtwlib.cases import Event

_NOTHING: Mapping[str, Any] = {}


@frozen(eq=False)
class Happening:
    """An event on a day. ``origin`` is recorded, injury, claim, implied, deemed, due or calendar.

    ``carrier`` is the event that carries a day which is not its own: the trigger of the rule whose due day this is.
    ``projected`` means that it lies ahead and rests on an open interval going on. ``not_before`` bounds an implied
    event whose day no number in law gives; its ``day`` is then that bound.
    """

    kind: str
    day: date
    at: datetime | None = None
    ref: str | None = None
    where: str = ""
    dates: Mapping[str, date] = field(default=_NOTHING)
    data: Mapping[str, Any] = field(default=_NOTHING)
    origin: str = "recorded"
    deemed_by: str | None = None
    projected: bool = False
    undated: bool = False
    carrier: Happening | None = None

    @property
    def order(self) -> tuple[date, str, str, str]:
        """Return a key that does not depend on the order of a file."""
        return (self.day, self.at.isoformat() if self.at else "", self.kind, self.ref or "")

    def root(self) -> Happening:
        """Return the recorded event at the bottom of a chain of due days."""
        return self.carrier.root() if self.carrier is not None else self

    def told(self) -> Happened:
        """Return the event as an entry names it."""
        return Happened(self.kind, None if self.undated else self.day, self.where, self.ref, self.deemed_by)


def moment(value: date | datetime, zone: ZoneInfo) -> datetime:
    """Return a date's first moment in the zone, or the moment itself in the zone."""
    if isinstance(value, datetime):
        return value.astimezone(zone)
    return datetime.combine(value, time(), tzinfo=zone)


def day_of(value: date | datetime, zone: ZoneInfo) -> date:
    """Return the civil day of a date or of a zoned moment in the zone."""
    return value.astimezone(zone).date() if isinstance(value, datetime) else value


def visible(events: Iterable[Event], today: date | datetime, zone: ZoneInfo) -> list[Happening]:
    """Return the events known on ``today``, corrections applied, in an order that the file does not decide.

    An event is visible if its ``recorded_at``, else its own day, is not after ``today``. Events of one kind and
    ``ref`` correct each other: the one recorded last counts; of two recorded together the earlier day counts.
    """
    latest: dict[tuple[str, str], tuple[datetime, date, Happening]] = {}
    found: list[Happening] = []
    today_day = day_of(today, zone)
    for number, event in enumerate(events, start=1):
        at = event.at
        day = at.astimezone(zone).date() if at is not None else event.on
        if day is None:
            continue
        seen: date | datetime = event.recorded_at or at or day
        if isinstance(today, datetime) and isinstance(seen, datetime):
            hidden = seen > today
        else:
            hidden = day_of(seen, zone) > today_day
        if hidden:
            continue
        happening = Happening(
            event.kind, day, at, event.ref, f"case, event {number}", event.dates or _NOTHING, event.data or _NOTHING
        )
        if event.ref is None:
            found.append(happening)
            continue
        key = (event.kind, event.ref)
        recorded = moment(event.recorded_at or at or day, zone)
        known = latest.get(key)
        if known is None or (recorded, known[1]) > (known[0], day):
            latest[key] = (recorded, day, happening)
    found.extend(entry[2] for entry in latest.values())
    found.sort(key=lambda happening: happening.order)
    return found


def precedes(first: Happening, second: Happening) -> bool:
    """Return whether the first lies before the second: an earlier day, or an earlier time where both carry one."""
    if first.day != second.day:
        return first.day < second.day
    return first.at is not None and second.at is not None and first.at < second.at
