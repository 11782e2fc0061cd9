"""Whether an audience may see a sort of data for a purpose: the strictest rule that applies wins, silence denies."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from attrs import frozen

from rtwlib.answers import Truth, Verdict
from rtwlib.cases import Consent
from rtwlib.consents import covers
from rtwlib.kinds import Force
from rtwlib.privacy_rules import ConsentRole, Effect, PrivacyRule
from rtwlib.sources import Confidence

BETWEEN = " | "
SILENCE = "no rule allows it, and silence denies"
_BINDING = frozenset({Force.STATUTE, Force.REGULATION, Force.ORDER})
Test = Callable[[PrivacyRule], Verdict]


@frozen
class Because:
    """A rule that decided, and the consent that it rested on."""

    rule: PrivacyRule
    consent: str | None = None

    def __str__(self) -> str:
        """Return the rule in words, with its law and how it is known."""
        marks = [self.rule.cited] if self.rule.cite else []
        if self.rule.force not in _BINDING:
            marks.append(f"{self.rule.force.value}, not law")
        if self.rule.confidence is Confidence.UNCONFIRMED:
            marks.append("unconfirmed")
        if self.rule.from_first_known:
            marks.append("date not confirmed")
        consent = f", with consent {self.consent}" if self.consent else ""
        return f"{self.rule.title} ({'; '.join(marks)}){consent}"


@frozen
class Decision:
    """What an audience may see of one sort of data for a purpose on a day, and why.

    ``because`` holds the rules of the deciding effect; it is empty where silence denies.
    """

    audience: str
    purpose: str
    category: str
    effect: Effect
    because: tuple[Because, ...] = ()

    @property
    def why(self) -> str:
        """Return the reason in one sentence."""
        return BETWEEN.join(str(each) for each in self.because) or SILENCE


@frozen
class Asked:
    """What is asked for: an audience, a purpose and the day on which it looks."""

    audience: str
    purpose: str
    today: date


def decide(
    category: str, asked: Asked, *, rules: Iterable[PrivacyRule], consents: Iterable[Consent], test: Test
) -> Decision:
    """Return the decision on one sort of data.

    ``test`` tells whether the conditions of a rule hold for the case. Consents only ever let a rule that allows apply,
    or lift one that masks or denies: one more consent never takes anything away, a withdrawn one never gives anything.
    """
    agreed = [
        consent
        for consent in consents
        if covers(consent, audience=asked.audience, purpose=asked.purpose, category=category, today=asked.today)
    ]
    applying = []
    for rule in rules:
        if category in rule.data and _concerns(rule, asked):
            because = _applies(rule, agreed, test)
            if because is not None:
                applying.append(because)
    if not applying:
        return Decision(asked.audience, asked.purpose, category, Effect.DENY)
    strictest = max((each.rule.effect for each in applying), key=lambda effect: effect.strictness)
    deciding = tuple(
        sorted((each for each in applying if each.rule.effect is strictest), key=lambda each: each.rule.rule)
    )
    return Decision(asked.audience, asked.purpose, category, strictest, deciding)


def _concerns(rule: PrivacyRule, asked: Asked) -> bool:
    right_purpose = not rule.purposes or asked.purpose in rule.purposes
    return asked.audience in rule.audiences and right_purpose and rule.in_force(asked.today)


def _applies(rule: PrivacyRule, agreed: list[Consent], test: Test) -> Because | None:
    truth = test(rule).truth if rule.applies_when else Truth.HOLDS
    holds = truth is Truth.HOLDS if rule.effect is Effect.ALLOW else truth is not Truth.FAILS
    if not holds or (rule.consent is ConsentRole.LIFTS and agreed):
        return None
    if rule.consent is ConsentRole.NEEDED:
        return Because(rule, agreed[0].id or "without an id") if agreed else None
    return Because(rule)
