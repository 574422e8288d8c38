"""Bytes as a peer sends them, every way to cut them, drivers that write down what happens."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TypeVar

from limina.protocol.client import ClientConnection, ClientTarget
from limina.protocol.closecodes import Close
from limina.protocol.connection import Connection, ConnectionConfig, ConnectionState
from limina.protocol.errors import RequestError
from limina.protocol.events import (
    NEED_DATA,
    PAUSED,
    ConnectionEvent,
    HandshakeAccepted,
    HandshakeReceived,
    NeedData,
    RequestFailed,
    RequestReceived,
    ResponseReady,
)
from limina.protocol.schema import Limits, Request
from limina.protocol.server import ServerConnection
from limina.protocol.session import DEFAULT_MAX_MESSAGE_BYTES, MessageSession, Session

TEXT, BINARY, CONTINUATION, CLOSE, PING, PONG = 0x1, 0x2, 0x0, 0x8, 0x9, 0xA

#: The key and its answer of RFC 6455 section 1.3.
KEY = b"dGhlIHNhbXBsZSBub25jZQ=="
ACCEPT = b"s3pPLMBiTxaQ9kYGzzhZRbK+xOo="
MASK = bytes.fromhex("37fa213d")

T = TypeVar("T")


def frame(
    opcode: int,
    payload: bytes | str = b"",
    *,
    fin: bool = True,
    rsv: int = 0,
    mask: bytes | None = MASK,
    announced: int | None = None,
) -> bytes:
    """One frame (RFC 6455 section 5.2), masked as a client's unless `mask` is None.

    Args:
        opcode: The opcode.
        payload: The payload; text is encoded.
        fin: Whether it ends its message.
        rsv: The three reserved bits, 4 for the first.
        mask: The masking key.
        announced: The length the header tells, if not the payload's own.
    """
    data = payload.encode() if isinstance(payload, str) else payload
    length = len(data) if announced is None else announced
    masked = 0 if mask is None else 0x80
    head = bytes([(0x80 if fin else 0) | rsv << 4 | opcode])
    if length < 126:
        head += bytes([masked | length])
    elif length < 1 << 16:
        head += bytes([masked | 126]) + length.to_bytes(2)
    else:
        head += bytes([masked | 127]) + length.to_bytes(8)
    if mask is None:
        return head + data
    return head + mask + bytes(byte ^ mask[i % 4] for i, byte in enumerate(data))


def close_frame(code: int | None, reason: bytes = b"", *, mask: bytes | None = MASK) -> bytes:
    """A Close frame; without a code it is empty."""
    payload = b"" if code is None else code.to_bytes(2) + reason
    return frame(CLOSE, payload, mask=mask)


def server_frame(opcode: int, payload: bytes | str = b"") -> bytes:
    """A frame as a server sends it."""
    return frame(opcode, payload, mask=None)


def server_close(code: int | None, reason: str = "") -> bytes:
    """A Close frame as a server sends it."""
    return close_frame(code, reason.encode(), mask=None)


def request_head(
    *lines: bytes, start: bytes = b"GET /ws HTTP/1.1", without: Sequence[bytes] = ()
) -> bytes:
    """An opening handshake.

    Args:
        lines: Further header lines.
        start: The request line.
        without: Lower-case names of required headers to leave out.
    """
    required = [
        b"host: limina.example",
        b"connection: Upgrade",
        b"upgrade: websocket",
        b"sec-websocket-version: 13",
        b"sec-websocket-key: " + KEY,
    ]
    kept = [line for line in required if line.partition(b":")[0] not in without]
    return b"\r\n".join([start, *kept, *lines, b"", b""])


HEAD = request_head()
#: The answer to `HEAD`.
ACCEPTED = (
    b"HTTP/1.1 101 Switching Protocols\r\n"
    b"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: " + ACCEPT + b"\r\n\r\n"
)


def cuts(data: bytes, count: int = 12) -> Iterator[list[bytes]]:
    """The data whole, byte by byte, and in random pieces (the same ones in every run)."""
    yield [data]
    yield [data[i : i + 1] for i in range(len(data))]
    chance = random.Random(len(data))
    for _ in range(count):
        points = sorted(chance.randrange(len(data) + 1) for _ in range(chance.randrange(1, 6)))
        edges = [0, *points, len(data)]
        yield [data[a:b] for a, b in pairwise(edges)]


def same_however_cut(run: Callable[[Iterable[bytes]], T], data: bytes) -> T:
    """Run on every cut of the data, insist on one result, and return it."""
    results = [run(pieces) for pieces in cuts(data)]
    for result in results:
        assert repr(result) == repr(results[0])  # exceptions are equal only to themselves
    return results[0]


def decode(message: str, limits: Limits) -> Request:
    """A stand-in for `decode_request`: a message is its text, unless it begins with `bad`."""
    if message.startswith("bad"):
        raise RequestError("LIM101", "not well-formed")
    return Request(text=message)


def make_session(
    *,
    max_in_flight: int = 4,
    max_message_bytes: int = DEFAULT_MAX_MESSAGE_BYTES,
    max_consecutive_errors: int = 100,
) -> Session:
    """A session whose messages are plain texts."""
    return Session(
        decode=decode,
        max_in_flight=max_in_flight,
        max_message_bytes=max_message_bytes,
        max_consecutive_errors=max_consecutive_errors,
    )


def open_server(
    session: MessageSession | None = None,
    config: ConnectionConfig | None = None,
    *,
    head: bytes = HEAD,
    now: float = 0.0,
) -> ServerConnection:
    """A server connection whose handshake is done and taken out of `data_to_send`."""
    connection = ServerConnection(session or make_session(), config, now=now)
    connection.receive_data(head, now)
    assert isinstance(connection.next_event(), HandshakeReceived)
    connection.accept()
    assert connection.data_to_send().startswith(b"HTTP/1.1 101 ")
    return connection


def open_client(config: ConnectionConfig | None = None, *, now: float = 0.0) -> ClientConnection:
    """A client connection whose handshake is done, with a server that never was."""
    client = ClientConnection(ClientTarget("limina.example"), config, now=now)
    server = ServerConnection(make_session())
    server.receive_data(client.data_to_send())
    server.next_event()
    server.accept()
    client.receive_data(server.data_to_send(), now)
    assert client.next_event() == HandshakeAccepted()
    return client


def drain_events(connection: Connection, *, answer: bool = True) -> list[ConnectionEvent]:
    """All events there are; requests are answered with their own text in capitals."""
    events: list[ConnectionEvent] = []
    while True:
        event = connection.next_event()
        if event is NEED_DATA or event is PAUSED:
            return events
        events.append(event)
        if answer and isinstance(event, RequestReceived):
            assert isinstance(connection, ServerConnection)
            document = event.request.text.upper().encode()
            connection.send(ResponseReady(event.request_id, document))


Outcome = tuple[list[ConnectionEvent], bytes, ConnectionState]


def feed(connection: Connection, pieces: Iterable[bytes], *, eof: bool = False) -> Outcome:
    """Feed the pieces one by one; return all events, all bytes to send, and the state."""
    events: list[ConnectionEvent] = []
    sent = b""
    for piece in pieces:
        connection.receive_data(piece)
        events += drain_events(connection)
        sent += connection.data_to_send()
    if eof:
        connection.receive_eof()
        events += drain_events(connection)
        sent += connection.data_to_send()
    return events, sent, connection.state


def feed_server(
    data: bytes,
    config: ConnectionConfig | None = None,
    *,
    head: bytes = HEAD,
    eof: bool = False,
    session: Callable[[], MessageSession] = make_session,
) -> Outcome:
    """Feed frames to an open server, however cut, and return the one outcome."""
    return same_however_cut(
        lambda pieces: feed(open_server(session(), config, head=head), pieces, eof=eof), data
    )


def feed_client(
    data: bytes, config: ConnectionConfig | None = None
) -> tuple[list[ConnectionEvent], int, ConnectionState]:
    """Feed frames to an open client, however cut, and return the one outcome.

    Of what it sends only the length is told: the masks are drawn by chance.
    """

    def run(pieces: Iterable[bytes]) -> tuple[list[ConnectionEvent], int, ConnectionState]:
        events, sent, state = feed(open_client(config), pieces)
        return events, len(sent), state

    return same_however_cut(run, data)


class EchoSession:
    """A conversation without requests: every message goes back."""

    def __init__(self) -> None:
        self.messages: list[str | bytes] = []

    def receive_message(self, message: str | bytes) -> None:
        self.messages.append(message)

    def receive_disconnect(self, code: int = 1006) -> None:
        self.messages.clear()

    def drain(self) -> None:
        pass

    def next_event(self) -> NeedData:
        return NEED_DATA

    def send(self, answer: ResponseReady | RequestFailed) -> None:
        raise AssertionError("an echo has no requests")

    def messages_to_send(self) -> list[str | bytes]:
        messages, self.messages = self.messages, []
        return messages

    def close_to_send(self) -> Close | None:
        return None
