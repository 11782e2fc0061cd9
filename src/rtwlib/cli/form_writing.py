"""The files that `rtw form fill` writes: page, PDF, CSV, and an official blank filled through a map."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from attrs import frozen

from rtwlib import filing
from rtwlib.cli.errors import CommandError
from rtwlib.cli.options import Function
from rtwlib.codec import InputProblems
from rtwlib.forms import acroforms, field_maps
from rtwlib.forms.documents import PAPERS, sheet_pdf
from rtwlib.forms.files import form_to_csv
from rtwlib.forms.pages import sheet_page
from rtwlib.forms.sheets import sheet_of

if TYPE_CHECKING:
    from rtwlib.forms.filling import FilledForm
    from rtwlib.forms.standing import FormStanding
    from rtwlib.laws import Law


@frozen
class Outputs:
    """Where to write what; ``notes`` says whether page and PDF tell where each value came from."""

    html: Path | None = None
    pdf: Path | None = None
    csv: Path | None = None
    paper: str = "a4"
    font: Path | None = None
    notes: bool = True
    official: Path | None = None
    map: Path | None = None
    official_to: Path | None = None
    flatten: bool = False


_FILE: dict[str, Any] = {"type": click.Path(path_type=Path), "metavar": "FILE"}
_OPTIONS = (
    click.option("--html", help="Write a page.", **_FILE),
    click.option("--pdf", help="Write a PDF of our own layout (extra pdf).", **_FILE),
    click.option("--csv", help="Write a line for each field.", **_FILE),
    click.option("--paper", type=click.Choice(PAPERS), default="a4", help="The paper of the PDF."),
    click.option("--font", help="A TrueType font for the PDF, for letters that Helvetica lacks.", **_FILE),
    click.option("--notes/--no-notes", default=True, help="Say on page and PDF where each value came from."),
    click.option("--official", help="An official blank (PDF) of your own, to fill.", **_FILE),
    click.option("--map", help="The map of its fields (TOML).", **_FILE),
    click.option("--official-to", help="Where the filled blank is written.", **_FILE),
    click.option("--flatten", is_flag=True, help="Make print of the fields of the filled blank."),
)


def output_options(function: Function) -> Function:
    """Add the options on files, given to the command as ``outputs``."""

    @functools.wraps(function)
    def gathered(**given: Any) -> Any:  # noqa: ANN401 - whatever the command takes and gives
        names = Outputs.__attrs_attrs__
        outputs = Outputs(**{each.name: given.pop(each.name) for each in names})
        return function(outputs=outputs, **given)

    for option in reversed(_OPTIONS):
        gathered = option(gathered)
    return gathered  # type: ignore[return-value]  # wraps keeps the signature that click reads


def write_outputs(outputs: Outputs, filled: FilledForm, standing: FormStanding | None, law: Law) -> None:
    """Write what was asked for. Raises `CommandError` for a blank that cannot be filled, with every problem of it."""
    official = _official(outputs, filled)
    sheet = sheet_of(filled, standing, provenance=outputs.notes)
    made = None
    if outputs.pdf is not None:
        made = filing.rendered(filled, law) or sheet_pdf(sheet, paper=outputs.paper, font=outputs.font)
    if official is not None and outputs.official_to is not None:
        outputs.official_to.write_bytes(official)
    if outputs.pdf is not None and made is not None:
        outputs.pdf.write_bytes(made)
    if outputs.html is not None:
        outputs.html.write_text(sheet_page(sheet), encoding="utf-8")
    if outputs.csv is not None:
        outputs.csv.write_text(form_to_csv(filled), encoding="utf-8", newline="")


def _official(outputs: Outputs, filled: FilledForm) -> bytes | None:
    parts = (outputs.official, outputs.map, outputs.official_to)
    if parts == (None, None, None):
        return None
    if outputs.official is None or outputs.map is None or outputs.official_to is None:
        message = "--official, --map and --official-to belong together: the blank, the map of its fields, the result"
        raise CommandError(message)
    if outputs.official_to.exists() and outputs.official_to.samefile(outputs.official):
        message = "--official-to names the blank: name another file"
        raise CommandError(message)
    try:
        known = field_maps.read_field_map(outputs.map.read_text(encoding="utf-8"), filled.form)
        return acroforms.fill_official(outputs.official.read_bytes(), known, filled, flatten=outputs.flatten)
    except InputProblems as error:
        raise CommandError("\n".join(f"{outputs.map.name}: {problem}" for problem in error.problems)) from None
    except acroforms.BlankError as error:
        message = f"{outputs.official.name}: {error}"
        raise CommandError(message) from None
