"""A law in words: how a limit counts, what meets it, what its keys say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rtwlib.conditions import Anchor, FactCount
from rtwlib.dates import Ends
from rtwlib.deadlines.condition_words import words as condition_words
from rtwlib.kinds import Force
from rtwlib.readers.wording import kind_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rtwlib.conditions import Branch, Length, Start, YearlyWindow
    from rtwlib.laws import Ending, Extension, Pause, Terms, TimeLimit, Value, ValueVersion
    from rtwlib.liaison_bodies import LiaisonBody
    from rtwlib.standing_duties import StandingDuty

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_BINDING = frozenset({Force.STATUTE, Force.REGULATION})
_ROLLS = {"next_open": "moves to the next open day", "previous_open": "moves to the open day before"}
_OCCURRENCES = {"first": "only for the first of them", "last": "only for the last of them"}


def length_words(length: Length) -> str:
    """Return ``28 days``, ``13 weeks of weekly payments``, or the fact that gives the length."""
    if isinstance(length, FactCount):
        return f"as many {length.unit.value} as {length.fact} says"
    unit = length.unit.value[:-1] if length.number == 1 else length.unit.value
    return f"{length.number} {unit}" + (f" of {kind_words(length.of)}" if length.of else "")


def anchor_words(anchor: Anchor) -> str:
    """Return an anchor in words: an event, a day that an event carries, the day on which another rule falls due."""
    if anchor.sort == "date":
        named = "set" if anchor.part == "for" else f"'{anchor.part}'"
        return f"the day {named} in '{kind_words(anchor.name)}'"
    if anchor.sort == "due":
        return f"the due day of {anchor.name}" if anchor.name else "the due day"
    if anchor.sort == "end":
        return f"the end of {anchor.name}" if anchor.name else "the end"
    return kind_words(anchor.name or anchor.sort)


def term_words(terms: Terms) -> str:
    """Return the clock of a version: ``28 days after claim received by employer``."""
    said = _start_words(terms.start, terms.count)
    if terms.prompt:
        said = f"as soon as possible, {'at most ' if terms.count else ''}{said}"
    if terms.ends is Ends.EXCLUSIVE and not terms.start.window:
        said = f"{said}, that day not included"
    if terms.every is not None:
        said = f"{said}, then every {length_words(terms.every.count)}"
    return f"{said} while {kind_words(terms.while_)}" if terms.while_ else said


def _start_words(start: Start, count: Length | None) -> str:
    """Return a count with what it begins from."""
    if start.window is not None:
        return _window_words(start.window)
    if start.choose == "only":
        return _branch_words(start.branches[0], count)
    found = "; ".join(_branch_words(branch, None) for branch in start.branches)
    chosen = f"the {'later' if start.choose == 'latest' else 'earlier'} of ({found})"
    return f"{length_words(count)} after {chosen}" if count else chosen


def _branch_words(branch: Branch, count: Length | None) -> str:
    """Return one anchor with its count, and the conditions under which it takes part."""
    length = branch.count or count
    anchor = anchor_words(branch.anchor)
    if length is None:
        said = f"{'before' if branch.backward else 'after'} {anchor}"
    elif not isinstance(length, FactCount) and length.number == 0:
        said = f"by {anchor}" if branch.anchor.sort in {"date", "due", "end"} else f"on the day of {anchor}"
    else:
        said = f"{length_words(length)} {'before' if branch.backward else 'after'} {anchor}"
    tests = " and ".join(condition_words(test) for test in branch.if_)
    return f"{said}, if {tests}" if tests else said


def _window_words(window: YearlyWindow) -> str:
    """Return a yearly window: ``each year from 1 February to 30 April``."""
    said = f"each year from {_day_words(window.from_)} to {_day_words(window.to)}"
    return f"{said}, in the year of {anchor_words(window.year_of)}" if window.year_of else said


def _day_words(day: tuple[int, int]) -> str:
    """Return a day of the year: ``1 February``."""
    return f"{day[1]} {_MONTHS[day[0] - 1]}"


def marks(terms: Terms) -> str:
    """Return what there is to know of a version's standing: confidence, force below regulation, unconfirmed date."""
    found = [terms.confidence.value]
    if terms.force not in _BINDING:
        found.append(terms.force.value)
    if terms.from_first_known:
        found.append("date not confirmed")
    return ", ".join(found)


def value_marks(version: ValueVersion | StandingDuty | LiaisonBody) -> str:
    """Return how a figure, a standing duty or a body to deal with is known."""
    found = [version.confidence.value]
    if version.from_first_known:
        found.append("date not confirmed")
    return ", ".join(found)


