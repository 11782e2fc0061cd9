"""Which law a case is read under: the one asked for, or those that the case names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from rtwlib import api
from rtwlib.audit.running import WrongLaw

if TYPE_CHECKING:
    from pathlib import Path

    from rtwlib.cases import Case, EmployerFile
    from rtwlib.laws import Law


@define
class Laws:
    """Loads each law once. ``asked`` is the jurisdiction that the command line names, if any."""

    packs: tuple[Path, ...] = ()
    asked: str | None = None
    _loaded: dict[str, Law] = field(factory=dict)
    _chosen: dict[tuple[str, ...], tuple[Law, ...]] = field(factory=dict)

    def law(self, name: str) -> Law:
        """Return the law of a jurisdiction."""
        found = self._loaded.get(name)
        if found is None:
            found = self._loaded[name] = api.law(name, packs=self.packs)
        return found

    def of(self, file: Case | EmployerFile) -> tuple[Law, ...]:
        """Return the laws of a case or of an employer's file.

        Raises `WrongLaw` where the file names no jurisdiction and none was asked for, or names others only.
        """
        chosen = self._chosen.get(file.jurisdictions)
        if chosen is None:
            chosen = self._chosen[file.jurisdictions] = self._choose(file)
        return chosen

    def _choose(self, file: Case | EmployerFile) -> tuple[Law, ...]:
        """Return the laws of a file."""
        if self.asked is not None:
            law = self.law(self.asked)
            if file.jurisdictions and not _concerns(law, file.jurisdictions):
                message = f"the case is under {', '.join(file.jurisdictions)}, not under {law.id}"
                raise WrongLaw(message)
            return (law,)
        if not file.jurisdictions:
            message = "the case names no jurisdiction: add it to the case, or give one with --law"
            raise WrongLaw(message)
        laws = [self.law(name) for name in file.jurisdictions]
        return tuple(law for law in laws if not any(_holds(other, law) for other in laws))


def _concerns(law: Law, names: tuple[str, ...]) -> bool:
    """Return whether a law, or a layer that it holds, is one of those named, or is extended by one of them."""
    ids = {stamp.id for stamp in law.stamps}
    return any(name in ids or name.startswith(f"{law.id}-") for name in names)


def _holds(outer: Law, law: Law) -> bool:
    """Return whether one law is a layer that another extends, so that it is read with it."""
    return outer is not law and law.id in {stamp.id for stamp in outer.stamps[1:]}
