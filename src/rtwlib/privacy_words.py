"""The agreed words of privacy: who may look, for what purpose, and which sorts of data a case holds."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from attrs import frozen

from rtwlib.vocabulary import EventKind, FactDefinition, nearest

ANYONE = "anyone"
STRICTEST = "medical"


@frozen
class Term:
    """An audience, a purpose or a sort of data: its id and what it means. A group has ``members``."""

    id: str
    means: str
    members: tuple[str, ...] = ()


@frozen(eq=False)
class PrivacyWords:
    """Every audience, group, purpose and sort of data, by id, and to which sort events and facts belong."""

    audiences: Mapping[str, Term]
    groups: Mapping[str, Term]
    purposes: Mapping[str, Term]
    categories: Mapping[str, Term]
    event_groups: Mapping[str, str]
    events: Mapping[str, str]
    fact_groups: Mapping[str, str]
    facts: Mapping[str, str]

    def members(self, names: Iterable[str]) -> frozenset[str]:
        """Return the audiences that some names of audiences or groups stand for."""
        found: set[str] = set()
        for name in names:
            if name == ANYONE:
                return frozenset(self.audiences)
            found |= set(self.groups[name].members) if name in self.groups else {name}
        return frozenset(found)

    def of_event(self, kind: EventKind) -> str:
        """Return the sort of data that an event of a kind is: the strictest where nothing says which."""
        return kind.data or self.events.get(kind.id) or self.event_groups.get(kind.group, STRICTEST)

    def of_fact(self, fact: FactDefinition) -> str:
        """Return the sort of data that a fact is: the strictest where nothing says which."""
        return fact.data or self.facts.get(fact.id) or self.fact_groups.get(fact.id.partition(".")[0], STRICTEST)


@cache
def privacy_words() -> PrivacyWords:
    """Return the words that ship with the library; read once, when first asked for."""
    tables = tomllib.loads(files("rtwlib.vocabulary").joinpath("privacy.toml").read_text("utf-8"))

    def terms(name: str) -> Mapping[str, Term]:
        rows = tables[name]
        return {row["id"]: Term(row["id"], row["means"], tuple(row.get("members", ()))) for row in rows}

    return PrivacyWords(
        terms("audience"),
        terms("audience_group"),
        terms("purpose"),
        terms("category"),
        tables["event_group"],
        tables["event_data"],
        tables["fact_group"],
        tables["fact_data"],
    )


def check_word(name: str, known: Mapping[str, Term], what: str) -> None:
    """Raise `ValueError` for a word that is not known, naming the nearest ones and all of them."""
    if name not in known:
        near = nearest(name, known) or tuple(known)
        message = f"'{name}' is no {what}; nearest: {', '.join(near)}"
        raise ValueError(message)
