"""What a time limit is, what binds it, and whose file it is read against."""

from __future__ import annotations

import enum


class Kind(enum.StrEnum):
    """What a time limit is: two sorts of act, four sorts of span."""

    DUTY = "duty"
    LIMITATION = "limitation"
    WAITING = "waiting"
    ENTITLEMENT = "entitlement"
    PROTECTION = "protection"
    RETENTION = "retention"

    @property
    def is_act(self) -> bool:
        """Return whether somebody must act; the other kinds are spans, which no act meets."""
        return self in _ACTS


_ACTS = frozenset({Kind.DUTY, Kind.LIMITATION})


class Force(enum.StrEnum):
    """What binds; below ``REGULATION`` a breach is a warning."""

    STATUTE = "statute"
    REGULATION = "regulation"
    ORDER = "order"
    GUIDELINE = "guideline"
    TARGET = "target"
    INCENTIVE = "incentive"
    PRACTICE = "practice"


class Subject(enum.StrEnum):
    """Whose file a limit is read against."""

    CASE = "case"
    EMPLOYER = "employer"
    ESTABLISHMENT = "establishment"
    SCHEME = "scheme"
