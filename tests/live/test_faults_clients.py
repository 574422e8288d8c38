"""Clients that hold on, hold back or send too much, each on a real socket and on both transports.

After every one the same process answers a good request and has written nothing of any text.
"""

from __future__ import annotations

import contextlib
import json
import socket
import statistics
import struct
import time
import zlib
from collections.abc import Iterator

import pytest

from tests.live.faults import (
    CANARY,
    CLOSE,
    MEGABYTE,
    PING,
    PONG,
    TEXT,
    TRANSPORTS,
    Target,
    attacked,
    request,
)
from tests.live.hypercorn_support import RawClient, frame, handshake, read_all

#: Longest message of the server under attack.
LIMIT = 400_000
#: Seconds within which something happens that is due after two or three, on any machine.
SOON = 30.0


@pytest.fixture(scope="module", params=TRANSPORTS)
def server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Target]:
    folder = tmp_path_factory.mktemp("attacked")
    with attacked(folder, request.param, {"max_message_bytes": str(LIMIT)}) as target:
        target.check()
        yield target


@pytest.fixture
def target(server: Target) -> Iterator[Target]:
    """The server, which has to be as well afterwards as before."""
    yield server
    server.check()


def ends(sock: socket.socket, seconds: float = SOON) -> bytes:
    """Everything the server still says; it has to end the connection within some seconds."""
    sock.settimeout(seconds)
    began = time.monotonic()
    said = read_all(sock)
    assert time.monotonic() - began < seconds
    return said


def close_code(client: RawClient) -> int:
    """The code of the server's Close, whatever comes before it."""
    while True:
        opcode, payload = client.receive()
        if opcode == CLOSE:
            return int.from_bytes(payload[:2], "big")


# --- slow and silent clients ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "pieces",
    [
        [],
        [handshake()[i : i + 1] for i in range(200)],
        [handshake()[:-2], *[b"x-%d: y\r\n" % i for i in range(1_000)]],
    ],
    ids=["nothing", "byte by byte", "header by header"],
)
def test_slow_loris(target: Target, pieces: list[bytes]) -> None:
    began = time.monotonic()
    clients = [target.connect() for _ in range(50)]
    sending = set(clients)
    for piece in pieces:
        for sock in list(sending):
            try:
                sock.sendall(piece)
            except ConnectionError:
                sending.discard(sock)
        if not sending:
            break
        time.sleep(0.1)
        assert time.monotonic() - began < SOON, "nobody ends it"
    assert target.ask("Greg")["processed_text"] == "[NAME_1]"
    for sock in clients:
        assert b" 101 " not in ends(sock)
        sock.close()
    assert time.monotonic() - began < SOON


def test_peers_that_have_vanished_are_given_up(target: Target) -> None:
    with contextlib.ExitStack() as stack:
        # They neither read nor answer pings, and their kernel says nothing for them.
        gone = [stack.enter_context(target.open()) for _ in range(50)]
        for client in gone[:25]:
            client.send(TEXT, request("slow 0.2"))
        for client in gone:
            ends(client.sock)


def test_a_peer_that_has_shut_its_half_gets_its_answers(target: Target) -> None:
    with target.open() as client:
        client.send(TEXT, request("slow 0.3 Greg"))
        client.sock.shutdown(socket.SHUT_WR)
        with contextlib.suppress(EOFError):
            while (got := client.receive())[0] == PING:
                pass
            assert b"[NAME_1]" in got[1]
        ends(client.sock)


def test_clients_that_never_read_are_dropped_and_cost_little(target: Target) -> None:
    text = request("Greg " * 2_000)
    before = target.resident_bytes
    deaf = [target.open(receive_buffer=4096) for _ in range(5)]
    for client in deaf:
        with contextlib.suppress(ConnectionError, TimeoutError):
            client.sock.settimeout(0.5)
            for _ in range(8):
                client.sock.sendall(frame(TEXT, text))
    assert target.ask("Greg")["processed_text"] == "[NAME_1]"
    for client in deaf:
        # What is in the kernel's buffers may still be read, then it ends.
        ends(client.sock)
        client.sock.close()
    assert target.resident_bytes - before < 300 * MEGABYTE


def test_who_waits_for_an_answer_over_http_is_not_taken_for_silent(target: Target) -> None:
    # Almost twice as long as a peer may be silent.
    body = json.dumps({"text": ["slow 6 Greg"]}).encode()
    head = b"POST /process/text HTTP/1.1\r\nhost: x\r\nconnection: close\r\n"
    with target.connect() as sock:
        sock.sendall(head + b"content-length: %d\r\n\r\n" % len(body) + body)
        said = read_all(sock)
    if target.transport == "hypercorn":  # the native server has no REST routes
        assert b"slow 6 [NAME_1]" in said


