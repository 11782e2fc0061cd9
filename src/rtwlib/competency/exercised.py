"""Which competencies an activity log draws on, by the actions of a framework (Shaw and others, 2008, map the two)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from attrs import frozen

from rtwlib.competency.balance import Activity
from rtwlib.competency.frameworks import Action, Framework, Group


@frozen
class Exercised:
    """How often a group of competencies was drawn on, in how many hours, and by which actions.

    An action that draws on several groups counts in full for each: hours of groups do not add up to those of the log.
    """

    group: Group
    times: int
    hours: Decimal
    actions: tuple[Action, ...]


@frozen
class Log:
    """What the log of a period says: each group of the framework, and the hours that name none of its actions."""

    groups: tuple[Exercised, ...]
    unnamed: Decimal

    @property
    def idle(self) -> tuple[Group, ...]:
        """Return the groups on which nothing drew."""
        return tuple(each.group for each in self.groups if not each.times)


def exercised(
    activities: Iterable[Activity], framework: Framework, *, first: date, last: date, person: str | None = None
) -> Log:
    """Return how often each group of a framework was drawn on from ``first`` to ``last``, both covered.

    Raises `ValueError` where the framework names no action. It says what was done, not how well.
    """
    if not framework.actions:
        message = f"the framework {framework.id} names no action"
        raise ValueError(message)
    actions = {each.id: each for each in framework.actions}
    rows = [each for each in activities if first <= each.on <= last and person in {None, each.person}]
    found = []
    for group in framework.groups:
        drawn = [each for each in rows if each.action in actions and group.id in actions[each.action].groups]
        named = {each.action for each in drawn}
        found.append(
            Exercised(
                group,
                len(drawn),
                sum((each.hours for each in drawn), Decimal(0)),
                tuple(each for each in framework.actions if each.id in named),
            )
        )
    return Log(tuple(found), sum((each.hours for each in rows if each.action not in actions), Decimal(0)))
