"""The agreed names: whole, consistent, and what a pack may and may not make of them."""

# ruff: noqa: E501 - a mistake and its message are one row

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rtwlib.cases import CAPACITIES, PAYMENT_KINDS
from rtwlib.frozen import FrozenDict
from rtwlib.vocabulary import (
    FACT_TYPES,
    EventKind,
    FactDefinition,
    Vocabulary,
    VocabularyError,
    core_vocabulary,
    nearest,
    vocabulary_of,
)

CORE = core_vocabulary()
KINDS = st.sampled_from(sorted(CORE.events))


def test_every_name_has_a_meaning_and_a_plain_form() -> None:
    for event in CORE.events.values():
        assert re.fullmatch(r"[a-z][a-z0-9_]*", event.id), event.id
        assert event.means.strip(), event.id
        assert event.origin in {"recorded", "derived", "calendar"}, event.id
        assert event.is_a is None or event.is_a in CORE.events, event.id
    for fact in CORE.facts.values():
        assert re.fullmatch(r"[a-z_]+\.[a-z0-9_]+", fact.id), fact.id
        assert fact.question.endswith("?"), fact.id
        assert fact.type in FACT_TYPES, fact.id
        assert bool(fact.values) == (fact.type == "choice"), fact.id
    for role in CORE.roles.values():
        assert role.means.strip(), role.id


def test_intervals_are_made_of_known_names() -> None:
    for interval in CORE.intervals.values():
        assert interval.means.strip(), interval.id
        assert interval.begins, interval.id
        assert set(interval.begins) | set(interval.ends) <= set(CORE.events), interval.id
        assert set(interval.within) | set(interval.without) <= set(CORE.intervals), interval.id
        assert set(interval.certificates) <= set(CAPACITIES), interval.id
        assert set(interval.payments) <= set(PAYMENT_KINDS), interval.id


def test_a_role_has_one_name() -> None:
    names = [name for role in CORE.roles.values() for name in (role.id, *role.aliases)]
    assert len(names) == len(set(names))
    for role in CORE.roles.values():
        assert {CORE.role(name) for name in (role.id, *role.aliases)} == {role}
    assert CORE.role("nobody") is None


@given(kind=KINDS, other=KINDS)
def test_wider_and_narrower_kinds_mirror_each_other(kind: str, other: str) -> None:
    assert (other in CORE.ancestors(kind)) == (kind in CORE.descendants(other))
    assert CORE.ancestors(kind)[0] == CORE.descendants(kind)[0] == kind
    assert not CORE.is_circular(kind)
    assert len(set(CORE.ancestors(kind))) == len(CORE.ancestors(kind))


def test_an_unknown_kind_stands_alone() -> None:
    assert CORE.ancestors("no_such_kind") == CORE.descendants("no_such_kind") == ("no_such_kind",)
    assert not CORE.is_circular("no_such_kind")


def own(**tables: list[dict[str, object]]) -> Vocabulary:
    return vocabulary_of(tables)


def test_a_circle_ends() -> None:
    words = own(
        event=[
            {"id": "a", "means": "A.", "is_a": "b"},
            {"id": "b", "means": "B.", "is_a": "a"},
            {"id": "c", "means": "C.", "is_a": "a"},
        ]
    )
    assert words.ancestors("c") == ("c", "a", "b")
    assert [words.is_circular(kind) for kind in "abc"] == [True, True, False]


def test_a_pack_adds_its_own_names() -> None:
    words = CORE.merge(
        own(
            event=[{"id": "own_event", "means": "New.", "is_a": "claim_made"}],
            fact=[{"id": "own.fact", "type": "choice", "question": "Which?", "values": ["a", "b"]}],
            role=[{"id": "reader", "means": "Who reads."}],
            interval=[{"id": "reading", "means": "Reading.", "begins": ["own_event"]}],
        )
    )
    assert words.ancestors("own_event") == ("own_event", *CORE.ancestors("claim_made"))
    assert words.facts["own.fact"].values == ("a", "b")
    assert words.intervals["reading"].begins == ("own_event",)
    assert words.events.keys() - CORE.events.keys() == {"own_event"}
    assert "own_event" not in CORE.events


