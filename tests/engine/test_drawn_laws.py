"""Laws that nobody wrote: any law of the format, any case, any day gives an answer that explains itself."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from rtwlib.testing import checks
from rtwlib.testing.pack_strategies import laws
from rtwlib.testing.strategies import cases_and_days


@given(data=st.data())
@settings(max_examples=150, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
def test_any_law_reads_any_case(data: st.DataObject) -> None:
    law = data.draw(laws())
    checks.check_versions(law)
    for _ in range(3):
        case, today = data.draw(cases_and_days(law))
        found = checks.check_total(law, case, today)
        checks.check_reasons(law, found)
        checks.check_last_days(law, found)
        checks.check_order(law, case, today, data.draw(st.permutations(range(len(case.events)))))
        checks.check_round_trip(law, case, today)


@given(data=st.data())
@settings(max_examples=60, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
def test_a_day_later_the_past_is_not_forgotten(data: st.DataObject) -> None:
    """What was met or late stays so where the record does not change."""
    law = data.draw(laws())
    case, today = data.draw(cases_and_days(law))
    first = {(e.rule, e.trigger): e for e in checks.check_total(law, case, today).entries if e.state.value == "met"}
    again = {(e.rule, e.trigger): e for e in checks.check_total(law, case, today + timedelta(days=1)).entries}
    for key, entry in first.items():
        later = again.get(key)
        assert later is None or later.state.value in {"met", "excused", "unknown", "late", "over"}, entry.rule
