"""`limina serve` that tells how much memory it has allocated at most.

    python -m bench.allocating FILE serve ...

What a process holds of the system's memory depends on what its allocator kept from before, and a
short text may need none that is not there. So here Python counts the bytes themselves
(`tracemalloc`), numpy's and spaCy's among them. At every SIGUSR1 a line goes to the file: the bytes
allocated now, and the most since the line before.
"""

from __future__ import annotations

import os
import signal
import sys
import time
import tracemalloc
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from limina.cli.main import main

#: Seconds a server may take to answer the signal.
_PATIENCE: Final = 30.0


def serve(file: Path, arguments: Sequence[str]) -> int:
    """Run the command line, and tell at each signal what is allocated."""

    def tell(*_: object) -> None:
        now, peak = tracemalloc.get_traced_memory()
        tracemalloc.reset_peak()
        with file.open("a", encoding="ascii") as lines:
            lines.write(f"{now} {peak}\n")

    file.touch()
    signal.signal(signal.SIGUSR1, tell)
    tracemalloc.start()
    return main(arguments)


def allocated(pid: int, file: Path) -> tuple[int, int]:
    """Ask a process that runs `serve`: bytes allocated now, and the most since the last question.

    Raises:
        TimeoutError: If it does not tell.
    """
    known = len(_lines(file))
    os.kill(pid, signal.SIGUSR1)
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        lines = _lines(file)
        if len(lines) > known:
            now, peak = lines[-1].split()
            return int(now), int(peak)
        time.sleep(0.01)
    raise TimeoutError("the server does not tell what it has allocated")


def _lines(file: Path) -> list[str]:
    return [line for line in file.read_text("ascii").splitlines(keepends=True) if line[-1] == "\n"]


if __name__ == "__main__":
    sys.exit(serve(Path(sys.argv[1]), sys.argv[2:]))
