"""Timelines as one HTML page to send out: what is due, in which state, under which law, and why if asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING

from rtwlib.entries import State
from rtwlib.html_text import html_page
from rtwlib.readers.outline import Row, rows
from rtwlib.readers.prose import law_words
from rtwlib.readers.wording import cited_words, details, due_words, kind_words, plain_day

if TYPE_CHECKING:
    from rtwlib.entries import Entry, Timeline

MARKS = (
    "What stands behind a citation lowers its weight: unconfirmed, no source that was read confirms it; date not "
    "confirmed, the day from which the law applies is the first on which it was seen; guideline, policy, practice or "
    "incentive, it binds less than a statute."
)
LEGAL = "Prepared data, not legal advice. Whether there was an excuse that the record does not know is for a person."
FOOTER = f"<p>{MARKS}</p><p>{LEGAL}</p>"

_WEIGHT = {
    State.MISSED: "error",
    State.BREACHED: "error",
    State.LATE: "warning",
    State.EARLY: "warning",
    State.UNKNOWN: "warning",
}
_HEADING = ("state", "day", "what", "who", "law")


@cache
def report_style() -> str:
    """Return the style sheet of pages that are sent out."""
    return files(__package__).joinpath("report_page.css").read_text("utf-8")


def timeline_page(timelines: Sequence[Timeline], note: str | None = None) -> str:
    """Return timelines as a page, each under a heading of its own; entries with reasons are explained below the table.

    ``note`` is said under the headings, such as what an audience does not see.
    """
    title = f"What is due: {timelines[0].case}" if len(timelines) == 1 else f"What is due in {len(timelines)} cases"
    body = [f"<h1>{escape(title)}</h1>"]
    for timeline in timelines:
        if len(timelines) > 1:
            body.append(f"<h2>{escape(timeline.case)}</h2>")
        body += _one(timeline, note)
    return html_page(title, report_style(), body, FOOTER)


def _one(timeline: Timeline, note: str | None) -> Iterator[str]:
    laws = "".join(f"<li>{escape(stamp.title)}: {escape(law_words(stamp))}</li>" for stamp in timeline.laws)
    yield f"<p>Read on {plain_day(timeline.today)}, under:</p><ul>{laws}</ul>"
    if note is not None:
        yield f"<p>{escape(note)}</p>"
    if timeline.entries:
        yield from _table(timeline.entries, timeline)
    else:
        yield "<p>Nothing is due: no rule of this law begins with anything that the case records.</p>"
    explained = [entry for entry in timeline.entries if entry.reasons]
    if explained:
        yield "<h2>Why</h2>"
        for entry in explained:
            yield f"<h3>{escape(_day(entry))} {escape(entry.title)}</h3>"
            yield from _nested([row for step in entry.reasons for row in rows(step)])
    if timeline.left_out:
        yield "<h2>Left out</h2>"
        yield from _table(timeline.left_out, timeline)


def _table(entries: Iterable[Entry], timeline: Timeline) -> Iterator[str]:
    heads = "".join(f'<th scope="col">{name}</th>' for name in _HEADING)
    yield f'<div class="scroll"><table><thead><tr>{heads}</tr></thead><tbody>'
    for entry in entries:
        notes = "".join(
            f'<span class="law">{escape(note)}</span>' for note in details(entry, timeline.today, timeline.zone)
        )
        cells = (
            f'<td class="code">{escape(kind_words(entry.state.value))}</td>',
            f'<td class="day">{escape(due_words(entry))}</td>',
            f"<td>{escape(entry.title)}{notes}</td>",
            f"<td>{escape(kind_words(entry.owed_by))}</td>",
            f"<td>{escape(cited_words(entry))}</td>",
        )
        yield f'<tr class="{_WEIGHT.get(entry.state, "note")}">{"".join(cells)}</tr>'
    yield "</tbody></table></div>"


def _nested(found: Sequence[Row]) -> Iterator[str]:
    """Yield rows as a list within a list for each depth."""
    depth = -1
    for row in found:
        if row.depth > depth:
            yield "<ul>" * (row.depth - depth)
        else:
            yield "</li>" + "</ul></li>" * (depth - row.depth)
        depth = row.depth
        value = f": <strong>{escape(row.value)}</strong>" if row.value else ""
        remark = f" ({escape(row.remark)})" if row.remark else ""
        yield f"<li>{escape(row.label)}{value}{remark}"
    yield "</li></ul>" * (depth + 1)


def _day(entry: Entry) -> str:
    day = entry.due_at or entry.due
    return plain_day(day) if day is not None else "No day:"
