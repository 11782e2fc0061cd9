"""`rtw law --compare`: what several laws say on each subject, as text and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rtwlib.cli.law_json import duty_to_json, terms_to_json
from rtwlib.cli.law_words import marks, term_words, value_marks
from rtwlib.comparison.comparing import Compared, Said, compare
from rtwlib.readers.wording import kind_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from rtwlib.laws import Law
    from rtwlib.standing_duties import StandingDuty

FORMAT = "rtwlib.comparison/1"
NO_LAW = "nothing in the pack"


def comparison_text(laws: Sequence[Law], day: date) -> str:
    """Return what each law says, subject by subject, with citations."""
    lines = [f"The law on {day}, subject by subject"]
    lines += [f"  {law.stamps[0].title}   {law.id} {law.stamps[0].version}" for law in laws]
    for found in compare(laws, day):
        lines += ["", found.subject.title, *_subject(found)]
    return "\n".join(lines)


def _subject(found: Compared) -> Iterator[str]:
    for (law, limits), (_, duties) in zip(found.laws, found.duties, strict=True):
        yield f"  {law}" if limits or duties else f"  {law}   {NO_LAW}"
        for said in limits:
            yield f"    {said_words(said)}"
            yield f"      {said_law(said)}"
        for duty in duties:
            yield f"    {duty_words(duty)}"
            yield f"      {duty.pack}/{duty.id}   {'; '.join(each.short for each in duty.cite)}   {value_marks(duty)}"


def duty_words(duty: StandingDuty) -> str:
    """Return a duty without a clock in one line: who, and what."""
    return f"{kind_words(duty.owed_by)}: {duty.title}"


def said_words(said: Said) -> str:
    """Return a limit in one line: who, what, when."""
    if said.terms is None:
        return f"{said.limit.title}: not known on this day"
    return f"{kind_words(said.limit.owed_by)}: {said.terms.title}: {term_words(said.terms)}"


def said_law(said: Said) -> str:
    """Return the id, citation and standing of a limit."""
    if said.terms is None:
        return said.limit.rule
    silence = said.terms.if_missed
    deems = f"   silence: {kind_words(silence.deems)}" if silence and silence.deems else ""
    return f"{said.limit.rule}   {said.terms.cited}   {marks(said.terms)}{deems}"


def comparison_to_json(laws: Sequence[Law], day: date) -> dict[str, Any]:
    """Return the comparison as ``rtwlib.comparison/1``."""
    return {
        "format": FORMAT,
        "at": day.isoformat(),
        "laws": [{**law.stamps[0].to_json(), "title": law.stamps[0].title} for law in laws],
        "subjects": [
            {
                "id": found.subject.id,
                "title": found.subject.title,
                "laws": [
                    {
                        "id": law,
                        "limits": [_limit(said) for said in limits],
                        "duties": [duty_to_json(each) for each in duties],
                    }
                    for (law, limits), (_, duties) in zip(found.laws, found.duties, strict=True)
                ],
            }
            for found in compare(laws, day)
        ],
    }


def _limit(said: Said) -> dict[str, Any]:
    limit = said.limit
    version = None if said.terms is None else terms_to_json(limit, said.terms)
    return {
        "rule": limit.rule,
        "kind": limit.kind.value,
        "title": limit.title,
        "owed_by": limit.owed_by,
        "version": version,
    }
