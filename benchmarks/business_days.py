"""Business-day addition: the table against holidays, pandas and numpy, same days, same run, as ratios.

The first answer of each is compared before anything is timed. numpy's vector call is listed too: one call over
many days is faster per day than any single call can be.
"""

from __future__ import annotations

import random
import timeit
from collections.abc import Callable
from datetime import date, timedelta

import holidays
import numpy as np
import pandas as pd

from rtwlib.calendars import CalendarDefinition, build_calendar

CLOSED = ("saturday", "sunday", "holidays")
CALENDAR = build_calendar(CalendarDefinition("US", "CT", CLOSED, 1990, 2035, (), ()))
PEER = holidays.country_holidays("US", subdiv="CT", years=range(1990, 2036), expand=False)
RNG = random.Random(1)  # noqa: S311 - days to time, not a secret
DAYS = [date(2000, 1, 1) + timedelta(days=RNG.randrange(9000)) for _ in range(500)]
NUMBER = 20


def per_call(run: Callable[[], object], calls: int, repeat: int = 5) -> float:
    """Return the best time of one call in microseconds."""
    return min(timeit.repeat(run, number=1, repeat=repeat)) / calls * 1e6


def main() -> None:
    """Print microseconds per addition and the ratio to ours."""
    offset = pd.offsets.CustomBusinessDay(NUMBER, holidays=sorted(PEER))
    busy = np.busdaycalendar(holidays=[np.datetime64(day) for day in PEER])
    stamps = [pd.Timestamp(day) for day in DAYS]
    array = np.array(DAYS, dtype="datetime64[D]")
    expected = [CALENDAR.add_business_days(day, NUMBER) for day in DAYS]
    assert [PEER.get_nth_working_day(day, NUMBER) for day in DAYS] == expected
    assert [(stamp + offset).date() for stamp in stamps] == expected
    assert list(np.busday_offset(array, NUMBER, roll="backward", busdaycal=busy).astype(object)) == expected
    runs: dict[str, Callable[[], object]] = {
        "rtwlib": lambda: [CALENDAR.add_business_days(day, NUMBER) for day in DAYS],
        "holidays.get_nth_working_day": lambda: [PEER.get_nth_working_day(day, NUMBER) for day in DAYS],
        "pandas CustomBusinessDay": lambda: [stamp + offset for stamp in stamps],
        "numpy busday_offset, one by one": lambda: [
            np.busday_offset(day, NUMBER, roll="backward", busdaycal=busy) for day in array
        ],
        "numpy busday_offset, one call": lambda: np.busday_offset(array, NUMBER, roll="backward", busdaycal=busy),
    }
    times = {name: per_call(run, len(DAYS)) for name, run in runs.items()}
    for name, micros in times.items():
        print(f"{name:34} {micros:9.3f} us   {micros / times['rtwlib']:8.1f} x")


if __name__ == "__main__":
    main()
