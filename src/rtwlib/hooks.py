"""Hooks: what a pack's module may supply, as pluggy specifications, each with a typed wrapper.

The order in which plugins are registered never changes an answer: wrappers sort what they collect.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import pluggy
from attrs import evolve, frozen

from rtwlib.calendars import Calendar
from rtwlib.cases import Case, EmployerFile
from rtwlib.entries import Entry
from rtwlib.findings import Severity
from rtwlib.form_definitions import FormDefinition
from rtwlib.laws import Law, TimeLimit, Value
from rtwlib.privacy_rules import PrivacyRule
from rtwlib.rules import Formula

PROJECT = "rtwlib"
T = TypeVar("T", TimeLimit, Value, PrivacyRule, FormDefinition)
hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


@frozen
class PackSource:
    """Where a pack's data folder is, and the jurisdiction that it describes."""

    id: str
    folder: Path


@frozen
class Remark:
    """A remark of a hook on a case or plan: a stable code, a severity (error, warning, note), a message."""

    code: str
    severity: str
    message: str


class Specifications:
    """The hooks that a plugin may implement; each may name fewer arguments than are given here."""

    @hookspec
    def rtw_pack(self) -> PackSource | None:
        """Return where the plugin's data folder is."""

    @hookspec
    def rtw_time_limits(self, law: Law) -> Iterable[TimeLimit] | None:
        """Return further time limits for a law."""

    @hookspec
    def rtw_values(self, law: Law) -> Iterable[Value] | None:
        """Return further rates and amounts for a law."""

    @hookspec
    def rtw_forms(self, law: Law) -> Iterable[FormDefinition] | None:
        """Return further form definitions for a law."""

    @hookspec
    def rtw_privacy_rules(self, law: Law) -> Iterable[PrivacyRule] | None:
        """Return further privacy rules for a law."""

    @hookspec
    def rtw_rules(self, law: Law) -> Iterable[Formula] | None:
        """Return the formulas of a law's benefits."""

    @hookspec
    def rtw_calendar(self, jurisdiction: str, year: int) -> Mapping[date, str] | None:
        """Return further closed days of a jurisdiction in a year, each with its reason."""

    @hookspec
    def rtw_entries(self, case: Case | EmployerFile, law: Law, today: date | datetime) -> Iterable[Entry] | None:
        """Return entries that no table can say; each must give its reasons."""

    @hookspec
    def rtw_check_case(self, case: Case, law: Law) -> Iterable[Remark] | None:
        """Return remarks on a case; an audit has them among its findings."""

    @hookspec
    def rtw_check_plan(self, plan: Any, case: Case, law: Law) -> Iterable[Remark] | None:  # noqa: ANN401 - plans stand above hooks
        """Return remarks on a plan; the check of a plan has them among its findings."""

    @hookspec
    def rtw_form_values(self, form: FormDefinition, case: Case, law: Law) -> Mapping[str, Any] | None:
        """Return values for the fields of a form, by their ids; they come before what the case holds."""

    @hookspec(firstresult=True)
    def rtw_render_form(self, form: FormDefinition, values: Mapping[str, Any], law: Law) -> bytes | None:
        """Return a form rendered as a PDF, or nothing; ``values`` are the filled ones, by the ids of fields."""

    @hookspec
    def rtw_may_see(self, audience: str, purpose: str, category: str, law: Law) -> bool | None:
        """Return whether an audience may see a category; any refusal refuses, and silence denies."""


class HookError(ValueError):
    """A hook that failed, or gave something other than its specification says; the message names the hook."""


def new_manager() -> pluggy.PluginManager:
    """Return a plugin manager that knows the specifications and no plugin."""
    manager = pluggy.PluginManager(PROJECT)
    manager.add_hookspecs(Specifications)
    return manager


def of_packs(manager: pluggy.PluginManager, packs: Iterable[str]) -> pluggy.PluginManager:
    """Return a manager of these packs' plugins alone: which others happen to be loaded must not change an answer."""
    own = new_manager()
    for name in packs:
        plugin = manager.get_plugin(name)
        if plugin is not None:
            own.register(plugin, name=name)
    return own


