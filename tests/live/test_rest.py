"""The REST routes of a live server: one truth with `/ws`, keys before anything, a true document."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
import websocket

from conformance.judge import Mode
from conformance.serving import serving as conforming
from conformance.vectors import load_vectors
from tests.live.server import ServerProcess, serving

WAIT = 60
SEED = "John Smith lives at 123 Fake St."


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    with serving(cwd=tmp_path_factory.mktemp("server")) as running:
        yield running


def base(server: ServerProcess) -> str:
    return f"http://127.0.0.1:{server.port}"


def post(server: ServerProcess, path: str, body: Any, **more: Any) -> requests.Response:
    return requests.post(base(server) + path, json=body, timeout=WAIT, **more)


def test_for_every_payload_rest_and_websocket_give_the_same_answer() -> None:
    compared = errors = 0
    with conforming("hypercorn", Mode.EXACT) as url, requests.Session() as session:
        rest = url.replace("ws://", "http://").replace("/ws", "/process/text")
        socket: Any = websocket.create_connection(url, timeout=WAIT)
        for vector in load_vectors():
            socket.send(json.dumps(vector.request))
            said = json.loads(socket.recv())
            # A text that is no string goes to both as it is, and is wrong for both.
            text = vector.request.get("text")
            if not isinstance(text, str):
                assert "code" in said, vector.id
                continue
            answer = session.post(rest, json=vector.request | {"text": [text]}, timeout=WAIT)
            if "code" in said:
                assert answer.status_code >= 400, vector.id
                assert answer.json()["code"] == said["code"], vector.id
                errors += 1
            else:
                assert answer.status_code == 200, (vector.id, answer.text)
                assert json.dumps(answer.json()[0]) == json.dumps(said), vector.id
                compared += 1
        socket.close()
    assert compared >= 100
    assert errors >= 1


@pytest.mark.parametrize("prefix", ["", "/v3", "/v4"])
def test_the_seed_is_answered_under_every_version(server: ServerProcess, prefix: str) -> None:
    answer = post(server, f"{prefix}/process/text", {"text": [SEED, "", SEED]})
    texts = [item["processed_text"] for item in answer.json()]
    redacted = "[NAME_1] lives at [LOCATION_ADDRESS_1]."
    assert (answer.status_code, texts) == (200, [redacted, "", redacted])


def test_linked_texts_share_their_numbers(server: ServerProcess) -> None:
    body = {"text": ["I am John Smith.", "Peter Jones met John Smith."], "link_batch": True}
    texts = [item["processed_text"] for item in post(server, "/process/text", body).json()]
    assert texts == ["I am [NAME_1].", "[NAME_2] met [NAME_1]."]


def test_what_was_taken_out_can_be_put_back(server: ServerProcess) -> None:
    [redacted] = post(server, "/process/text", {"text": [SEED]}).json()
    body = {"processed_text": [redacted["processed_text"]], "entities": redacted["entities"]}
    assert post(server, "/process/text/reidentify", body).json() == [SEED]


def test_what_happened_is_counted(server: ServerProcess) -> None:
    body = {"text": [SEED], "project_id": "counted"}
    assert post(server, "/process/text", body).status_code == 200
    assert post(server, "/process/text", {"text": 1}).status_code == 400
    socket: Any = websocket.create_connection(server.url, timeout=WAIT)
    metrics = requests.get(base(server) + "/metrics", timeout=WAIT).text.splitlines()
    socket.close()
    assert 'limina_texts_total{project_id="counted",route="/process/text"} 1.0' in metrics
    assert 'limina_characters_total{project_id="counted",route="/process/text"} 32.0' in metrics
    assert "limina_websocket_connections 1.0" in metrics
    assert any(line.startswith('limina_requests_total{outcome="LIM104"') for line in metrics)
    assert any(line.startswith('limina_entities_total{label="NAME"}') for line in metrics)


def test_a_body_over_the_limit_is_told_so_and_costs_nobody_else(server: ServerProcess) -> None:
    answer = requests.post(base(server) + "/process/text", data=b" " * 5_000_000, timeout=WAIT)
    assert (answer.status_code, answer.json()["code"]) == (413, "LIM117")
    assert post(server, "/process/text", {"text": []}).json() == []


@pytest.mark.parametrize("transport", ["hypercorn", "native"])
def test_a_key_is_asked_for_before_a_connection_is_accepted(transport: str, tmp_path: Path) -> None:
    (tmp_path / "keys.txt").write_text("open-sesame\n", "utf-8")
    environment = {
        "LIMINA_PLUGINS": "",
        "LIMINA_API_KEYS_FILE": "keys.txt",
        "LIMINA_ALLOWED_ORIGINS": "https://a.example",
    }
    good = "x-api-key: open-sesame"
    with serving("--transport", transport, cwd=tmp_path, environment=environment) as server:
        for headers, origin, status in (
            ([], None, 401),
            (["x-api-key: wrong"], None, 401),
            ([good], "https://b.example", 403),
        ):
            with pytest.raises(websocket.WebSocketBadStatusException) as caught:
                websocket.create_connection(
                    server.url,
                    timeout=WAIT,
                    header=headers,
                    origin=origin,
                    suppress_origin=origin is None,
                )
            assert caught.value.status_code == status
            assert caught.value.resp_body is not None
            assert set(json.loads(caught.value.resp_body)) == {"detail", "code"}
        for headers in ([good], ["Authorization: Bearer open-sesame"]):
            socket: Any = websocket.create_connection(
                server.url, timeout=WAIT, header=headers, origin="https://a.example"
            )
            socket.send('{"text": ""}')
            assert json.loads(socket.recv())["characters_processed"] == 0
            socket.close()
        assert requests.get(base(server) + "/healthz", timeout=WAIT).status_code == 200
        if transport == "hypercorn":
            assert post(server, "/v4/process/text", {"text": []}).status_code == 401
            key = {"X-API-KEY": "open-sesame"}
            assert post(server, "/v4/process/text", {"text": []}, headers=key).json() == []
        assert "open-sesame" not in server.output()


def test_the_environment_of_the_original_rules_every_request(tmp_path: Path) -> None:
    environment = {
        "PAI_ALLOW_LIST": '["john smith"]',
        "PAI_DISABLED_ENTITIES": "ORGANIZATION,EMAIL_ADDRESS",
        "PAI_ACCURACY_MODES": "standard",
    }
    with serving(cwd=tmp_path, environment=environment) as server:
        text = "John Smith and Peter Jones, mail peter@example.com"
        [answer] = post(server, "/process/text", {"text": [text]}).json()
        assert answer["processed_text"] == "John Smith and [NAME_1], mail peter@example.com"
        high = {"text": [text], "entity_detection": {"accuracy": "high"}}
        refused = post(server, "/process/text", high)
        assert (refused.status_code, refused.json()["code"]) == (400, "LIM115")
