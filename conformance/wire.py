"""WebSocket frames without any library: writes what a client sends, reads what a server sends.

It is a second opinion on RFC 6455, so it shares nothing with the implementation under test, and it
writes wrong frames as readily as right ones. It knows neither sockets nor requests.
"""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from typing import Final

#: The example key of RFC 6455 section 1.3.
KEY: Final = "dGhlIHNhbXBsZSBub25jZQ=="
#: The mask of every frame; any key is as good as another here.
MASK: Final = bytes.fromhex("37fa213d")

TEXT, BINARY, CLOSE, PING, PONG = 1, 2, 8, 9, 10


@dataclass(frozen=True, slots=True)
class Received:
    """Something a server sent.

    Attributes:
        kind: `status`, `text`, `binary`, `close`, `ping`, `pong` or `wrong`.
        value: The HTTP status; the text; the close code, 0 without one; the payload in hex; what is
            wrong.
    """

    kind: str
    value: int | str


def handshake(path: str = "/ws", headers: tuple[tuple[str, str], ...] = ()) -> bytes:
    """A good request for an upgrade, with further headers; a header given here replaces its own.

    Args:
        path: The request target.
        headers: Names and values, encoded in Latin-1 as they are.
    """
    given = {name.lower() for name, _ in headers}
    own = (
        ("Host", "localhost"),
        ("Upgrade", "websocket"),
        ("Connection", "Upgrade"),
        ("Sec-WebSocket-Version", "13"),
        ("Sec-WebSocket-Key", KEY),
    )
    lines = [f"GET {path} HTTP/1.1"]
    lines += [f"{name}: {value}" for name, value in own if name.lower() not in given]
    lines += [f"{name}: {value}" for name, value in headers]
    return "\r\n".join([*lines, "", ""]).encode("latin-1")


def frame(
    opcode: int,
    payload: bytes = b"",
    *,
    fin: bool = True,
    rsv: int = 0,
    masked: bool = True,
    announced: int | None = None,
    length_bytes: int | None = None,
) -> bytes:
    """One frame of a client (RFC 6455 section 5.2), right or wrong.

    Args:
        opcode: 0 to 15.
        payload: Before masking.
        fin: Whether it ends its message.
        rsv: The three reserved bits as a number.
        masked: Whether to mask, as a client must.
        announced: The length in the header, if it is not the payload's.
        length_bytes: 0, 2 or 8 bytes for the length, if not the shortest form.
    """
    size = len(payload) if announced is None else announced
    if length_bytes is None:
        length_bytes = 0 if size < 126 else 2 if size < 65_536 else 8
    head = bytes([fin << 7 | rsv << 4 | opcode])
    bit = masked << 7
    match length_bytes:
        case 0:
            head += bytes([bit | size])
        case 2:
            head += struct.pack("!BH", bit | 126, size)
        case _:
            head += struct.pack("!BQ", bit | 127, size)
    if not masked:
        return head + payload
    return head + MASK + mask(payload)


def mask(payload: bytes) -> bytes:
    """A payload under `MASK`."""
    size = len(payload)
    key = MASK * (size // 4 + 1)
    return (int.from_bytes(payload) ^ int.from_bytes(key[:size])).to_bytes(size)


class ServerStream:
    """Reads everything a server sends on one connection, cut anyhow."""

    def __init__(self) -> None:
        self._data = bytearray()
        self._open = False
        self._over = False
        self._message: tuple[int, bytearray] | None = None

    def feed(self, data: bytes) -> list[Received]:
        """Take bytes; return what is complete now."""
        self._data += data
        found: list[Received] = []
        while not self._over:
            one = self._next_frame() if self._open else self._next_head()
            if one is None:
                break
            if one.kind:
                found.append(one)
        return found

    def _next_head(self) -> Received | None:
        end = self._data.find(b"\r\n\r\n")
        if end < 0:
            return None
        match = re.match(rb"HTTP/1\.1 (\d{3}) ", bytes(self._data[:end]))
        del self._data[: end + 4]
        if match is None:
            self._over = True
            return Received("wrong", "no HTTP status")
        status = int(match[1])
        self._open = status == 101
        # Whatever follows a refusal is its body, and then the end.
        self._over = status >= 200
        return Received("status", status)

    def _next_frame(self) -> Received | None:
        data = self._data
        if len(data) < 2:
            return None
        size, start = data[1] & 0x7F, 2
        if size == 126:
            start = 4
        elif size == 127:
            start = 10
        if len(data) < start:
            return None
        if start > 2:
            size = int.from_bytes(data[2:start])
        if len(data) < start + size:
            return None
        first, masked = data[0], data[1] & 0x80
        payload = bytes(data[start : start + size])
        del data[: start + size]
        if masked or first & 0x70:
            self._over = True
            return Received("wrong", "a masked frame, or a reserved bit")
        return self._frame(first & 0x0F, bool(first & 0x80), payload)

    def _frame(self, opcode: int, fin: bool, payload: bytes) -> Received:
        match opcode:
            case 8:
                self._over = True
                return Received("close", int.from_bytes(payload[:2]))
            case 9 | 10:
                return Received("ping" if opcode == PING else "pong", payload.hex())
            case 0 | 1 | 2 if (opcode == 0) == (self._message is not None):
                kind, message = self._message or (opcode, bytearray())
                message += payload
                self._message = None if fin else (kind, message)
                if not fin:
                    return Received("", "")
                if kind == BINARY:
                    return Received("binary", message.hex())
                return Received("text", message.decode("utf-8", "backslashreplace"))
            case _:
                self._over = True
                return Received("wrong", f"a frame of opcode {opcode} out of place")
