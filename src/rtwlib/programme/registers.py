"""The programme as a whole: every register by its name, `rtwlib.programme/1`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, get_args

import attrs
from attrs import NOTHING, frozen

from rtwlib.programme import claims, office, people, safety
from rtwlib.programme.fields import types_of

FORMAT = "rtwlib.programme/1"


def _field(category: str, default: Any) -> Any:  # noqa: ANN401 - attrs types its own fields
    return attrs.field(default=default, metadata={"category": category})


def _rows(category: str) -> Any:  # noqa: ANN401 - as above
    """Return the field of a register; who may not see its sort of data is not told that it has rows."""
    return _field(category, ())


@frozen
class Programme:
    """A coordinator's registers, each a tuple of rows; ``jurisdictions`` are packs whose rules the rows may name."""

    id: str = _field("system", NOTHING)
    jurisdictions: tuple[str, ...] = _field("frame", ())
    contacts: tuple[people.Contact, ...] = _rows("claim")
    assignments: tuple[people.Assignment, ...] = _rows("employment")
    meetings: tuple[people.Meeting, ...] = _rows("plan")
    enquiries: tuple[people.Enquiry, ...] = _rows("claim")
    promises: tuple[people.Promise, ...] = _rows("claim")
    referrals: tuple[people.Referral, ...] = _rows("claim")
    disputes: tuple[claims.Dispute, ...] = _rows("claim")
    investigations: tuple[claims.Investigation, ...] = _rows("claim")
    examinations: tuple[claims.Examination, ...] = _rows("claim")
    causation: tuple[claims.Causation, ...] = _rows("claim")
    disclaimers: tuple[claims.Disclaimer, ...] = _rows("claim")
    hearings: tuple[claims.Hearing, ...] = _rows("claim")
    policies: tuple[office.Policy, ...] = _rows("employment")
    courses: tuple[office.Course, ...] = _rows("employment")
    attendances: tuple[office.Attendance, ...] = _rows("employment")
    training_needs: tuple[office.TrainingNeed, ...] = _rows("employment")
    changes: tuple[office.Change, ...] = _rows("employment")
    service_levels: tuple[office.ServiceLevel, ...] = _rows("employment")
    deliveries: tuple[office.Delivery, ...] = _rows("employment")
    service_issues: tuple[office.ServiceIssue, ...] = _rows("employment")
    safety_activities: tuple[safety.SafetyActivity, ...] = _rows("employment")
    safety_records: tuple[safety.SafetyRecord, ...] = _rows("employment")
    placement_examinations: tuple[safety.PlacementExamination, ...] = _rows("employment")
    research_items: tuple[safety.ResearchItem, ...] = _rows("employment")
    memberships: tuple[safety.Membership, ...] = _rows("employment")
    committee_actions: tuple[safety.CommitteeAction, ...] = _rows("employment")

    def rows(self) -> Iterator[tuple[str, Any]]:
        """Yield every row with the name of its register, in the order of the registers."""
        for name in registers():
            for row in getattr(self, name):
                yield name, row


@cache
def registers() -> dict[str, type[Any]]:
    """Return the class of the rows of each register, by its name."""
    return {
        name: get_args(kind)[0]
        for name, kind in types_of(Programme).items()
        if get_args(kind) and attrs.has(get_args(kind)[0])
    }
