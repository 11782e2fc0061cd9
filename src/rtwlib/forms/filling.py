"""Filling a form from a case: each value with where it came from, and what is missing with the question to ask."""

from __future__ import annotations

import enum
from datetime import date
from typing import Any

from attrs import frozen

from rtwlib.answers import Need, Truth, Wants
from rtwlib.form_definitions import FormDefinition, FormField
from rtwlib.forms.finding_values import value_at
from rtwlib.forms.given import Given
from rtwlib.forms.wording import as_text, problem_with
from rtwlib.laws import PackStamp


class Origin(enum.StrEnum):
    """Where a value came from."""

    CASE = "case"
    DERIVED = "derived"
    ANSWERED = "answered"
    PLUGIN = "plugin"
    BY_HAND = "by_hand"
    NOWHERE = "nowhere"


@frozen
class FilledField:
    """One field as filled: ``value`` or ``None``, its ``text`` on the form, ``how`` it came about and ``where``.

    ``needed`` says whether the form must have it: yes, no, or not known; ``why_not`` is what is wrong with the value.
    """

    field: FormField
    value: Any
    text: str
    origin: Origin
    needed: Truth
    how: str = ""
    where: str = ""
    why_not: str | None = None
    needs: tuple[Need, ...] = ()

    @property
    def is_missing(self) -> bool:
        """Return whether the form must or may have to have this field, and nothing stands there."""
        return self.value is None and self.field.type != "signature" and self.needed is not Truth.FAILS


@frozen
class FilledForm:
    """A form filled from a case on a day: its fields in order, and the law that it was filled under."""

    form: FormDefinition
    case: str
    today: date
    laws: tuple[PackStamp, ...]
    fields: tuple[FilledField, ...]

    @property
    def missing(self) -> tuple[FilledField, ...]:
        """Return the fields that must be filled, or may have to be, and are not."""
        return tuple(each for each in self.fields if each.is_missing)

    @property
    def is_complete(self) -> bool:
        """Return whether nothing that the form must have is missing or wrong; signatures are given by hand."""
        return not self.missing and all(each.why_not is None for each in self.fields)

    def value(self, name: str) -> Any:  # noqa: ANN401 - a field of any type
        """Return the value of a field by its id, or ``None``."""
        return next((each.value for each in self.fields if each.field.id == name), None)


def fill(form: FormDefinition, given: Given) -> FilledForm:
    """Return a form filled from what is given. Nothing that the case does not tell is made up.

    What a person answered comes before what a plugin supplies, and that before the case. A field whose condition of
    showing fails is left out.
    """
    fields = []
    for each in form.fields:
        shown = given.test(each.applies_when).truth if each.applies_when else Truth.HOLDS
        if shown is not Truth.FAILS:
            fields.append(_filled(each, given, _needed(each, given, shown)))
    return FilledForm(form, given.case.id, given.today, given.law.stamps, tuple(fields))


def _needed(each: FormField, given: Given, shown: Truth) -> Truth:
    if each.required:
        return shown
    if each.required_when:
        return given.test(each.required_when).truth
    return Truth.FAILS


def _filled(each: FormField, given: Given, needed: Truth) -> FilledField:
    if each.type == "signature":
        return FilledField(each, None, "", Origin.BY_HAND, needed)
    value, origin, how, where, needs = _found(each, given)
    if value is None:
        ask = Need(Wants.FACT, each.id, each.ask)
        return FilledField(each, None, "", Origin.NOWHERE, needed, needs=(*needs, ask))
    wrong = problem_with(each, value)
    return FilledField(each, value, as_text(each, value), origin, needed, how, where, wrong)


def _found(each: FormField, given: Given) -> tuple[Any, Origin, str, str, tuple[Need, ...]]:
    if given.answers.get(each.id) is not None:
        return given.answers[each.id], Origin.ANSWERED, "answered for this form", "form", ()
    if given.supplied.get(each.id) is not None:
        return given.supplied[each.id], Origin.PLUGIN, "supplied by the pack's plugin", "plugin", ()
    if each.from_ is None:
        return None, Origin.NOWHERE, "", "", ()
    found = value_at(each.from_, given)
    if found.value is None:
        return None, Origin.NOWHERE, "", "", found.needs
    stated = each.from_.partition(":")[0] not in {"derived", "value", "due"}
    return found.value, Origin.CASE if stated else Origin.DERIVED, found.how, found.where, ()
