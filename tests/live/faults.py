"""A server under attack: short limits, a detector that does what it is told, and what must hold.

Whatever is done to it, the front process stays the one that was started, answers a good request,
and writes nothing of any text.
"""

from __future__ import annotations

import json
import os
import socket
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import websocket

from tests.live import hazards
from tests.live.hypercorn_support import PATIENCE, RawClient
from tests.live.server import ServerProcess, serving

TRANSPORTS = ("hypercorn", "native")
TEXT, CLOSE, PING, PONG = 1, 8, 9, 10
MEGABYTE = 1_000_000
#: In every text of a test; nothing that a server writes may hold it.
CANARY = "Zyxcanary"
#: Short times in seconds, so that waiting for them takes little; what a client that does nothing
#: wrong has to keep to is not too short for a machine that stands still for a moment.
SHORT = {
    "handshake_timeout": "2",
    "ping_interval": "0.5",
    "pong_timeout": "2",
    "close_timeout": "0.5",
    "send_timeout": "0.5",
    "drain_timeout": "5",
}


class Target:
    """A running server, and how to be unkind to it.

    Attributes:
        server: The process.
        transport: Of `TRANSPORTS`.
        plugin: Where `hazards` is installed for it.
        port: Where it listens on 127.0.0.1.
    """

    def __init__(self, server: ServerProcess, transport: str, plugin: Path) -> None:
        self.server = server
        self.transport = transport
        self.plugin = plugin
        self.port = server.port
        self._pid = server.process.pid

    @property
    def resident_bytes(self) -> int:
        """Memory of the front process."""
        return resident(self._pid)

    @property
    def workers(self) -> list[int]:
        """Its worker processes."""
        return workers(self._pid)

    @property
    def healthy(self) -> bool:
        """Whether `/healthz` is green."""
        with self.connect() as sock:
            sock.sendall(b"GET /healthz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n")
            return sock.recv(4096).startswith(b"HTTP/1.1 200")

    def connect(self, *, receive_buffer: int | None = None) -> socket.socket:
        """Open a TCP connection; `receive_buffer` in bytes bounds what the kernel takes for us."""
        sock = socket.socket()
        if receive_buffer is not None:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        sock.settimeout(PATIENCE)
        sock.connect(("127.0.0.1", self.port))
        return sock

    def open(self, *headers: bytes, receive_buffer: int | None = None) -> RawClient:
        """Open a WebSocket that does only what it is told to."""
        return RawClient(self, headers, receive_buffer)

    def ask(self, text: str, **more: Any) -> Any:
        """Have one text answered over a connection of its own."""
        client: Any = websocket.create_connection(self.server.url, timeout=60)
        try:
            client.send(json.dumps({"text": text, **more}))
            return json.loads(client.recv())
        finally:
            client.shutdown()

    def check(self) -> None:
        """What must hold after every fault."""
        assert self.server.process.poll() is None, "the front process is the one that was started"
        until(lambda: self.healthy)
        answer = self.ask(f"I am Greg, not {CANARY}.")
        assert answer["processed_text"] == f"I am [NAME_1], not {CANARY}."
        self.check_log()

    def check_log(self) -> None:
        """Nothing of a text, and no traceback, is in anything that was written."""
        output = self.server.output()
        assert CANARY.lower() not in output.lower()
        assert "Traceback" not in output


@contextmanager
def attacked(
    folder: Path,
    transport: str,
    settings: Mapping[str, str],
    *,
    python: Sequence[str] = ("-X", "dev"),
    ended: bool = False,
) -> Iterator[Target]:
    """Run a server that nothing may end before its time, and check that nothing did.

    Args:
        folder: An empty one.
        transport: Of `TRANSPORTS`.
        settings: Settings beside `SHORT`, as in the environment.
        python: Options of the interpreter.
        ended: The test itself has the server end.
    """
    plugin = folder / "plugin"
    plugin.mkdir()
    environment = hazards.install(plugin)
    for name, value in {**SHORT, "transport": transport, **settings}.items():
        environment[f"LIMINA_{name.upper()}"] = value
    with serving(cwd=folder, environment=environment, python=python) as server:
        target = Target(server, transport, plugin)
        yield target
        if not ended:
            target.check()
        assert server.terminate() == 0
        target.check_log()


def request(text: str) -> bytes:
    """A request as the payload of a frame."""
    return json.dumps({"text": text}).encode()


def resident(pid: int) -> int:
    """Memory of a process in bytes."""
    status = Path(f"/proc/{pid}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) * 1024


def children(pid: int) -> list[int]:
    """The processes that a process has started."""
    found: list[int] = []
    with suppress(FileNotFoundError, ProcessLookupError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            found += map(int, (task / "children").read_text().split())
    return found


def workers(pid: int) -> list[int]:
    """The worker processes of a server: its children, or those of what it has them forked from."""
    found = []
    for child in children(pid):
        forked = "forkserver" in Path(f"/proc/{child}/cmdline").read_text()
        found += children(child) if forked else [child]
    return found


def until(condition: Callable[[], bool], seconds: float = PATIENCE) -> None:
    """Wait for something to happen."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it does not happen"
        time.sleep(0.02)


def sent_signal(pid: int, number: int) -> None:
    """Send a signal to a process of ours."""
    os.kill(pid, number)
