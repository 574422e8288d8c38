from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
import trio
from hypercorn.config import Config
from hypercorn.events import Closed, RawData
from hypercorn.trio.task_group import TaskGroup
from hypercorn.trio.worker_context import WorkerContext
from hypercorn.typing import ConnectionState
from hypercorn.utils import wrap_app
from trio.testing import MockClock, wait_all_tasks_blocked

from limina.transport.hypercorn_protocol import GuardedH11Protocol, GuardedTaskGroup
from tests.live.hypercorn_support import KEY, frame, handshake

TEXT, BINARY, CLOSE, PING, PONG = 1, 2, 8, 9, 10
Application = Callable[[Any, Any, Any], Awaitable[None]]


class Wire:
    """A connection without a socket: what is sent is collected."""

    def __init__(self, app: Application, tasks: TaskGroup, config: Config) -> None:
        self.sent = b""
        self.closed = False
        self._protocol = GuardedH11Protocol(
            wrap_app(app, 0, "asgi"),
            config,
            WorkerContext(None),
            tasks,
            ConnectionState({}),
            False,
            ("192.0.2.7", 4711),
            ("192.0.2.1", 8080),
            self._send,
        )

    async def _send(self, event: Any) -> None:
        if isinstance(event, RawData):
            self.sent += event.data
        elif isinstance(event, Closed):
            self.closed = True
            await self._protocol.handle(Closed())

    async def receive(self, data: bytes) -> bytes:
        """Feed bytes; return what is answered once everybody waits."""
        self.sent = b""
        await self._protocol.handle(RawData(data))
        await wait_all_tasks_blocked()
        return self.sent

    async def end(self) -> None:
        """The peer ended the connection."""
        await self._protocol.handle(Closed())


@asynccontextmanager
async def wired(app: Application, **settings: Any) -> AsyncIterator[Wire]:
    config = Config.from_mapping(errorlog=None, **settings)
    async with GuardedTaskGroup() as tasks:
        wire = Wire(app, tasks, config)
        yield wire
        await wire.end()


def run(main: Callable[[], Awaitable[None]]) -> None:
    async def limited() -> None:
        with trio.fail_after(1000):
            await main()

    trio.run(limited, clock=MockClock(autojump_threshold=0))


async def echo(scope: Any, receive: Any, send: Any) -> None:
    """Echo after a second for each message that says so."""
    await receive()
    await send({"type": "websocket.accept"})
    while (message := await receive())["type"] == "websocket.receive":
        if message["text"] == "slow":
            await trio.sleep(0.5)
        if message["text"] == "stuck":
            await trio.sleep(100)
        await send({**message, "type": "websocket.send"})


def close_frame(code: int, reason: bytes = b"") -> bytes:
    payload = code.to_bytes(2, "big") + reason
    return bytes([0x80 | CLOSE, len(payload)]) + payload


def text_frame(text: bytes) -> bytes:
    return bytes([0x80 | TEXT, len(text)]) + text


def test_a_handshake_is_accepted_without_extensions() -> None:
    async def main() -> None:
        async with wired(echo) as wire:
            answer = await wire.receive(
                handshake([b"sec-websocket-extensions: permessage-deflate"])
            )
            assert answer.startswith(b"HTTP/1.1 101")
            assert b"extensions" not in answer.lower()
            assert await wire.receive(frame(TEXT, b"hello")) == text_frame(b"hello")

    run(main)


@pytest.mark.parametrize(
    ("opening", "status"),
    [
        (handshake([b"sec-websocket-protocol: caf\xe9"]), 400),
        (handshake() + frame(TEXT, b"early"), 400),
        (handshake().replace(KEY, b"c2hvcnQ="), 400),
        (handshake().replace(KEY, b"not base64"), 400),
        (handshake().replace(b": 13", b": 8"), 426),
        (handshake().replace(b"HTTP/1.1", b"HTTP/1.0"), 400),
    ],
)
def test_a_bad_handshake_never_reaches_the_application(opening: bytes, status: int) -> None:
    async def never(scope: Any, receive: Any, send: Any) -> None:
        raise AssertionError

    async def main() -> None:
        async with wired(never) as wire:
            answer = await wire.receive(opening)
            head, _, body = answer.partition(b"\r\n\r\n")
            assert head.startswith(b"HTTP/1.1 %d" % status)
            assert (b"sec-websocket-version: 13" in head) is (status == 426)
            assert list(json.loads(body)) == ["detail"]
            assert wire.closed

    run(main)


