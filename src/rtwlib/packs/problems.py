"""Problems of a pack: what is wrong, where, what was expected, the nearest valid names; all of them at once."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import field, frozen

from rtwlib.vocabulary import nearest


@frozen(order=True)
class Problem:
    """One problem: the file, the line where it is known, the entry and key, and the message."""

    file: str
    line: int | None = field(order=lambda line: line or 0)
    where: str = ""
    message: str = ""

    def __str__(self) -> str:
        """Return ``file:line: where: message``."""
        place = self.file + (f":{self.line}" if self.line else "")
        return ": ".join(part for part in (place, self.where, self.message) if part)

    def to_json(self) -> dict[str, object]:
        """Return ``{"file", "line", "where", "message"}``."""
        return {"file": self.file, "line": self.line, "where": self.where, "message": self.message}


class PackError(ValueError):
    """A pack that cannot be loaded; ``problems`` holds every one of its problems."""

    def __init__(self, pack: str, problems: Iterable[Problem]) -> None:
        """Keep the pack's name and its problems."""
        self.pack = pack
        self.problems = tuple(sorted(problems))
        count = len(self.problems)
        lines = "\n".join(f"  {problem}" for problem in self.problems)
        super().__init__(f"pack {pack} has {count} problem{'s' if count != 1 else ''}:\n{lines}")


def expected(name: object, known: Iterable[str], what: str) -> str:
    """Return ``unknown <what> 'name'`` with the nearest valid names, or all of them where there are few."""
    names = sorted(known)
    near = nearest(str(name), names)
    if near:
        return f"unknown {what} '{name}'; nearest: {', '.join(near)}"
    if len(names) <= 12:  # noqa: PLR2004 - a list that a person takes in at a glance
        return f"unknown {what} '{name}'; expected one of: {', '.join(names) or 'none'}"
    return f"unknown {what} '{name}'"
