"""Agenda, checks, scorecards, claims experience and run rates as versioned JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from rtwlib.readers.records import entry_to_json

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from rtwlib.findings import Finding
    from rtwlib.programme.agenda import Item, Undated
    from rtwlib.programme.experience import Experience
    from rtwlib.programme.run_rate import RunRate
    from rtwlib.programme.scorecard import Score

AGENDA_FORMAT = "rtwlib.agenda/1"
CHECK_FORMAT = "rtwlib.programme-check/1"
SCORECARD_FORMAT = "rtwlib.scorecard/1"
EXPERIENCE_FORMAT = "rtwlib.experience/1"
RUN_RATE_FORMAT = "rtwlib.run-rate/1"


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


def experience_to_json(
    found: Experience, paid_from: date | None, paid_to: date | None, left_out: int, rate: Decimal | None
) -> dict[str, Any]:
    """Return the claims of each sort; ``cases_left_out`` could not be read, ``rate`` is of all claims."""
    return {
        "format": EXPERIENCE_FORMAT,
        "by": found.by,
        "paid_from": None if paid_from is None else paid_from.isoformat(),
        "paid_to": None if paid_to is None else paid_to.isoformat(),
        "groups": [each.to_json() for each in found.groups],
        "total": found.total.to_json(),
        "rate": None if rate is None else str(rate),
        "cases_without_payments_shown": found.unknown_payments,
        "payments_without_day": found.undated,
        "cases_left_out": left_out,
    }


def run_rate_to_json(found: RunRate, left_out: int) -> dict[str, Any]:
    """Return a run rate; ``rates`` is empty where ``needs`` says what is missing."""
    return {
        "format": RUN_RATE_FORMAT,
        "from": found.first.isoformat(),
        "to": found.last.isoformat(),
        "months": found.months,
        "months_ahead": found.ahead,
        "rates": [each.to_json() for each in found.rates],
        "totals": [each.to_json() for each in found.totals],
        "needs": found.needs,
        "payments_left_out": found.left_out,
        "cases_without_payments_shown": found.unknown,
        "cases_recorded_in_part": found.short,
        "cases_left_out": left_out,
    }
