"""An invented case that has something in every field, each text and number of its own, by sort of data."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import attrs

from rtwlib import cases
from rtwlib.cases import Case, Event, Fact
from rtwlib.form_definitions import FormDefinition
from rtwlib.forms.wording import day_words
from rtwlib.frozen import FrozenDict
from rtwlib.privacy_words import privacy_words
from rtwlib.vocabulary import Vocabulary

_FIRST = date(1931, 1, 1)


class Planter:
    """Fills the fields of records with markers that stand nowhere else, and notes their sort of data."""

    def __init__(self) -> None:
        self.count = 0
        self.markers: dict[str, set[str]] = {}

    def text(self, category: str) -> str:
        self.count += 1
        marker = f"mk{self.count:04d}{category[:3]}x"
        self.markers.setdefault(category, set()).add(marker)
        return marker

    def number(self, category: str) -> Decimal:
        self.count += 1
        marker = f"{7300000 + self.count}"
        self.markers.setdefault(category, set()).update({marker, f"{int(marker):,}"})
        return Decimal(marker)

    def day(self, category: str) -> date:
        self.count += 1
        marker = _FIRST + timedelta(days=self.count)
        self.markers.setdefault(category, set()).update({marker.isoformat(), day_words(marker)})
        return marker

    def filled(self, record: type, /, *, own: str | None = None, **given: Any) -> Any:
        """Return a record with a marker in each field that is not given."""
        values = dict(given)
        for field in attrs.fields(record):
            name = field.name
            if name in values or name == "safe":
                continue
            category = field.metadata["category"]
            category = own if category == "event" and own is not None else category
            if category == "frame":
                continue
            type_ = str(field.type)
            if type_.startswith("str"):
                values[name] = self.text(category)
            elif type_.startswith("Decimal"):
                values[name] = self.number(category)
            elif type_.startswith("int"):
                values[name] = int(self.number(category))
            elif type_.startswith("date"):
                values[name] = self.day(category)
        return record(**values)


def answered(form: FormDefinition, planter: Planter, day: date) -> cases.FormRecord:
    """Return answers to a form, a marker in each field of text that only a person can fill."""
    asked = [each.id for each in form.fields if each.from_ is None and each.type in {"text", "long_text", "lines"}]
    return cases.FormRecord(form.rule, FrozenDict({name: planter.text("free_text") for name in asked}), day)


def whole_case(
    law: str, vocabulary: Vocabulary, planter: Planter, day: date, forms: Iterable[FormDefinition] = ()
) -> Case:
    """Return a case with something in every field; days that law counts from are ordinary ones."""
    words = privacy_words()
    week = timedelta(days=7)
    events = []
    for category in sorted({words.of_event(kind) for kind in vocabulary.events.values()}):
        kind = next(
            each.id
            for each in vocabulary.events.values()
            if each.origin == "recorded" and words.of_event(each) == category and each.id not in {"injury", "death"}
        )
        events.append(
            planter.filled(
                Event,
                own=category,
                kind=kind,
                on=day + week,
                at=None,
                dates=FrozenDict({"for": planter.day(category)}),
                data=FrozenDict({"told": planter.text("free_text")}),
            )
        )
    texts = [fact for fact in vocabulary.facts.values() if fact.type == "text"]
    facts = tuple(Fact(fact.id, (cases.DatedValue(planter.text(words.of_fact(fact))),)) for fact in texts[:3])
    make = planter.filled
    return Case(
        id=planter.text("system"),
        jurisdictions=(law,),
        worker=make(cases.Worker, hours_per_week=Decimal(40), days_per_week=Decimal(5)),
        employer=make(cases.Employer, kind="private", place="US-CT"),
        injury=make(cases.Injury, kind="accident", on=day, at=None),
        claim=make(cases.Claim, kind="lost_time", liability="undecided", made_on=day + week),
        facts=facts,
        events=tuple(events),
        certificates=(make(cases.Certificate, from_=day, until=day + 4 * week, capacity="none", review_on=day + week),),
        payments=(make(cases.Payment, kind="weekly", from_=day, until=day + week, paid_on=day + week, currency="USD"),),
        payroll=(make(cases.PayrollRow, from_=day - 9 * week, until=day - week, kind="ordinary", hours=Decimal(40)),),
        documents=(make(cases.Document, received_on=day + week),),
        forms=tuple(answered(form, planter, day + week) for form in forms),
    )
