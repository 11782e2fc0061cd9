"""A plan in words and as a page: the same content as text for the terminal, and as HTML to print or to read on a phone.

Give the plan as an audience may see it; a page shows whatever it is given.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from html import escape
from importlib.resources import files

from rtwlib.cases import Certificate
from rtwlib.findings import Finding
from rtwlib.html_text import html_page
from rtwlib.plans.pay import PhasePay
from rtwlib.plans.pictures import plan_svg, shown
from rtwlib.plans.plan import Goal, Plan

_JOBS = {"same": "the same job", "same_modified": "the same job, changed", "different": "another job"}
_EMPLOYERS = {"same": "the same employer", "new": "a new employer"}


@cache
def _style() -> str:
    return files(__package__).joinpath("plan_page.css").read_text("utf-8")


def plan_text(plan: Plan, pay: Iterable[PhasePay] = ()) -> str:
    """Return a plan in words, a line for each phase."""
    paid = {each.phase: each for each in pay}
    lines = [f"Return-to-work plan {plan.id}", f"  goal: {goal_words(plan.goal)}"]
    lines += [f"  {name}: {value}" for name, value in _facts(plan)]
    lines.append("")
    for number, phase in enumerate(plan.phases):
        week = f"{shown(phase.hours_per_week)} hours a week" if phase.hours_per_week is not None else "hours not stated"
        pattern = (
            f"{shown(phase.hours_per_day)} hours on {shown(phase.days_per_week)} days"
            if phase.hours_per_day is not None and phase.days_per_week is not None
            else "pattern not stated"
        )
        lines.append(f"  {number + 1}  {phase.from_} to {phase.until}   {pattern}, {week}")
        lines += [f"       {said}" for said in _said_of(phase.duties, phase.avoid, phase.breaks, phase.reason)]
        if number in paid:
            lines.append(f"       {pay_words(paid[number])}")
    reviews = ", ".join(day.isoformat() for day in plan.reviews) or "none"
    return "\n".join([*lines, "", f"  reviews: {reviews}"])


def goal_words(goal: Goal | None) -> str:
    """Return a goal in words."""
    if goal is None or goal.order is None:
        return "not stated"
    words = f"{_JOBS[goal.job or 'same']}, {_EMPLOYERS[goal.employer or 'same']}"
    return f"{words}: {goal.title}" if goal.title else words


def pay_words(pay: PhasePay) -> str:
    """Return the income of a phase in words, or what is missing."""
    if pay.income is None:
        return "income unknown: " + "; ".join(pay.needs or ("earnings before the injury, or hours, are not known",))
    amounts = f"a week: wages {pay.wages:,} (estimated) and benefit {pay.benefit:,}, together {pay.income:,}"
    return f"{amounts}; {pay.law or 'no weekly benefit applies'}"


def _facts(plan: Plan) -> Iterator[tuple[str, str]]:
    for name, value in (
        ("supervisor", plan.supervisor),
        ("supports", ", ".join(plan.supports)),
        ("equipment", ", ".join(plan.equipment)),
        ("training", ", ".join(plan.training)),
        ("treatment", ", ".join(plan.treatment)),
        ("who does what", "; ".join(plan.responsibilities)),
    ):
        if value:
            yield name, value


def _said_of(duties: Iterable[str], avoid: Iterable[str], breaks: str | None, reason: str | None) -> Iterator[str]:
    for name, value in (
        ("duties", ", ".join(duties)),
        ("avoid", ", ".join(avoid)),
        ("breaks", breaks),
        ("why less than before", reason),
    ):
        if value:
            yield f"{name}: {value}"


def plan_page(
    plan: Plan,
    certificates: Iterable[Certificate] = (),
    *,
    pay: Iterable[PhasePay] = (),
    findings: Iterable[Finding] = (),
    stamp: str = "",
) -> str:
    """Return a plan as one HTML page without scripts: picture, table, agreements with room to sign, what to look at."""
    body = [
        f"<h1>Return-to-work plan</h1><p>{escape(goal_words(plan.goal))}</p>",
        plan_svg(plan, tuple(certificates)),
        *_phases(plan, {each.phase: each for each in pay}),
        *_list("Arrangements", [f"{name}: {value}" for name, value in _facts(plan)]),
        *_list("Reviews", [day.isoformat() for day in plan.reviews]),
        *_list("To look at", [f"{each.code} {each.message}" for each in findings]),
        *_signatures(plan),
        f"<footer><p>{escape(stamp)} Prepared data, not legal advice.</p></footer>",
    ]
    return html_page("Return-to-work plan", _style(), body)


def _phases(plan: Plan, paid: dict[int, PhasePay]) -> Iterator[str]:
    yield '<h2>Phases</h2><table class="phases"><thead><tr><th scope="col">Days</th>'
    yield '<th scope="col">Hours a day</th><th scope="col">Days a week</th><th scope="col">Hours a week</th>'
    yield '<th scope="col">What</th></tr></thead><tbody>'
    for number, phase in enumerate(plan.phases):
        numbers = {
            "Hours a day": phase.hours_per_day,
            "Days a week": phase.days_per_week,
            "Hours a week": phase.hours_per_week,
        }
        cells = "".join(
            f'<td class="number" data-label="{name}">{"not stated" if each is None else shown(each)}</td>'
            for name, each in numbers.items()
        )
        said = [*_said_of(phase.duties, phase.avoid, phase.breaks, phase.reason)]
        if number in paid:
            said.append(pay_words(paid[number]))
        days = f"{phase.from_ or 'not stated'} to {phase.until or 'not stated'}"
        yield f"<tr><td>{days}</td>{cells}<td>{'<br>'.join(map(escape, said))}</td></tr>"
    yield "</tbody></table>"


def _list(title: str, items: list[str]) -> Iterator[str]:
    if items:
        yield f"<h2>{escape(title)}</h2><ul>{''.join(f'<li>{escape(each)}</li>' for each in items)}</ul>"


def _signatures(plan: Plan) -> Iterator[str]:
    said = {each.party: each for each in plan.agreements}
    yield '<h2>Agreement</h2><table class="signatures"><tbody>'
    for party in ("worker", "employer", "practitioner"):
        each = said.get(party)
        answer = "" if each is None or each.agreed is None else "agreed" if each.agreed else "refused"
        day = f" {each.on}" if each is not None and each.on is not None else ""
        yield f'<tr><th scope="row">{party}</th><td>{answer}{day}</td></tr>'
    yield "</tbody></table>"
