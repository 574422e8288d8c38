"""Our own frames against wsproto's: what the one writes the other reads."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wsproto import ConnectionType, WSConnection
from wsproto import events as ws
from wsproto.connection import Connection

from conformance.wire import (
    BINARY,
    CLOSE,
    PING,
    TEXT,
    Received,
    ServerStream,
    frame,
    handshake,
    mask,
)

ACCEPTED = b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n"


def read_by_wsproto(data: bytes) -> list[ws.Event]:
    connection = Connection(ConnectionType.SERVER)
    connection.receive_data(data)
    return list(connection.events())


def test_wsproto_accepts_the_handshake() -> None:
    connection = WSConnection(ConnectionType.SERVER)
    connection.receive_data(handshake("/ws?a=b", (("HOST", "example.org"), ("X-A", "caf\xe9"))))
    [request] = connection.events()
    assert isinstance(request, ws.Request)
    assert (request.host, request.target) == ("example.org", "/ws?a=b")


@settings(deadline=None)
@given(st.text(max_size=200), st.booleans())
def test_wsproto_reads_the_text_frames(text: str, fin: bool) -> None:
    assert read_by_wsproto(frame(TEXT, text.encode(), fin=fin)) == [
        ws.TextMessage(data=text, message_finished=fin)
    ]


@pytest.mark.parametrize("size", [0, 1, 125, 126, 65_535, 65_536])
def test_wsproto_reads_frames_of_every_length(size: int) -> None:
    data = bytes(range(256)) * (size // 256 + 1)
    [event] = read_by_wsproto(frame(BINARY, data[:size]))
    assert isinstance(event, ws.BytesMessage)
    assert bytes(event.data) == data[:size]


def test_wsproto_reads_control_frames() -> None:
    [ping] = read_by_wsproto(frame(PING, b"hi"))
    assert isinstance(ping, ws.Ping)
    assert bytes(ping.payload) == b"hi"
    assert read_by_wsproto(frame(CLOSE, b"\x03\xe9bye")) == [
        ws.CloseConnection(code=1001, reason="bye")
    ]


@pytest.mark.parametrize(
    "data",
    [
        frame(TEXT, b"a", masked=False),
        frame(TEXT, b"a", rsv=4),
        frame(3),
        frame(TEXT, b"a", length_bytes=2),
        frame(TEXT, b"a", length_bytes=8),
        frame(0, b"a"),
    ],
)
def test_wsproto_refuses_the_wrong_frames(data: bytes) -> None:
    [event] = read_by_wsproto(data)
    assert isinstance(event, ws.CloseConnection)
    assert event.code == 1002


def test_a_frame_may_announce_more_than_it_brings() -> None:
    assert read_by_wsproto(frame(BINARY, b"abc", announced=5)) == [
        ws.BytesMessage(data=bytearray(b"abc"), frame_finished=False, message_finished=False)
    ]


@settings(deadline=None)
@given(st.binary(max_size=50))
def test_a_mask_undoes_itself(payload: bytes) -> None:
    assert mask(mask(payload)) == payload


def server_bytes(*events: ws.Event) -> bytes:
    connection = Connection(ConnectionType.SERVER)
    return b"".join(connection.send(event) for event in events)


@settings(deadline=None)
@given(st.integers(1, 5_000), st.text(max_size=300))
def test_what_a_server_sends_is_read_however_it_is_cut(size: int, text: str) -> None:
    data = ACCEPTED + server_bytes(
        ws.TextMessage(data=text),
        ws.TextMessage(data="one, ", message_finished=False),
        ws.Pong(payload=b"\x00\x01"),
        ws.TextMessage(data="two"),
        ws.BytesMessage(data=b"\xff" * 300),
        ws.Ping(payload=b""),
        ws.CloseConnection(code=1001, reason="bye"),
    )
    stream = ServerStream()
    found: list[Received] = []
    while data:
        found += stream.feed(data[:size])
        data = data[size:]
    assert found == [
        Received("status", 101),
        Received("text", text),
        Received("pong", "0001"),
        Received("text", "one, two"),
        Received("binary", "ff" * 300),
        Received("ping", ""),
        Received("close", 1001),
    ]


def test_a_long_message_is_read() -> None:
    data = server_bytes(ws.TextMessage(data="é" * 40_000))
    assert ServerStream().feed(ACCEPTED + data)[1:] == [Received("text", "é" * 40_000)]


def test_a_refusal_is_a_status_and_its_body_is_not_read_as_frames() -> None:
    assert ServerStream().feed(b"HTTP/1.1 404 Not Found\r\n\r\n\x81\x01a") == [
        Received("status", 404)
    ]


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"hello\r\n\r\n", "no HTTP status"),
        (ACCEPTED + frame(TEXT, b"a"), "a masked frame, or a reserved bit"),
        (ACCEPTED + b"\xc1\x01a", "a masked frame, or a reserved bit"),
        (ACCEPTED + b"\x83\x00", "a frame of opcode 3 out of place"),
        (ACCEPTED + b"\x80\x00", "a frame of opcode 0 out of place"),
        (ACCEPTED + b"\x01\x00\x81\x00", "a frame of opcode 1 out of place"),
    ],
)
def test_what_no_server_may_send_is_told(data: bytes, what: str) -> None:
    assert ServerStream().feed(data + b"\x81\x00")[-1] == Received("wrong", what)


def test_nothing_behind_a_close_is_read() -> None:
    stream = ServerStream()
    assert stream.feed(ACCEPTED + b"\x88\x00\x81\x00")[1:] == [Received("close", 0)]
    assert stream.feed(b"\x81\x00") == []
