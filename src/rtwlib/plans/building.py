"""Building a graduated plan: phases from a start to the former pattern of work, within what is certified.

Nothing here is law. Each default is named in the result, and what could not be done says why.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal

from attrs import evolve, frozen

from rtwlib.cases import Case, Certificate
from rtwlib.plans.certified import Certified, certified_on, certified_through
from rtwlib.plans.plan import Goal, Phase, Plan

PROGRESSIONS = ("by_hours", "by_days", "mixed", "table")
Pattern = tuple[Decimal, Decimal]
_WEEK = timedelta(days=7)
_DAY = timedelta(days=1)


@frozen
class Default:
    """A choice that nobody made and the builder did: its name, its value, and what it is."""

    name: str
    value: str
    says: str


@frozen
class Wishes:
    """What a plan is wished to be. ``first`` and ``normal`` are hours a day and days a week; ``None`` is chosen.

    ``table`` gives the pattern of each week in turn, for the progression of that name.
    """

    starts: date
    first: Pattern | None = None
    normal: Pattern | None = None
    progression: str = "mixed"
    step_hours: Decimal | None = None
    step_days: Decimal | None = None
    weeks_per_step: int | None = None
    most_weeks: int | None = None
    table: tuple[Pattern, ...] = ()
    goal: Goal | None = None
    duties: tuple[str, ...] = ()


@frozen
class Proposal:
    """A plan that was built: whether it reaches the former pattern of work, the defaults used, and why it is as it is.

    ``plan`` is ``None`` where not even one phase can be built; then ``nearest`` is the first day on which one can, if
    there is one.
    """

    plan: Plan | None
    reached: bool
    defaults: tuple[Default, ...] = ()
    why: tuple[str, ...] = ()
    nearest: date | None = None


def graduate(case: Case, wishes: Wishes, *, plan_id: str) -> Proposal:
    """Return the plan that comes nearest to some wishes within the certificates of a case.

    Week by week the pattern goes on from the first one by the progression until the former pattern is reached, capped
    by what is certified on every day of the week. It ends where no certificate covers a day, where hours are not
    stated, or after the most weeks. Raises `ValueError` for an unknown progression, a table without weeks, or
    impossible hours.
    """
    _check(wishes)
    defaults: list[Default] = []
    normal = wishes.normal or _normal(case)
    if normal is None:
        return Proposal(
            None, reached=False, why=("the worker's hours and days a week before the injury are not known",)
        )
    begins = certified_on(case.certificates, wishes.starts)
    if not begins.covered:
        return _not_covered(case, wishes.starts)
    ladder = _ladder(wishes, normal, begins, defaults)
    weeks_per_step = _chosen(wishes.weeks_per_step, 1, "weeks_per_step", "weeks on each step", defaults)
    most = _chosen(wishes.most_weeks, 12, "most_weeks", "weeks at most", defaults)
    phases, why = _phases(case.certificates, wishes, ladder, weeks_per_step, most)
    if not phases:
        return Proposal(None, reached=False, defaults=tuple(defaults), why=tuple(why))
    last = phases[-1]
    reached = (last.hours_per_day, last.days_per_week) == normal
    if not reached and not why:
        why.append(f"the former pattern is not reached within {most} weeks")
    plan = Plan(
        id=plan_id,
        case=case.id,
        kind="graduated",
        goal=wishes.goal or Goal("same", "same", case.worker.occupation if case.worker is not None else None),
        normal_hours_per_day=normal[0],
        normal_days_per_week=normal[1],
        phases=tuple(phases),
        reviews=_reviews(phases),
        final=None,
    )
    if wishes.goal is None:
        defaults.append(Default("goal", "same job, same employer", "the goal, since none was named"))
    defaults.append(Default("reviews", "the last day of each phase", "when the plan is reviewed"))
    return Proposal(plan, reached, tuple(defaults), tuple(why))


def _check(wishes: Wishes) -> None:
    if wishes.progression not in PROGRESSIONS:
        message = f"'{wishes.progression}' is no progression; expected one of: {', '.join(PROGRESSIONS)}"
        raise ValueError(message)
    if (wishes.progression == "table") != bool(wishes.table):
        message = "a table of weeks belongs to the progression 'table', and that progression needs one"
        raise ValueError(message)
    patterns = [each for each in (wishes.first, wishes.normal, *wishes.table) if each is not None]
    if any(not 0 < hours <= 24 or not 0 < days <= 7 for hours, days in patterns):  # noqa: PLR2004 - hours of a day, days of a week
        message = "a pattern is hours a day (more than 0, at most 24) and days a week (more than 0, at most 7)"
        raise ValueError(message)
    numbers = (wishes.step_hours, wishes.step_days, wishes.weeks_per_step, wishes.most_weeks)
    if any(each is not None and each <= 0 for each in numbers):
        message = "steps and weeks must be more than 0"
        raise ValueError(message)


def _normal(case: Case) -> Pattern | None:
    worker = case.worker
    if worker is None or not worker.hours_per_week or not worker.days_per_week:
        return None
    return worker.hours_per_week / worker.days_per_week, worker.days_per_week


def _chosen(given: int | None, default: int, name: str, says: str, defaults: list[Default]) -> int:
    if given is not None:
        return given
    defaults.append(Default(name, str(default), f"{says}: a default of practice, no law"))
    return default


def _step(given: Decimal | None, name: str, says: str, defaults: list[Default]) -> Decimal:
    if given is not None:
        return given
    defaults.append(Default(name, "1", f"{says}: a default of practice, no law"))
    return Decimal(1)


def _ladder(wishes: Wishes, normal: Pattern, begins: Certified, defaults: list[Default]) -> list[Pattern]:
    """Return the patterns in turn, the former one last: hours before days, days before hours, or both at each step."""
    if wishes.progression == "table":
        return [*wishes.table, normal]
    first = wishes.first
    if first is None:
        hours = begins.hours_per_day if begins.hours_per_day is not None else normal[0]
        days = begins.days_per_week if begins.days_per_week is not None else normal[1]
        first = (min(hours, normal[0]), min(days, normal[1]))
        defaults.append(Default("first", f"{first[0]} hours on {first[1]} days", "the start: all that is certified"))
    hours, days = min(first[0], normal[0]), min(first[1], normal[1])
    step_hours = _step(wishes.step_hours, "step_hours", "hours a day more at each step", defaults)
    step_days = _step(wishes.step_days, "step_days", "days a week more at each step", defaults)
    ladder = [(hours, days)]
    while (hours, days) != normal:
        more_hours = hours < normal[0] and (wishes.progression != "by_days" or days >= normal[1])
        more_days = days < normal[1] and (wishes.progression != "by_hours" or hours >= normal[0])
        hours = min(hours + step_hours, normal[0]) if more_hours else hours
        days = min(days + step_days, normal[1]) if more_days else days
        ladder.append((hours, days))
    return ladder


def _phases(
    certificates: Sequence[Certificate], wishes: Wishes, ladder: list[Pattern], weeks_per_step: int, most: int
) -> tuple[list[Phase], list[str]]:
    """Return the phases week by week, equal weeks together, and why it is not what was wished."""
    phases: list[Phase] = []
    why: list[str] = []
    for week in range(most):
        first = wishes.starts + week * _WEEK
        wanted = ladder[min(week // weeks_per_step, len(ladder) - 1)]
        last, limit, stop = _week(certificates, first, first + _WEEK - _DAY)
        if last is None:
            why.append(stop)
            break
        pattern = (min(wanted[0], limit[0]), min(wanted[1], limit[1]))
        if 0 in pattern:
            why.append(f"on {first} no work is certified")
            break
        if pattern != wanted:
            why.append(f"from {first}: {_said(wanted)} wished, {_said(pattern)} certified")
        why_back = "the certificate allows less" if pattern != wanted else "as the table of weeks says"
        _add(phases, Phase(first, last, pattern[0], pattern[1], wishes.duties), why_back)
        if stop:
            why.append(stop)
            break
        if wanted == ladder[-1] and pattern == wanted:
            break
    return phases, why


def _week(certificates: Sequence[Certificate], first: date, end: date) -> tuple[date | None, Pattern, str]:
    """Return the last day of a week that can be planned, what is certified on all its days, and why it ends early."""
    hours, days = Decimal(24), Decimal(7)
    last: date | None = None
    for each in certified_through(certificates, first, end):
        if not each.covered:
            return last, (hours, days), f"no certificate covers {each.day}"
        if each.unstated:
            return last, (hours, days), f"the certificate that counts on {each.day} does not state hours and days"
        if each.hours_per_day == 0 or each.days_per_week == 0:
            return last, (hours, days), f"on {each.day} no work is certified"
        hours = min(hours, each.hours_per_day if each.hours_per_day is not None else hours)
        days = min(days, each.days_per_week if each.days_per_week is not None else days)
        last = each.day
    return last, (hours, days), ""


def _add(phases: list[Phase], phase: Phase, why_back: str) -> None:
    """Add a week to the phases: to the last one if the pattern is the same, with a reason if it asks less."""
    before = phases[-1] if phases else None
    if before is None:
        phases.append(phase)
        return
    if (before.hours_per_day, before.days_per_week) == (phase.hours_per_day, phase.days_per_week):
        phases[-1] = evolve(before, until=phase.until)
        return
    back = _less(phase.hours_per_day, before.hours_per_day) or _less(phase.days_per_week, before.days_per_week)
    phases.append(evolve(phase, reason=why_back) if back else phase)


def _less(one: Decimal | None, other: Decimal | None) -> bool:
    return one is not None and other is not None and one < other


def _reviews(phases: Iterable[Phase]) -> tuple[date, ...]:
    return tuple(phase.until for phase in phases if phase.until is not None)


def _said(pattern: Pattern) -> str:
    return f"{pattern[0]} hours on {pattern[1]} days"


def _not_covered(case: Case, starts: date) -> Proposal:
    later = sorted(each.from_ for each in case.certificates if each.from_ is not None and each.from_ > starts)
    why = [f"no certificate covers {starts}"]
    if later:
        why.append(f"the nearest day on which a plan can begin is {later[0]}")
    return Proposal(None, reached=False, why=tuple(why), nearest=later[0] if later else None)
