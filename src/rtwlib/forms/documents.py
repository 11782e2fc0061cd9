"""A sheet as a PDF of our own layout, on A4 or Letter, by fpdf2 (extra ``pdf``)."""

from __future__ import annotations

from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from rtwlib.extras import optional
from rtwlib.forms.sheets import NOT_OFFICIAL, Row, Sheet

_WHAT = "writing a PDF"
PAPERS = ("a4", "letter")
_CORE = "Helvetica"
_OWN = "Given"
_FONTS = frozenset({b"\0\1\0\0", b"true", b"OTTO"})
_MARGIN = 16
_LABEL_SHARE = 0.38
_PLAIN = str.maketrans(
    {
        "\N{EN DASH}": "-",
        "\N{EM DASH}": "-",
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        "\N{LEFT SINGLE QUOTATION MARK}": "'",
        "\N{LEFT DOUBLE QUOTATION MARK}": '"',
        "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
        "\N{HORIZONTAL ELLIPSIS}": "...",
        "\N{NO-BREAK SPACE}": " ",
    }
)


class CharactersMissingError(ValueError):
    """The font cannot show some characters; ``characters`` are they."""

    def __init__(self, characters: str, where: str) -> None:
        """Keep the characters; the message tells their code points, since a terminal may not show them either."""
        self.characters = characters
        named = ", ".join(f"U+{ord(each):04X}" for each in characters[:10])
        super().__init__(
            f"{where}: the font cannot show {len(characters)} of its characters ({named}); give a font file that can"
        )


def sheet_pdf(sheet: Sheet, *, paper: str = "a4", font: Path | None = None) -> bytes:
    """Return a sheet as a PDF on ``paper`` (a4 or letter); ``font`` is a TrueType file, else Helvetica.

    Raises `CharactersMissingError` where the font cannot show a character, `MissingExtraError` without fpdf2, and
    `ValueError` for another paper or a file that is no font. The file tells the day of filling,
    not where it was made; the same sheet gives the same bytes.
    """
    if paper not in PAPERS:
        message = f"'{paper}' is no paper; expected one of {', '.join(PAPERS)}"
        raise ValueError(message)
    fpdf = optional("fpdf", "pdf", _WHAT)
    pdf = fpdf.FPDF(orientation="portrait", unit="mm", format=paper)
    pdf.set_creation_date(datetime.combine(sheet.made_on, time(), tzinfo=UTC))
    pdf.set_title(_shown(sheet.title))
    pdf.set_lang("en")
    pdf.set_margin(_MARGIN)
    pdf.set_auto_page_break(auto=True, margin=_MARGIN)
    name = _font(pdf, font)
    _check_characters(sheet, None if font is None else set(pdf.fonts[name.lower()].cmap))
    pdf.add_page()
    _heading(pdf, name, sheet)
    for title, rows in sheet.groups:
        _title(pdf, name, title)
        _table(pdf, name, rows)
    if sheet.signatures:
        _title(pdf, name, "To sign")
        _table(pdf, name, sheet.signatures, lines=3)
    if sheet.attachments:
        _title(pdf, name, "Goes with it")
        _text(pdf, name, ", ".join(each.replace("_", " ") for each in sheet.attachments), 10)
    pdf.ln(4)
    _text(pdf, name, sheet.footer, 8)
    return bytes(pdf.output())


def _font(pdf: Any, font: Path | None) -> str:  # noqa: ANN401 - fpdf2 is loaded when used
    if font is None:
        return _CORE
    try:
        if font.read_bytes()[:4] not in _FONTS:
            raise ValueError(font.name)  # noqa: TRY301 - one message for whatever is wrong with it
        pdf.add_font(_OWN, "", str(font))
        pdf.add_font(_OWN, "B", str(font))
    except Exception as error:
        message = f"'{font.name}' cannot be read as a TrueType font"
        raise ValueError(message) from error
    return _OWN


def _check_characters(sheet: Sheet, known: set[int] | None) -> None:
    rows = [row for _, rows in sheet.groups for row in rows]
    for row in (*rows, *sheet.signatures):
        for text in (row.label, row.text, row.note):
            lacking = "".join(sorted({each for each in _shown(text) if not _can_show(each, known)}))
            if lacking:
                raise CharactersMissingError(lacking, row.label)
    for _, text in (("title", sheet.title), *sheet.facts, ("footer", sheet.footer)):
        lacking = "".join(sorted({each for each in _shown(text) if not _can_show(each, known)}))
        if lacking:
            raise CharactersMissingError(lacking, "the heading")


def _can_show(character: str, known: set[int] | None) -> bool:
    if character == "\n":
        return True
    if known is None:
        return character.isprintable() and ord(character) < 0x100  # noqa: PLR2004 - Latin-1
    return ord(character) in known


def _shown(text: str) -> str:
    """Return text with typographic marks in their plain form."""
    return text.translate(_PLAIN)


def _text(pdf: Any, name: str, text: str, size: float, style: str = "") -> None:  # noqa: ANN401 - as above
    pdf.set_font(name, style, size)
    pdf.multi_cell(0, size * 0.45, _shown(text), new_x="LMARGIN", new_y="NEXT", align="L")


def _heading(pdf: Any, name: str, sheet: Sheet) -> None:  # noqa: ANN401 - as above
    _text(pdf, name, sheet.title, 15, "B")
    pdf.ln(1)
    _text(pdf, name, NOT_OFFICIAL, 10, "B")
    pdf.ln(1)
    for label, text in sheet.facts:
        _text(pdf, name, f"{label}: {text}", 8.5)


def _title(pdf: Any, name: str, title: str) -> None:  # noqa: ANN401 - as above
    if pdf.will_page_break(24):
        pdf.add_page()
    pdf.ln(3)
    _text(pdf, name, title, 11, "B")
    pdf.ln(0.5)


def _table(pdf: Any, name: str, rows: tuple[Row, ...], *, lines: int = 1) -> None:  # noqa: ANN401 - as above
    pdf.set_font(name, "", 9.5)
    widths = (round(pdf.epw * _LABEL_SHARE), round(pdf.epw * (1 - _LABEL_SHARE)))
    bold = optional("fpdf", "pdf", _WHAT).FontFace(emphasis="BOLD")
    with pdf.table(
        col_widths=widths, text_align="LEFT", first_row_as_headings=False, line_height=4.6, padding=1.2
    ) as table:
        for row in rows:
            line = table.row()
            line.cell(_shown(row.label), style=bold)
            note = f"({_shown(row.note)})" if row.note else ""
            text = _shown(row.text) + "\n" * (lines - 1 if not row.text else 0)
            line.cell("\n".join(part for part in (text, note) if part) or " ")
