"""For all tests, those of the plugins too: Hypothesis goes by no clock, and with `COVERAGE` set to
a file, each process that runs tests writes beside it which lines of limina it ran.
"""

from __future__ import annotations

import os

import coverage
import pytest
from hypothesis import HealthCheck, settings

# A machine that is slow, or stands still for a moment, finds no fault with that.
settings.register_profile(
    "limina",
    parent=settings.default,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("limina")

#: Tests that are there for other packages than those whose every line is to be run, or that have a
#: server run it: to look on would make them slow for nothing.
UNMEASURED = ("plugins/", "tests/fuzz/", "tests/types/", "tests/live/")


class Measuring:
    """What runs of limina, apart from the tests that are `UNMEASURED`.

    Args:
        path: Where it goes: this and a suffix of each process's own.
    """

    def __init__(self, path: str) -> None:
        self._coverage = coverage.Coverage(path, data_suffix=True)
        self._coverage.start()
        self._on = True

    def look(self, on: bool) -> None:
        """Look on from now on, or look away."""
        if on != self._on:
            (self._coverage.start if on else self._coverage.stop)()
        self._on = on

    def end(self) -> None:
        """Write it down."""
        self._coverage.stop()
        self._coverage.save()


# Here, since nothing of limina has been imported yet.
measuring = Measuring(os.environ["COVERAGE"]) if os.environ.get("COVERAGE") else None


def pytest_runtest_protocol(item: pytest.Item) -> None:
    """Before each test."""
    if measuring:
        measuring.look(not item.nodeid.startswith(UNMEASURED))


def pytest_unconfigure() -> None:
    """In the end: a worker of pytest-xdist may be ended without another chance."""
    if measuring:
        measuring.end()
