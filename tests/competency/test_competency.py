"""Competencies: frameworks as data, what counts on a day, gaps, a team, the balance of work, files."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rtwlib.codec import InputProblems
from rtwlib.competency.assessments import (
    Assessment,
    Role,
    Stand,
    counting,
    coverage,
    development_plan,
    differences,
    due_again,
    gaps,
    scale_of,
)
from rtwlib.competency.balance import KINDS, Activity, Alert, alerts, balance, trend, weeks
from rtwlib.competency.files import (
    CompetencyFile,
    csv_of,
    dump_competency_file,
    read_competency_file,
    rows_of,
)
from rtwlib.competency.frameworks import METHODS, framework_of, shipped_frameworks

KNOWN = shipped_frameworks()
OWN = KNOWN["strategic-operational"]
LEVELS = ("not_yet", "with_help", "alone", "guides_others")
ITEMS = [each.id for each in OWN.items]
TODAY = date(2025, 3, 10)
ROLE = Role("r", "A role", OWN.id, None, {"trust": "alone", "records": "alone", "legislation": "alone"})


def assessed(
    item: str, level: str, method: str = "direct_observation", /, *, person: str = "p1", **more: object
) -> Assessment:
    given_ = {"id": f"{person}-{item}-{level}-{method}", "on": date(2025, 1, 1), **more}
    return Assessment(person=person, framework=OWN.id, item=item, level=level, method=method, **given_)  # type: ignore[arg-type]


dates = st.dates(date(2024, 1, 1), date(2026, 1, 1))
assessments = st.lists(
    st.builds(
        Assessment,
        id=st.uuids().map(str),
        person=st.sampled_from(["p1", "p2", "p3"]),
        framework=st.just(OWN.id),
        item=st.sampled_from(ITEMS),
        level=st.sampled_from(LEVELS),
        method=st.sampled_from(METHODS),
        on=dates,
        until=st.none() | st.just(date(2026, 6, 1)),
        next_review=st.none() | dates,
        evidence=st.lists(st.sampled_from(["file 1", "course 2"]), max_size=2).map(tuple),
    ),
    max_size=12,
    unique_by=lambda each: each.id,
)
roles = st.builds(
    Role,
    id=st.just("r"),
    title=st.just("A role"),
    framework=st.just(OWN.id),
    needs=st.dictionaries(st.sampled_from(ITEMS), st.sampled_from(LEVELS), max_size=5),
    accepts_self=st.booleans(),
)


def test_the_frameworks_hold_what_the_sources_say() -> None:
    assert [len(OWN.of(each)) for each in ("strategic", "operational")] == [6, 9]
    eight = KNOWN["eight-groups"]
    assert len(eight.groups) == 8
    assert not any(group.complete for group in eight.groups)
    figures = {each.what: (each.number, each.source) for each in eight.figures}
    assert figures["statements"][0] == 904
    assert figures["unique items"][0] == 234
    assert figures["items surveyed"][0] == 100
    assert figures["items rated 4 or 5 by more than half"] == (83, "study")
    assert figures["items rated highly important or essential"] == (84, "webinar")
    assert sum(each.rating == "top five" for each in eight.items) == 5
    assert len(KNOWN["coordination-actions"].actions) == 13
    assert all(each.sources for framework in KNOWN.values() for each in framework.items)
    assert all(KNOWN[link.framework].item(link.other) for each in KNOWN.values() for link in each.links)


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("x =", ["not TOML"]),
        ('format = "f"\nid = "a"\ntitle = "A"', ["format: expected 'rtwlib.framework/1'"]),
        (
            ('format = "rtwlib.framework/1"\nid = "a"\ntitle = "A"\n[[group]]\nid = "g"\ntitle = "G"\n[[item]]\nid = "i"\n'
            'group = "h"\ntext = "t"\nkind = "skil"\nacquired = ["trainin"]\n[[item]]\nid = "i"\ngroup = "g"\ntext = "t"\nkind = "skill"'),
            ["'i' stands twice", "'h' is no group; expected one of: g", "'skil' is no kind; nearest: skill", "'trainin' is no way; nearest: training"],
        ),
        ('format = "rtwlib.framework/1"\nid = "a"\ntitle = "A"\n[[scale]]\nid = "s"\ntitle = "S"\nlevels = ["one"]\nmeans = ["a", "b"]', ["two or more different levels", "one meaning for each level"]),
        ('format = "rtwlib.framework/1"\nid = "a"\ntitle = "A"\ncolour = "red"', ["unknown field 'colour'"]),
    ],
)  # fmt: skip
def test_each_mistake_of_a_framework_has_its_message(text: str, messages: list[str]) -> None:
    with pytest.raises(InputProblems) as caught:
        framework_of(text)
    told = "\n".join(map(str, caught.value.problems))
    assert all(part in told for part in messages), told


def test_how_a_person_stands() -> None:
    held = (
        assessed("trust", "guides_others"),
        assessed("records", "alone", "self"),
        assessed("legislation", "alone", until=date(2025, 3, 9)),
    )
    found = {each.item.id: each for each in gaps(held, "p1", ROLE, OWN, today=TODAY)}
    assert {name: each.stand for name, each in found.items()} == {
        "trust": Stand.REACHED, "records": Stand.OWN_WORD, "legislation": Stand.EXPIRED,
    }  # fmt: skip
    assert [each.stand for each in gaps(held, "p1", ROLE, OWN, today=date(2025, 3, 9))].count(Stand.EXPIRED) == 0
    assert [each.stand for each in gaps((), "p1", ROLE, OWN, today=TODAY)] == 3 * [Stand.NOT_ASSESSED]
    below = gaps((assessed("trust", "not_yet"),), "p1", ROLE, OWN, today=TODAY)
    assert [(each.stand, each.steps) for each in below if each.item.id == "trust"] == [(Stand.BELOW, 2)]


def test_a_lower_level_counts_where_it_replaces_the_earlier_one() -> None:
    high = assessed("trust", "alone", id="a1")
    low = assessed("trust", "with_help", id="a2", on=date(2025, 2, 1), replaces="a1")
    assert counting((high, low), "p1", "trust", TODAY) == (low,)
    assert counting((high, low), "p1", "trust", date(2025, 1, 31)) == (high,)


def test_own_word_against_an_observer() -> None:
    held = (
        assessed("trust", "guides_others", "self"),
        assessed("trust", "with_help"),
        assessed("records", "alone", "self"),
    )
    (found,) = differences(held, "p1", OWN, scale_of(ROLE, OWN), today=TODAY)
    assert (found.own, found.observed, found.steps) == ("guides_others", "with_help", 2)


def test_a_development_plan_takes_the_way_that_a_source_recommends() -> None:
    steps = {each.gap.item.id: each for each in development_plan(gaps((), "p1", ROLE, OWN, today=TODAY), OWN, KNOWN)}
    assert (steps["legislation"].acquire, steps["legislation"].by) == (("training",), "eight-groups")
    general = steps["trust"]
    assert (general.acquire, general.evaluate) == (("mentorship",), ("direct_observation",))
    assert (general.by, general.general, steps["legislation"].general) == ("eight-groups", True, False)
    alone = development_plan(gaps((), "p1", ROLE, OWN, today=TODAY), OWN, {})
    assert {each.acquire for each in alone} == {()}
    eight = KNOWN["eight-groups"]
    role = Role("r", "R", eight.id, None, {"barriers": "alone"})
    (step,) = development_plan(gaps((), "p1", role, eight, today=TODAY), eight, KNOWN)
    assert (step.acquire, step.evaluate, step.by) == (("experience", "mentorship"), ("direct_observation",), None)
    role = Role("r", "R", eight.id, None, {"ethics": "alone"})
    (step,) = development_plan(gaps((), "p1", role, eight, today=TODAY), eight, KNOWN)
    assert (step.acquire, step.by, step.general) == (("mentorship",), None, True)


def test_a_role_must_fit_its_framework() -> None:
    with pytest.raises(ValueError, match="the role r asks for items that strategic-operational does not have: trst"):
        gaps((), "p1", Role("r", "R", OWN.id, None, {"trst": "alone"}), OWN, today=TODAY)
    with pytest.raises(ValueError, match="'best' is no level of the scale coordinator; the levels are not_yet"):
        gaps((), "p1", Role("r", "R", OWN.id, None, {"trust": "best"}), OWN, today=TODAY)
    with pytest.raises(ValueError, match="has no scale 'x'"):
        scale_of(Role("r", "R", OWN.id, "x"), OWN)


@given(held=assessments, more=assessments, role=roles)
def test_adding_evidence_never_widens_a_gap(held: list[Assessment], more: list[Assessment], role: Role) -> None:
    order = (Stand.REACHED, Stand.BELOW, Stand.OWN_WORD, Stand.EXPIRED, Stand.NOT_ASSESSED)
    before = gaps(held, "p1", role, OWN, today=TODAY)
    after = gaps((*held, *more), "p1", role, OWN, today=TODAY)
    for one, other in zip(before, after, strict=True):
        assert other.is_gap <= one.is_gap
        assert order.index(other.stand) <= order.index(one.stand)
        if one.stand is other.stand is Stand.BELOW:
            assert (other.steps or 0) <= (one.steps or 0)


@given(held=assessments, role=roles, gone=st.sampled_from(["p1", "p2", "p3"]))
def test_removing_a_person_never_improves_coverage(held: list[Assessment], role: Role, gone: str) -> None:
    team = ["p1", "p2", "p3"]
    whole = coverage(held, team, role, OWN, today=TODAY)
    less = coverage(held, [each for each in team if each != gone], role, OWN, today=TODAY)
    for one, other in zip(whole, less, strict=True):
        assert set(other.people) == set(one.people) - {gone}


@given(held=assessments)
def test_what_is_due_again_comes_in_order_and_replaced_ones_do_not(held: list[Assessment]) -> None:
    found = due_again(held, today=TODAY, within_days=60)
    days = [min(day for day in (each.next_review, each.until) if day is not None) for each in found]
    assert days == sorted(days)
    assert all(day <= TODAY + timedelta(days=60) for day in days)


def test_what_was_made_again_by_the_same_method_is_not_due_again() -> None:
    first = assessed("trust", "alone", id="a", on=date(2024, 3, 1), next_review=date(2025, 3, 1))
    own_word = assessed("trust", "alone", "self", id="b", on=date(2025, 3, 5))
    again = assessed("trust", "alone", id="c", on=date(2025, 3, 5))
    planned = assessed("trust", "alone", id="d", on=date(2025, 4, 1))
    assert due_again((first, own_word), today=TODAY, within_days=60) == (first,)
    assert due_again((first, again), today=TODAY, within_days=60) == ()
    assert due_again((first, planned), today=TODAY, within_days=60) == (first,)


activities = st.lists(
    st.builds(
        Activity,
        person=st.sampled_from(["p1", "p2"]),
        on=st.dates(date(2025, 3, 1), date(2025, 4, 30)),
        kind=st.sampled_from(list(KINDS)),
        hours=st.decimals("0.25", "12", places=2),
    ),
    max_size=20,
)


@given(rows=activities)
def test_shares_sum_to_one_and_weeks_to_the_whole(rows: list[Activity]) -> None:
    first, last = date(2025, 3, 3), date(2025, 4, 20)
    whole = balance(rows, first=first, last=last)
    parts = weeks(rows, first=first, last=last)
    assert sum((each.total for each in parts), Decimal(0)) == whole.total
    shares = [whole.share(level) for level in ("strategic", "operational")]
    assert shares == [None, None] if not whole.total else sum(share or 0 for share in shares) == 1
    assert not alerts(parts, Alert(Fraction(0), 1))
    runs = alerts(parts, Alert(Fraction(1, 2), 2))
    assert all(len(run) >= 2 and all((each.share("strategic") or 0) < Fraction(1, 2) for each in run) for run in runs)


def test_an_alert_needs_its_weeks_in_a_row_and_no_hours_say_nothing() -> None:
    def week(number: int, kind: str) -> Activity:
        return Activity("p1", date(2025, 3, 3) + timedelta(weeks=number), kind, Decimal(8))

    rows = [
        week(0, "case_management"),
        week(2, "case_management"),
        week(3, "case_management"),
        week(4, "engaging_managers"),
    ]
    parts = weeks(rows, first=date(2025, 3, 3), last=date(2025, 4, 6))
    (run,) = alerts(parts, Alert(Fraction(1, 4), 2))
    assert [each.first for each in run] == [date(2025, 3, 17), date(2025, 3, 24)]
    assert trend(parts) == Fraction(1, 2)
    assert trend(parts[:1]) is None


@given(held=assessments, role=roles, rows=activities)
def test_files_make_the_round_trip(held: list[Assessment], role: Role, rows: list[Activity]) -> None:
    found = CompetencyFile(roles=(role,), assessments=tuple(held), activities=tuple(rows))
    assert read_competency_file(dump_competency_file(found), KNOWN) == found
    assert rows_of(csv_of(held, Assessment), Assessment) == tuple(held)
    assert rows_of(csv_of(rows, Activity), Activity) == tuple(rows)


def test_all_problems_of_a_file_are_told_at_once() -> None:
    text = """{"format": "rtwlib.competency/2",
     "roles": [{"id": "r", "title": "R", "framework": "strategic-operational", "needs": {"trst": "alone", "trust": "alon"}},
               {"id": "s", "title": "S", "framework": "strategic", "needs": {}},
               {"id": "t", "title": "T", "framework": "coordination-actions", "needs": {}}],
     "assessments": [
      {"id": "a", "person": "p", "framework": "strategic-operational", "item": "truste", "level": "alone", "method": "tests",
       "on": "2025-01-01", "until": "2024-01-01"},
      {"id": "a", "person": "p", "framework": "x", "item": "t", "level": "alone", "method": "test", "on": "2025-01-01"}],
     "activities": [{"person": "p", "on": "2025-01-01", "kind": "case_managment", "hours": "25"}]}"""
    with pytest.raises(InputProblems) as caught:
        read_competency_file(text, KNOWN)
    assert sorted(str(each).split(";")[0] for each in caught.value.problems) == sorted(
        [
            "format: expected 'rtwlib.competency/1'",
            "assessments[0].method: 'tests' is no method",
            "assessments[0].item: 'truste' is no item",
            "assessments[0].until: 2024-01-01 is before 2025-01-01, the day of the assessment",
            "assessments[1].id: 'a' stands twice",
            "assessments[1].framework: 'x' is no framework",
            "roles[0].needs: 'trst' is no item",
            "roles[0].needs.trust: 'alon' is no level",
            "roles[1].framework: 'strategic' is no framework",
            "roles[2].scale: the framework coordination-actions has no such scale",
            "activities[0].kind: 'case_managment' is no kind of work",
            "activities[0].hours: expected more than 0 and at most 24",
        ]
    )


def test_the_problems_of_a_table_name_their_lines() -> None:
    with pytest.raises(InputProblems) as caught:
        rows_of("person,on,knd\n", Activity)
    assert [str(each) for each in caught.value.problems] == [
        "line 1: unknown column 'knd'; nearest: kind",
        "line 1: missing: the column 'kind' is needed",
        "line 1: missing: the column 'hours' is needed",
    ]
    with pytest.raises(InputProblems) as caught:
        rows_of("person,on,kind,hours\np,2025-1-1,case_management,six\np,,case_management,1\n", Activity)
    assert [str(each).partition(":")[0] for each in caught.value.problems] == [
        "line 2, on",
        "line 2, hours",
        "line 3, on",
    ]
