"""For all tests, those of the plugins too: Hypothesis goes by no clock, and with `COVERAGE` set to
a file, each process that runs tests writes beside it which lines of limina it ran.
"""

from __future__ import annotations

import os

import coverage
from hypothesis import HealthCheck, settings

# A machine that is slow, or stands still for a moment, finds no fault with that.
settings.register_profile(
    "limina",
    parent=settings.default,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("limina")

_measuring: coverage.Coverage | None = None
if path := os.environ.get("COVERAGE"):
    # Here, since nothing of limina has been imported yet.
    _measuring = coverage.Coverage(path, data_suffix=True)
    _measuring.start()


def pytest_unconfigure() -> None:
    """Keep what was measured; a worker of pytest-xdist may be ended without another chance."""
    if _measuring:
        _measuring.stop()
        _measuring.save()
