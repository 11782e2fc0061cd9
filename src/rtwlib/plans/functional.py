"""Functional capacity and job demands, item by item, and whether the one fits the other.

Capacity has four answers: able, able within limits, unable, and unstated. What is unstated never passes. Items are
names such as ``lifting`` or ``concentration``: those of `rtwlib.plans.abilities`, and any that the user's forms have.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from attrs import frozen

from rtwlib.plans.scales import frequency_scales


class Answer(enum.StrEnum):
    """What is said of an item of capacity."""

    ABLE = "able"
    LIMITED = "able_with_limits"
    UNABLE = "unable"
    UNSTATED = "unstated"


class Source(enum.StrEnum):
    """Who says it; where they differ the certified one counts, else the answer is what none of them contradicts."""

    CERTIFIED = "certified"
    WORKER = "self_rated"
    EMPLOYER = "employer_rated"


class Fit(enum.StrEnum):
    """Whether a demand fits: as it is, with an adjustment, not at all, or nobody can know."""

    FITS = "fits"
    ADJUST = "fits_with_adjustment"
    NOT = "does_not_fit"
    UNKNOWN = "not_known"


@frozen
class Item:
    """What is said of an item of capacity: the answer, and within which limits; from which day until which it holds."""

    item: str
    answer: Answer = Answer.UNSTATED
    most_weight_kg: Decimal | None = None
    frequency: str | None = None
    scale: str = "dot"
    most_hours_per_day: Decimal | None = None
    source: Source = Source.CERTIFIED
    from_: date | None = None
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Return whether it is said for a day."""
        return (self.from_ is None or self.from_ <= day) and (self.until is None or day <= self.until)


@frozen
class Demand:
    """What a duty asks: of an item, how heavy, how often, for how long, and whether that can be changed."""

    item: str
    weight_kg: Decimal | None = None
    frequency: str | None = None
    scale: str = "dot"
    hours_per_day: Decimal | None = None
    essential: bool | None = None
    modifiable: bool | None = None


@frozen
class Matched:
    """Whether a demand fits, and why in one sentence."""

    demand: Demand
    fit: Fit
    why: str


def counted(items: Iterable[Item], name: str, day: date) -> Item:
    """Return what counts of an item on a day: what is certified, else the most careful of what others say.

    Where several of one source hold on the day the strictest counts: unable before unstated before limits before able.
    """
    order = (Answer.UNABLE, Answer.UNSTATED, Answer.LIMITED, Answer.ABLE)
    found = [each for each in items if each.item == name and each.holds(day)]
    certified = [each for each in found if each.source is Source.CERTIFIED and each.answer is not Answer.UNSTATED]
    if not certified:
        # Others can say that it does not go; that it goes is for the practitioner to say.
        found = [each for each in found if each.answer is Answer.UNABLE]
        return found[0] if found else Item(name)
    return min(certified, key=lambda each: (order.index(each.answer), each.most_weight_kg or Decimal("Infinity")))


@frozen
class Compared:
    """What each source says of an item on a day, strictest first where one says several things, and what counts."""

    item: str
    said: tuple[tuple[Source, Item | None], ...]
    counts: Item

    @property
    def differ(self) -> bool:
        """Return whether the sources that say something disagree on the answer."""
        answers = {each.answer for _, each in self.said if each is not None and each.answer is not Answer.UNSTATED}
        return len(answers) > 1


def side_by_side(items: Iterable[Item], day: date) -> tuple[Compared, ...]:
    """Return for each item what is certified, what the worker and what the employer says of it on a day."""
    known = tuple(items)
    order = (Answer.UNABLE, Answer.UNSTATED, Answer.LIMITED, Answer.ABLE)
    found = []
    for name in dict.fromkeys(each.item for each in known):
        said = tuple(
            (
                source,
                min(
                    (each for each in known if each.item == name and each.source is source and each.holds(day)),
                    key=lambda each: order.index(each.answer),
                    default=None,
                ),
            )
            for source in Source
        )
        found.append(Compared(name, said, counted(known, name, day)))
    return tuple(found)


def match(demand: Demand, items: Iterable[Item], day: date) -> Matched:
    """Return whether a demand fits what is known of the capacity on a day."""
    item = counted(items, demand.item, day)
    if item.answer is Answer.UNSTATED:
        return Matched(demand, Fit.UNKNOWN, f"{demand.item}: nobody has certified whether the worker is able to do it")
    if item.answer is Answer.UNABLE:
        if demand.essential is False:
            return Matched(
                demand, Fit.ADJUST, f"{demand.item}: the worker is unable; it is no essential part, so leave it out"
            )
        return Matched(demand, Fit.NOT, f"{demand.item}: the worker is unable")
    if item.answer is Answer.ABLE:
        return Matched(demand, Fit.FITS, f"{demand.item}: the worker is able")
    beyond = list(_beyond(demand, item))
    unsure = [why for why, known in beyond if not known]
    over = [why for why, known in beyond if known]
    if over:
        fit = Fit.ADJUST if demand.modifiable else Fit.NOT
        return Matched(demand, fit, f"{demand.item}: {'; '.join(over)}")
    if unsure:
        return Matched(demand, Fit.UNKNOWN, f"{demand.item}: {'; '.join(unsure)}")
    return Matched(demand, Fit.FITS, f"{demand.item}: within the limits")


def _beyond(demand: Demand, item: Item) -> Iterable[tuple[str, bool]]:
    """Yield where a demand is beyond the limits, or not known to be within them."""
    for name, asked, most, unit in (
        ("weight", demand.weight_kg, item.most_weight_kg, "kg"),
        ("time", demand.hours_per_day, item.most_hours_per_day, "hours a day"),
    ):
        if most is None:
            continue
        if asked is None:
            yield f"the duty does not say its {name}, and {most} {unit} is the limit", False
        elif asked > most:
            yield f"{asked} {unit} asked, {most} {unit} is the limit", True
    if item.frequency is None:
        return
    if demand.frequency is None:
        yield f"the duty does not say how often, and {item.frequency} is the limit", False
        return
    scales = frequency_scales()
    within = scales[demand.scale].within(demand.frequency, scales[item.scale], item.frequency)
    if within is False:
        yield f"{demand.frequency} asked, {item.frequency} is the limit", True
    elif within is None:
        yield f"{demand.frequency} asked and {item.frequency} allowed overlap in part", False
