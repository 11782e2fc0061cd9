"""A filled form laid out once, for paper and for screens: heading, groups of rows, signatures, notes."""

from __future__ import annotations

from datetime import date

from attrs import frozen

from rtwlib.answers import Truth
from rtwlib.forms.filling import FilledField, FilledForm, Origin
from rtwlib.forms.standing import FormStanding, Standing
from rtwlib.forms.wording import day_words
from rtwlib.standard_fields import standard_fields

NOT_OFFICIAL = "Prepared data, not the official form."
NOT_CONFIRMED = "no source that was read shows that the form asks this"


@frozen
class Row:
    """One line: label, text (empty to be filled by hand), a note under it, whether it is needed and missing."""

    label: str
    text: str
    note: str = ""
    missing: bool = False


@frozen
class Sheet:
    """A form ready to print: ``facts`` are lines on number, edition, routing and law; ``groups`` titles with rows."""

    title: str
    facts: tuple[tuple[str, str], ...]
    groups: tuple[tuple[str, tuple[Row, ...]], ...]
    signatures: tuple[Row, ...]
    attachments: tuple[str, ...]
    footer: str
    made_on: date


def sheet_of(filled: FilledForm, standing: FormStanding | None = None, *, provenance: bool = True) -> Sheet:
    """Return a filled form laid out; without ``provenance`` the notes on where values came from are left off."""
    form = filled.form
    titles = standard_fields().groups
    by_group: dict[str, list[Row]] = {}
    signatures = []
    for each in filled.fields:
        row = _row(each, provenance=provenance)
        if each.field.type == "signature":
            signatures.append(row)
        else:
            by_group.setdefault(each.field.group, []).append(row)
    groups = tuple((title, tuple(by_group[name])) for name, title in titles.items() if name in by_group)
    stamps = ", ".join(f"{each.id} {each.version}" for each in filled.laws)
    footer = f"{NOT_OFFICIAL} Made for case {filled.case} on {day_words(filled.today)} under {stamps}."
    return Sheet(
        form.title, tuple(_facts(filled, standing)), groups, tuple(signatures), form.attachments, footer, filled.today
    )


def _facts(filled: FilledForm, standing: FormStanding | None) -> list[tuple[str, str]]:
    form = filled.form
    found = [
        ("Official number", form.number or "none known"),
        ("Edition", form.edition or "not known: hold the current official form beside it"),
        ("Completed by", _roles(form.completed_by)),
        ("Sent to", form.routing or _roles(form.sent_to)),
        ("Legal basis", form.cited + _marks(form.confidence.value, form.marks)),
    ]
    if standing is not None and standing.due is not None:
        right = standing.standing in {Standing.MAY_BE_SENT, Standing.TIME_PASSED}
        name = "May be sent until" if right else "Due"
        marks = _marks(standing.confidence, standing.marks)
        found.append((name, f"{day_words(standing.due)}, {standing.cite}{marks}"))
    if form.says:
        found.append(("Note", form.says))
    if not all(each.field.confirmed for each in filled.fields):
        found.append(("Marked *", NOT_CONFIRMED))
    return found


def _marks(confidence: str | None, marks: tuple[str, ...]) -> str:
    """Return how the law is known and what lowers its weight, in brackets."""
    known = () if confidence in {None, "statute"} else (confidence,)
    said = ", ".join(dict.fromkeys((*known, *marks)))
    return f" ({said})" if said else ""


def _roles(names: tuple[str, ...]) -> str:
    return ", ".join(name.replace("_", " ") for name in names)


def _row(each: FilledField, *, provenance: bool) -> Row:
    notes = []
    if each.origin is Origin.DERIVED and provenance:
        notes.append(f"derived: {each.how}")
    elif each.origin in {Origin.CASE, Origin.ANSWERED, Origin.PLUGIN} and provenance:
        notes.append(f"from {each.where}" if each.origin is Origin.CASE else each.how)
    if each.why_not is not None:
        notes.append(f"does not fit the form: {each.why_not}")
    if each.is_missing:
        whom = f" (ask: {each.field.of.replace('_', ' ')})" if each.field.of else ""
        sure = "" if each.needed is Truth.HOLDS else "may be needed: "
        notes.append(f"{sure}{each.field.ask}{whom}")
    if each.field.says:
        notes.append(each.field.says)
    label = each.field.label if each.field.confirmed else f"{each.field.label} *"
    return Row(label, each.text, "; ".join(notes), each.is_missing)
