"""`rtw law`: the law as data, on any day; one rule with all its versions; the list of jurisdictions."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

import click

from rtwlib import api
from rtwlib.cli.errors import CommandError
from rtwlib.cli.law_benefits import benefit_text, benefits_text, benefits_to_json
from rtwlib.cli.law_compare import comparison_text, comparison_to_json
from rtwlib.cli.law_json import law_to_json, limit_to_json, value_to_json
from rtwlib.cli.law_text import law_text, limit_text, value_text
from rtwlib.cli.options import Day, clock_day, json_option, packs_option
from rtwlib.cli.output import tell, write, write_json

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from rtwlib.laws import Law

_ID_AND_RULE = 2


@click.command(
    "law",
    epilog="\b\nExamples:\n  rtw law us-ct --at 2001-09-30\n  rtw law us-ct contest-liability-form-43\n"
    "  rtw law --compare au-nsw au-vic au-cth\n  rtw law us-ct --benefits",
)
@click.argument("names", nargs=-1, metavar="[ID [RULE]]")
@click.option("--compare", "comparing", is_flag=True, help="Show what the laws of several IDs say, by subject.")
@click.option("--benefits", is_flag=True, help="Show how benefits are worked out, in words.")
@click.option("--at", "day", type=Day(), metavar="DAY", help="The day, like 2001-09-30; else the clock's day.")
@json_option
@packs_option
def command(
    *,
    names: tuple[str, ...],
    comparing: bool,
    benefits: bool,
    day: date | None,
    packs: tuple[Path, ...],
    as_json: bool,
) -> None:
    """Show the law of a jurisdiction: time limits, rates, citations, gaps, and how each is known.

    Without an ID it lists the jurisdictions. With a RULE (the id of a time limit, a rate or a benefit) it shows
    all versions of that rule. With --compare it takes several IDs and puts what each says side by side.
    """
    if comparing:
        _compare(names, day, packs, as_json=as_json)
        return
    if not names:
        _list(packs, as_json=as_json)
        return
    if len(names) > _ID_AND_RULE:
        message = f"expected an ID and a RULE, not {len(names)} names; to put laws side by side: rtw law --compare"
        raise CommandError(message)
    law = api.law(names[0], packs=packs)
    if len(names) == _ID_AND_RULE:
        _show_rule(law, names[1], as_json=as_json)
        return
    if benefits:
        write_json(benefits_to_json(law, law.benefits)) if as_json else write(benefits_text(law))
        return
    day = day or clock_day(law.zone)
    if as_json:
        write_json(law_to_json(law, day))
    else:
        write(law_text(law, day))


def _compare(names: tuple[str, ...], day: date | None, packs: tuple[Path, ...], *, as_json: bool) -> None:
    """Put laws side by side."""
    if not names:
        message = "--compare needs the IDs of the laws; rtw law lists them"
        raise CommandError(message)
    laws = [api.law(name, packs=packs) for name in dict.fromkeys(names)]
    on = day or clock_day(laws[0].zone)
    write_json(comparison_to_json(laws, on)) if as_json else write(comparison_text(laws, on))


def _list(packs: tuple[Path, ...], *, as_json: bool) -> None:
    """List the jurisdictions; one whose pack is broken is told on stderr."""
    found = []
    for name in api.jurisdictions(packs=packs):
        try:
            stamp = api.law(name, packs=packs).stamps[0]
        except ValueError as error:
            tell(f"{name}: cannot be loaded: {str(error).splitlines()[0].rstrip(':')}")
        else:
            found.append(stamp)
    if as_json:
        stamps = [{**stamp.to_json(), "title": stamp.title} for stamp in found]
        write_json({"format": "rtwlib.jurisdictions/1", "jurisdictions": stamps})
        return
    width = max((len(stamp.id) for stamp in found), default=0)
    for stamp in found:
        write(f"{stamp.id.ljust(width)}   {stamp.title}   {stamp.version}, reviewed {stamp.reviewed}")


def _show_rule(law: Law, rule: str, *, as_json: bool) -> None:
    """Show all versions of a limit, a rate or a benefit."""
    limit, value = law.by_id.get(rule), law.values_by_id.get(rule)
    benefits = tuple(each for each in law.benefits if rule in {each.id, each.rule})
    if limit is not None:
        write_json(limit_to_json(limit)) if as_json else write(limit_text(limit))
    elif value is not None:
        write_json(value_to_json(value)) if as_json else write(value_text(value))
    elif benefits:
        write_json(benefits_to_json(law, benefits[:1])) if as_json else write(benefit_text(benefits[0], law))
    else:
        known = [*law.by_id, *law.values_by_id, *(each.id for each in law.benefits)]
        near = difflib.get_close_matches(rule, known, n=4, cutoff=0.4)
        message = f"{law.id} has no rule {rule!r}; nearest: {', '.join(near) or f'none, see rtw law {law.id}'}"
        raise CommandError(message)
