from __future__ import annotations

import json

import pytest
from wsproto import ConnectionType, WSConnection
from wsproto.connection import Connection
from wsproto.events import AcceptConnection, Ping, Request, TextMessage

from bench.wire import PONG, TEXT, Splitter, frame, handshake, request


def served(data: bytes) -> list[object]:
    """What wsproto's server reads."""
    connection = Connection(ConnectionType.SERVER)
    connection.receive_data(data)
    return list(connection.events())


@pytest.mark.parametrize("length", [0, 1, 125, 126, 65_535, 65_536, 100_001])
def test_a_server_reads_what_is_framed(length: int) -> None:
    [message] = served(frame(TEXT, b"x" * length))
    assert isinstance(message, TextMessage)
    assert message.data == "x" * length
    assert message.message_finished


def test_a_request_is_json() -> None:
    [message] = served(request("Zoë"))
    assert isinstance(message, TextMessage)
    assert json.loads(message.data) == {"text": "Zoë"}


def test_a_server_accepts_the_handshake() -> None:
    server = WSConnection(ConnectionType.SERVER)
    server.receive_data(handshake(8080, "/ws"))
    [asked] = server.events()
    assert isinstance(asked, Request)
    assert (asked.host, asked.target, asked.extensions) == ("127.0.0.1:8080", "/ws", [])
    assert server.send(AcceptConnection()).startswith(b"HTTP/1.1 101 ")


def answers() -> tuple[bytes, list[tuple[int, bytes]]]:
    """What a server sends: messages of many lengths, and a ping; and what is to be read of it."""
    server = Connection(ConnectionType.SERVER)
    data, expected = b"", []
    for length in (0, 1, 63, 64, 65, 125, 126, 300, 70_000):
        payload = bytes(ord("a") + index % 26 for index in range(length))
        data += server.send(TextMessage(payload.decode()))
        expected.append((TEXT, payload[:64]))
    data += server.send(Ping(b"here"))
    return data, [*expected, (0x89, b"here")]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 64, 1_000, 1 << 20])
def test_frames_are_found_however_they_arrive(size: int) -> None:
    data, expected = answers()
    splitter = Splitter()
    found = []
    for at in range(0, len(data), size):
        found += splitter.feed(data[at : at + size])
    assert found == expected


def test_an_unfinished_frame_is_not_found() -> None:
    data, expected = answers()
    assert Splitter().feed(data[:-1]) == expected[:-1]


def test_a_pong_is_a_control_frame() -> None:
    assert frame(PONG, b"here")[:2] == bytes((0x8A, 0x84))
