"""From the entries of a case to findings, and what a whole file cannot say to one finding for the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from attrs import define, field, frozen

from rtwlib.answers import Wants
from rtwlib.entries import Entry, State
from rtwlib.findings import CODES, Finding, Severity, Where
from rtwlib.kinds import Force, Kind
from rtwlib.readers.wording import kind_words, local_day, number_of, plain_day

if TYPE_CHECKING:
    from rtwlib.answers import Need
    from rtwlib.laws import TimeLimit

_CODE = {State.MISSED: "RTW101", State.LATE: "RTW102", State.BREACHED: "RTW103", State.EARLY: "RTW106"}
_BINDING = frozenset({Force.STATUTE, Force.REGULATION})
_SILENCE = {Wants.EVENT: "RTW110", Wants.INTERVAL: "RTW110", Wants.FACT: "RTW111", Wants.LAW: "RTW120"}


@frozen
class Silence:
    """What a file cannot say: kinds of event, intervals and facts that none of its columns or constants gives."""

    kinds: frozenset[str] = frozenset()
    facts: frozenset[str] = frozenset()
    unread: tuple[tuple[str, tuple[TimeLimit, ...]], ...] = ()

    def covers(self, need: Need) -> bool:
        """Return whether the file as a whole lacks what is needed, so that no single case could give it."""
        match need.what:
            case Wants.EVENT | Wants.INTERVAL:
                return need.name in self.kinds
            case Wants.FACT:
                return need.name in self.facts
            case Wants.LAW:
                return True
            case _:
                return False


@define
class _Lack:
    """How often one missing thing left readings unknown: readings, cases, rules."""

    ask: str
    readings: int = 0
    cases: int = 0
    first: date | None = None
    last: date | None = None
    last_case: str = ""
    rules: set[str] = field(factory=set)

    def span(self, day: date | None) -> None:
        """Widen the span of triggers to a day."""
        if day is not None:
            self.first = min(self.first or day, day)
            self.last = max(self.last or day, day)


@define
class Judge:
    """Turns the entries of one file's cases into findings; remembers only counts between cases."""

    today: date | datetime
    zone: str
    file: str | None = None
    silence: Silence = field(factory=Silence)
    forms: Mapping[str, str] = field(factory=dict)
    _lacks: dict[tuple[Wants, str], _Lack] = field(factory=dict, init=False)

    def judge(self, case: str, entries: Iterable[Entry], line: int | None = None) -> Iterator[Finding]:
        """Yield one finding for each entry that is missed, late, breached, early or unknown.

        An unknown that the whole file shares is counted, and told once by `about_the_file`.
        """
        for entry in entries:
            if entry.state is State.UNKNOWN:
                shared = [need for need in entry.needs if self.silence.covers(need)]
                if shared:
                    self._count(case, entry, shared)
                    continue
                yield self._unknown(case, entry, line)
            elif entry.state in _CODE:
                yield self._plain(case, entry, line)

    def about_the_file(self) -> Iterator[Finding]:
        """Yield one finding for each thing that the file as a whole lacks, in the order of codes and names."""
        for kind, limits in self.silence.unread:
            lack = self._lacks.setdefault((Wants.EVENT, kind), _Lack(ask=""))
            lack.rules.update(limit.rule for limit in limits)
        starts = {kind: len(limits) for kind, limits in self.silence.unread}
        for (what, name), lack in sorted(self._lacks.items(), key=lambda item: (_SILENCE[item[0][0]], item[0][1])):
            code = _SILENCE[what]
            yield Finding(
                code=code,
                severity=CODES[code].severity,
                where=Where(file=self.file, path=name),
                message=_lack_words(what, name, lack, starts.get(name, 0)),
                rule=name if what is Wants.LAW else None,
                fix=CODES[code].fix,
                count=lack.readings or len(lack.rules),
            )

    def _count(self, case: str, entry: Entry, needs: Iterable[Need]) -> None:
        """Count an unknown that the whole file shares."""
        for need in needs:
            name = entry.rule if need.what is Wants.LAW else need.name
            lack = self._lacks.get((need.what, name))
            if lack is None:
                lack = self._lacks[need.what, name] = _Lack(ask=need.ask)
            lack.readings += 1
            lack.span(entry.trigger.on if entry.trigger else None)
            lack.rules.add(entry.rule)
            if lack.last_case != case:
                lack.cases += 1
                lack.last_case = case

    def _fix(self, code: str, entry: Entry) -> str:
        """Return what to do about a finding, with the form that meets the limit, where the law has one."""
        form = self.forms.get(entry.rule) if entry.state is State.MISSED else None
        return CODES[code].fix if form is None else f"{CODES[code].fix} The form: {form} (rtw form fill)."

    def _plain(self, case: str, entry: Entry, line: int | None) -> Finding:
        """Return the finding for an entry whose state is known."""
        right = entry.kind is Kind.LIMITATION
        code = "RTW107" if right and entry.state is State.MISSED else _CODE[entry.state]
        binds = entry.force in _BINDING and not right
        act = entry.breached_by if entry.state is State.BREACHED else entry.met_by
        return Finding(
            code=code,
            severity=CODES[code].severity if binds or code == "RTW107" else Severity.WARNING,
            where=self._where(case, entry, line),
            message=self._message(entry),
            due=entry.due_at or entry.due,
            actual=act.on if act else None,
            cite=entry.cite,
            pinpoint=entry.pinpoint or entry.cite,
            marks=entry.marks,
            fix=self._fix(code, entry),
            rule=entry.rule,
            title=entry.title,
            owed_by=entry.owed_by,
            days=self._days(entry),
        )

    def _unknown(self, case: str, entry: Entry, line: int | None) -> Finding:
        """Return the finding for an entry that only this case leaves unknown."""
        code = "RTW104" if entry.due is None else "RTW105"
        asks = " ".join(dict.fromkeys(need.ask for need in entry.needs))
        bound = f", not before {entry.not_before}" if entry.not_before and entry.due is None else ""
        day = f"due {plain_day(entry.due_at or entry.due)}, not known to be done" if entry.due else f"no day{bound}"
        return Finding(
            code=code,
            severity=CODES[code].severity,
            where=self._where(case, entry, line),
            message=f"{entry.title}: {day}. {asks}".rstrip(),
            due=entry.due_at or entry.due,
            cite=entry.cite,
            pinpoint=entry.pinpoint or entry.cite,
            marks=entry.marks,
            fix=self._fix(code, entry),
            rule=entry.rule,
            title=entry.title,
            owed_by=entry.owed_by,
        )

    def _where(self, case: str, entry: Entry, line: int | None) -> Where:
        """Return the case and the place of the trigger in it."""
        return Where(
            case=case, path=(entry.trigger.where or None) if entry.trigger else None, file=self.file, line=line
        )

    def _days(self, entry: Entry) -> int | None:
        """Return the days by which an act came late or, where nothing was done, is overdue."""
        if entry.state is State.MISSED and entry.due is not None:
            return (local_day(self.today, self.zone) - entry.due).days
        return entry.late_by

    def _message(self, entry: Entry) -> str:
        """Return a sentence: what, when due, what happened, what follows."""
        day = entry.due_at or entry.due
        due = f"due {plain_day(day)}" if day else "no day"
        act = entry.met_by.on if entry.met_by else None
        days = self._days(entry)
        match entry.state:
            case State.MISSED:
                over = "over for" if entry.kind is Kind.LIMITATION else "overdue by"
                said = f"{due}, not done" + (f", {over} {number_of(days, 'day')}" if days else "")
            case State.LATE:
                said = f"{due}, done {act}" + (f", {number_of(days, 'day')} late" if days else ", late")
            case State.EARLY:
                said = f"done {act}, but not possible before {entry.opens}"
            case _:
                barred = entry.breached_by
                said = f"{kind_words(barred.kind)} on {barred.on}, barred until {entry.due}" if barred else due
        after = f". {entry.consequence}" if entry.consequence and entry.state is not State.EARLY else ""
        return f"{entry.title}: {said}{after}"


def _lack_words(what: Wants, name: str, lack: _Lack, starts: int) -> str:
    """Return the sentence of a finding about a whole file."""
    left = f"{number_of(lack.readings, 'reading')} in {number_of(lack.cases, 'case')} left unknown"
    if what is Wants.LAW:
        why = lack.ask.partition("? (")[2].removesuffix(")")
        span = f", begun from {lack.first} to {lack.last}" if lack.first and lack.last else ""
        return f"no law in the pack for {name}: {left}{span}" + (f" ({why})" if why else "")
    if what is Wants.FACT:
        return f"no column or constant gives facts.{name}: {left}. {lack.ask}".rstrip()
    parts = []
    if starts:
        parts.append(f"{number_of(starts, 'rule')} cannot be read")
    if lack.readings:
        parts.append(left)
    return f"no column gives event:{name}: {'; '.join(parts)}"
