"""How long a server takes from its start until it would answer."""

from __future__ import annotations

import time
import urllib.request

from bench import serving
from bench.report import Ratio, Section, Table, figure
from bench.stats import median

WORKERS = (0, 1, 2)
QUICK = (2,)
#: Seconds with two workers that are allowed.
ALLOWED = 3.0


def measure(quick: bool) -> Section:
    """Start servers with all detectors, again and again.

    Args:
        quick: Whether once will do.
    """
    rows = []
    ready: dict[int, float] = {}
    for workers in QUICK if quick else WORKERS:
        starts = [_start(workers) for _ in range(1 if quick else 3)]
        ready[workers] = median([green for _, green in starts])
        listening = median([listens for listens, _ in starts])
        rows.append([str(workers), figure(listening), figure(ready[workers])])
    head = ["workers", "listens after, s", "/healthz is green after, s"]
    what = "seconds from the start to ready with two workers"
    return Section([Table(head, rows)], [Ratio(what, ready[2], ALLOWED, most=True, unit=" s")])


def _start(workers: int) -> tuple[float, float]:
    """Seconds until the server says it listens, and until it says it is well."""
    begun = time.monotonic()
    with serving.limina("--workers", str(workers)) as server:
        # It is red, and not silent, while no worker is ready; an error of urllib's ends the run.
        with urllib.request.urlopen(f"http://127.0.0.1:{server.port}/healthz", timeout=10):
            green = time.monotonic() - begun
        return server.listening, green
