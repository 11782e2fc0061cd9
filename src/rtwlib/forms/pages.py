"""A sheet as text for the terminal and as one HTML page without scripts, to read or to print on Letter or A4."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from html import escape
from importlib.resources import files

from rtwlib.forms.sheets import NOT_OFFICIAL, Row, Sheet
from rtwlib.html_text import html_page

_BLANK = "________"


@cache
def _style() -> str:
    return files(__package__).joinpath("form_page.css").read_text("utf-8")


def sheet_text(sheet: Sheet) -> str:
    """Return a sheet as lines of text."""
    lines = [sheet.title, NOT_OFFICIAL, ""]
    lines += [f"  {name}: {value}" for name, value in sheet.facts]
    for title, rows in sheet.groups:
        lines += ["", title]
        for row in rows:
            lines += _text_row(row)
    if sheet.signatures:
        lines += ["", "To sign"]
        lines += [f"  {row.label}: {_BLANK}" + (f"  [{row.note}]" if row.note else "") for row in sheet.signatures]
    if sheet.attachments:
        lines += ["", "Goes with it: " + ", ".join(each.replace("_", " ") for each in sheet.attachments)]
    return "\n".join([*lines, "", sheet.footer])


def _text_row(row: Row) -> list[str]:
    first, *more = (row.text or _BLANK).split("\n")
    found = [f"  {row.label}: {first}", *(f"      {line}" for line in more)]
    return [*found, f"      [{row.note}]"] if row.note else found


def sheet_page(sheet: Sheet) -> str:
    """Return a sheet as an HTML page."""
    body = [
        f'<h1>{escape(sheet.title)}</h1><p class="official">{NOT_OFFICIAL}</p>',
        '<dl class="facts">',
        *(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in sheet.facts),
        "</dl>",
        *_groups(sheet),
    ]
    return html_page(sheet.title, _style(), body, escape(sheet.footer))


def _groups(sheet: Sheet) -> Iterator[str]:
    for title, rows in sheet.groups:
        yield f"<h2>{escape(title)}</h2><table><tbody>"
        yield from map(_html_row, rows)
        yield "</tbody></table>"
    if sheet.signatures:
        yield '<h2>To sign</h2><table class="signatures"><tbody>'
        yield from map(_html_row, sheet.signatures)
        yield "</tbody></table>"
    if sheet.attachments:
        items = "".join(f"<li>{escape(each.replace('_', ' '))}</li>" for each in sheet.attachments)
        yield f"<h2>Goes with it</h2><ul>{items}</ul>"


def _html_row(row: Row) -> str:
    note = f'<span class="note">{escape(row.note)}</span>' if row.note else ""
    kind = ' class="missing"' if row.missing else ""
    return f'<tr{kind}><th scope="row">{escape(row.label)}</th><td>{escape(row.text)}{note}</td></tr>'
