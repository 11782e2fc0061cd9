"""One case through us-ct, with and without reasons, against the plain loop over holidays that a developer would write.

The loop does less: it has no conditions, versions, states of record or citations. It counts the same plain limits
on the same case, and its due days are compared with ours before anything is timed.
"""

from __future__ import annotations

import timeit
from datetime import date, timedelta

import holidays
from dateutil.relativedelta import relativedelta

import rtwlib
from rtwlib.cases import Case
from rtwlib.dates import Count
from rtwlib.laws import Law

TODAY = date(2025, 1, 6)
CASE = {
    "format": "rtwlib.case/1",
    "id": "b1",
    "jurisdictions": ["us-ct"],
    "injury": {"kind": "accident", "on": "2024-11-04"},
    "facts": {"employer.uses_provider_list": True},
    "events": [
        {"kind": "injury_reported_to_employer", "on": "2024-11-04"},
        {"kind": "incapacity_started", "on": "2024-11-05"},
        {"kind": "claim_made", "on": "2024-11-29"},
        {"kind": "claim_received_by_employer", "on": "2024-12-02"},
        {"kind": "payment_commenced", "on": "2024-12-20"},
        {"kind": "award_entered", "on": "2024-12-23"},
    ],
}


ROW = {
    "format": "rtwlib.case/1",
    "id": "b2",
    "jurisdictions": ["us-ct"],
    "injury": {"kind": "accident", "on": "2024-11-04"},
    "events": [
        {"kind": "injury_reported_to_employer", "on": "2024-11-04"},
        {"kind": "claim_received_by_employer", "on": "2024-12-02"},
    ],
}


def naive(case: Case, law: Law) -> dict[str, date]:
    """Return the due days of the plain limits, counted as a developer would over the holidays library."""
    closed = holidays.country_holidays("US", subdiv="CT")
    found: dict[str, date] = {}
    events = [(event.kind, event.on) for event in case.events]
    if case.injury is not None:
        events.append(("injury", case.injury.on))
    for limit in law.limits:
        for kind, day in events:
            terms = limit.version_at(day) if day is not None else None
            if terms is None or not terms.plain or day is None or not isinstance(terms.count, Count):
                continue
            if terms.start.branches[0].anchor.name != kind or terms.start.backward or terms.starts or terms.roll:
                continue
            number, unit = terms.count.number, terms.count.unit.value
            if unit == "business days":
                due = closed.get_nth_working_day(day, number)
            elif unit in {"days", "weeks"}:
                due = day + timedelta(**{unit: number})
            else:
                due = day + relativedelta(**{unit: number})
            while limit.kind.is_act and (due.weekday() > 4 or due in closed):  # noqa: PLR2004 - Saturday and Sunday
                due += timedelta(days=1)
            found[limit.rule] = due
    return found


def main() -> None:
    """Print times of one case, cases per second, and the ratio to the plain loop."""
    law = rtwlib.law("us-ct")
    case = rtwlib.read_case(CASE)
    ours = {entry.rule: entry.due for entry in rtwlib.timeline(case, law, today=TODAY)}
    theirs = naive(case, law)
    shared = theirs.keys() & ours.keys()
    unequal = {rule: (ours[rule], theirs[rule]) for rule in shared if ours[rule] != theirs[rule]}
    assert shared
    assert not unequal, unequal
    number = 300
    plain = min(timeit.repeat(lambda: rtwlib.timeline(case, law, today=TODAY), number=number, repeat=5)) / number
    reasons = (
        min(timeit.repeat(lambda: rtwlib.timeline(case, law, today=TODAY, explain=True), number=50, repeat=5)) / 50
    )
    loop = min(timeit.repeat(lambda: naive(case, law), number=10, repeat=5)) / 10
    print(f"{len(law.limits)} limits, {len(ours)} entries, {len(shared)} of them counted by the loop too")
    print(f"one case, no reasons     {plain * 1e6:9.0f} us   {1 / plain:8.0f} cases a second on one core")
    print(f"one case, with reasons   {reasons * 1e6:9.0f} us   {reasons / plain:8.1f} x")
    row = rtwlib.read_case(ROW)
    entries = len(rtwlib.timeline(row, law, today=TODAY))
    small = min(timeit.repeat(lambda: rtwlib.timeline(row, law, today=TODAY), number=number, repeat=5)) / number
    print(f"a row of an audit        {small * 1e6:9.0f} us   {1 / small:8.0f} cases a second ({entries} entries)")
    print(f"plain loop over holidays {loop * 1e6:9.0f} us   {loop / plain:8.1f} x ours without reasons")


if __name__ == "__main__":
    main()
