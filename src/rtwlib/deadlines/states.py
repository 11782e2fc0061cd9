"""The state of an act that is owed: excused, met, late, early, missed, pending, open, over, unknown, in that order."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from attrs import frozen

from rtwlib.answers import Need, Truth, Verdict, Wants, in_order
from rtwlib.counting import first_moment, last_moment
from rtwlib.deadlines.acts import Act
from rtwlib.deadlines.due_days import Due
from rtwlib.deadlines.happenings import Happening, moment, precedes
from rtwlib.entries import State
from rtwlib.laws import Terms

if TYPE_CHECKING:
    from rtwlib.deadlines.reading import Reading


@frozen
class Standing:
    """A state with what it rests on: the act or the forbidden event, what is missing, the day that decides."""

    state: State
    event: Happening | None = None
    needs: tuple[Need, ...] = ()
    decides_on: date | None = None


def excuse(terms: Terms, trigger: Happening, reading: Reading) -> Happening | None:
    """Return the first event on or after the trigger that excuses from the limit."""
    start = trigger.carrier if terms.start.backward and trigger.carrier is not None else trigger
    for kind in terms.excused_by:
        for event in reading.events(kind):
            if event.projected or event.undated or precedes(event, start):
                continue
            if terms.pair_ref and trigger.ref is not None and event.ref not in {None, trigger.ref}:
                continue
            return event
    return None


def act_standing(
    terms: Terms, trigger: Happening, due: Due, verdict: Verdict, act: Act, ended: date | None, reading: Reading
) -> Standing:
    """Return the state of an act that is owed, in the order of precedence of the pack format."""
    excused = excuse(terms, trigger, reading)
    if excused is not None:
        return Standing(State.EXCUSED, excused)
    certain = verdict.truth is Truth.HOLDS and not due.needs
    if act.met is not None:
        done = _done(act.met, due, reading)
        if done is not None and (certain or done.state is State.MET) and not (due.needs and due.day is None):
            return done
    elif act.early is not None and certain:
        return Standing(State.EARLY, act.early)
    if verdict.truth is Truth.PENDING:
        return Standing(State.PENDING, decides_on=verdict.decides_on)
    needs = {*verdict.needs, *due.needs}
    if act.met is not None:
        if not needs:
            needs.add(_need_time(act.met.kind, reading))
        return Standing(State.UNKNOWN, needs=in_order(needs))
    if act.without_ref is not None:
        kind = act.without_ref.kind
        needs.add(Need(Wants.EVENT, kind, f"Which occurrence (ref) does the {kind.replace('_', ' ')} belong to?"))
    if needs:
        return Standing(State.UNKNOWN, needs=in_order(needs))
    return _undone(terms, due, ended, reading)


def _done(met: Happening, due: Due, reading: Reading) -> Standing | None:
    """Return met or late; ``None`` where only the hour could tell."""
    if due.at is not None and due.at_latest is not None:
        zone = reading.index.law.zone
        end = met.at or last_moment(met.day, zone)
        begin = met.at or first_moment(met.day, zone)
        if end <= due.at:
            return Standing(State.MET, met)
        return Standing(State.LATE, met) if _beyond(begin, due) else None
    if due.day is None or met.day <= due.day:
        return Standing(State.MET, met)
    return Standing(State.LATE, met)


def _need_time(kind: str, reading: Reading) -> Need:
    return Need(Wants.TIME, kind, f"At what time of day? ({reading.index.need_event(kind).ask})")


def _undone(terms: Terms, due: Due, ended: date | None, reading: Reading) -> Standing:
    today = reading.today_day
    if ended is not None and ended <= today and (due.day is None or ended <= due.day) and not due.standing:
        return _after(terms, ended, State.MISSED if terms.lapse_missed else State.OVER, reading)
    past = _past(due, reading)
    if past is None:
        kind = due.base.root().kind if due.base is not None else ""
        return Standing(State.UNKNOWN, needs=(_need_time(kind, reading),))
    if past and not due.projected:
        return _after(terms, due.day or today, State.MISSED, reading)
    if not terms.acts:
        return Standing(State.OPEN)
    needs = reading.unrecorded(terms.acts, today)
    return Standing(State.UNKNOWN, needs=needs) if needs else Standing(State.OPEN)


def _after(terms: Terms, day: date, state: State, reading: Reading) -> Standing:
    """Return missed or over, unless the record leaves room for an act, an excuse, a restart or an extension."""
    if not terms.acts:
        if state is State.OVER:
            return Standing(State.OVER)
        need = Need(Wants.LAW, terms.title, "Which event shows that this was done? The pack names none.")
        return Standing(State.UNKNOWN, needs=(need,))
    needs = {*reading.unrecorded(terms.acts, day), *reading.hidden(_other_kinds(terms))}
    return Standing(State.UNKNOWN, needs=in_order(needs)) if needs else Standing(state)


def _other_kinds(terms: Terms) -> list[str]:
    kinds = [*terms.excused_by, *(extension.event for extension in terms.extended_by)]
    kinds.extend(restart.on for restart in terms.restarts)
    kinds.extend(pause.from_ for pause in terms.pauses if pause.from_ is not None)
    return kinds


def _past(due: Due, reading: Reading) -> bool | None:
    """Return whether the last moment is past; ``None`` where only the hour of the trigger could tell."""
    if due.day is None:
        return False
    if due.at is None or due.at_latest is None:
        return reading.today_day > due.day
    now = _now(reading)
    if _beyond(now, due):
        return True
    return False if now <= due.at else None


def _beyond(moment_: datetime, due: Due) -> bool:
    """Return whether a moment is past the latest due moment; the end of a day with no time belongs to the next day."""
    if due.at_latest is None:
        return False
    return moment_ > due.at_latest if due.at == due.at_latest else moment_ >= due.at_latest


def _now(reading: Reading) -> datetime:
    return moment(reading.today, reading.index.law.zone)


def span_standing(terms: Terms, trigger: Happening, due: Due, verdict: Verdict, reading: Reading) -> Standing:
    """Return the state of a span: breached, pending, running, over or unknown."""
    if verdict.truth is Truth.HOLDS:
        for kind in terms.bars:
            for event in reading.events(kind):
                if event is trigger or event.projected or event.undated or precedes(event, trigger):
                    continue
                if due.needs or (due.day is not None and event.day > due.day):
                    continue
                if due.at is not None and event.at is not None and event.at > due.at:
                    continue
                return Standing(State.BREACHED, event)
    if verdict.truth is Truth.PENDING:
        return Standing(State.PENDING, decides_on=verdict.decides_on)
    needs = {*verdict.needs, *due.needs}
    if needs:
        return Standing(State.UNKNOWN, needs=in_order(needs))
    past = _past(due, reading)
    if past is None:
        kind = due.base.root().kind if due.base is not None else ""
        return Standing(State.UNKNOWN, needs=(_need_time(kind, reading),))
    return Standing(State.OVER if past and not due.projected else State.RUNNING)
