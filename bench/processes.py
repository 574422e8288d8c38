"""What Linux tells of a process: its processor time, its memory and its children."""

from __future__ import annotations

import os
import resource
from collections.abc import Iterable
from pathlib import Path
from typing import Final

_PROC: Final = Path("/proc")
_TICKS: Final = os.sysconf("SC_CLK_TCK")
#: Writing this to `clear_refs` makes the peak of a process's memory start anew.
_RESET_PEAK: Final = "5"


def cpu_seconds(pids: Iterable[int]) -> float:
    """Processor time the processes have used so far, in user and kernel mode."""
    return sum(_ticks((_PROC / str(pid) / "stat").read_text()) for pid in pids) / _TICKS


def _ticks(stat: str) -> int:
    # The name of the program, in brackets, may hold anything.
    fields = stat.rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def memory(pid: int) -> int:
    """Resident memory of a process, in bytes."""
    return status_bytes((_PROC / str(pid) / "status").read_text(), "VmRSS")


def peak_memory(pid: int) -> int:
    """Most resident memory a process has had since its start, or since `reset_peak`, in bytes."""
    return status_bytes((_PROC / str(pid) / "status").read_text(), "VmHWM")


def reset_peak(pid: int) -> None:
    """Let the peak of a process's memory start from what it holds now."""
    (_PROC / str(pid) / "clear_refs").write_text(_RESET_PEAK)


def status_bytes(status: str, name: str) -> int:
    """A size out of `/proc/PID/status`, in bytes.

    Raises:
        ValueError: If it is not there.
    """
    for line in status.splitlines():
        key, _, value = line.partition(":")
        if key == name:
            return int(value.split()[0]) * 1024
    raise ValueError(f"no {name}")


def descendants(pid: int) -> list[int]:
    """The processes a process has started, those that these have started, and so on."""
    # Each is told of by the thread that started it.
    lists = [path.read_text() for path in (_PROC / f"{pid}/task").glob("*/children")]
    children = [int(child) for children in lists for child in children.split()]
    return [*children, *(one for child in children for one in descendants(child))]


def allow_files(number: int) -> None:
    """Raise the limit of open files of this process, and of those it starts from now on.

    Raises:
        RuntimeError: If the system allows fewer.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != resource.RLIM_INFINITY and soft < number:
        if hard != resource.RLIM_INFINITY and hard < number:
            raise RuntimeError(f"the system allows {hard} open files only, {number} are needed")
        resource.setrlimit(resource.RLIMIT_NOFILE, (number, hard))
