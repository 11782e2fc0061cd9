"""The worker's consents: whether one covers a use of data on a day, and what is wrong with one in a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from rtwlib.cases import Consent
from rtwlib.codec import InputProblem
from rtwlib.privacy_words import Term, privacy_words
from rtwlib.vocabulary import nearest


def covers(consent: Consent, *, audience: str, purpose: str, category: str, today: date) -> bool:
    """Return whether a consent lets an audience see a sort of data for a purpose on a day.

    It must have been given on or before the day, name all three, and neither have ended nor been withdrawn. Nothing
    that it leaves out is consented to.
    """
    words = privacy_words()
    begun = consent.given_on is not None and consent.given_on <= today
    ended = any(day is not None and day <= today for day in (consent.until, consent.withdrawn_on))
    named = audience in words.members(consent.audiences) and purpose in consent.purposes and category in consent.data
    return begun and not ended and named


def consent_problems(consents: Iterable[Consent]) -> Iterator[InputProblem]:
    """Yield what is wrong with the consents of a file: unknown words, and a consent that could never hold."""
    words = privacy_words()
    for number, consent in enumerate(consents):
        path = f"consents[{number}]"
        yield from _words(f"{path}.audiences", consent.audiences, {**words.audiences, **words.groups}, "audience")
        yield from _words(f"{path}.purposes", consent.purposes, words.purposes, "purpose")
        yield from _words(f"{path}.data", consent.data, words.categories, "sort of data")
        if consent.given_on is None:
            yield InputProblem(f"{path}.given_on", "missing: a consent holds from the day on which it was given")
        elif consent.until is not None and consent.until <= consent.given_on:
            yield InputProblem(f"{path}.until", f"{consent.until} is not after given_on {consent.given_on}")


def _words(path: str, names: tuple[str, ...], known: Mapping[str, Term], what: str) -> Iterator[InputProblem]:
    if not names:
        yield InputProblem(path, f"missing: name at least one {what} ({', '.join(known)})")
    for number, name in enumerate(names):
        if name not in known:
            near = nearest(name, known) or tuple(known)
            yield InputProblem(f"{path}[{number}]", f"unknown {what} '{name}'; nearest: {', '.join(near)}")
