"""The server under the soak: its processes, their memory, and what it writes."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from random import Random

from tests.live.faults import children, resident, workers
from tests.soak.payloads import STEM

START_SECONDS = 120
STOP_SECONDS = 60
MEBIBYTE = 1024 * 1024

#: All that the log may hold; it is compared whole, so that no other character can be in it.
LINES = tuple(
    re.compile(pattern)
    for pattern in (
        r"limina is listening on http://127\.0\.0\.1:\d+",
        r"[-\d]+ [\d:,]+ ERROR limina\.runtime\.crew: worker \d+ is lost \(\w+\); "
        r"the next one starts in [\d.]+ s",
        r"[-\d]+ [\d:,]+ INFO limina\.runtime\.crew: worker \d+ is ready again",
        r"[-\d]+ [\d:,]+ WARNING limina\.runtime\.\w+: worker process \d+ ended with status -9",
    )
)


class Server:
    """`limina serve`, watched.

    Args:
        folder: Where its log goes.
        arguments: Options beside the port.

    Attributes:
        port: Where it listens on 127.0.0.1.
        samples: Process to its memory: pairs of seconds since the process was first seen and MiB.
        killed: Workers that were killed.
    """

    def __init__(self, folder: Path, arguments: Sequence[str]) -> None:
        self._log = folder / "log"
        path = os.pathsep.join(entry or os.getcwd() for entry in sys.path)
        with self._log.open("wb") as writer:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "limina", "serve", "--port", "0", *arguments],
                stdout=writer,
                stderr=subprocess.STDOUT,
                cwd=folder,
                env={**os.environ, "PYTHONPATH": path},
            )
        self._seen: dict[int, float] = {}
        self.samples: dict[int, list[tuple[float, float]]] = defaultdict(list)
        self.killed = 0
        self.port = self._listening()

    def _listening(self) -> int:
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end and self.process.poll() is None:
            if found := re.search(r"listening on http://127\.0\.0\.1:(\d+)", self.log):
                return int(found[1])
            time.sleep(0.05)
        self.process.kill()
        raise RuntimeError(f"the server does not start:\n{self.log}")

    @property
    def log(self) -> str:
        """Everything it wrote so far."""
        return self._log.read_text("utf-8", "backslashreplace")

    @property
    def pid(self) -> int:
        """The front process."""
        return self.process.pid

    @property
    def alive(self) -> bool:
        """Whether the front process is still the one that was started."""
        return self.process.poll() is None

    def sample(self) -> None:
        """Note the memory of every process."""
        now = time.monotonic()
        for pid in {self.pid, *children(self.pid), *workers(self.pid)}:
            try:
                memory = resident(pid) / MEBIBYTE
            except (OSError, StopIteration):
                continue  # it has just ended
            began = self._seen.setdefault(pid, now)
            self.samples[pid].append((now - began, memory))

    def kill_a_worker(self, random: Random) -> None:
        """End one worker at once, whatever it is at."""
        if at_work := workers(self.pid):
            os.kill(random.choice(at_work), signal.SIGKILL)
            self.killed += 1

    def stop(self) -> int:
        """Have it drain; its exit status."""
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(STOP_SECONDS)
        finally:
            self.process.kill()

    def strange_lines(self) -> list[str]:
        """Lines of the log that are none of `LINES`, or hold a canary all the same."""
        return [
            line
            for line in self.log.splitlines()
            if STEM in line.lower() or not any(known.fullmatch(line) for known in LINES)
        ]


def slope(samples: Sequence[tuple[float, float]]) -> float:
    """The line through samples: MiB a minute."""
    if len(samples) < 2:
        return 0.0
    times = [at for at, _ in samples]
    values = [value for _, value in samples]
    middle, mean = sum(times) / len(times), sum(values) / len(values)
    spread = sum((at - middle) ** 2 for at in times)
    if spread == 0:
        return 0.0
    rise = sum((at - middle) * (v - mean) for at, v in zip(times, values, strict=True))
    return 60 * rise / spread


def later(samples: Sequence[tuple[float, float]], seconds: float) -> list[tuple[float, float]]:
    """The samples of a process that is older than so many seconds."""
    return [(at, value) for at, value in samples if at >= seconds]
