"""The documented configurations of nginx and HAProxy, run in front of two instances."""

from __future__ import annotations

import http.client
import json
import re
import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
import websocket

from limina.config import Settings
from tests.live import hazards
from tests.live.balancers import (
    CERTIFICATE,
    CONFIGURATIONS,
    NAMES,
    Balancer,
    balancing,
    free_port,
)
from tests.live.faults import until
from tests.live.server import ServerProcess, serving

CANARY = "Zyxcanary"
LIMIT = 4 * 1024 * 1024
#: An address of the loopback interface that is no proxy's.
CLIENT = "127.0.0.2"


@pytest.fixture(scope="module")
def instances(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[ServerProcess]]:
    with ExitStack() as stack:
        servers = []
        for _ in range(2):
            folder = tmp_path_factory.mktemp("instance")
            environment = hazards.install(folder) | {
                "LIMINA_LOG_CONNECTIONS": "true",
                "LIMINA_TRUSTED_PROXIES": "127.0.0.1",
                "LIMINA_PING_INTERVAL": "0.5",
            }
            servers.append(stack.enter_context(serving(cwd=folder, environment=environment)))
        yield servers
        for server in servers:
            assert CANARY not in server.output()


@pytest.fixture(scope="module", params=NAMES)
def balancer(
    request: pytest.FixtureRequest,
    instances: list[ServerProcess],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Balancer]:
    """In front of them, with a shorter patience, and nginx telling what it warns of."""
    changes = {
        "nginx": {"error.log crit": "error.log warn", "_timeout    90s": "_timeout    4s"},
        "haproxy": {
            "client 90s": "client 4s",
            "server 90s": "server 4s",
            "tunnel 90s": "tunnel 4s",
        },
    }[request.param]
    folder = tmp_path_factory.mktemp(request.param)
    ports = [server.port for server in instances]
    with balancing(request.param, ports, folder, changes) as running:
        yield running
    assert "temporary file" not in running.written()
    # What nginx says of its errors is not what it says at `crit`.
    lines = [line for line in running.written().splitlines() if "[warn]" not in line]
    assert CANARY not in "\n".join(lines)


def trust() -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(CERTIFICATE))


def connect(port: int, **options: Any) -> Any:
    raw = socket.create_connection(("127.0.0.1", port), 60, (CLIENT, 0))
    stream = trust().wrap_socket(raw, server_hostname="127.0.0.1")
    url = f"wss://127.0.0.1:{port}/ws?{CANARY}"
    return websocket.create_connection(url, socket=stream, timeout=60, **options)


def ask(conversation: Any, message: str) -> Any:
    conversation.send(message)
    return json.loads(conversation.recv())


def call(
    port: int, method: str, path: str, body: bytes | None = None, **headers: str
) -> tuple[int, bytes]:
    connection = http.client.HTTPSConnection("127.0.0.1", port, timeout=60, context=trust())
    try:
        connection.request(method, path, body, headers)
        with connection.getresponse() as answer:
            return answer.status, answer.read()
    finally:
        connection.close()


def padded(body: str, size: int) -> str:
    """The same JSON text, as long as asked for."""
    return body + " " * (size - len(body))


def test_a_conversation_is_encrypted_up_to_the_proxy_and_answered(balancer: Balancer) -> None:
    conversation = connect(balancer.port)
    try:
        assert ask(conversation, '{"text": "Greg"}')["processed_text"] == "[NAME_1]"
        assert ask(conversation, f'{{"text": 1, "{CANARY}": 1}}')["code"] == "LIM104"
    finally:
        conversation.close()


def test_an_older_tls_than_1_2_is_refused(balancer: Balancer) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(str(CERTIFICATE))
    context.set_ciphers("ALL:@SECLEVEL=0")
    with pytest.warns(DeprecationWarning):
        context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1_1
    with (
        socket.create_connection(("127.0.0.1", balancer.port), 60) as raw,
        pytest.raises((ssl.SSLError, ConnectionError)),
    ):
        context.wrap_socket(raw, server_hostname="127.0.0.1")


def test_a_quiet_conversation_outlives_the_patience_of_the_proxy(balancer: Balancer) -> None:
    conversation = connect(balancer.port)
    try:
        # Pings come twice a second and are answered; the limit is 4 s.
        end = time.monotonic() + 5
        while time.monotonic() < end:
            assert conversation.recv_data(control_frame=True)[0] == websocket.ABNF.OPCODE_PING
        assert ask(conversation, '{"text": "Greg"}')["processed_text"] == "[NAME_1]"
    finally:
        conversation.close()


