"""`rtw programme liaison`: the bodies to deal with under a law, what for, and where that is written."""

from __future__ import annotations

from pathlib import Path

import click

from rtwlib.cli.laws import Laws
from rtwlib.cli.options import json_option, packs_option
from rtwlib.cli.output import write, write_json
from rtwlib.programme.liaison import bodies_of


@click.command("liaison", epilog="\b\nExamples:\n  rtw programme liaison us-ct-state")
@click.argument("law")
@json_option
@packs_option
def command(*, law: str, packs: tuple[Path, ...], as_json: bool) -> None:
    """List the bodies to deal with under a law. Addresses and people are yours to keep, among the contacts."""
    found = bodies_of(Laws(packs).law(law))
    if as_json:
        write_json([body.to_json() for body in found])
        return
    if not found:
        write(f"{law}: no body is named in what was read; keep yours among the contacts")
    for body in found:
        write(f"{body.name} ({body.role.replace('_', ' ')})")
        write("\n".join((*(f"  for {each}" for each in body.purposes), *(f"  {each}" for each in body.cite))))
