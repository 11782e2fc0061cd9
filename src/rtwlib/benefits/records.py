"""Weekly benefits as versioned JSON (``rtwlib.benefit/1``): amounts are decimal strings, days ISO 8601."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from rtwlib.readers.explain import step_to_json

if TYPE_CHECKING:
    from datetime import date, datetime

    from rtwlib.benefits.weekly import WeeklyBenefit
    from rtwlib.laws import Law

FORMAT = "rtwlib.benefit/1"


def benefits_to_json(
    case: str, law: Law, today: date | datetime, weeks: Iterable[WeeklyBenefit], *, explain: bool
) -> dict[str, Any]:
    """Return the weeks of a case under a law; ``reasons`` are filled where asked for, else empty."""
    return {
        "format": FORMAT,
        "case": case,
        "today": today.isoformat(),
        "laws": [stamp.to_json() for stamp in law.stamps],
        "weeks": [week_to_json(week, explain=explain) for week in weeks],
    }


def week_to_json(week: WeeklyBenefit, *, explain: bool = False) -> dict[str, Any]:
    """Return one week; ``exact`` is the amount before it is shown in cents, as a decimal or a ratio."""
    version = week.version
    return {
        "from": week.first.isoformat(),
        "until": week.last.isoformat(),
        "week": week.number,
        "state": week.state.value,
        "benefit": week.benefit.rule if week.benefit else None,
        "title": week.benefit.title if week.benefit else None,
        "amount": None if week.amount is None else f"{week.amount:f}",
        "exact": None if week.exact is None else str(week.exact),
        "cite": "; ".join(str(cite) for cite in version.cite) if version else None,
        "confidence": version.confidence.value if version else None,
        "version_from": version.from_.isoformat() if version else None,
        "needs": [need.to_json() for need in week.needs],
        "reasons": [step_to_json(week.reasons)] if explain and week.reasons is not None else [],
    }
