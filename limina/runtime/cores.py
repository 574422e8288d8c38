"""How many processors this process may use."""

from __future__ import annotations

import math
import os
from pathlib import Path

#: Where a container's share of the processors stands (cgroup v2).
QUOTA = Path("/sys/fs/cgroup/cpu.max")


def available(quota: Path = QUOTA) -> int:
    """Processors that the scheduler and a container's quota leave to this process; at least 1."""
    affinity = getattr(os, "sched_getaffinity", None)
    cores = len(affinity(0)) if affinity is not None else os.cpu_count() or 1
    return max(1, min(cores, _share(quota)))


def _share(quota: Path) -> int:
    """What `cpu.max` allows, rounded up; it holds microseconds of so many, or `max`."""
    try:
        allowed, period = quota.read_text("ascii").split()
        return math.ceil(int(allowed) / int(period))
    except (OSError, ValueError, ZeroDivisionError):
        return 1 << 16
