"""Who may see what in each scheme: expectations by hand, each with the section or the practice that it rests on."""

from __future__ import annotations

from datetime import date

import pytest

import rtwlib
from rtwlib.cases import Case, Consent, Employer

TODAY = date(2025, 3, 3)
ALLOW, DENY = "allow", "deny"
# In every scheme the worker sees all, a supervisor nothing medical, and co-workers and the public nothing.
EVERYWHERE = (
    ("worker", "own_record", "medical", ALLOW),
    ("worker", "own_record", "free_text", ALLOW),
    ("insurer", "claim", "medical", ALLOW),
    ("rtw_coordinator", "return_to_work", "capacity", ALLOW),
    ("supervisor", "return_to_work", "capacity", ALLOW),
    ("supervisor", "return_to_work", "medical", DENY),
    ("supervisor", "return_to_work", "free_text", DENY),
    ("supervisor", "claim", "claim", DENY),
    ("hiring_manager", "employment_decision", "medical", DENY),
    ("co_worker", "return_to_work", "medical", DENY),
    ("public", "claim", "identity", DENY),
    ("payroll", "payroll", "medical", DENY),
    ("treating_practitioner", "treatment", "medical", ALLOW),
    ("safety_committee", "safety", "medical", DENY),
)
# What a scheme adds or takes away: audience, purpose, sort of data, effect, what decides.
OWN = {
    "au-nsw": (
        ("rtw_coordinator", "return_to_work", "medical", DENY, "no rule allows it"),
        ("co_worker", "claim", "capacity", DENY, "s 243"),
        ("tribunal", "dispute", "medical", ALLOW, "s 243"),
        ("insurer", "claim", "medical", ALLOW, "s 260(3)"),
        ("hiring_manager", "employment_decision", "medical", DENY, "HPP 10, 11"),
        ("regulator", "compliance", "claim", ALLOW, "cl 35(2)-(3)"),
    ),
    "au-vic": (
        ("rtw_coordinator", "return_to_work", "medical", ALLOW, "s 167"),
        ("supervisor", "return_to_work", "medical", DENY, "HPP 2"),
        ("safety_committee", "safety", "medical", DENY, "s 69(2)"),
        ("safety_committee", "safety", "capacity", DENY, "s 69(2)"),
        ("tribunal", "dispute", "free_text", ALLOW, "7.3.3"),
        ("worker", "own_record", "claim", ALLOW, "s 9"),
    ),
    "au-qld": (
        ("rtw_coordinator", "return_to_work", "capacity", ALLOW, "s 572A(2)"),
        ("rtw_coordinator", "employment_decision", "capacity", DENY, "s 572A(1), (3)"),
        ("human_resources", "employment_decision", "claim", DENY, "s 572A(1), (3)"),
        ("hiring_manager", "return_to_work", "capacity", DENY, "s 572A"),
        ("supervisor", "return_to_work", "capacity", ALLOW, "s 572A(2)"),
        ("placing_agency", "return_to_work", "medical", DENY, "s 573"),
    ),
    "au-sa": (
        ("rtw_coordinator", "return_to_work", "medical", ALLOW, "s 179(2)"),
        ("human_resources", "claim", "medical", DENY, "s 179(2)"),
        ("researcher", "research", "claim", ALLOW, "s 185(3)(b)"),
        ("placing_agency", "return_to_work", "capacity", DENY, "s 185"),
        ("worker", "own_record", "medical", ALLOW, "s 180"),
        ("public", "claim", "claim", DENY, "s 185"),
    ),
    "au-wa": (
        ("worker", "claim", "medical", ALLOW, "s 64(2)(a)"),
        ("worker", "dispute", "capacity", ALLOW, "s 64(2)(a)"),
        ("supervisor", "return_to_work", "medical", DENY, "employers"),
        ("rtw_coordinator", "return_to_work", "medical", DENY, "no rule allows it"),
        ("regulator", "claim", "claim", ALLOW, "what it administers"),
        ("co_worker", "safety", "capacity", DENY, "ALI and ALJ"),
    ),
    "au-tas": (
        ("rtw_coordinator", "return_to_work", "plan", ALLOW, "s 143E(2)"),
        ("treating_practitioner", "return_to_work", "plan", ALLOW, "s 143E(2)"),
        ("tribunal", "dispute", "medical", ALLOW, "s 81A(2)"),
        ("worker", "dispute", "medical", ALLOW, "s 81A(2)"),
        ("rtw_coordinator", "claim", "medical", DENY, "no rule allows it"),
        ("public", "safety", "medical", DENY, "ALI and ALJ"),
    ),
    "au-nt": (
        ("rtw_coordinator", "return_to_work", "capacity", ALLOW, "s 75A"),
        ("rtw_coordinator", "claim", "medical", ALLOW, "s 82"),
        ("insurer", "claim", "medical", ALLOW, "s 82"),
        ("tribunal", "dispute", "medical", ALLOW, "Part 6A"),
        ("regulator", "dispute", "medical", ALLOW, "Part 6A"),
        ("rtw_coordinator", "return_to_work", "medical", DENY, "no rule allows it"),
    ),
    "au-act": (
        ("insurer", "claim", "medical", ALLOW, "s 94(1)(e)"),
        ("rtw_coordinator", "claim", "medical", ALLOW, "s 129"),
        ("supervisor", "return_to_work", "medical", DENY, "principles 1-2"),
        ("payroll", "payroll", "medical", DENY, "principles 1-2"),
        ("rtw_coordinator", "return_to_work", "medical", DENY, "no rule allows it"),
        ("worker", "dispute", "medical", ALLOW, "s 129"),
    ),
    "au-cth": (
        ("rtw_coordinator", "return_to_work", "medical", ALLOW, "s 54(2)(b)"),
        ("insurer", "claim", "capacity", ALLOW, "s 54(2)(b)"),
        ("rehabilitation_provider", "return_to_work", "medical", DENY, "no rule allows it"),
        ("examiner", "claim", "medical", ALLOW, "practitioner"),
        ("human_resources", "claim", "medical", DENY, "no rule allows it"),
        ("public", "claim", "capacity", DENY, "ALI and ALJ"),
    ),
    "au-sea": (
        ("rtw_coordinator", "claim", "medical", ALLOW, "ss 63, 105, 106"),
        ("rtw_coordinator", "dispute", "medical", ALLOW, "s 83"),
        ("regulator", "claim", "medical", ALLOW, "ss 63, 105, 106"),
        ("rtw_coordinator", "return_to_work", "medical", DENY, "no rule allows it"),
        ("hiring_manager", "employment_decision", "claim", DENY, "no rule allows it"),
        ("co_worker", "claim", "medical", DENY, "ALI and ALJ"),
    ),
    "nz": (
        ("rtw_coordinator", "claim", "claim", ALLOW, "s 64(2), (4)"),
        ("rtw_coordinator", "return_to_work", "medical", DENY, "permission"),
        ("public", "own_record", "identity", DENY, "s 144"),
        ("researcher", "research", "identity", DENY, "s 144"),
        ("supervisor", "return_to_work", "medical", DENY, "rules 10, 11"),
        ("co_worker", "safety", "free_text", DENY, "rules 10, 11"),
    ),
}  # fmt: skip


