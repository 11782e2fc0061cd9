"""Hypothesis strategies for vendors' tests: cases of a law, cases near its version boundaries, days that matter.

Cases are drawn as ``rtwlib.case/1`` objects, so that what is tested is what a file can hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

import attrs
from hypothesis import strategies as st

from rtwlib.casefiles import case_from_dict
from rtwlib.cases import Case
from rtwlib.conditions import Anchor, DataTest, FactCount, FactTest
from rtwlib.laws import Law

_DAY = timedelta(days=1)
_FIELDS_OF_CASE = {"injury.kind": ("accident", "disease", "repetitive_trauma")}


def mentioned(law: Law) -> tuple[frozenset[str], frozenset[str], Mapping[str, frozenset[str]]]:
    """Return the event kinds and facts that a law reads, and the dates it reads off each kind."""
    kinds: set[str] = set()
    facts: set[str] = set()
    parts: dict[str, set[str]] = {}
    known = law.vocabulary.events

    def walk(node: Any) -> None:  # noqa: ANN401 - any value of a law
        if isinstance(node, Anchor):
            if node.sort in {"event", "date"}:
                kinds.add(node.name)
            if node.sort == "date":
                parts.setdefault(node.name, set()).add(node.part or "")
        elif isinstance(node, FactTest | FactCount):
            facts.add(node.fact)
        if isinstance(node, str):
            if node in known:
                kinds.add(node)
            elif node in law.vocabulary.intervals:
                kinds.update(law.vocabulary.intervals[node].begins)
                kinds.update(law.vocabulary.intervals[node].ends)
        elif isinstance(node, tuple | list):
            for each in node:
                walk(each)
        elif attrs.has(type(node)):
            for field in attrs.fields(type(node)):
                walk(getattr(node, field.name))

    walk(law.limits)
    walk(law.implies)
    recorded = {kind for kind in kinds if kind in known and known[kind].origin == "recorded"}
    return frozenset(recorded), frozenset(facts), {kind: frozenset(names) for kind, names in parts.items()}


def boundary_days(law: Law) -> tuple[date, ...]:
    """Return the day before, on and after every boundary of every version of every limit, in order."""
    edges: set[date] = set()
    for limit in law.limits:
        for terms in limit.versions:
            edges.update(day for day in (terms.from_, terms.until) if day is not None)
    first, last = _reach(law)
    near = {edge + offset for edge in edges for offset in (-_DAY, timedelta(0), _DAY)}
    return tuple(sorted(day for day in near if first <= day <= last))


def _reach(law: Law) -> tuple[date, date]:
    calendars = [time.calendar for time in law.time.values()]
    first = max(calendar.first for calendar in calendars)
    last = min(calendar.last for calendar in calendars)
    return max(first, date(law.covers_from.year - 5, 1, 1)), last


def days(law: Law) -> st.SearchStrategy[date]:
    """Return days on which a case may begin, near version boundaries half of the time; counts have years to run."""
    first, last = _reach(law)
    latest = date(last.year - 8, 1, 1)
    near = [day for day in boundary_days(law) if day <= latest] or [first]
    return st.one_of(st.sampled_from(near), st.dates(first, latest))


def _data_of(law: Law) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for implies in law.implies:
        for test in implies.when:
            if isinstance(test, DataTest):
                values = test.value if isinstance(test.value, tuple) else (test.value,)
                found.setdefault(test.data, []).extend(str(value) for value in values)
    return found


def fact_values(law: Law, name: str) -> st.SearchStrategy[Any]:
    """Return values of a fact, of its declared type."""
    known = law.vocabulary.facts[name]
    if known.type == "choice":
        return st.sampled_from(list(known.values))
    if known.type == "boolean":
        return st.booleans()
    if known.type == "integer":
        return st.integers(0, 500)
    if known.type in {"decimal", "money"}:
        return st.integers(0, 5000).map(lambda number: f"{number}.50")
    if known.type == "date":
        return days(law).map(date.isoformat)
    return st.just("US-CT") if known.type == "place" else st.sampled_from(["one", "two"])


@st.composite
def documents(draw: st.DrawFn, first: date) -> dict[str, Any]:
    """Draw payments, certificates of capacity and the worker's normal hours, any of them or none."""
    found: dict[str, Any] = {}
    span = st.tuples(st.integers(0, 200), st.integers(0, 120))

    def spanned() -> dict[str, str]:
        after, length = draw(span)
        begin = first + timedelta(days=after)
        return {"from": begin.isoformat(), "until": (begin + timedelta(days=length)).isoformat()}

    kinds = ["weekly", "provisional", "medical"]
    payments = [{"kind": draw(st.sampled_from(kinds)), **spanned()} for _ in range(draw(st.integers(0, 3)))]
    if payments:
        found["payments"] = payments
    certificates = []
    for _ in range(draw(st.integers(0, 3))):
        certificate = {"capacity": draw(st.sampled_from(["none", "some", "full"])), **spanned()}
        if draw(st.booleans()):
            certificate |= {
                "hours_per_day": str(draw(st.integers(0, 8))),
                "days_per_week": str(draw(st.integers(0, 5))),
            }
        certificates.append(certificate)
    if certificates:
        found["certificates"] = certificates
    if draw(st.booleans()):
        found["worker"] = {"hours_per_week": draw(st.sampled_from(["38", "37.5", "20"]))}
    return found


