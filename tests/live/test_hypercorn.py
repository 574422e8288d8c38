"""limina on hypercorn over real sockets, with clients in common use and clients that misbehave."""

from __future__ import annotations

import base64
import contextlib
import json
import os
import re
import signal
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
import websocket
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from tests.live.hypercorn_support import (
    KEY,
    PATIENCE,
    ROOT,
    RawClient,
    Server,
    frame,
    handshake,
    read_all,
    running,
)

TARGET = str(ROOT / "tests" / "live" / "limina_target.py")
CERTIFICATE = str(ROOT / "tests" / "live" / "localhost.pem")
MEGABYTE = 1_000_000
TEXT, BINARY, CLOSE, PING, PONG = 1, 2, 8, 9, 10


@pytest.fixture(scope="module")
def shared() -> Iterator[Server]:
    """One server for the tests that do not change it, so that they prove it survived the others."""
    with running([TARGET]) as server:
        yield server
        assert server.process.poll() is None
        assert "rror" not in server.log


def dial(server: Server, path: str = "/ws", **options: Any) -> ClientConnection:
    client: ClientConnection = connect(f"ws://127.0.0.1:{server.port}{path}", **options)
    return client


def ask(client: ClientConnection, text: str) -> str:
    client.send(json.dumps({"text": text}))
    return str(json.loads(client.recv())["processed_text"])


def request(text: str) -> bytes:
    return json.dumps({"text": text}).encode()


def stops(server: Server) -> bool:
    """Whether it ends, with status 0."""
    try:
        return server.process.wait(PATIENCE) == 0
    except subprocess.TimeoutExpired:
        return False


def test_websockets_gets_a_hundred_answers_in_order(shared: Server) -> None:
    with dial(shared) as client:
        texts = [f"sleep {(3 - n % 4) / 500}" for n in range(100)]
        for text in texts:
            client.send(json.dumps({"text": text}))
        assert [json.loads(client.recv())["processed_text"] for _ in texts] == texts


def test_websocket_client_pings_and_talks(shared: Server) -> None:
    client = websocket.create_connection(f"ws://127.0.0.1:{shared.port}/ws", timeout=PATIENCE)
    client.ping("are you there")
    client.send(json.dumps({"text": "hello"}))
    assert client.recv_data(control_frame=True) == (PONG, b"are you there")
    assert json.loads(client.recv()) == {"processed_text": "hello"}
    client.close(timeout=60)


def test_a_bad_message_is_answered_on_an_open_socket(shared: Server) -> None:
    with dial(shared) as client:
        client.send("{")
        assert json.loads(client.recv())["code"] == "LIM101"
        assert ask(client, "still here") == "still here"


def test_a_message_of_almost_4_mib_is_read(shared: Server) -> None:
    with dial(shared) as client:
        client.send(json.dumps({"text": "x", "padding": "y" * (4 * 1024 * 1024 - 100)}))
        assert json.loads(client.recv()) == {"processed_text": "x"}


@pytest.mark.parametrize("padding", ["y" * (4 * 1024 * 1024 + 1), "é" * (2 * 1024 * 1024 + 1)])
def test_a_message_over_4_mib_closes_with_1009(shared: Server, padding: str) -> None:
    with dial(shared) as client:
        with contextlib.suppress(ConnectionClosed):
            client.send(padding)
        with pytest.raises(ConnectionClosed) as caught:
            client.recv()
        assert caught.value.rcvd is not None
        assert caught.value.rcvd.code == 1009


def test_a_binary_message_closes_with_1003(shared: Server) -> None:
    with dial(shared) as client:
        client.send(b"{}")
        with pytest.raises(ConnectionClosed) as caught:
            client.recv()
        assert caught.value.rcvd is not None
        assert (caught.value.rcvd.code, caught.value.rcvd.reason) == (
            1003,
            "binary messages are not supported",
        )


