from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import msgspec
import pytest
import trio
from trio.testing import MockClock, wait_all_tasks_blocked

import limina
from limina.plugin.hookspecs import Handshake
from limina.protocol.errors import RequestError
from limina.protocol.schema import Limits, Request
from limina.transport.asgi import App, Runtime, create_app
from limina.transport.hypercorn_guard import TERMINATED

Message = dict[str, Any]


class FakeDispatch:
    """Answers `{"text": …}` after as many seconds as a text such as `slow 2.5` says."""

    def __init__(self, *, ready: bool = True, authorized: bool = True) -> None:
        self.limits = Limits()
        self.ready = ready
        self.authorized = authorized
        self.handshakes: list[Handshake] = []
        self.working = 0
        self.most_working = 0
        self.cancelled = 0

    async def submit(self, request: Request) -> bytes:
        text = request.text
        if text == "refused":
            raise RequestError("LIM201", "a required detector failed")
        if text.startswith("bug"):
            raise ValueError(text)
        self.working += 1
        self.most_working = max(self.most_working, self.working)
        try:
            await trio.sleep(float(text.removeprefix("slow ")) if text.startswith("slow") else 0)
        except trio.Cancelled:
            self.cancelled += 1
            raise
        finally:
            self.working -= 1
        return msgspec.json.encode({"text": text})

    def authorize(self, handshake: Handshake) -> bool:
        self.handshakes.append(handshake)
        return self.authorized


class Peer:
    """The server's side of one ASGI connection."""

    def __init__(self, scope: Message) -> None:
        self.scope = scope
        self.received = 0
        self._to_app, self._inbox = trio.open_memory_channel[Message](1000)
        self._outbox, self._from_app = trio.open_memory_channel[Message](1000)

    async def receive(self) -> Message:
        message = await self._inbox.receive()
        self.received += 1
        return message

    async def send(self, message: Any) -> None:
        # As hypercorn's send after a disconnect: it does not yield.
        self._outbox.send_nowait(dict(message))

    def tell(self, kind: str, **fields: Any) -> None:
        self._to_app.send_nowait({"type": kind, **fields})

    def ask(self, *texts: str) -> None:
        for text in texts:
            self.tell("websocket.receive", text=msgspec.json.encode({"text": text}).decode())

    async def next(self) -> Message:
        return await self._from_app.receive()

    async def answer(self) -> Any:
        message = await self.next()
        assert message["type"] == "websocket.send", message
        return msgspec.json.decode(message["text"])

    @property
    def unread(self) -> int:
        return self._from_app.statistics().current_buffer_used


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


def closed(code: int, reason: str) -> Message:
    return {"type": "websocket.close", "code": code, "reason": reason}


def test_a_message_is_answered() -> None:
    async def test(app: App, dispatch: FakeDispatch) -> None:
        peer = websocket()
        async with talking(app, peer):
            peer.ask("hello")
            assert await peer.answer() == {"text": "hello"}
            peer.tell("websocket.disconnect", code=1006)

    run(test)


def test_requests_run_together_and_are_answered_in_order() -> None:
    async def test(app: App, dispatch: FakeDispatch) -> None:
        peer = websocket()
        async with talking(app, peer):
            start = trio.current_time()
            peer.ask("slow 3", "slow 1", "slow 2")
            answers = [await peer.answer() for _ in range(3)]
            assert answers == [{"text": "slow 3"}, {"text": "slow 1"}, {"text": "slow 2"}]
            assert trio.current_time() - start == pytest.approx(3)
            peer.tell("websocket.disconnect", code=1006)

    run(test)


def test_a_hundred_requests_are_answered_in_order() -> None:
    async def test(app: App, dispatch: FakeDispatch) -> None:
        peer = websocket()
        async with talking(app, peer):
            texts = [f"slow {(7 * n % 10) / 10}" for n in range(100)]
            peer.ask(*texts)
            assert [(await peer.answer())["text"] for _ in texts] == texts
            peer.tell("websocket.disconnect", code=1006)

    run(test)


