from __future__ import annotations

import json
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
import trio
from trio.testing import MockClock, lockstep_stream_pair, memory_stream_pair, wait_all_tasks_blocked

from limina.config import Settings
from limina.runtime.metrics import Metrics
from limina.transport.client import Client, Disconnected, Refused, talk_over
from limina.transport.http import REFUSED_CONNECTIONS
from limina.transport.native import ServeOptions, Server, serve
from tests.protocol.wires import HEAD, TEXT, EchoSession, frame
from tests.transport.native_support import (
    TARGET,
    FakeDispatch,
    Stapled,
    question,
    read_to_end,
)

OPTIONS = ServeOptions(close_timeout=5, drain_timeout=60, send_timeout=30)


def run(main: Callable[[], Awaitable[None]]) -> None:
    """Run on a clock that jumps whenever everybody waits."""
    trio.run(main, clock=MockClock(autojump_threshold=0))


@asynccontextmanager
async def serving(server: Server) -> AsyncIterator[Callable[[], Stapled]]:
    """Yield what opens a connection to the server."""
    async with trio.open_nursery() as nursery:

        def connect() -> Stapled:
            ours, theirs = memory_stream_pair()
            nursery.start_soon(server.handle, theirs)
            return ours

        yield connect
        nursery.cancel_scope.cancel()


# --- counting connections ------------------------------------------------------------------------


def test_a_connection_over_the_limit_is_told_so_and_makes_room_when_it_leaves() -> None:
    async def main() -> None:
        server = Server(FakeDispatch(), ServeOptions(max_connections=1))
        async with serving(server) as connect:
            async with talk_over(connect(), TARGET) as client:
                await client.process({"text": "in"})
                with pytest.raises(Refused) as caught:
                    async with talk_over(connect(), TARGET):
                        raise AssertionError("let in")
                assert caught.value.status == 503
            await wait_all_tasks_blocked()
            async with talk_over(connect(), TARGET) as client:
                await client.process({"text": "now"})

    run(main)


def test_far_over_the_limit_connections_are_just_closed() -> None:
    async def main() -> None:
        server = Server(FakeDispatch(), ServeOptions(max_connections=1))
        async with serving(server) as connect:
            for _ in range(1 + REFUSED_CONNECTIONS):
                stream = connect()
                await wait_all_tasks_blocked()
            assert await read_to_end(connect()) == b""
            await stream.send_all(HEAD)
            assert (await read_to_end(stream)).startswith(b"HTTP/1.1 503 ")

    run(main)


def test_the_options_reach_the_connections() -> None:
    async def main() -> None:
        options = ServeOptions(
            max_message_bytes=100,
            max_in_flight=2,
            max_consecutive_errors=1,
            handshake_timeout=3,
            ping_interval=4,
            pong_timeout=5,
            close_timeout=6,
        )
        dispatch = FakeDispatch()
        async with serving(Server(dispatch, options)) as connect:
            started = trio.current_time()
            assert (await read_to_end(connect())).startswith(b"HTTP/1.1 408 ")
            assert trio.current_time() - started == 3

            async def code(*messages: str | bytes) -> int:
                async with talk_over(connect(), TARGET) as client:
                    for message in messages:
                        await client.send(message)
                    with pytest.raises(Disconnected) as caught:
                        while True:
                            await client.receive()
                    return caught.value.code

            assert await code("not JSON") == 1008
            assert await code("x" * 101) == 1009

            stream = connect()
            await stream.send_all(HEAD)
            await stream.receive_some()
            started = trio.current_time()
            assert (await read_to_end(stream))[-19:] == b"no answer to a ping"
            assert trio.current_time() - started == 4 + 5 + 6

            async with talk_over(connect(), TARGET) as client:
                for text in ("slow 1", "slow 2", "slow 3"):
                    await client.send(question(text))
                await wait_all_tasks_blocked()
                assert dispatch.submitted == ["slow 1", "slow 2"]
                dispatch.finish.set()

    run(main)


