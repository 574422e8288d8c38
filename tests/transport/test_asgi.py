from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import msgspec
import pytest
import trio
from trio.testing import MockClock, wait_all_tasks_blocked

import limina
from limina.plugin.hookspecs import Handshake
from limina.transport.asgi import App, Runtime, create_app
from limina.transport.hypercorn_guard import TERMINATED
from tests.transport.asgi_peer import FakeDispatch, Message, Peer, closed


def websocket(path: str = "/ws", **fields: Any) -> Peer:
    peer = Peer(
        {
            "type": "websocket",
            "path": path,
            "raw_path": path.encode(),
            "headers": [(b"host", b"x"), (b"x-api-key", b"caf\xe9")],
            "client": ("192.0.2.7", 4711),
            "extensions": {"websocket.http.response": {}},
            "state": {},
            **fields,
        }
    )
    peer.tell("websocket.connect")
    return peer


@asynccontextmanager
async def started(app: App) -> AsyncIterator[None]:
    peer = Peer({"type": "lifespan"})
    async with trio.open_nursery() as nursery:
        nursery.start_soon(app, peer.scope, peer.receive, peer.send)
        peer.tell("lifespan.startup")
        assert await peer.next() == {"type": "lifespan.startup.complete"}
        yield
        peer.tell("lifespan.shutdown")
        assert await peer.next() == {"type": "lifespan.shutdown.complete"}


@asynccontextmanager
async def talking(app: App, peer: Peer) -> AsyncIterator[None]:
    """Run the connection; it has to end by itself."""
    async with trio.open_nursery() as nursery:
        nursery.start_soon(app, peer.scope, peer.receive, peer.send)
        assert (await peer.next()) == {"type": "websocket.accept"}
        yield


def run(test: Callable[[App, FakeDispatch], Awaitable[None]], **options: Any) -> None:
    """Run a test with a started application, on a clock that only moves when all wait."""

    async def main() -> None:
        dispatch = FakeDispatch()
        app = create_app(dispatch, **options)
        async with started(app):
            await test(app, dispatch)

    trio.run(main, clock=MockClock(autojump_threshold=0))


def test_a_message_is_answered() -> None:
    async def test(app: App, dispatch: FakeDispatch) -> None:
        peer = websocket()
        async with talking(app, peer):
            peer.ask("hello")
            assert await peer.answer() == {"text": "hello"}
            peer.tell("websocket.disconnect", code=1006)

    run(test)


def test_too_many_errors_in_a_row_close_with_1008() -> None:
    async def test(app: App, dispatch: FakeDispatch) -> None:
        peer = websocket()
        async with talking(app, peer):
            for _ in range(3):
                peer.tell("websocket.receive", text="[]")
            for _ in range(2):
                assert (await peer.answer())["code"] == "LIM102"
            assert await peer.next() == closed(1008, "too many errors in a row")

    run(test, max_consecutive_errors=2)


def test_a_message_over_the_limit_closes_with_1009() -> None:
    async def test(app: App, dispatch: FakeDispatch) -> None:
        peer = websocket()
        async with talking(app, peer):
            peer.ask("é" * 50)
            assert await peer.next() == closed(1009, "message is over the size limit")

    run(test, max_message_bytes=100)


def test_draining_ends_idle_conversations_at_once_with_1001() -> None:
    async def test(app: App, dispatch: FakeDispatch) -> None:
        peers = [websocket(), websocket()]
        async with talking(app, peers[0]), talking(app, peers[1]):
            await wait_all_tasks_blocked()
            start = trio.current_time()
            await app.drain()
            assert trio.current_time() == start
            for peer in peers:
                assert await peer.next() == closed(1001, "server is shutting down")

    run(test)


def test_draining_gives_busy_conversations_their_answers_first() -> None:
    async def test(app: App, dispatch: FakeDispatch) -> None:
        peer = websocket()
        async with talking(app, peer):
            peer.ask("slow 2", "slow 4")
            await wait_all_tasks_blocked()
            await app.drain()
            assert trio.current_time() >= 4
            assert await peer.answer() == {"text": "slow 2"}
            assert await peer.answer() == {"text": "slow 4"}
            assert await peer.next() == closed(1001, "server is shutting down")

    run(test)


