"""The heading of a table: broken over several lines or not, and which column of it a map means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from rtwlib.audit.mapping import Column, MapError, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@frozen
class Placed:
    """The mapped columns with their positions (0 is the first), and the headings that no column of the map names."""

    columns: tuple[tuple[int, Column], ...]
    unmapped: tuple[str, ...]


def merge(rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Return one heading from its lines: at each position the cells that are filled, joined with a blank."""
    width = max(map(len, rows), default=0)
    filled = ([row[at].strip() for row in rows if at < len(row) and row[at].strip()] for at in range(width))
    return tuple(" ".join(cells) for cells in filled)


def place(columns: Iterable[Column], names: Sequence[str], map_name: str) -> Placed:
    """Return where the columns of a map stand in a heading.

    Raises `MapError` for a column that is not in the heading, with the nearest headings, and for one that stands
    in it twice.
    """
    at: dict[str, list[int]] = {}
    for position, name in enumerate(names):
        at.setdefault(name, []).append(position)
    problems: list[str] = []
    found: list[tuple[int, Column]] = []
    for column in columns:
        positions = at.get(column.name, [])
        if len(positions) == 1:
            found.append((positions[0], column))
        elif positions:
            places = ", ".join(str(position + 1) for position in positions)
            problems.append(f'columns."{column.name}": the heading stands more than once, at columns {places}')
        else:
            problems.append(f'columns."{column.name}": no such heading{_near(column.name, at)}')
    if problems:
        raise MapError(map_name, problems)
    mapped = {position for position, _ in found}
    unmapped = tuple(
        name or f"(column {position + 1}, without a heading)"
        for position, name in enumerate(names)
        if position not in mapped
    )
    return Placed(tuple(sorted(found, key=lambda pair: pair[0])), unmapped)


def _near(name: str, headings: Iterable[str]) -> str:
    """Return the headings that look like a name, or all of them."""
    named = [heading for heading in headings if heading]
    return nearest(name, named) or f"; the headings are {', '.join(named) or 'all empty'}"
