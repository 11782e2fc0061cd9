"""The conformance checks of forms: each takes a law (and a case) and raises `CheckFailedError` with why."""

from __future__ import annotations

from datetime import date

from rtwlib import filing
from rtwlib.answers import Truth
from rtwlib.cases import Case
from rtwlib.forms.filling import Origin
from rtwlib.forms.standing import Standing
from rtwlib.laws import Law
from rtwlib.sources import Confidence
from rtwlib.testing.checks import fail


def check_forms(law: Law) -> int:
    """Every form cites a source, and each field is filled from a place, asked, or signed. Returns how many fields."""
    checked = 0
    for form in law.forms:
        if not form.cite and form.confidence is not Confidence.UNCONFIRMED:
            fail(f"{form.rule}: cites nothing")
        for field in form.fields:
            checked += 1
            if field.from_ is None and field.type != "signature" and not field.ask:
                fail(f"{form.rule}, {field.id}: neither a place in the case nor a question")
            if field.from_ is None and field.of is None:
                fail(f"{form.rule}, {field.id}: asked of nobody: name the role under `of`")
    return checked


def check_filling(law: Law, case: Case, today: date) -> int:
    """Any case fills every form: a needed field is there or told to be missing, and nothing has no origin."""
    for form in law.forms:
        filled = filing.fill_form(form, case, law, today=today)
        if filled != filing.fill_form(form, case, law, today=today):
            fail(f"{form.rule}: the same case gave two fillings")
        for each in filled.fields:
            if (each.value is not None) == (each.origin in {Origin.NOWHERE, Origin.BY_HAND}):
                fail(f"{form.rule}, {each.field.id}: origin {each.origin.value} with value {each.value is not None}")
            if each.needed is Truth.HOLDS and each.value is None and not each.needs and each.field.type != "signature":
                fail(f"{form.rule}, {each.field.id}: needed and empty, and nothing to ask")
    return len(law.forms)


def check_standings(law: Law, case: Case, today: date) -> int:
    """Each form stands in one way: with a day where it is due or overdue, with needs where that is unknown."""
    found = filing.form_standings(case, law, today=today, include_not_due=True)
    for each in found:
        if each.standing is Standing.OVERDUE and each.due is None:
            fail(f"{each.form.rule}: overdue without a day")
        if (each.standing is Standing.UNKNOWN) != bool(each.needs):
            fail(f"{each.form.rule}: {each.standing.value} with {len(each.needs)} needs")
    return len(found)
