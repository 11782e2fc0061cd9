"""Entries, timelines and explanations for people, as plain text and as Markdown.

Plain words first, the law beside them, nothing to decode. Every day of an explanation shows its weekday. What is
not confirmed says so wherever it is printed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rtwlib.readers.outline import GAP, INDENT, lay_out, rows
from rtwlib.readers.wording import cited_words, details, due_words, kind_words, plain_day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from rtwlib.answers import Step
    from rtwlib.entries import Entry, State, Timeline
    from rtwlib.laws import PackStamp

_WIDEST_TITLE = 76


def text(step: Step) -> str:
    """Return an explanation as indented text: what was done, what came out, and what it rests on."""
    return "\n".join(lay_out(rows(step)))


def markdown(step: Step) -> str:
    """Return an explanation as a nested Markdown list."""
    return "\n".join(row.markdown() for row in rows(step))


def entry_text(entry: Entry) -> str:
    """Return an entry as a paragraph: its day and title, then its reasons, or its citation where it has none."""
    if not entry.reasons:
        return f"{_heading(entry)}\n{INDENT}{cited_words(entry)}"
    found = [row for step in entry.reasons for row in rows(step, 1)]
    return "\n".join([_heading(entry), *lay_out(found)])


def entry_markdown(entry: Entry) -> str:
    """Return an entry as a Markdown section."""
    reasons = [row.markdown() for step in entry.reasons for row in rows(step)]
    return "\n".join([f"### {_heading(entry)}", "", *(reasons or [f"- {cited_words(entry)}"])])


def law_words(stamp: PackStamp) -> str:
    """Return ``us-ct 2026.11.0, reviewed 2026-11-22``."""
    return f"{stamp.id} {stamp.version}, reviewed {stamp.reviewed}"


def timeline_heading(timeline: Timeline) -> str:
    """Return the line above a timeline: the case, the law that was read, the day of the reading."""
    laws = "; ".join(law_words(stamp) for stamp in timeline.laws)
    return f"{timeline.case}{GAP}law: {laws}{GAP}today {plain_day(timeline.today)}"


def timeline_text(
    timeline: Timeline, paint: Callable[[State, str], str] | None = None, width: int | None = None
) -> str:
    """Return a timeline as a table, in the order in which things fall due.

    ``paint`` may colour the word for a state; it gets the padded word. A table wider than ``width`` columns is laid
    out with further lines for each entry. Rules that were left out follow under a line of their own.
    """
    lines = [timeline_heading(timeline), *_table(timeline.entries, timeline, paint, width)]
    if not timeline.entries:
        lines.append(f"{INDENT}Nothing is due: no rule of this law begins with anything that the case records.")
    if timeline.left_out:
        lines.extend(["", f"{INDENT}Left out:", *_table(timeline.left_out, timeline, paint, width)])
    return "\n".join(lines)


def timeline_reasons(timeline: Timeline) -> str:
    """Return the paragraphs that explain each entry of a timeline, parted by blank lines."""
    return "\n\n".join(entry_text(entry) for entry in timeline.entries)


def timeline_markdown(timeline: Timeline) -> str:
    """Return a timeline as Markdown: a table, then a section for each entry that carries reasons."""
    lines = [
        f"## {timeline_heading(timeline)}",
        "",
        "| state | day | what | who | law | |",
        "|---|---|---|---|---|---|",
    ]
    for entry in timeline.entries:
        notes = "; ".join(details(entry, timeline.today, timeline.zone))
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in (*_cells(entry), notes)) + " |")
    for entry in timeline.entries:
        if entry.reasons:
            lines.extend(["", entry_markdown(entry)])
    return "\n".join(lines)


def _table(
    entries: Iterable[Entry], timeline: Timeline, paint: Callable[[State, str], str] | None, width: int | None
) -> list[str]:
    """Return the rows of a table of entries, in columns as wide as their widest cell."""
    table = [(entry.state, _cells(entry), details(entry, timeline.today, timeline.zone)) for entry in entries]
    if not table:
        return []
    widths = [max(len(cells[at]) for _, cells, _ in table) for at in range(len(table[0][1]))]
    widths[2] = min(widths[2], _WIDEST_TITLE)
    margin = " " * (len(INDENT) + widths[0] + 1 + widths[1] + len(INDENT))
    wide = max(len(margin) + sum(widths[2:]) + 3 * len(GAP) + len((*notes, "")[0]) for _, _, notes in table)
    lines = []
    for state, cells, notes in table:
        word, due, title, who, law = (cell.ljust(size) for cell, size in zip(cells, widths, strict=True))
        lead = f"{INDENT}{paint(state, word) if paint else word} {due}{INDENT}"
        if width is not None and wide > width:
            below = [GAP.join(part for part in (cells[3], cells[4]) if part), *notes]
            if notes and len(margin) + len(below[0]) + len(GAP) + len(below[1]) <= width:
                below[:2] = [f"{below[0]}{GAP}{below[1]}"]
            lines.extend([f"{lead}{cells[2]}", *(f"{margin}{line}" for line in below)])
            continue
        first, *rest = notes or ("",)
        lines.append(f"{lead}{GAP.join([title, who, law, first])}".rstrip())
        lines.extend(f"{margin}{note}" for note in rest)
    return lines


def _cells(entry: Entry) -> tuple[str, ...]:
    """Return the cells of an entry's row: state, day, title, who owes it, law."""
    state = kind_words(entry.state.value).upper()
    return state, due_words(entry), entry.title, kind_words(entry.owed_by), cited_words(entry)


def _heading(entry: Entry) -> str:
    """Return the day and the title of an entry."""
    day = entry.due_at or entry.due
    return f"{plain_day(day) if day else 'no day'}{INDENT}{entry.title}"
