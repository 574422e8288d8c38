"""Every fault the guard cures: still there in plain hypercorn, gone with the guard.

A test that fails for plain hypercorn says that upstream has cured the fault: its part of the guard
can go. docs/explanation/hypercorn.md tells the story of each.
"""

from __future__ import annotations

import contextlib
import socket
import subprocess
import time
from collections.abc import Iterator

import pytest

from tests.live.hypercorn_support import (
    PATIENCE,
    ROOT,
    RawClient,
    Server,
    frame,
    handshake,
    read_all,
    running,
)

TARGET = str(ROOT / "tests" / "live" / "hypercorn_target.py")
TEXT, CLOSE, PING, PONG = 1, 8, 9, 10
MEGABYTE = 1_000_000

both = pytest.mark.parametrize("guarded", [False, True], ids=["plain", "guarded"])


@contextlib.contextmanager
def target(guarded: bool, *arguments: str) -> Iterator[Server]:
    with running([TARGET, *(["--guard"] if guarded else []), *arguments]) as server:
        yield server


def ended(server: Server, seconds: float = PATIENCE) -> bool:
    try:
        server.process.wait(seconds)
    except subprocess.TimeoutExpired:
        return False
    return True


def living_tasks(server: Server) -> int:
    # The least of three, since the connection of the question before may not have ended yet.
    return min(int(server.http().rpartition(b"\r\n\r\n")[2]) for _ in range(3))


def settles_to(server: Server, tasks: int, guarded: bool) -> bool:
    """Whether the tasks come down to so many; a busy machine may make a guarded server slow."""
    end = time.monotonic() + (PATIENCE if guarded else 1)
    while time.monotonic() < end:
        if living_tasks(server) <= tasks:
            return True
        time.sleep(0.05)
    return False


def closed(sock: socket.socket) -> bool:
    try:
        read_all(sock)
    except TimeoutError:
        return False
    return True


@both
@pytest.mark.parametrize(
    "header",
    [
        b"sec-websocket-protocol: caf\xe9",
        b"sec-websocket-extensions: permessage-deflate; client_max_window_bits=abc",
        b"sec-websocket-extensions: \xff",
    ],
)
def test_one_handshake_ends_the_plain_server_for_everybody(guarded: bool, header: bytes) -> None:
    with target(guarded) as server:
        with server.connect() as sock:
            sock.sendall(handshake([header]))
            answer = sock.recv(1 << 16)
            if guarded:
                assert answer.startswith((b"HTTP/1.1 400", b"HTTP/1.1 101"))
        if guarded:
            assert server.http().startswith(b"HTTP/1.1 200")
            assert "internal error" not in server.log
        else:
            assert ended(server)


@both
def test_a_byte_behind_the_handshake_ends_the_plain_server(guarded: bool) -> None:
    # hypercorn #225
    with target(guarded) as server:
        with server.connect() as sock:
            sock.sendall(handshake() + b"x")
            assert sock.recv(1 << 16).startswith(b"HTTP/1.1 400")
            assert closed(sock)
        if guarded:
            assert server.http().startswith(b"HTTP/1.1 200")
            assert "rror" not in server.log
        else:
            assert ended(server)


@both
def test_after_a_1009_the_plain_server_goes_on_collecting(guarded: bool) -> None:
    with target(guarded, "--max-message-bytes", "1000") as server:
        with RawClient(server) as client:
            before = server.resident_bytes
            part = bytes(MEGABYTE)
            client.send(TEXT, bytes(2000), fin=False)
            with contextlib.suppress(ConnectionError):
                for _ in range(60):
                    client.send(0, part, fin=False)
            if guarded:
                assert client.receive()[1][:2] == b"\x03\xf1"
                assert closed(client.sock)
            assert server.http().startswith(b"HTTP/1.1 200")
            grown = server.resident_bytes - before
        assert (grown < 8 * MEGABYTE) if guarded else (grown > 40 * MEGABYTE)


def test_a_flood_after_a_1009_is_cut_off() -> None:
    with target(True, "--max-message-bytes", "1000") as server, RawClient(server) as client:
        start = time.monotonic()
        with pytest.raises(ConnectionError):
            while time.monotonic() - start < PATIENCE:
                client.send(TEXT, bytes(100_000), fin=False)


@both
def test_message_sizes_are_counted_in_bytes(guarded: bool) -> None:
    with (
        target(guarded, "--max-message-bytes", "1000") as server,
        RawClient(server) as client,
    ):
        client.send(TEXT, "é".encode() * 900)
        opcode, payload = client.receive()
        if guarded:
            assert (opcode, payload[:2]) == (CLOSE, b"\x03\xf1")
        else:
            assert opcode == TEXT


@both
def test_a_client_that_never_reads_blocks_the_shutdown(guarded: bool) -> None:
    with target(guarded) as server, RawClient(server, receive_buffer=4096) as client:
        client.send(TEXT, b"big:30000000")
        client.sock.recv(1)
        server.terminate()
        # graceful_timeout is half a second.
        assert ended(server, PATIENCE if guarded else 2) is guarded


