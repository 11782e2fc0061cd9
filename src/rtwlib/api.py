"""The public functions: where jurisdictions are found, files are read, and law is applied to them.

This is the only place where hooks meet the pure functions below. ``today`` is always an argument.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from attrs import evolve, frozen

from rtwlib import casefiles, catalog, hooks
from rtwlib.answers import Need, Step, Wants
from rtwlib.benefits import once, waiting, weekly
from rtwlib.benefits.waiting import DaysPaid
from rtwlib.benefits.weekly import WeeklyBenefit
from rtwlib.cases import Case, EmployerFile
from rtwlib.dates import Unit
from rtwlib.deadlines.clocks import Clock
from rtwlib.deadlines.reasons import reasons_of
from rtwlib.entries import Entry, Timeline
from rtwlib.laws import Law, Value, ValueVersion
from rtwlib.plans.files import read_plan
from rtwlib.timelines import case_clock, case_timeline, employer_timeline, settled
from rtwlib.vocabulary import nearest


@frozen
class ValueAnswer:
    """An amount on a day: the amount and its version, or what is missing. ``unit`` is as the pack states it."""

    value: Value
    on: date
    version: ValueVersion | None
    needs: tuple[Need, ...] = ()

    @property
    def amount(self) -> Decimal | None:
        """Return the exact amount, or ``None`` where the pack has no figure for the day."""
        return self.version.amount if self.version is not None else None


def jurisdictions(*, packs: Sequence[str | Path] = ()) -> tuple[str, ...]:
    """Return the ids of the jurisdictions that can be loaded, in order; ``packs`` adds folders by path."""
    return catalog.open_catalog(tuple(Path(pack) for pack in packs)).ids()


def law(jurisdiction: str, *, packs: Sequence[str | Path] = ()) -> Law:
    """Return the law of a jurisdiction such as ``us-ct``.

    Raises `UnknownJurisdictionError` (with the nearest ids) or `PackError` (with every problem of the pack).
    """
    return catalog.open_catalog(tuple(Path(pack) for pack in packs)).law(jurisdiction)


def read_case(source: str | bytes | Path | Mapping[str, Any], *, packs: Sequence[str | Path] = ()) -> Case:
    """Return the case in a JSON text, bytes, path or parsed object (``rtwlib.case/1``).

    Kinds and facts are checked against the vocabularies of the case's own jurisdictions.
    Raises `InputProblems` with every problem of the file, its path, and the nearest valid names.
    """
    folders = tuple(Path(pack) for pack in packs)
    return catalog.read_file(source, casefiles.read_case, packs=folders, plan_of=read_plan)


def read_employer_file(
    source: str | bytes | Path | Mapping[str, Any], *, packs: Sequence[str | Path] = ()
) -> EmployerFile:
    """Return the employer's file in a JSON text, bytes, path or parsed object (``rtwlib.employer/1``)."""
    return catalog.read_file(source, casefiles.read_employer_file, packs=tuple(Path(pack) for pack in packs))


def timeline(
    file: Case | EmployerFile,
    law: Law,
    *,
    today: date | datetime,
    explain: bool = False,
    include_left_out: bool = False,
    skip_unknown_triggers: bool = False,
) -> Timeline:
    """Return what is due, when, who owes it, under which section and in which state, on ``today``.

    ``today`` is a date or a zoned moment. With ``explain`` every entry carries its reasons. Raises `ValueError` for
    a moment without a zone and `OutsideCalendar` where a count leaves the years that the pack covers.
    """
    _check_zone(today)
    if isinstance(file, EmployerFile):
        found = employer_timeline(file, law, today, include_left_out=include_left_out)
    else:
        found = case_timeline(
            file, law, today, include_left_out=include_left_out, skip_unknown_triggers=skip_unknown_triggers
        )
    manager = catalog.open_catalog().manager
    if manager.hook.rtw_entries.get_hookimpls():
        own = hooks.of_packs(manager, [stamp.id for stamp in law.stamps])
        more = hooks.entries(own, file, law, today)
    else:
        more = ()
    if more:
        found = evolve(found, entries=tuple(sorted((*found.entries, *more), key=lambda entry: entry.sort_key)))
    if explain:
        found = evolve(found, entries=tuple(with_reasons(entry) for entry in found.entries))
    return found


def _check_zone(today: date | datetime) -> None:
    if isinstance(today, datetime) and today.tzinfo is None:
        message = "today: a moment needs a time zone; give a date, or a datetime with tzinfo"
        raise ValueError(message)


def with_reasons(entry: Entry) -> Entry:
    """Return an entry with its reasons filled in; one that already has some is returned as it is."""
    return entry if entry.reasons else entry.with_reasons((reasons_of(entry),))


def explain(entry: Entry) -> Step:
    """Return why an entry is as it is: a tree whose leaves are facts of the case and cited versions of law.

    Raises `ValueError` for an entry that was read back from JSON or a pickle without reasons.
    """
    return entry.reasons[0] if entry.reasons else reasons_of(entry)


