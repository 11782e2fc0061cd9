"""`rtw pack diff`: what changed between two states of a pack, and which days that moves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rtwlib.cli.errors import CommandError
from rtwlib.cli.law_words import length_words, marks, span_words, term_details, term_words
from rtwlib.cli.options import json_option, packs_option
from rtwlib.cli.output import write, write_json
from rtwlib.cli.pack_laws import pack_cases, pack_law
from rtwlib.comparison.changes import Change, Effect, changes, effects
from rtwlib.conditions import FactCount
from rtwlib.dates import Count
from rtwlib.readers.wording import value_words

if TYPE_CHECKING:
    from rtwlib.laws import Terms, TimeLimit

_NOTHING = "nothing"
_TOLD = (str, int, bool, Decimal, date, Enum)


@click.command("diff", epilog="\b\nExamples:\n  rtw pack diff us-ct packs/us-ct\n  rtw pack diff old/us-wa new/us-wa")
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@json_option
@packs_option
def command(*, old: str, new: str, packs: tuple[Path, ...], as_json: bool) -> int:
    """Say what changed from one state of a pack to another, and what it does to the worked cases of both.

    OLD and NEW are folders, or ids of installed packs. Ends with 1 if anything differs.
    """
    before, after = pack_law(old, packs), pack_law(new, packs)
    if before.id != after.id:
        message = f"{old} is the pack {before.id}, {new} is {after.id}: a change is of one pack"
        raise CommandError(message)
    found = changes(before, after)
    moved = effects(before, after, (*pack_cases(old, packs), *pack_cases(new, packs)))
    if as_json:
        write_json({"format": "rtwlib.pack-diff/1", "pack": after.id, "changes": [_json(each) for each in found],
                    "effects": [_effect_json(each) for each in moved]})  # fmt: skip
    else:
        write("\n".join(_lines(after.id, found, moved)))
    return int(bool(found or moved))


def _lines(pack: str, found: Iterable[Change], moved: Iterable[Effect]) -> Iterator[str]:
    found, moved = tuple(found), tuple(moved)
    if not found and not moved:
        yield f"{pack}: nothing differs"
    for each in found:
        version = f", version from {each.from_}" if each.from_ else ""
        yield f"{each.what:<8} {each.sort:<5}  {each.rule}   {each.title}{version}"
        yield from (f"    {name}: {was} -> {now}" for name, was, now in _told(each))
    if moved:
        yield ""
        yield "Worked cases read differently:"
        for moving in moved:
            trigger = f", {moving.trigger}" if moving.trigger else ""
            yield f"  {moving.case}   {moving.rule}{trigger}: {moving.was} -> {moving.now}"


def _told(each: Change) -> Iterator[tuple[str, str, str]]:
    """Yield what differs, in words; of a version of a limit its clock and keys as `rtw law` tells them."""
    if each.terms is None:
        pairs = ((name.replace("_", " "), _words(was), _words(now)) for name, was, now in each.fields)
        yield from ((name, "one value", "another") if was == now else (name, was, now) for name, was, now in pairs)
        return
    was, now = (_clauses(*terms) for terms in each.terms)
    told = [(name, was.get(name, _NOTHING), now.get(name, _NOTHING)) for name in dict.fromkeys((*was, *now))]
    found = [row for row in told if row[1] != row[2]]
    yield from found or ((name.replace("_", " "), "one value", "another") for name, _, _ in each.fields)


def _clauses(limit: TimeLimit, terms: Terms) -> dict[str, str]:
    """Return all that a version says, by a word for each clause; clauses of one word are joined."""
    found = {
        "in force": span_words(terms),
        "title": terms.title,
        "clock": term_words(terms),
        "known from": marks(terms),
        "cited": terms.cited_in_full,
    }
    for name, said in term_details(limit, terms):
        found[name] = f"{found[name]}; {said}" if name in found else said
    return found


def _words(value: Any) -> str:  # noqa: ANN401 - any value of a noun of law
    """Return a value as people read it."""
    if isinstance(value, Count | FactCount):
        return length_words(value)
    if value is None or value == ():
        return _NOTHING
    parts = tuple(value) if isinstance(value, tuple | frozenset) else (value,)
    if not all(isinstance(part, _TOLD) for part in parts):
        return "..."
    return ", ".join(sorted(map(value_words, parts))) if isinstance(value, frozenset) else value_words(value)


def _json(each: Change) -> dict[str, Any]:
    return {
        "what": each.what,
        "sort": each.sort,
        "rule": each.rule,
        "title": each.title,
        "from": each.from_.isoformat() if each.from_ else None,
        "fields": [{"field": name, "old": was, "new": now} for name, was, now in _told(each)],
    }


def _effect_json(each: Effect) -> dict[str, Any]:
    return {
        "case": each.case,
        "rule": each.rule,
        "trigger": each.trigger.isoformat() if each.trigger else None,
        "old": each.was,
        "new": each.now,
    }
