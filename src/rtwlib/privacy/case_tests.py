"""Conditions of privacy rules tested on a case: its facts, events and intervals on the day of the look."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from rtwlib.answers import Verdict
from rtwlib.conditions import Condition, Length
from rtwlib.deadlines.happenings import Happening
from rtwlib.deadlines.index import index_of
from rtwlib.deadlines.reading import Reading
from rtwlib.deadlines.verdicts import Tester

if TYPE_CHECKING:
    from collections.abc import Callable

    from rtwlib.cases import Case
    from rtwlib.laws import Law


def case_test(case: Case, law: Law, today: date) -> Callable[[tuple[Condition, ...]], Verdict]:
    """Return the test of conditions on a case under a law; facts are read on ``today``."""
    tester = Tester(Reading(case, index_of(law), today), Happening("record_shown", today), _no_length)

    def test(conditions: tuple[Condition, ...]) -> Verdict:
        return tester.all(conditions)

    return test


def _no_length(_day: date, _length: Length) -> date | None:
    """Return that a length cannot be counted: a privacy rule has no counting of its own."""
    return None