def test_frames_that_come_before_the_answer_wait_for_it() -> None:
    async def slow(scope: Any, receive: Any, send: Any) -> None:
        await trio.sleep(5)
        await echo(scope, receive, send)

    async def main() -> None:
        async with wired(slow) as wire, trio.open_nursery() as nursery:
            await wire.receive(handshake())
            nursery.start_soon(wire.receive, frame(TEXT, b"early"))
            await trio.sleep(10)
            assert wire.sent.endswith(text_frame(b"early"))

    run(main)


def test_frames_that_come_before_a_refusal_are_dropped() -> None:
    async def refuse(scope: Any, receive: Any, send: Any) -> None:
        await trio.sleep(5)
        await send({"type": "websocket.close"})

    async def main() -> None:
        async with wired(refuse) as wire, trio.open_nursery() as nursery:
            await wire.receive(handshake())
            nursery.start_soon(wire.receive, frame(TEXT, b"early"))
            await trio.sleep(10)
            assert wire.sent.startswith(b"HTTP/1.1 403")
            assert wire.closed

    run(main)


@pytest.mark.parametrize(
    ("frames", "fits"),
    [
        (frame(TEXT, b"x" * 10), True),
        (frame(TEXT, b"x" * 11), False),
        (frame(TEXT, "éééééé".encode()), False),
        (frame(BINARY, b"x" * 11), False),
        (frame(TEXT, b"x" * 6, fin=False) + frame(0, b"x" * 4), True),
        (frame(TEXT, b"x" * 6, fin=False) + frame(0, b"x" * 5), False),
        (frame(TEXT, b"x" * 10) * 3, True),
    ],
)
def test_messages_are_limited_in_bytes(frames: bytes, fits: bool) -> None:
    async def main() -> None:
        async with wired(echo, websocket_max_message_size=10) as wire:
            await wire.receive(handshake())
            answer = await wire.receive(frames)
            assert wire.closed is not fits
            if not fits:
                assert answer == close_frame(1009, b"message is over the size limit")
                assert await wire.receive(frame(0, b"x" * 1000)) == b""

    run(main)


@pytest.mark.parametrize(
    ("bad", "code", "reason"),
    [
        (frame(TEXT, b"\xff"), 1007, b"invalid payload data"),
        (frame(11, b""), 1002, b"protocol error"),
        (frame(CLOSE, b"\x03"), 1002, b"protocol error"),
    ],
)
def test_a_protocol_error_gets_a_close_frame(bad: bytes, code: int, reason: bytes) -> None:
    async def main() -> None:
        async with wired(echo) as wire:
            await wire.receive(handshake())
            assert await wire.receive(bad) == close_frame(code, reason)
            assert wire.closed

    run(main)


def test_answers_that_are_due_leave_before_the_close_frame() -> None:
    async def main() -> None:
        async with wired(echo) as wire:
            await wire.receive(handshake())
            answer = await wire.receive(frame(TEXT, b"slow") + frame(TEXT, b"a") + frame(11, b""))
            due = text_frame(b"slow") + text_frame(b"a")
            assert answer == due + close_frame(1002, b"protocol error")

    run(main)


def test_an_application_that_is_stuck_does_not_hold_up_the_close_frame() -> None:
    async def main() -> None:
        async with wired(echo) as wire:
            await wire.receive(handshake())
            start = trio.current_time()
            answer = await wire.receive(frame(TEXT, b"stuck") + frame(11, b""))
            assert answer == close_frame(1002, b"protocol error")
            assert trio.current_time() - start <= 2

    run(main)


