"""Places in a case that a form's field may name: how they are written, which sort of data stands there.

A place is ``record.field`` (worker, employer, injury, claim, case, certificate: the newest one), ``fact:ID``,
``event:KIND`` (the day of the last one), ``value:ID`` (an amount of the law), ``due:LIMIT`` (the last day in time),
``plan:NAME`` or ``derived:NAME``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs
from attrs import evolve

from rtwlib.cases import Case, Certificate, Claim, DatedValue, Employer, Event, Fact, Injury, Worker
from rtwlib.forms.derived import DERIVED
from rtwlib.privacy_words import privacy_words
from rtwlib.vocabulary import Vocabulary, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

RECORDS: Mapping[str, Any] = {
    "case": Case,
    "worker": Worker,
    "employer": Employer,
    "injury": Injury,
    "claim": Claim,
    "certificate": Certificate,
}
PLAN_NAMES = {
    "goal": "plan",
    "phases": "plan",
    "duties": "plan",
    "avoid": "capacity",
    "supervisor": "plan",
    "treatment": "medical",
    "supports": "plan",
    "responsibilities": "plan",
    "reviews": "plan",
    "diagnosis": "medical",
}
_KINDS = ("fact", "event", "value", "due", "plan", "derived")


def place_problem(place: str, vocabulary: Vocabulary, rules: Iterable[str], values: Iterable[str]) -> str | None:
    """Return what is wrong with a place, with the nearest valid names, or ``None``."""
    kind, colon, name = place.partition(":")
    if colon:
        known: Mapping[str, Iterable[str]] = {
            "fact": vocabulary.facts,
            "event": vocabulary.events,
            "value": values,
            "due": rules,
            "plan": PLAN_NAMES,
            "derived": DERIVED,
        }
        if kind not in known:
            return f"'{kind}:' is no kind of place; expected one of {', '.join(f'{each}:' for each in _KINDS)}"
        return None if name in known[kind] else _unknown(f"{kind}:", name, known[kind])
    record, _, field = place.partition(".")
    if record not in RECORDS:
        return _unknown("", record, RECORDS, "record of a case")
    names = [each.name.removesuffix("_") for each in attrs.fields(RECORDS[record])]
    return None if field in names else _unknown(f"{record}.", field, names)


def _unknown(before: str, name: str, known: Iterable[str], what: str = "place") -> str:
    near = nearest(name, known)
    hint = f"nearest: {', '.join(before + each for each in near)}" if near else "see the reference of the pack format"
    return f"'{before}{name}' is no {what}; {hint}"


def sort_of_data(place: str, vocabulary: Vocabulary) -> str:
    """Return the sort of data that stands at a place; ``medical``, the strictest, for one that is not known."""
    kind, colon, name = place.partition(":")
    words = privacy_words()
    if not colon:
        record, _, field = place.partition(".")
        fields = attrs.fields_dict(RECORDS[record]) if record in RECORDS else {}
        found = fields.get(field) or fields.get(f"{field}_")
        return str(found.metadata.get("category", "medical")) if found is not None else "medical"
    if kind == "fact" and name in vocabulary.facts:
        return words.of_fact(vocabulary.facts[name])
    if kind == "event" and name in vocabulary.events:
        return words.of_event(vocabulary.events[name])
    if kind in {"value", "due"}:
        return "claim"
    if kind == "plan":
        return PLAN_NAMES.get(name, "medical")
    return DERIVED[name].data if kind == "derived" and name in DERIVED else "medical"


def newest_certificate(case: Case) -> tuple[int, Certificate] | None:
    """Return the certificate of capacity that begins last, with its number in the case, from 0."""
    dated = [(each.from_, number) for number, each in enumerate(case.certificates) if each.from_ is not None]
    if not dated:
        return (len(case.certificates) - 1, case.certificates[-1]) if case.certificates else None
    number = max(dated)[1]
    return number, case.certificates[number]


def is_writable(place: str | None) -> bool:
    """Return whether an answer can be written to a place of a case."""
    if place is None:
        return False
    kind, colon, _ = place.partition(":")
    if colon:
        return kind in {"fact", "event"}
    return place.partition(".")[0] in {"worker", "employer", "injury", "claim"}


def with_value(case: Case, place: str, value: Any) -> Case:  # noqa: ANN401 - a field of any type
    """Return the case with a value written to a place. Raises `ValueError` for a place that cannot be written."""
    if not is_writable(place):
        message = f"'{place}' cannot be written: answers there are kept with the form"
        raise ValueError(message)
    kind, colon, name = place.partition(":")
    if kind == "fact" and colon:
        others = tuple(each for each in case.facts if each.id != name)
        return evolve(case, facts=tuple(sorted((*others, Fact(name, (DatedValue(value),))), key=lambda each: each.id)))
    if kind == "event" and colon:
        return evolve(case, events=(*case.events, Event(name, on=value)))
    record, _, field = place.partition(".")
    changed = evolve(getattr(case, record) or RECORDS[record](), **{field: value})
    return evolve(case, **{record: changed})
