"""What leaves the library about a person: views of a case for an audience, what may be erased, and who has looked.

This is the one gate. Give the case of a view, and not the case itself, to whatever makes something for an audience:
what is worked out from a view can show nothing that the audience may not see.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from rtwlib import api, catalog, hooks
from rtwlib.kinds import Force
from rtwlib.privacy.case_tests import case_test
from rtwlib.privacy.deciding import Asked, Decision, decide
from rtwlib.privacy.practice import practice_rules
from rtwlib.privacy.pseudonyms import check_key
from rtwlib.privacy.retention import Retained, retained
from rtwlib.privacy.views import View, seen_record, view_case
from rtwlib.privacy_rules import Effect, PrivacyRule
from rtwlib.privacy_words import check_word, privacy_words
from rtwlib.sources import Confidence

if TYPE_CHECKING:
    from rtwlib.answers import Verdict
    from rtwlib.cases import Case, Consent
    from rtwlib.laws import Law
    from rtwlib.plans.plan import Plan


def view(
    case: Case,
    law: Law | Sequence[Law],
    *,
    audience: str,
    purpose: str,
    today: date,
    consents: Iterable[Consent] = (),
    key: bytes | None = None,
    practice: bool = True,
) -> View:
    """Return a case as an audience may see it for a purpose on a day, with a record of every removal and its reason.

    ``law`` is one law or all that govern the case; ``consents`` are held besides those in the case; ``key`` (16 bytes
    or more, kept secret) makes pseudonyms of ids where they are masked. Of the rules that apply the strictest wins, and
    silence denies. Without ``practice`` the library's own defaults of need to know are left out, so that only what a
    law or a plugin allows is shown. Raises `ValueError` for an unknown audience or purpose, and for a short key.
    """
    words = privacy_words()
    check_word(audience, words.audiences, "audience")
    check_word(purpose, words.purposes, "purpose")
    if key is not None:
        check_key(key)
    laws = (law,) if not isinstance(law, Sequence) else tuple(law)
    if not laws:
        message = "give at least one law: a view is made under a law"
        raise ValueError(message)
    asked = Asked(audience, purpose, today)
    rules = dict.fromkeys(rule for each in laws for rule in each.privacy)
    own = practice_rules() if practice else ()
    tests = {stamp.id: case_test(case, each, today) for each in laws for stamp in each.stamps}
    agreed = (*case.consents, *consents)

    def test(rule: PrivacyRule) -> Verdict:
        return tests.get(rule.pack, tests[laws[0].id])(rule.applies_when)

    def decided(category: str) -> Decision:
        said = _said(laws, asked, category)
        return decide(category, asked, rules=(*rules, *own, *said), consents=agreed, test=test)

    vocabulary = laws[0].vocabulary
    for other in laws[1:]:
        vocabulary = vocabulary.merge(other.vocabulary)
    return view_case(case, asked, decided, vocabulary, key)


def view_plan(plan: Plan, view: View, law: Law, *, key: bytes | None = None) -> Plan:
    """Return a return-to-work plan as the audience of a view of its case may see it."""
    seen: Plan = seen_record(plan, view, law.vocabulary, key)
    return seen


def retention(case: Case, law: Law, *, today: date) -> tuple[Retained, ...]:
    """Return, for each sort of data that a case holds, which law keeps it, until when, and whether it may be erased."""
    return retained(case, law, api.timeline(case, law, today=today).entries, today)


def _said(laws: tuple[Law, ...], asked: Asked, category: str) -> tuple[PrivacyRule, ...]:
    """Return what the plugins of some laws say of a sort of data, as rules."""
    return tuple(
        PrivacyRule(
            pack=each.id,
            id="rtw_may_see",
            title=f"A plugin of {each.id} {'allows' if allowed else 'refuses'} it",
            effect=Effect.ALLOW if allowed else Effect.DENY,
            audiences=frozenset({asked.audience}),
            purposes=frozenset({asked.purpose}),
            data=frozenset({category}),
            cite=(),
            confidence=Confidence.UNCONFIRMED,
            force=Force.PRACTICE,
        )
        for each in laws
        for allowed in (_plugins_say(each, asked, category),)
        if allowed is not None
    )


def _plugins_say(law: Law, asked: Asked, category: str) -> bool | None:
    own = hooks.of_packs(catalog.open_catalog().manager, [stamp.id for stamp in law.stamps])
    return hooks.may_see(own, asked.audience, asked.purpose, category, law)