def test_a_pack_may_put_a_known_name_in_its_own_words() -> None:
    kind = next(event for event in CORE.events.values() if event.is_a is not None and event.origin == "recorded")
    told = CORE.merge(own(event=[{"id": kind.id, "means": "Ours."}])).events[kind.id]
    assert told == EventKind(kind.id, "Ours.", kind.group, kind.origin, kind.is_a)
    derived = next(event for event in CORE.events.values() if event.origin == "derived")
    assert CORE.merge(own(event=[{"id": derived.id, "means": "Ours."}])).events[derived.id].origin == "derived"
    again = CORE.merge(own(fact=[{"id": "injury.kind", "type": "choice", "question": "Ours?", "values": ["accident"]}]))
    assert again.facts["injury.kind"] == FactDefinition("injury.kind", "choice", "Ours?", ("accident",))
    shorter = CORE.merge(own(interval=[{"id": "incapacity", "means": "Ours.", "begins": ["death"]}]))
    assert shorter.intervals["incapacity"].begins == ("death",)


@pytest.mark.parametrize(
    ("tables", "message"),
    [
        ({"event": [{"id": "death", "means": "", "is_a": "injury"}]}, "event 'death' is already defined, as a kind of its own: choose another name"),
        ({"event": [{"id": "death", "means": "", "origin": "calendar"}]}, "event 'death' is already defined, as recorded: choose another name"),
        ({"fact": [{"id": "injury.kind", "type": "text", "question": "?"}]}, "fact 'injury.kind' is already defined, of type choice: choose another name"),
    ],
)  # fmt: skip
def test_a_pack_may_not_make_another_thing_of_a_known_name(
    tables: dict[str, list[dict[str, object]]], message: str
) -> None:
    with pytest.raises(VocabularyError) as caught:
        CORE.merge(own(**tables))
    assert str(caught.value) == message


def test_both_orders_of_unrelated_words_agree() -> None:
    one, other = own(role=[{"id": "a", "means": "A."}]), own(role=[{"id": "b", "means": "B."}])
    assert CORE.merge(one).merge(other).roles == CORE.merge(other).merge(one).roles
    assert CORE.merge(CORE).events == CORE.events


@pytest.mark.parametrize("row", [{"id": "a"}, {"id": "a", "means": "A.", "mean": "A."}])
def test_rows_are_of_known_keys(row: dict[str, object]) -> None:
    with pytest.raises(TypeError):
        own(event=[row])


@pytest.mark.parametrize(
    ("name", "first"), [("claim_maed", "claim_made"), ("form_43_field", "form_43_filed"), ("deth", "death")]
)
def test_the_nearest_names(name: str, first: str) -> None:
    found = nearest(name, CORE.events)
    assert found[0] == first
    assert len(found) <= 3
    assert nearest(name, CORE.events, 1) == (first,)
    assert nearest("x" * 1000, CORE.events) == ()
    assert nearest(name, []) == ()


def test_a_frozen_mapping_cannot_be_changed() -> None:
    mapping = FrozenDict({"a": 1, "b": (2,)})
    changes: tuple[tuple[str, tuple[object, ...]], ...] = (
        ("__setitem__", ("a", 1)), ("__delitem__", ("a",)), ("__ior__", ({},)), ("clear", ()), ("pop", ("a",)),
        ("popitem", ()), ("setdefault", ("c", 1)), ("update", ({},)),
    )  # fmt: skip
    for name, given_ in changes:
        with pytest.raises(TypeError, match="this mapping is frozen; build a new one instead"):
            getattr(mapping, name)(*given_)
    assert mapping == {"a": 1, "b": (2,)}
    assert hash(mapping) == hash(FrozenDict({"b": (2,), "a": 1}))
    assert isinstance(CORE.events, FrozenDict)
