"""The servers that are measured: `limina serve` and the echo servers beside it.

They are processes of their own on a free port of 127.0.0.1, and always ended at the end of a block.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from bench.processes import descendants

TRANSPORTS: Final = ("hypercorn", "native")

#: Time for everything, however busy the machine is: what is late here is to be seen, not cut off.
PATIENT: Final = "request_deadline = 300.0\nworker_timeout = 100.0\n"

_START_SECONDS: Final = 120.0
_STOP_SECONDS: Final = 40.0
_LISTENING: Final = re.compile(
    rb"limina is listening on http://127\.0\.0\.1:(\d+)|port (\d+)$", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Server:
    """A running server.

    Attributes:
        port: Where it listens.
        pid: The front process.
        workers: The processes it has started, and those that these have.
        listening: Seconds from its start until it listened.
    """

    port: int
    pid: int
    workers: Sequence[int]
    listening: float

    @property
    def watched(self) -> dict[str, list[int]]:
        """The processes, as a load wants them named."""
        return {"front": [self.pid], "workers": list(self.workers)}


def metrics(server: Server) -> dict[str, float]:
    """What `/metrics` tells; nothing where there is none, as on the native server."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{server.port}/metrics", timeout=10) as told:
            lines = told.read().decode().splitlines()
    except urllib.error.HTTPError:
        return {}
    pairs = [line.rpartition(" ") for line in lines if not line.startswith("#")]
    return {name: float(value) for name, _, value in pairs}


class ServerFailed(RuntimeError):
    """A server did not start; the message holds what it wrote."""


@contextmanager
def limina(
    *arguments: str,
    configuration: str = "",
    module: Sequence[str] = ("limina",),
) -> Iterator[Server]:
    """Run `limina serve`. Settings of the caller's own, in a file or variables, play no part.

    Args:
        arguments: Further arguments.
        configuration: What would be in `limina.toml`.
        module: What to run in the place of `limina`, with what it wants before `serve`.
    """
    environment = {
        key: value for key, value in os.environ.items() if not key.startswith(("LIMINA_", "PAI_"))
    }
    with TemporaryDirectory() as folder:
        file = Path(folder, "limina.toml")
        file.write_text(configuration, "utf-8")
        options = ["--port", "0", "--log-level", "warning", "--config", str(file)]
        with _running(["-m", *module, "serve", *options, *arguments], environment) as server:
            yield server


@contextmanager
def echo(transport: str) -> Iterator[Server]:
    """Run a server that gives every message back: a bare application on plain hypercorn, or the
    native server with nothing behind it.
    """
    options = ["--unguarded"] if transport == "hypercorn" else []
    command = ["-m", f"conformance.autobahn.{transport}_echo", *options]
    with _running(command, os.environ) as server:
        yield server


@contextmanager
def _running(command: Sequence[str], environment: Mapping[str, str]) -> Iterator[Server]:
    begun = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, *command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=environment,
    )
    output = _Output(process)
    try:
        port = output.wait()
        listening = output.known_at - begun
        yield Server(port, process.pid, descendants(process.pid), listening)
    finally:
        process.terminate()
        try:
            process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        output.close()


class _Output:
    """Reads what a server writes, to the end, so that it never waits for a reader."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdout is not None
        self.known_at = 0.0
        self._pipe = process.stdout
        self._written = bytearray()
        self._port = 0
        self._known = threading.Event()
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def wait(self) -> int:
        if not self._known.wait(_START_SECONDS) or not self._port:
            raise ServerFailed(self._written.decode("utf-8", "backslashreplace"))
        return self._port

    def close(self) -> None:
        self._thread.join(_STOP_SECONDS)
        self._pipe.close()

    def _read(self) -> None:
        for line in self._pipe:
            self._written += line
            if not self._port and (found := _LISTENING.match(line)):
                self.known_at = time.monotonic()
                self._port = int(found[1] or found[2])
                self._known.set()
        self._known.set()