def test_another_conversation_may_be_served_at_other_paths() -> None:
    async def main() -> None:
        server = Server(FakeDispatch(), OPTIONS, EchoSession, paths=["/echo"], deflate=True)
        async with serving(server) as connect:
            stream = connect()
            extension = b"sec-websocket-extensions: permessage-deflate\r\n\r\n"
            await stream.send_all(HEAD.replace(b"/ws", b"/echo")[:-2] + extension)
            answer = await stream.receive_some()
            assert b"permessage-deflate" in answer
            await stream.send_all(frame(TEXT, "back"))
            assert (await stream.receive_some())[0] == 0xC1

    run(main)


def test_the_options_have_the_names_and_defaults_of_the_settings() -> None:
    settings, options = Settings(), ServeOptions()
    for name in ServeOptions.__dataclass_fields__:
        assert getattr(options, name) == getattr(settings, name)


# --- draining ------------------------------------------------------------------------------------


async def ending(client: Client) -> int:
    """Read to the end of the conversation and tell its code."""
    try:
        while True:
            await client.receive()
    except Disconnected as end:
        return end.code


def test_a_drain_ends_idle_conversations_at_once_and_busy_ones_after_their_answers() -> None:
    async def main() -> None:
        dispatch = FakeDispatch()
        server = Server(dispatch, OPTIONS)
        async with (
            serving(server) as connect,
            talk_over(connect(), TARGET) as idle,
            talk_over(connect(), TARGET) as busy,
            trio.open_nursery() as nursery,
        ):
            await busy.send(question("slow"))
            await wait_all_tasks_blocked()
            drained = trio.Event()

            async def drain() -> None:
                await server.drain()
                drained.set()

            nursery.start_soon(drain)
            assert await ending(idle) == 1001
            assert not drained.is_set()
            with pytest.raises(Refused) as caught:
                async with talk_over(connect(), TARGET):
                    raise AssertionError("let in")
            assert (caught.value.status, json.loads(caught.value.body)["code"]) == (503, "LIM204")
            await trio.sleep(30)
            dispatch.finish.set()
            assert json.loads(await busy.receive()) == {"processed_text": "SLOW"}
            assert await ending(busy) == 1001
            await drained.wait()

    run(main)


def test_what_is_busy_after_the_drain_timeout_is_given_up() -> None:
    async def main() -> None:
        server = Server(FakeDispatch(), OPTIONS)
        async with serving(server) as connect, talk_over(connect(), TARGET) as client:
            await client.send(question("long"))
            await wait_all_tasks_blocked()
            started = trio.current_time()
            await server.drain()
            assert trio.current_time() - started == 60
            assert await ending(client) == 1012

    run(main)


def test_a_drain_ends_even_if_nobody_reads() -> None:
    async def main() -> None:
        server = Server(FakeDispatch(), OPTIONS)
        async with trio.open_nursery() as nursery:
            for text in ("one", "long"):
                ours, theirs = lockstep_stream_pair()
                nursery.start_soon(server.handle, theirs)
                await ours.send_all(HEAD)
                await ours.receive_some()
                await ours.send_all(frame(TEXT, question(text)))
            await wait_all_tasks_blocked()
            started = trio.current_time()
            await server.drain()
            assert trio.current_time() - started <= 60 + 5
            nursery.cancel_scope.cancel()

    run(main)


def test_idle_tcp_connections_do_not_hold_up_a_drain() -> None:
    async def main() -> None:
        server = Server(FakeDispatch(), OPTIONS)
        async with serving(server) as connect:
            stream = connect()
            await stream.send_all(HEAD[:20])
            await wait_all_tasks_blocked()
            started = trio.current_time()
            await server.drain()
            assert trio.current_time() == started

    run(main)


# --- listening -----------------------------------------------------------------------------------


class MemoryListener(trio.abc.Listener[Stapled]):
    """Gives out connections made with `connect`."""

    def __init__(self, address: tuple[object, ...]) -> None:
        self._address = address
        self._send, self._receive = trio.open_memory_channel[Stapled](10)
        self.closed = False

    @property
    def socket(self) -> MemoryListener:
        return self

    def getsockname(self) -> tuple[object, ...]:
        return self._address

    def connect(self) -> Stapled:
        ours, theirs = memory_stream_pair()
        self._send.send_nowait(theirs)
        return ours

    async def accept(self) -> Stapled:
        return await self._receive.receive()

    async def aclose(self) -> None:
        self.closed = True
        await trio.lowlevel.checkpoint()


