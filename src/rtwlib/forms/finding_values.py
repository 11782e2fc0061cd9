"""What stands at a place of a case, with the words that say where it came from."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from rtwlib.answers import Need, Wants
from rtwlib.cases import DatedValue
from rtwlib.forms.derived import DERIVED, day_of_injury
from rtwlib.forms.given import Given, Placed
from rtwlib.forms.places import RECORDS, newest_certificate


def value_at(place: str, given: Given) -> Placed:
    """Return what stands at a place; nothing, or what is missing, where the case does not tell."""
    kind, colon, name = place.partition(":")
    if not colon:
        return _of_record(place, given)
    if kind == "fact":
        return _of_fact(name, given)
    if kind == "event":
        return _of_event(name, given)
    if kind == "value":
        return _of_law(name, given)
    if kind == "due":
        return _due(name, given)
    if kind == "plan":
        said = given.plan.get(name)
        return Placed(said, "as the plan says it", "plan") if said not in (None, "", ()) else Placed()
    return DERIVED[name].work_out(given)


def _of_record(place: str, given: Given) -> Placed:
    record, _, name = place.partition(".")
    where = f"case, {record}"
    held: Any = given.case if record == "case" else getattr(given.case, record, None)
    if record == "certificate":
        newest = newest_certificate(given.case)
        if newest is None:
            return Placed()
        where, held = f"case, certificate {newest[0] + 1}", newest[1]
    if held is None or record not in RECORDS:
        return Placed()
    if place == "injury.on":
        day = day_of_injury(given.case.injury, given.law.zone)
        return Placed(day, "as the case states it", where) if day is not None else Placed()
    value = getattr(held, name if hasattr(held, name) else f"{name}_")
    return Placed(value, "as the case states it", where) if value is not None else Placed()


def _of_fact(name: str, given: Given) -> Placed:
    for fact in given.case.facts:
        if fact.id == name:
            holding = [each for each in fact.values if _holds(each, given)]
            if holding:
                return Placed(holding[-1].value, "as the case states it", f"case, fact {name}")
    return Placed()


def _holds(value: DatedValue, given: Given) -> bool:
    return (value.from_ is None or value.from_ <= given.today) and (value.until is None or given.today < value.until)


def _of_event(name: str, given: Given) -> Placed:
    zone = given.law.zone
    kinds = given.law.vocabulary.descendants(name)
    found = []
    for number, event in enumerate(given.case.events, 1):
        day = event.at.astimezone(zone).date() if isinstance(event.at, datetime) else event.on
        if event.kind in kinds and day is not None and day <= given.today:
            found.append((day, number))
    if not found:
        return Placed()
    day, number = max(found)
    return Placed(day, "the day of the event", f"case, event {number}")


def _of_law(name: str, given: Given) -> Placed:
    value = given.law.values_by_id.get(name)
    if value is None:
        return Placed()
    injured = day_of_injury(given.case.injury, given.law.zone)
    governs = injured if value.governed_by == "injury" else given.today
    if governs is None:
        return Placed(needs=(Need(Wants.EVENT, "injury", "On which day did the injury happen?"),))
    version = value.version_at(governs)
    if version is None:
        ask = f"What was {value.title} on {governs.isoformat()}? (the pack has no figure)"
        return Placed(needs=(Need(Wants.LAW, value.rule, ask),))
    amount: Decimal = version.amount
    return Placed(
        amount,
        ", ".join((f"{value.title} on {governs.isoformat()}", version.cited, *version.marks)),
        f"law, {value.rule}",
    )


def _due(name: str, given: Given) -> Placed:
    limit = given.law.by_id.get(name)
    days = [each for each in given.entries if limit is not None and each.rule == limit.rule and each.due is not None]
    if not days:
        return Placed()
    last = max(days, key=lambda each: each.sort_key)
    return Placed(last.due, ", ".join(("the last day in time", last.cite, *last.marks)), f"law, {last.rule}")
