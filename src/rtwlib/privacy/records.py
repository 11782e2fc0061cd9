"""Views, retention and the access log as versioned JSON: `rtwlib.view/1`, `rtwlib.retention/1`, `rtwlib.accesses/1`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from rtwlib.casefiles import case_to_dict
from rtwlib.readers.records import entry_to_json

if TYPE_CHECKING:
    from datetime import date

    from rtwlib.laws import Law
    from rtwlib.privacy.accesses import Access
    from rtwlib.privacy.deciding import Decision
    from rtwlib.privacy.retention import Retained
    from rtwlib.privacy.views import View

VIEW_FORMAT = "rtwlib.view/1"
RETENTION_FORMAT = "rtwlib.retention/1"
ACCESSES_FORMAT = "rtwlib.accesses/1"


def view_to_json(view: View, laws: Iterable[Law]) -> dict[str, Any]:
    """Return a view with its decisions and removals, for whoever gives it; only ``case`` is for the audience."""
    return {
        "format": VIEW_FORMAT,
        "audience": view.asked.audience,
        "purpose": view.asked.purpose,
        "today": view.asked.today.isoformat(),
        "laws": _stamps(laws),
        "decisions": [decision_to_json(each) for each in view.decisions],
        "removals": [
            {"path": each.path, "data": each.category, "effect": each.decision.effect.value, "why": each.decision.why}
            for each in view.removals
        ],
        "case": case_to_dict(view.case),
    }


def decision_to_json(decision: Decision) -> dict[str, Any]:
    """Return the decision on one sort of data: its effect, why, and the rules that decided, none where silence did."""
    return {
        "data": decision.category,
        "effect": decision.effect.value,
        "why": decision.why,
        "rules": [
            {
                "rule": each.rule.rule,
                "title": each.rule.title,
                "cite": each.rule.cited,
                "force": each.rule.force.value,
                "confidence": each.rule.confidence.value,
                "version_from": each.rule.from_.isoformat() if each.rule.from_ else None,
                "date_confirmed": not each.rule.from_first_known,
                "consent": each.consent,
            }
            for each in decision.because
        ],
    }


def retention_to_json(case: str, law: Law, today: date, kept: Iterable[Retained]) -> dict[str, Any]:
    """Return what must be kept, by sort of data; ``erasable`` is null where it cannot be known."""
    return {
        "format": RETENTION_FORMAT,
        "case": case,
        "today": today.isoformat(),
        "laws": _stamps((law,)),
        "data": [
            {
                "data": each.category,
                "erasable": each.erasable,
                "kept_until": each.until.isoformat() if each.until else None,
                "held_since": each.held_since.isoformat() if each.held_since else None,
                "kept_by": [{**entry_to_json(one.entry), "documents": list(one.documents)} for one in each.kept_by],
                "needs": [need.to_json() for need in each.needs],
            }
            for each in kept
        ],
    }


def accesses_to_json(case: str, found: Iterable[Access]) -> dict[str, Any]:
    """Return the looks at a case that its record holds, in order of time."""
    return {
        "format": ACCESSES_FORMAT,
        "case": case,
        "accesses": [
            {
                "on": each.on.isoformat(),
                "by": each.by,
                "audience": each.audience,
                "purpose": each.purpose,
                "shown": list(each.shown),
            }
            for each in found
        ],
    }


def _stamps(laws: Iterable[Law]) -> list[dict[str, Any]]:
    return [stamp.to_json() for stamp in dict.fromkeys(stamp for law in laws for stamp in law.stamps)]
