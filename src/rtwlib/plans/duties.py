"""The employer's bank of duties, and the search for those that suit a worker, nearest to the former work first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from attrs import frozen

from rtwlib.plans.functional import Demand, Fit, Item, Matched, match

NEARNESS = ("own_job", "own_job_changed", "own_team", "own_department", "same_employer", "host_employer")


@frozen
class Duty:
    """A duty of the bank: its demands, how near it is to the former work, and what it needs of the worker."""

    id: str
    title: str
    demands: tuple[Demand, ...] = ()
    nearness: str = "same_employer"
    skills: tuple[str, ...] = ()
    training: tuple[str, ...] = ()
    place: str | None = None
    of_value: bool | None = None


@frozen
class Candidate:
    """A duty as the search found it: whether it fits as a whole, demand by demand, and what is lacking."""

    duty: Duty
    fit: Fit
    matched: tuple[Matched, ...]
    lacking: tuple[str, ...]

    @property
    def why(self) -> str:
        """Return why in one sentence."""
        return (
            "; ".join(each.why for each in self.matched if each.fit is not Fit.FITS)
            or "every demand is within the capacity"
        )


def suits(duty: Duty, items: Iterable[Item], day: date, skills: Iterable[str] = ()) -> Candidate:
    """Return whether a duty suits a worker on a day.

    The worst of its demands decides; a duty without any demand recorded is not known to fit.
    """
    known = tuple(items)
    matched = tuple(match(demand, known, day) for demand in duty.demands)
    has = set(skills)
    lacking = tuple(f"skill: {name}" for name in duty.skills if name not in has)
    order = (Fit.FITS, Fit.ADJUST, Fit.UNKNOWN, Fit.NOT)
    fit = max((each.fit for each in matched), key=order.index, default=Fit.UNKNOWN)
    return Candidate(duty, fit, matched, (*lacking, *(f"training: {name}" for name in duty.training)))


def search(
    bank: Iterable[Duty], items: Iterable[Item], day: date, *, skills: Iterable[str] = ()
) -> tuple[Candidate, ...]:
    """Return the duties of a bank in the order in which to offer them.

    Those that fit come before those that fit with an adjustment, then those of which that is not known, then the rest;
    among equals the one nearest to the former work, then the one that lacks less, then by title.
    """
    known, has = tuple(items), tuple(skills)
    order = (Fit.FITS, Fit.ADJUST, Fit.UNKNOWN, Fit.NOT)
    found = [suits(duty, known, day, has) for duty in bank]
    return tuple(
        sorted(found, key=lambda each: (order.index(each.fit), _nearness(each), len(each.lacking), each.duty.title))
    )


def unfit(candidates: Iterable[Candidate]) -> tuple[tuple[str, str], ...]:
    """Return the duties that do not fit, or are not known to, with the reason, as the checks of a plan read them."""
    return tuple(
        (each.duty.id, f"{each.duty.title}: {each.why}") for each in candidates if each.fit in {Fit.NOT, Fit.UNKNOWN}
    )


def heaviest(duty: Duty) -> Decimal | None:
    """Return the heaviest weight that a duty asks, ``None`` if none is recorded: a bank is often filed by it."""
    return max((each.weight_kg for each in duty.demands if each.weight_kg is not None), default=None)


def _nearness(found: Candidate) -> int:
    return NEARNESS.index(found.duty.nearness) if found.duty.nearness in NEARNESS else len(NEARNESS)
