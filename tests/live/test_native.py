"""The native server on real sockets, with clients that are not ours and clients that misbehave."""

from __future__ import annotations

import json
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest
import trio
import websocket
from websockets.exceptions import ConnectionClosedError
from websockets.sync.client import connect

from limina.transport.client import Refused, open_client
from limina.transport.native import ServeOptions, serve
from tests.protocol.wires import HEAD, TEXT, close_frame, frame, request_head, server_close
from tests.transport.native_support import FakeDispatch, question

#: Short, so that the tests which wait for them are.
OPTIONS = ServeOptions(
    port=0, close_timeout=0.5, drain_timeout=1, send_timeout=300, max_message_bytes=2_000_000
)
PATIENCE = 120.0


class Running:
    """A server on a free port, and how to stop it."""

    def __init__(self, port: int, stop: trio.Event) -> None:
        self.port = port
        self.stop = stop
        self.stopped = trio.Event()
        self.url = f"ws://127.0.0.1:{port}/ws"

    async def raw(self, *, opened: bool = True) -> trio.SocketStream:
        """A TCP connection, with the handshake done if it is to be `opened`."""
        stream = await trio.open_tcp_stream("127.0.0.1", self.port)
        if opened:
            await stream.send_all(HEAD)
            assert (await stream.receive_some()).startswith(b"HTTP/1.1 101 ")
        return stream

    async def answers(self) -> bool:
        """Whether a well-behaved client is served."""
        async with open_client(self.url) as client:
            return await client.process({"text": "hi"}) == {"processed_text": "HI"}


@asynccontextmanager
async def server(
    dispatch: FakeDispatch | None = None, options: ServeOptions = OPTIONS
) -> AsyncIterator[Running]:
    stop = trio.Event()
    with trio.fail_after(PATIENCE):
        async with trio.open_nursery() as nursery:
            running: Running | None = None

            async def run(task_status: trio.TaskStatus[list[str]]) -> None:
                await serve(
                    dispatch or FakeDispatch(),
                    options,
                    shutdown_trigger=stop.wait,
                    task_status=task_status,
                )
                assert running is not None
                running.stopped.set()

            [address] = await nursery.start(run)
            running = Running(int(address.rpartition(":")[2]), stop)
            yield running
            nursery.cancel_scope.cancel()


async def read_to_end(stream: trio.SocketStream) -> bytes:
    data = b""
    async for piece in stream:
        data += piece
    return data


def in_thread(work: Callable[[], None]) -> Awaitable[None]:
    return trio.to_thread.run_sync(work)


# --- clients that are not ours -------------------------------------------------------------------


def test_websocket_client_is_served_as_on_the_vendors_page() -> None:
    async def main() -> None:
        async with server() as running:

            def talk() -> None:
                ws: Any = websocket.WebSocket()
                ws.connect(running.url, timeout=PATIENCE)
                ws.ping()
                for i in range(100):
                    ws.send(json.dumps({"text": f"text {i}"}))
                    assert json.loads(ws.recv()) == {"processed_text": f"TEXT {i}"}
                ws.close()

            await in_thread(talk)

    trio.run(main)


def test_websockets_is_served_though_its_offer_of_compression_is_not_taken() -> None:
    async def main() -> None:
        async with server() as running:

            def talk() -> None:
                with connect(running.url) as ws:
                    assert ws.protocol.extensions == []
                    for i in range(100):
                        ws.send(question(f"é{i}"))
                    for i in range(100):
                        assert json.loads(ws.recv()) == {"processed_text": f"É{i}"}
                    ws.send([question("frag")[:9], question("frag")[9:]])
                    assert json.loads(ws.recv()) == {"processed_text": "FRAG"}
                    ws.send(b"binary")
                    with pytest.raises(ConnectionClosedError) as caught:
                        ws.recv()
                    assert caught.value.rcvd is not None
                    assert caught.value.rcvd.code == 1003

            await in_thread(talk)

    trio.run(main)


