"""Plan files (``rtwlib.plan/1``): JSON to a plan and back; every problem of a file at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import cattrs

from rtwlib.codec import InputProblem, InputProblems, dumps, new_converter, register, structure
from rtwlib.file_formats import Given, content_of, object_of
from rtwlib.plans import plan as nouns
from rtwlib.plans.checklist import QUESTIONS
from rtwlib.plans.plan import FORMAT, Goal, Phase, Plan
from rtwlib.vocabulary import nearest

_MOST_HOURS = 24
_MOST_DAYS = 7


@cache
def plan_converter() -> cattrs.Converter:
    """Return the converter of plan files."""
    converter = new_converter()
    for kind in (
        nouns.Goal, nouns.Phase, nouns.Agreement, nouns.Meeting, nouns.Clearance, nouns.PlanVersion, nouns.Plan,
    ):  # fmt: skip
        register(converter, kind)
    return converter


def read_plan(source: Given) -> Plan:
    """Return the plan in a JSON text, bytes, path or parsed object (``rtwlib.plan/1``).

    Raises `InputProblems` with every problem of the file: unknown keys and words with the nearest valid ones,
    impossible hours and days, phases that overlap.
    """
    plan = structure(plan_converter(), content_of(object_of(source), FORMAT), Plan)
    problems = [*_words(plan), *_numbers(plan), *_order(plan.phases)]
    if problems:
        raise InputProblems(sorted(set(problems)))
    return plan


def plan_to_dict(plan: Plan) -> dict[str, Any]:
    """Return a plan as a JSON object, what is unknown left out."""
    return {"format": FORMAT, **plan_converter().unstructure(plan)}


def dump_plan(plan: Plan) -> str:
    """Return a plan as JSON text."""
    return dumps(plan_to_dict(plan))


def _words(plan: Plan) -> Iterator[InputProblem]:
    yield from _known("kind", plan.kind, nouns.KINDS)
    yield from _known("closed_because", plan.closed_because, nouns.CLOSURES)
    for name, goal in (("goal", plan.goal), ("former_goal", plan.former_goal)):
        if isinstance(goal, Goal):
            yield from _known(f"{name}.job", goal.job, nouns.JOBS)
            yield from _known(f"{name}.employer", goal.employer, nouns.EMPLOYERS)
    for number, agreement in enumerate(plan.agreements):
        yield from _known(f"agreements[{number}].party", agreement.party, nouns.PARTIES)
    for number, meeting in enumerate(plan.meetings):
        for place, party in enumerate(meeting.parties):
            yield from _known(f"meetings[{number}].parties[{place}]", party, nouns.PARTIES)
    for place, party in enumerate(plan.copies_to):
        yield from _known(f"copies_to[{place}]", party, nouns.PARTIES)
    for place, answer in enumerate(plan.answers):
        yield from _known(f"answers[{place}]", answer, tuple(QUESTIONS))


def _known(path: str, word: str | None, words: Iterable[str]) -> Iterator[InputProblem]:
    if word is not None and word not in words:
        near = nearest(word, words) or tuple(words)
        yield InputProblem(path, f"unknown value '{word}'; expected one of: {', '.join(near)}")


def _numbers(plan: Plan) -> Iterator[InputProblem]:
    rows: list[tuple[str, Phase | Plan]] = [(f"phases[{number}].", phase) for number, phase in enumerate(plan.phases)]
    rows.append(("normal_", plan))
    for path, row in rows:
        prefix = "normal_" if row is plan else ""
        hours, days = getattr(row, f"{prefix}hours_per_day"), getattr(row, f"{prefix}days_per_week")
        if hours is not None and not 0 <= hours <= _MOST_HOURS:
            yield InputProblem(f"{path}hours_per_day", f"{hours} is not between 0 and {_MOST_HOURS} hours")
        if days is not None and not 0 <= days <= _MOST_DAYS:
            yield InputProblem(f"{path}days_per_week", f"{days} is not between 0 and {_MOST_DAYS} days")


def _order(phases: tuple[Phase, ...]) -> Iterator[InputProblem]:
    for number, phase in enumerate(phases):
        if phase.from_ is not None and phase.until is not None and phase.until < phase.from_:
            yield InputProblem(f"phases[{number}].until", f"{phase.until} is before from {phase.from_}")
        if number and phase.from_ is not None:
            before = phases[number - 1].until
            if before is not None and phase.from_ <= before:
                why = f"{phase.from_} is not after {before}, the end of the phase before: phases follow each other"
                yield InputProblem(f"phases[{number}].from", why)