def amount_words(value: Value, version: ValueVersion) -> str:
    """Return an amount with its unit: ``1,256.00 USD/week``."""
    return f"{version.amount:,f} {value.unit}"


def roll_words(roll: str) -> str:
    """Return what becomes of a last day that is closed."""
    return _ROLLS.get(roll, "stays as it is")


def span_words(version: Terms | ValueVersion) -> str:
    """Return when a version is in force: ``from 1993-07-01``, ``from 1967-10-01 to before 1993-07-01``."""
    return f"from {version.from_}" + (f" to before {version.until}" if version.until else "")


def term_details(limit: TimeLimit, terms: Terms) -> Iterator[tuple[str, str]]:
    """Yield every further key of a version, with a word for the key and its meaning in words."""
    verb = "owed by" if limit.kind.is_act else "concerns"
    yield verb, kind_words(limit.owed_by) + (f", to {kind_words(terms.owed_to)}" if terms.owed_to else "")
    yield from _acts(terms)
    yield from _exceptions(terms)
    if terms.applies_when:
        yield "applies when", "; and ".join(condition_words(test) for test in terms.applies_when)
    if terms.if_missed is not None:
        deems = f"deemed: {kind_words(terms.if_missed.deems)}" if terms.if_missed.deems else None
        yield "otherwise", "; ".join(part for part in (terms.if_missed.says, deems) if part)
    if terms.governed_by is not None:
        yield "version chosen by", anchor_words(terms.governed_by)
    if terms.says:
        yield "in short", terms.says


def _acts(terms: Terms) -> Iterator[tuple[str, str]]:
    """Yield what meets the limit, and how acts are matched."""
    if terms.met_by:
        yield "met by", " or ".join(map(kind_words, terms.met_by))
    if terms.met_by_all:
        yield "met by all of", ", ".join(map(kind_words, terms.met_by_all))
    if terms.act_any:
        yield "one act", "serves every occurrence whose time it falls in"
    if terms.early_counts:
        yield "early acts", "count"
    if terms.pair_ref:
        yield "matched by", "the reference that trigger and act share"
    if terms.bars:
        yield "bars", " and ".join(map(kind_words, terms.bars))
    if terms.opens is not None:
        count = f"{length_words(terms.opens.count)} " if terms.opens.count else ""
        yield "opens", f"{count}{'before' if terms.opens.backward else 'after'} {anchor_words(terms.opens.anchor)}"


def _exceptions(terms: Terms) -> Iterator[tuple[str, str]]:
    """Yield what excuses, extends, pauses, restarts or ends the limit."""
    if terms.occurrence in _OCCURRENCES:
        yield "read", _OCCURRENCES[terms.occurrence]
    if terms.excused_by:
        yield "excused by", " or ".join(map(kind_words, terms.excused_by))
    yield from (("extended by", _extension_words(extension)) for extension in terms.extended_by)
    yield from (("stands still", _pause_words(pause)) for pause in terms.pauses)
    for restart in terms.restarts:
        tests = " and ".join(condition_words(test) for test in restart.if_)
        yield "starts anew", f"on {kind_words(restart.on)}" + (f", if {tests}" if tests else "")
    if terms.ending:
        yield "ends with", " or ".join(map(_ending_words, terms.ending))
    if terms.starts is not None:
        yield "day 1", "the day itself" if terms.starts == "inclusive" else "the day after"
    for roll in (terms.roll, terms.roll_back):
        if roll is not None:
            yield "closed last day", roll_words(roll)
    if terms.calendar != "pack":
        yield "open days", f"by the calendar of {kind_words(terms.calendar)}"
    if terms.overrides:
        yield "instead of", terms.overrides


def _extension_words(extension: Extension) -> str:
    """Return an extension in words."""
    said = kind_words(extension.event)
    if extension.add is not None:
        said = f"{said}: {length_words(extension.add)} more"
    if extension.to is not None:
        said = f"{said}: to {anchor_words(extension.to)}"
    return f"{said}, at most {extension.times} times" if extension.times else said


def _pause_words(pause: Pause) -> str:
    """Return a pause in words."""
    if pause.interval or pause.not_interval:
        return (
            f"while {kind_words(pause.interval)}"
            if pause.interval
            else f"except while {kind_words(pause.not_interval or '')}"
        )
    tests = " and ".join(condition_words(test) for test in pause.if_)
    said = f"from {kind_words(pause.from_ or '')} to {kind_words(pause.to or '')}"
    return f"{said}, if {tests}" if tests else said


def _ending_words(ending: Ending) -> str:
    """Return what ends a duty."""
    return anchor_words(ending.anchor) if ending.anchor else length_words(ending.count) if ending.count else ""
