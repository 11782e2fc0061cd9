"""Whole-day entries as an iCalendar file (RFC 5545): texts escaped, lines folded, ids that stay the same."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from attrs import frozen

_DAY = timedelta(days=1)
_LONGEST = 74
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


@frozen
class DayEntry:
    """An entry for the days ``first`` to ``last``, both covered; ``uid`` is what tells it from all others."""

    uid: str
    first: date
    last: date
    title: str


def uid_of(name: str, rest: str = "") -> str:
    """Return an id that follows from a name by a one-way function, so that it is stable and names nobody."""
    return f"{hashlib.sha256(name.encode()).hexdigest()[:24]}{rest}@rtwlib.invalid"


def calendar_text(entries: Iterable[DayEntry], *, subject: str, stamped: date) -> str:
    """Return entries as iCalendar text; ``subject`` names what made them, ``stamped`` is the day on which."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//rtwlib//{subject}//EN", "CALSCALE:GREGORIAN"]
    for entry in entries:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{entry.uid}",
            f"DTSTAMP:{stamped:%Y%m%d}T000000Z",
            f"DTSTART;VALUE=DATE:{entry.first:%Y%m%d}",
            *_end(entry.last),
            f"SUMMARY:{entry.title.translate(_ESCAPES)}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    return "".join(f"{part}\r\n" for line in (*lines, "END:VCALENDAR") for part in _folded(line))


def _end(last: date) -> Iterator[str]:
    """Yield the day after the last one; the last day of the calendar has none, and an entry without lasts a day."""
    if last < date.max:
        yield f"DTEND;VALUE=DATE:{last + _DAY:%Y%m%d}"


def _folded(line: str) -> Iterator[str]:
    """Yield a line in parts of at most 75 bytes, never dividing a letter; further parts begin with a blank."""
    part = ""
    for letter in line:
        if len((part + letter).encode()) > _LONGEST:
            yield part
            part = " "
        part += letter
    yield part
