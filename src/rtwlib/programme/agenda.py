"""One agenda: time limits, ends of certificates, reviews of plans, reminders, assessments to renew, by day.

Within a day, what has a stated consequence comes first, then what binds by law, then the rest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from attrs import evolve, frozen

from rtwlib.answers import Need, Wants
from rtwlib.calendar_text import DayEntry, calendar_text, uid_of
from rtwlib.entries import Entry, State
from rtwlib.filing import form_standings
from rtwlib.forms.standing import Standing
from rtwlib.kinds import Force, Kind
from rtwlib.programme.assigned import owners_on
from rtwlib.programme.recurring import reminders
from rtwlib.programme.reminders import COORDINATOR
from rtwlib.sources import Confidence

if TYPE_CHECKING:
    from rtwlib.cases import Case
    from rtwlib.entries import Timeline
    from rtwlib.laws import Law
    from rtwlib.plans.plan import Plan
    from rtwlib.programme.registers import Programme

NOBODY = "nobody"
DEADLINE, CERTIFICATE, REVIEW, REMINDER, RENEWAL = "deadline", "certificate", "review", "programme", "competency"
_TO_DO = frozenset({State.OPEN, State.PENDING, State.MISSED, State.UNKNOWN})
_TO_SEND = frozenset({Standing.OVERDUE, Standing.DUE, Standing.UNKNOWN, Standing.MAY_BE_SENT})
_BINDING = frozenset({Force.STATUTE, Force.REGULATION, Force.ORDER})


T = TypeVar("T", "Item", "Undated")


@frozen
class Item:
    """Something on the agenda: its day, what sort it is, the case or row it is about, the entry, and who sees to it.

    ``key`` tells it from every other and stays the same when its day or state changes. ``forms`` are the numbers or
    titles of the forms whose sending does what a time limit asks.
    """

    on: date
    sort: str
    about: str
    entry: Entry
    key: str
    owner: str | None = None
    forms: tuple[str, ...] = ()

    @property
    def weight(self) -> int:
        """Return 0 for what has a stated consequence, 1 for what binds by law, 2 for the rest."""
        if self.entry.consequence is not None or self.entry.deems is not None:
            return 0
        return 1 if self.entry.force in _BINDING else 2

    @property
    def order(self) -> tuple[date, int, str, str]:
        """Return the key by which items are sorted: day, consequence, what it is about, its own key."""
        return (self.on, self.weight, self.about, self.key)


@frozen
class Undated:
    """Something to do whose day cannot be told: the case or row it is about, the entry, and who sees to it."""

    about: str
    entry: Entry
    owner: str | None = None


def merged(*parts: Iterable[Item]) -> tuple[Item, ...]:
    """Return the items of all parts, sorted."""
    return tuple(sorted((item for part in parts for item in part), key=lambda item: item.order))


def forms_to_send(case: Case, law: Law, today: date) -> dict[str, tuple[str, ...]]:
    """Return the forms of a case whose sending meets a time limit, by the id of the limit."""
    found: dict[str, tuple[str, ...]] = {}
    for standing in form_standings(case, law, today=today):
        if standing.standing in _TO_SEND:
            for rule in standing.form.meets:
                found[rule] = (*found.get(rule, ()), standing.form.number or standing.form.title)
    return found


def deadline_items(timeline: Timeline, forms: Mapping[str, tuple[str, ...]] | None = None) -> Iterator[Item]:
    """Yield the time limits of a case that are still to be met or run out: a right whose time has passed is none.

    ``forms`` are those that meet each limit, by its id (see `forms_to_send`).
    """
    numbers: Counter[tuple[str, str]] = Counter()
    for entry in timeline:
        ref = entry.trigger.ref or "" if entry.trigger is not None else ""
        numbers[entry.rule, ref] += 1
        if entry.due is not None and _is_to_do(entry):
            key = f"{timeline.case} {entry.rule} {ref} {numbers[entry.rule, ref]}"
            meeting = (forms or {}).get(entry.rule, ())
            yield Item(entry.due, DEADLINE, timeline.case, entry, key, forms=meeting)


def undated(timeline: Timeline) -> Iterator[Undated]:
    """Yield the time limits of a case whose day cannot be told."""
    return (Undated(timeline.case, entry) for entry in timeline if entry.due is None and entry.state is State.UNKNOWN)


def _is_to_do(entry: Entry) -> bool:
    if entry.state is State.RUNNING:
        return not entry.kind.is_act
    return entry.state in _TO_DO and not (entry.kind is Kind.LIMITATION and entry.state is State.MISSED)


def certificate_items(case: Case, today: date) -> Iterator[Item]:
    """Yield the end of the certificate that runs longest; where it has passed, only the worker can say what follows."""
    days = [each.until for each in case.certificates if each.until is not None]
    if not days or any(each.until is None and each.from_ is not None for each in case.certificates):
        return
    last = max(days)
    ask = "Has the worker a newer certificate, or is none needed any more?"
    needs = (Need(Wants.EVENT, "certificates", ask),) if last < today else ()
    entry = own_entry("certificates.until", "The last certificate of capacity ends", last, needs)
    yield Item(last, CERTIFICATE, case.id, entry, f"{case.id} certificates.until")


def review_items(plan: Plan, today: date) -> Iterator[Item]:
    """Yield the days of review of an open plan; one that has passed without a later meeting or version asks for one."""
    if plan.closed_on is not None and plan.closed_on <= today:
        return
    done = [day for day in (*(row.on for row in plan.meetings), *(row.on for row in plan.versions)) if day is not None]
    for number, day in enumerate(plan.reviews, start=1):
        if any(day <= each <= today for each in done):
            continue
        ask = "Was the plan reviewed, and what came of it?"
        needs = (Need(Wants.EVENT, "plan_reviewed", ask),) if day < today else ()
        entry = own_entry("plan.reviews", f"Review {number} of the plan", day, needs)
        yield Item(day, REVIEW, plan.case or plan.id, entry, f"{plan.id} plan.reviews {number}")


def own_entry(rule: str, title: str, due: date, needs: tuple[Need, ...]) -> Entry:
    """Return an entry that good practice asks for: open until its day, unknown once it has passed without an answer."""
    return Entry(
        rule=f"programme/{rule}",
        kind=Kind.DUTY,
        title=title,
        owed_by=COORDINATOR,
        state=State.UNKNOWN if needs else State.OPEN,
        due=due,
        needs=needs,
        force=Force.PRACTICE,
        cite="practice",
        confidence=Confidence.SECONDARY,
    )


def reminder_items(programme: Programme, today: date) -> Iterator[Item]:
    """Yield what falls due in the registers and is not done."""
    for each in reminders(programme, today):
        if each.entry.due is not None and each.entry.state in _TO_DO:
            about = each.case or each.row
            yield Item(each.entry.due, REMINDER, about, each.entry, f"{programme.id} {each.place}", each.owner)


def undated_reminders(programme: Programme, today: date) -> Iterator[Undated]:
    """Yield what is open in the registers and has no day."""
    for each in reminders(programme, today):
        if each.entry.needs:
            yield Undated(each.case or each.row, each.entry, each.owner)


def with_owners(items: Iterable[T], programme: Programme | None, today: date) -> Iterator[T]:
    """Yield items with their owner: the row's own, else who is assigned to the case on the day, else nobody."""
    for item in items:
        found = owners_on(programme, item.about, today) if programme is not None and item.owner is None else ()
        yield evolve(item, owner=item.owner or ", ".join(found) or NOBODY)


def workload(items: Iterable[Item], today: date) -> dict[str, tuple[int, int]]:
    """Return, for each owner, how many items there are and how many of them are past their day."""
    found: dict[str, tuple[int, int]] = {}
    for item in items:
        count, over = found.get(item.owner or NOBODY, (0, 0))
        found[item.owner or NOBODY] = (count + 1, over + (item.on < today))
    return dict(sorted(found.items()))


def _calendar_title(item: Item, *, with_id: bool) -> str:
    marks = item.entry.marks if item.sort == DEADLINE else ()
    title = ", ".join((item.entry.title, *marks))
    return f"{title} ({item.about})" if with_id else title


def agenda_ics(items: Iterable[Item], *, stamped: date, with_ids: bool = False) -> str:
    """Return items as iCalendar text.

    Titles are those of rules and registers; ``with_ids`` adds the case or row that they are about.
    """
    entries = (
        DayEntry(
            uid_of(f"rtwlib agenda {item.sort} {item.key}"), item.on, item.on, _calendar_title(item, with_id=with_ids)
        )
        for item in items
    )
    return calendar_text(entries, subject="agenda", stamped=stamped)