def test_a_close_is_answered_and_a_ping_too() -> None:
    async def main() -> None:
        async with wired(echo) as wire:
            await wire.receive(handshake())
            assert await wire.receive(frame(PING, b"x")) == bytes([0x80 | PONG, 1]) + b"x"
            assert await wire.receive(frame(CLOSE, b"\x03\xe8")) == close_frame(1000)
            assert wire.closed

    run(main)


def test_messages_after_our_close_frame_are_ignored() -> None:
    async def leave(scope: Any, receive: Any, send: Any) -> None:
        await receive()
        await send({"type": "websocket.accept"})
        await send({"type": "websocket.close", "code": 1001})
        assert (await receive())["type"] == "websocket.disconnect"

    async def main() -> None:
        async with wired(leave) as wire:
            opened = await wire.receive(handshake())
            assert opened.endswith(close_frame(1001))
            assert await wire.receive(frame(TEXT, b"late")) == b""
            assert await wire.receive(frame(CLOSE, b"\x03\xe9")) == b""
            assert wire.closed

    run(main)


def test_pings_begin_after_the_interval_and_end_with_the_connection() -> None:
    async def main() -> None:
        async with wired(echo, websocket_ping_interval=7) as wire:
            answer = await wire.receive(handshake())
            assert answer.endswith(b"\r\n\r\n")
            await trio.sleep(22)
            assert wire.sent == answer + bytes([0x80 | PING, 0]) * 3
            start = trio.current_time()
        assert trio.current_time() == start

    run(main)


def http(method: str, length: int = 0) -> bytes:
    return f"{method} / HTTP/1.1\r\nhost: x\r\ncontent-length: {length}\r\n\r\n".encode()


def test_http_2_is_not_changed_to() -> None:
    seen: list[str] = []

    async def answer(scope: Any, receive: Any, send: Any) -> None:
        seen.append(scope["http_version"])
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body"})

    async def main() -> None:
        upgrade = b"connection: upgrade, http2-settings\r\nupgrade: h2c\r\nhttp2-settings: \r\n\r\n"
        async with wired(answer) as wire:
            answered = await wire.receive(b"GET / HTTP/1.1\r\nhost: x\r\n" + upgrade)
            assert answered.startswith(b"HTTP/1.1 204")
        async with wired(answer) as wire:
            assert not (await wire.receive(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")).startswith(b"\0")
        assert seen[0] == "1.1"

    run(main)


def test_an_application_may_answer_without_reading_the_body() -> None:
    async def unread(scope: Any, receive: Any, send: Any) -> None:
        await trio.sleep(1)
        await send({"type": "http.response.start", "status": 413, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    async def main() -> None:
        async with wired(unread, max_app_queue_size=1) as wire, trio.open_nursery() as nursery:
            await wire.receive(http("POST", 1000))

            async def flood() -> None:
                for _ in range(10):
                    await wire.receive(bytes(100))

            nursery.start_soon(flood)
            await trio.sleep(2)
            assert wire.closed

    run(main)


def test_an_application_is_told_of_the_end_behind_what_is_queued_and_again() -> None:
    seen: list[str] = []

    async def late(scope: Any, receive: Any, send: Any) -> None:
        await trio.sleep(1)
        seen.extend([(await receive())["type"] for _ in range(4)])

    async def main() -> None:
        async with wired(late, max_app_queue_size=2) as wire:
            await wire.receive(http("POST", 1000))
            await wire.receive(bytes(100))
            await wire.receive(bytes(100))

    run(main)
    assert seen == ["http.request", "http.request", "http.disconnect", "http.disconnect"]


@pytest.mark.parametrize(
    ("status", "line"),
    [
        (200, b"HTTP/1.1 200 OK\r\n"),
        (401, b"HTTP/1.1 401 Unauthorized\r\n"),
        (599, b"HTTP/1.1 599 \r\n"),
    ],
)
def test_a_status_is_said_in_words_where_it_has_any(status: int, line: bytes) -> None:
    async def answer(scope: Any, receive: Any, send: Any) -> None:
        headers = [(b"content-length", b"0")]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": b""})

    async def main() -> None:
        async with wired(answer) as wire:
            assert (await wire.receive(http("GET"))).startswith(line)

    run(main)
