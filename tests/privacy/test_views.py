"""Views: total, of the same type, idempotent, and never a wrong answer."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support import privacy_rule
from whole_case import Planter, whole_case

import rtwlib
from rtwlib.casefiles import case_to_dict
from rtwlib.cases import Case, Consent, Event
from rtwlib.entries import Entry, State
from rtwlib.frozen import FrozenDict
from rtwlib.privacy.views import MASKED, WITHHELD
from rtwlib.privacy_rules import Effect
from rtwlib.privacy_words import privacy_words
from rtwlib.testing.strategies import cases_and_days

WORDS = privacy_words()
PACKS = rtwlib.jurisdictions()
TODAY = date(2025, 1, 6)
INJURED = date(2024, 11, 4)
KEY = b"an invented key of tests"
ASKED = st.tuples(st.sampled_from(sorted(WORDS.audiences)), st.sampled_from(sorted(WORDS.purposes)))


def case_with_everything() -> Case:
    law = rtwlib.law("us-ct")
    return whole_case("us-ct", law.vocabulary, Planter(), INJURED)


@pytest.mark.parametrize("pack", PACKS)
@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data(), asked=ASKED, key=st.sampled_from([None, KEY]))
def test_a_view_is_a_case_and_seeing_it_again_changes_nothing(
    pack: str, data: st.DataObject, asked: tuple[str, str], key: bytes | None
) -> None:
    law = rtwlib.law(pack)
    case, today = data.draw(cases_and_days(law))
    audience, purpose = asked
    seen = rtwlib.view(case, law, audience=audience, purpose=purpose, today=today, key=key)
    assert rtwlib.read_case(case_to_dict(seen.case)) == seen.case
    again = rtwlib.view(seen.case, law, audience=audience, purpose=purpose, today=today, key=key)
    assert again.case == seen.case


def what(entry: Entry) -> tuple[object, ...]:
    return entry.rule, entry.trigger.on if entry.trigger else None, entry.due, entry.due_at, entry.state


@pytest.mark.parametrize("pack", PACKS)
@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data(), asked=ASKED)
def test_what_is_worked_out_from_a_view_is_right_or_unknown(
    pack: str, data: st.DataObject, asked: tuple[str, str]
) -> None:
    law = rtwlib.law(pack)
    case, today = data.draw(cases_and_days(law))
    audience, purpose = asked
    seen = rtwlib.view(case, law, audience=audience, purpose=purpose, today=today, key=KEY)
    full = {what(entry) for entry in rtwlib.timeline(case, law, today=today).entries}
    for entry in rtwlib.timeline(seen.case, law, today=today).entries:
        assert entry.state is State.UNKNOWN or entry.needs or entry.projected or what(entry) in full


def test_a_supervisor_sees_limits_and_duties_and_not_the_reason() -> None:
    case = case_with_everything()
    seen = rtwlib.view(case, rtwlib.law("us-ct"), audience="supervisor", purpose="return_to_work", today=TODAY).case
    assert seen.worker is not None
    assert case.worker is not None
    assert seen.worker.name == case.worker.name
    assert seen.worker.address is None
    assert seen.injury is None
    certificate = seen.certificates[0]
    assert certificate.restrictions == case.certificates[0].restrictions
    assert certificate.issuer is None
    assert (seen.payments, seen.payroll) == ((), ())


def test_each_removal_says_why() -> None:
    view = rtwlib.view(
        case_with_everything(), rtwlib.law("us-ct"), audience="supervisor", purpose="return_to_work", today=TODAY
    )
    assert view.removals
    for removal in view.removals:
        assert removal.decision.effect is not Effect.ALLOW
        assert removal.decision.why
        assert removal.path


def test_free_text_is_shown_only_where_it_was_marked_safe() -> None:
    law = rtwlib.law("us-ct")
    note = Event("rtw_plan_reviewed", on=TODAY, note="told the team", data=FrozenDict({"shift": "early"}))
    case = Case("c", ("us-ct",), events=(note, evolve(note, safe=("note", "data"))))
    seen = rtwlib.view(case, law, audience="supervisor", purpose="return_to_work", today=TODAY).case
    assert [event.note for event in seen.events] == [None, "told the team"]
    assert [dict(event.data) for event in seen.events] == [{}, {"shift": "early"}]


def test_ids_become_pseudonyms_that_link_and_do_not_name() -> None:
    law = rtwlib.law("us-ct")
    case = evolve(case_with_everything(), id="CT-77")

    def seen(key: bytes | None) -> str:
        return rtwlib.view(case, law, audience="researcher", purpose="research", today=TODAY, key=key).case.id

    assert seen(None) == WITHHELD
    assert seen(KEY) == seen(KEY) != seen(b"another key of the tests")
    assert "CT-77" not in seen(KEY)


def test_a_consent_opens_what_it_names_until_it_is_withdrawn() -> None:
    law = rtwlib.law("us-ct")
    case = case_with_everything()
    agreed = Consent("k1", ("representative",), ("dispute",), ("medical",), date(2025, 1, 1))

    def issuer(day: date, *consents: Consent) -> str | None:
        view = rtwlib.view(
            case, law, audience="representative", purpose="dispute", today=day, consents=consents, practice=True
        )
        return view.case.certificates[0].issuer if view.case.certificates else None

    assert issuer(TODAY) is None
    assert issuer(TODAY, agreed) == case.certificates[0].issuer
    assert issuer(date(2024, 12, 31), agreed) is None
    assert issuer(TODAY, evolve(agreed, withdrawn_on=TODAY)) is None
    assert issuer(TODAY, evolve(agreed, until=TODAY)) is None


def test_without_practice_only_law_allows() -> None:
    law = evolve(rtwlib.law("us-ct"), privacy=())
    seen = rtwlib.view(
        case_with_everything(), law, audience="worker", purpose="own_record", today=TODAY, practice=False
    )
    assert not seen.shown
    assert seen.case.id == WITHHELD


def test_masked_texts_say_so() -> None:
    law = evolve(rtwlib.law("us-ct"), privacy=(privacy_rule("mask-names", "mask", "identity"),))
    seen = rtwlib.view(case_with_everything(), law, audience="co_worker", purpose="safety", today=TODAY, practice=False)
    assert seen.case.worker is not None
    assert seen.case.worker.name == MASKED
    assert seen.case.worker.born_on is None


@pytest.mark.parametrize(
    ("audience", "purpose", "key", "message"),
    [
        ("superviser", "claim", None, "'superviser' is no audience; nearest: supervisor"),
        ("worker", "clam", None, "'clam' is no purpose; nearest: claim"),
        ("worker", "claim", b"short", "the key for pseudonyms has 5 bytes: use at least 16, from secrets.token_bytes"),
    ],
)
def test_wrong_words_are_told(audience: str, purpose: str, key: bytes | None, message: str) -> None:
    with pytest.raises(ValueError, match="^" + message.replace("(", r"\(") + "$"):
        rtwlib.view(Case("c"), rtwlib.law("us-ct"), audience=audience, purpose=purpose, today=TODAY, key=key)
