"""What the commands on programmes read: the programme, its law; seen as an audience may see it."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from rtwlib.cli.errors import CommandError
from rtwlib.cli.inputs import open_input, shown
from rtwlib.cli.options import clock_day
from rtwlib.codec import InputProblems
from rtwlib.programme.files import read_programme
from rtwlib.programme.gate import view_programme

if TYPE_CHECKING:
    from rtwlib.cases import Case
    from rtwlib.cli.laws import Laws
    from rtwlib.cli.viewing import Viewer
    from rtwlib.laws import Law
    from rtwlib.programme.registers import Programme


def read_input(name: str) -> bytes:
    """Return the bytes of a file, or of stdin for ``-``."""
    with open_input(name) as stream:
        return stream.read()


def one_programme(name: str, *, silent: bool = False) -> Programme:
    """Return the programme of a file. Raises `CommandError` with every problem, or how many where it stays silent."""
    try:
        return read_programme(read_input(name))
    except InputProblems as error:
        if silent:
            message = f"the programme has {len(error.problems)} problems; without --as the message says which"
            raise CommandError(message) from None
        raise CommandError("\n".join(f"{shown(name)}: {problem}" for problem in error.problems)) from None


def laws_of(programme: Programme, laws: Laws) -> tuple[Law, ...]:
    """Return the laws of a programme: the one asked for, else those that it names, perhaps none."""
    if laws.asked is not None:
        return (laws.law(laws.asked),)
    return tuple(laws.law(name) for name in programme.jurisdictions)


def day_of(today: date | datetime | None, laws: tuple[Law, ...]) -> date:
    """Return the civil day to read on."""
    moment = today if today is not None else clock_day(laws[0].zone if laws else None)
    return moment.date() if isinstance(moment, datetime) else moment


def seen(
    programme: Programme, viewer: Viewer, laws: tuple[Law, ...], today: date, case: Case | None = None
) -> Programme:
    """Return a programme as the audience of the command line may see it; ``case`` is the one whose rows are left."""
    if viewer.audience is None or viewer.purpose is None:
        return programme
    if not laws:
        message = "the programme names no jurisdiction: give one with --law, since a view is made under a law"
        raise CommandError(message)
    try:
        return view_programme(
            programme,
            laws,
            audience=viewer.audience,
            purpose=viewer.purpose,
            today=today,
            case=case,
            key=viewer.key,
        )
    except ValueError as error:
        raise CommandError(str(error)) from None
