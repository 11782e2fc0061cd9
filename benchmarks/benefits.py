"""Weekly benefits per second for one case, against the same formula written by hand without reasons, same run.

The peer does the arithmetic alone, so its ratio is the price of reasons, dates of law and unknowns.
"""

from __future__ import annotations

import timeit
from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction

import rtwlib

CASE = rtwlib.read_case(
    {
        "format": "rtwlib.case/1",
        "id": "b1",
        "jurisdictions": ["au-vic"],
        "injury": {"kind": "accident", "on": "2024-07-05"},
        "claim": {"made_on": "2024-07-10"},
        "facts": {
            "earnings.pre_injury_weekly": "1200",
            "earnings.deductible_weekly": "0",
            "earnings.current_weekly": "400",
            "earnings.able_to_earn_weekly": "0",
            "worker.current_work_capacity": "some",
        },
        "events": [{"kind": "claim_made", "on": "2024-07-10"}, {"kind": "payment_commenced", "on": "2024-07-13"}],
    }
)
LAW = rtwlib.law("au-vic")
FIRST_PERIOD = 13
WEEKS = [date(2024, 7, 13) + timedelta(days=7 * number) for number in range(30)]


def ours() -> list[Fraction | None]:
    """Return 30 weeks from the library."""
    return [rtwlib.weekly_benefit(CASE, LAW, today=date(2025, 6, 1), on=week).exact for week in WEEKS]


def by_hand() -> list[Fraction | None]:
    """Return 30 weeks by the formula alone."""
    wage, earned, most = Fraction(1200), Fraction(400), Fraction(2800)
    found: list[Fraction | None] = []
    for number, _ in enumerate(WEEKS):
        if number < FIRST_PERIOD:
            found.append(max(Fraction(0), min(wage * Fraction(95, 100) - earned, most - earned)))
        else:
            offset = earned * Fraction(8, 10)
            found.append(max(Fraction(0), min(wage * Fraction(8, 10) - offset, most - offset)))
    return found


def per_week(run: Callable[[], object], repeat: int = 5) -> float:
    """Return the best time of one week in microseconds."""
    return min(timeit.repeat(run, number=1, repeat=repeat)) / len(WEEKS) * 1e6


def main() -> None:
    """Print microseconds per week, weeks per second, and the ratio to ours."""
    assert ours() == by_hand()
    times = {"rtwlib, with reasons and law": per_week(ours), "the formula by hand": per_week(by_hand)}
    for name, micros in times.items():
        ratio = micros / times["rtwlib, with reasons and law"]
        print(f"{name:34} {micros:9.1f} us   {1e6 / micros:12,.0f} weeks/s   {ratio:8.4f} x")


if __name__ == "__main__":
    main()
