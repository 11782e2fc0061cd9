"""Agenda, checks and scorecards as versioned JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from rtwlib.readers.records import entry_to_json

if TYPE_CHECKING:
    from datetime import date

    from rtwlib.findings import Finding
    from rtwlib.programme.agenda import Item, Undated
    from rtwlib.programme.scorecard import Score

AGENDA_FORMAT = "rtwlib.agenda/1"
CHECK_FORMAT = "rtwlib.programme-check/1"
SCORECARD_FORMAT = "rtwlib.scorecard/1"


def agenda_to_json(
    items: Iterable[Item], undated: Iterable[Undated], load: Mapping[str, tuple[int, int]], today: date
) -> dict[str, Any]:
    """Return an agenda: its items, what has no day, and how many items each owner has and is late with."""
    return {
        "format": AGENDA_FORMAT,
        "today": today.isoformat(),
        "items": [
            {
                "on": item.on.isoformat(),
                "sort": item.sort,
                "about": item.about,
                "owner": item.owner,
                "weight": item.weight,
                "forms": list(item.forms),
                "entry": entry_to_json(item.entry),
            }
            for item in items
        ],
        "undated": [{"about": each.about, "owner": each.owner, "entry": entry_to_json(each.entry)} for each in undated],
        "workload": [{"owner": name, "items": count, "overdue": over} for name, (count, over) in load.items()],
    }


def check_to_json(programme: str, today: date, findings: Iterable[Finding]) -> dict[str, Any]:
    """Return the findings on a programme."""
    return {
        "format": CHECK_FORMAT,
        "programme": programme,
        "today": today.isoformat(),
        "findings": [each.to_json() for each in findings],
    }


def scorecard_to_json(
    programme: str, today: date, scores: Iterable[Score], findings: Iterable[Finding]
) -> dict[str, Any]:
    """Return how each service level stands, and a finding for each that is not kept."""
    return {
        "format": SCORECARD_FORMAT,
        "programme": programme,
        "today": today.isoformat(),
        "levels": [each.to_json() for each in scores],
        "findings": [each.to_json() for each in findings],
    }
