"""`rtw agenda`: what is to be done, day by day: limits, certificates, reviews of plans, reminders, renewals."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rtwlib import disclosure
from rtwlib.audit.report import table
from rtwlib.cases import Case
from rtwlib.cli.competency_input import competency_file, frameworks, frameworks_option
from rtwlib.cli.errors import CommandError
from rtwlib.cli.inputs import read_files
from rtwlib.cli.laws import Laws
from rtwlib.cli.options import Day, json_option, packs_option, today_option
from rtwlib.cli.output import paint_state, write, write_json
from rtwlib.cli.plan_input import law_of, one_plan
from rtwlib.cli.programme_input import day_of, laws_of, one_programme, seen
from rtwlib.cli.timeline import timeline_of
from rtwlib.cli.viewing import Viewer, viewer_options
from rtwlib.entries import State
from rtwlib.programme import agenda
from rtwlib.programme.gate import deals_with_many
from rtwlib.programme.records import agenda_to_json
from rtwlib.programme.renewals import renewal_items
from rtwlib.readers.wording import number_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rtwlib.cases import EmployerFile
    from rtwlib.laws import Law
    from rtwlib.plans.plan import Plan
    from rtwlib.programme.agenda import Item, Undated
    from rtwlib.programme.registers import Programme

_TROUBLE = frozenset({State.MISSED, State.BREACHED})


@click.command(
    "agenda",
    epilog="\b\nExamples:\n  rtw agenda case.json --programme programme.json --owner kim --today 2025-01-06\n"
    "  rtw agenda cases.jsonl --until 2025-03-31 --ics agenda.ics",
)
@click.argument("files", nargs=-1, metavar="[CASE]...")
@click.option("--programme", "programme_file", metavar="FILE", help="The registers whose reminders are on the agenda.")
@click.option("--plan", "plan_files", multiple=True, metavar="FILE", help="A plan whose reviews are on the agenda.")
@click.option(
    "--competency",
    "competency",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Assessments of competencies to renew, on the agenda of whom they are about.",
)
@frameworks_option
@click.option("--owner", metavar="NAME", help="Show what this person sees to.")
@click.option("--until", type=Day(), metavar="DAY", help="The last day to show.")
@click.option("--ics", type=click.Path(path_type=Path), metavar="FILE", help="Write a calendar file to this file.")
@click.option("--ids", "with_ids", is_flag=True, help="Put the ids of cases and rows in the titles of the calendar.")
@click.option("--law", "law", metavar="ID", help="Read under this law only; else under those that the cases name.")
@today_option
@viewer_options
@json_option
@packs_option
def command(
    *,
    files: tuple[str, ...],
    programme_file: str | None,
    plan_files: tuple[str, ...],
    competency: Path | None,
    framework_files: tuple[Path, ...],
    owner: str | None,
    until: date | None,
    ics: Path | None,
    with_ids: bool,
    law: str | None,
    today: date | datetime | None,
    audience: str | None,
    purpose: str | None,
    key_file: Path | None,
    packs: tuple[Path, ...],
    as_json: bool,
) -> int:
    """Say what is to be done, in order of day and consequence, and by whom.

    An item belongs to the owner of its row, else to whoever the programme assigns to the case. Ends with 1 if anything
    is overdue.
    """
    laws = Laws(packs, law)
    viewer = Viewer(laws, audience, purpose, key_file, today)
    silent = audience is not None
    if not files and programme_file is None and competency is None:
        message = "give cases, --programme, --competency, or several of them"
        raise CommandError(message)
    if silent and competency is not None:
        message = "assessments are for whoever keeps the record: leave out --competency, or --as"
        raise CommandError(message)
    read = read_files(files, packs, silent=silent)[0] if files else []
    programme = one_programme(programme_file, silent=silent) if programme_file is not None else None
    found = laws_of(programme, laws) if programme is not None else ()
    found = found or tuple(law_of(case, laws) for case in read[:1] if isinstance(case, Case))
    day = day_of(today, found)
    plans = [_plan(name, read, viewer) for name in plan_files]
    programme = _programme(programme, read, viewer, found, day) if programme is not None else None
    items, undated = _collected(viewer.files(read), plans, programme, laws, day, today, blind=silent)
    items = agenda.merged(items, _renewals(competency, framework_files, day))
    items = tuple(item for item in items if until is None or item.on <= until)
    load = agenda.workload(items, day)
    if owner is not None:
        items = tuple(item for item in items if owner in (item.owner or "").split(", "))
        undated = tuple(each for each in undated if owner in (each.owner or "").split(", "))
    if ics is not None:
        text = agenda.agenda_ics(items, stamped=day, with_ids=with_ids)
        ics.write_text(text, encoding="utf-8", newline="")
    if as_json:
        write_json(agenda_to_json(items, undated, load, day))
    else:
        write("\n".join(_lines(items, undated, load, day, owner)))
    return int(any(item.entry.state in _TROUBLE for item in items))


def _collected(
    read: Iterable[Case | EmployerFile],
    plans: Iterable[Plan],
    programme: Programme | None,
    laws: Laws,
    day: date,
    today: date | datetime | None,
    *,
    blind: bool,
) -> tuple[tuple[Item, ...], tuple[Undated, ...]]:
    """Return all that is to be done, with owners, and what has no day."""
    parts: list[Iterable[Item]] = [agenda.review_items(plan, day) for plan in plans]
    undated: list[Undated] = []
    for file in read:
        timeline = timeline_of(file, laws, today or day, explain=False, everything=False, blind=blind)
        forms: dict[str, tuple[str, ...]] = {}
        if isinstance(file, Case):
            parts.append(agenda.certificate_items(file, day))
            for law in laws.of(file):
                forms |= agenda.forms_to_send(file, law, day)
        parts.append(agenda.deadline_items(timeline, forms))
        undated.extend(agenda.undated(timeline))
    if programme is not None:
        parts.append(agenda.reminder_items(programme, day))
        undated.extend([] if blind else agenda.undated_reminders(programme, day))
    owned = agenda.with_owners(agenda.merged(*parts), programme, day)
    return tuple(owned), tuple(agenda.with_owners(undated, programme, day))


def _renewals(file: Path | None, framework_files: tuple[Path, ...], day: date) -> Iterable[Item]:
    """Return what is to be assessed again."""
    if file is None:
        return ()
    known = frameworks(framework_files)
    return renewal_items(competency_file(file, known).assessments, known, day)


def _plan(name: str, read: list[Case | EmployerFile], viewer: Viewer) -> Plan:
    """Return a plan, as the audience of the command line may see it."""
    plan = one_plan(name, silent=viewer.audience is not None)
    if viewer.audience is None or viewer.purpose is None:
        return plan
    case = next((each for each in read if isinstance(each, Case) and each.id == plan.case), None)
    if case is None:
        message = "a plan is shown to an audience beside its case: give the case that the plan names"
        raise CommandError(message)
    view = viewer.view(case, viewer.audience, viewer.purpose)
    return disclosure.view_plan(plan, view, law_of(case, viewer.laws), key=viewer.key)


def _programme(
    programme: Programme, read: list[Case | EmployerFile], viewer: Viewer, laws: tuple[Law, ...], day: date
) -> Programme:
    """Return the programme as the audience may see it; one that deals with one person at a time, of the one case."""
    cases = [each for each in read if isinstance(each, Case)]
    one = len(cases) == 1 and viewer.audience is not None and not deals_with_many(viewer.audience)
    return seen(programme, viewer, laws, day, cases[0] if one else None)


def _lines(
    items: tuple[Item, ...],
    undated: tuple[Undated, ...],
    load: dict[str, tuple[int, int]],
    day: date,
    owner: str | None,
) -> Iterator[str]:
    """Yield the agenda: a line for each item, what has no day, and how much each owner has."""
    over = sum(item.on < day for item in items)
    count = number_of(len(items), "item")
    yield f"Agenda{f' of {owner}' if owner else ''} on {day}: {count}, {over} past their day"
    if items:
        yield from table([_row(item, day) for item in items])
    if undated:
        yield f"No day can be told for {len(undated)}:"
        yield from table([(f"  {each.about}", each.entry.title, _ask(each)) for each in undated])
    if load:
        yield "Items by owner: " + "; ".join(f"{name} {count}, {late} past" for name, (count, late) in load.items())


def _ask(each: Undated) -> str:
    return each.entry.needs[0].ask if each.entry.needs else ""


def _row(item: Item, day: date) -> tuple[str, ...]:
    days = (day - item.on).days
    when = "today" if days == 0 else f"{number_of(days, 'day')} over" if days > 0 else f"in {number_of(-days, 'day')}"
    state = item.entry.state
    shown = "ends" if state is State.RUNNING else state.value
    what = item.entry.title
    if item.sort == agenda.DEADLINE:
        what += f"   {', '.join((item.entry.cite, *item.entry.marks))}"
    if item.forms:
        what += f"   form: {' or '.join(item.forms)}"
    return (f"  {item.on}", when, paint_state(state, f"{shown:<7}"), item.about, item.owner or agenda.NOBODY, what)
