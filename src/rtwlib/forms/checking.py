"""What is wrong with a form, or with how it stands in a case, as findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from rtwlib.answers import Truth
from rtwlib.findings import Finding, Severity, Where
from rtwlib.forms.filling import FilledForm
from rtwlib.forms.standing import FormStanding, Standing
from rtwlib.plan_codes import FORM_CODES

Refused = Callable[[str, str], str | None]


def findings_on(filled: FilledForm, refused: Refused | None = None) -> tuple[Finding, ...]:
    """Return what is wrong with a filled form.

    ``refused`` tells for an audience and a sort of data why privacy refuses it, or ``None`` where it is allowed.
    """
    found = []
    for each in filled.fields:
        asked = f" (ask: {each.field.of})" if each.field.of is not None else ""
        if each.is_missing:
            code = "RTW261" if each.needed is Truth.HOLDS else "RTW263"
            found.append(_finding(code, filled, each.field.id, f"{each.field.label}: {each.field.ask}{asked}"))
        elif each.why_not is not None:
            found.append(_finding("RTW262", filled, each.field.id, f"{each.field.label}: {each.why_not}"))
    unconfirmed = [each.field.label for each in filled.fields if not each.field.confirmed]
    if unconfirmed:
        listed = "; ".join(unconfirmed)
        message = f"{len(unconfirmed)} of {len(filled.fields)} fields are confirmed by no source: {listed}"
        found.append(_finding("RTW266", filled, None, message))
    return (*found, *_refusals(filled, refused))


def _refusals(filled: FilledForm, refused: Refused | None) -> Iterable[Finding]:
    if refused is None:
        return
    held: dict[str, list[str]] = {}
    for each in filled.fields:
        if each.value is not None:
            held.setdefault(each.field.data, []).append(each.field.label)
    for audience in filled.form.audiences:
        for category, labels in held.items():
            why = refused(audience, category)
            if why is not None:
                message = f"{audience} may not see {category.replace('_', ' ')} ({', '.join(labels)}): {why}"
                yield _finding("RTW267", filled, None, message)


def findings_on_standing(case: str, standing: FormStanding, filled: FilledForm | None) -> tuple[Finding, ...]:
    """Return what is wrong with how a form stands: overdue, due, not known, without attachments, without proof."""
    form, found = standing.form, []
    by = f"; to complete: {_completed_by(standing)}" if form.completed_by else ""
    if standing.standing is Standing.OVERDUE:
        found.append(_about("RTW264", case, standing, f"{form.name}: was due {standing.due} and is not sent{by}"))
    elif standing.standing is Standing.DUE:
        missing = len(filled.missing) if filled is not None else 0
        lacks = f"; {missing} field{'s' if missing != 1 else ''} to ask for" if missing else ""
        found.append(_about("RTW265", case, standing, f"{form.name}: due {standing.due}{by}{lacks}"))
    elif standing.standing is Standing.UNKNOWN:
        asks = "; ".join(need.ask for need in standing.needs)
        found.append(_about("RTW270", case, standing, f"{form.name}: {asks}"))
    if standing.standing in {Standing.OVERDUE, Standing.DUE}:
        found += [
            _about("RTW268", case, standing, f"{form.name}: goes with {each.replace('_', ' ')}")
            for each in standing.lacking
        ]
    found += [
        _about("RTW269", case, standing, f"{form.name}: {each.where} does not say to whom, how or with which proof")
        for each in standing.sent
        if None in {each.to, each.how, each.proof}
    ]
    return tuple(found)


def _completed_by(standing: FormStanding) -> str:
    return ", ".join(each.replace("_", " ") for each in standing.form.completed_by)


def _finding(code: str, filled: FilledForm, path: str | None, message: str) -> Finding:
    known = FORM_CODES[code]
    where = Where(filled.case, f"{filled.form.id}, {path}" if path else filled.form.id)
    return Finding(
        code, known.severity, where, message, cite=filled.form.cited, fix=known.fix, rule=filled.form.rule,
        title=filled.form.name,
    )  # fmt: skip


def _about(code: str, case: str, standing: FormStanding, message: str) -> Finding:
    known = FORM_CODES[code]
    sent: date | None = standing.sent[-1].on if standing.sent else None
    severity = known.severity
    if standing.confidence == "unconfirmed" and severity is Severity.ERROR:
        severity = Severity.WARNING
    return Finding(
        code, severity, Where(case, standing.form.id), message, due=standing.due, actual=sent,
        cite=standing.cite or standing.form.cited, fix=known.fix, rule=standing.rule or standing.form.rule,
        marks=standing.marks,
        title=standing.form.name,
    )  # fmt: skip
