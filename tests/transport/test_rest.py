"""The REST routes over ASGI: paths, statuses, keys, limits, and what is asked of the runtime."""

from __future__ import annotations

import json
import logging
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import Any

import pytest
import trio
from trio.testing import wait_all_tasks_blocked

import limina
from limina.plugin.hookspecs import Handshake
from limina.protocol.batch import Reidentification
from limina.protocol.errors import RequestError
from limina.runtime.facts import Facts
from limina.runtime.work import Work
from limina.transport import rest
from limina.transport.asgi import App, create_app
from limina.transport.connections import Connections
from tests.transport.asgi_peer import FakeDispatch, Peer

LISTS = ("/process/text", "/ner/text", "/analyze/text")


class FakeTexts(FakeDispatch):
    """Answers a text with itself, its kind and its unit."""

    def __init__(self) -> None:
        super().__init__()
        self.facts = Facts(b'{"e":1}', b'{"d":1}', b'{"o":1}')
        self.works: list[Work] = []
        self.forbidden = False

    async def submit_all(self, works: Sequence[Work]) -> list[bytes]:
        self.works += works
        await trio.lowlevel.checkpoint()
        for work in works:
            if work.options.text == "refused":
                raise RequestError("LIM202", "too many")
            if work.options.text.startswith("bug"):
                raise ValueError(work.options.text)
        return [
            b",".join(json.dumps([work.kind, r.text]).encode() for r in work.requests)
            for work in works
        ]

    async def reidentify(self, request: Reidentification) -> bytes:
        await trio.lowlevel.checkpoint()
        return json.dumps(request.processed_text[::-1]).encode()

    def authorize(self, handshake: Handshake) -> bool:
        if self.forbidden:
            raise RequestError("LIM302", "not from there")
        return super().authorize(handshake)


class Answered:
    def __init__(self, start: Any, body: bytes) -> None:
        self.status: int = start["status"]
        self.headers = {name.decode(): value.decode() for name, value in start["headers"]}
        self.body = body

    @property
    def json(self) -> Any:
        return json.loads(self.body)


Ask = Callable[..., Awaitable[Answered]]


def run(test: Callable[[Ask, FakeTexts], Awaitable[None]], **options: Any) -> None:
    """Run a test with a started application."""

    async def main() -> None:
        texts = FakeTexts()
        app = create_app(texts, texts=texts, **options)
        lifespan = Peer({"type": "lifespan"})

        async def ask(method: str, path: str, body: Any = b"", **fields: Any) -> Answered:
            return await call(app, method, path, body, **fields)

        async with trio.open_nursery() as nursery:
            nursery.start_soon(app, lifespan.scope, lifespan.receive, lifespan.send)
            lifespan.tell("lifespan.startup")
            await lifespan.next()
            await test(ask, texts)
            lifespan.tell("lifespan.shutdown")

    trio.run(main)


async def call(
    app: App,
    method: str,
    path: str,
    body: Any = b"",
    *,
    headers: Iterable[tuple[bytes, bytes]] = (),
    chunks: int = 1,
    vanish: bool = False,
    linger: bool = False,
) -> Answered:
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    peer = Peer(
        {
            "type": "http",
            "method": method,
            "path": path,
            "raw_path": path.encode(),
            "query_string": b"",
            "headers": [(b"host", b"x"), *headers],
            "client": ("192.0.2.7", 4711),
        }
    )
    size = len(data) // chunks + 1
    for i in range(chunks):
        piece = data[i * size : (i + 1) * size]
        peer.tell("http.request", body=piece, more_body=i < chunks - 1 or vanish or linger)
    if vanish:
        peer.tell("http.disconnect")
    await app(peer.scope, peer.receive, peer.send)
    start, end = await peer.next(), await peer.next()
    assert not end.get("more_body")
    return Answered(start, end["body"])


@pytest.mark.parametrize("prefix", ["", "/v3", "/v4"])
@pytest.mark.parametrize("path", LISTS)
def test_a_list_is_answered_by_a_list(prefix: str, path: str) -> None:
    async def test(ask: Ask, texts: FakeTexts) -> None:
        answer = await ask("POST", prefix + path, {"text": ["a", "b"]}, chunks=3)
        kind = path.split("/")[1]
        assert (answer.status, answer.json) == (200, [[kind, "a"], [kind, "b"]])
        assert answer.headers["content-type"] == "application/json"
        assert answer.headers["content-length"] == str(len(answer.body))
        assert [work.route for work in texts.works] == [path, path]

    run(test)


def test_linked_texts_are_one_unit_and_still_one_answer_each() -> None:
    async def test(ask: Ask, texts: FakeTexts) -> None:
        answer = await ask("POST", "/process/text", {"text": ["a", "b"], "link_batch": True})
        assert answer.json == [["process", "a"], ["process", "b"]]
        assert len(texts.works) == 1

    run(test)


def test_no_texts_get_an_empty_list() -> None:
    async def test(ask: Ask, texts: FakeTexts) -> None:
        for link in (True, False):
            answer = await ask("POST", "/process/text", {"text": [], "link_batch": link})
            assert (answer.status, answer.body) == (200, b"[]")

    run(test)


