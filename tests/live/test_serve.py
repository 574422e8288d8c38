"""`limina serve` as a user runs it: the installed plugins, both transports, PyPI's clients."""

from __future__ import annotations

import json
import signal
import socket as sockets
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import websocket

from tests.live.server import ServerProcess, serving

SEED = {"text": "John Smith lives at 123 Fake St."}


@pytest.fixture(scope="module", params=["hypercorn", "native"])
def server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ServerProcess]:
    with serving("--transport", request.param, cwd=tmp_path_factory.mktemp("server")) as running:
        yield running


@contextmanager
def connect(server: ServerProcess) -> Iterator[Any]:
    socket: Any = websocket.create_connection(server.url, timeout=60)
    try:
        yield socket
    finally:
        socket.shutdown()  # close() leaves the descriptor open where the server was first


def ask(socket: Any, request: Any) -> Any:
    socket.send(json.dumps(request))
    return json.loads(socket.recv())


def test_the_seed_conversation_gives_the_documented_entities(server: ServerProcess) -> None:
    with connect(server) as socket:
        response = ask(socket, SEED)
    assert response["processed_text"] == "[NAME_1] lives at [LOCATION_ADDRESS_1]."
    name, address = response["entities"]
    assert (name["processed_text"], name["text"], name["best_label"]) == (
        "NAME_1",
        "John Smith",
        "NAME",
    )
    assert name["location"] == {
        "stt_idx": 0,
        "end_idx": 10,
        "stt_idx_processed": 0,
        "end_idx_processed": 8,
    }
    assert set(name["labels"]) == {"NAME", "NAME_GIVEN", "NAME_FAMILY"}
    assert (address["processed_text"], address["text"], address["best_label"]) == (
        "LOCATION_ADDRESS_1",
        "123 Fake St",
        "LOCATION_ADDRESS",
    )
    assert address["location"] == {
        "stt_idx": 20,
        "end_idx": 31,
        "stt_idx_processed": 18,
        "end_idx_processed": 38,
    }
    assert set(address["labels"]) == {"LOCATION", "LOCATION_ADDRESS"}
    assert response["entities_present"] is True
    assert response["characters_processed"] == 32
    assert list(response["languages_detected"]) == ["en"]
    assert list(response) == [
        "processed_text",
        "entities",
        "entities_present",
        "characters_processed",
        "languages_detected",
    ]


def test_the_seed_pages_disable_and_mask_samples(server: ServerProcess) -> None:
    names = {"type": "DISABLE", "value": ["NAME", "NAME_GIVEN", "NAME_FAMILY"]}
    greg = {"text": "Hello, my name is Greg", "entity_detection": {"entity_types": [names]}}
    mask = {
        "text": "Hello, my name is John Smith.",
        "processed_text": {"type": "MASK", "mask_character": "$"},
    }
    with connect(server) as socket:
        assert ask(socket, greg)["processed_text"] == "Hello, my name is Greg"
        assert ask(socket, mask)["processed_text"] == "Hello, my name is $$$$ $$$$$."


def test_a_hundred_requests_on_one_connection_are_answered_in_order(server: ServerProcess) -> None:
    texts = [f"Call {i} times " * (1 + i % 7) for i in range(100)]
    with connect(server) as socket:
        for text in texts:
            socket.send(json.dumps({"text": text}))
        answers = [json.loads(socket.recv()) for _ in texts]
    assert [answer["characters_processed"] for answer in answers] == [len(text) for text in texts]


def test_a_bad_request_is_answered_and_the_socket_stays_open(server: ServerProcess) -> None:
    with connect(server) as socket:
        assert ask(socket, {"text": ["a", "b"]})["code"] == "LIM104"
        assert ask(socket, SEED)["entities_present"] is True


def test_health_and_version_are_served(server: ServerProcess) -> None:
    base = f"http://127.0.0.1:{server.port}"
    with urllib.request.urlopen(f"{base}/healthz", timeout=60) as answer:
        assert answer.status == 200
    with urllib.request.urlopen(f"{base}/", timeout=60) as answer:
        assert json.load(answer)["app_version"].startswith("4.3")


@pytest.mark.parametrize("transport", ["hypercorn", "native"])
def test_sigterm_lets_a_request_in_flight_finish(transport: str, tmp_path: Path) -> None:
    text = "John Smith lives at 123 Fake St. " * 1_000
    with (
        serving("--transport", transport, cwd=tmp_path) as server,
        connect(server) as socket,
        connect(server) as idle,
    ):
        socket.send(json.dumps({"text": text}))
        # An error is answered by the session alone, so the long request is in the worker by now.
        assert ask(idle, {"text": 1})["code"] == "LIM104"
        server.process.send_signal(signal.SIGTERM)
        assert json.loads(socket.recv())["characters_processed"] == len(text)
        assert idle.recv_data(control_frame=False)[1][:2] == (1001).to_bytes(2, "big")
        assert server.terminate() == 0
        assert "Traceback" not in server.output()


@pytest.mark.parametrize("transport", ["hypercorn", "native"])
def test_without_plugins_the_server_still_blocks_what_it_is_told_to(
    transport: str, tmp_path: Path
) -> None:
    environment = {"LIMINA_PLUGINS": "", "LIMINA_TRANSPORT": transport}
    with serving(cwd=tmp_path, environment=environment) as server:
        block = {"type": "BLOCK", "pattern": "GID-\\d+", "entity_type": "EMPLOYEE_ID"}
        request = {"text": "I am GID-45434.", "entity_detection": {"filter": [block]}}
        with connect(server) as socket:
            response = ask(socket, request)
    assert response["processed_text"] == "I am [EMPLOYEE_ID_1]."


@pytest.mark.parametrize("transport", ["hypercorn", "native"])
def test_a_port_in_use_is_one_line(transport: str, tmp_path: Path) -> None:
    with sockets.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        command = [sys.executable, "-m", "limina", "serve", "--port", port]
        ended = subprocess.run(
            [*command, "--transport", transport, "--plugin", "limina-recorded"],
            capture_output=True,
            text=True,
            timeout=60,
            cwd=tmp_path,
            check=False,
        )
    assert ended.returncode == 1
    assert ended.stderr == f"limina: 127.0.0.1:{port}: Address already in use\n"
