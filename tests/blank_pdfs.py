"""Blank PDFs with fields, made here: no agency's form is used in tests."""

from __future__ import annotations

import io
from typing import Any

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    TextStringObject,
)


def blank(*, xfa: bool = False, encrypted: bool = False, fields: bool = True) -> bytes:
    """Return a blank with a name (30 characters), a day, a check box, and a choice of three."""
    writer = PdfWriter()
    page = writer.add_blank_page(width=400, height=300)
    if fields:
        rows = [
            _text("Name of claimant", 30),
            _text("Date of injury"),
            _text("Reasons"),
            _box(writer, "Objection"),
            _choice("Status", ("single", "married filing jointly", "head of household")),
        ]
        made = ArrayObject()
        for number, row in enumerate(rows):
            row[NameObject("/Rect")] = ArrayObject(
                [FloatObject(each) for each in (20, 250 - 40 * number, 380, 275 - 40 * number)]
            )
            row[NameObject("/P")] = page.indirect_reference
            made.append(writer._add_object(row))
        page[NameObject("/Annots")] = made
        font = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Font"),
                NameObject("/Subtype"): NameObject("/Type1"),
                NameObject("/BaseFont"): NameObject("/Helvetica"),
                NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
            }
        )
        form = DictionaryObject(
            {
                NameObject("/Fields"): ArrayObject(made),
                NameObject("/NeedAppearances"): BooleanObject(value=True),
                NameObject("/DA"): TextStringObject("/Helv 10 Tf 0 g"),
                NameObject("/DR"): DictionaryObject(
                    {NameObject("/Font"): DictionaryObject({NameObject("/Helv"): font})}
                ),
            }
        )
        if xfa:
            form[NameObject("/XFA")] = TextStringObject("<xdp/>")
        writer._root_object[NameObject("/AcroForm")] = form
    if encrypted:
        writer.encrypt("an invented word")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _field(kind: str, name: str, **more: Any) -> DictionaryObject:
    found = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Widget"),
            NameObject("/FT"): NameObject(kind),
            NameObject("/T"): TextStringObject(name),
            NameObject("/F"): NumberObject(4),
            NameObject("/DA"): TextStringObject("/Helv 10 Tf 0 g"),
        }
    )
    for key, value in more.items():
        found[NameObject(f"/{key}")] = value
    return found


def _text(name: str, most: int | None = None) -> DictionaryObject:
    return _field("/Tx", name, **({"MaxLen": NumberObject(most)} if most is not None else {}))


def _choice(name: str, options: tuple[str, ...]) -> DictionaryObject:
    return _field("/Ch", name, Opt=ArrayObject([TextStringObject(each) for each in options]), Ff=NumberObject(131072))


def _box(writer: PdfWriter, name: str) -> DictionaryObject:
    def look(content: bytes) -> Any:
        stream = DecodedStreamObject()
        stream.set_data(content)
        stream[NameObject("/Type")] = NameObject("/XObject")
        stream[NameObject("/Subtype")] = NameObject("/Form")
        stream[NameObject("/BBox")] = ArrayObject([FloatObject(each) for each in (0, 0, 20, 20)])
        return writer._add_object(stream)

    states = DictionaryObject({NameObject("/On"): look(b"0 0 20 20 re f"), NameObject("/Off"): look(b"")})
    return _field(
        "/Btn", name, V=NameObject("/Off"), AS=NameObject("/Off"), AP=DictionaryObject({NameObject("/N"): states})
    )
