"""The leaves of a benefit formula for one week of one case: its facts, the law's values on their days, the clocks."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from attrs import evolve, frozen

from rtwlib.accumulating import Segment
from rtwlib.answers import Need, Step, Wants
from rtwlib.benefits.documented import documented
from rtwlib.benefits.payroll import payroll_of
from rtwlib.dates import Unit
from rtwlib.deadlines.accruals import Accrual, accrual, convention_of
from rtwlib.deadlines.clock_steps import clock_step
from rtwlib.readers.formulas import Found, evaluate, missing
from rtwlib.rules import Payroll

if TYPE_CHECKING:
    from rtwlib.deadlines.reading import Reading
    from rtwlib.laws import Value

_DAY, _WEEK = timedelta(days=1), timedelta(days=7)
_WEEKLY, _INCAPACITY = "weekly", "incapacity"


@frozen
class WeekGiven:
    """What a formula reads for the week that begins on ``first``.

    ``number`` is the week of entitlement where the caller names it: then so many weeks less one have run of any
    interval, whatever the case's payments say.
    """

    reading: Reading
    first: date
    number: int | None = None

    def fact(self, name: str) -> Found:
        """Return a fact of the case on the first day of the week, from its facts or its documents."""
        value = self.reading.fact(name, self.first)
        where, note = "case, facts", None
        if value is None:
            found = documented(name, self.reading.file, self.first)
            if found is None:
                return self._worked_out(name)
            value, where, note = found
        return Found(_exact(value), Step("fact", _words(name), _exact(value), where=where, note=note))

    def _worked_out(self, name: str) -> Found:
        """Return a fact that nobody stated by the law's own way to work it out, if it has one that applies."""
        law = self.reading.index.law
        needs = [self.reading.need_fact(name)]
        for benefit in law.benefits:
            day = self.governing(benefit.governed_by) if benefit.gives == name else None
            version = benefit.version_at(day) if day is not None else None
            formula = law.formulas.get(f"{benefit.pack}/{version.formula}") if version is not None else None
            if version is None or formula is None:
                continue
            applies = evaluate(formula.applies, self)
            amount = evaluate(formula.amount, self) if applies.value is True else applies
            if applies.value is True and amount.value is not None:
                cite = "; ".join(str(citation) for citation in version.cite)
                note = f"version from {version.from_}, {version.confidence.value}"
                leaf = Step(
                    "law", benefit.title, version.says, cite=cite, confidence=version.confidence.value, note=note
                )
                return Found(amount.value, Step("same", benefit.title, amount.value, (amount.step, leaf)))
            needs += amount.needs
        return missing(_words(name), needs)

    def payroll(self, node: Payroll[Any], weeks: Fraction) -> Found:
        """Return what the payroll of so many weeks before the injury adds up to, or which rows are missing."""
        injured = self.governing("injury")
        if injured is None:
            return missing("payroll before the injury", [self.reading.index.need_event("injury")])
        return payroll_of(self.reading.file, injured, node, weeks)

    def dated(self, value: str) -> Found:
        """Return a value of the law on the day that governs it; nothing is carried over a gap."""
        law = self.reading.index.law
        known = law.values_by_id.get(value)
        if known is None:
            return missing(
                value, [self.reading.index.need_law(f"{law.id}/{value}", None, "the pack has no such value")]
            )
        day = self.governing(known.governed_by)
        if day is None:
            return missing(known.title, [self.reading.index.need_event(known.governed_by)])
        version = known.version_at(day)
        if version is None:
            why = next(
                (gap.why for gap in known.gaps if gap.from_ <= day and (gap.until is None or day < gap.until)), ""
            )
            return missing(known.title, [self.reading.index.need_law(known.rule, day, why)])
        marks = "" if not version.from_first_known else " (date not confirmed)"
        note = f"version from {version.from_}{marks}, {version.confidence.value}"
        cite = "; ".join(str(citation) for citation in version.cite)
        amount = Fraction(version.amount)
        confidence = version.confidence.value
        return Found(amount, Step("law", _titled(known), amount, cite=cite, confidence=confidence, note=note))

    def governing(self, kind: str) -> date | None:
        """Return the day of the event that picks a version: the week itself where that is a payment's own day."""
        known = self.reading.index.law.vocabulary.events.get(kind)
        if known is not None and known.group == "payment":
            return self.first
        events = [event.day for event in self.reading.events(kind) if not event.undated and event.day <= self.first]
        return events[-1] if events and kind != "injury" else events[0] if events else None

    def elapsed(self, interval: str, unit: Unit) -> Found:
        """Return how many units have run before the week, by the scheme's convention."""
        words = f"{unit.value} of {interval.replace('_', ' ')} before this week"
        if self.number is not None and unit is Unit.WEEKS:
            ran = Fraction(self.number - 1)
            return Found(ran, Step("fact", words, ran, where="given", note="the week of entitlement was named"))
        law = self.reading.index.law
        clock = accrual(interval, unit, convention_of(law, interval, law.id), self.reading)
        before = self.first - _DAY
        if clock.pace is None or (clock.needs and (clock.known_through is None or clock.known_through < before)):
            return missing(words, clock.needs or (self.reading.index.need_event(interval),))
        definition = law.vocabulary.intervals[interval]
        if definition.certificates and not clock.segments:
            return self._not_begun(interval, words)
        if _WEEKLY not in definition.payments:
            return self._run(clock, words, "" if clock.segments else "none is on record")
        payable = accrual(_INCAPACITY, unit, convention_of(law, interval, law.id), self.reading)
        began = payable.segments[0].first if payable.segments else None
        paid = next((segment.first for segment in clock.segments if segment.first < self.first + _WEEK), None)
        if paid is None:
            return self._payable(interval, payable, words)
        late = began is not None and paid - began >= _WEEK
        return self._run(
            clock, words, f"incapacity began on {began}: weeks payable before are not counted" if late else ""
        )

    def _run(self, clock: Accrual, words: str, note: str = "") -> Found:
        """Return how much a clock has run before the week."""
        before = self.first - _DAY
        clock = _projected(clock, before)
        start = clock.segments[0].first if clock.segments else self.first
        ran = clock.elapsed(start, before)
        ends = (
            Step("fact", "counted from", start, where="case", note=note or None),
            Step("fact", "up to", before, where="given"),
        )
        return Found(ran, clock_step(clock, words, ran, ends))

    def _payable(self, interval: str, clock: Accrual, words: str) -> Found:
        """Return how many weeks of a clock of incapacity were payable, where the case records no payment by this week.

        A week counts although its payment is late: from the start of incapacity, as if each had been paid.
        """
        if clock.pace is not None and not clock.needs and clock.segments:
            return self._run(clock, words, "no payment by this week is recorded: counted as payable since then")
        return self._not_begun(interval, words, clock.needs)

    def _not_begun(self, interval: str, words: str, needs: tuple[Need, ...] = ()) -> Found:
        """Return that nothing ran before the week of the injury, and that nothing is known of any other week.

        Whoever is paid for incapacity is incapacitated, so that a record without its beginning is incomplete.
        """
        injured = self.governing("injury")
        if injured is not None and self.first - injured < _WEEK:
            return Found(Fraction(0), Step("fact", words, Fraction(0), where="case", note="the week of the injury"))
        begins = self.reading.index.law.vocabulary.intervals[interval].begins
        return missing(words, needs or tuple(self.reading.index.need_event(kind) for kind in begins[:1]))


def _projected(clock: Accrual, day: date) -> Accrual:
    """Return the clock as if an interval that still runs went on until a day ahead."""
    if not clock.running or not clock.segments or clock.segments[-1].end > day:
        return clock
    last = clock.segments[-1]
    return evolve(clock, segments=(*clock.segments[:-1], Segment(last.first, day + _DAY, last.load)))


def _titled(value: Value) -> str:
    return f"{value.title} ({value.unit})"


def _words(name: str) -> str:
    return name.replace("_", " ").replace(".", ": ")


def _exact(value: object) -> Fraction | bool | str | None:
    if isinstance(value, bool):
        return value
    if isinstance(value, int | Decimal | Fraction):
        return Fraction(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    return None if value is None else str(value)


def need_rule(reading: Reading, rule: str, day: date | None, why: str) -> Need:
    """Return the need for a benefit rule that the pack lacks."""
    return Need(Wants.LAW, rule, reading.index.need_law(rule, day, why).ask)
