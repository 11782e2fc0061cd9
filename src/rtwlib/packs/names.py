"""The names that a pack may use while it is read: vocabulary, rules by id and alias, sources, yearly days."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from rtwlib.packs.problems import expected
from rtwlib.packs.tables import Table
from rtwlib.sources import Citation, Source
from rtwlib.vocabulary import Vocabulary


@frozen
class Names:
    """What names mean in one pack; ``rules`` maps ids and aliases, bare and full, to full ids."""

    pack: str
    vocabulary: Vocabulary
    sources: Mapping[str, Source]
    rules: Mapping[str, str]
    calendar_events: frozenset[str] = field(default=frozenset())
    conventions: frozenset[str] = field(default=frozenset())
    reads_data: bool = False

    def event(self, table: Table, key: str, name: str | None) -> str | None:
        """Return an event kind, reporting one that the vocabulary does not know."""
        if name is not None and name not in self.vocabulary.events:
            table.problem(key, expected(name, self.vocabulary.events, "event kind"))
            return None
        return name

    def events(self, table: Table, key: str) -> tuple[str, ...]:
        """Return the event kinds of a key."""
        return tuple(name for name in table.texts(key) if self.event(table, key, name) is not None)

    def fact(self, table: Table, key: str, name: str | None) -> str | None:
        """Return a fact, reporting one that the vocabulary does not know."""
        if name is not None and name not in self.vocabulary.facts:
            table.problem(key, expected(name, self.vocabulary.facts, "fact"))
            return None
        return name

    def interval(self, table: Table, key: str, name: str | None) -> str | None:
        """Return an interval, reporting one that the vocabulary does not know."""
        if name is not None and name not in self.vocabulary.intervals:
            table.problem(key, expected(name, self.vocabulary.intervals, "interval"))
            return None
        return name

    def role(self, table: Table, key: str, *, needed: bool = False) -> str | None:
        """Return a role by its id."""
        name = table.text(key, needed=needed)
        if name is None:
            return None
        found = self.vocabulary.role(name)
        if found is None:
            table.problem(key, expected(name, self.vocabulary.roles, "role"))
            return None
        return found.id

    def rule(self, table: Table, key: str, name: str) -> str | None:
        """Return the full id of a rule named bare, in full, or by an alias."""
        found = self.rules.get(name)
        if found is None:
            table.problem(key, expected(name, self.rules, "rule"))
        return found

    def citations(self, table: Table, key: str = "cite", *, needed: bool = True) -> tuple[Citation, ...]:
        """Return citations: ``"source pinpoint"``, or a list of them."""
        if not table.has(key):
            if needed:
                table.problem(key, 'missing: expected a citation such as "cgs § 31-294c(b)"')
            return ()
        found = []
        for text in table.texts(key):
            cited = self.citation(text)
            if cited is None:
                name = text.partition(" ")[0]
                table.problem(key, expected(name, self.sources, "source") + "; a citation is '<source id> <pinpoint>'")
            elif not cited.pinpoint:
                table.problem(key, f"'{text}' names no place in its source: expected such as '{text} § 12'")
            else:
                found.append(cited)
        if needed and table.raw(key) == []:
            table.problem(key, 'an empty list: expected a citation such as "cgs § 31-294c(b)"')
        return tuple(found)

    def citation(self, text: str) -> Citation | None:
        """Return one citation, or ``None`` where its source is not declared."""
        name, _, pinpoint = text.partition(" ")
        source = self.sources.get(name)
        return None if source is None else Citation(source, pinpoint.strip())
