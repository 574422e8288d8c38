"""A dispatcher that does as it is told, and a native connection in memory."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import trio
from trio.testing import memory_stream_pair

from limina.plugin.hookspecs import Handshake
from limina.protocol.client import ClientTarget
from limina.protocol.connection import ConnectionConfig
from limina.protocol.errors import RequestError
from limina.protocol.schema import Limits, Request
from limina.protocol.session import Session
from limina.runtime.dispatch import Answered
from limina.transport.client import Client, talk_over
from limina.transport.native_connection import NativeConnection
from tests.transport.answering import Answering

TARGET = ClientTarget("limina.example")
CONFIG = ConnectionConfig(
    handshake_timeout=10, ping_interval=20, pong_timeout=7, close_timeout=5, max_message_bytes=1000
)
SEND_TIMEOUT = 30.0

Stapled = trio.StapledStream[Any, Any]


class FakeDispatch(Answering):
    """Answers with the text in capitals.

    A text that begins with `slow` waits until `finish` is set, `long` for a day; `fail` gets
    LIM201; `crash` is a fault of ours; `garbage` is answered, after five seconds, with what is no
    text; `big` gets a large answer.
    """

    def __init__(self, *, ready: bool = True, allow: bool = True) -> None:
        super().__init__()
        self.limits = Limits()
        self.ready = ready
        self.allow = allow
        self.finish = trio.Event()
        self.submitted: list[str] = []
        self.cancelled: list[str] = []
        self.handshakes: list[Handshake] = []

    def ask(self, request: Request, answered: Answered) -> int:
        if request.text.startswith("crash"):
            raise RuntimeError(request.text)
        return super().ask(request, answered)

    async def submit(self, request: Request) -> bytes:
        self.submitted.append(request.text)
        try:
            if request.text.startswith("slow"):
                await self.finish.wait()
            elif request.text.startswith("long"):
                await trio.sleep(86_400)
            else:
                await trio.lowlevel.checkpoint()
        except trio.Cancelled:
            self.cancelled.append(request.text)
            raise
        if request.text.startswith("fail"):
            raise RequestError("LIM201", "a required detector failed")
        if request.text == "garbage":
            await trio.sleep(5)
            return b"\xff"
        size = 1_000_000 if request.text.startswith("big") else 0
        return answer(request.text.upper(), size)

    def authorize(self, handshake: Handshake) -> bool:
        self.handshakes.append(handshake)
        return self.allow


def question(text: str) -> str:
    return json.dumps({"text": text})


def answer(text: str, padding: int = 0) -> bytes:
    return json.dumps({"processed_text": text + " " * padding}).encode()


def make_connection(
    stream: trio.abc.HalfCloseableStream,
    dispatch: FakeDispatch,
    config: ConnectionConfig = CONFIG,
    *,
    full: bool = False,
    max_in_flight: int = 4,
) -> NativeConnection:
    session = Session(
        dispatch.limits, max_message_bytes=config.max_message_bytes, max_in_flight=max_in_flight
    )
    return NativeConnection(stream, session, dispatch, config, send_timeout=SEND_TIMEOUT, full=full)


@asynccontextmanager
async def raw(
    dispatch: FakeDispatch,
    config: ConnectionConfig = CONFIG,
    *,
    streams: tuple[Stapled, Stapled] | None = None,
    full: bool = False,
    max_in_flight: int = 4,
) -> AsyncIterator[tuple[Stapled, NativeConnection, trio.Event]]:
    """A served connection: the client's stream, the server's driver, and whether it has ended."""
    ours, theirs = streams or memory_stream_pair()
    connection = make_connection(theirs, dispatch, config, full=full, max_in_flight=max_in_flight)
    ended = trio.Event()

    async def run() -> None:
        await connection.run()
        ended.set()

    async with trio.open_nursery() as nursery:
        nursery.start_soon(run)
        yield ours, connection, ended
        nursery.cancel_scope.cancel()


@asynccontextmanager
async def conversation(
    dispatch: FakeDispatch, config: ConnectionConfig = CONFIG, *, max_in_flight: int = 4
) -> AsyncIterator[tuple[Client, NativeConnection]]:
    """A client in conversation with a served connection."""
    async with (
        raw(dispatch, config, max_in_flight=max_in_flight) as (stream, connection, _),
        talk_over(stream, TARGET) as client,
    ):
        yield client, connection


async def read_to_end(stream: trio.abc.ReceiveStream) -> bytes:
    """All that still comes."""
    data = b""
    async for piece in stream:
        data += piece
    return data