@both
def test_a_client_that_never_reads_is_dropped_after_a_while(guarded: bool) -> None:
    with target(guarded, "--send-timeout", "0.5") as server:
        before = living_tasks(server)
        with RawClient(server, receive_buffer=4096) as client:
            client.send(TEXT, b"big:30000000")
            client.sock.recv(1)
            assert settles_to(server, before, guarded) is guarded


@both
def test_an_unread_request_body_leaves_the_connection_behind(guarded: bool) -> None:
    with target(guarded) as server:
        before = living_tasks(server)
        body = bytes(3 * MEGABYTE)
        with server.connect() as sock, contextlib.suppress(ConnectionError):
            sock.sendall(b"POST /slow HTTP/1.1\r\nhost: x\r\ncontent-length: 3000000\r\n\r\n")
            sock.sendall(body)
            assert sock.recv(1 << 16).startswith(b"HTTP/1.1 200")
        assert settles_to(server, before, guarded) is guarded


@both
def test_a_connection_outlives_its_end_by_the_ping_interval(guarded: bool) -> None:
    with target(guarded, "--ping-interval", "60") as server:
        before = living_tasks(server)
        with RawClient(server) as client:
            client.send(TEXT, b"hello")
            while client.receive()[0] != TEXT:
                pass
        assert settles_to(server, before, guarded) is guarded


@both
def test_an_idle_connection_outlives_its_end_by_the_idle_timeout(guarded: bool) -> None:
    with target(guarded) as server:
        before = living_tasks(server)
        server.connect().close()
        assert settles_to(server, before, guarded) is guarded


@both
def test_compression_cannot_be_declined(guarded: bool) -> None:
    # hypercorn #307. 19 KB inflate to 20 MB in one go, before any size is checked.
    with (
        target(guarded) as server,
        RawClient(server, [b"sec-websocket-extensions: permessage-deflate"]) as client,
    ):
        assert (b"permessage-deflate" in client.head) is not guarded


@both
@pytest.mark.parametrize(
    ("bad", "code"),
    [
        (frame(TEXT, b"\xff"), b"\x03\xef"),
        (frame(3, b""), b"\x03\xea"),
        (frame(PING, bytes(126)), b"\x03\xea"),
    ],
    ids=["not UTF-8", "unknown opcode", "long ping"],
)
def test_a_protocol_error_is_answered_without_a_close_frame(
    guarded: bool, bad: bytes, code: bytes
) -> None:
    with target(guarded) as server, RawClient(server) as client:
        client.sock.sendall(bad)
        if guarded:
            opcode, payload = client.receive()
            assert (opcode, payload[:2]) == (CLOSE, code)
        with pytest.raises(EOFError):
            client.receive()


def test_what_came_before_a_protocol_error_is_still_answered() -> None:
    with target(guarded=True) as server:
        for _ in range(20):
            with RawClient(server) as client:
                client.sock.sendall(frame(TEXT, b"first") + frame(TEXT, b"second") + frame(3, b""))
                assert client.receive() == (TEXT, b"first")
                assert client.receive() == (TEXT, b"second")
                assert client.receive()[1][:2] == b"\x03\xea"


@both
@pytest.mark.parametrize(
    "opening",
    [
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"GET / HTTP/1.1\r\nhost: x\r\nconnection: upgrade, http2-settings\r\nupgrade: h2c\r\n"
        b"http2-settings: AAMAAABkAAQAAP__\r\n\r\n",
    ],
    ids=["preface", "h2c"],
)
def test_http_2_needs_no_consent(guarded: bool, opening: bytes) -> None:
    # One stalled HTTP/2 stream blocks its siblings, and alpn_protocols governs TLS only.
    settings = b"\x04\x00\x00\x00\x00\x00"
    with target(guarded) as server, server.connect() as sock:
        sock.sendall(opening)
        answer = sock.recv(1 << 16)
        while b"HTTP/1.1 101" in answer and settings not in answer:
            answer += sock.recv(1 << 16)
        assert (settings in answer) is not guarded


@both
def test_an_error_of_one_connection_stays_inside_it(guarded: bool) -> None:
    with target(guarded) as server:
        with RawClient(server) as client:
            client.send(TEXT, b"raise:canary-1 words")
            assert client.receive() == (CLOSE, b"\x03\xf3")
        assert server.http().startswith(b"HTTP/1.1 200")
        assert ("canary-1" in server.log) is not guarded
        assert "ValueError" in server.log


@both
def test_the_access_log_holds_nothing_a_client_chose(guarded: bool) -> None:
    with target(guarded) as server:
        server.http(
            b"GET /canary-2?canary-3 HTTP/1.1\r\nhost: x\r\nconnection: close\r\n"
            b"x-canary: canary-4\r\nuser-agent: canary-5\r\n\r\n"
        )
        server.terminate()
        assert ended(server)
        assert server.process.stdout is not None
        written = server.process.stdout.read()
        assert "200" in written
        assert ("canary" in written) is not guarded
