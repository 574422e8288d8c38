"""The name of the machine, which stands beside every absolute figure."""

from __future__ import annotations

import os
import platform
from pathlib import Path

from limina.runtime.cores import available


def describe() -> str:
    """Processor, cores, memory, kernel and Python, in one line."""
    gibibytes = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30
    return (
        f"{processor(Path('/proc/cpuinfo').read_text('utf-8'))}, {available()} cores, "
        f"{gibibytes:.0f} GiB, {platform.system()} {platform.release()}, "
        f"{platform.python_implementation()} {platform.python_version()}"
    )


def processor(cpuinfo: str) -> str:
    """The model's name out of `/proc/cpuinfo`; ARM's kernels tell none."""
    for line in cpuinfo.splitlines():
        key, _, value = line.partition(":")
        if key.strip() == "model name":
            return " ".join(value.split())
    return platform.machine()
