"""Words for people: days, counts, kinds of event, and what there is to say about an entry beside its due day."""

from __future__ import annotations

import enum
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from rtwlib.entries import Happened, State
from rtwlib.kinds import Force
from rtwlib.money import as_decimal

if TYPE_CHECKING:
    from rtwlib.entries import Entry

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_BINDING = frozenset({Force.STATUTE, Force.REGULATION})
_HOUR = 3600


def plain_day(day: date | datetime) -> str:
    """Return ``2024-12-30``, with the time of day, and the seconds if there are any, where there is one."""
    if isinstance(day, datetime):
        return f"{day:%Y-%m-%d %H:%M:%S}" if day.second else f"{day:%Y-%m-%d %H:%M}"
    return day.isoformat()


def week_day(day: date | datetime) -> str:
    """Return ``Mon 2024-12-30``, with the time of day where there is one; never in the machine's language."""
    return f"{_WEEKDAYS[day.weekday()]} {plain_day(day)}"


def number_of(count: int, one: str) -> str:
    """Return ``1 day``, ``2 days``, ``1 duty``, ``2 duties``."""
    if count == 1:
        return f"1 {one}"
    several = f"{one[:-1]}ies" if one.endswith("y") and one[-2] not in "aeo" else f"{one}s"
    return f"{count:,} {several}"


def kind_words(kind: str) -> str:
    """Return a kind, a role or a fact's name as words: ``payment_commenced`` becomes ``payment commenced``."""
    return kind.replace("_", " ").replace(".", " ")


def value_words(value: object) -> str:
    """Return any value that a step or a fact may hold, as people write it."""
    if value is None:
        return "not known"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (date, datetime)):
        return week_day(value)
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, Fraction):
        return amount_words(value)
    if isinstance(value, enum.Enum):
        return kind_words(str(value.value))
    if isinstance(value, Happened):
        return happened_words(value)
    if isinstance(value, (tuple, list, set, frozenset)):
        return ", ".join(value_words(item) for item in value)
    return str(value)


def amount_words(amount: Fraction) -> str:
    """Return an exact amount: ``912.40``, or ``33.3333... (100/3)`` where the decimals never end."""
    decimal = as_decimal(amount)
    if decimal is None:
        near = Decimal(amount.numerator) / Decimal(amount.denominator)
        return f"{near:.4f}... ({amount})"
    return f"{decimal:f}"


def happened_words(happened: Happened) -> str:
    """Return ``payment commenced, Fri 2024-12-20``; what only the law says happened is marked so."""
    words = kind_words(happened.kind)
    if happened.on is not None:
        words = f"{words}, {week_day(happened.on)}"
    return f"{words}, by operation of law" if happened.deemed_by else words


def local_day(today: date | datetime, zone: str) -> date:
    """Return the civil day of ``today`` in a zone."""
    return today.astimezone(ZoneInfo(zone)).date() if isinstance(today, datetime) else today


def cited_words(entry: Entry) -> str:
    """Return the citation of an entry with every mark that lowers its weight: force, confirmation, date."""
    return ", ".join(part for part in (entry.pinpoint or entry.cite, *entry.marks) if part)


def due_words(entry: Entry) -> str:
    """Return ``due 2024-12-30`` for an act, ``ends 2024-12-30`` for a span, nothing where there is no day."""
    day: date | datetime | None = entry.due_at or entry.due
    if day is None:
        return ""
    return f"{'due' if entry.kind.is_act else 'ends'} {plain_day(day)}"


def details(entry: Entry, today: date | datetime, zone: str = "UTC") -> tuple[str, ...]:
    """Return what else to say of an entry, the most telling first.

    The first is what the state rests on or how long is left; questions to answer come one by one.
    """
    lines = [line for line in (_state_words(entry, today, zone),) if line]
    lines.extend(f"needs: {need.ask}" for need in entry.needs)
    if entry.not_before is not None and entry.due is None:
        lines.append(f"not before {entry.not_before}")
    if entry.extended_from is not None:
        lines.append(f"extended, was {entry.extended_from}")
    if entry.projected:
        lines.append("if things go on as they stand")
    if entry.consequence and entry.state in {State.MISSED, State.LATE, State.BREACHED}:
        lines.append(f"so: {entry.consequence}")
    if entry.why:
        lines.append(entry.why)
    return tuple(lines)


def _state_words(entry: Entry, today: date | datetime, zone: str) -> str:
    """Return what the state of an entry rests on."""
    match entry.state:
        case State.MET:
            return _met_words(entry)
        case State.LATE:
            return f"{_met_words(entry)}, {_late_words(entry)}".lstrip(", ")
        case State.EARLY:
            return f"{_met_words(entry)}, before it could be done ({entry.opens})"
        case State.BREACHED:
            return happened_words(entry.breached_by) if entry.breached_by else ""
        case State.MISSED:
            return _overdue_words(entry, today, zone)
        case State.OPEN | State.RUNNING:
            return _left_words(entry, today, zone)
        case State.PENDING:
            return f"depends on what happens by {entry.decides_on}" if entry.decides_on else "only time can tell"
        case _:
            return ""


def _met_words(entry: Entry) -> str:
    """Return the day of the act."""
    if entry.met_by is None or entry.met_by.on is None:
        return ""
    words = f"on {entry.met_by.on}"
    return f"{words}, by operation of law" if entry.met_by.deemed_by else words


def _late_words(entry: Entry) -> str:
    """Return how late the act was; where hours count it may be late on the due day itself."""
    late = entry.late_by
    return f"{number_of(late, 'day')} late" if late else "late"


def _overdue_words(entry: Entry, today: date | datetime, zone: str) -> str:
    """Return how long ago the last day in time was."""
    if entry.due is None:
        return "the time for it is over"
    days = (local_day(today, zone) - entry.due).days
    return f"{number_of(days, 'day')} overdue" if days > 0 else "overdue"


def _left_words(entry: Entry, today: date | datetime, zone: str) -> str:
    """Return how much time is left, or that the law sets no day."""
    if entry.due is None:
        return "as soon as possible; the law sets no day" if entry.kind.is_act else "no end is set"
    left = _time_left(entry, today, zone)
    if entry.opens is not None and entry.opens > local_day(today, zone):
        return f"opens {entry.opens}, {left}"
    return left


def _time_left(entry: Entry, today: date | datetime, zone: str) -> str:
    """Return the hours or the days that are left."""
    if entry.due_at is not None and isinstance(today, datetime):
        hours = int((entry.due_at - today).total_seconds() // _HOUR)
        return f"{number_of(hours, 'hour')} left" if hours else "less than an hour left"
    if entry.due is None:
        return ""
    days = (entry.due - local_day(today, zone)).days
    if days == 0:
        return "due today" if entry.kind.is_act else "ends today"
    return f"{number_of(days, 'day')} left"
