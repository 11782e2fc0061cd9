"""`rtw view`: what an audience may see of a case for a purpose, why, and who has looked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from attrs import evolve

from rtwlib.audit.report import table
from rtwlib.casefiles import case_to_dict, dump_case
from rtwlib.cases import Case
from rtwlib.cli.errors import CommandError
from rtwlib.cli.inputs import read_files
from rtwlib.cli.laws import Laws
from rtwlib.cli.options import clock_day, json_option, packs_option, today_option
from rtwlib.cli.output import write, write_json
from rtwlib.cli.viewing import Viewer, viewer_options
from rtwlib.privacy.accesses import access_event, accesses
from rtwlib.privacy.deciding import BETWEEN
from rtwlib.privacy.records import accesses_to_json, view_to_json
from rtwlib.privacy_rules import Effect

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from rtwlib.privacy.views import View

_WORDS = {Effect.ALLOW: "shown", Effect.MASK: "masked", Effect.DENY: "withheld"}


@click.command(
    "view",
    epilog="\b\nExamples:\n  rtw view case.json --as supervisor --for return_to_work --today 2025-01-06\n"
    "  rtw view case.json --as supervisor --for return_to_work --case > for-the-supervisor.json\n"
    "  rtw view case.json --account",
)
@click.argument("file", metavar="CASE")
@viewer_options
@click.option("--case", "case_only", is_flag=True, help="Write the case as the audience may see it, and nothing else.")
@click.option("--record-as", "by", metavar="NAME", help="Record the look, by whom: a name or number of your own.")
@click.option("--record-to", "copy", type=click.Path(path_type=Path), metavar="FILE", help="The copy to record it in.")
@click.option("--account", is_flag=True, help="List who has looked at the case, as its record holds it.")
@click.option("--law", "law", metavar="ID", help="Read under this law only; else under those that the case names.")
@today_option
@json_option
@packs_option
def command(
    *,
    file: str,
    audience: str | None,
    purpose: str | None,
    key_file: Path | None,
    case_only: bool,
    by: str | None,
    copy: Path | None,
    account: bool,
    law: str | None,
    today: date | datetime | None,
    packs: tuple[Path, ...],
    as_json: bool,
) -> int:
    """Say what an audience may see of a case for a purpose, and under which law what is withheld.

    The list of what was removed is for whoever gives the view; `--case` writes what may be handed on. With
    --record-as and --record-to the look itself is recorded in a copy of the case.
    """
    viewer = Viewer(Laws(packs, law), audience, purpose, key_file, today)
    case = _case(file, packs)
    if account:
        return _account(case, as_json=as_json)
    if audience is None or purpose is None:
        message = "say who looks and what for: --as supervisor --for return_to_work; or --account"
        raise CommandError(message)
    if (by is None) != (copy is None):
        message = "--record-as and --record-to belong together: who looks, and the copy to record it in"
        raise CommandError(message)
    view = viewer.view(case, audience, purpose)
    if by is not None and copy is not None:
        _record(case, view, by, copy, today, file)
    laws = viewer.laws.of(case)
    if case_only:
        write_json(case_to_dict(view.case))
    elif as_json:
        write_json(view_to_json(view, laws))
    else:
        stamps = ", ".join(f"{each.id} {each.version}" for each in dict.fromkeys(s for law in laws for s in law.stamps))
        write("\n".join(_lines(view, stamps)))
    return 0


def _case(file: str, packs: tuple[Path, ...]) -> Case:
    """Return the one case of a file."""
    read, _ = read_files((file,), packs)
    if len(read) != 1 or not isinstance(read[0], Case):
        message = "expected a file with one case (rtwlib.case/1)"
        raise CommandError(message)
    return read[0]


def _record(case: Case, view: View, by: str, copy: Path, today: date | datetime | None, file: str) -> None:
    """Write a copy of the case in which the look is recorded; the file that was read stays as it is."""
    if file != "-" and copy.exists() and copy.samefile(Path(file)):
        message = "--record-to names the input: name another file"
        raise CommandError(message)
    event = access_event(view, by=by, at=today if today is not None else clock_day())
    copy.write_text(dump_case(evolve(case, events=(*case.events, event))), encoding="utf-8")


def _account(case: Case, *, as_json: bool) -> int:
    """Write who has looked at a case."""
    found = accesses((case,))
    if as_json:
        write_json(accesses_to_json(case.id, found))
    elif not found:
        write(f"{case.id}: the record holds no look at the case.")
    else:
        write(f"{case.id}: who has looked at the case")
        rows = [
            (f"  {each.on.isoformat()}", each.audience, each.purpose, each.by, ", ".join(each.shown)) for each in found
        ]
        write("\n".join(table(rows)))
    return 0


def _decisions(view: View) -> Iterator[str]:
    """Yield which sorts of data are shown, masked and withheld; those with the same reason together."""
    grouped: dict[tuple[Effect, str], list[str]] = {}
    for each in view.decisions:
        grouped.setdefault((each.effect, each.why), []).append(each.category)
    for (effect, why), categories in sorted(grouped.items(), key=lambda item: (item[0][0].strictness, item[1])):
        yield f"  {_WORDS[effect]}: {', '.join(categories)}"
        yield from (f"    {line}" for line in why.split(BETWEEN))


def _lines(view: View, stamps: str) -> Iterator[str]:
    """Yield the decisions on each sort of data, and what was removed."""
    asked = view.asked
    yield f"What {asked.audience} may see for {asked.purpose} on {asked.today.isoformat()}   law: {stamps}"
    yield from _decisions(view)
    yield ""
    if not view.removals:
        yield "Nothing in this case had to be removed."
        return
    yield "Removed from this case (for whoever gives the view, not for the audience):"
    yield from table([(f"  {each.path}", each.category) for each in view.removals])
