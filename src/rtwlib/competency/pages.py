"""Checklists, gaps and a team's coverage as text, Markdown and pages to print, with bars beside their words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from html import escape
from importlib.resources import files

from rtwlib.competency.assessments import Cover, Gap, Stand
from rtwlib.competency.frameworks import Framework, Item, Scale
from rtwlib.html_text import html_page

STAND_WORDS = {
    Stand.REACHED: "reached",
    Stand.BELOW: "below",
    Stand.OWN_WORD: "own word only",
    Stand.EXPIRED: "expired",
    Stand.NOT_ASSESSED: "not assessed",
}
_BAR, _HIGH = 240, 14


@cache
def _style() -> str:
    return files(__package__).joinpath("competency_page.css").read_text("utf-8")


def words(name: str) -> str:
    """Return an id in words."""
    return name.replace("_", " ")


def way_words(acquired: Iterable[str], evaluated: Iterable[str]) -> str:
    """Return how a competency is acquired and best evaluated, empty where no source says so."""
    told = (("acquired by", acquired), ("best evaluated by", evaluated))
    return "; ".join(f"{verb} {', '.join(map(words, found))}" for verb, found in told if found)


def checklist_text(framework: Framework, scale: Scale) -> str:
    """Return a checklist as Markdown: a box for each level of each item, and the sources."""
    lines = [f"# {framework.title}", ""]
    if framework.says:
        lines += [framework.says, ""]
    lines.append(f"Levels: {', '.join(words(each) for each in scale.levels)}. {scale.says or ''}".rstrip())
    for group in framework.groups:
        held = framework.of(group.id)
        if held:
            lines += ["", f"## {group.title}", ""]
            lines += [line for item in held for line in _item_lines(item, scale)]
    return "\n".join([*lines, "", *_source_lines(framework)])


def _item_lines(item: Item, scale: Scale) -> Iterator[str]:
    yield f"- {item.text} ({item.kind}{', ' + item.rating if item.rating else ''})"
    yield "  " + "  ".join(f"[ ] {words(level)}" for level in scale.levels)
    ways = way_words(item.acquired, item.evaluated)
    if ways:
        yield f"  {ways}"


def _source_lines(framework: Framework) -> Iterator[str]:
    if framework.in_general is not None:
        yield f"Of all of them ({framework.in_general.source}): {framework.in_general.says}"
    yield "Sources: " + "; ".join(each.title + (f" ({each.says})" if each.says else "") for each in framework.sources)
    if framework.figures:
        yield "Figures: " + "; ".join(f"{each.number} {each.what} ({each.source})" for each in framework.figures)
    if any(not group.complete for group in framework.groups):
        yield "The list is not complete: a source says that there are more items than could be read."


def checklist_page(framework: Framework, scale: Scale) -> str:
    """Return a checklist as a page to print, with a box for each level, evidence, date and signature."""
    heads = "".join(f'<th scope="col">{escape(words(level))}</th>' for level in scale.levels)
    body = [
        f"<h1>{escape(framework.title)}</h1>",
        f"<p>{escape(framework.says or '')}</p>",
        "<p>Person: ____________________ &nbsp; Assessor: ____________________ &nbsp; Date: ____________</p>",
    ]
    for group in framework.groups:
        held = framework.of(group.id)
        if held:
            body.append(f"<h2>{escape(group.title)}</h2><table><thead><tr>")
            body.append(f'<th scope="col">Competency</th>{heads}<th scope="col">Evidence</th></tr></thead><tbody>')
            body += [_checklist_row(item, scale) for item in held]
            body.append("</tbody></table>")
    body += [f"<p class='source'>{escape(line)}</p>" for line in _source_lines(framework)]
    return _page(framework.title, body)


def _checklist_row(item: Item, scale: Scale) -> str:
    boxes = "".join(
        f'<td class="box" data-label="{escape(words(level))}"><span aria-label="{escape(words(level))}"></span></td>'
        for level in scale.levels
    )
    notes = [item.kind, *([item.rating] if item.rating else [])]
    note = f'<span class="note">{escape(", ".join(notes))}</span>'
    return f'<tr><th scope="row">{escape(item.text)}{note}</th>{boxes}<td class="evidence"></td></tr>'


def gaps_text(found: Iterable[Gap]) -> Iterator[str]:
    """Yield a line for each item: how a person stands, the level shown, the level that the role asks."""
    for gap in found:
        level = words(gap.level) if gap.level else "nothing shown"
        stand = f"{STAND_WORDS[gap.stand].upper():<14}{gap.item.id}"
        yield f"{stand}   {level}; asked: {words(gap.wanted)}   {gap.item.text}"


def gaps_page(title: str, found: Iterable[Gap], scale: Scale) -> str:
    """Return how a person stands as a page: a bar for each item with its words beside it."""
    rows = "".join(
        f'<tr><th scope="row">{escape(gap.item.text)}</th><td>{bar_svg(gap, scale)}</td>'
        f"<td>{escape(STAND_WORDS[gap.stand])}: {escape(words(gap.level) if gap.level else 'nothing shown')}; "
        f"asked: {escape(words(gap.wanted))}</td></tr>"
        for gap in found
    )
    return _page(title, [f"<h1>{escape(title)}</h1><table><tbody>{rows}</tbody></table>"])


def bar_svg(gap: Gap, scale: Scale) -> str:
    """Return a bar for the level shown, with a mark at the level asked; its title says the same in words."""
    count = len(scale.levels)
    aim = _BAR * (scale.rank(gap.wanted) + 1) // count
    shown = _BAR * (scale.rank(gap.level) + 1) // count if gap.level is not None else 0
    kind = "sure" if gap.stand in {Stand.REACHED, Stand.BELOW} else "unsure"
    level = words(gap.level) if gap.level else "nothing shown"
    return (
        f'<svg class="bar" viewBox="0 0 {_BAR} {_HIGH}" role="img" aria-label="{escape(level)}, asked '
        f'{escape(words(gap.wanted))}"><rect class="room" width="{_BAR}" height="{_HIGH}"/>'
        f'<rect class="{kind}" width="{shown}" height="{_HIGH}"/>'
        f'<line class="aim" x1="{aim - 1}" x2="{aim - 1}" y1="0" y2="{_HIGH}"/></svg>'
    )


def team_text(found: Iterable[Cover]) -> Iterator[str]:
    """Yield a line for each item: how many reach it, and how each person stands."""
    for cover in found:
        stands = ", ".join(f"{person}: {STAND_WORDS[stand]}" for person, stand in cover.stands)
        yield f"{len(cover.people)} of {len(cover.stands)}   {cover.item.id} ({words(cover.wanted)})   {stands}"


def _page(title: str, body: Iterable[str]) -> str:
    return html_page(title, _style(), body)