def pack_source(plugin: object) -> PackSource | None:
    """Return where one plugin's data folder is."""
    own = new_manager()
    own.register(plugin)
    for source in _results(_called(own, "rtw_pack")):
        if not isinstance(source, PackSource):
            message = f"rtw_pack must return a PackSource, not a {type(source).__name__}"
            raise HookError(message)
        return source
    return None


def time_limits(manager: pluggy.PluginManager, law: Law) -> tuple[TimeLimit, ...]:
    """Return the time limits that plugins add, in order of id."""
    found = _flat(manager, "rtw_time_limits", TimeLimit, law=law)
    return _once(found, law.limits, "rtw_time_limits")


def values(manager: pluggy.PluginManager, law: Law) -> tuple[Value, ...]:
    """Return the values that plugins add, in order of id."""
    found = _flat(manager, "rtw_values", Value, law=law)
    return _once(found, law.values, "rtw_values")


def closed_days(manager: pluggy.PluginManager, jurisdiction: str, year: int) -> Mapping[date, str]:
    """Return the closed days that plugins add, by day; of two reasons the first in the alphabet is kept."""
    found: dict[date, str] = {}
    for days in _mappings(manager, "rtw_calendar", jurisdiction=jurisdiction, year=year):
        for day, reason in days.items():
            if type(day) is not date or not isinstance(reason, str):
                message = f"rtw_calendar must map days to reasons, not {_named(day)} to {_named(reason)}"
                raise HookError(message)
            if day.year != year:
                message = f"rtw_calendar was asked for {year} and gave {day.isoformat()}"
                raise HookError(message)
            found[day] = min(found.get(day, reason), reason)
    return dict(sorted(found.items()))


def with_closed_days(manager: pluggy.PluginManager, jurisdiction: str, calendar: Calendar) -> Calendar:
    """Return a calendar with the closed days that plugins add, for every year that it covers."""
    if not manager.hook.rtw_calendar.get_hookimpls():
        return calendar
    added: dict[date, str] = {}
    for year in range(calendar.first.year, calendar.last.year + 1):
        added |= closed_days(manager, jurisdiction, year)
    if not added:
        return calendar
    every = (date.fromordinal(day) for day in range(calendar.first.toordinal(), calendar.last.toordinal() + 1))
    known = {day: why for day in every if (why := calendar.closed_because(day)) is not None}
    told = calendar.definition
    opened = tuple(day for day in told.remove if day not in added)
    return Calendar(evolve(told, add=(*told.add, *added), remove=opened), {**added, **known})


def entries(
    manager: pluggy.PluginManager, file: Case | EmployerFile, law: Law, today: date | datetime
) -> tuple[Entry, ...]:
    """Return the entries that plugins add; one without reasons is an error."""
    found = _flat(manager, "rtw_entries", Entry, case=file, law=law, today=today)
    for entry in found:
        if not entry.reasons:
            message = f"rtw_entries: the entry {entry.rule} gives no reasons"
            raise HookError(message)
    return tuple(sorted(found, key=lambda entry: (entry.sort_key, repr(entry))))


def case_remarks(manager: pluggy.PluginManager, case: Case, law: Law) -> tuple[Remark, ...]:
    """Return the remarks of plugins on a case, in order of code."""
    return _remarks(_flat(manager, "rtw_check_case", Remark, case=case, law=law), "rtw_check_case")


def plan_remarks(manager: pluggy.PluginManager, plan: object, case: Case, law: Law) -> tuple[Remark, ...]:
    """Return the remarks of plugins on a plan, in order of code."""
    return _remarks(_flat(manager, "rtw_check_plan", Remark, plan=plan, case=case, law=law), "rtw_check_plan")


def _remarks(found: Iterable[Remark], hook: str) -> tuple[Remark, ...]:
    """Return remarks in order; one whose severity is no severity is an error of the hook."""
    remarks = sorted(found, key=lambda remark: (remark.code, remark.message, remark.severity))
    for remark in remarks:
        if remark.severity not in set(Severity):
            message = f"{hook}: '{remark.severity}' is no severity; expected one of {', '.join(Severity)}"
            raise HookError(message)
    return tuple(remarks)


def forms(manager: pluggy.PluginManager, law: Law) -> tuple[FormDefinition, ...]:
    """Return the form definitions of plugins; an id that is there already is an error."""
    return _once(_flat(manager, "rtw_forms", FormDefinition, law=law), law.forms, "rtw_forms")


