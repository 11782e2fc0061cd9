"""Reasons: the tree of steps behind an entry, built when asked for from what its computation kept."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from rtwlib.answers import Step
from rtwlib.counting import Counted
from rtwlib.dates import Count, Roll, Starts, Unit
from rtwlib.deadlines.clock_steps import clock_step
from rtwlib.deadlines.condition_words import condition_steps
from rtwlib.deadlines.due_days import Due, Extended
from rtwlib.deadlines.happenings import Happening
from rtwlib.deadlines.moved_days import due_day
from rtwlib.entries import Entry, State
from rtwlib.frozen import FrozenDict
from rtwlib.laws import Terms
from rtwlib.time_rules import Suspension

if TYPE_CHECKING:
    from rtwlib.deadlines.limits import Basis

_JUDGED = frozenset({State.MET, State.LATE, State.MISSED})


def reasons_of(entry: Entry) -> Step:
    """Return the tree of steps of an entry; its leaves are facts of the case and cited versions of law.

    Raises `ValueError` for an entry that was read from JSON or a pickle: it no longer knows its case and law.
    """
    basis: Basis | None = entry.basis
    if basis is None:
        if entry.why is not None or entry.needs:
            return Step("entry", entry.title, entry.state.value, _needs(entry), note=entry.why, cite=entry.cite or None)
        message = "this entry no longer knows its case and law: take it from rtwlib.timeline(...)"
        raise ValueError(message)
    inputs: list[Step] = []
    due = basis.due
    if due.day is not None or due.base is not None:
        inputs.append(_due_step(basis, entry))
    inputs.append(_version_step(basis, entry))
    inputs.extend(condition_steps(basis))
    inputs.append(_state_step(basis, entry, inputs[0] if due.day is not None else None))
    inputs.extend(_needs(entry))
    if entry.consequence:
        leaf = law_leaf("otherwise", entry.consequence, basis.terms)
        inputs.append(leaf)
    return Step(
        "entry",
        entry.title,
        entry.state.value,
        tuple(inputs),
        cite=entry.cite,
        confidence=entry.confidence.value,
        note=entry.says,
    )


def _needs(entry: Entry) -> tuple[Step, ...]:
    return tuple(Step("need", need.ask, need.name, args=FrozenDict({"what": need.what.value})) for need in entry.needs)


def fact_leaf(event: Happening, label: str | None = None, *, timed: bool = False) -> Step:
    """Return a leaf: an event of the case, on its day; another rule's due day has a moment only where hours count."""
    words = label or event.kind.replace("_", " ")
    note = {"deemed": "deemed by law", "implied": "implied by law"}.get(event.origin)
    if event.projected:
        note = "assumed: it lies ahead"
    moment = event.at if timed or event.origin != "due" else None
    value: Any = moment if moment is not None else event.day
    return Step("fact", words, value, where=event.where or "case", note=note)


def law_leaf(label: str, value: object, terms: Terms) -> Step:
    """Return a leaf: what a version of law says, with its citation."""
    confirmed = "" if not terms.from_first_known else " (date not confirmed)"
    note = f"version from {terms.from_.isoformat()}{confirmed}, {terms.confidence.value}"
    cite = "; ".join(str(citation) for citation in terms.cite)
    return Step("law", label, value, cite=cite, confidence=terms.confidence.value, note=note)


def _version_step(basis: Basis, entry: Entry) -> Step:
    args = FrozenDict({"rule": basis.limit.rule})
    governing = basis.choice.governing
    if basis.occurrence.closes is not None and governing is basis.occurrence.trigger:
        leaf = Step("fact", "due day", basis.occurrence.closes, where="the calendar")
        return Step("version", "version chosen by", basis.terms.from_, (leaf,), args)
    if governing is None or basis.choice.terms is None:
        return Step("said", "version chosen by", "not known", _needs(entry))
    leaf = fact_leaf(governing)
    if governing.at is not None:
        leaf = Step("fact", leaf.label, governing.day, where=leaf.where)
    return Step("version", "version chosen by", basis.terms.from_, (leaf,), args)


