"""`rtw pack review`: what a lawyer should look up in a pack."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from rtwlib.cli.options import json_option, packs_option
from rtwlib.cli.output import write, write_json
from rtwlib.cli.pack_laws import pack_law
from rtwlib.comparison.review import DATE, REASONS, SECONDARY, Question, questions


@click.command("review", epilog="\b\nExamples:\n  rtw pack review us-ct\n  rtw pack review packs/us-wa --secondary")
@click.argument("pack", metavar="ID|DIR")
@click.option("--secondary", is_flag=True, help="List what only a secondary source says, too.")
@json_option
@packs_option
def command(*, pack: str, secondary: bool, packs: tuple[Path, ...], as_json: bool) -> int:
    """List what is to be looked up: entries that nothing confirms, declared gaps, days that are not confirmed.

    Ends with 1 if there is anything.
    """
    law = pack_law(pack, packs)
    found = [each for each in questions(law) if secondary or each.why != SECONDARY]
    if as_json:
        write_json({"format": "rtwlib.pack-review/1", "pack": law.id, "questions": [_json(each) for each in found]})
    else:
        write("\n".join(_lines(law.id, found)))
    return int(bool(found))


def _lines(pack: str, found: list[Question]) -> Iterator[str]:
    counts = {why: sum(each.why == why for each in found) for why in REASONS}
    told = ", ".join(f"{count} {why}" for why, count in counts.items() if count)
    yield f"{pack}: {told or 'nothing to look up'}"
    for why, count in counts.items():
        if count:
            yield f"\n{why} ({count})"
        for each in found:
            if each.why == why:
                yield f"  {each.rule}   {each.title}{_days(each)}{f'   {each.cite}' if each.cite else ''}"
                if why != DATE:
                    yield from (
                        f"      {line}" for line in (each.says, *(source.url for source in each.sources)) if line
                    )


def _days(each: Question) -> str:
    return (f", from {each.from_}" if each.from_ else "") + (f" to before {each.until}" if each.until else "")


def _json(each: Question) -> dict[str, object]:
    return {
        "why": each.why,
        "rule": each.rule,
        "sort": each.sort,
        "title": each.title,
        "from": each.from_.isoformat() if each.from_ else None,
        "until": each.until.isoformat() if each.until else None,
        "cite": each.cite,
        "says": each.says,
        "sources": [{"id": source.id, "title": source.title, "url": source.url} for source in each.sources],
    }
