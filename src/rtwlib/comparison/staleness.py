"""What of a pack has run out, or soon will, on a day: law that it does not know, old reading, an ending calendar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from attrs import frozen

from rtwlib.dates import MonthEnd, add_months

if TYPE_CHECKING:
    from rtwlib.laws import Gap, Law, Terms, TimeLimit, Value, ValueVersion

UNKNOWN_NOW, ENDS_SOON, CALENDAR, OLD_READING = "not known", "ends soon", "calendar ends", "read long ago"
SORTS = (UNKNOWN_NOW, ENDS_SOON, CALENDAR, OLD_READING)


@frozen
class Stale:
    """Something that has run out or will: its sort (of `SORTS`), what, since or from which day, and why."""

    sort: str
    what: str
    title: str
    day: date | None
    why: str


def stale(law: Law, *, today: date, within_days: int = 90, months: int = 12) -> tuple[Stale, ...]:
    """Return what of the law's own pack is stale on a day, in the order of `SORTS`.

    ``not known`` is a rule or rate for which the pack declares a gap on the day; ``ends soon`` one whose version ends
    within so many days and has no successor. Sources and the review are old after so many months.
    """
    found = [*_law(law, today, within_days), *_calendar(law, today, within_days), *_reading(law, today, months)]
    return tuple(sorted(found, key=lambda each: (SORTS.index(each.sort), each.day or date.min, each.what)))


def _law(law: Law, today: date, within_days: int) -> Iterator[Stale]:
    rules: tuple[TimeLimit | Value, ...] = (*law.limits, *law.values)
    for rule in rules:
        if rule.pack != law.id:
            continue
        gap = next((each for each in rule.gaps if _holds(each, today)), None)
        if gap is not None:
            yield Stale(UNKNOWN_NOW, rule.rule, rule.title, gap.from_, gap.why)
        yield from _ending(rule.rule, rule.title, rule.versions, today, today + timedelta(days=within_days))


def _ending(
    rule: str, title: str, versions: Iterable[Terms | ValueVersion], today: date, last: date
) -> Iterator[Stale]:
    known = tuple(versions)
    for version in known:
        ends = version.until
        if ends is None or not today < ends <= last:
            continue
        if not any(other.from_ == ends for other in known):
            yield Stale(ENDS_SOON, rule, title, ends, "the pack has nothing from this day on")


def _calendar(law: Law, today: date, within_days: int) -> Iterator[Stale]:
    last = law.time[law.id].calendar.last
    if last < today + timedelta(days=max(within_days, 366)):
        yield Stale(CALENDAR, f"{law.id}/time", "The calendar of open days", last, "a count that leaves it is unknown")


def _reading(law: Law, today: date, months: int) -> Iterator[Stale]:
    def old(day: date | None) -> bool:
        return day is not None and add_months(day, months, MonthEnd.LAST_DAY) <= today

    stamp = law.stamps[0]
    if old(stamp.reviewed):
        yield Stale(OLD_READING, law.id, stamp.title, stamp.reviewed, "the pack as a whole was reviewed on this day")
    for source in law.sources.get(law.id, ()):
        if old(source.retrieved):
            yield Stale(OLD_READING, source.id, source.title, source.retrieved, source.url or "no address is named")


def _holds(gap: Gap, day: date) -> bool:
    return gap.from_ <= day and (gap.until is None or day < gap.until)
