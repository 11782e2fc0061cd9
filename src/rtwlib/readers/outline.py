"""An explanation laid out as rows, in the order in which a person would tell it: anchor, count, roll, version, state.

The tree of steps is built to be recomputed, its last operation on top; here the chain below a due day is turned
round, so that the first line says the rule, and the rows under it go forward in time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from rtwlib.readers.wording import kind_words, value_words, week_day

if TYPE_CHECKING:
    from rtwlib.answers import Step

INDENT = "  "
GAP = "   "
_WIDEST_LABEL = 46
_CHAIN = frozenset({"roll", "ends", "count", "hours", "civil_day", "restart", "later_of", "interval"})
_DAY = timedelta(days=1)


@frozen
class Row:
    """One line of an explanation; ``value`` and ``remark`` may be empty."""

    depth: int
    label: str
    value: str = ""
    remark: str = ""

    @property
    def width(self) -> int:
        """Return how far the indented label reaches."""
        return len(INDENT) * self.depth + len(self.label)

    def text(self, column: int) -> str:
        """Return the row as text, its value starting at a column."""
        label = f"{INDENT * self.depth}{self.label}"
        if self.value:
            label = label.ljust(column - len(GAP))
        return GAP.join(part for part in (label, self.value, self.remark) if part)

    def markdown(self) -> str:
        """Return the row as an item of a nested list."""
        said = f"{self.label}: **{self.value}**" if self.value else self.label
        return f"{INDENT * self.depth}- {said}" + (f" ({self.remark})" if self.remark else "")


def lay_out(found: Iterable[Row]) -> list[str]:
    """Return rows as lines of text, with all values in one column."""
    found = tuple(found)
    widest = max((row.width for row in found if row.value), default=0)
    column = min(widest, _WIDEST_LABEL) + len(GAP)
    return [row.text(column) for row in found]


def rows(step: Step, depth: int = 0) -> Iterator[Row]:
    """Yield the rows of a step and of all that it rests on; the root of an entry gives way to its parts."""
    if step.op == "entry":
        for part in step.inputs:
            yield from rows(_without_law(part) if part.label == "otherwise" else part, depth)
    elif step.op in _CHAIN:
        yield from _chain(step, depth)
    elif step.op == "version":
        yield _version(step, depth)
    elif step.op == "need":
        yield Row(depth, "needs", step.label)
    elif step.op in {"state", "said"} and step.inputs and step.inputs[0].label == "today":
        yield _state(step, depth)
    elif step.op == "compare":
        yield _compared(step, depth)
    else:
        yield _plain(step, depth)
        for part in step.inputs:
            yield from rows(part, depth + 1)


def _chain(step: Step, depth: int) -> Iterator[Row]:
    """Yield the rows of a due day: the rule as a heading, then anchor, count and roll in order of time."""
    links = [step]
    while links[-1].op in _CHAIN and links[-1].inputs:
        links.append(links[-1].inputs[0])
    anchor, *links = reversed(links)
    heading = next((leaf for link in links for leaf in link.inputs[1:] if _is_rule(leaf)), None)
    if heading is not None:
        yield Row(depth, f"{heading.label} {_anchor_words(anchor)}".strip(), "", _remark(heading))
    below: list[Row] = list(rows(anchor, depth + 1))
    day: object = anchor.value
    for link in links:
        leaves = [leaf for leaf in link.inputs[1:] if leaf is not heading]
        if link.op == "roll":
            below.append(_rolled(link, leaves, depth + 1) if link.value != day else _unmoved(below.pop(), link))
        else:
            for leaf in leaves:
                below.extend(
                    _covered(leaf, depth + 1) if _is_covered(leaf) else [_with_first_day(leaf, link, day, depth + 1)]
                )
            below.append(_plain(link, depth + 1))
        day = link.value
    yield from (row for row in below if row.value or row.remark)


def _is_covered(leaf: Step) -> bool:
    """Return whether a leaf holds the covered days of an interval."""
    return leaf.op == "fact" and isinstance(leaf.value, tuple) and "running" in leaf.args


def _covered(leaf: Step, depth: int) -> Iterator[Row]:
    """Yield a row for each run of covered days, the hours lost on each where these count; the last may go on."""
    if not leaf.value:
        yield Row(depth, leaf.label, "none", leaf.where or "")
    for number, (first, end, load) in enumerate(leaf.value, start=1):
        goes_on = leaf.args["running"] and number == len(leaf.value)
        hours = None if load == "1" else f"{Fraction(load) * 7} hours a week"
        said = f"{week_day(first)} to {week_day(end - _DAY)}"
        yield Row(depth, leaf.label, said, _joined(hours, "it goes on" if goes_on else None, leaf.where))


def _unmoved(row: Row, link: Step) -> Row:
    """Return the row of a last day that a roll leaves where it is."""
    return evolve(row, remark=_joined(row.remark, link.note))


def _rolled(link: Step, leaves: Iterable[Step], depth: int) -> Row:
    """Return the row of a last day that moved, with the rule that moves it."""
    return evolve(_plain(link, depth), remark=_joined(link.note, *(_remark(leaf) for leaf in leaves)))


def _with_first_day(leaf: Step, link: Step, anchor: object, depth: int) -> Row:
    """Return the row of a leaf of a count; the rule about day 1 shows that day."""
    row = _plain(leaf, depth)
    value = row.value or _first_day(leaf, link, anchor)
    return evolve(row, value=value) if value else Row(depth, row.label, row.remark)


def _is_rule(leaf: Step) -> bool:
    """Return whether a leaf says the length that a limit sets."""
    return leaf.op == "law" and leaf.label.endswith((" after", " before"))


def _anchor_words(anchor: Step) -> str:
    """Return an anchor as it reads after 'n days after'."""
    return anchor.label if anchor.op != "said" else ""


def _first_day(leaf: Step, link: Step, anchor: object) -> str:
    """Return the day that is day 1, where the leaf is the rule about it and the count is of days."""
    if link.op != "count" or "day 1" not in leaf.label or not isinstance(anchor, date):
        return ""
    if not str(link.args.get("count", "")).endswith(("day", "days")) or "business" in str(link.args.get("count")):
        return ""
    day = anchor.date() if isinstance(anchor, datetime) else anchor
    if link.args.get("starts") == "inclusive":
        return week_day(day)
    return week_day(day - _DAY if link.args.get("backward") else day + _DAY)


def _version(step: Step, depth: int) -> Row:
    """Return the row that says which event chose the version of law."""
    if not step.inputs:
        return _plain(step, depth)
    leaf = step.inputs[0]
    version = f"version in force from {step.value}" if isinstance(step.value, date) else ""
    return Row(depth, step.label, f"{leaf.label}, {value_words(leaf.value)}", _joined(leaf.where, version))


def _state(step: Step, depth: int) -> Row:
    """Return the row that says what the state rests on: the act, or today."""
    event = step.inputs[-1]
    if step.label.endswith(" by") and event.op == "fact":
        return Row(depth, step.label, f"{event.label}, {value_words(event.value)}", _joined(event.where, event.note))
    return Row(depth, kind_words(step.label), f"today, {value_words(step.inputs[0].value)}", step.note or "")


def _compared(step: Step, depth: int) -> Row:
    """Return the row of a condition on a fact: what is asked, and what the case says."""
    leaf = step.inputs[0]
    return Row(depth, step.label, value_words(step.value), f"{leaf.where}: {value_words(leaf.value)}")


def _without_law(step: Step) -> Step:
    """Return a step without its citation, where the rule above it has just been cited."""
    return evolve(step, cite=None, note=None, confidence=None)


def _plain(step: Step, depth: int) -> Row:
    """Return the row of any other step."""
    return Row(depth, step.label, "" if step.value is None else value_words(step.value), _remark(step))


def _remark(step: Step) -> str:
    """Return what stands beside a step: the law with its standing, the note, the place in the case."""
    confidence = step.confidence if step.confidence and step.confidence not in (step.note or "") else None
    return _joined(step.cite, step.note, confidence, step.where)


def _joined(*parts: str | None) -> str:
    """Return the parts that are there, parted by commas."""
    return ", ".join(part for part in parts if part)
