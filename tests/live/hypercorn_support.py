"""Servers as processes of their own, and a WebSocket client that may break every rule."""

from __future__ import annotations

import base64
import contextlib
import os
import signal
import socket
import struct
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Protocol

ROOT = Path(__file__).parents[2]
KEY = base64.b64encode(bytes(range(16)))
#: Seconds after which a test gives up on a server: far more than any machine needs, since nobody
#: waits so long unless something is wrong.
PATIENCE = 60.0


class Server:
    """A running server process that printed `port N`.

    Attributes:
        port: Where it listens on 127.0.0.1.
        process: The process.
    """

    def __init__(self, process: subprocess.Popen[str], log: Path, port: int) -> None:
        self.process = process
        self.port = port
        self._log = log

    @property
    def log(self) -> str:
        """Everything it wrote so far."""
        return self._log.read_text()

    @property
    def resident_bytes(self) -> int:
        """Memory of the process."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        line = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
        return int(line.split()[1]) * 1024

    def terminate(self) -> None:
        """Ask it to stop, without waiting."""
        self.process.send_signal(signal.SIGTERM)

    def connect(self, *, receive_buffer: int | None = None) -> socket.socket:
        """Open a TCP connection; `receive_buffer` in bytes bounds what the kernel takes for us."""
        sock = socket.socket()
        if receive_buffer is not None:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        sock.settimeout(PATIENCE)
        sock.connect(("127.0.0.1", self.port))
        return sock

    def http(
        self, request: bytes = b"GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n"
    ) -> bytes:
        """Send one request and return everything that is answered until the server closes."""
        with self.connect() as sock:
            sock.sendall(request)
            return read_all(sock)


@contextlib.contextmanager
def running(
    arguments: Sequence[str], environment: dict[str, str] | None = None
) -> Iterator[Server]:
    """Start `python ARGUMENTS`, wait for its `port N` line, kill it in the end."""
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log"
        with log.open("w") as writer:
            process = subprocess.Popen(
                [sys.executable, *arguments],
                cwd=ROOT,
                env={**os.environ, "PYTHONPATH": str(ROOT), **(environment or {})},
                stdout=subprocess.PIPE,
                stderr=writer,
                text=True,
            )
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            assert line.startswith("port "), log.read_text()
            yield Server(process, log, int(line.split()[1]))
        finally:
            process.kill()
            process.communicate()


def handshake(headers: Sequence[bytes] = (), path: bytes = b"/ws") -> bytes:
    """An opening handshake; `headers` are whole lines beside the required ones."""
    lines = [
        b"GET " + path + b" HTTP/1.1",
        b"host: x",
        b"connection: upgrade",
        b"upgrade: websocket",
        b"sec-websocket-version: 13",
        b"sec-websocket-key: " + KEY,
        *headers,
    ]
    return b"\r\n".join([*lines, b"", b""])


def frame(opcode: int, payload: bytes, *, fin: bool = True) -> bytes:
    """One client frame, masked with zeros (RFC 6455 section 5.2)."""
    head = bytes([(0x80 if fin else 0) | opcode])
    if len(payload) < 126:
        head += bytes([0x80 | len(payload)])
    elif len(payload) < 1 << 16:
        head += bytes([0x80 | 126]) + struct.pack("!H", len(payload))
    else:
        head += bytes([0x80 | 127]) + struct.pack("!Q", len(payload))
    return head + bytes(4) + payload


class Connects(Protocol):
    """Somewhere to connect to."""

    def connect(self, *, receive_buffer: int | None = None) -> socket.socket:
        """See `Server.connect`."""
        ...


class RawClient:
    """A WebSocket that is already open, and does only what it is told to.

    Args:
        server: Where to connect.
        headers: Further header lines of the handshake.
        receive_buffer: See `Server.connect`.
    """

    def __init__(
        self, server: Connects, headers: Sequence[bytes] = (), receive_buffer: int | None = None
    ) -> None:
        self.sock = server.connect(receive_buffer=receive_buffer)
        self._data = b""
        #: The head of the server's answer, in lower case.
        self.head = b""
        try:
            self._shake_hands(headers)
        except BaseException:
            self.sock.close()
            raise

    def _shake_hands(self, headers: Sequence[bytes]) -> None:
        self.sock.sendall(handshake(headers))
        while b"\r\n\r\n" not in self._data:
            self._fill()
        head, _, self._data = self._data.partition(b"\r\n\r\n")
        self.head = head.lower()
        assert self.head.startswith(b"http/1.1 101"), head

    def __enter__(self) -> RawClient:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.sock.close()

    def send(self, opcode: int, payload: bytes = b"", *, fin: bool = True) -> None:
        """Send one frame."""
        self.sock.sendall(frame(opcode, payload, fin=fin))

    def receive(self) -> tuple[int, bytes]:
        """Read one frame: opcode and payload. EOFError once the server has closed."""
        opcode = self._take(1)[0] & 0x0F
        length = self._take(1)[0]
        if length == 126:
            length = struct.unpack("!H", self._take(2))[0]
        elif length == 127:
            length = struct.unpack("!Q", self._take(8))[0]
        return opcode, self._take(length)

    def _take(self, count: int) -> bytes:
        while len(self._data) < count:
            self._fill()
        taken, self._data = self._data[:count], self._data[count:]
        return taken

    def _fill(self) -> None:
        data = self.sock.recv(1 << 16)
        if not data:
            raise EOFError
        self._data += data


def read_all(sock: socket.socket) -> bytes:
    """Read until the server closes, in whatever manner."""
    data = b""
    with contextlib.suppress(ConnectionError):
        while chunk := sock.recv(1 << 16):
            data += chunk
    return data
