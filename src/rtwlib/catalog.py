"""Which jurisdictions there are, and their law, loaded one by one when asked for; a broken pack stays alone.

Built-in packs come through the same entry points as anyone's. A folder given by path is read as data: no code
of it runs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Any, TypeVar

import attrs
from attrs import evolve, frozen

from rtwlib import hooks
from rtwlib.formulas import with_formulas
from rtwlib.frozen import FrozenDict
from rtwlib.laws import Law
from rtwlib.order import OrderError, evaluation_order
from rtwlib.packs import PackError, Problem, read_pack
from rtwlib.packs.tables import PackFile
from rtwlib.vocabulary import Vocabulary, core_vocabulary, nearest

GROUP = "rtwlib.packs"
T = TypeVar("T")


class UnknownJurisdictionError(LookupError):
    """A jurisdiction that no pack describes; the message names the nearest ones."""


@frozen
class Broken:
    """A pack that could not be loaded, and why."""

    id: str
    why: str


class Catalog:
    """The jurisdictions of the installed packs and of folders given by path."""

    def __init__(self, points: Iterable[EntryPoint], folders: Iterable[Path] = ()) -> None:
        """Read the names only; folders by path win over installed packs of the same id."""
        self.manager = hooks.new_manager()
        self._points: dict[str, list[EntryPoint]] = {}
        for point in points:
            self._points.setdefault(point.name, []).append(point)
        self._folders: dict[str, Path] = {}
        self._laws: dict[str, Law] = {}
        self._loading: list[str] = []
        for folder in folders:
            name = _id_of(folder)
            known = self._folders.setdefault(name, folder)
            if known.resolve() != folder.resolve():
                why = f"two folders hold a pack '{name}': {known.name} and {folder.name}"
                raise PackError(name, [Problem("pack.toml", None, "id", why)])

    def ids(self) -> tuple[str, ...]:
        """Return the ids of all jurisdictions, in order; loads none."""
        return tuple(sorted({*self._points, *self._folders}))

    def _nearest(self, jurisdiction: str) -> tuple[str, ...]:
        """Return the ids that look alike, those of the same country where there are any."""
        country, hyphen, _ = jurisdiction.partition("-")
        near = nearest(jurisdiction, self.ids())
        return tuple(name for name in near if hyphen and name.startswith(country + hyphen)) or near

    def law(self, jurisdiction: str) -> Law:
        """Return the law of a jurisdiction.

        Raises `UnknownJurisdictionError`, `PackError` with every problem, or `HookError` for a plugin that fails.
        """
        found = self._laws.get(jurisdiction)
        if found is not None:
            return found
        if jurisdiction in self._loading:
            circle = " -> ".join((*self._loading, jurisdiction))
            raise PackError(jurisdiction, [Problem("pack.toml", None, "extends", f"packs extend each other: {circle}")])
        self._loading.append(jurisdiction)
        try:
            found = self._load(jurisdiction)
        finally:
            self._loading.pop()
        self._laws[jurisdiction] = found
        return found

    def _load(self, jurisdiction: str) -> Law:
        folder = self._folders.get(jurisdiction)
        if folder is not None:
            return read_pack(folder, self.law)
        points = self._points.get(jurisdiction)
        if points is None:
            near = self._nearest(jurisdiction.lower()) or self.ids()[:8]
            message = f"unknown jurisdiction '{jurisdiction}'; nearest: {', '.join(near) or 'none is installed'}"
            raise UnknownJurisdictionError(message)
        values = {point.value for point in points}
        if len(values) > 1:
            names = ", ".join(sorted(values))
            raise PackError(jurisdiction, [Problem("entry point", None, jurisdiction, f"given by several: {names}")])
        source = self._source(jurisdiction, points[0])
        law = read_pack(source.folder, self.law)
        if law.id != jurisdiction:
            problem = Problem("pack.toml", None, "id", f"is '{law.id}', but the entry point is named '{jurisdiction}'")
            raise PackError(jurisdiction, [problem])
        return self._with_hooks(law)

    def _source(self, jurisdiction: str, point: EntryPoint) -> hooks.PackSource:
        try:
            plugin = point.load()
            if not self.manager.is_registered(plugin):
                self.manager.register(plugin, name=jurisdiction)
            self.manager.check_pending()
            source = hooks.pack_source(plugin)
        except Exception as error:
            self._forget(jurisdiction)
            why = f"{point.value} cannot be loaded: {type(error).__name__}: {error}"
            raise PackError(jurisdiction, [Problem("entry point", None, jurisdiction, why)]) from error
        if source is None:
            self._forget(jurisdiction)
            why = f"{point.value} has no rtw_pack hook"
            raise PackError(jurisdiction, [Problem("entry point", None, jurisdiction, why)])
        return source

    def _forget(self, jurisdiction: str) -> None:
        """Take out a plugin that does not work, so that it breaks no other."""
        if self.manager.has_plugin(jurisdiction):
            self.manager.unregister(name=jurisdiction)

    def _with_hooks(self, law: Law) -> Law:
        own = hooks.of_packs(self.manager, [law.id])
        time = law.time[law.id]
        calendar = hooks.with_closed_days(own, law.id, time.calendar)
        if calendar is not time.calendar:
            law = evolve(law, time=FrozenDict({**law.time, law.id: evolve(time, calendar=calendar)}))
        law = with_formulas(law, hooks.rules(own, law))
        law = evolve(law, privacy=(*law.privacy, *hooks.privacy_rules(own, law)))
        law = evolve(law, forms=(*law.forms, *hooks.forms(own, law)))
        limits, values = hooks.time_limits(own, law), hooks.values(own, law)
        if not limits and not values:
            return law
        law = evolve(law, limits=(*law.limits, *limits), values=(*law.values, *values))
        try:
            evaluation_order(law)
        except OrderError as error:
            raise PackError(law.id, [Problem("rtw_time_limits", None, "", str(error))]) from error
        return law

    def notices(self) -> tuple[Problem, ...]:
        """Return what folders given by path hold that is not used: their code, which is never run."""
        why = "not executed: a folder given by path runs no code; install the pack to use its formulas"
        held = [(name, folder) for name, folder in sorted(self._folders.items()) if (folder / "rules.py").is_file()]
        return tuple(Problem("rules.py", None, name, why) for name, _ in held)

    def folder(self, jurisdiction: str) -> Path:
        """Return the data folder of a jurisdiction; raises as `law` does."""
        found = self._folders.get(jurisdiction)
        if found is not None:
            return found
        self.law(jurisdiction)
        return self._source(jurisdiction, self._points[jurisdiction][0]).folder

    def load_all(self, *, strict: bool = False) -> tuple[tuple[Law, ...], tuple[Broken, ...]]:
        """Return every law that loads, and the packs that do not, with why; ``strict`` raises for the first."""
        laws: list[Law] = []
        broken: list[Broken] = []
        for name in self.ids():
            try:
                laws.append(self.law(name))
            except (ValueError, LookupError) as error:
                if strict:
                    raise
                broken.append(Broken(name, str(error)))
        return tuple(laws), tuple(broken)


def _id_of(folder: Path) -> str:
    problems: list[Problem] = []
    file = PackFile(folder, "pack.toml", problems)
    name = file.data.get("id")
    if not file.there or not isinstance(name, str):
        found = problems or [Problem("pack.toml", None, "", "missing, or without an id: a pack folder has a pack.toml")]
        raise PackError(folder.name or str(folder), found)
    return name


@lru_cache(maxsize=1)
def _installed() -> Catalog:
    return Catalog(entry_points(group=GROUP))


def open_catalog(folders: tuple[Path, ...] = ()) -> Catalog:
    """Return the catalog of the installed packs, remembered as they do not change; with folders, read afresh."""
    return Catalog(entry_points(group=GROUP), folders) if folders else _installed()


def vocabulary_for(jurisdictions: Iterable[str], catalog: Catalog) -> Vocabulary:
    """Return the vocabulary of several jurisdictions together."""
    found = core_vocabulary()
    merged: dict[str, Mapping[str, Any]] = {}
    laws = [catalog.law(name) for name in jurisdictions]
    if len(laws) == 1:
        return laws[0].vocabulary
    for field in attrs.fields(Vocabulary):
        parts = [getattr(found, field.name), *(getattr(law.vocabulary, field.name) for law in laws)]
        merged[field.name] = FrozenDict({key: value for part in parts for key, value in part.items()})
    return Vocabulary(**merged)


def read_file(source: Any, read: Callable[..., T], *, packs: tuple[Path, ...], **more: Any) -> T:  # noqa: ANN401 - a text, path or object
    """Return a file read against the vocabularies of the jurisdictions that it names."""
    catalog = open_catalog(packs)

    def vocabulary(names: Iterable[str]) -> Vocabulary:
        return vocabulary_for(names, catalog)

    return read(source, vocabulary=vocabulary, jurisdictions=catalog.ids(), **more)