@pytest.mark.parametrize(
    ("line", "status"), [(b"GET /healthz", 200), (b"GET /", 200), (b"GET /none", 404)]
)
def test_plain_http_is_answered(line: bytes, status: int) -> None:
    async def main() -> None:
        async with server() as running:
            stream = await running.raw(opened=False)
            await stream.send_all(line + b" HTTP/1.1\r\nhost: x\r\n\r\n")
            assert (await read_to_end(stream)).startswith(b"HTTP/1.1 %d " % status)
            await stream.aclose()

    trio.run(main)


# --- clients that misbehave ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        b"sec-websocket-protocol: caf\xe9",
        b"sec-websocket-extensions: permessage-deflate; client_max_window_bits=abc",
    ],
    ids=["subprotocol", "extension"],
)
def test_handshakes_that_kill_other_servers_do_not_kill_this_one(line: bytes) -> None:
    async def main() -> None:
        async with server() as running:
            stream = await running.raw(opened=False)
            await stream.send_all(request_head(line))
            assert (await stream.receive_some()).startswith((b"HTTP/1.1 400 ", b"HTTP/1.1 101 "))
            await stream.aclose()
            assert await running.answers()

    trio.run(main)


def test_sixty_megabytes_behind_a_message_that_is_too_big_go_nowhere() -> None:
    async def main() -> None:
        async with server() as running:
            stream = await running.raw()
            await stream.send_all(frame(TEXT, b"", announced=100_000_000))
            assert await stream.receive_some() == server_close(
                1009, "message is over the size limit"
            )
            sent = 0
            try:
                for _ in range(60):
                    await stream.send_all(bytes(1_000_000))
                    sent += 1
            except trio.BrokenResourceError:
                pass  # cut off
            else:
                assert sent == 60
            assert await running.answers()
            await stream.aclose()

    trio.run(main)


def test_clients_that_never_read_do_not_hold_up_the_others_or_the_end() -> None:
    async def main() -> None:
        async with server() as running:
            deaf = []
            for _ in range(3):
                sock = trio.socket.socket()
                sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
                await sock.connect(("127.0.0.1", running.port))
                stream = trio.SocketStream(sock)
                await stream.send_all(HEAD)
                await stream.receive_some(200)
                for _ in range(8):
                    await stream.send_all(frame(TEXT, question("big")))
                deaf.append(stream)
            assert await running.answers()
            started = trio.current_time()
            running.stop.set()
            await running.stopped.wait()
            # The send timeout is longer.
            assert trio.current_time() - started < PATIENCE / 2
            for stream in deaf:
                await stream.aclose()

    trio.run(main)


def test_a_client_that_resets_its_connection_costs_only_that() -> None:
    async def main() -> None:
        async with server() as running:
            for _ in range(20):
                stream = await running.raw()
                await stream.send_all(frame(TEXT, question("slow")))
                stream.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
                await stream.aclose()
            assert await running.answers()

    trio.run(main)


# --- the end -------------------------------------------------------------------------------------


def test_the_close_arrives_though_the_client_goes_on_sending() -> None:
    async def main() -> None:
        async with server() as running:
            stream = await running.raw()
            await stream.send_all(close_frame(1000) + bytes(100_000))
            assert await read_to_end(stream) == server_close(1000)
            await stream.aclose()

    trio.run(main)


def test_a_drain_answers_the_busy_and_refuses_the_new() -> None:
    async def main() -> None:
        dispatch = FakeDispatch()
        patient = replace(OPTIONS, drain_timeout=PATIENCE)
        async with server(dispatch, patient) as running, open_client(running.url) as client:
            await client.send(question("slow"))
            while not dispatch.submitted:
                await trio.sleep(0)
            running.stop.set()
            await trio.testing.wait_all_tasks_blocked(0.01)
            with pytest.raises(Refused) as caught:
                async with open_client(running.url):
                    raise AssertionError("let in")
            assert caught.value.status == 503
            dispatch.finish.set()
            assert json.loads(await client.receive()) == {"processed_text": "SLOW"}
            await running.stopped.wait()

    trio.run(main)


def test_nobody_listening_is_an_os_error() -> None:
    async def main() -> None:
        with socket.socket() as sock:
            sock.bind(("127.0.0.1", 0))
            port = sock.getsockname()[1]
        with pytest.raises(OSError, match=r"127\.0\.0\.1"):
            async with open_client(f"ws://127.0.0.1:{port}/ws"):
                raise AssertionError("let in")

    trio.run(main)