def test_a_clients_close_is_answered_with_its_code(shared: Server) -> None:
    with RawClient(shared) as client:
        client.send(CLOSE, b"\x03\xe8bye")
        assert client.receive()[1][:2] == b"\x03\xe8"
        with pytest.raises(EOFError):
            client.receive()


@pytest.mark.parametrize(
    ("path", "headers", "status", "code"),
    [("/other", {}, 404, None), ("/ws", {"x-api-key": "wrong"}, 401, "LIM301")],
)
def test_a_refusal_is_http_with_a_json_body(
    shared: Server, path: str, headers: dict[str, str], status: int, code: str | None
) -> None:
    with pytest.raises(InvalidStatus) as caught:
        dial(shared, path, additional_headers=headers)
    response = caught.value.response
    assert response.status_code == status
    assert response.body is not None
    assert json.loads(response.body).get("code") == code


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("GET /healthz", 200),
        ("GET /", 200),
        ("HEAD /healthz", 200),
        ("GET /missing?a=b", 404),
        ("POST /healthz", 405),
        ("GET /ws", 426),
    ],
)
def test_plain_http(shared: Server, line: str, status: int) -> None:
    answer = shared.http(f"{line} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n".encode())
    assert answer.startswith(f"HTTP/1.1 {status}".encode())
    assert b"server:" not in answer.lower()
    body = answer.partition(b"\r\n\r\n")[2]
    assert body == b"" if line.startswith("HEAD") else json.loads(body)


@pytest.mark.parametrize(
    ("opening", "status"),
    [
        (handshake([b"sec-websocket-protocol: caf\xe9"]), b"400"),
        (handshake([b"sec-websocket-extensions: \xff"]), b"400"),
        (handshake() + b"x", b"400"),
        (handshake().replace(KEY, base64.b64encode(b"short")), b"400"),
        (handshake().replace(b": 13", b": 12"), b"426"),
        (handshake().replace(b"HTTP/1.1", b"HTTP/1.0"), b"400"),
        (handshake([b"sec-websocket-key: " + KEY]), b"400"),
        (b"\x16\x03\x01" + bytes(200), b"400"),
        (b"GET / HTTP/1.1\r\nhost: x\r\nx: " + b"y" * 70_000 + b"\r\n\r\n", b"431"),
    ],
    ids=[
        "subprotocol not ASCII",
        "extension not ASCII",
        "data behind the handshake",
        "short key",
        "version 12",
        "HTTP/1.0",
        "two keys",
        "TLS on a plain port",
        "huge header",
    ],
)
def test_a_hostile_handshake_costs_only_its_connection(
    shared: Server, opening: bytes, status: bytes
) -> None:
    with shared.connect() as sock:
        sock.sendall(opening)
        assert read_all(sock).startswith(b"HTTP/1.1 " + status)
    assert b"200" in shared.http()[:15]


def mutated(data: bytes, random: Random) -> bytes:
    changed = bytearray(data)
    for _ in range(random.randint(1, 6)):
        place = random.randrange(len(changed) + 1)
        kind = random.randrange(3)
        if kind == 0:
            del changed[place : place + random.randint(1, 9)]
        elif kind == 1:
            changed[place:place] = random.randbytes(random.randint(1, 9))
        else:
            pieces = (b"\r\n", b": ", b",", b"upgrade", b"\xe9", b"content-length: 5\r\n")
            changed[place:place] = random.choice(pieces)
    return bytes(changed)


