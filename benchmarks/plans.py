"""Plans per second: build and check a plan of twelve weeks, against a plain loop over its days, same run."""

from __future__ import annotations

import timeit
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import rtwlib
from rtwlib.cases import Case, Certificate, Worker

START = date(2025, 1, 6)
CASE = Case(
    "c1",
    ("us-ct",),
    worker=Worker(hours_per_week=Decimal(40), days_per_week=Decimal(5)),
    certificates=(
        Certificate(
            from_=START,
            until=START + timedelta(days=83),
            capacity="some",
            hours_per_day=Decimal(8),
            days_per_week=Decimal(5),
        ),
    ),
)
LAW = rtwlib.law("us-ct")
DAYS = 84
TABLE = [(Decimal(number + 5) / 2, Decimal(5)) for number in range(11)]


def build() -> rtwlib.Plan:
    """Return the plan from the library."""
    found = rtwlib.graduate(CASE, starts=START, progression="table", table=TABLE).plan
    assert found is not None
    return found


PLAN = build()


def loop() -> list[bool]:
    """Hold each day of the plan against the one certificate, and nothing else."""
    certificate = CASE.certificates[0]
    found = []
    for phase in PLAN.phases:
        day = phase.from_
        while day is not None and phase.until is not None and day <= phase.until:
            found.append((phase.hours_per_day or 0) <= (certificate.hours_per_day or 0))
            day += timedelta(days=1)
    return found


def each(run: Callable[[], object], number: int = 20, repeat: int = 5) -> float:
    """Return the best time of one run in microseconds."""
    return min(timeit.repeat(run, number=number, repeat=repeat)) / number * 1e6


def main() -> None:
    """Print microseconds, plans per second, and the ratio to building and checking."""
    assert len(loop()) == DAYS
    runs: dict[str, Callable[[], object]] = {
        "build and check": lambda: rtwlib.check_plan(build(), CASE, LAW),
        "build": build,
        "check": lambda: rtwlib.check_plan(PLAN, CASE, LAW),
        "a plain loop over the days": loop,
    }
    times = {name: each(run) for name, run in runs.items()}
    for name, micros in times.items():
        print(
            f"{name:28} {micros:9.1f} us   {1e6 / micros:10,.0f} plans/s   {micros / times['build and check']:8.3f} x"
        )


if __name__ == "__main__":
    main()
