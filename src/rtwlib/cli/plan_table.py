"""A plan as a table on a terminal, by rich where it is installed (extra ``cli``)."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from rtwlib.cli.output import wants_colour
from rtwlib.plans.pages import goal_words, pay_words
from rtwlib.plans.pictures import shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rtwlib.plans.pay import PhasePay
    from rtwlib.plans.plan import Plan


def on_terminal() -> bool:
    """Return whether stdout is a terminal that wants colour, and rich is installed."""
    if not wants_colour() or not sys.stdout.isatty():
        return False
    try:
        import rich.table  # noqa: F401, PLC0415 - loaded when used
    except ImportError:
        return False
    return True


def print_plan(plan: Plan, pay: Iterable[PhasePay] = (), console: Any = None) -> None:  # noqa: ANN401 - rich is loaded when used
    """Write a plan as a table to a terminal: a row for each phase, with its week as a bar."""
    from rich.console import Console  # noqa: PLC0415 - loaded when used
    from rich.markup import escape  # noqa: PLC0415 - as above
    from rich.table import Table  # noqa: PLC0415 - as above

    paid = {each.phase: each for each in pay}
    table = Table(title=f"Return-to-work plan {plan.id}", caption=escape(f"goal: {goal_words(plan.goal)}"))
    for name in ("Days", "Hours a day", "Days a week", "Hours a week", "What"):
        table.add_column(name, justify="left" if name in {"Days", "What"} else "right")
    most = max((each.hours_per_week for each in plan.phases if each.hours_per_week is not None), default=None)
    for number, phase in enumerate(plan.phases):
        hours = phase.hours_per_week
        bar = "\u2588" * int(10 * hours / most) if hours is not None and most else ""
        said = [", ".join(phase.duties), f"avoid: {', '.join(phase.avoid)}" if phase.avoid else ""]
        said.append(pay_words(paid[number]) if number in paid else "")
        table.add_row(
            f"{phase.from_ or 'not stated'} to {phase.until or 'not stated'}",
            "not stated" if phase.hours_per_day is None else shown(phase.hours_per_day),
            "not stated" if phase.days_per_week is None else shown(phase.days_per_week),
            "not stated" if hours is None else f"{bar} {shown(hours)}",
            escape("\n".join(part for part in said if part)),
        )
    (console or Console()).print(table)
    reviews = ", ".join(day.isoformat() for day in plan.reviews) or "none"
    (console or Console()).print(f"reviews: {reviews}")