def _due_step(basis: Basis, entry: Entry) -> Step:
    terms, due = basis.terms, basis.due
    trigger = basis.occurrence.trigger
    if basis.ended is not None and not basis.limit.kind.is_act and due.day == basis.ended:
        leaf = Step("fact", "ended", basis.ended, where="case")
        return Step("same", "ended", basis.ended, (leaf,))
    if basis.occurrence.closes is not None and trigger is not None:
        leaf = law_leaf("the window closes", basis.occurrence.closes, terms)
        return Step("same", "last day of the yearly window", basis.occurrence.closes, (leaf,))
    if terms.plain and trigger is not None and due.base is not trigger:
        due = due_day(basis.limit, terms, trigger, basis.reading)
    if due.base is None:
        return Step("said", "due", None, _needs(entry))
    anchor = _anchor_step(basis, due)
    if due.count is None or due.counted is None:
        return Step("said", "due", due.day, (anchor,), note="no day can be given" if due.needs else "no number of days")
    if due.at is not None:
        return _hours_steps(basis, due, anchor)
    if due.count.of is not None:
        return _interval_step(basis, due, anchor)
    return _counted_steps(basis, due, anchor)


def _anchor_step(basis: Basis, due: Due) -> Step:
    base = due.base
    if base is None or not due.stages or due.restart is not None:
        return fact_leaf(base, timed=due.at is not None) if base is not None else Step("said", "anchor")
    steps = []
    for stage in due.stages:
        if stage.left_out or stage.event is None or stage.day is None:
            continue
        leaf = fact_leaf(stage.event)
        if stage.branch.count is None:
            steps.append(leaf)
        else:
            words = f"{stage.branch.count} {'before' if stage.branch.backward else 'after'} {leaf.label}"
            steps.append(
                Step("said", words, stage.day, (leaf, law_leaf("count", str(stage.branch.count), basis.terms)))
            )
    choose = basis.terms.start.choose if due.day is not None else "said"
    return Step(
        choose, f"the {'later' if basis.terms.start.choose == 'latest' else 'earlier'} of these", base.day, tuple(steps)
    )


def _counted_steps(basis: Basis, due: Due, anchor: Step) -> Step:
    if due.count is None or due.counted is None or due.convention is None:
        return anchor
    if due.suspension is not None and due.suspension.anew:
        leaf = _suspension_leaf(due.suspension, due.suspension.until)
        anchor = Step("restart", "the count starts anew", due.suspension.until, (anchor, leaf))
    step = _count_and_roll(basis, due, due.count, due.counted, anchor, backward=due.backward, paused=True)
    for extension in due.extended:
        step = _extension_step(basis, due, extension, step)
    return step


def _count_and_roll(
    basis: Basis, due: Due, count: Count, counted: Counted, anchor: Step, *, backward: bool, paused: bool
) -> Step:
    convention = due.convention
    if convention is None:
        return anchor
    says = law_leaf(f"{_words(count)} {'before' if backward else 'after'}", _words(count), basis.terms)
    args: dict[str, Any] = {
        "count": _words(count),
        "backward": backward,
        "starts": convention.starts.value if paused else Starts.EXCLUSIVE.value,
        "month_end": convention.month_end.value,
        "calendar": due.calendar,
        "pack": basis.limit.pack,
        "paused": tuple((span.first, span.end) for span in due.paused) if paused else (),
    }
    inputs = [anchor, says]
    if due.rule is not None:
        inclusive = convention.starts is Starts.INCLUSIVE
        beside = "before" if backward else "after"
        words = "that day is day 1" if inclusive else f"day 1 is the day {beside}"
        inputs.append(_rule_leaf(basis, due, words))
    if paused and due.suspension is not None and not due.suspension.anew:
        inputs.append(_suspension_leaf(due.suspension, due.suspension.from_))
    step = Step(
        "count",
        f"day {count.number}" if count.unit is Unit.DAYS else _words(count),
        counted.nth,
        tuple(inputs),
        FrozenDict(args),
    )
    if counted.ended != counted.nth:
        step = Step(
            "ends", "the last day is the one before", counted.ended, (step, law_leaf("ends", "exclusive", basis.terms))
        )
    return _roll_step(basis, due, counted, step, backward=backward) if due.rolls else step


