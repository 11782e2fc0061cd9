"""What an audience may see of a programme: its rows go through the same gate as cases, field by field.

Without a case, a row is seen as of a case of which nothing is known and to which nobody has consented. An audience that
deals with one person at a time sees the rows of the one case that is given, as the view of that case decides, and no
others.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import attrs
from attrs import evolve

from rtwlib import disclosure
from rtwlib.cases import Case
from rtwlib.privacy.views import seen_record
from rtwlib.privacy_rules import Effect
from rtwlib.privacy_words import privacy_words
from rtwlib.programme.registers import Programme, registers

if TYPE_CHECKING:
    from rtwlib.laws import Law

_MANY = "case_handlers"


def deals_with_many(audience: str) -> bool:
    """Return whether an audience deals with many cases, so that it may be shown the rows of all of them."""
    return audience in privacy_words().groups[_MANY].members


def view_programme(
    programme: Programme,
    law: Law | Sequence[Law],
    *,
    audience: str,
    purpose: str,
    today: date,
    case: Case | None = None,
    key: bytes | None = None,
) -> Programme:
    """Return a programme as an audience may see it for a purpose on a day.

    With ``case`` only its rows are left, and its consents and facts count. A register whose own sort of data is not
    shown is shown empty. An audience that may not see ids sees no row, since nothing could be told apart. Raises
    `ValueError` for an unknown audience or purpose, for an audience that deals with one person at a time where no case
    is given, and where ids are masked and there is no key.
    """
    laws = (law,) if not isinstance(law, Sequence) else tuple(law)
    about = case or Case(id=programme.id, jurisdictions=tuple(each.id for each in laws))
    view = disclosure.view(about, laws, audience=audience, purpose=purpose, today=today, key=key)
    if case is None and not deals_with_many(audience):
        message = f"{audience} deals with one person at a time: give the case whose rows are to be shown"
        raise ValueError(message)
    ids = next(each.effect for each in view.decisions if each.category == "system")
    if ids is Effect.DENY:
        return Programme(id="withheld", jurisdictions=programme.jurisdictions)
    if ids is Effect.MASK and key is None:
        message = f"{audience} may not see the ids of rows: give a key, to tell them apart by pseudonyms"
        raise ValueError(message)
    vocabulary = laws[0].vocabulary
    for other in laws[1:]:
        vocabulary = vocabulary.merge(other.vocabulary)
    allowed = frozenset(view.shown)
    rows: dict[str, Any] = {
        name: _rows(programme, name, case) if of in allowed else () for name, of in _sorts().items()
    }
    kept = evolve(programme, **rows)
    seen: Programme = seen_record(kept, view, vocabulary, key)
    return seen


def _sorts() -> dict[str, str]:
    """Return the sort of data that each register is as a whole."""
    return {name: attrs.fields_dict(Programme)[name].metadata["category"] for name in registers()}


def _rows(programme: Programme, register: str, case: Case | None) -> tuple[Any, ...]:
    rows: tuple[Any, ...] = getattr(programme, register)
    return rows if case is None else tuple(row for row in rows if getattr(row, "case", None) == case.id)
