"""How much memory another process has, where the kernel tells it (Linux)."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

MEBIBYTE: Final = 1024 * 1024

_PROCESSES: Final = Path("/proc")


def resident(pid: int, processes: Path = _PROCESSES) -> int | None:
    """The resident memory of a process, shared pages included.

    Args:
        pid: The process.
        processes: Where the kernel lists processes.

    Returns:
        Bytes, or None if there is no such process or the kernel does not tell.
    """
    try:
        pages = (processes / str(pid) / "statm").read_text("ascii").split()[1]
    except (OSError, IndexError):
        return None
    return int(pages) * os.sysconf("SC_PAGE_SIZE")
