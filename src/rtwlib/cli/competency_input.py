"""What the commands on competencies read: frameworks, files of assessments, roles; and how a scale is chosen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from rtwlib.cli.errors import CommandError
from rtwlib.cli.options import Function
from rtwlib.codec import InputProblems
from rtwlib.competency.files import CompetencyFile, read_competency_file
from rtwlib.competency.frameworks import Framework, Scale, read_framework, shipped_frameworks
from rtwlib.vocabulary import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rtwlib.competency.assessments import Role


def frameworks_option(function: Function) -> Function:
    """Add ``--framework-file``."""
    return click.option(
        "--framework-file",
        "framework_files",
        multiple=True,
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="Read a framework of your own too (TOML); may be given several times.",
    )(function)


def frameworks(paths: Iterable[Path]) -> dict[str, Framework]:
    """Return the shipped frameworks and those in files. Raises `CommandError` with every problem of a file."""
    found = dict(shipped_frameworks())
    for path in paths:
        try:
            own = read_framework(path)
        except InputProblems as error:
            raise CommandError("\n".join(f"{path.name}: {problem}" for problem in error.problems)) from None
        found[own.id] = own
    return found


def framework_named(name: str, known: Mapping[str, Framework]) -> Framework:
    """Return a framework by its id. Raises `CommandError` with the nearest."""
    if name not in known:
        near = nearest(name, known) or tuple(known)
        message = f"there is no framework '{name}'; nearest: {', '.join(near)}"
        raise CommandError(message)
    return known[name]


def scale_named(framework: Framework, name: str | None) -> Scale:
    """Return a scale of a framework. Raises `CommandError` where it has none of that name."""
    scale = framework.scale(name)
    if scale is None:
        message = f"the framework {framework.id} has no scale" + (f" '{name}'" if name else "")
        raise CommandError(message)
    return scale


def competency_file(path: Path, known: Mapping[str, Framework]) -> CompetencyFile:
    """Return a file of assessments. Raises `CommandError` with every problem."""
    try:
        return read_competency_file(path, known)
    except InputProblems as error:
        raise CommandError("\n".join(f"{path.name}: {problem}" for problem in error.problems)) from None


def role_named(found: CompetencyFile, name: str) -> Role:
    """Return a role of a file. Raises `CommandError` with the roles that there are."""
    role = found.role(name)
    if role is None and not found.roles:
        message = (
            f"there is no role '{name}', for the file has none: add one under \"roles\", or ask for a whole framework"
        )
        raise CommandError(message)
    if role is None:
        message = f"there is no role '{name}'; the roles are {', '.join(each.id for each in found.roles)}"
        raise CommandError(message)
    return role
