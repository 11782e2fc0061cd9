"""What an audit adds up: states by rule, by who owed it and by month, the on-time share, the worst lags."""

from __future__ import annotations

import heapq
from collections import Counter
from typing import TYPE_CHECKING, Any

from attrs import define, field, frozen

from rtwlib.entries import Entry, State
from rtwlib.kinds import Kind
from rtwlib.readers.wording import local_day

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

_TENTHS = 1000
_NO_MONTH = "no date"
_DONE = frozenset({State.MET, State.LATE})


@frozen
class Share:
    """How many of how many; ``text`` is ``132 of 170 (77.6 %)``."""

    part: int
    whole: int

    @property
    def percent(self) -> str | None:
        """Return the share in percent with one decimal, half up, as text; ``None`` where there is nothing to share."""
        if not self.whole:
            return None
        tenths = (2 * _TENTHS * self.part + self.whole) // (2 * self.whole)
        return f"{tenths // 10}.{tenths % 10}"

    @property
    def text(self) -> str:
        """Return the share in words."""
        percent = self.percent
        return f"{self.part:,} of {self.whole:,} ({percent} %)" if percent is not None else "none settled"

    def to_json(self) -> dict[str, Any]:
        """Return ``{"on_time", "of", "percent"}``; the percentage is a decimal string or ``None``."""
        return {"on_time": self.part, "of": self.whole, "percent": self.percent}


@define
class Tally:
    """How many entries are in each state.

    ``undated`` counts the duties done for which the law sets no day. Of rights that lapse by not acting, ``used``
    counts those used in time, ``used_late`` those used too late, ``lapsed`` those not used.
    """

    states: Counter[State] = field(factory=Counter)
    undated: int = 0
    used: int = 0
    used_late: int = 0
    lapsed: int = 0

    def add(self, entry: Entry) -> None:
        """Count one entry."""
        state = entry.state
        self.states[state] += 1
        if entry.kind is Kind.LIMITATION:
            self.used += state is State.MET
            self.used_late += state is State.LATE
            self.lapsed += state is State.MISSED
        elif state is State.MET and entry.due is None:
            self.undated += 1

    @property
    def late(self) -> int:
        """Return the duties done late."""
        return self.states[State.LATE] - self.used_late

    @property
    def missed(self) -> int:
        """Return the duties not done in time and not done since."""
        return self.states[State.MISSED] - self.lapsed

    @property
    def on_time(self) -> Share:
        """Return the duties done in time out of those with a last day that are settled: met, late or missed.

        What is open, excused or unknown is in neither number, nor is a duty for which the law sets no day, nor a
        right that nobody has to use.
        """
        met = self.states[State.MET] - self.undated - self.used
        return Share(met, met + self.late + self.missed)

    def to_json(self) -> dict[str, Any]:
        """Return the share, the count of each state that occurs, and what is not in the share."""
        return {
            **self.on_time.to_json(),
            "done_without_a_day_set": self.undated,
            "rights": {"used": self.used, "used_late": self.used_late, "lapsed": self.lapsed},
            "states": {state.value: self.states[state] for state in State if self.states[state]},
        }


@frozen(order=True)
class Lag:
    """One act that came late, or was not done: days after the due day, case, rule, the two days."""

    days: int
    case: str
    rule: str
    title: str = field(order=False)
    due: date = field(order=False)
    actual: date | None = field(order=False)

    def to_json(self) -> dict[str, Any]:
        """Return the lag as JSON values."""
        return {
            "days": self.days,
            "case": self.case,
            "rule": self.rule,
            "title": self.title,
            "due": self.due.isoformat(),
            "actual": self.actual.isoformat() if self.actual else None,
        }