def test_a_request_that_comes_while_draining_gets_LIM204() -> None:  # noqa: N802
    async def test(app: App, dispatch: FakeDispatch) -> None:
        peer = websocket()
        async with talking(app, peer), trio.open_nursery() as nursery:
            peer.ask("slow 2")
            await wait_all_tasks_blocked()
            nursery.start_soon(app.drain)
            await wait_all_tasks_blocked()
            peer.ask("late")
            assert await peer.answer() == {"text": "slow 2"}
            assert (await peer.answer())["code"] == "LIM204"
            assert await peer.next() == closed(1001, "server is shutting down")

    run(test)


def test_the_stopping_of_the_worker_drains_as_well() -> None:
    async def test(app: App, dispatch: FakeDispatch) -> None:
        terminated = trio.Event()
        peer = websocket(state={TERMINATED: terminated})
        async with talking(app, peer):
            peer.ask("slow 2")
            await wait_all_tasks_blocked()
            terminated.set()
            assert await peer.answer() == {"text": "slow 2"}
            assert await peer.next() == closed(1001, "server is shutting down")

    run(test)


async def refused(app: App, peer: Peer) -> tuple[int, Any]:
    await app(peer.scope, peer.receive, peer.send)
    start, body = await peer.next(), await peer.next()
    assert start["type"] == "websocket.http.response.start"
    assert body["type"] == "websocket.http.response.body"
    headers = dict(start["headers"])
    assert headers[b"content-type"] == b"application/json"
    assert int(headers[b"content-length"]) == len(body["body"])
    assert peer.unread == 0
    return start["status"], msgspec.json.decode(body["body"])


def test_another_path_is_refused_with_404() -> None:
    async def test(app: App, dispatch: FakeDispatch) -> None:
        status, body = await refused(app, websocket("/wsx"))
        assert status == 404
        assert list(body) == ["detail"]
        assert dispatch.handshakes == []

    run(test)


def test_a_handshake_the_plugins_refuse_gets_401() -> None:
    async def test(app: App, dispatch: FakeDispatch) -> None:
        dispatch.authorized = False
        status, body = await refused(app, websocket())
        assert (status, body["code"]) == (401, "LIM301")
        assert dispatch.handshakes == [
            Handshake(
                path="/ws",
                headers=[("host", "x"), ("x-api-key", "café")],
                client="192.0.2.7",
            )
        ]

    run(test)


def test_an_unready_server_refuses_with_503() -> None:
    async def test(app: App, dispatch: FakeDispatch) -> None:
        dispatch.ready = False
        assert (await refused(app, websocket()))[0] == 503

    run(test)


def test_a_draining_server_refuses_with_503() -> None:
    async def test(app: App, dispatch: FakeDispatch) -> None:
        await app.drain()
        status, body = await refused(app, websocket())
        assert (status, body["code"]) == (503, "LIM204")

    run(test)


def test_a_server_without_its_lifespan_refuses_with_503() -> None:
    async def main() -> None:
        app = create_app(FakeDispatch())
        assert (await refused(app, websocket()))[0] == 503

    trio.run(main)


def test_a_server_without_http_refusals_closes_instead() -> None:
    async def test(app: App, dispatch: FakeDispatch) -> None:
        peer = websocket("/other", extensions={})
        await app(peer.scope, peer.receive, peer.send)
        assert await peer.next() == {"type": "websocket.close"}

    run(test)


async def http(app: App, method: str, path: str) -> tuple[int, dict[bytes, bytes], Any]:
    peer = Peer({"type": "http", "method": method, "path": path})
    await app(peer.scope, peer.receive, peer.send)
    start, body = await peer.next(), await peer.next()
    assert peer.unread == 0
    return start["status"], dict(start["headers"]), msgspec.json.decode(body["body"])


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_health_follows_the_dispatcher(method: str) -> None:
    async def test(app: App, dispatch: FakeDispatch) -> None:
        assert (await http(app, method, "/healthz"))[0] == 200
        dispatch.ready = False
        assert (await http(app, method, "/healthz"))[0] == 503

    run(test)