@pytest.fixture
def listeners(monkeypatch: pytest.MonkeyPatch) -> list[MemoryListener]:
    made: list[MemoryListener] = []

    async def open_listeners(port: int, *, host: str) -> list[MemoryListener]:
        await trio.lowlevel.checkpoint()
        made.extend([MemoryListener((host, port)), MemoryListener(("::1", port, 0, 0))])
        return made

    monkeypatch.setattr(trio, "open_tcp_listeners", open_listeners)
    return made


def test_serving_tells_its_addresses_and_ends_with_its_trigger(
    listeners: list[MemoryListener],
) -> None:
    async def main() -> None:
        stop = trio.Event()
        async with trio.open_nursery() as nursery:

            async def start(task_status: trio.TaskStatus[list[str]]) -> None:
                await serve(
                    FakeDispatch(),
                    ServeOptions(host="127.0.0.1", port=8123),
                    shutdown_trigger=stop.wait,
                    task_status=task_status,
                )

            addresses = await nursery.start(start)
            assert addresses == ["http://127.0.0.1:8123", "http://[::1]:8123"]
            for listener in listeners:
                async with talk_over(listener.connect(), TARGET) as client:
                    assert await client.process({"text": "hi"}) == {"processed_text": "HI"}
            async with talk_over(listeners[0].connect(), TARGET) as client:
                stop.set()
                assert await ending(client) == 1001
        assert all(listener.closed for listener in listeners)

    run(main)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_without_a_trigger_a_signal_ends_it(
    listeners: list[MemoryListener], number: signal.Signals
) -> None:
    async def main() -> None:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(serve, FakeDispatch())
            await wait_all_tasks_blocked()
            signal.raise_signal(number)
        assert all(listener.closed for listener in listeners)

    run(main)


# --- what is told of connections -----------------------------------------------------------------


def test_connections_are_counted_and_logged_by_how_they_end(
    caplog: pytest.LogCaptureFixture,
) -> None:
    metrics = Metrics()

    async def main() -> None:
        dispatch = FakeDispatch()
        server = Server(dispatch, ServeOptions(log_connections=True), metrics=metrics)
        async with serving(server) as connect:
            async with talk_over(connect(), TARGET) as client:
                await client.send("no request")
                await client.receive()
                assert counted(metrics, "limina_websocket_connections") == 1
            async with talk_over(connect(), TARGET) as client:
                await client.send(b"binary")
                with pytest.raises(Disconnected):
                    await client.receive()
            async with talk_over(connect(), TARGET) as client:
                # A client's own code is not ours, even where it is the same.
                await client.close(1001)
            dispatch.allow = False
            with pytest.raises(Refused):
                async with talk_over(connect(), TARGET):
                    pass
            dispatch.allow = True
            async with talk_over(connect(), TARGET) as client:
                await client.send(question("long"))
                await wait_all_tasks_blocked()
                await server.drain()
                with pytest.raises(Disconnected):
                    await client.receive()
            await wait_all_tasks_blocked()

    with caplog.at_level("INFO", "limina.transport.connections"):
        run(main)
    assert counted(metrics, "limina_websocket_connections") == 0
    assert counted(metrics, 'limina_websocket_handshakes_total{status="101"}') == 4
    assert counted(metrics, 'limina_websocket_handshakes_total{status="401"}') == 1
    assert counted(metrics, 'limina_websocket_closes_total{code="client"}') == 2
    assert counted(metrics, 'limina_websocket_closes_total{code="1003"}') == 1
    assert counted(metrics, 'limina_websocket_closes_total{code="1012"}') == 1
    assert counted(metrics, 'limina_requests_total{outcome="LIM101",route="/ws"}') == 1
    assert len(caplog.records) == 5
    assert "closed by us with 1003" in caplog.text


def counted(metrics: Metrics, sample: str) -> float:
    lines = metrics.render().decode().splitlines()
    return sum(float(line.split()[-1]) for line in lines if line.startswith(sample))