# --- frames ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [0, 1], ids=["empty", "one byte"])
def test_fragments_without_an_end_cost_nothing(target: Target, size: int) -> None:
    pieces = frame(0, b"x" * size, fin=False) * 1_000
    with target.open() as client:
        before = target.resident_bytes
        client.send(TEXT, b'{"text": "', fin=False)
        for _ in range(100):
            client.sock.sendall(pieces)
        assert target.ask("Greg")["processed_text"] == "[NAME_1]"
        assert target.resident_bytes - before < 20 * MEGABYTE
        client.send(0, b'", "text": "Greg"}')
        while (got := client.receive())[0] == PING:
            pass
        assert b"[NAME_1]" in got[1] or b"LIM101" in got[1]


def test_a_message_that_grows_by_fragments_ends_at_the_limit(target: Target) -> None:
    with target.open() as client:
        client.send(TEXT, b"x", fin=False)
        with contextlib.suppress(ConnectionError):
            for _ in range(LIMIT // 1_000 + 1):
                client.send(0, b"x" * 1_000, fin=False)
        assert close_code(client) == 1009
        ends(client.sock)


def test_a_flood_of_pings_holds_nobody_up(target: Target) -> None:
    pings = frame(PING, CANARY.encode()) * 2_000
    with target.open() as client:
        before = target.resident_bytes
        client.sock.settimeout(0.2)
        began = time.monotonic()
        waits: list[float] = []
        # It does not read: once its pongs fill the buffers, it is not read from either, and cut.
        with contextlib.suppress(ConnectionError):
            while time.monotonic() - began < 2 or len(waits) < 5:
                with contextlib.suppress(TimeoutError):
                    client.sock.sendall(pings)
                asked = time.monotonic()
                target.ask("Greg")
                waits.append(time.monotonic() - asked)
        # Not the longest: the machine itself may have stood still.
        assert statistics.median(waits) < 2
        assert target.resident_bytes - before < 20 * MEGABYTE


def test_pings_that_are_waited_for_are_all_answered(target: Target) -> None:
    with target.open() as client:
        client.sock.sendall(frame(PING, b"x") * 5_000)
        pongs = 0
        while pongs < 5_000:
            opcode, payload = client.receive()
            pongs += (opcode, payload) == (PONG, b"x")


def test_a_deflate_bomb_is_not_inflated(target: Target) -> None:
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    bomb = deflate.compress(bytes(100 * MEGABYTE)) + deflate.flush(zlib.Z_SYNC_FLUSH)
    assert len(bomb) < LIMIT
    before = target.resident_bytes
    with target.open(b"sec-websocket-extensions: permessage-deflate") as client:
        assert b"permessage-deflate" not in client.head
        client.sock.sendall(bytes([0xC1]) + frame(TEXT, bomb)[1:])
        assert close_code(client) == 1002
        ends(client.sock)
    assert target.resident_bytes - before < 10 * MEGABYTE


@pytest.mark.parametrize(
    ("length", "code"), [(LIMIT + 1, 1009), (1 << 40, 1009), ((1 << 63) - 1, 1009), (1 << 63, 1002)]
)
def test_a_frame_may_announce_what_it_likes(target: Target, length: int, code: int) -> None:
    before = target.resident_bytes
    with target.open() as client:
        client.sock.sendall(bytes([0x81, 0xFF]) + struct.pack("!Q", length) + bytes(4))
        with contextlib.suppress(ConnectionError):
            for _ in range(40):
                client.sock.sendall(b"x" * MEGABYTE)
        assert close_code(client) == code
        ends(client.sock)
    assert target.resident_bytes - before < 10 * MEGABYTE


# --- HTTP -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "opening",
    [
        b"GET /" + CANARY.encode() * 200_000,
        handshake()[:-2] + b"x: " + CANARY.encode() * 200_000,
        handshake()[:-2] + b"x: y\r\n" * 300_000,
    ],
    ids=["request line", "one header", "headers without end"],
)
def test_heads_that_are_too_long(target: Target, opening: bytes) -> None:
    before = target.resident_bytes
    with target.connect() as sock:
        with contextlib.suppress(ConnectionError):
            sock.sendall(opening)
        said = ends(sock)
    # Who sends that much may find the connection reset before it has read why.
    assert not said or said.startswith(b"HTTP/1.1 4")
    assert target.resident_bytes - before < 10 * MEGABYTE