def privacy_rules(manager: pluggy.PluginManager, law: Law) -> tuple[PrivacyRule, ...]:
    """Return the privacy rules of plugins; an id that is there already is an error."""
    return _once(_flat(manager, "rtw_privacy_rules", PrivacyRule, law=law), law.privacy, "rtw_privacy_rules")


def rules(manager: pluggy.PluginManager, law: Law) -> tuple[Formula, ...]:
    """Return the formulas of plugins, in order of their ids."""
    return tuple(sorted(_flat(manager, "rtw_rules", Formula, law=law), key=lambda formula: formula.id))


def form_values(manager: pluggy.PluginManager, form: FormDefinition, case: Case, law: Law) -> Mapping[str, Any]:
    """Return the field values of plugins; two that disagree are an error."""
    found: dict[str, Any] = {}
    for given in _mappings(manager, "rtw_form_values", form=form, case=case, law=law):
        for name, value in given.items():
            if name in found and found[name] != value:
                message = f"rtw_form_values: two plugins disagree on the field '{name}'"
                raise HookError(message)
            found[name] = value
    return dict(sorted(found.items()))


def render_form(
    manager: pluggy.PluginManager, form: FormDefinition, given: Mapping[str, Any], law: Law
) -> bytes | None:
    """Return a form rendered by the first plugin that can, or ``None``."""
    found = _called(manager, "rtw_render_form", form=form, values=given, law=law)
    if found is None or isinstance(found, bytes):
        return found
    message = f"rtw_render_form must return bytes, not {_named(found)}"
    raise HookError(message)


def may_see(manager: pluggy.PluginManager, audience: str, purpose: str, category: str, law: Law) -> bool | None:
    """Return false if any plugin refuses, true if one allows and none refuses, ``None`` if all are silent."""
    found = _results(_called(manager, "rtw_may_see", audience=audience, purpose=purpose, category=category, law=law))
    for each in found:
        if not isinstance(each, bool):
            message = f"rtw_may_see must return true or false, not {_named(each)}"
            raise HookError(message)
    return None if not found else all(found)


def _results(found: Any) -> list[Any]:  # noqa: ANN401 - pluggy returns untyped lists
    return [each for each in found if each is not None]


def _called(manager: pluggy.PluginManager, hook: str, **given: Any) -> Any:  # noqa: ANN401 - as above
    try:
        return getattr(manager.hook, hook)(**given)
    except Exception as error:
        message = f"{hook} failed: {type(error).__name__}: {error}"
        raise HookError(message) from error


def _mappings(manager: pluggy.PluginManager, hook: str, **given: Any) -> list[Mapping[Any, Any]]:  # noqa: ANN401 - as above
    found = _results(_called(manager, hook, **given))
    for each in found:
        if not isinstance(each, Mapping):
            message = f"{hook} must return a mapping, not {_named(each)}"
            raise HookError(message)
    return found


def _flat(manager: pluggy.PluginManager, hook: str, kind: type, **given: Any) -> list[Any]:  # noqa: ANN401 - as above
    flat: list[Any] = []
    for results in _results(_called(manager, hook, **given)):
        if not isinstance(results, Iterable) or isinstance(results, str | bytes | Mapping):
            message = f"{hook} must return a list, not {_named(results)}"
            raise HookError(message)
        try:
            flat.extend(results)
        except Exception as error:
            message = f"{hook} failed: {type(error).__name__}: {error}"
            raise HookError(message) from error
    for each in flat:
        if not isinstance(each, kind):
            message = f"{hook} must give {kind.__name__} values, not {_named(each)}"
            raise HookError(message)
    return flat


def _once(found: list[T], known: Iterable[T], hook: str) -> tuple[T, ...]:
    """Return what hooks add in order of id; an id that is taken would make the answer depend on the order."""
    taken = {each.rule for each in known}
    for each in found:
        if each.rule in taken:
            message = f"{hook}: '{each.rule}' is there already; choose another id"
            raise HookError(message)
        taken.add(each.rule)
    return tuple(sorted(found, key=lambda each: each.rule))


def _named(value: object) -> str:
    return type(value).__name__
