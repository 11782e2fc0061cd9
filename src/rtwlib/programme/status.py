"""A summary of a claim that is safe to give to the worker: fixed words, kinds and days, nobody's notes or names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from attrs import frozen

from rtwlib.entries import Entry, State

if TYPE_CHECKING:
    from rtwlib.cases import Case
    from rtwlib.entries import Timeline
    from rtwlib.programme.registers import Programme

FORMAT = "rtwlib.programme-status/1"
_AHEAD = frozenset({State.OPEN, State.PENDING, State.MISSED})
_WORKER = frozenset({"worker", "claimant", "person_affected"})


@frozen
class Asked:
    """An enquiry as the worker is told of it: its topic and days, not its words."""

    topic: str
    asked_on: date | None
    reply_due_on: date | None
    answered_on: date | None


@frozen
class Status:
    """How a claim stands on a day, as the worker is told: the claim, what is due from whom, enquiries, promises."""

    case: str
    today: date
    made_on: date | None
    liability: str | None
    from_worker: tuple[Entry, ...]
    to_worker: tuple[Entry, ...]
    enquiries: tuple[Asked, ...]
    promises_open: int
    promises_kept: int

    def to_json(self) -> dict[str, Any]:
        """Return the summary as JSON values."""
        return {
            "format": FORMAT,
            "case": self.case,
            "today": self.today.isoformat(),
            "claim": {"made_on": _iso(self.made_on), "liability": self.liability},
            "due_from_worker": [_entry(each) for each in self.from_worker],
            "due_to_worker": [_entry(each) for each in self.to_worker],
            "enquiries": [
                {
                    "topic": each.topic,
                    "asked_on": _iso(each.asked_on),
                    "reply_due_on": _iso(each.reply_due_on),
                    "answered_on": _iso(each.answered_on),
                }
                for each in self.enquiries
            ],
            "promises": {"open": self.promises_open, "kept": self.promises_kept},
        }


def status_of(case: Case, programme: Programme, timeline: Timeline, today: date) -> Status:
    """Return the summary for the worker; ``case`` and ``programme`` are the views of the worker, ``timeline`` of it."""
    dated = [entry for entry in timeline if entry.state in _AHEAD and entry.due is not None and entry.kind.is_act]
    own = [row for row in programme.promises if row.case == case.id and row.released_on is None]
    kept = sum(row.kept_on is not None and row.kept_on <= today for row in own)
    return Status(
        case.id,
        today,
        case.claim.made_on if case.claim is not None else None,
        case.claim.liability if case.claim is not None else None,
        tuple(entry for entry in dated if entry.owed_by in _WORKER and entry.state is not State.MISSED),
        tuple(entry for entry in dated if entry.owed_by not in _WORKER and entry.owed_to in _WORKER),
        tuple(
            Asked(row.topic or "other", row.asked_on, row.reply_due_on, row.answered_on)
            for row in programme.enquiries
            if row.case == case.id
        ),
        len(own) - kept,
        kept,
    )


def status_lines(status: Status) -> Iterator[str]:
    """Yield the summary in plain words."""
    yield f"Where your claim stands on {status.today}   case {status.case}"
    made = f"made on {status.made_on}" if status.made_on is not None else "the day it was made is not recorded"
    decided = (status.liability or "not recorded").replace("_", " ")
    yield f"  claim: {made}; decision on liability: {decided}"
    yield "  what you have to do:" if status.from_worker else "  nothing is due from you on a day that is known"
    yield from (f"    by {entry.due}: {entry.title} ({_cited(entry)})" for entry in status.from_worker)
    if status.to_worker:
        yield "  what is due to you:"
        yield from (f"    by {entry.due}: {entry.title}{_over(entry)} ({_cited(entry)})" for entry in status.to_worker)
    for each in status.enquiries:
        asked = f"asked on {each.asked_on}" if each.asked_on is not None else "the day is not recorded"
        yield f"  question on {each.topic.replace('_', ' ')}, {asked}: {_answer(each)}"
    if status.promises_open or status.promises_kept:
        yield f"  promises to you: {status.promises_kept} kept, {status.promises_open} open"


def _answer(each: Asked) -> str:
    if each.answered_on is not None:
        return f"answered on {each.answered_on}"
    return f"an answer is to come by {each.reply_due_on}" if each.reply_due_on is not None else "not answered yet"


def _cited(entry: Entry) -> str:
    return ", ".join((entry.cite, *entry.marks))


def _over(entry: Entry) -> str:
    return ", overdue" if entry.state is State.MISSED else ""


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "title": entry.title,
        "due": _iso(entry.due),
        "state": entry.state.value,
        "rule": entry.rule,
        "cite": entry.cite,
        "marks": list(entry.marks),
    }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
