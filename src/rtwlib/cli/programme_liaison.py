"""`rtw programme liaison`: the bodies to deal with under a law, what for, and where that is written."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rtwlib.cli.law_words import value_marks
from rtwlib.cli.laws import Laws
from rtwlib.cli.options import Day, clock_day, json_option, packs_option
from rtwlib.cli.output import write, write_json
from rtwlib.readers.wording import kind_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rtwlib.liaison_bodies import LiaisonBody


@click.command("liaison", epilog="\b\nExamples:\n  rtw programme liaison us-ct-state")
@click.argument("law")
@click.option("--at", "day", type=Day(), metavar="DAY", help="The day, like 2024-09-30; else the clock's day.")
@json_option
@packs_option
def command(*, law: str, day: date | None, packs: tuple[Path, ...], as_json: bool) -> None:
    """List the bodies to deal with under a law. Addresses and people are yours to keep, among the contacts."""
    read = Laws(packs).law(law)
    on = day or clock_day(read.zone)
    found = [body for body in read.liaison if body.in_force(on)]
    if as_json:
        write_json([body_to_json(body) for body in found])
        return
    if not found:
        write(f"{law}: no body is named in what was read; keep yours among the contacts")
    for body in found:
        write("\n".join(_words(body)))


def body_to_json(body: LiaisonBody) -> dict[str, Any]:
    """Return a body as JSON values."""
    return {
        "pack": body.pack,
        "id": body.id,
        "name": body.title,
        "role": body.role,
        "for": list(body.purposes),
        "cite": [str(citation) for citation in body.cite],
        "confidence": body.confidence.value,
        "from": body.from_.isoformat() if body.from_ else None,
        "until": body.until.isoformat() if body.until else None,
        "date_confirmed": not body.from_first_known,
        "says": body.says,
    }


def _words(body: LiaisonBody) -> Iterator[str]:
    yield f"{body.title} ({kind_words(body.role)})"
    yield from (f"  for {each}" for each in body.purposes)
    if body.says is not None:
        yield f"  {body.says}"
    yield f"  {body.cited}, {value_marks(body)}"