@pytest.mark.parametrize("seed", range(4))
def test_broken_handshakes_and_frames_cost_only_their_connections(
    shared: Server, seed: int
) -> None:
    random = Random(seed)
    texts = [b"", b"{}", b'{"text":"a"}', b"\xff", bytes(130), b"\x03\xe8", b"\x03"]
    for _ in range(60):
        with shared.connect() as sock, contextlib.suppress(ConnectionError):
            if random.random() < 0.5:
                sock.sendall(mutated(handshake(), random))
            else:
                sock.sendall(handshake())
                assert sock.recv(1 << 16).startswith(b"HTTP/1.1 101")
                frames = [
                    frame(random.choice([0, 1, 1, 1, 2, 3, 8, 9, 10]), random.choice(texts))
                    for _ in range(random.randint(1, 5))
                ]
                sock.sendall(mutated(b"".join(frames), random))
            sock.shutdown(socket.SHUT_WR)
            read_all(sock)
    with dial(shared) as client:
        assert ask(client, "hello") == "hello"


def test_ten_thousand_odd_messages_are_all_answered(shared: Server) -> None:
    random = Random(0)
    good = b'{"text":"a","processed_text":{"type":"MASK"},"entity_detection":{}}'
    with RawClient(shared) as client:
        for _ in range(100):
            messages = [
                mutated(good, random).decode("utf-8", "replace").encode() for _ in range(99)
            ]
            # A good one in between, lest a hundred errors in a row end the conversation.
            client.sock.sendall(b"".join(frame(TEXT, text) for text in [*messages, good]))
            for _ in range(100):
                opcode, answer = client.receive()
                assert opcode == TEXT
                assert set(json.loads(answer)) in ({"processed_text"}, {"detail", "code"})


def test_a_strange_extension_offer_is_declined(shared: Server) -> None:
    offer = b"sec-websocket-extensions: permessage-deflate; client_max_window_bits=abc"
    with RawClient(shared, [offer]) as client:
        assert b"extensions" not in client.head
        client.send(TEXT, request("hello"))
        assert client.receive() == (TEXT, b'{"processed_text":"hello"}')


def test_sixty_megabytes_after_a_1009_are_not_kept(shared: Server) -> None:
    with RawClient(shared) as client:
        before = shared.resident_bytes
        with contextlib.suppress(ConnectionError):
            for _ in range(66):
                client.send(TEXT if _ == 0 else 0, bytes(MEGABYTE), fin=False)
        assert client.receive()[1][:2] == b"\x03\xf1"
        assert read_all(client.sock) == b""
    # The 4 MiB before the limit were held for a moment.
    assert shared.resident_bytes - before < 16 * MEGABYTE
    with dial(shared) as fine:
        assert ask(fine, "hello") == "hello"


def test_a_client_that_never_reads_does_not_hold_up_the_others(shared: Server) -> None:
    with RawClient(shared, receive_buffer=4096) as stuck:
        before = shared.resident_bytes
        for _ in range(200):
            stuck.send(TEXT, request("big 1000000"))
        with dial(shared) as client:
            assert ask(client, "hello") == "hello"
        # Of 200 MB that were asked for, only what is in flight was made.
        assert shared.resident_bytes - before < 40 * MEGABYTE


def test_a_client_that_never_reads_is_dropped() -> None:
    with (
        running([TARGET, "--send-timeout", "0.5"]) as server,
        RawClient(server, receive_buffer=4096) as client,
    ):
        for _ in range(20):
            client.send(TEXT, request("big 3000000"))
        # Far longer than the half second, lest a machine that stands still lets it off.
        time.sleep(3)
        data = read_all(client.sock)
        assert len(data) < 20 * 3_000_000


def test_a_dead_peer_is_closed_and_a_live_one_is_not() -> None:
    # The live one has to answer in time even where the machine stands still for a moment.
    options = ["--ping-interval", "0.2", "--pong-timeout", "3"]
    with running([TARGET, *options]) as server, dial(server) as alive:
        start = time.monotonic()
        with RawClient(server) as dead:
            assert dead.receive() == (PING, b"")
            with pytest.raises(EOFError):
                while True:
                    dead.receive()
        assert 3 < time.monotonic() - start < PATIENCE
        assert ask(alive, "hello") == "hello"


