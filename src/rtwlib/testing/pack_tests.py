"""`PackTests`: the conformance kit as one class to inherit; it fails if it checked less than it promised."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rtwlib.api import law as law_of
from rtwlib.catalog import open_catalog
from rtwlib.deadlines.happenings import Happening
from rtwlib.deadlines.index import index_of
from rtwlib.deadlines.moved_days import due_day
from rtwlib.deadlines.reading import Reading
from rtwlib.laws import Law
from rtwlib.packs import read_worked_cases
from rtwlib.packs.problems import Problem
from rtwlib.testing import checks, form_checks
from rtwlib.testing.strategies import cases, cases_and_days, days
from rtwlib.worked_cases import run_worked_case, versions_of

_DAY = timedelta(days=1)
_FORMS = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
_KIT = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


class PackTests:
    """The conformance tests of one pack.

    Set ``pack`` to its id, and ``packs`` to folders that are not installed. ``expected_failures`` maps a worked
    case's id to the reason why it may fail; one that does not fail is an error. ``unexercised`` maps a limit's id
    to the reason why no worked case reads it.
    """

    pack: ClassVar[str] = ""
    packs: ClassVar[Sequence[Path]] = ()
    expected_failures: ClassVar[dict[str, str]] = {}
    unexercised: ClassVar[dict[str, str]] = {}

    @classmethod
    def law(cls) -> Law:
        """Return the law under test."""
        if not cls.pack:
            pytest.fail("name the pack: class TestMyPack(PackTests): pack = 'xx-yy'")
        return law_of(cls.pack, packs=cls.packs)

    def test_every_version_cites_its_source(self) -> None:
        """Data: citations."""
        law = self.law()
        promised = sum(len(limit.versions) for limit in law.limits) + sum(len(value.versions) for value in law.values)
        assert checks.check_citations(law) == promised > 0

    def test_each_boundary_picks_its_version(self) -> None:
        """Data: the day before, on and after each boundary of each version."""
        law = self.law()
        assert checks.check_versions(law) >= sum(len(limit.versions) for limit in law.limits)

    def test_a_case_keeps_the_law_that_governs_it(self) -> None:
        """Dates: triggered the day before, on and after each boundary, a case is read under the law of that day."""
        law = self.law()
        checked = 0
        for limit in law.limits:
            edges = {day for terms in limit.versions for day in (terms.from_, terms.until) if day is not None}
            for edge in sorted(edges):
                for day in (edge - _DAY, edge, edge + _DAY):
                    if law.covers_from <= day:
                        checked += checks.check_case_keeps_its_law(law, limit, day)
        assert checked or not law.limits, "no limit was read at any boundary"

    def test_worked_cases_hold(self) -> None:
        """Worked cases: each gives what its source, or a person, says."""
        law = self.law()
        problems: list[Problem] = []
        worked = read_worked_cases(open_catalog(tuple(self.packs)).folder(self.pack), problems)
        assert not problems, "\n".join(str(problem) for problem in problems)
        assert worked, "a pack has worked cases"
        for each in worked:
            wrong, _ = run_worked_case(law, each)
            if each.id in self.expected_failures:
                assert wrong, f"{each.id} was expected to fail ({self.expected_failures[each.id]}) and does not"
            else:
                assert not wrong, f"{each.file}, case {each.id}: " + "; ".join(wrong)
        unknown = set(self.expected_failures) - {each.id for each in worked}
        assert not unknown, f"expected failures of no worked case: {sorted(unknown)}"

    def test_every_version_is_exercised_by_a_worked_case(self) -> None:
        """Worked cases: each version of each rule is read, and each case reads a rule."""
        law = self.law()
        read: set[tuple[str, object]] = set()
        for each in read_worked_cases(open_catalog(tuple(self.packs)).folder(self.pack), []):
            _, used = run_worked_case(law, each)
            assert used or any(row.get("absent") for row in each.expect), f"{each.id} reads no rule"
            read |= used
        missing = {
            pair for pair in versions_of(law, self.pack) - read if pair[0].partition("/")[2] not in self.unexercised
        }
        said = ", ".join(sorted(f"{rule} from {first}" for rule, first in missing))
        assert not missing, f"no worked case reads: {said}"

    @given(data=st.data())
    @_KIT
    def test_any_case_gives_an_answer_that_explains_itself(self, data: st.DataObject) -> None:
        """Totality, reasons and last days: unknown exactly when needs are listed; reasons recompute."""
        law = self.law()
        case, today = data.draw(cases_and_days(law))
        found = checks.check_total(law, case, today)
        assert checks.check_reasons(law, found) == len(found.entries)
        checks.check_last_days(law, found)
        checks.check_slots(law, found)

    def test_every_field_of_a_form_has_a_place_or_a_question(self) -> None:
        """Forms: citations, places, questions."""
        law = self.law()
        assert form_checks.check_forms(law) == sum(len(form.fields) for form in law.forms)

    @given(data=st.data())
    @_FORMS
    def test_any_case_fills_every_form(self, data: st.DataObject) -> None:
        """Forms: totality; what is needed is there or told to be missing; each form stands in one way."""
        law = self.law()
        if not law.forms:
            pytest.skip("the pack defines no form")
        case, today = data.draw(cases_and_days(law))
        assert form_checks.check_filling(law, case, today) == len(law.forms)
        form_checks.check_standings(law, case, today)

    @given(data=st.data())
    @_KIT
    def test_neither_order_nor_a_round_trip_changes_an_answer(self, data: st.DataObject) -> None:
        """Agreement: the order of events, and JSON there and back."""
        law = self.law()
        case, today = data.draw(cases_and_days(law))
        checks.check_order(law, case, today, data.draw(st.permutations(range(len(case.events)))))
        checks.check_round_trip(law, case, today)

    @given(data=st.data())
    @_KIT
    def test_a_later_trigger_never_falls_due_earlier(self, data: st.DataObject) -> None:
        """Dates: within one version and calendar rule, due days are monotone in the trigger's day."""
        law = self.law()
        plain = checks.plain_versions(law)
        if not plain:
            pytest.skip("no limit of this pack can be looked up")
        limit, terms = data.draw(st.sampled_from(plain))
        first = data.draw(days(law).filter(lambda day: terms.in_force(day) or terms.governed_by is not None))
        second = first + timedelta(days=data.draw(st.integers(0, 400)))
        if law.time[limit.pack].rule_at(first) is not law.time[limit.pack].rule_at(second):
            return
        reading = Reading(data.draw(cases(law)), index_of(law), second)
        kind = terms.start.branches[0].anchor.name
        one, other = (due_day(limit, terms, Happening(kind, day), reading).day for day in (first, second))
        assert one is None or other is None or one <= other, f"{limit.rule}: {first} -> {one}, {second} -> {other}"
