"""Entries and timelines as JSON values: the contract `rtwlib.timeline/1`.

The fields come in the order of the contract; what rtwlib adds to it stands after them. Days are ISO 8601 text,
moments carry their zone, a missing value is ``None``, and nothing is a float.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from rtwlib.entries import FORMAT
from rtwlib.readers.explain import step_to_json

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from rtwlib.entries import Entry, Timeline

SEVERAL = "rtwlib.timelines/1"


def entry_to_json(entry: Entry) -> dict[str, Any]:
    """Return one entry as a dict of JSON values.

    ``days_late`` is a number of days for a late act, else ``None``. ``date_confirmed`` is false where the first day
    of the version read is only the first on which it was seen. ``why`` says why a rule was left
    out, or what else there is to know of the day.
    """
    return {
        "rule": entry.rule,
        "kind": entry.kind.value,
        "title": entry.title,
        "owed_by": entry.owed_by,
        "trigger": entry.trigger.to_json() if entry.trigger else None,
        "due": _iso(entry.due),
        "due_at": _iso(entry.due_at),
        "opens": _iso(entry.opens),
        "state": entry.state.value,
        "met_by": entry.met_by.to_json() if entry.met_by else None,
        "breached_by": entry.breached_by.to_json() if entry.breached_by else None,
        "projected": entry.projected,
        "needs": [need.to_json() for need in entry.needs],
        "not_before": _iso(entry.not_before),
        "decides_on": _iso(entry.decides_on),
        "consequence": entry.consequence,
        "force": entry.force.value,
        "cite": entry.cite,
        "confidence": entry.confidence.value,
        "reasons": [step_to_json(step) for step in entry.reasons],
        "owed_to": entry.owed_to,
        "pinpoint": entry.pinpoint,
        "says": entry.says,
        "deems": entry.deems,
        "version_from": _iso(entry.version_from),
        "date_confirmed": entry.date_confirmed,
        "extended_from": _iso(entry.extended_from),
        "days_late": entry.late_by,
        "why": entry.why,
    }


def timeline_to_json(timeline: Timeline) -> dict[str, Any]:
    """Return a timeline as a dict of JSON values; ``left_out`` holds the rules that were left out, where asked for."""
    return {
        "format": FORMAT,
        "case": timeline.case,
        "today": timeline.today.isoformat(),
        "laws": [stamp.to_json() for stamp in timeline.laws],
        "entries": [entry_to_json(entry) for entry in timeline.entries],
        "left_out": [entry_to_json(entry) for entry in timeline.left_out],
    }


def timelines_to_json(timelines: Iterable[Timeline]) -> dict[str, Any]:
    """Return the timelines of several cases as one dict of JSON values."""
    return {"format": SEVERAL, "timelines": [timeline_to_json(timeline) for timeline in timelines]}


def _iso(day: date | datetime | None) -> str | None:
    """Return a day or a moment as ISO 8601 text; moments to the second at the finest that they need."""
    if isinstance(day, datetime):
        return day.isoformat(timespec="auto")
    return day.isoformat() if day is not None else None
