"""Official PDFs that the user supplies: recognise a blank, fill it through a field map, read every value back (pypdf).

No official form is part of the library. Blanks with XFA or encryption are refused; so is a text that the blank's fields
cannot show, are too short for, or do not offer.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping
from typing import Any

from attrs import frozen

from rtwlib.codec import InputProblem, InputProblems
from rtwlib.extras import optional
from rtwlib.forms.field_maps import FieldMap
from rtwlib.forms.filling import FilledForm
from rtwlib.vocabulary import nearest

_KINDS = {"/Tx": "text", "/Btn": "button", "/Ch": "choice", "/Sig": "signature"}
_WHAT = "filling an official PDF"
_OFF = "/Off"


class BlankError(ValueError):
    """A PDF that cannot be filled; the message says why and what to do."""


@frozen
class BlankField:
    """A field of a blank: its name, ``kind`` (text, button, choice, signature), what it offers, the longest text."""

    name: str
    kind: str
    offers: tuple[str, ...] = ()
    most: int | None = None


def blank_fields(blank: bytes) -> tuple[BlankField, ...]:
    """Return the fields of a blank. Raises `BlankError` for a PDF with XFA, encryption, or no fields."""
    reader = _reader(blank)
    found, lengths = reader.get_fields() or {}, _lengths(reader)
    fields = tuple(_field(name, each, lengths) for name, each in found.items() if each.get("/FT") in _KINDS)
    if not fields:
        message = "the PDF has no fields to fill: it is a picture or a printed form; print the prepared data instead"
        raise BlankError(message)
    return fields


def _lengths(reader: Any) -> dict[str, int]:  # noqa: ANN401 - pypdf is loaded when used
    """Return the longest texts by the full names of fields, which pypdf's own list leaves out."""
    found: dict[str, int] = {}
    for page in reader.pages:
        for each in page.get("/Annots") or ():
            names, most, part = [], None, each.get_object()
            while part is not None:
                names += [str(part["/T"])] if "/T" in part else []
                most = part.get("/MaxLen", most) if most is None else most
                part = part["/Parent"].get_object() if "/Parent" in part else None
            if most is not None:
                found[".".join(reversed(names))] = int(most)
    return found


def _field(name: str, each: Mapping[str, Any], lengths: Mapping[str, int]) -> BlankField:
    kind = _KINDS[str(each["/FT"])]
    states = tuple(str(state) for state in each.get("/_States_", ()))
    options = each.get("/Opt") or ()
    offers = states if kind == "button" else tuple(str(part[0] if isinstance(part, list) else part) for part in options)
    return BlankField(name, kind, offers if kind in {"button", "choice"} else (), lengths.get(name))


def _reader(blank: bytes) -> Any:  # noqa: ANN401 - pypdf is loaded when used
    pypdf = optional("pypdf", "pdf", _WHAT)
    try:
        reader = pypdf.PdfReader(io.BytesIO(blank))
        form = None if reader.is_encrypted else reader.trailer["/Root"].get_object().get("/AcroForm")
    except Exception as error:
        message = "the file cannot be read as a PDF"
        raise BlankError(message) from error
    if reader.is_encrypted:
        message = "the PDF is encrypted: save a copy without protection, where its terms allow that, and use the copy"
        raise BlankError(message)
    if form is not None and "/XFA" in form.get_object():
        message = "the PDF is an XFA form, which only its maker's program fills: print it to a plain PDF first"
        raise BlankError(message)
    return reader


def recognises(blank: bytes, known: FieldMap) -> str | None:
    """Return why a blank is not the one of a map: another hash, or fields that it lacks; ``None`` if it is."""
    if known.sha256 is not None:
        found = hashlib.sha256(blank).hexdigest()
        return None if found == known.sha256 else f"its sha-256 is {found}, and the map is for {known.sha256}"
    names = [each.name for each in blank_fields(blank)]
    lacking = [name for name in known.fields if name not in names]
    if not lacking:
        return None
    near = {name: nearest(name, names) for name in lacking}
    told = "; ".join(f"'{name}'" + (f" (nearest: {', '.join(near[name])})" if near[name] else "") for name in lacking)
    return f"it has no field {told}"


def fill_official(blank: bytes, known: FieldMap, filled: FilledForm, *, flatten: bool = False) -> bytes:
    """Return the blank with the values of a filled form, each read back and compared.

    With ``flatten`` the fields become print, which nobody can change. Raises `BlankError` for a blank that cannot be
    filled or is not the map's, and `InputProblems` with every value that the blank cannot take.
    """
    why_not = recognises(blank, known)
    if why_not is not None:
        message = f"this PDF is not the one of the map: {why_not}"
        raise BlankError(message)
    fields = {each.name: each for each in blank_fields(blank)}
    values = _values(known, filled, fields)
    pypdf = optional("pypdf", "pdf", _WHAT)
    writer = pypdf.PdfWriter(clone_from=_reader(blank))
    _write(writer, values, flatten=False)
    _read_back(_bytes(writer), values)
    if flatten:
        _write(writer, values, flatten=True)
        writer.remove_annotations(subtypes="/Widget")
    return _bytes(writer)


def _write(writer: Any, values: Mapping[str, str], *, flatten: bool) -> None:  # noqa: ANN401 - as above
    for page in writer.pages:
        if "/Annots" in page:
            writer.update_page_form_field_values(page, dict(values), auto_regenerate=False, flatten=flatten)


def _bytes(writer: Any) -> bytes:  # noqa: ANN401 - as above
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _values(known: FieldMap, filled: FilledForm, fields: Mapping[str, BlankField]) -> dict[str, str]:
    texts = {each.field.id: each.text for each in filled.fields if each.value is not None}
    problems: list[InputProblem] = []
    found = {}
    for name, mapped in known.fields.items():
        blank, text = fields.get(name), texts.get(mapped.field)
        if blank is None:
            problems.append(InputProblem(f"fields.{name}", "the PDF has no such field"))
        elif text is not None:
            given = _given(blank, text, mapped.is_)
            wrong = _wrong(blank, given)
            if wrong is not None:
                problems.append(InputProblem(f"fields.{name}", wrong))
            else:
                found[name] = given
    if problems:
        raise InputProblems(problems)
    return found


def _given(blank: BlankField, text: str, wanted: str | None) -> str:
    if blank.kind != "button":
        return text
    ticked = text == (wanted if wanted is not None else "yes")
    on = [each for each in blank.offers if each != _OFF]
    if wanted is None and f"/{text}" in on:
        return f"/{text}"
    return (on[0] if on else "/Yes") if ticked else _OFF


def _wrong(blank: BlankField, text: str) -> str | None:
    if blank.kind == "signature":
        return "is a signature: nobody signs through a map"
    if blank.kind == "choice" and blank.offers and text not in blank.offers:
        return f"does not offer the value; it offers {', '.join(blank.offers)}"
    if blank.most is not None and len(text) > blank.most:
        return f"{len(text)} characters, and it has room for {blank.most}"
    cannot = sorted({f"U+{ord(each):04X}" for each in text if not _in_western(each)})
    if cannot:
        return f"its font cannot show {', '.join(cannot)}"
    return None


def _in_western(character: str) -> bool:
    try:
        character.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


def _read_back(made: bytes, values: Mapping[str, str]) -> None:
    held = _reader(made).get_fields() or {}
    differing = [name for name, text in values.items() if str(held[name].value or "") != text]
    if differing:
        message = f"read back otherwise than written: {', '.join(differing)}; the PDF was not kept"
        raise BlankError(message)