@pytest.mark.parametrize("opening", [b"", b"GET /ws HTTP/1.1\r\nhost: x\r\n"])
def test_a_client_that_never_completes_its_request_is_closed(opening: bytes) -> None:
    with running([TARGET, "--handshake-timeout", "0.3"]) as server, server.connect() as sock:
        sock.sendall(opening)
        assert read_all(sock) == b""


def test_sigterm_ends_idle_conversations_with_1001_and_finishes_busy_ones(tmp_path: Path) -> None:
    done = [tmp_path / "one", tmp_path / "two"]
    with (
        running([TARGET, "--drain-timeout", "120"]) as server,
        dial(server) as idle,
        dial(server) as busy,
    ):
        assert ask(idle, "hello") == "hello"
        for path in done:
            busy.send(json.dumps({"text": f"until {path}"}))
        # Both are with the server once a ping behind them is answered.
        assert busy.ping().wait(PATIENCE)
        server.terminate()
        with pytest.raises(ConnectionClosed) as caught:
            idle.recv(timeout=PATIENCE)
        assert caught.value.rcvd is not None
        assert (caught.value.rcvd.code, caught.value.rcvd.reason) == (
            1001,
            "server is shutting down",
        )
        with pytest.raises(InvalidStatus) as refused:
            dial(server)
        assert refused.value.response.status_code == 503
        assert b"503" in server.http(b"GET /healthz HTTP/1.0\r\n\r\n")[:13]
        for path in done:
            path.touch()
            assert json.loads(busy.recv()) == {"processed_text": f"until {path}"}
        with pytest.raises(ConnectionClosed) as caught:
            busy.recv(timeout=PATIENCE)
        assert caught.value.rcvd is not None
        assert caught.value.rcvd.code == 1001
        assert stops(server)
        assert "rror" not in server.log


def test_draining_is_bounded_by_its_timeout() -> None:
    with (
        running([TARGET, "--drain-timeout", "1"]) as server,
        dial(server) as busy,
        RawClient(server, receive_buffer=4096) as stuck,
    ):
        busy.send(json.dumps({"text": "sleep 1000"}))
        assert busy.ping().wait(PATIENCE)
        for _ in range(20):
            stuck.send(TEXT, request("big 3000000"))
        stuck.sock.recv(1)
        start = time.monotonic()
        server.terminate()
        assert stops(server)
        # The other timeouts are longer.
        assert time.monotonic() - start < 20
        assert "rror" not in server.log


@pytest.fixture(scope="module")
def encrypted() -> Iterator[Server]:
    """A server with a certificate that only these tests trust; its key is public."""
    options = ["--certfile", CERTIFICATE, "--keyfile", CERTIFICATE, "--drain-timeout", "4"]
    with running([TARGET, *options]) as server:
        yield server
        assert "rror" not in server.log
        server.terminate()
        assert stops(server)


def dial_tls(server: Server) -> ClientConnection:
    context = ssl.create_default_context(cafile=CERTIFICATE)
    context.set_alpn_protocols(["h2", "http/1.1"])
    client: ClientConnection = connect(f"wss://127.0.0.1:{server.port}/ws", ssl=context)
    return client


def test_tls_is_served_without_http_2(encrypted: Server) -> None:
    with dial_tls(encrypted) as client:
        assert isinstance(client.socket, ssl.SSLSocket)
        assert client.socket.selected_alpn_protocol() == "http/1.1"
        assert ask(client, "hello") == "hello"


def test_a_close_frame_arrives_over_tls_while_the_client_still_sends(encrypted: Server) -> None:
    with dial_tls(encrypted) as client:
        with contextlib.suppress(ConnectionClosed):
            client.send("y" * (16 * 1024 * 1024))
        with pytest.raises(ConnectionClosed) as caught:
            client.recv()
        assert caught.value.rcvd is not None
        assert caught.value.rcvd.code == 1009