@st.composite
def case_objects(draw: st.DrawFn, law: Law, kinds: Iterable[str] | None = None) -> dict[str, Any]:
    """Draw a case object of a law: up to eight events of kinds that it reads, facts, and how far the record goes."""
    read, facts, parts = mentioned(law)
    choices = sorted(kinds if kinds is not None else read - {"injury"}) or ["death"]
    first = draw(days(law))
    data = _data_of(law)
    events: list[dict[str, Any]] = []
    for _ in range(draw(st.integers(0, 8))):
        kind = draw(st.sampled_from(choices))
        on = first + timedelta(days=draw(st.one_of(st.integers(0, 45), st.integers(0, 1200))))
        event: dict[str, Any] = {"kind": kind, "on": on.isoformat()}
        if draw(st.booleans()):
            event["ref"] = draw(st.sampled_from(["a", "b"]))
        ahead = draw(st.integers(0, 60))
        dates = {part: (on + timedelta(days=ahead)).isoformat() for part in sorted(parts.get(kind, ()))}
        if dates and draw(st.integers(0, 3)) > 0:
            event["dates"] = dates
        if data and draw(st.integers(0, 1)) > 0:
            pick = draw(st.integers(0, 9))
            event["data"] = {name: values[pick % len(values)] for name, values in sorted(data.items())}
        events.append(event)
    found: dict[str, Any] = {"format": "rtwlib.case/1", "id": "drawn", "jurisdictions": [law.id], "events": events}
    kind_of_injury = draw(st.sampled_from([None, *_FIELDS_OF_CASE["injury.kind"]]))
    injury = {"kind": kind_of_injury} if kind_of_injury else {}
    if draw(st.integers(0, 4)):
        injury["on"] = first.isoformat()
    if injury:
        found["injury"] = injury
    known = sorted(name for name in facts if name in law.vocabulary.facts and name not in _FIELDS_OF_CASE)
    chosen = draw(st.lists(st.sampled_from(known), unique=True, max_size=6)) if known else []
    found["facts"] = {name: draw(fact_values(law, name)) for name in chosen}
    if draw(st.integers(0, 2)) == 0:
        found |= draw(documents(first))
    if draw(st.integers(0, 2)) == 0:
        history: dict[str, Any] = {"unknown": draw(st.lists(st.sampled_from(choices), unique=True, max_size=3))}
        if draw(st.booleans()):
            history["through"] = (first + timedelta(days=draw(st.integers(0, 500)))).isoformat()
        found["history"] = history
    return found


def cases(law: Law) -> st.SearchStrategy[Case]:
    """Return cases of a law, as values."""
    vocabulary, known = law.vocabulary, [stamp.id for stamp in law.stamps]
    return case_objects(law).map(lambda found: case_from_dict(found, vocabulary=vocabulary, jurisdictions=known))


@st.composite
def cases_and_days(draw: st.DrawFn, law: Law) -> tuple[Case, date]:
    """Draw a case and a day on which to read it: from before its first event to three years after."""
    case = draw(cases(law))
    dated = [event.on for event in case.events if event.on is not None]
    if case.injury is not None and case.injury.on is not None:
        dated.append(case.injury.on)
    first = min(dated, default=draw(days(law)))
    return case, first + timedelta(days=draw(st.one_of(st.integers(-5, 60), st.integers(0, 1500))))