def test_analysis_takes_a_locale_and_relations_along() -> None:
    async def test(ask: Ask, texts: FakeTexts) -> None:
        relations = {"coreference_resolution": "heuristics"}
        body = {"text": ["a"], "locale": "fr", "relation_detection": relations}
        await ask("POST", "/analyze/text", body)
        [work] = texts.works
        assert work.locale == "fr"
        assert work.relation_detection.coreference_resolution == "heuristics"

    run(test)


def test_markers_are_led_back() -> None:
    async def test(ask: Ask, texts: FakeTexts) -> None:
        answer = await ask("POST", "/v4/process/text/reidentify", {"processed_text": ["a", "b"]})
        assert (answer.status, answer.json) == (200, ["b", "a"])

    run(test)


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"", 400, "LIM101"),
        (b"{", 400, "LIM101"),
        ({"text": "a"}, 400, "LIM104"),
        ({"text": ["refused"]}, 503, "LIM202"),
        ({"text": ["bug canary"]}, 500, "LIM205"),
    ],
)
def test_an_error_has_its_status_a_detail_and_a_code(
    body: Any, status: int, code: str, caplog: pytest.LogCaptureFixture
) -> None:
    async def test(ask: Ask, texts: FakeTexts) -> None:
        answer = await ask("POST", "/process/text", body)
        assert (answer.status, answer.json["code"]) == (status, code)
        assert set(answer.json) == {"detail", "code"}
        assert b"canary" not in answer.body
        counted = f'limina_requests_total{{outcome="{code}",route="/process/text"}} 1.0'
        assert counted.encode() in texts.facts.metrics.render()

    with caplog.at_level(logging.DEBUG):
        run(test)
    assert "canary" not in caplog.text


@pytest.mark.parametrize("declared", [True, False])
def test_a_body_over_the_limit_is_refused_before_it_is_read(declared: bool) -> None:
    async def test(ask: Ask, texts: FakeTexts) -> None:
        headers = [(b"content-length", b"101")] if declared else []
        answer = await ask("POST", "/process/text", b" " * 101, headers=headers, chunks=4)
        assert (answer.status, answer.json["code"]) == (413, "LIM117")
        exact = json.dumps({"text": ["a"]}).encode().ljust(100)
        assert (await ask("POST", "/process/text", exact, chunks=4)).status == 200

    run(test, max_message_bytes=100)


def test_a_client_that_leaves_is_no_error_of_ours(caplog: pytest.LogCaptureFixture) -> None:
    async def test(ask: Ask, texts: FakeTexts) -> None:
        assert (await ask("POST", "/process/text", b'{"te', vanish=True)).status == 400
        assert texts.works == []

    run(test)
    assert caplog.text == ""


@pytest.mark.parametrize(
    ("path", "body"),
    [("/entities", {"e": 1}), ("/diagnostics", {"d": 1}), ("/openapi.json", {"o": 1})],
)
def test_what_the_server_says_of_itself_is_served(path: str, body: Any) -> None:
    async def test(ask: Ask, texts: FakeTexts) -> None:
        answer = await ask("GET", path)
        assert (answer.status, answer.json) == (200, body)
        assert answer.headers["content-type"] == "application/json"

    run(test)


def test_version_health_and_metrics_are_served() -> None:
    async def test(ask: Ask, texts: FakeTexts) -> None:
        assert (await ask("GET", "/")).json["limina_version"] == limina.__version__
        assert (await ask("GET", "/healthz")).status == 200
        metrics = await ask("GET", "/metrics")
        assert metrics.headers["content-type"].startswith("text/plain; version=0.0.4")
        assert b"limina_websocket_connections 0.0" in metrics.body
        texts.ready = False
        assert (await ask("GET", "/healthz")).status == 503

    run(test)


@pytest.mark.parametrize(
    ("method", "path", "status", "header"),
    [
        ("GET", "/process/text", 405, ("allow", "POST")),
        ("POST", "/entities", 405, ("allow", "GET, HEAD")),
        ("GET", "/ws", 426, ("upgrade", "websocket")),
        ("GET", "/nothing", 404, None),
        ("POST", "/v5/process/text", 404, None),
        ("POST", "/process/text/", 404, None),
    ],
)
def test_what_is_not_there_is_said_in_json(
    method: str, path: str, status: int, header: tuple[str, str] | None
) -> None:
    async def test(ask: Ask, texts: FakeTexts) -> None:
        answer = await ask(method, path)
        assert answer.status == status
        assert set(answer.json) == {"detail"}
        if header is not None:
            name, value = header
            assert set(answer.headers[name].split(", ")) == set(value.split(", "))

    run(test)


