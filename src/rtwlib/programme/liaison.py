"""The liaison directory: bodies to deal with under a pack, what for, and where that is written."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from attrs import frozen

if TYPE_CHECKING:
    from rtwlib.laws import Law


@frozen
class Body:
    """A body to deal with: the pack it belongs to, its name, its role, what for, and the documents that say so."""

    pack: str
    id: str
    name: str
    role: str
    purposes: tuple[str, ...]
    cite: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the body as JSON values."""
        return {
            "pack": self.pack,
            "id": self.id,
            "name": self.name,
            "role": self.role,
            "for": list(self.purposes),
            "cite": list(self.cite),
        }


@cache
def directory() -> tuple[Body, ...]:
    """Return every body that ships with the library, citations written out."""
    tables = tomllib.loads(files("rtwlib.programme").joinpath("liaison.toml").read_text("utf-8"))
    titles = {row["id"]: row["title"] for row in tables["source"]}
    return tuple(
        Body(
            row["pack"],
            row["id"],
            row["name"],
            row["role"],
            tuple(row["for"]),
            tuple(_cited(each, titles) for each in row["cite"]),
        )
        for row in tables["body"]
    )


def bodies_of(law: Law) -> tuple[Body, ...]:
    """Return the bodies to deal with under a law, those of its own pack first."""
    order = [stamp.id for stamp in law.stamps]
    found = [body for body in directory() if body.pack in order]
    return tuple(sorted(found, key=lambda body: order.index(body.pack)))


def _cited(text: str, titles: dict[str, str]) -> str:
    source, _, place = text.partition(" ")
    return f"{titles[source]}, {place}" if place else titles[source]
