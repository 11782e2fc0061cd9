"""The nouns of forms: what a form asks, of whom, where it goes, and which time limit sending it meets."""

from __future__ import annotations

from datetime import date

from attrs import frozen

from rtwlib.conditions import Condition
from rtwlib.kinds import Force
from rtwlib.sources import Citation, Confidence
from rtwlib.statements import Statement

FIELD_TYPES = (
    "text", "long_text", "lines", "day", "time", "money", "number", "whole", "truth", "choice", "choices", "signature",
)  # fmt: skip


@frozen
class FormField:
    """One thing that a form asks.

    ``type`` is one of `FIELD_TYPES`; ``from_`` is where its value stands in a case (see `rtwlib.forms.paths`), none for
    what only a person can say; ``data`` is its sort of data for privacy; ``of`` is the role to ask. ``values`` are the
    answers of a choice and ``most`` the longest text, in characters. ``confirmed`` is false where no source that was
    read shows the field on the form.
    """

    id: str
    label: str
    type: str
    group: str
    data: str
    ask: str
    of: str | None = None
    from_: str | None = None
    values: tuple[str, ...] = ()
    most: int | None = None
    required: bool = False
    required_when: tuple[Condition, ...] = ()
    applies_when: tuple[Condition, ...] = ()
    confirmed: bool = True
    says: str | None = None


@frozen
class FormDefinition(Statement):
    """A form: official number and title, edition, who completes it, where it goes, its fields.

    ``meets`` are the full ids of the time limits that sending it meets, ``files`` the kind of event that records the
    sending. ``audiences`` and ``purpose`` say who reads it and what for, by which privacy is checked. ``attachments``
    are the ids of forms or the names of documents that go with it.
    """

    pack: str
    id: str
    title: str
    cite: tuple[Citation, ...]
    fields: tuple[FormField, ...]
    completed_by: tuple[str, ...] = ()
    sent_to: tuple[str, ...] = ()
    number: str | None = None
    edition: str | None = None
    routing: str | None = None
    audiences: tuple[str, ...] = ()
    purpose: str | None = None
    meets: tuple[str, ...] = ()
    files: str | None = None
    applies_when: tuple[Condition, ...] = ()
    attachments: tuple[str, ...] = ()
    from_: date | None = None
    until: date | None = None
    from_first_known: bool = False
    confidence: Confidence = Confidence.STATUTE
    force: Force = Force.STATUTE
    says: str | None = None

    @property
    def name(self) -> str:
        """Return the official number and the title, or the title alone."""
        return f"{self.number}: {self.title}" if self.number else self.title

    def field(self, name: str) -> FormField | None:
        """Return a field by its id."""
        return next((each for each in self.fields if each.id == name), None)
