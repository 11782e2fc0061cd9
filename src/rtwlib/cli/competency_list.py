"""`rtw competency list`: the frameworks, or the groups, items, actions and sources of one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import click

from rtwlib.cli.competency_input import framework_named, frameworks, frameworks_option
from rtwlib.cli.options import json_option
from rtwlib.cli.output import write, write_json
from rtwlib.competency.pages import way_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rtwlib.competency.frameworks import Framework


@click.command(
    "list", epilog="\b\nExamples:\n  rtw competency list\n  rtw competency list strategic-operational --json"
)
@click.argument("name", metavar="[FRAMEWORK]", required=False)
@frameworks_option
@json_option
def command(*, name: str | None, framework_files: tuple[Path, ...], as_json: bool) -> None:
    """List the frameworks of competencies; name one to see its groups, items, actions, figures and sources."""
    known = frameworks(framework_files)
    if name is not None:
        found = framework_named(name, known)
        if as_json:
            write_json(attrs.asdict(found))
        else:
            write("\n".join(_lines(found)))
    elif as_json:
        write_json([{"id": each.id, "title": each.title, "items": len(each.items)} for each in known.values()])
    else:
        write("\n".join(f"{each.id}   {each.title}: {_counts(each)}" for each in known.values()))


def _counts(found: Framework) -> str:
    parts = (("group", found.groups), ("item", found.items), ("action", found.actions))
    return ", ".join(f"{len(rows)} {name}{'s' if len(rows) != 1 else ''}" for name, rows in parts if rows)


def _lines(found: Framework) -> Iterator[str]:
    yield f"{found.id}   {found.title}"
    if found.says:
        yield f"  {found.says}"
    for group in found.groups:
        yield ""
        yield f"{group.title}" + ("" if group.complete else " (more items exist than could be read)")
        for item in found.of(group.id):
            notes = [item.kind, *([item.rating] if item.rating else [])]
            yield f"  {item.id:<24}{item.text} ({', '.join(notes)})"
            ways = way_words(item.acquired, item.evaluated)
            if ways:
                yield f"{'':26}{ways}"
    if found.in_general is not None:
        general = found.in_general
        yield ""
        yield f"Of all of them ({general.source}): {general.says}"
        yield f"  {way_words(general.acquired, general.evaluated)}"
    if found.links:
        yield ""
        yield "Much the same elsewhere"
        yield from (f"  {link.item}: {link.framework}, {link.other}" for link in found.links)
    if found.actions:
        yield ""
        titles = {each.id: each.title for each in found.groups}
        for action in found.actions:
            yield f"  {action.title}: {', '.join(titles[each].lower() for each in action.groups)}"
    yield ""
    yield from (f"  {figure.number:>4} {figure.what} ({figure.source})" for figure in found.figures)
    for source in found.sources:
        yield f"  source {source.id}: {source.title}" + (f". {source.says}" if source.says else "")
