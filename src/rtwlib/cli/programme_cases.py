"""The cases that a report over many claims reads, from cases and tables, as an audience may see them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from attrs import define, field

from rtwlib.audit.mapping import read_map
from rtwlib.audit.running import Read
from rtwlib.cli.inputs import audit_sources
from rtwlib.cli.output import tell
from rtwlib.readers.wording import number_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rtwlib.cases import Case
    from rtwlib.cli.laws import Laws
    from rtwlib.cli.viewing import Viewer

_SHOWN = 5


@define
class CasesRead:
    """Cases one after the other; ``left_out`` counts what could not be read, once all have been read."""

    files: tuple[str, ...]
    laws: Laws
    viewer: Viewer
    map_file: Path | None = None
    left_out: int = field(default=0, init=False)

    def cases(self) -> Iterator[Case]:
        """Yield the cases. What cannot be read is told on stderr, the first few with the reason."""
        known: set[str] = set()
        found = read_map(self.map_file) if self.map_file is not None else None
        for source in audit_sources(self.files, self.laws, found):
            for item in self.viewer.source(source).cases:
                if isinstance(item, Read) and item.case.id not in known:
                    known.add(item.case.id)
                    yield item.case
                    continue
                message = f"the id {item.case.id!r} stands twice" if isinstance(item, Read) else item.message
                place = f"{source.name}{f', line {item.line}' if item.line else ''}"
                self._leave_out(f"{place}: {message}")
        if self.left_out > _SHOWN:
            more = self.left_out - _SHOWN
            tell(f"and {number_of(more, 'more case')}: rtw audit names them all")

    def _leave_out(self, message: str) -> None:
        self.left_out += 1
        if self.left_out <= _SHOWN:
            tell(f"left out: {message}")
