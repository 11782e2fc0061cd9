"""The public functions for forms: find one, fill it, check it, see how it stands in a case, record what was sent.

Give the case of a view (`rtwlib.view`) where a form goes to somebody who may not see the whole case.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from attrs import evolve

from rtwlib import api, catalog, disclosure, hooks
from rtwlib.forms.checking import findings_on, findings_on_standing
from rtwlib.forms.filling import FilledForm, fill
from rtwlib.forms.given import Given
from rtwlib.forms.recording import answers_of, with_answers, with_sending
from rtwlib.forms.standing import FormStanding, Standing, standing_of
from rtwlib.plans.form_values import plan_values
from rtwlib.privacy.case_tests import case_test
from rtwlib.privacy_rules import Effect
from rtwlib.vocabulary import nearest

if TYPE_CHECKING:
    from rtwlib.answers import Need
    from rtwlib.cases import Case
    from rtwlib.findings import Finding
    from rtwlib.form_definitions import FormDefinition
    from rtwlib.laws import Law
    from rtwlib.plans.plan import Plan


class UnknownFormError(LookupError):
    """A law has no form of that name; the message names the nearest."""


def find_form(law: Law, name: str) -> FormDefinition:
    """Return a form of a law by its id (``form-43``), its full id, or its official number (``43``).

    Raises `UnknownFormError` with the nearest names.
    """
    wanted = name.strip().casefold()
    for form in law.forms:
        if wanted in {form.id.casefold(), form.rule.casefold()}:
            return form
    numbered = [form for form in law.forms if form.number is not None and form.number.casefold() == wanted]
    if numbered:
        return numbered[0]
    known = [form.id for form in law.forms]
    near = nearest(wanted, known) or tuple(known)
    message = f"{law.id} has no form '{name}'; nearest: {', '.join(near) or 'none: the pack defines no form'}"
    raise UnknownFormError(message)


def fill_form(
    form: FormDefinition,
    case: Case,
    law: Law,
    *,
    today: date,
    plan: Plan | None = None,
    answers: Mapping[str, Any] | None = None,
) -> FilledForm:
    """Return a form filled from a case on a day: each value with where it came from, and what is missing.

    ``answers`` maps ids of fields to values and comes before what the case holds. Nothing is made up.
    """
    given = _given(case, law, today, plan, {**answers_of(case, form), **(answers or {})})
    return fill(form, _supplied(form, given))


def check_form(filled: FilledForm, case: Case, law: Law) -> tuple[Finding, ...]:
    """Return what is wrong with a filled form: what is missing, does not fit, or goes further than privacy lets it."""

    @cache
    def decisions(audience: str) -> dict[str, str | None]:
        view = disclosure.view(case, law, audience=audience, purpose=filled.form.purpose or "claim", today=filled.today)
        return {each.category: None if each.effect is Effect.ALLOW else each.why for each in view.decisions}

    def refused(audience: str, category: str) -> str | None:
        return decisions(audience).get(category, "no such sort of data")

    return findings_on(filled, refused)


def form_standings(
    case: Case, law: Law, *, today: date, include_not_due: bool = False, forms: Iterable[FormDefinition] | None = None
) -> tuple[FormStanding, ...]:
    """Return how the forms of a law stand in a case: sent, due and by when, overdue, usable, or not known.

    Forms that are not due are left out unless asked for; overdue ones come first, then by the day.
    """
    given = _given(case, law, today, None, {})
    chosen = law.forms if forms is None else forms
    found = [standing_of(form, given) for form in chosen if form.in_force(today)]
    shown = [each for each in found if include_not_due or each.standing not in {Standing.NOT_DUE, Standing.TIME_PASSED}]
    return tuple(sorted(shown, key=_order))


_ORDER = (
    Standing.OVERDUE, Standing.DUE, Standing.UNKNOWN, Standing.MAY_BE_SENT, Standing.SENT_LATE, Standing.SENT,
    Standing.USABLE, Standing.TIME_PASSED, Standing.NOT_DUE,
)  # fmt: skip


def _order(each: FormStanding) -> tuple[int, date, str]:
    return _ORDER.index(each.standing), each.due or date.max, each.form.id


def check_forms(case: Case, law: Law, *, today: date, plan: Plan | None = None) -> tuple[Finding, ...]:
    """Return which forms of a case are overdue, due, not known to be due, sent without proof, or lack attachments."""
    found: list[Finding] = []
    for each in form_standings(case, law, today=today):
        wanted = each.standing in {Standing.DUE, Standing.OVERDUE}
        filled = fill_form(each.form, case, law, today=today, plan=plan) if wanted else None
        found += findings_on_standing(case.id, each, filled)
    return tuple(found)


def rendered(filled: FilledForm, law: Law) -> bytes | None:
    """Return a filled form as a plugin of the law renders it, or ``None`` where none does."""
    own = hooks.of_packs(catalog.open_catalog().manager, [stamp.id for stamp in law.stamps])
    return hooks.render_form(own, filled.form, {each.field.id: each.value for each in filled.fields}, law)


def _given(case: Case, law: Law, today: date, plan: Plan | None, answers: Mapping[str, Any]) -> Given:
    @cache
    def weekly() -> tuple[Decimal | None, tuple[Need, ...]]:
        found = api.weekly_benefit(case, law, today=today)
        return found.amount, found.needs

    used = plan if plan is not None else case.plans[-1] if case.plans else None
    return Given(
        case,
        law,
        today,
        case_test(case, law, today),
        api.timeline(case, law, today=today).entries,
        weekly,
        plan_values(used) if used is not None else {},
        answers,
    )


def _supplied(form: FormDefinition, given: Given) -> Given:
    """Return what is given with what the plugins of the law supply for a form."""
    own = hooks.of_packs(catalog.open_catalog().manager, [stamp.id for stamp in given.law.stamps])
    supplied = hooks.form_values(own, form, given.case, given.law)
    return evolve(given, supplied=supplied) if supplied else given


__all__ = [
    "UnknownFormError", "check_form", "check_forms", "fill_form", "find_form", "form_standings", "rendered",
    "with_answers", "with_sending",
]  # fmt: skip
