"""Views of a case: the same case with what an audience may not see taken out or masked, and a record of each removal.

Whatever is worked out for an audience is worked out from its view, so that nothing can leave by way of a date, a reason
or a form. Kinds of events that were taken out are told to be unknown, so that nothing is wrong, only less is known.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs
from attrs import evolve, frozen

from rtwlib.cases import Case, Consent, Event, Fact, History
from rtwlib.frozen import FrozenDict
from rtwlib.privacy.deciding import Asked, Decision
from rtwlib.privacy.pseudonyms import is_pseudonym, pseudonym
from rtwlib.privacy_rules import Effect
from rtwlib.privacy_words import privacy_words
from rtwlib.vocabulary import Vocabulary

MASKED = "[masked]"
WITHHELD = "withheld"
_LISTS = {"certificates": "capacity", "payments": "claim"}
_MASKABLE = frozenset({"identity", "contact", "free_text"})


@frozen
class Removal:
    """Something that a view does not show: its path in the case, the sort of data, and the decision."""

    path: str
    category: str
    decision: Decision


@frozen
class View:
    """A case as an audience may see it for a purpose on a day.

    ``removals`` are for whoever gives the view, not for the audience: they tell what there is to see.
    """

    case: Case
    asked: Asked
    decisions: tuple[Decision, ...]
    removals: tuple[Removal, ...]

    @property
    def shown(self) -> tuple[str, ...]:
        """Return the sorts of data that are shown as they are."""
        return tuple(each.category for each in self.decisions if each.effect is Effect.ALLOW)


def view_case(
    case: Case, asked: Asked, decide: Callable[[str], Decision], vocabulary: Vocabulary, key: bytes | None = None
) -> View:
    """Return the view of a case. ``decide`` gives the decision on each sort of data; ``key`` makes pseudonyms of ids.

    Without a key, ids that are masked read "withheld".
    """
    decisions = {name: decide(name) for name in privacy_words().categories}
    viewer = _Viewer(asked.audience, decisions, vocabulary, key)
    seen = viewer.record(case, "", whole=True)
    hidden = viewer.hidden_kinds() | viewer.hidden_lists()
    if hidden:
        history = seen.history or History()
        seen = evolve(seen, history=evolve(history, unknown=tuple(sorted({*history.unknown, *hidden}))))
    return View(seen, asked, tuple(decisions.values()), tuple(viewer.removals))


def seen_record(record: Any, view: View, vocabulary: Vocabulary, key: bytes | None = None) -> Any:  # noqa: ANN401 - any record with sorts of data
    """Return another record of the same person, such as a plan, by the decisions of a view of the case."""
    decisions = {each.category: each for each in view.decisions}
    return _Viewer(view.asked.audience, decisions, vocabulary, key).record(record, "", whole=True)


class _Viewer:
    """The walk through one case."""

    def __init__(
        self, audience: str, decisions: dict[str, Decision], vocabulary: Vocabulary, key: bytes | None
    ) -> None:
        self.audience = audience
        self.decisions = decisions
        self.vocabulary = vocabulary
        self.key = key
        self.removals: list[Removal] = []
        self.words = privacy_words()

    def hidden_kinds(self) -> set[str]:
        """Return every kind of event that the audience may not see, whether or not the case has one."""
        events = self.vocabulary.events.values()
        return {kind.id for kind in events if self._effect(self.words.of_event(kind)) is not Effect.ALLOW}

    def hidden_lists(self) -> set[str]:
        """Return the lists of records whose days the audience may not see, whether or not the case has any."""
        return {name for name, category in _LISTS.items() if self._effect(category) is not Effect.ALLOW}

    def record(self, value: Any, path: str, *, own: str | None = None, whole: bool = False) -> Any:  # noqa: ANN401 - any record of a case
        """Return a record with its fields seen; ``own`` is the sort of data of fields whose record decides."""
        changes: dict[str, Any] = {}
        safe = getattr(value, "safe", ())
        for field in attrs.fields(type(value)):
            given = getattr(value, field.name)
            if given is None or given in ((), {}):
                continue
            category = field.metadata.get("category", "medical")
            name = f"{path}.{field.name.rstrip('_')}" if path else field.name.rstrip("_")
            if category == "event" and own is not None:
                category = own
            if category == "free_text" and field.name in safe:
                category = own or "claim"
            seen = self.field(given, category, name, needed=whole and field.name == "id")
            if seen is not given:
                changes[field.name] = _default(field) if seen is None else seen
        return evolve(value, **changes) if changes else value

    def field(self, given: Any, category: str, path: str, *, needed: bool) -> Any:  # noqa: ANN401 - any field of a case
        """Return what is shown of a field: itself, a masked text, or ``None``."""
        if attrs.has(type(given)):
            return self.inner(given, path)
        if isinstance(given, tuple) and given and isinstance(given[0], Consent):
            return self.consents(given, path)
        if isinstance(given, tuple) and given and attrs.has(type(given[0])):
            seen = [(each, self.inner(each, f"{path}[{number}]")) for number, each in enumerate(given)]
            if all(one is other for one, other in seen):
                return given
            return tuple(other for _, other in seen if other is not None)
        if category == "frame":
            return given
        if category == "free_text":
            return self.shown(given, ("free_text", "medical"), path)
        if needed and self._effect(category) is not Effect.ALLOW:
            self.removals.append(Removal(path, category, self.decisions[category]))
            return self._pseudonym(given)
        return self.shown(given, (category,), path)

    def consents(self, given: tuple[Consent, ...], path: str) -> tuple[Consent, ...]:
        """Return the consents that name the audience; the others are none of its business."""
        own = tuple(each for each in given if self.audience in self.words.members(each.audiences))
        for number, each in enumerate(given):
            if each not in own:
                self.removals.append(Removal(f"{path}[{number}]", "claim", self.decisions["claim"]))
        return given if len(own) == len(given) else own

    def inner(self, value: Any, path: str) -> Any:  # noqa: ANN401 - any record of a case
        """Return a record within a record; one of which nothing but ids is left is left out."""
        if isinstance(value, Event):
            return self.event(value, path)
        if isinstance(value, Fact):
            known = self.vocabulary.facts.get(value.id)
            category = self.words.of_fact(known) if known is not None else "medical"
            both = (category, "medical") if known is None or known.type == "text" else (category,)
            return self.shown(value, both, f"{path} ({value.id})", maskable=False)
        seen = self.record(value, path)
        return None if seen is not value and not _says_anything(seen) else seen

    def event(self, event: Event, path: str) -> Event | None:
        """Return an event as it is shown: its kind decides on it as a whole, then on each field."""
        known = self.vocabulary.events.get(event.kind)
        category = self.words.of_event(known) if known is not None else "medical"
        if self._effect(category) is not Effect.ALLOW:
            self.removals.append(Removal(f"{path} ({event.kind})", category, self.decisions[category]))
            return None
        seen: Event = self.record(event, path, own=category)
        texts = any(isinstance(each, str) for each in event.data.values())
        if texts and "data" not in event.safe:
            shown = self.shown(event.data, ("free_text", "medical"), f"{path}.data", maskable=False)
            seen = seen if shown is not None else evolve(seen, data=FrozenDict())
        return seen

    def shown(self, given: Any, categories: tuple[str, ...], path: str, *, maskable: bool = True) -> Any:  # noqa: ANN401 - any field
        """Return a value as the strictest decision on its sorts of data shows it."""
        category = max(categories, key=lambda name: self._effect(name).strictness)
        effect = self._effect(category)
        if effect is Effect.ALLOW:
            return given
        self.removals.append(Removal(path, category, self.decisions[category]))
        if effect is Effect.DENY or not maskable or not isinstance(given, str):
            return None
        if category == "system":
            return self._pseudonym(given)
        return MASKED if category in _MASKABLE else None

    def _effect(self, category: str) -> Effect:
        decision = self.decisions.get(category)
        return decision.effect if decision is not None else Effect.DENY

    def _pseudonym(self, given: str) -> str:
        if self.key is None:
            return WITHHELD
        return given if is_pseudonym(self.key, given) else pseudonym(self.key, "id", given)


def _default(field: Any) -> Any:  # noqa: ANN401 - an attrs attribute
    if field.default is attrs.NOTHING:
        return WITHHELD
    return field.default.factory() if isinstance(field.default, attrs.Factory) else field.default  # type: ignore[arg-type]  # attrs types Factory as a function


def _says_anything(record: Any) -> bool:  # noqa: ANN401 - any record of a case
    """Return whether a record still holds anything but ids and what frames it."""
    return any(
        getattr(record, field.name) not in (None, (), {})
        for field in attrs.fields(type(record))
        if field.metadata.get("category") not in {"system", "frame"}
    )
