"""The law of a jurisdiction as JSON values (``rtwlib.law/1``): amounts are decimal strings, ``until`` is exclusive."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rtwlib.cli.law_text import gap_on
from rtwlib.cli.law_words import term_details, term_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from rtwlib.laws import Gap, Law, Terms, TimeLimit, Value, ValueVersion
    from rtwlib.sources import Citation
    from rtwlib.standing_duties import StandingDuty
    from rtwlib.time_rules import TimeRule

FORMAT = "rtwlib.law/1"


def law_to_json(law: Law, day: date) -> dict[str, Any]:
    """Return the law in force on a day."""
    return {
        "format": FORMAT,
        "id": law.id,
        "at": day.isoformat(),
        "laws": [{**stamp.to_json(), "title": stamp.title} for stamp in law.stamps],
        "covers_from": law.covers_from.isoformat(),
        "time_zone": str(law.zone),
        "time": [
            {"pack": pack, "closed": list(time.closed), "rule": _time_rule(time.rule_at(day))}
            for pack, time in law.time.items()
        ],
        "limits": [_limit(limit, day) for limit in law.limits],
        "values": [_value(value, day) for value in law.values],
        "duties": [duty_to_json(duty) for duty in law.duties],
    }


def limit_to_json(limit: TimeLimit) -> dict[str, Any]:
    """Return a time limit with all its versions."""
    versions = [terms_to_json(limit, terms) for terms in limit.versions]
    return {**_named(limit), "versions": versions, "gaps": [_gap(gap) for gap in limit.gaps]}


def value_to_json(value: Value) -> dict[str, Any]:
    """Return a rate or amount with all its versions."""
    return {
        **_value_named(value),
        "versions": [_amount(version) for version in value.versions],
        "gaps": [_gap(gap) for gap in value.gaps],
    }


def _named(limit: TimeLimit) -> dict[str, Any]:
    return {
        "rule": limit.rule,
        "kind": limit.kind.value,
        "title": limit.title,
        "owed_by": limit.owed_by,
        "aliases": list(limit.aliases),
        "tabular": limit.tabular,
    }


def _limit(limit: TimeLimit, day: date) -> dict[str, Any]:
    """Return a limit with its version on a day, or the gap."""
    terms = limit.version_at(day)
    gap = gap_on(limit.gaps, day)
    return {
        **_named(limit),
        "version": terms_to_json(limit, terms) if terms else None,
        "gap": gap.why if gap else None,
    }


def terms_to_json(limit: TimeLimit, terms: Terms) -> dict[str, Any]:
    """Return a version of a limit."""
    return {
        "from": terms.from_.isoformat(),
        "until": terms.until.isoformat() if terms.until else None,
        "date_confirmed": not terms.from_first_known,
        "title": terms.title,
        "count": str(terms.count) if terms.count else None,
        "prompt": terms.prompt,
        "clock": term_words(terms),
        "met_by": list(terms.acts),
        "owed_to": terms.owed_to,
        "force": terms.force.value,
        "confidence": terms.confidence.value,
        "subject": terms.subject.value,
        "cite": _cites(terms.cite),
        "consequence": terms.if_missed.says if terms.if_missed else None,
        "deems": terms.if_missed.deems if terms.if_missed else None,
        "says": terms.says,
        "details": [{"key": key, "words": words} for key, words in term_details(limit, terms)],
    }


def _value_named(value: Value) -> dict[str, Any]:
    return {
        "rule": value.rule,
        "title": value.title,
        "unit": value.unit,
        "governed_by": value.governed_by,
        "aliases": list(value.aliases),
    }


def _value(value: Value, day: date) -> dict[str, Any]:
    """Return a value with its amount on a day, or the gap."""
    version = value.version_at(day)
    gap = gap_on(value.gaps, day)
    return {
        **_value_named(value),
        "version": _amount(version) if version else None,
        "gap": (gap.why if gap else "not in the pack") if version is None else None,
    }


def _amount(version: ValueVersion) -> dict[str, Any]:
    """Return a dated amount."""
    return {
        "from": version.from_.isoformat(),
        "until": version.until.isoformat() if version.until else None,
        "date_confirmed": not version.from_first_known,
        "amount": f"{version.amount:f}",
        "confidence": version.confidence.value,
        "cite": _cites(version.cite),
    }


def duty_to_json(duty: StandingDuty) -> dict[str, Any]:
    """Return a standing duty."""
    return {
        "rule": f"{duty.pack}/{duty.id}",
        "title": duty.title,
        "owed_by": duty.owed_by,
        "group": duty.group,
        "confidence": duty.confidence.value,
        "cite": _cites(duty.cite),
        "says": duty.says,
        "from": duty.from_.isoformat() if duty.from_ else None,
        "until": duty.until.isoformat() if duty.until else None,
    }


def _time_rule(rule: TimeRule | None) -> dict[str, Any] | None:
    """Return how days are counted."""
    if rule is None:
        return None
    convention = rule.convention
    return {
        "from": rule.from_.isoformat(),
        "until": rule.until.isoformat() if rule.until else None,
        "starts": convention.starts.value,
        "roll": convention.roll.value,
        "roll_back": convention.roll_back.value,
        "month_end": convention.month_end.value,
        "cite": _cites(rule.cite),
        "says": rule.says,
    }


def _gap(gap: Gap) -> dict[str, Any]:
    """Return a declared gap."""
    return {"from": gap.from_.isoformat(), "until": gap.until.isoformat() if gap.until else None, "why": gap.why}


def _cites(citations: Iterable[Citation]) -> list[dict[str, Any]]:
    """Return citations with source, pinpoint and address."""
    return [
        {"source": citation.source.title, "pinpoint": citation.pinpoint, "url": citation.source.url}
        for citation in citations
    ]
