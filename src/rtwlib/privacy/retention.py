"""Retention: which sorts of data of a case a law keeps, until when, and what may be erased."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import attrs
from attrs import frozen

from rtwlib.answers import Need, Wants
from rtwlib.cases import Case, Event, Fact
from rtwlib.entries import Entry, State
from rtwlib.laws import Law
from rtwlib.privacy_words import privacy_words
from rtwlib.vocabulary import Vocabulary

HOLD, LIFTED = "legal_hold_placed", "legal_hold_lifted"
_KEPT_ALWAYS = frozenset({"system", "frame", "event"})


@frozen
class Kept:
    """One law that keeps a sort of data: the limit read on the case, and the documents that it names."""

    entry: Entry
    documents: tuple[str, ...] = ()


@frozen
class Retained:
    """What holds for one sort of data in a case.

    ``until`` is the last day on which a law keeps it, where that is known. ``erasable`` is true if every law that keeps
    it has run out and no hold stands, false if one still runs, ``None`` where it cannot be known; then ``needs`` lists
    what is missing.
    """

    category: str
    kept_by: tuple[Kept, ...]
    until: date | None
    held_since: date | None
    erasable: bool | None
    needs: tuple[Need, ...] = ()


def retained(case: Case, law: Law, entries: Iterable[Entry], today: date) -> tuple[Retained, ...]:
    """Return what holds for each sort of data that a case has; ``entries`` are its limits read on ``today``.

    Where the pack names no limit for a sort of data nothing is said to be erasable: no period known is not no period.
    """
    read = list(entries)
    held = _held_since(case, today)
    return tuple(
        _retained(category, law, read, held) for category in privacy_words().categories if category in _held(case, law)
    )


def _retained(category: str, law: Law, entries: list[Entry], held: date | None) -> Retained:
    rules = [rule for rule in law.retention if category in rule.data]
    kept = [Kept(entry, rule.documents) for rule in rules for entry in entries if entry.rule == rule.limit]
    needs = {need for each in kept for need in each.entry.needs}
    silent = [rule.limit for rule in rules if not any(each.entry.rule == rule.limit for each in kept)]
    needs |= {Need(Wants.LAW, limit, f"Has the period of {limit} begun? No entry says so.") for limit in silent}
    if not rules:
        ask = f"How long must data of the sort '{category}' be kept? The pack {law.id} names no period."
        needs.add(Need(Wants.LAW, f"{law.id} retention of {category}", ask))
    runs = any(each.entry.state is State.RUNNING for each in kept)
    erasable = False if held is not None or runs else None if needs else True
    ends = [each.entry.due for each in kept]
    known = bool(kept) and not needs and all(end is not None for end in ends)
    until = max((end for end in ends if end is not None), default=None) if known else None
    return Retained(category, tuple(kept), until, held, erasable, tuple(sorted(needs)))


def _held_since(case: Case, today: date) -> date | None:
    """Return the day of the first hold that stands, each with the lifting of its own reference."""
    standing = []
    for event in case.events:
        day = _day(event)
        if event.kind == HOLD and day is not None and day <= today:
            lifted = [_day(other) for other in case.events if other.kind == LIFTED and other.ref in {event.ref, None}]
            if not any(each is not None and day <= each <= today for each in lifted):
                standing.append(day)
    return min(standing, default=None)


def _day(event: Event) -> date | None:
    return event.at.date() if event.at is not None else event.on


def _held(case: Case, law: Law) -> frozenset[str]:
    """Return the sorts of data that a case has anything of."""
    return frozenset(_sorts(case, law.vocabulary)) - _KEPT_ALWAYS


def _sorts(record: attrs.AttrsInstance, vocabulary: Vocabulary) -> Iterable[str]:
    words = privacy_words()
    if isinstance(record, Event) and record.kind in vocabulary.events:
        yield words.of_event(vocabulary.events[record.kind])
    if isinstance(record, Fact):
        if record.id in vocabulary.facts:
            yield words.of_fact(vocabulary.facts[record.id])
        return
    for field in attrs.fields(type(record)):
        value = getattr(record, field.name)
        if value is None or value in ((), {}):
            continue
        if attrs.has(type(value)):
            yield from _sorts(value, vocabulary)
        elif isinstance(value, tuple) and attrs.has(type(value[0])):
            for each in value:
                yield from _sorts(each, vocabulary)
        else:
            yield field.metadata.get("category", "medical")
