"""Starts a `limina serve` of this checkout on a free port, for the length of a block.

It knows how a server is configured for each way of comparing; it must not know what is then sent.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from conformance.judge import Mode
from conformance.vectors import RECORDED

TRANSPORTS: Final = ("native", "hypercorn")
_LISTENING: Final = "limina is listening on http://"
_START_SECONDS: Final = 120.0
_STOP_SECONDS: Final = 40.0


class ServerFailed(RuntimeError):
    """The server did not start; the message holds what it wrote."""


@contextmanager
def serving(transport: str, mode: Mode) -> Iterator[str]:
    """Run a server.

    Args:
        transport: `native` or `hypercorn`.
        mode: EXACT serves the recorded detections, ARITHMETIC whatever is installed.

    Yields:
        The URL of `/ws`.

    Raises:
        ServerFailed: If it does not listen in time.
    """
    with tempfile.TemporaryDirectory() as folder:
        configuration = Path(folder, "limina.toml")
        configuration.write_text(_configuration(mode), "utf-8")
        process = subprocess.Popen(
            [
                *(sys.executable, "-m", "limina", "serve"),
                *("--port", "0", "--transport", transport, "--config", str(configuration)),
            ],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        output = _Output(process)
        try:
            yield output.wait_for_address()
        finally:
            process.terminate()
            try:
                process.wait(_STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            output.close()


def _configuration(mode: Mode) -> str:
    if mode is Mode.ARITHMETIC:
        return ""
    # A JSON string is a TOML string.
    return (
        'plugins = ["limina-recorded"]\n\n[plugin.limina-recorded]\n'
        f"file = {json.dumps(str(RECORDED))}\n"
    )


class _Output:
    """Reads what a server writes, to the end, so that it never waits for a reader."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        self._output = process.stdout
        self._written: list[str] = []
        self._address: str | None = None
        self._known = threading.Event()
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def wait_for_address(self) -> str:
        """The URL of `/ws`, as soon as the server listens."""
        if not self._known.wait(_START_SECONDS) or self._address is None:
            raise ServerFailed("the server did not start:\n" + "".join(self._written))
        return f"ws://{self._address}/ws"

    def close(self) -> None:
        """The process has ended."""
        self._thread.join(_STOP_SECONDS)
        self._output.close()

    def _read(self) -> None:
        for line in self._output:
            if self._address is None:
                self._written.append(line)
                if line.startswith(_LISTENING):
                    self._address = line.removeprefix(_LISTENING).strip()
                    self._known.set()
        self._known.set()
