"""The library's own defaults of need to know, read from `practice.toml`: practice, not law."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from rtwlib.conditions import Anchor, FactTest
from rtwlib.kinds import Force
from rtwlib.privacy_rules import ConsentRole, Effect, PrivacyRule
from rtwlib.privacy_words import privacy_words
from rtwlib.sources import Citation, Confidence, Source, SourceKind

PACK = "practice"


@cache
def practice_rules() -> tuple[PrivacyRule, ...]:
    """Return the defaults; read once, when first asked for."""
    tables = tomllib.loads(files(__package__).joinpath("practice.toml").read_text("utf-8"))
    sources = {row["id"]: Source(row["id"], SourceKind(row["kind"]), row["title"]) for row in tables["source"]}
    words = privacy_words()
    return tuple(
        PrivacyRule(
            pack=PACK,
            id=row["id"],
            title=row["title"],
            effect=Effect(row["effect"]),
            audiences=words.members(_texts(row["audience"])),
            purposes=frozenset(_texts(row.get("purpose", []))),
            data=frozenset(row["data"]),
            cite=tuple(_citation(text, sources) for text in _texts(row["cite"])),
            consent=ConsentRole(row["consent"]) if "consent" in row else None,
            applies_when=tuple(
                FactTest(test["fact"], "is", test["is"], Anchor("today")) for test in row.get("applies_when", [])
            ),
            confidence=Confidence.SECONDARY,
            force=Force.PRACTICE,
        )
        for row in tables["rule"]
    )


def _texts(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _citation(text: str, sources: dict[str, Source]) -> Citation:
    name, _, pinpoint = text.partition(" ")
    return Citation(sources[name], pinpoint)