def _roll_step(basis: Basis, due: Due, counted: Counted, step: Step, *, backward: bool) -> Step:
    convention = due.convention
    if convention is None:
        return step
    roll = convention.roll_back if backward else convention.roll
    calendar = basis.reading.index.law.time[basis.limit.pack].calendar
    if counted.due == counted.ended:
        note = "an open day: no roll" if roll is not Roll.NONE else "no roll in this law"
    else:
        note = f"{calendar.closed_because(counted.ended) or 'a closed day'}: rolls to the {_roll_words(roll)} open day"
    args = FrozenDict({"roll": roll.value, "calendar": due.calendar, "pack": basis.limit.pack})
    leaf = _rule_leaf(basis, due, f"roll: {roll.value.replace('_', ' ')}")
    return Step("roll", "last day", counted.due, (step, leaf), args, note=note)


def _roll_words(roll: Roll) -> str:
    return "next" if roll is Roll.NEXT_OPEN else "previous"


def _rule_leaf(basis: Basis, due: Due, label: str) -> Step:
    rule = due.rule
    if rule is None or basis.terms.starts or basis.terms.roll or basis.terms.roll_back:
        return law_leaf(label, None, basis.terms)
    cite = "; ".join(str(citation) for citation in rule.cite)
    note = "; ".join(each for each in ("time rule", rule.says) if each)
    return Step("law", label, None, cite=cite, note=note)


def _suspension_leaf(suspension: Suspension, value: date) -> Step:
    words = f"time limits suspended from {suspension.from_.isoformat()} to before {suspension.until.isoformat()}"
    return Step("law", words, value, cite="; ".join(str(citation) for citation in suspension.cite))


def _extension_step(basis: Basis, due: Due, extension: Extended, step: Step) -> Step:
    event = fact_leaf(extension.event, "extended by " + extension.event.kind.replace("_", " "))
    if extension.add is None:
        leaf = Step("fact", f"new day ({extension.part})", extension.counted.due, where=extension.event.where)
        return Step("later_of", "extended to", extension.counted.due, (step, leaf, event))
    anchor = Step("said", "from the day before any roll", extension.unrolled, (step, event))
    return _count_and_roll(basis, due, extension.add, extension.counted, anchor, backward=False, paused=False)


def _hours_steps(basis: Basis, due: Due, anchor: Step) -> Step:
    hours = due.count.number if due.count is not None else 0
    zone = str(basis.reading.index.law.zone)
    says = law_leaf(f"{hours} hours {'before' if due.backward else 'after'}", f"{hours} hours", basis.terms)
    paused = tuple((span.first, span.end) for span in due.paused)
    args = FrozenDict(
        {"hours": hours, "backward": due.backward, "zone": zone, **({"paused": paused} if paused else {})}
    )
    if due.suspension is not None:
        anchor = _suspension_leaf(due.suspension, due.suspension.until)
    note = None if due.at == due.at_latest else "counted from the first moment of the day: no time is on record"
    step = Step("hours", f"hour {hours}", due.at, (anchor, says), args, note=note)
    return Step("civil_day", "last day", due.day, (step,), FrozenDict({"zone": zone}))


def _interval_step(basis: Basis, due: Due, anchor: Step) -> Step:
    count, clock, counted = due.count, due.clock, due.counted
    if count is None or clock is None or clock.pace is None or counted is None:
        return anchor
    says = law_leaf(f"{_words(count)} after", _words(count), basis.terms)
    step = clock_step(clock, f"{_words(count)} run", counted.nth, (anchor, says), number=count.number)
    if counted.ended != counted.nth:
        leaf = law_leaf("ends", "exclusive", basis.terms)
        step = Step("ends", "the last day is the one before", counted.ended, (step, leaf))
    return _roll_step(basis, due, counted, step, backward=False) if due.rolls else step


def _state_step(basis: Basis, entry: Entry, due: Step | None) -> Step:
    today = Step("fact", "today", basis.reading.today_day, where="given")
    inputs = [today] if due is None else [today, Step("above", "last day", due.value)]
    event = basis.standing.event
    words = entry.state.value
    if event is not None:
        inputs.append(fact_leaf(event))
        words = f"{entry.state.value} by"
    lapsed = basis.terms.lapse_missed and basis.ended is not None
    judged = (
        entry.state in _JUDGED and not lapsed and entry.due is not None and entry.due_at is None and due is not None
    )
    return Step("state" if judged else "said", words, entry.state.value, tuple(inputs))


def _words(count: Count) -> str:
    unit = count.unit.value[:-1] if count.number == 1 else count.unit.value
    return f"{count.number} {unit}" + (f" of {count.of.replace('_', ' ')}" if count.of else "")
