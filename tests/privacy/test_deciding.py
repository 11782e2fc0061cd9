"""Decisions: the strictest rule that applies wins, silence denies, consent never takes away."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from rtwlib.answers import Need, Truth, Verdict, Wants
from rtwlib.cases import Consent
from rtwlib.conditions import Anchor, FactTest
from rtwlib.privacy.deciding import SILENCE, Asked, decide
from rtwlib.privacy_rules import ConsentRole, Effect, PrivacyRule
from rtwlib.privacy_words import privacy_words
from rtwlib.sources import Citation, Source, SourceKind

WORDS = privacy_words()
TODAY = date(2025, 1, 6)
ASKED = Asked("supervisor", "return_to_work", TODAY)
ACT = Source("act", SourceKind.STATUTE, "Invented Act")
OPEN = FactTest("injury.work_related", "is", value=True, as_of=Anchor("today"))
DAYS = st.dates(TODAY - timedelta(days=3), TODAY + timedelta(days=3))


@st.composite
def rules(draw: st.DrawFn) -> PrivacyRule:
    effect = draw(st.sampled_from(list(Effect)))
    role = ConsentRole.NEEDED if effect is Effect.ALLOW else ConsentRole.LIFTS
    return PrivacyRule(
        pack="xx-yy",
        id=draw(st.text("abc", min_size=1, max_size=3)),
        title="A rule",
        effect=effect,
        audiences=draw(st.frozensets(st.sampled_from(["supervisor", "payroll"]), min_size=1)),
        purposes=draw(st.frozensets(st.sampled_from(["return_to_work", "claim"]))),
        data=draw(st.frozensets(st.sampled_from(["medical", "plan"]), min_size=1)),
        cite=(Citation(ACT, "s 1"),),
        consent=draw(st.sampled_from([None, role])),
        applies_when=draw(st.sampled_from([(), (OPEN,)])),
        from_=draw(st.none() | DAYS),
        until=draw(st.none() | DAYS),
    )


@st.composite
def consents(draw: st.DrawFn) -> Consent:
    return Consent(
        id=draw(st.text("abc", min_size=1, max_size=3)),
        audiences=draw(st.sampled_from([("supervisor",), ("employer",), ("payroll",)])),
        purposes=draw(st.sampled_from([("return_to_work",), ("claim", "return_to_work")])),
        data=draw(st.sampled_from([("medical",), ("plan",), ("medical", "plan")])),
        given_on=draw(st.none() | DAYS),
        until=draw(st.none() | DAYS),
        withdrawn_on=draw(st.none() | DAYS),
    )


DATA = st.sampled_from(["medical", "plan"])
TRUTHS = st.sampled_from(list(Truth))


def told(truth: Truth) -> Verdict:
    needs = (Need(Wants.FACT, "injury.work_related", "Is it?"),) if truth is Truth.UNKNOWN else ()
    return Verdict(truth, needs)


@given(
    st.lists(rules(), max_size=6),
    rules(),
    st.lists(consents(), max_size=3),
    TRUTHS,
    DATA,
)
def test_one_more_rule_that_denies_never_reveals(
    known: list[PrivacyRule], more: PrivacyRule, agreed: list[Consent], truth: Truth, data: str
) -> None:
    def effect(found: list[PrivacyRule]) -> int:
        return decide(data, ASKED, rules=found, consents=agreed, test=lambda _: told(truth)).effect.strictness

    before, after = effect(known), effect([*known, more])
    if more.effect is Effect.DENY:
        assert after >= before
    elif more.effect is Effect.ALLOW:
        assert after <= before


@given(st.lists(rules(), max_size=6), st.lists(consents(), max_size=3), consents(), TRUTHS)
def test_a_consent_never_takes_away_and_a_withdrawal_never_gives(
    known: list[PrivacyRule], agreed: list[Consent], more: Consent, truth: Truth
) -> None:
    def effect(given_: list[Consent]) -> int:
        return decide("medical", ASKED, rules=known, consents=given_, test=lambda _: told(truth)).effect.strictness

    assert effect([*agreed, more]) <= effect(agreed)
    withdrawn = evolve(more, withdrawn_on=min(more.withdrawn_on or TODAY, TODAY))
    assert effect([*agreed, withdrawn]) == effect(agreed)


@given(st.lists(rules(), max_size=6), st.lists(consents(), max_size=3), TRUTHS, st.randoms())
def test_the_order_of_rules_and_consents_changes_nothing(
    known: list[PrivacyRule], agreed: list[Consent], truth: Truth, random: Random
) -> None:
    first = decide("medical", ASKED, rules=known, consents=agreed, test=lambda _: told(truth))
    random.shuffle(known)
    random.shuffle(agreed)
    again = decide("medical", ASKED, rules=known, consents=agreed, test=lambda _: told(truth))
    assert first.effect is again.effect


@given(st.lists(rules(), max_size=6), TRUTHS)
def test_the_rules_named_are_those_that_decided(known: list[PrivacyRule], truth: Truth) -> None:
    found = decide("medical", ASKED, rules=known, consents=(), test=lambda _: told(truth))
    if not found.because:
        assert found.effect is Effect.DENY
        assert found.why == SILENCE
    for each in found.because:
        assert each.rule.effect is found.effect
        assert "medical" in each.rule.data
        assert "supervisor" in each.rule.audiences
        assert each.rule.in_force(TODAY)


@pytest.mark.parametrize(
    ("effect", "truth", "seen"),
    [
        (Effect.ALLOW, Truth.HOLDS, Effect.ALLOW),
        (Effect.ALLOW, Truth.UNKNOWN, Effect.DENY),
        (Effect.ALLOW, Truth.FAILS, Effect.DENY),
    ],
)
def test_a_rule_that_allows_must_be_known_to_apply(effect: Effect, truth: Truth, seen: Effect) -> None:
    rule = PrivacyRule(
        "xx-yy", "a", "A", effect, frozenset({"supervisor"}), frozenset(), frozenset({"medical"}), (), None, (OPEN,)
    )
    assert decide("medical", ASKED, rules=[rule], consents=(), test=lambda _: told(truth)).effect is seen


@pytest.mark.parametrize(("truth", "seen"), [(Truth.HOLDS, "deny"), (Truth.UNKNOWN, "deny"), (Truth.FAILS, "allow")])
def test_a_rule_that_denies_applies_unless_it_is_known_not_to(truth: Truth, seen: str) -> None:
    allows = PrivacyRule(
        "xx-yy", "a", "A", Effect.ALLOW, frozenset({"supervisor"}), frozenset(), frozenset({"medical"}), ()
    )
    denies = evolve(allows, id="b", effect=Effect.DENY, applies_when=(OPEN,))
    found = decide("medical", ASKED, rules=[allows, denies], consents=(), test=lambda _: told(truth))
    assert found.effect == seen


def test_why_names_the_rule_its_law_and_the_consent() -> None:
    rule = PrivacyRule(
        "xx-yy", "a", "Seen with consent", Effect.ALLOW, WORDS.members(["employer"]), frozenset(),
        frozenset({"medical"}), (Citation(ACT, "s 1"),), ConsentRole.NEEDED,
    )  # fmt: skip
    agreed = Consent("c1", ("supervisor",), ("return_to_work",), ("medical",), date(2025, 1, 6))
    found = decide("medical", ASKED, rules=[rule], consents=[agreed], test=lambda _: told(Truth.HOLDS))
    assert found.why == "Seen with consent (Invented Act, s 1), with consent c1"
    over = evolve(agreed, until=TODAY)
    assert decide("medical", ASKED, rules=[rule], consents=[over], test=lambda _: told(Truth.HOLDS)).why == SILENCE
