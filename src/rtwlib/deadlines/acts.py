"""What meets a limit: the first act of a right kind that no other occurrence has used."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from attrs import frozen

from rtwlib.deadlines.happenings import Happening, precedes
from rtwlib.laws import Terms, TimeLimit

if TYPE_CHECKING:
    from rtwlib.deadlines.reading import Reading


@frozen
class Act:
    """What was found: the act that counts, one that came too early, and whether a candidate lacks the ref needed."""

    met: Happening | None = None
    early: Happening | None = None
    without_ref: Happening | None = None


_NOTHING = Act()


class Acts:
    """The acts of one limit; with ``act = "each"`` one act meets one occurrence only."""

    __slots__ = ("_used", "limit", "reading")

    def __init__(self, limit: TimeLimit, reading: Reading) -> None:
        """Set the limit and the reading."""
        self.limit = limit
        self.reading = reading
        self._used: set[int] = set()

    def candidates(self, terms: Terms, kind: str, trigger: Happening) -> list[Happening]:
        """Return the events of a kind that may meet this occurrence, in order."""
        start = trigger.carrier if terms.start.backward and trigger.carrier is not None else trigger
        found = []
        for event in self.reading.events(kind):
            if event is trigger or event is start or event.projected or event.undated:
                continue
            if event.deemed_by == self.limit.rule or (not terms.act_any and id(event) in self._used):
                continue
            if not terms.early_counts and precedes(event, start):
                continue
            found.append(event)
        return found

    def find(
        self, terms: Terms, trigger: Happening, opens: date | None, ended: date | None, before: date | None = None
    ) -> Act:
        """Return what meets this occurrence, without marking it as used; an act on ``before`` or later is another's."""
        if before is not None:
            last = before - timedelta(days=1)
            ended = last if ended is None else min(ended, last)
        if terms.met_by_all:
            return self._all(terms, trigger, opens, ended)
        happened = self.reading.happened
        kinds = [kind for kind in terms.met_by if kind in happened]
        if not kinds:
            return _NOTHING
        if len(kinds) == 1:
            return self._first(terms, kinds[0], trigger, opens, ended)
        firsts = [self._first(terms, kind, trigger, opens, ended) for kind in kinds]
        mets = [act.met for act in firsts if act.met is not None]
        earlies = [act.early for act in firsts if act.early is not None]
        loose = [act.without_ref for act in firsts if act.without_ref is not None]
        return Act(_earliest(mets), _earliest(earlies), _earliest(loose))

    def use(self, act: Happening, terms: Terms) -> None:
        """Mark an act as having met an occurrence."""
        if not terms.act_any:
            self._used.add(id(act))

    def _all(self, terms: Terms, trigger: Happening, opens: date | None, ended: date | None) -> Act:
        acts = [self._first(terms, kind, trigger, opens, ended) for kind in terms.met_by_all]
        earlies = [act.early for act in acts if act.early is not None]
        loose = [act.without_ref for act in acts if act.without_ref is not None]
        mets = [act.met for act in acts if act.met is not None]
        if len(mets) < len(acts):
            return Act(None, _earliest(earlies), _earliest(loose))
        return Act(max(mets, key=lambda event: event.order))

    def _first(self, terms: Terms, kind: str, trigger: Happening, opens: date | None, ended: date | None) -> Act:
        early: Happening | None = None
        loose: Happening | None = None
        for event in self.candidates(terms, kind, trigger):
            if terms.pair_ref and trigger.ref is not None and event.ref != trigger.ref:
                loose = loose or (event if event.ref is None else None)
                continue
            if ended is not None and event.day > ended:
                break
            if opens is not None and event.day < opens and not terms.early_counts:
                early = early or event
                continue
            return Act(event, early)
        return Act(None, early, loose)


def _earliest(events: list[Happening]) -> Happening | None:
    return min(events, key=lambda event: event.order) if events else None