def test_nothing_is_received_at_the_in_flight_limit() -> None:
    async def test(app: App, dispatch: FakeDispatch) -> None:
        peer = websocket()
        async with talking(app, peer):
            peer.ask("slow 1", "slow 1", "slow 5", "slow 5")
            await trio.sleep(0.5)
            # The connect and two requests.
            assert (peer.received, dispatch.most_working) == (3, 2)
            for _ in range(4):
                await peer.answer()
            assert (peer.received, dispatch.most_working) == (5, 2)
            peer.tell("websocket.disconnect", code=1006)

    run(test, max_in_flight=2)


def test_a_bad_request_is_answered_and_the_socket_stays_open() -> None:
    async def test(app: App, dispatch: FakeDispatch) -> None:
        peer = websocket()
        async with talking(app, peer):
            peer.tell("websocket.receive", text="not JSON", bytes=None)
            assert (await peer.answer())["code"] == "LIM101"
            peer.ask("refused", "hello")
            assert await peer.answer() == {
                "detail": "a required detector failed",
                "code": "LIM201",
            }
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


def test_a_binary_message_closes_with_1003() -> None:
    async def test(app: App, dispatch: FakeDispatch) -> None:
        peer = websocket()
        async with talking(app, peer):
            peer.tell("websocket.receive", text=None, bytes=b"{}")
            assert await peer.next() == closed(1003, "binary messages are not supported")

    run(test)


def test_a_message_over_the_limit_closes_with_1009() -> None:
    async def test(app: App, dispatch: FakeDispatch) -> None:
        peer = websocket()
        async with talking(app, peer):
            peer.ask("é" * 50)
            assert await peer.next() == closed(1009, "message is over the size limit")

    run(test, max_message_bytes=100)


def test_a_disconnect_cancels_the_work_and_sends_nothing() -> None:
    async def test(app: App, dispatch: FakeDispatch) -> None:
        peer = websocket()
        async with talking(app, peer):
            peer.ask("slow 100", "slow 100")
            await wait_all_tasks_blocked()
            peer.tell("websocket.disconnect", code=1006)
        assert (dispatch.cancelled, dispatch.working, peer.unread) == (2, 0, 0)
        assert trio.current_time() < 50

    run(test)


def test_a_failure_of_ours_closes_with_1011_and_logs_no_words(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def test(app: App, dispatch: FakeDispatch) -> None:
        peer = websocket()
        async with talking(app, peer):
            peer.ask("slow 100", "bug canary")
            assert await peer.next() == closed(1011, "internal error")
        assert dispatch.cancelled == 1

    with caplog.at_level(logging.DEBUG):
        run(test)
    assert "ValueError" in caplog.text
    assert "canary" not in caplog.text


def test_other_tasks_run_between_two_sends() -> None:
    order: list[str] = []

    async def tick() -> None:
        while True:
            order.append("tick")
            await trio.lowlevel.checkpoint()

    class Recorder(Peer):
        async def send(self, message: Any) -> None:
            order.append(message["type"])
            await super().send(message)

    async def main() -> None:
        app = create_app(FakeDispatch())
        peer = Recorder(websocket().scope)
        peer.tell("websocket.connect")
        async with started(app), talking(app, peer), trio.open_nursery() as nursery:
            peer.ask("slow 0.01", "a", "b", "c")
            nursery.start_soon(tick)
            for _ in range(4):
                await peer.answer()
            nursery.cancel_scope.cancel()
            peer.tell("websocket.disconnect", code=1006)

    trio.run(main)
    sends = [place for place, entry in enumerate(order) if entry == "websocket.send"]
    assert len(sends) == 4
    # Whoever is runnable runs once between two checkpoints of the sender, before or after it.
    assert order[sends[0] : sends[3]].count("tick") >= 2


def test_a_client_that_does_not_read_is_not_read_from() -> None:
    async def main() -> None:
        reading = trio.Event()

        class Stuck(Peer):
            async def send(self, message: Any) -> None:
                if message["type"] == "websocket.send":
                    await reading.wait()
                await super().send(message)

        app = create_app(FakeDispatch())
        peer = Stuck(websocket().scope)
        peer.tell("websocket.connect")
        async with started(app), talking(app, peer):
            peer.ask(*["a"] * 50)
            await trio.sleep(10)
            # At most the requests in flight, and one message between reading and sending.
            assert peer.received <= 6
            reading.set()
            for _ in range(50):
                await peer.answer()
            peer.tell("websocket.disconnect", code=1006)

    trio.run(main, clock=MockClock(autojump_threshold=0))


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
