"""Settings of the test run: how long hypothesis searches, and an environment that changes no answer."""

import csv
import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

# The plain run is the same on every machine; `HYPOTHESIS_PROFILE=search` looks for new counterexamples.
settings.register_profile(
    "plain",
    derandomize=True,
    deadline=None,  # the two cores of a small machine are shared, so a slow example says nothing
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("search", parent=settings.get_profile("plain"), derandomize=False, max_examples=2_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "plain"))


def pytest_configure() -> None:
    """Take away what a person's terminal may set, so that outputs are the same everywhere."""
    for name in ("NO_COLOR", "FORCE_COLOR", "RTWLIB_DEBUG"):
        os.environ.pop(name, None)
    os.environ["COLUMNS"] = "100"


@pytest.fixture(autouse=True)
def fixture_field_size() -> Iterator[None]:
    """Leave the longest cell of a CSV file as it was: the csv module keeps it for the whole process."""
    longest = csv.field_size_limit()
    yield
    csv.field_size_limit(longest)
