"""The engine against the loop that a developer would write over the holidays library, one day at a time."""

from __future__ import annotations

from datetime import date, timedelta

import holidays
from dateutil.relativedelta import relativedelta
from hypothesis import given, settings
from hypothesis import strategies as st
from support import case_of, law_of, limit, one, read

CLOSED = holidays.country_holidays("US", subdiv="CT", years=range(1990, 2036), expand=False)
DAY = timedelta(days=1)


def is_open(day: date) -> bool:
    return day.weekday() < 5 and day not in CLOSED


def naive(trigger: date, number: int, unit: str, *, inclusive: bool, clear: bool, roll: str, backward: bool) -> date:
    """Return the last day, counted one day at a time."""
    sign = -1 if backward else 1
    day = trigger
    if number and unit == "business days":
        left = number
        if inclusive and is_open(day):
            left -= 1
        while left:
            day += sign * DAY
            if is_open(day):
                left -= 1
    elif number and unit in {"months", "years"}:
        day = trigger + sign * (relativedelta(months=number) if unit == "months" else relativedelta(years=number))
        if inclusive:
            day -= sign * DAY
    elif number:
        for _ in range(number * (7 if unit == "weeks" else 1) - inclusive):
            day += sign * DAY
    if clear:
        day -= DAY
    while roll != "none" and not is_open(day):
        day += DAY if roll == "next_open" else -DAY
    return day


@given(
    trigger=st.dates(date(1995, 1, 1), date(2025, 12, 31)),
    number=st.integers(0, 60),
    unit=st.sampled_from(["days", "business days", "weeks", "months", "years"]),
    inclusive=st.booleans(),
    clear=st.booleans(),
    roll=st.sampled_from(["none", "next_open", "previous_open"]),
    backward=st.booleans(),
    kind=st.sampled_from(["duty", "limitation", "entitlement"]),
)
@settings(max_examples=300)
def test_every_convention_agrees_with_a_plain_loop(
    *, trigger: date, number: int, unit: str, inclusive: bool, clear: bool, roll: str, backward: bool, kind: str
) -> None:
    number = min(number, 5) if unit == "years" else number
    acts = kind != "entitlement"
    body = [f'{"before" if backward else "after"} = "claim_made"', f'count = "{number} {unit}"']
    body.append(f'starts = "{"inclusive" if inclusive else "exclusive"}"')
    body.append(f'roll = "{roll}"\nroll_back = "{roll}"')
    if acts:
        body.append(f'ends = "{"exclusive" if clear else "inclusive"}"\nmet_by = ["claim_accepted"]')
    law = law_of(limit("count", "\n".join(body), kind=kind))
    entry = one(law, trigger.isoformat(), ("claim_made", trigger.isoformat()))
    expected = naive(
        trigger,
        number,
        unit,
        inclusive=inclusive,
        clear=clear and acts,
        roll=roll if acts else "none",
        backward=backward,
    )
    assert entry.due == expected


TWO = limit(
    "contest",
    'after = "claim_received_by_employer"\ncount = "28 days"\nmet_by = ["form_43_filed", "payment_commenced"]',
)


@given(
    received=st.dates(date(2000, 1, 1), date(2020, 1, 1)),
    acts=st.lists(st.tuples(st.sampled_from(["form_43_filed", "payment_commenced"]), st.integers(-20, 90)), max_size=4),
    today=st.integers(0, 120),
)
@settings(max_examples=200)
def test_states_agree_with_a_plain_loop(received: date, acts: list[tuple[str, int]], today: int) -> None:
    law = law_of(TWO)
    now = received + today * DAY
    events = [(kind, (received + offset * DAY).isoformat()) for kind, offset in acts]
    (entry,) = read(law, case_of(law, ("claim_received_by_employer", received.isoformat()), *events), now.isoformat())
    due = naive(received, 28, "days", inclusive=False, clear=False, roll="next_open", backward=False)
    days = sorted(received + offset * DAY for _, offset in acts if offset >= 0 and received + offset * DAY <= now)
    expected = ("met" if days[0] <= due else "late") if days else "open" if now <= due else "missed"
    assert (entry.due, entry.state.value) == (due, expected)


@given(data=st.data())
@settings(max_examples=60)
def test_adding_covered_days_never_moves_the_nth_later_and_overlaps_count_once(data: st.DataObject) -> None:
    law = law_of(limit("pay", 'after = "injury"\ncount = "30 days of weekly_payments"', kind="entitlement"))
    spans = data.draw(st.lists(st.tuples(st.integers(0, 100), st.integers(0, 40)), min_size=1, max_size=5))
    start = date(2020, 1, 1)

    def due(rows: list[tuple[int, int]]) -> date | None:
        paid = [
            {"kind": "weekly", "from": str(start + first * DAY), "until": str(start + (first + length) * DAY)}
            for first, length in rows
        ]
        return one(law, "2021-01-01", ("death", "2020-12-31"), injury={"on": str(start)}, payments=paid).due

    covered = sorted({first + offset for first, length in spans for offset in range(length + 1)})
    expected = start + covered[29] * DAY if len(covered) >= 30 else None
    assert due(spans) == expected
    more = due([*spans, data.draw(st.tuples(st.integers(0, 100), st.integers(0, 40)))])
    assert expected is None or (more is not None and more <= expected)