def decided(
    pack: str, audience: str, purpose: str, category: str, *consents: Consent, **parts: object
) -> tuple[str, str]:
    """Return the effect and the reason of a decision on a case of a pack."""
    case = Case("c1", (pack,), **parts)  # type: ignore[arg-type]  # the parts of a case
    view = rtwlib.view(case, rtwlib.law(pack), audience=audience, purpose=purpose, today=TODAY, consents=consents)
    found = next(each for each in view.decisions if each.category == category)
    return found.effect.value, found.why


@pytest.mark.parametrize("pack", sorted(OWN))
def test_what_every_scheme_has_in_common(pack: str) -> None:
    found = {(a, p, c): decided(pack, a, p, c)[0] for a, p, c, _ in EVERYWHERE}
    assert found == {(a, p, c): effect for a, p, c, effect in EVERYWHERE}


@pytest.mark.parametrize(
    ("pack", "audience", "purpose", "category", "effect", "why"),
    [(pack, *row) for pack, rows in OWN.items() for row in rows],
)
def test_what_a_scheme_says_itself(
    pack: str, audience: str, purpose: str, category: str, effect: str, why: str
) -> None:
    found, reason = decided(pack, audience, purpose, category)
    assert found == effect
    assert why in reason


@pytest.mark.parametrize("pack", sorted(OWN))
def test_the_published_pack_says_what_is_not_confirmed(pack: str) -> None:
    rules = [rule for rule in rtwlib.law(pack).privacy if rule.pack == pack]
    assert rules
    assert all(rule.cite for rule in rules)


def test_consent_opens_the_certificate_of_new_south_wales_to_the_coordinator() -> None:
    given = Consent("k", ("rtw_coordinator",), ("return_to_work",), ("medical",), date(2025, 1, 1))
    assert decided("au-nsw", "rtw_coordinator", "return_to_work", "medical", given)[0] == ALLOW
    gone = Consent("k", ("rtw_coordinator",), ("return_to_work",), ("medical",), date(2025, 1, 1), withdrawn_on=TODAY)
    assert decided("au-nsw", "rtw_coordinator", "return_to_work", "medical", gone)[0] == DENY


def test_consent_does_not_open_claim_documents_for_dismissal_in_queensland() -> None:
    given = Consent("k", ("human_resources",), ("employment_decision",), ("medical",), date(2025, 1, 1))
    effect, why = decided("au-qld", "human_resources", "employment_decision", "medical", given)
    assert effect == DENY
    assert "s 572A(1), (3)" in why


@pytest.mark.parametrize(("kind", "decides"), [("state", True), ("private", False)])
def test_rules_on_public_bodies_bind_public_bodies(kind: str, decides: bool) -> None:
    effect, why = decided("au-tas", "supervisor", "return_to_work", "medical", employer=Employer(kind=kind))
    assert effect == DENY
    assert ("Personal Information Protection Act" in why) is decides