def test_a_failed_tls_handshake_costs_only_its_connection(encrypted: Server) -> None:
    with encrypted.connect() as sock:
        sock.sendall(b"GET / HTTP/1.1\r\nhost: x\r\n\r\n")
        read_all(sock)
    with dial_tls(encrypted) as client:
        assert ask(client, "hello") == "hello"


@contextlib.contextmanager
def plain_hypercorn(*arguments: str, environment: dict[str, str] | None = None) -> Iterator[Server]:
    """The `hypercorn` command, whose first log line tells the port."""
    process = subprocess.Popen(
        [sys.executable, "-m", "hypercorn", "-k", "trio", "-b", "127.0.0.1:0", *arguments],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), **(environment or {})},
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    lines: list[str] = []
    running_on = threading.Event()
    port = 0

    def read() -> None:
        nonlocal port
        assert process.stderr is not None
        for line in process.stderr:
            lines.append(line)
            found = re.search(r"Running on http://127\.0\.0\.1:(\d+)", line)
            if found:
                port = int(found[1])
                running_on.set()
        running_on.set()

    reader = threading.Thread(target=read)
    reader.start()
    try:
        assert running_on.wait(PATIENCE)
        assert port, "".join(lines)
        yield Server(process, Path("/dev/null"), port)
    finally:
        # The command's worker is a process of its own, which a killed command would leave behind.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        reader.join()
        process.communicate()


def test_the_plain_hypercorn_command_is_guarded_and_drains() -> None:
    with plain_hypercorn("tests.live.limina_target:app") as server:
        with server.connect() as sock:
            sock.sendall(handshake([b"sec-websocket-protocol: caf\xe9"]))
            assert read_all(sock).startswith(b"HTTP/1.1 400")
        with dial(server) as client:
            client.send("x" * (4 * 1024 * 1024 - 1))
            assert json.loads(client.recv())["code"] == "LIM101"
            client.send(json.dumps({"text": "sleep 0.5"}))
            assert client.ping().wait(PATIENCE)
            server.terminate()
            assert json.loads(client.recv()) == {"processed_text": "sleep 0.5"}
            with pytest.raises(ConnectionClosed) as caught:
                client.recv(timeout=PATIENCE)
            assert caught.value.rcvd is not None
            assert caught.value.rcvd.code == 1001
        assert stops(server)


def test_the_plain_hypercorn_command_builds_the_configured_runtime(tmp_path: Path) -> None:
    recorded = {
        "text": "I am Greg",
        "detections": [{"start": 5, "end": 9, "label": "NAME_GIVEN", "score": 0.9}],
    }
    (tmp_path / "recorded.jsonl").write_text(json.dumps(recorded))
    (tmp_path / "limina.toml").write_text(
        'plugins = ["limina-recorded"]\n'
        f'plugin.limina-recorded.file = "{tmp_path}/recorded.jsonl"\n'
    )
    environment = {"LIMINA_CONFIG": str(tmp_path / "limina.toml")}
    with plain_hypercorn("limina.transport.asgi:app", environment=environment) as server:
        assert server.http(b"GET /healthz HTTP/1.0\r\n\r\n").startswith(b"HTTP/1.1 200")
        with dial(server) as client:
            assert ask(client, "I am Greg") == "I am [NAME_GIVEN_1]"


def test_a_wrong_configuration_stops_the_plain_command_with_its_reason() -> None:
    done = subprocess.run(
        [
            *(sys.executable, "-m", "hypercorn", "-k", "trio", "-b", "127.0.0.1:0"),
            "limina.transport.asgi:app",
        ],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "LIMINA_PORTT": "1"},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert "LIMINA_PORTT: no such setting; did you mean LIMINA_PORT?" in done.stderr


def test_the_plain_hypercorn_command_explains_that_it_needs_trio() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "hypercorn", "-b", "127.0.0.1:0", "tests.live.limina_target:app"],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert "hypercorn -k trio" in done.stderr
