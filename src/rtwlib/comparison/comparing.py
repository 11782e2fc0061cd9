"""Laws side by side: what each says, on a day, on each subject that a claim meets."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from importlib.resources import files

from attrs import frozen

from rtwlib.laws import Law, Terms, TimeLimit
from rtwlib.standing_duties import StandingDuty


@frozen
class Subject:
    """A subject of comparison: kinds of limit, kinds of event and groups of events that belong to it."""

    id: str
    title: str
    kinds: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()


@frozen
class Said:
    """A time limit and the version of it that is in force, or ``None`` in a gap of the pack."""

    limit: TimeLimit
    terms: Terms | None


@frozen
class Compared:
    """What each law says on a subject; the laws in the order in which they were given, silent ones included.

    ``duties`` are those without a clock, of the same laws in the same order.
    """

    subject: Subject
    laws: tuple[tuple[str, tuple[Said, ...]], ...]
    duties: tuple[tuple[str, tuple[StandingDuty, ...]], ...] = ()


@cache
def subjects() -> tuple[Subject, ...]:
    """Return the subjects, in the order in which a claim meets them; the last takes what no other holds."""
    tables = tomllib.loads(files(__package__).joinpath("subjects.toml").read_text("utf-8"))["subject"]
    lists = ("kinds", "events", "groups")
    return tuple(Subject(row["id"], row["title"], *(tuple(row.get(name, ())) for name in lists)) for row in tables)


def subject_of(limit: TimeLimit, law: Law) -> Subject:
    """Return the one subject that a limit belongs to."""
    known = subjects()
    acts, triggers = _kinds(limit)
    for names in (acts, triggers):
        for each in known:
            if limit.kind.value in each.kinds or any(name in each.events for name in _wider(names, law)):
                return each
    for names in (acts, triggers):
        groups = [law.vocabulary.events[name].group for name in names if name in law.vocabulary.events]
        for each in known:
            if groups and groups[0] in each.groups:
                return each
    return known[-1]


def subject_of_duty(duty: StandingDuty) -> Subject:
    """Return the one subject that a duty without a clock belongs to: that of its group."""
    return next((each for each in subjects() if duty.group in each.groups), subjects()[-1])


def compare(laws: Sequence[Law], day: date) -> tuple[Compared, ...]:
    """Return what the laws say on a day, subject by subject.

    A limit without a version on the day is left out, unless the pack declares that it does not know it.
    """
    sorted_out: dict[tuple[str, str], list[Said]] = {}
    duties: dict[tuple[str, str], list[StandingDuty]] = {}
    for law in laws:
        for duty in law.duties:
            if duty.in_force(day):
                duties.setdefault((subject_of_duty(duty).id, law.id), []).append(duty)
        for limit in sorted(law.limits, key=lambda limit: limit.rule):
            terms = limit.version_at(day)
            gap = any(gap.from_ <= day and (gap.until is None or day < gap.until) for gap in limit.gaps)
            if terms is not None or gap:
                sorted_out.setdefault((subject_of(limit, law).id, law.id), []).append(Said(limit, terms))
    return tuple(
        Compared(
            each,
            tuple((law.id, tuple(sorted_out.get((each.id, law.id), ()))) for law in laws),
            tuple((law.id, tuple(duties.get((each.id, law.id), ()))) for law in laws),
        )
        for each in subjects()
        if any((each.id, law.id) in sorted_out or (each.id, law.id) in duties for law in laws)
    )


def _kinds(limit: TimeLimit) -> tuple[list[str], list[str]]:
    """Return the acts that meet a limit and the events that it counts from, newest version first."""
    versions = list(reversed(limit.versions))
    acts = [name for terms in versions for name in terms.acts]
    triggers = [
        branch.anchor.name
        for terms in versions
        for branch in terms.start.branches
        if branch.anchor.sort in {"event", "date"}
    ]
    return list(dict.fromkeys(acts)), list(dict.fromkeys(triggers))


def _wider(names: Iterable[str], law: Law) -> Iterable[str]:
    return (wider for name in names if name in law.vocabulary.events for wider in law.vocabulary.ancestors(name))
