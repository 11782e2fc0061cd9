"""Assessments of competencies that are to be made again, on the agenda of the person assessed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from rtwlib.answers import Need, Wants
from rtwlib.competency.assessments import again_on, standing
from rtwlib.programme.agenda import RENEWAL, Item, own_entry

if TYPE_CHECKING:
    from rtwlib.competency.assessments import Assessment
    from rtwlib.competency.frameworks import Framework


def renewal_items(
    assessments: Iterable[Assessment], frameworks: Mapping[str, Framework], today: date
) -> Iterator[Item]:
    """Yield what is to be assessed again, on the day of its review or the last day on which it counts.

    A replaced assessment asks for nothing, nor does one that the same method has since made again.
    """
    for each in standing(assessments, today):
        day = again_on(each)
        if day is None:
            continue
        ends = each.until == day
        framework = frameworks.get(each.framework)
        item = framework.item(each.item) if framework is not None else None
        title = (
            f"{'Renew' if ends else 'Review'} an assessment: {item.text.rstrip('.') if item is not None else each.item}"
        )
        needs = (
            (Need(Wants.EVENT, "assessments", "Was it assessed again, and with what result?"),) if day < today else ()
        )
        entry = own_entry("assessments.until" if ends else "assessments.next_review", title, day, needs)
        yield Item(day, RENEWAL, each.id, entry, f"{each.id} assessments", each.person)