def test_the_connection_log_has_the_address_the_proxy_saw(
    balancer: Balancer, instances: list[ServerProcess]
) -> None:
    line = f"a conversation from {CLIENT} ended after"

    def logged() -> int:
        return sum(server.output().count(line) for server in instances)

    before = logged()
    header = {"X-Forwarded-For": f"203.0.113.9, {CANARY}"}
    conversation = connect(balancer.port, header=header)
    ask(conversation, '{"text": "Greg"}')
    conversation.close()
    until(lambda: logged() == before + 1)
    assert not any("203.0.113.9" in server.output() for server in instances)


def test_conversations_are_spread(balancer: Balancer, instances: list[ServerProcess]) -> None:
    conversations = [connect(balancer.port) for _ in range(6)]
    try:
        counts = []
        for server in instances:
            connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
            connection.request("GET", "/metrics")
            page = connection.getresponse().read().decode()
            connection.close()
            counts += re.findall(r"^limina_websocket_connections (\d+)", page, re.MULTILINE)
        assert all(int(count) >= 2 for count in counts), counts
    finally:
        for conversation in conversations:
            conversation.close()


def test_bodies_and_messages_may_be_as_long_as_limina_takes_and_no_longer(
    balancer: Balancer,
) -> None:
    body = padded('{"text": ["Greg"]}', LIMIT)
    status, answer = call(balancer.port, "POST", "/process/text", body.encode())
    assert (status, json.loads(answer)[0]["processed_text"]) == (200, "[NAME_1]")
    # Without the body itself: a client that goes on sending may not get to read the answer.
    length = {"Content-Length": str(LIMIT + 1)}
    status, answer = call(balancer.port, "POST", "/process/text", None, **length)
    detail = f"the body is longer than {LIMIT} bytes"
    assert (status, json.loads(answer)) == (413, {"detail": detail, "code": "LIM117"})
    conversation = connect(balancer.port)
    try:
        message = padded('{"text": "Greg"}', LIMIT)
        assert ask(conversation, message)["processed_text"] == "[NAME_1]"
    finally:
        conversation.close()


def test_what_an_instance_says_of_itself_is_not_for_clients(balancer: Balancer) -> None:
    for path in ("/metrics", "/diagnostics"):
        assert call(balancer.port, "GET", path)[0] == 404
    assert call(balancer.port, "GET", "/healthz")[0] == 200
    assert call(balancer.port, "GET", f"/{CANARY}?{CANARY}", None, referer=CANARY)[0] == 404


@pytest.mark.parametrize("name", NAMES)
def test_with_no_instance_there_is_a_503(name: str, tmp_path: Path) -> None:
    with balancing(name, [free_port(), free_port()], tmp_path) as running:
        body = f'{{"text": ["{CANARY}"]}}'.encode()
        until(lambda: call(running.port, "GET", "/healthz")[0] == 503)
        status, answer = call(running.port, "POST", f"/process/text?{CANARY}", body)
        assert status == 503
        if name == "nginx":
            assert json.loads(answer) == {"detail": "no server is ready"}
        with pytest.raises(websocket.WebSocketBadStatusException, match="503"):
            connect(running.port)
    assert CANARY not in running.written()


def test_without_its_buffer_nginx_would_put_a_body_into_a_file(
    instances: list[ServerProcess], tmp_path: Path
) -> None:
    """So that the other tests would notice."""
    changes = {
        "client_body_buffer_size 4m": "client_body_buffer_size 16k",
        "error.log crit": "error.log warn",
    }
    ports = [server.port for server in instances]
    with balancing("nginx", ports, tmp_path, changes) as running:
        body = padded('{"text": ["Greg"]}', 100_000).encode()
        assert call(running.port, "POST", "/process/text", body)[0] == 200
        until(lambda: "temporary file" in running.written())


# --- the files against the settings --------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "timeouts"),
    [
        ("nginx.conf", r"proxy_(?:read|send)_timeout\s+(\d+)s;"),
        ("haproxy.cfg", r"timeout (?:client|server|tunnel) (\d+)s"),
    ],
)
def test_the_files_go_with_the_defaults_of_the_settings(file: str, timeouts: str) -> None:
    settings = Settings()
    text = (CONFIGURATIONS / file).read_text("utf-8")
    found = [int(seconds) for seconds in re.findall(timeouts, text)]
    assert len(found) >= 2
    assert min(found) > settings.request_deadline
    assert min(found) > settings.ping_interval + settings.pong_timeout
    [limit] = re.findall(r"content-length\) gt (\d+)|the body is longer than (\d+)", text)[:1]
    assert int(limit[0] or limit[1]) == settings.max_message_bytes == LIMIT
    for most in re.findall(r"max_conns=(\d+)|maxconn (1\d{3})\b", text):
        assert int(most[0] or most[1]) < settings.max_connections
