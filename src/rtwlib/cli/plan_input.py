"""What the commands on plans read: the plan, the case it belongs to, the law; seen as an audience may see them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING

from rtwlib import disclosure, planning
from rtwlib.audit.running import WrongLaw
from rtwlib.cases import Case
from rtwlib.cli.errors import CommandError
from rtwlib.cli.inputs import read_files, shown
from rtwlib.cli.options import clock_day
from rtwlib.codec import InputProblems

if TYPE_CHECKING:
    from rtwlib.cli.laws import Laws
    from rtwlib.cli.viewing import Viewer
    from rtwlib.laws import Law
    from rtwlib.plans.plan import Plan

Pattern = tuple[Decimal, Decimal]


def one_case(file: str, packs: tuple[Path, ...], *, silent: bool = False) -> Case:
    """Return the one case of a file."""
    read, _ = read_files((file,), packs, silent=silent)
    if len(read) != 1 or not isinstance(read[0], Case):
        message = f"{shown(file)}: expected a file with one case (rtwlib.case/1)"
        raise CommandError(message)
    return read[0]


def one_plan(file: str, *, silent: bool = False) -> Plan:
    """Return the plan of a file. Raises `CommandError` with every problem, or how many where they must stay silent."""
    try:
        return planning.read_plan(Path(file))
    except InputProblems as error:
        if silent:
            message = f"the plan has {len(error.problems)} problems; without --as the message says which"
            raise CommandError(message) from None
        raise CommandError("\n".join(f"{shown(file)}: {problem}" for problem in error.problems)) from None


def law_of(case: Case, laws: Laws) -> Law:
    """Return the law that a case is read under, the first that it names."""
    try:
        return laws.of(case)[0]
    except WrongLaw as error:
        raise CommandError(str(error)) from None


def day_of(today: date | datetime | None, law: Law) -> date:
    """Return the civil day to read on."""
    moment = today if today is not None else clock_day(law.zone)
    return moment.date() if isinstance(moment, datetime) else moment


def seen(plan: Plan, case: Case, law: Law, viewer: Viewer) -> tuple[Plan, Case]:
    """Return plan and case as the audience of the command line may see them."""
    if viewer.audience is None or viewer.purpose is None:
        return plan, case
    view = viewer.view(case, viewer.audience, viewer.purpose)
    return disclosure.view_plan(plan, view, law), view.case


def pattern(text: str) -> Pattern:
    """Return hours a day and days a week from a text such as ``4x3``. Raises `CommandError`."""
    hours, _, days = text.lower().partition("x")
    try:
        return Decimal(hours), Decimal(days)
    except InvalidOperation:
        message = f"'{text}' is no pattern: write hours a day x days a week, like 4x3 or 7.5x5"
        raise CommandError(message) from None
