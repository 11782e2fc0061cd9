"""The packs that a command names: by id, or by the folder in which they stand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rtwlib import api
from rtwlib.catalog import open_catalog
from rtwlib.cli.errors import CommandError
from rtwlib.packs import check_folder, read_worked_cases

if TYPE_CHECKING:
    from rtwlib.laws import Law
    from rtwlib.packs import WorkedCase


def pack_law(name: str, packs: tuple[Path, ...]) -> Law:
    """Return the law of an id or a folder. Raises `CommandError` for a folder that does not pass the check."""
    if not Path(name).is_dir():
        return api.law(name, packs=packs)
    law, problems = check_folder(Path(name), lambda other: api.law(other, packs=packs))
    if problems or law is None:
        message = f"{name}: the pack has {len(problems)} problems: rtw pack check {name} names them"
        raise CommandError(message)
    return law


def pack_cases(name: str, packs: tuple[Path, ...]) -> tuple[WorkedCase, ...]:
    """Return the worked cases of an id or a folder."""
    folder = Path(name) if Path(name).is_dir() else open_catalog(packs).folder(name)
    return tuple(read_worked_cases(folder, []))
