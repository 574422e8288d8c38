"""The client's half of WebSocket (RFC 6455), reduced to what costs least.

Requests are encoded and masked once, before the clock starts; of what comes back no more than the
heads of frames is looked at. Pure: bytes in, bytes out.
"""

from __future__ import annotations

import json
from typing import Final

#: The key of RFC 6455's example; the server neither knows nor cares that it never changes.
_KEY: Final = b"dGhlIHNhbXBsZSBub25jZQ=="
_MASK: Final = bytes((0x37, 0xFA, 0x21, 0x3D))

#: First bytes of whole messages.
TEXT, CLOSE, PING, PONG = 0x81, 0x88, 0x89, 0x8A


def handshake(port: int, path: str) -> bytes:
    """The request that opens a connection."""
    return (
        f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\n"
        f"Connection: Upgrade\r\nSec-WebSocket-Key: {_KEY.decode()}\r\n"
        "Sec-WebSocket-Version: 13\r\n\r\n"
    ).encode()


def request(text: str) -> bytes:
    """A frame that asks for a text to be processed."""
    return frame(TEXT, json.dumps({"text": text}).encode())


def frame(first: int, payload: bytes) -> bytes:
    """A masked frame."""
    length = len(payload)
    if length < 126:
        head = bytes((first, 0x80 | length))
    elif length < 1 << 16:
        head = bytes((first, 0x80 | 126)) + length.to_bytes(2, "big")
    else:
        head = bytes((first, 0x80 | 127)) + length.to_bytes(8, "big")
    mask = (_MASK * (length // 4 + 1))[:length]
    masked = int.from_bytes(payload, "big") ^ int.from_bytes(mask, "big")
    return head + _MASK + masked.to_bytes(length, "big")


class Splitter:
    """Finds the frames in what a server sends."""

    def __init__(self) -> None:
        self._rest = b""
        #: Bytes of a long frame that are still to come and were not worth keeping.
        self._missing = 0
        self._first = 0
        self._beginning = b""

    def feed(self, data: bytes) -> list[tuple[int, bytes]]:
        """Take what has arrived.

        Returns:
            First byte and beginning of the payload of every frame that is complete now.
        """
        found: list[tuple[int, bytes]] = []
        if self._missing:
            if len(data) < self._missing:
                self._missing -= len(data)
                return found
            data = data[self._missing :]
            self._missing = 0
            found.append((self._first, self._beginning))
        data = self._rest + data if self._rest else data
        self._rest = b""
        at = 0
        while len(data) - at >= 2:
            length = data[at + 1]
            head = 2
            if length >= 126:
                head = 4 if length == 126 else 10
                length = int.from_bytes(data[at + 2 : at + head], "big")
            if len(data) - at < head:
                break
            end = at + head + length
            first, beginning = data[at], data[at + head : min(end, at + head + 64)]
            if end > len(data):
                if len(data) - at - head < 64:
                    break
                self._missing = end - len(data)
                self._first, self._beginning = first, beginning
                return found
            found.append((first, beginning))
            at = end
        self._rest = data[at:]
        return found
