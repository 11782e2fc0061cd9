"""What is wrong with a programme: what lapsed, points to nothing, contradicts itself, or lacks its reasons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from rtwlib.findings import Finding, Where
from rtwlib.programme.assigned import owners_on
from rtwlib.programme.codes import PROGRAMME_CODES
from rtwlib.programme.fields import Meaning, meanings
from rtwlib.programme.recurring import reminders
from rtwlib.vocabulary import nearest

if TYPE_CHECKING:
    from rtwlib.laws import Law
    from rtwlib.programme.registers import Programme
    from rtwlib.programme.reminders import Reminder

_WORKERS_SIDE = frozenset({"representative", "union", "dependant"})


def finding(code: str, place: str, message: str, *, case: str | None = None, due: date | None = None) -> Finding:
    """Return a finding of a code on a place in the programme; severity and what to do come from the register."""
    known = PROGRAMME_CODES[code]
    return Finding(code, known.severity, Where(case, place), message, due=due, title=known.title, fix=known.fix)


def check_programme(programme: Programme, laws: Iterable[Law], *, today: date) -> tuple[Finding, ...]:
    """Return every finding on a programme on a day; ``laws`` are those whose rules and events its rows may name."""
    found = tuple(laws)
    names = {"rule": _rules(found), "event": tuple({kind for law in found for kind in law.vocabulary.events})}
    return (
        *(_lapsed(each, today) for each in reminders(programme, today) if each.lapsed),
        *(
            finding("RTW313", each.place, each.entry.needs[0].ask, case=each.case)
            for each in reminders(programme, today)
            if each.entry.needs
        ),
        *_rows(programme, names if found else {}),
        *_consents(programme, today),
        *_decisions(programme),
        *_assignments(programme, today),
        *_offices(programme),
    )


def _lapsed(each: Reminder, today: date) -> Finding:
    due = each.entry.due or today
    days = (today - due).days
    plural = "s" * (days > 1)
    return finding(each.code, each.place, f"{each.entry.title}: {days} day{plural} over", case=each.case, due=due)


def _rules(laws: tuple[Law, ...]) -> tuple[str, ...]:
    """Return the full ids of all rules: limits, and duties without a clock."""
    return tuple(
        {limit.rule for law in laws for limit in law.limits}
        | {f"{duty.pack}/{duty.id}" for law in laws for duty in law.duties}
    )


def _rows(programme: Programme, names: Mapping[str, tuple[str, ...]]) -> Iterator[Finding]:
    """Yield what the meaning of each field forbids: pointers to nothing, unknown rules, days in the wrong order."""
    ids = {register: {row.id for row in getattr(programme, register)} for register, _ in programme.rows()}
    for register, row in programme.rows():
        for name, meaning in meanings(type(row)):
            value = getattr(row, name)
            at = partial(finding, place=f"{register} {row.id}.{name.rstrip('_')}", case=getattr(row, "case", None))
            for each in value if isinstance(value, tuple) else (value,):
                if each is None:
                    continue
                if meaning.refers is not None and each not in ids.get(meaning.refers, ()):
                    yield at("RTW307", message=_dangling(each, meaning.refers, ids.get(meaning.refers, set())))
                if meaning.law is not None and names and each not in names[meaning.law]:
                    yield at("RTW306", message=_unknown(each, meaning, names[meaning.law]))
            before = getattr(row, meaning.after) if meaning.after is not None else None
            if isinstance(value, date) and before is not None and value < before:
                word = (meaning.after or "").rstrip("_")
                yield at("RTW308", message=f"{value} is before {word}, {before}")


def _dangling(name: str, register: str, known: set[str]) -> str:
    """Say that a row points to nothing. The id is not repeated: somebody may have typed a name."""
    near = nearest(name, sorted(known))
    what = register.replace("_", " ")
    return f"the {what} have no row of this id" + (f"; nearest: {', '.join(near)}" if near else "")


def _unknown(name: str, meaning: Meaning, known: tuple[str, ...]) -> str:
    """Say that the packs lack a rule or a kind of event, again without the word that was given."""
    near = nearest(name, sorted(known)) or nearest(name.rpartition("/")[2], sorted(known))
    what = "rule" if meaning.law == "rule" else "kind of event"
    return f"the packs have no {what} of this id" + (f"; nearest: {', '.join(near)}" if near else "")


def _consents(programme: Programme, today: date) -> Iterator[Finding]:
    for row in programme.contacts:
        needed = row.consent_needed or (row.consent_needed is None and (row.audience or row.role) in _WORKERS_SIDE)
        if row.case is None or not needed:
            continue
        given = row.consent_given_on is not None and row.consent_given_on <= today
        withdrawn = row.consent_withdrawn_on is not None and row.consent_withdrawn_on <= today
        if not given or withdrawn:
            why = "was withdrawn" if withdrawn else "is not recorded"
            yield finding("RTW304", f"contacts {row.id}.consent_given_on", f"the worker's consent {why}", case=row.case)


def _decisions(programme: Programme) -> Iterator[Finding]:
    rows: list[tuple[str, Any]] = [
        *(("causation", row) for row in programme.causation),
        *(("disclaimers", row) for row in programme.disclaimers),
    ]
    for register, row in rows:
        if row.decision is None and row.decided_on is None:
            continue
        parts = (("decision", row.decision), ("decided_by", row.decided_by), ("decided_on", row.decided_on))
        lacking = [name for name, value in (*parts, ("reasons", row.reasons)) if value is None]
        if lacking:
            message = f"a decision without {', '.join(lacking)}"
            yield finding("RTW309", f"{register} {row.id}", message, case=row.case)
    for hearing in programme.hearings:
        if hearing.attendance is not None and hearing.attendance_reason is None:
            place = f"hearings {hearing.id}.attendance"
            yield finding("RTW305", place, "attendance is decided and no reason is given", case=hearing.case)


def _assignments(programme: Programme, today: date) -> Iterator[Finding]:
    cases = sorted({row.case for _, row in programme.rows() if getattr(row, "case", None) is not None})
    for case in cases:
        owners = owners_on(programme, case, today)
        if len(owners) != 1:
            message = f"{len(owners)} people have charge of it" if owners else "nobody has charge of it"
            yield finding("RTW318", "assignments", message, case=case)


def _offices(programme: Programme) -> Iterator[Finding]:
    for policy in programme.policies:
        if policy.owner is None and policy.retired_on is None:
            yield finding("RTW310", f"policies {policy.id}.owner", "the policy has no owner")
    for change in programme.changes:
        parts = (("measure", change.measure), ("before", change.before), ("after", change.after))
        lacking = [name for name, value in parts if value is None]
        if change.done_on is not None and lacking:
            yield finding("RTW315", f"changes {change.id}", f"the change is made and lacks {', '.join(lacking)}")
    for row in programme.disputes:
        if row.closed_on is not None:
            continue
        lacking = ["forum"] * (row.forum is None)
        lacking += ["rule or act_by"] * (row.rule is None and row.act_by is None)
        if lacking:
            yield finding(
                "RTW316", f"disputes {row.id}", f"the dispute has no {' and no '.join(lacking)}", case=row.case
            )
