from datetime import date

import pytest

from rtwlib.counting import Convention, count_from
from rtwlib.dates import MonthEnd, Starts, parse_count
from rtwlib.testing import PackTests


class TestQueensland(PackTests):
    pack = "au-qld"

    @pytest.mark.parametrize(
        ("first", "last"),
        [(date(2025, 1, 21), date(2025, 2, 20)), (date(2025, 1, 31), date(2025, 2, 28))],
    )
    def test_a_calendar_month_as_the_guide_counts_it(self, first: date, last: date) -> None:
        """Examples qld-calendar-month-mid and -end: a month that starts on a day, by the words that the pack uses."""
        law = self.law()
        (terms,) = law.by_id["weekly-payments-five-year-stop"].versions
        assert terms.starts is not None
        assert terms.month_end is not None
        found = count_from(
            first,
            parse_count("1 month"),
            backward=False,
            convention=Convention(starts=Starts(terms.starts), month_end=MonthEnd(terms.month_end)),
            calendar=law.time["au-qld"].calendar,
            rolls=False,
        )
        assert found.due == last
