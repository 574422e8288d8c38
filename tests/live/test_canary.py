"""No text in anything the process writes: canaries through every path, at debug level."""

from __future__ import annotations

import json
import socket as sockets
from pathlib import Path
from typing import Any

import pytest
import requests
import websocket

from tests.live.server import ServerProcess, serving

CANARY = "Zyxcanary"
PERSON = {"start": 0, "end": 5, "label": "NAME", "score": 0.9}

MESSAGES: list[Any] = [
    {"text": f"{CANARY} Smith lives at 1 {CANARY} St, mail {CANARY}@example.com"},
    {"text": f"{CANARY}", "entity_detection": {"accuracy": CANARY}},
    {"text": "x", "entity_detection": {"entity_types": [{"type": "ENABLE", "value": [CANARY]}]}},
    {"text": "x", "entity_detection": {"filter": [{"type": "BLOCK", "pattern": f"({CANARY}"}]}},
    {
        "text": f"{CANARY} " + "a" * 40,
        "entity_detection": {
            "filter": [
                {"type": "BLOCK", "pattern": f"{CANARY} (?=a)(a|aa)+$z", "entity_type": CANARY}
            ]
        },
    },
    {"text": f"{CANARY}", "processed_text": {"type": "SYNTHETIC"}},
    {"text": f"{CANARY}", "processed_text": {"type": "MARKER", "pattern": CANARY}},
    {"text": f"{CANARY}", "project_id": f"{CANARY}!"},
    {"text": [CANARY]},
    {CANARY: CANARY},
    CANARY,
    [CANARY],
]
RAW = [f'{{"text": "{CANARY}', f'{{"text": "\\ud800 {CANARY}"}}', f"{CANARY}" * 10, ""]


def talk(server: ServerProcess) -> int:
    """Say the canary everywhere; the number of answers."""
    socket: Any = websocket.create_connection(
        f"{server.url}?q={CANARY}",
        timeout=60,
        header={"X-Api-Key": CANARY, "Authorization": f"Bearer {CANARY}"},
        cookie=f"c={CANARY}",
    )
    answers = 0
    for message in [json.dumps(m) for m in MESSAGES] + RAW:
        socket.send(message)
        socket.recv()
        answers += 1
    socket.send_binary(CANARY.encode())
    socket.recv_data(control_frame=False)
    socket.shutdown()
    for handshake in (
        f"GET /{CANARY} HTTP/1.1\r\nHost: {CANARY}\r\n\r\n",
        f"{CANARY} / HTTP/1.1\r\n\r\n",
        f"GET /ws HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        f"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {CANARY}\r\n\r\n",
        f"GET /ws HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        f"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
        f"Sec-WebSocket-Protocol: {CANARY}\xe9\r\n\r\n",
        f"\x16\x03\x01{CANARY}",
    ):
        with sockets.create_connection(("127.0.0.1", server.port), timeout=60) as raw:
            raw.sendall(handshake.encode("latin-1"))
            raw.shutdown(sockets.SHUT_WR)
            while raw.recv(4096):
                pass
    return answers


@pytest.mark.parametrize(("transport", "workers"), [("hypercorn", "2"), ("native", "0")])
def test_nothing_a_client_says_is_written_anywhere(
    transport: str, workers: str, tmp_path: Path
) -> None:
    options = ("--transport", transport, "--workers", workers, "--log-level", "debug")
    with serving(*options, cwd=tmp_path) as server:
        assert talk(server) == len(MESSAGES) + len(RAW)
        server.terminate()
        output = server.output()
    assert "listening" in output
    assert CANARY.lower() not in output.lower()
    assert not list(tmp_path.iterdir()), "no file is left behind"


def test_nothing_a_rest_client_says_is_written_anywhere_nor_said_of_another(
    tmp_path: Path,
) -> None:
    with serving("--log-level", "debug", cwd=tmp_path) as server:
        base = f"http://127.0.0.1:{server.port}"
        keys = {"x-api-key": CANARY, "authorization": f"Bearer {CANARY}", "cookie": f"c={CANARY}"}
        for route in ("process/text", "ner/text", "analyze/text", "process/text/reidentify"):
            for message in MESSAGES:
                body = {"text": message, "processed_text": [CANARY]}
                if isinstance(message, dict):
                    body = message | {"text": [message.get("text")], "locale": CANARY}
                for sent in (json.dumps(body), json.dumps(message), RAW[0]):
                    url = f"{base}/{route}?q={CANARY}"
                    answer = requests.post(url, data=sent, headers=keys, timeout=60)
                    if answer.status_code != 200:
                        assert CANARY not in answer.text
        for path in (CANARY, "", "healthz", "diagnostics", "metrics"):
            assert CANARY not in requests.get(f"{base}/{path}", headers=keys, timeout=60).text
        server.terminate()
        output = server.output()
    assert CANARY.lower() not in output.lower()


@pytest.mark.parametrize(("transport", "workers"), [("hypercorn", "0"), ("native", "1")])
def test_nothing_is_written_when_detectors_fail(
    transport: str, workers: str, tmp_path: Path
) -> None:
    recorded = tmp_path / "recorded.jsonl"
    recorded.write_text(json.dumps({"text": "known", "detections": [PERSON]}) + "\n")
    (tmp_path / "limina.toml").write_text(
        'plugins = ["limina-recorded"]\n'
        f'[plugin.limina-recorded]\nfile = "{recorded}"\nstrict = true\n'
    )
    options = ("--transport", transport, "--workers", workers, "--log-level", "debug")
    with serving(*options, cwd=tmp_path) as server:
        socket = websocket.create_connection(server.url, timeout=60)
        socket.send(json.dumps({"text": f"unknown {CANARY}"}))
        assert json.loads(socket.recv())["code"] == "LIM201"
        socket.close()
        server.terminate()
        output = server.output()
    assert "limina-recorded" in output, "the failure itself is logged"
    assert CANARY not in output