@define
class Taken:
    """How many days acts took, from the trigger to the act; it grows with the different numbers of days."""

    days: Counter[int] = field(factory=Counter)

    def add(self, days: int) -> None:
        """Count one act."""
        self.days[days] += 1

    def within(self, part: int, of: int) -> int:
        """Return the fewest days within which at least ``part`` in ``of`` acts were done; 1 in 2 is the median."""
        wanted = -(-self.days.total() * part // of)
        done = 0
        for days, count in sorted(self.days.items()):
            done += count
            if done >= wanted:
                return days
        return 0

    def to_json(self) -> dict[str, int]:
        """Return the number of acts, the median, the days within which nine in ten were done, and the longest."""
        return {
            "acts": self.days.total(),
            "median": self.within(1, 2),
            "nine_in_ten_within": self.within(9, 10),
            "longest": max(self.days, default=0),
        }


@define
class Summary:
    """The sums of an audit; it grows with rules and months, not with cases."""

    today: date | datetime
    zone: str
    top: int = 10
    cases: int = 0
    total: Tally = field(factory=Tally)
    by_rule: dict[str, Tally] = field(factory=dict)
    by_owed_by: dict[str, Tally] = field(factory=dict)
    by_month: dict[str, Tally] = field(factory=dict)
    by_law: dict[str, Tally] = field(factory=dict)
    taken: dict[str, Taken] = field(factory=dict)
    titles: dict[str, str] = field(factory=dict)
    rights: set[str] = field(factory=set)
    _latest: list[Lag] = field(factory=list)
    _overdue: list[Lag] = field(factory=list)

    def add(self, case: str, entries: Iterable[Entry]) -> None:
        """Count the entries of one case."""
        self.cases += 1
        for entry in entries:
            self.titles[entry.rule] = entry.title
            due, state = entry.due, entry.state
            month = f"{due.year:04}-{due.month:02}" if due else _NO_MONTH
            for tally in (
                self.total,
                _of(self.by_rule, entry.rule),
                _of(self.by_owed_by, entry.owed_by),
                _of(self.by_month, month),
                _of(self.by_law, entry.rule.partition("/")[0]),
            ):
                tally.add(entry)
            if state in _DONE and entry.trigger and entry.trigger.on and entry.met_by and entry.met_by.on:
                self.taken.setdefault(entry.rule, Taken()).add((entry.met_by.on - entry.trigger.on).days)
            if entry.kind is Kind.LIMITATION:
                self.rights.add(entry.rule)
                continue
            if state is State.LATE:
                self._lag(self._latest, case, entry, entry.late_by)
            elif state is State.MISSED and due is not None:
                self._lag(self._overdue, case, entry, (local_day(self.today, self.zone) - due).days)

    @property
    def latest(self) -> list[Lag]:
        """Return the acts that came latest, the worst first."""
        return sorted(self._latest, key=lambda lag: (-lag.days, lag.case, lag.rule))

    @property
    def overdue(self) -> list[Lag]:
        """Return the acts not done that are longest overdue, the worst first."""
        return sorted(self._overdue, key=lambda lag: (-lag.days, lag.case, lag.rule))

    def _lag(self, heap: list[Lag], case: str, entry: Entry, days: int | None) -> None:
        """Keep a lag if it is among the worst."""
        if days is None or entry.due is None:
            return
        if len(heap) == self.top and days <= heap[0].days:
            return
        lag = Lag(days, case, entry.rule, entry.title, entry.due, entry.met_by.on if entry.met_by else None)
        if len(heap) < self.top:
            heapq.heappush(heap, lag)
        else:
            heapq.heappushpop(heap, lag)

    def to_json(self) -> dict[str, Any]:
        """Return the sums as JSON values."""
        return {
            **self.total.to_json(),
            "by_rule": {
                rule: {
                    "title": self.titles[rule],
                    **tally.to_json(),
                    "days_taken": self.taken[rule].to_json() if rule in self.taken else None,
                }
                for rule, tally in sorted(self.by_rule.items())
            },
            "by_owed_by": {who: tally.to_json() for who, tally in sorted(self.by_owed_by.items())},
            "by_month": {month: tally.to_json() for month, tally in sorted(self.by_month.items())},
            "by_law": {law: tally.to_json() for law, tally in sorted(self.by_law.items())},
            "latest": [lag.to_json() for lag in self.latest],
            "longest_overdue": [lag.to_json() for lag in self.overdue],
        }


def _of(tallies: dict[str, Tally], name: str) -> Tally:
    """Return the tally of a name, new if need be."""
    tally = tallies.get(name)
    if tally is None:
        tally = tallies[name] = Tally()
    return tally