def test_a_draining_server_is_not_healthy() -> None:
    async def test(app: App, dispatch: FakeDispatch) -> None:
        await app.drain()
        assert (await http(app, "GET", "/healthz"))[0] == 503

    run(test)


def test_the_root_tells_the_versions() -> None:
    async def test(app: App, dispatch: FakeDispatch) -> None:
        status, headers, body = await http(app, "GET", "/")
        assert status == 200
        assert headers[b"content-type"] == b"application/json"
        assert body == {"app_version": "4.3.0", "limina_version": limina.__version__}

    run(test)


@pytest.mark.parametrize(
    ("method", "path", "status", "header"),
    [
        ("GET", "/nothing", 404, None),
        ("POST", "/nothing", 404, None),
        ("POST", "/healthz", 405, (b"allow", b"GET, HEAD")),
        ("DELETE", "/", 405, (b"allow", b"GET, HEAD")),
        ("GET", "/ws", 426, (b"upgrade", b"websocket")),
    ],
)
def test_other_requests_are_refused(
    method: str, path: str, status: int, header: tuple[bytes, bytes] | None
) -> None:
    async def test(app: App, dispatch: FakeDispatch) -> None:
        answered, headers, body = await http(app, method, path)
        assert answered == status
        assert header is None or header in headers.items()
        assert list(body) == ["detail"]

    run(test)


def test_the_runtime_lives_as_long_as_the_lifespan() -> None:
    steps: list[str] = []

    @asynccontextmanager
    async def opening() -> AsyncIterator[Runtime]:
        steps.append("opened")
        yield Runtime(FakeDispatch())
        steps.append("closed")

    async def main() -> None:
        app = App(opening)
        async with started(app):
            assert steps == ["opened"]
            assert (await http(app, "GET", "/healthz"))[0] == 200
        assert steps == ["opened", "closed"]
        assert (await http(app, "GET", "/healthz"))[0] == 503

    trio.run(main)


def lifespan_messages(app: App, runner: Callable[[Any], Any]) -> Sequence[Message]:
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "lifespan.startup"}

    async def send(message: Any) -> None:
        sent.append(message)
        if message["type"] == "lifespan.startup.failed":
            # hypercorn's send raises here, which has to reach hypercorn.
            raise InterruptedError

    async def main() -> None:
        await app({"type": "lifespan"}, receive, send)

    with pytest.raises(InterruptedError):
        runner(main)
    return sent


def test_a_runtime_that_cannot_be_opened_stops_the_start_with_its_reason() -> None:
    def opening() -> AbstractAsyncContextManager[Runtime]:
        raise ExceptionGroup("in a nursery", [ValueError("no plugin is called nonsense")])

    sent = lifespan_messages(App(opening), trio.run)
    assert sent == [{"type": "lifespan.startup.failed", "message": "no plugin is called nonsense"}]


def test_the_asyncio_worker_is_refused_with_a_hint() -> None:
    sent = lifespan_messages(create_app(FakeDispatch()), lambda main: asyncio.run(main()))
    assert [message["type"] for message in sent] == ["lifespan.startup.failed"]
    assert "hypercorn -k trio" in sent[0]["message"]


def test_a_runtime_that_breaks_down_ends_the_lifespan_with_its_error() -> None:
    @asynccontextmanager
    async def opening() -> AsyncIterator[Runtime]:
        yield Runtime(FakeDispatch())
        raise ValueError("the worker is gone")

    async def main() -> None:
        app = App(opening)
        with pytest.RaisesGroup(ValueError, flatten_subgroups=True):
            async with started(app):
                pass
        assert (await http(app, "GET", "/healthz"))[0] == 503

    trio.run(main)