def clock(case: Case, law: Law, interval: str, *, today: date | datetime, unit: str = "weeks") -> Clock:
    """Return how many units of an interval have run by ``today``, as the scheme counts them.

    ``interval`` is a name of the vocabulary such as ``weekly_payments``; ``unit`` is hours, days, weeks, months or
    years. Raises `KeyError` naming the nearest intervals or units, and `ValueError` for a moment without a zone.
    """
    _check_zone(today)
    known = law.vocabulary.intervals
    if interval not in known:
        message = f"{law.id} has no interval '{interval}'; nearest: {', '.join(nearest(interval, known)) or 'none'}"
        raise KeyError(message)
    units = [each.value for each in Unit]
    if unit not in units:
        message = f"'{unit}' is no unit; nearest: {', '.join(nearest(unit, units) or units)}"
        raise KeyError(message)
    return case_clock(case, law, today, interval, Unit(unit))


def weekly_benefit(
    case: Case, law: Law, *, today: date | datetime, week: int | None = None, on: date | None = None
) -> WeeklyBenefit:
    """Return the weekly benefit of a case, with its arithmetic and citations, or what is missing.

    ``week`` is the week of entitlement, from 1; the amounts of law are then those of the week that begins so many weeks
    after the first day of payment, else of incapacity. ``on`` is the first day of a week instead; which week of
    entitlement that is follows from the case's payments. Without either it is the week that begins ``today``.
    Raises `ValueError` for both together, for a week below 1, and for a moment without a zone.
    """
    _check_zone(today)
    if week is not None and (on is not None or week < 1):
        message = "give a week from 1 on, or the first day of a week, not both"
        raise ValueError(message)
    reading = settled(case, law, today)
    if week is not None:
        return weekly.weekly_benefit(reading, weekly.first_day_of(reading, week), week)
    return weekly.weekly_benefit(reading, on or reading.today_day)


def benefit(case: Case, law: Law, name: str, *, today: date | datetime, on: date | None = None) -> WeeklyBenefit:
    """Return a benefit asked for by name, such as an award or an expense, with its arithmetic, or what is missing.

    ``on`` is the day of what is paid for (the travel, the death), else ``today``. The result is as for a week; its days
    are that day. Raises `KeyError` naming the nearest benefits, and `ValueError` for a moment without a zone.
    """
    _check_zone(today)
    known = {each.id: each for each in law.benefits if each.pays != "weekly"}
    if name not in known:
        near = nearest(name, known) or tuple(known)
        message = f"{law.id} has no benefit '{name}' that is asked for by name; nearest: {', '.join(near) or 'none'}"
        raise KeyError(message)
    reading = settled(case, law, today)
    return once.paid_once(reading, known[name], on or reading.today_day)


def payable_days(law: Law, days: int, *, on: date) -> DaysPaid:
    """Return how many of the first days of incapacity are paid, by the waiting period of the law on the day of injury.

    Raises `ValueError` for a number of days below 0.
    """
    if days < 0:
        message = f"{days} days: expected 0 or more"
        raise ValueError(message)
    names = ("waiting-days", "retroactive-days")
    if not all(name in law.values_by_id for name in names):
        ask = f"Has {law.id} a waiting period? The pack names none."
        return DaysPaid(days, None, (Need(Wants.LAW, f"{law.id} waiting period", ask),))
    answers = [value(law, name, on=on) for name in names]
    needs = tuple(need for answer in answers for need in answer.needs)
    amounts = [answer.amount for answer in answers if answer.amount is not None]
    if needs or len(amounts) < len(names):
        return DaysPaid(days, None, needs)
    versions = [answer.version for answer in answers if answer.version]
    cite = "; ".join(dict.fromkeys(str(each) for version in versions for each in version.cite))
    marks = tuple(dict.fromkeys(mark for version in versions for mark in version.marks))
    return DaysPaid(days, waiting.payable_days(days, int(amounts[0]), int(amounts[1])), (), cite, marks)


def case_remarks(case: Case, law: Law) -> tuple[hooks.Remark, ...]:
    """Return what plugins of the law's packs remark on a case, in order of their codes."""
    manager = catalog.open_catalog().manager
    if not manager.hook.rtw_check_case.get_hookimpls():
        return ()
    return hooks.case_remarks(hooks.of_packs(manager, [stamp.id for stamp in law.stamps]), case, law)


def value(law: Law, name: str, *, on: date) -> ValueAnswer:
    """Return a rate or amount of the law on the day that governs it (its ``governed_by`` event's day).

    Raises `KeyError` naming the nearest ids for an unknown value. In a gap the amount is ``None``; ``needs`` says so.
    """
    found = law.values_by_id.get(name)
    if found is None:
        near = nearest(name, law.values_by_id)
        message = f"{law.id} has no value '{name}'; nearest: {', '.join(near) or 'none'}"
        raise KeyError(message)
    version = found.version_at(on)
    if version is not None:
        return ValueAnswer(found, on, version)
    why = next((gap.why for gap in found.gaps if gap.from_ <= on and (gap.until is None or on < gap.until)), None)
    ask = f"What was {found.title} on {on.isoformat()}?" + (f" ({why})" if why else " (the pack has no figure)")
    return ValueAnswer(found, on, None, (Need(Wants.LAW, found.rule, ask),))
