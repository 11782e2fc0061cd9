"""One time limit read against one file: an entry for each occurrence of its trigger."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from rtwlib.answers import HOLDS, Need, Truth, Verdict, in_order, unknown
from rtwlib.conditions import Length, Start
from rtwlib.dates import Count
from rtwlib.deadlines.acts import Act, Acts
from rtwlib.deadlines.due_days import Due
from rtwlib.deadlines.finding_days import resolve
from rtwlib.deadlines.happenings import Happening
from rtwlib.deadlines.lengths import Counting
from rtwlib.deadlines.moved_days import due_day
from rtwlib.deadlines.occurrences import Occurrence, occurrences
from rtwlib.deadlines.payable import payable_before
from rtwlib.deadlines.states import Standing, act_standing, span_standing
from rtwlib.deadlines.versions import Choice, version_for
from rtwlib.entries import Entry, Happened, State
from rtwlib.laws import Terms, TimeLimit

if TYPE_CHECKING:
    from rtwlib.deadlines.reading import Reading

_DONE = frozenset({State.MET, State.LATE})
_OCCURRENCES_AT_MOST = 4000


@frozen(eq=False)
class Basis:
    """What an entry was computed from; the explanation reads it."""

    reading: Reading
    limit: TimeLimit
    terms: Terms
    occurrence: Occurrence
    choice: Choice
    due: Due
    verdict: Verdict
    standing: Standing
    ended: date | None = None


@frozen(eq=False)
class Outcome:
    """An entry with its trigger and the moment from which a missed limit may deem an event."""

    entry: Entry
    trigger: Happening | None
    terms: Terms | None
    last_day: date | None = None


class LimitReader:
    """Reads one limit against one file. ``left_out`` collects what does not apply, when asked for."""

    __slots__ = ("acts", "keep_left_out", "left_out", "limit", "reading", "skip_unknown")

    def __init__(self, limit: TimeLimit, reading: Reading, *, skip_unknown: bool, keep_left_out: bool) -> None:
        """Set the limit and the reading."""
        self.limit = limit
        self.reading = reading
        self.acts = Acts(limit, reading)
        self.skip_unknown = skip_unknown
        self.keep_left_out = keep_left_out
        self.left_out: list[Entry] = []

    def read(self) -> list[Outcome]:
        """Return the outcomes of every occurrence of every start that the versions know."""
        found: list[Outcome] = []
        for start, which in self.limit.plan:
            yearly = start.choose == "each_year" or start.branches[0].anchor.sort == "calendar"
            for occurrence in self._occurrences(start, which):
                outcomes = self._read_occurrence(start, occurrence)
                found.extend(outcomes)
                if yearly and any(outcome.entry.state is State.UNKNOWN for outcome in outcomes):
                    break
        return found

    def _occurrences(self, start: Start, which: str) -> list[Occurrence]:
        found = occurrences(start, which, self.reading, skip_unknown=self.skip_unknown)
        if not found and self.keep_left_out and start is self.limit.starts[0]:
            self.left_out.append(self._bare(State.NOT_TRIGGERED, None, f"not triggered: no {_named(start)} on record"))
        return found

    def _read_occurrence(self, start: Start, occurrence: Occurrence) -> list[Outcome]:
        choice = version_for(self.limit, occurrence.trigger, self.reading, occurrence.closes)
        if choice.repealed is not None:
            if self.keep_left_out and start is self.limit.starts[0]:
                why = f"no longer in force: the last version ended with {choice.repealed}"
                self.left_out.append(self._bare(State.NOT_APPLICABLE, occurrence.trigger, why))
            return []
        if choice.terms is None and not choice.candidates:
            if start is not self.limit.starts[0]:
                return []
            return self._unless_excluded(choice, occurrence)
        if choice.terms is None:
            return self._of_candidates(start, choice, occurrence)
        if choice.terms.start is not start and choice.terms.start != start:
            return []
        return self._of_version(choice.terms, choice, occurrence)

    def _unless_excluded(self, choice: Choice, occurrence: Occurrence) -> list[Outcome]:
        """Return 'unknown, needing law', unless the nearest version would leave the case out anyway."""
        trigger = occurrence.trigger
        day = occurrence.closes or (choice.governing.day if choice.governing is not None else None)
        earlier = [terms for terms in self.limit.versions if day is not None and terms.from_ <= day]
        nearest = earlier[-1] if earlier else self.limit.versions[0]
        if trigger is not None and nearest.while_ is not None:
            state = self.reading.interval(nearest.while_)
            if state.known_through is not None and not state.covers(min(trigger.day, self.reading.today_day)):
                return self._leave_out(nearest, trigger)
        if nearest.applies_when:
            verdict = Counting(self.limit, nearest, self.reading).tester(trigger, occurrence.closes)
            if verdict.all(nearest.applies_when).truth is Truth.FAILS:
                return self._leave_out(nearest, trigger)
        entry = evolve(self._bare(State.UNKNOWN, trigger, None), needs=choice.needs)
        return [Outcome(entry, trigger, None)]

    def _of_candidates(self, start: Start, choice: Choice, occurrence: Occurrence) -> list[Outcome]:
        """Return the common result of all versions that could apply, else unknown with what would tell them apart."""
        results: list[list[Outcome]] = []
        for terms in choice.candidates:
            if terms.start == start:
                results += [self._of_version(terms, choice, occurrence, trial=True)]
        if not results or not any(results):
            return []
        seen = {tuple(_telling(outcome.entry) for outcome in outcomes) for outcomes in results}
        if len(seen) == 1 and len(results) == len([t for t in choice.candidates if t.start == start]):
            return results[-1]
        entries = [outcome.entry for outcomes in results for outcome in outcomes]
        days = [day for entry in entries for day in (entry.due, entry.not_before) if day is not None]
        entry = evolve(
            entries[-1],
            state=State.UNKNOWN,
            needs=in_order((*choice.needs, *(need for entry in entries for need in entry.needs))),
            due=None,
            due_at=None,
            opens=None,
            met_by=None,
            breached_by=None,
            decides_on=None,
            not_before=min(days, default=None),
            version_from=None,
        )
        return [Outcome(entry, occurrence.trigger, None)]

    def _of_version(
        self, terms: Terms, choice: Choice, occurrence: Occurrence, *, trial: bool = False
    ) -> list[Outcome]:
        trigger = occurrence.trigger
        counting = Counting(self.limit, terms, self.reading)
        if trigger is None or occurrence.needs:
            verdict = counting.tester(trigger).all(terms.applies_when) if terms.applies_when else HOLDS
            if verdict.truth is Truth.FAILS:
                return self._leave_out(terms, trigger)
            needs = in_order((*occurrence.needs, *verdict.needs))
            due = Due(needs=needs, not_before=occurrence.not_before, base=trigger)
            standing = Standing(State.UNKNOWN, needs=needs)
            return [self._outcome(terms, choice, occurrence, due, verdict, standing, None, None)]
        if terms.every is not None:
            return self._recurring(terms, choice, occurrence, counting, trial=trial)
        if terms.while_ is not None:
            state = self.reading.interval(terms.while_)
            if state.needs and state.known_through is None:
                return [self._doubtful(terms, choice, occurrence, state.needs)]
            if not state.covers(min(trigger.day, self.reading.today_day)):
                return self._leave_out(terms, trigger)
        return self._one(terms, choice, occurrence, counting, trial=trial)

    def _doubtful(self, terms: Terms, choice: Choice, occurrence: Occurrence, needs: tuple[Need, ...]) -> Outcome:
        due = Due(needs=needs, base=occurrence.trigger)
        return self._outcome(
            terms, choice, occurrence, due, unknown(*needs), Standing(State.UNKNOWN, needs=needs), None, None
        )

    def _one(
        self,
        terms: Terms,
        choice: Choice,
        occurrence: Occurrence,
        counting: Counting,
        *,
        trial: bool = False,
        due: Due | None = None,
    ) -> list[Outcome]:
        trigger = occurrence.trigger
        if trigger is None:
            return []
        if due is None:
            due = self._due(terms, occurrence, trigger)
        verdict = counting.tester(trigger, due.day).all(terms.applies_when) if terms.applies_when else HOLDS
        if verdict.truth is Truth.FAILS:
            return self._leave_out(terms, trigger)
        opens = occurrence.opens or self._opens(terms, counting, trigger, due)
        ended = self._ended(terms, counting, trigger) if terms.ending else None
        if not self.limit.kind.is_act:
            if ended is not None and (due.day is None or ended < due.day):
                due = evolve(due, day=ended, needs=(), projected=False)
            standing = span_standing(terms, trigger, due, verdict, self.reading)
        else:
            act = self.acts.find(terms, trigger, opens, ended, occurrence.next_opens) if terms.acts else Act()
            standing = act_standing(terms, trigger, due, verdict, act, ended, self.reading)
            if standing.state in _DONE and standing.event is not None and not trial:
                self.acts.use(standing.event, terms)
        return [self._outcome(terms, choice, occurrence, due, verdict, standing, opens, ended)]

    def _due(self, terms: Terms, occurrence: Occurrence, trigger: Happening) -> Due:
        if occurrence.closes is not None:
            return Due(day=occurrence.closes, base=trigger)
        if terms.untimed and not trigger.undated:
            return Due(base=trigger, backward=terms.start.backward, projected=trigger.projected)
        if terms.plain and not trigger.undated and not trigger.projected:
            table = self.reading.index.due_days.setdefault(id(terms), {})
            known: Due | None = table.get(trigger.day)
            if known is None:
                known = due_day(self.limit, terms, trigger, self.reading)
                if not known.needs:
                    table[trigger.day] = known = evolve(known, base=None)
            return known
        return due_day(self.limit, terms, trigger, self.reading)

    def _opens(self, terms: Terms, counting: Counting, trigger: Happening, due: Due) -> date | None:
        if terms.opens is None:
            return None
        found = resolve(terms.opens.anchor, trigger, self.reading, due.day)
        if found.event is None or found.needs:
            return None
        day, _ = counting.raw_day(found.event.day, terms.opens.count, backward=terms.opens.backward)
        return day

    def _ended(self, terms: Terms, counting: Counting, trigger: Happening) -> date | None:
        days: list[date] = []
        for ending in terms.ending:
            if ending.count is not None:
                day, _ = counting.raw_day(trigger.day, ending.count, backward=False)
                if day is not None:
                    days.append(day)
            elif ending.anchor is not None:
                found = resolve(ending.anchor, trigger, self.reading)
                if found.event is not None and not found.needs and found.event.day >= trigger.day:
                    days.append(found.event.day)
        return min(days, default=None)

    def _recurring(
        self, terms: Terms, choice: Choice, occurrence: Occurrence, counting: Counting, *, trial: bool
    ) -> list[Outcome]:
        """Return one outcome for each period up to the first that lies ahead of today."""
        found: list[Outcome] = []
        trigger = occurrence.trigger
        every = terms.every
        if trigger is None or every is None:
            return found
        state = self.reading.interval(terms.while_) if terms.while_ is not None else None
        ended = self._ended(terms, counting, trigger)
        start = trigger
        for number in range(_OCCURRENCES_AT_MOST):
            if state is not None and state.needs and (state.known_through is None or state.known_through < start.day):
                found.append(self._doubtful(terms, choice, occurrence, state.needs))
                break
            if state is not None and not state.covers(min(start.day, self.reading.today_day)):
                break
            if ended is not None and start.day >= ended:
                break
            length = terms.count if number == 0 and terms.count is not None else every.count
            due = self._period(terms, length, start)
            outcomes = self._one(terms, choice, Occurrence(start, occurrence.opens), counting, trial=trial, due=due)
            found.extend(outcomes)
            if not outcomes or due.day is None or due.needs or due.day >= self.reading.today_day:
                break
            entry = outcomes[0].entry
            if entry.state is State.UNKNOWN:
                break
            after = due.counted.ended if due.counted is not None else due.day
            if every.from_met:
                if entry.met_by is None or entry.met_by.on is None:
                    break
                after = entry.met_by.on
            if after <= start.day:
                break
            start = evolve(trigger, day=after, at=None, carrier=trigger, where=f"{trigger.where}, recurring")
        if not found and self.keep_left_out:
            self._leave_out(terms, trigger)
        return found

    def _period(self, terms: Terms, length: Length | None, start: Happening) -> Due:
        """Return when one period of a recurring limit ends; a plain one is looked up."""
        steady = isinstance(length, Count) and length.of is None and not (terms.pauses or terms.restarts)
        table = self.reading.index.periods
        key = (id(terms), start.day, length)
        if steady and not terms.extended_by and key in table:
            known: Due = evolve(table[key], base=start)
            return known
        due = due_day(self.limit, evolve(terms, count=length), start, self.reading)
        if steady and not terms.extended_by and not due.needs and not due.projected:
            table[key] = evolve(due, base=None)
        return due

    def _leave_out(self, terms: Terms, trigger: Happening | None) -> list[Outcome]:
        if self.keep_left_out:
            entry = self._bare(State.NOT_APPLICABLE, trigger, "does not apply: a condition of the law does not hold")
            self.left_out.append(
                evolve(entry, cite=terms.cited_in_full, pinpoint=terms.cited, version_from=terms.from_)
            )
        return []

    def _bare(self, state: State, trigger: Happening | None, why: str | None) -> Entry:
        terms = self.limit.versions[-1]
        told = trigger.told() if trigger is not None else None
        return Entry(
            self.limit.rule,
            self.limit.kind,
            terms.title,
            self.limit.owed_by,
            state,
            told,
            force=terms.force,
            cite=terms.cited_in_full,
            pinpoint=terms.cited,
            confidence=terms.confidence,
            why=why,
        )

    def _outcome(
        self,
        terms: Terms,
        choice: Choice,
        occurrence: Occurrence,
        due: Due,
        verdict: Verdict,
        standing: Standing,
        opens: date | None,
        ended: date | None,
    ) -> Outcome:
        limit, trigger = self.limit, occurrence.trigger
        event = standing.event
        told = event.told() if event is not None else None
        state = standing.state
        missed = terms.if_missed
        if trigger is None:
            anchor = terms.start.branches[0].anchor if terms.start.branches else None
            shown = Happened(str(anchor), None) if anchor is not None else None
        else:
            shown = (trigger.carrier or trigger).told() if trigger.origin == "recorded" else trigger.told()
        entry = Entry(
            limit.rule,
            limit.kind,
            terms.title,
            limit.owed_by,
            state,
            shown,
            due.day,
            due.at,
            opens,
            told if state is not State.BREACHED else None,
            told if state is State.BREACHED else None,
            due.projected and state is not State.MISSED,
            standing.needs,
            due.not_before if due.day is None else None,
            standing.decides_on,
            missed.says if missed is not None else None,
            missed.deems if missed is not None else None,
            terms.force,
            terms.cited_in_full,
            terms.cited,
            terms.confidence,
            terms.owed_to,
            terms.says,
            terms.from_,
            not terms.from_first_known,
            due.first_day if due.extended else None,
            why=payable_before(terms, self.reading),
            basis=Basis(self.reading, limit, terms, occurrence, choice, due, verdict, standing, ended),
        )
        last_day = due.day
        if ended is not None and terms.lapse_missed and (last_day is None or ended < last_day):
            last_day = ended
        return Outcome(entry, trigger, terms, last_day)


def _named(start: Start) -> str:
    return str(start.branches[0].anchor).replace("_", " ") if start.branches else "window"


def _telling(entry: Entry) -> tuple[object, ...]:
    return (entry.state, entry.due, entry.due_at, entry.opens, entry.met_by, entry.needs, entry.decides_on)