@pytest.mark.parametrize(
    ("method", "path"),
    [("POST", path) for path in (*LISTS, "/v3/process/text/reidentify")]
    + [("GET", path) for path in ("/", "/healthz", "/metrics", "/entities", "/openapi.json")],
)
def test_every_route_asks_whether_the_client_may_come_in(method: str, path: str) -> None:
    async def test(ask: Ask, texts: FakeTexts) -> None:
        texts.authorized = False
        answer = await ask(method, path, {"text": []}, headers=[(b"x-api-key", b"caf\xe9")])
        assert (answer.status, answer.json["code"]) == (401, "LIM301")
        [handshake] = texts.handshakes
        assert handshake.path == path.removeprefix("/v3")
        assert ("x-api-key", "café") in handshake.headers
        assert handshake.client == "192.0.2.7"
        texts.forbidden = True
        answer = await ask(method, path, {"text": []})
        assert (answer.status, answer.json["code"]) == (403, "LIM302")
        assert texts.works == []

    run(test)


def test_a_shutdown_waits_for_the_calls_in_flight_and_refuses_later_ones() -> None:
    async def main() -> None:
        texts = FakeTexts()
        app = create_app(texts, texts=texts)
        lifespan = Peer({"type": "lifespan"})
        answered, drained = trio.Event(), trio.Event()

        async def slow(works: Sequence[Work]) -> list[bytes]:
            await answered.wait()
            return [b'"early"']

        texts.submit_all = slow  # type: ignore[method-assign]

        async def early() -> None:
            answer = await call(app, "POST", "/process/text", {"text": ["a"]})
            assert (answer.status, answer.json) == (200, ["early"])

        async def drain() -> None:
            await app.drain()
            drained.set()

        async with trio.open_nursery() as nursery:
            nursery.start_soon(app, lifespan.scope, lifespan.receive, lifespan.send)
            lifespan.tell("lifespan.startup")
            await lifespan.next()
            nursery.start_soon(early)
            await wait_all_tasks_blocked()
            nursery.start_soon(drain)
            await wait_all_tasks_blocked()
            for path in (*LISTS, "/v4/process/text/reidentify"):
                late = await call(app, "POST", path, {"text": ["b"]})
                assert (late.status, late.json["code"]) == (503, "LIM204")
                assert late.headers["connection"] == "close"
            assert (await call(app, "GET", "/healthz")).status == 503
            assert (await call(app, "GET", "/metrics")).status == 200
            assert not drained.is_set()
            answered.set()
            await drained.wait()
            lifespan.tell("lifespan.shutdown")

    trio.run(main)


def test_conversations_are_counted_and_what_they_send_that_is_no_request(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def main() -> None:
        texts = FakeTexts()
        connections = Connections(texts.facts.metrics, log_connections=True)
        app = create_app(texts, texts=texts, connections=connections)
        lifespan = Peer({"type": "lifespan"})
        async with trio.open_nursery() as nursery:
            nursery.start_soon(app, lifespan.scope, lifespan.receive, lifespan.send)
            lifespan.tell("lifespan.startup")
            await lifespan.next()
            scope = {"type": "websocket", "path": "/ws", "raw_path": b"/ws", "headers": []}
            for leave in (True, False):
                peer = Peer({**scope, "client": ("192.0.2.7", 4711)})
                peer.tell("websocket.connect")
                nursery.start_soon(app, peer.scope, peer.receive, peer.send)
                await peer.next()
                peer.tell("websocket.receive", text="canary", bytes=None)
                peer.ask("fine")
                await peer.answer()
                await peer.answer()
                if leave:
                    peer.tell("websocket.disconnect", code=1006)
            refused = Peer({**scope, "path": "/other"})
            refused.tell("websocket.connect")
            await app(refused.scope, refused.receive, refused.send)
            await app.drain()
            lifespan.tell("lifespan.shutdown")
        metrics = texts.facts.metrics.render().decode().splitlines()
        assert 'limina_requests_total{outcome="LIM101",route="/ws"} 2.0' in metrics
        assert 'limina_websocket_handshakes_total{status="101"} 2.0' in metrics
        assert 'limina_websocket_handshakes_total{status="404"} 1.0' in metrics
        assert 'limina_websocket_closes_total{code="client"} 1.0' in metrics
        assert 'limina_websocket_closes_total{code="1001"} 1.0' in metrics
        assert "limina_websocket_connections 0.0" in metrics

    with caplog.at_level(logging.INFO, "limina.transport.connections"):
        trio.run(main)
    lines = [record.getMessage() for record in caplog.records]
    assert lines[0] == "a conversation from 192.0.2.7 ended after 0.0 s and 2 messages, " + (
        "closed by the client"
    )
    assert lines[1] == "a handshake from - was refused with 404"
    assert lines[2].endswith("closed by us with 1001")
    assert "canary" not in caplog.text


def test_a_body_that_never_ends_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rest, "BODY_SECONDS", 0.05)

    async def test(ask: Ask, texts: FakeTexts) -> None:
        answer = await ask("POST", "/process/text", {"text": ["a"]}, linger=True)
        assert answer.status == 408
        assert answer.json == {"detail": "the body did not arrive in time"}
        assert (await ask("POST", "/process/text", {"text": ["a"]})).status == 200

    run(test)
