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


def _rows() -> Any:  # noqa: ANN401 - as above
    return _field("medical", ())


@frozen
class Programme:
    """A coordinator's registers, each a tuple of rows; ``jurisdictions`` are packs whose rules the rows may name."""

    id: str = _field("system", NOTHING)
    jurisdictions: tuple[str, ...] = _field("frame", ())
    contacts: tuple[people.Contact, ...] = _rows()
    assignments: tuple[people.Assignment, ...] = _rows()
    meetings: tuple[people.Meeting, ...] = _rows()
    enquiries: tuple[people.Enquiry, ...] = _rows()
    promises: tuple[people.Promise, ...] = _rows()
    referrals: tuple[people.Referral, ...] = _rows()
    disputes: tuple[claims.Dispute, ...] = _rows()
    investigations: tuple[claims.Investigation, ...] = _rows()
    examinations: tuple[claims.Examination, ...] = _rows()
    causation: tuple[claims.Causation, ...] = _rows()
    disclaimers: tuple[claims.Disclaimer, ...] = _rows()
    hearings: tuple[claims.Hearing, ...] = _rows()
    policies: tuple[office.Policy, ...] = _rows()
    courses: tuple[office.Course, ...] = _rows()
    attendances: tuple[office.Attendance, ...] = _rows()
    training_needs: tuple[office.TrainingNeed, ...] = _rows()
    changes: tuple[office.Change, ...] = _rows()
    service_levels: tuple[office.ServiceLevel, ...] = _rows()
    deliveries: tuple[office.Delivery, ...] = _rows()
    service_issues: tuple[office.ServiceIssue, ...] = _rows()
    safety_activities: tuple[safety.SafetyActivity, ...] = _rows()
    safety_records: tuple[safety.SafetyRecord, ...] = _rows()
    placement_examinations: tuple[safety.PlacementExamination, ...] = _rows()
    research_items: tuple[safety.ResearchItem, ...] = _rows()
    memberships: tuple[safety.Membership, ...] = _rows()
    committee_actions: tuple[safety.CommitteeAction, ...] = _rows()

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
