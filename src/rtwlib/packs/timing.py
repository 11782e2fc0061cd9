"""`time.toml`: calendar, time rules, suspensions, interval conventions and yearly days."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from zoneinfo import ZoneInfo

from rtwlib.calendars import CalendarDefinition, CalendarError, build_calendar
from rtwlib.counting import Convention
from rtwlib.dates import MonthEnd, Roll, Starts
from rtwlib.kinds import Kind
from rtwlib.packs.grammar import month_day
from rtwlib.packs.names import Names
from rtwlib.packs.problems import expected
from rtwlib.packs.tables import PackFile, Table
from rtwlib.time_rules import CalendarEvent, IntervalConvention, PackTime, Suspension, TimeRule

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_FIRST_YEAR, _LAST_YEAR = 1700, 2200
_KINDS = [kind.value for kind in Kind]


def read_time(names: Names, file: PackFile, zone: ZoneInfo) -> PackTime | None:
    """Return a pack's time rules, or ``None`` where a problem makes that impossible."""
    file.only("calendar", "rule", "suspension", "convention", "calendar_event")
    definition = _calendar(names, file)
    rules = tuple(rule for table in file.tables("rule", "from") if (rule := _rule(names, table)) is not None)
    rules = tuple(sorted(rules, key=lambda rule: rule.from_))
    if not file.rows("rule"):
        file.problem("rule", "no time rule: expected at least one [[rule]]")
    for one, other in pairwise(rules):
        if one.from_ == other.from_:
            file.problem("rule", f"two rules begin on {one.from_}")
    ended = tuple(_ended(rule, rules[number + 1 :]) for number, rule in enumerate(rules))
    suspensions = [_suspension(names, table) for table in file.tables("suspension", "from")]
    conventions = [_convention(names, table) for table in file.tables("convention")]
    intervals = [each.interval for each in conventions if each is not None]
    for interval in sorted({each for each in intervals if intervals.count(each) > 1}):
        file.problem(
            "convention", f"{interval} has several conventions: expected one, and a second interval for the other"
        )
    file.once("convention")
    file.once("calendar_event")
    events = calendar_events(names, file)
    if definition is None:
        return None
    try:
        calendar = build_calendar(definition)
    except CalendarError as error:
        file.problem("calendar", str(error))
        return None
    return PackTime(
        zone,
        calendar,
        ended,
        tuple(each for each in suspensions if each is not None),
        tuple(each for each in conventions if each is not None),
        events,
        definition.closed,
    )


def _ended(rule: TimeRule, later: tuple[TimeRule, ...]) -> TimeRule:
    until = later[0].from_ if later else None
    return TimeRule(rule.from_, until, rule.convention, rule.cite, rule.says)


def _calendar(names: Names, file: PackFile) -> CalendarDefinition | None:
    data = file.data.get("calendar")
    if not isinstance(data, dict):
        file.problem("calendar", "missing: expected a [calendar] table")
        return None
    table = Table(data, file, "calendar")
    country = subdivision = None
    candidates = table.table("holidays")
    if candidates is not None:
        country = candidates.text("country", needed=True)
        subdivision = candidates.text("subdivision")
        candidates.done()
    closed = table.texts("closed")
    if "holidays" in closed and candidates is None:
        table.problem("holidays", "missing: 'closed' names the holidays; expected such as {country = 'US'}")
    for name in closed:
        if name not in {*_WEEKDAYS, "holidays"}:
            table.problem("closed", expected(name, [*_WEEKDAYS, "holidays"], "day"))
    covers = table.table("covers")
    first = last = None
    if covers is None:
        table.problem("covers", "missing: expected covers = {from = 1990, to = 2035}")
    else:
        first, last = covers.whole("from", needed=True), covers.whole("to", needed=True)
        covers.done()
    add, remove = _listed(names, table, "add"), _listed(names, table, "remove")
    table.done()
    if first is None or last is None or any(name not in {*_WEEKDAYS, "holidays"} for name in closed):
        return None
    if last < first:
        table.problem("covers", f"'to' ({last}) is before 'from' ({first})")
        return None
    if first < _FIRST_YEAR or last > _LAST_YEAR:
        table.problem("covers", f"expected years from {_FIRST_YEAR} to {_LAST_YEAR}")
        return None
    for key, days in (("add", add), ("remove", remove)):
        for day in days:
            if not first <= day.year <= last:
                table.problem(key, f"{day} lies outside the covered years, {first} to {last}")
    return CalendarDefinition(country, subdivision, closed, first, last, add, remove)


