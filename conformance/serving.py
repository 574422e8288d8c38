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
from typing import IO, Final

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
        try:
            yield _wait(process)
        finally:
            process.terminate()
            try:
                process.wait(_STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _configuration(mode: Mode) -> str:
    if mode is Mode.ARITHMETIC:
        return ""
    # A JSON string is a TOML string.
    return (
        'plugins = ["limina-recorded"]\n\n[plugin.limina-recorded]\n'
        f"file = {json.dumps(str(RECORDED))}\n"
    )


def _wait(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    written: list[str] = []
    address: list[str] = []
    listening = threading.Event()

    def read(output: IO[str]) -> None:
        # To the end, so that the server never waits for a reader.
        for line in output:
            if not listening.is_set():
                written.append(line)
                if line.startswith(_LISTENING):
                    address.append(line.removeprefix(_LISTENING).strip())
                    listening.set()
        listening.set()

    threading.Thread(target=read, args=(process.stdout,), daemon=True).start()
    if not listening.wait(_START_SECONDS) or not address:
        raise ServerFailed("the server did not start:\n" + "".join(written))
    return f"ws://{address[0]}/ws"
