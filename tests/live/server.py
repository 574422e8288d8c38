"""A `limina serve` process for the live tests: on a free port, watched, and always ended."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

START_SECONDS = 120
STOP_SECONDS = 60


class ServerProcess:
    """A running server.

    Attributes:
        port: Where it listens on 127.0.0.1.
        process: The process.
    """

    def __init__(
        self,
        arguments: Sequence[str],
        cwd: Path,
        environment: dict[str, str],
        python: Sequence[str] = ("-X", "dev"),
    ) -> None:
        self.process = subprocess.Popen(
            [sys.executable, *python, "-m", "limina", "serve", "--port", "0", *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd=cwd,
            # Where a test does not ask for worker processes, a thread starts sooner.
            env={"LIMINA_WORKERS": "0", **os.environ, **environment},
        )
        self._output = bytearray()
        self._listening = threading.Event()
        self.port = 0
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        if not self._listening.wait(START_SECONDS) or not self.port:
            self.process.kill()
            self.process.wait()
            self._reader.join()
            raise RuntimeError(f"no server:\n{self.output()}")

    def _read(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as lines:
            for line in lines:
                self._output += line
                if found := re.match(rb"limina is listening on http://127\.0\.0\.1:(\d+)", line):
                    self.port = int(found[1])
                    self._listening.set()
        self._listening.set()

    @property
    def url(self) -> str:
        """Where the WebSocket is."""
        return f"ws://127.0.0.1:{self.port}/ws"

    def output(self) -> str:
        """Everything the process wrote so far."""
        return self._output.decode("utf-8", "backslashreplace")

    def terminate(self) -> int:
        """Send SIGTERM and wait; the exit status."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        status = self.process.wait(STOP_SECONDS)
        self._reader.join(STOP_SECONDS)
        return status


@contextmanager
def serving(
    *arguments: str,
    cwd: Path,
    environment: dict[str, str] | None = None,
    python: Sequence[str] = ("-X", "dev"),
) -> Iterator[ServerProcess]:
    """Run a server for the length of a block; it is killed if it does not end by itself."""
    server = ServerProcess(arguments, cwd, environment or {}, python)
    try:
        yield server
    finally:
        try:
            server.terminate()
        except subprocess.TimeoutExpired:
            server.process.kill()
            server.process.wait()
            raise