def _listed(names: Names, table: Table, key: str) -> tuple[date, ...]:
    found = []
    for row in table.rows(key):
        day = row.day("on", needed=True)
        names.citations(row)
        row.done()
        if day is not None:
            found.append(day)
    return tuple(found)


def _rule(names: Names, table: Table) -> TimeRule | None:
    first = table.day("from", needed=True)
    starts = table.choice("starts", [each.value for each in Starts], needed=True)
    roll = table.choice("roll", [each.value for each in Roll], needed=True)
    roll_back = table.choice("roll_back", [each.value for each in Roll], "none")
    month_end = table.choice("month_end", [each.value for each in MonthEnd], needed=True)
    cite = names.citations(table)
    says = table.text("says")
    table.done()
    if first is None or starts is None or roll is None or month_end is None:
        return None
    convention = Convention(
        starts=Starts(starts), roll=Roll(roll), roll_back=Roll(roll_back or "none"), month_end=MonthEnd(month_end)
    )
    return TimeRule(first, None, convention, cite, says)


def _suspension(names: Names, table: Table) -> Suspension | None:
    first, until = table.day("from", needed=True), table.day("until", needed=True)
    then = table.choice("then", ["resume", "anew"], needed=True)
    kinds = table.texts("kinds")
    for name in kinds:
        if name not in _KINDS:
            table.problem("kinds", expected(name, _KINDS, "kind"))
    cite = names.citations(table)
    sources = table.texts("sources")
    for name in sources:
        if name not in names.sources:
            table.problem("sources", expected(name, names.sources, "source"))
    table.done()
    if first is None or until is None or then is None:
        return None
    if until <= first:
        table.problem("until", f"{until} is not after {first} (until is exclusive)")
        return None
    wanted = tuple(Kind(name) for name in kinds if name in _KINDS) or tuple(Kind)
    return Suspension(first, until, then == "anew", wanted, cite, sources)


def _convention(names: Names, table: Table) -> IntervalConvention | None:
    name = table.text("id", needed=True)
    interval = names.interval(table, "interval", table.text("interval", needed=True))
    unit = table.choice("unit", ["day", "week", "hour_equivalent"], needed=True)
    part_unit = table.choice("part_unit", ["whole", "pro_rata", "none"], "pro_rata")
    starts = [*_WEEKDAYS, "first_day_of_claim", "first_day_of_episode"]
    week_starts = table.choice("week_starts", starts, "first_day_of_claim")
    runs = table.choice("runs", ["aggregate", "consecutive"], "aggregate")
    if unit == "hour_equivalent" and runs == "consecutive":
        table.problem("runs", "hours of lost work add up: expected aggregate")
    cite = names.citations(table)
    table.done()
    if name is None or interval is None or unit is None:
        return None
    return IntervalConvention(
        name, interval, unit, week_starts or "", part_unit or "pro_rata", runs or "aggregate", cite
    )


def calendar_events(names: Names, file: PackFile) -> tuple[CalendarEvent, ...]:
    """Return the yearly days that a pack declares."""
    found = []
    for table in file.tables("calendar_event"):
        name = table.text("id", needed=True)
        day = month_day(table, "each_year")
        cite = names.citations(table, needed=False)
        table.done()
        if name is not None and day is not None:
            found.append(CalendarEvent(name, day[0], day[1], cite))
    return tuple(found)
