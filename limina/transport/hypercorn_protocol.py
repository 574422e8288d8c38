"""hypercorn's HTTP/1.1 and WebSocket parts, made to survive what clients send.

Three of hypercorn's classes with their faults cured; `docs/explanation/hypercorn.md` names each
fault and its upstream issue. Used by `hypercorn_guard` on the trio worker only. Nothing here knows
what application is served.
"""

from __future__ import annotations

import contextlib
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any, cast

import h11
import trio
from hypercorn.config import Config
from hypercorn.events import Closed, RawData
from hypercorn.events import Event as ServerEvent
from hypercorn.protocol.events import Data, Event, Request, StreamClosed
from hypercorn.protocol.h11 import STREAM_ID, H11Protocol, H11WSConnection
from hypercorn.protocol.http_stream import HTTPStream
from hypercorn.protocol.ws_stream import WSStream
from hypercorn.trio.task_group import TaskGroup, _handle
from hypercorn.typing import (
    AppWrapper,
    ASGIReceiveCallable,
    ASGIReceiveEvent,
    ASGISendCallable,
    ASGISendEvent,
    Scope,
    WebsocketAcceptEvent,
)
from wsproto.connection import ConnectionState
from wsproto.events import CloseConnection, Message, Ping, TextMessage
from wsproto.frame_protocol import CloseReason

from limina.protocol import closecodes
from limina.protocol.handshake import EARLY_DATA, Refusal, read_request
from limina.transport.http import CONTENT_TYPE, FULL, refusal

#: How long a connection that is about to fail waits for the application, in seconds.
_CATCH_UP_SECONDS = 1.0

#: Methods that are answered where there is no room for more.
_PROBES = frozenset({b"GET", b"HEAD"})

_FAILURES = {
    close.code: close for close in (closecodes.INVALID_PAYLOAD, closecodes.MESSAGE_TOO_BIG)
}


class GuardedTaskGroup(TaskGroup):
    """Application tasks whose queue can never hold up the connection.

    hypercorn's queue blocks its writer until the application receives. An application that
    answers without reading, or has ended, then leaves the connection's tasks behind for ever, and a
    send that fails while the queue is full waits for itself.
    """

    async def spawn_app(
        self,
        app: AppWrapper,
        config: Config,
        scope: Scope,
        send: Callable[[ASGISendEvent | None], Awaitable[None]],
    ) -> Callable[[ASGIReceiveEvent], Awaitable[None]]:
        """Start the application; what is returned never blocks once either side has ended."""
        writer, reader = trio.open_memory_channel[ASGIReceiveEvent](config.max_app_queue_size)
        farewell: list[ASGIReceiveEvent] = []

        async def put(message: ASGIReceiveEvent) -> None:
            if message["type"] in {"http.disconnect", "websocket.disconnect"}:
                farewell.append(message)
                writer.close()
                return
            try:
                try:
                    writer.send_nowait(message)
                except trio.WouldBlock:
                    await writer.send(message)
            except (trio.ClosedResourceError, trio.BrokenResourceError):
                await trio.lowlevel.checkpoint()

        async def receive() -> ASGIReceiveEvent:
            try:
                return await reader.receive()
            except trio.EndOfChannel:
                return farewell[0]

        async def run() -> None:
            with reader:
                await _handle(
                    app,
                    config,
                    scope,
                    receive,
                    send,
                    trio.to_thread.run_sync,
                    trio.from_thread.run,
                )

        self.spawn(run)
        return put


def _asks_for_websocket(request: h11.Request) -> bool:
    headers = dict(request.headers)
    tokens = headers.get(b"connection", b"").lower().split(b",")
    return (
        request.method == b"GET"
        and headers.get(b"upgrade", b"").strip().lower() == b"websocket"
        and b"upgrade" in (token.strip() for token in tokens)
    )


def _judge(request: h11.Request) -> Refusal | None:
    """Judge an opening handshake by the rules of every other transport; None if it may go on."""
    lines = [b"%s %s HTTP/%s" % (request.method, request.target, request.http_version)]
    lines += [b"%s: %s" % (name, value) for name, value in request.headers]
    path = request.target.decode("ascii").partition("?")[0]
    try:
        read_request(b"\r\n".join([*lines, b"", b""]), paths=(path,), deflate=False)
    except Refusal as refusal:
        return refusal
    return None


class GuardedH11Protocol(H11Protocol):
    """HTTP/1.1 only, with handshakes judged before hypercorn parses them.

    Attributes:
        full: Whether there are too many connections: only probes are answered.
    """

    full = False

    async def handle(self, event: ServerEvent) -> None:
        """Take what the connection has received, or its end."""
        stream = self.stream
        if isinstance(event, RawData) and isinstance(stream, GuardedWSStream) and stream.open:
            await stream.take(event.data)
        else:
            await super().handle(event)

    async def _send_h11_event(self, event: Any) -> None:
        # hypercorn leaves out the words of a status, which clients show to people.
        if isinstance(event, h11.Response) and not event.reason:
            with contextlib.suppress(ValueError):
                event = h11.Response(
                    headers=event.headers,
                    status_code=event.status_code,
                    http_version=event.http_version,
                    reason=HTTPStatus(event.status_code).phrase.encode("ascii"),
                )
        await super()._send_h11_event(event)

    async def _check_protocol(self, event: h11.Request) -> None:
        """Stay on HTTP/1.1: hypercorn would change to HTTP/2 on `Upgrade: h2c` or its preface."""

    async def _create_stream(self, request: h11.Request) -> None:
        kind: type[HTTPStream | WSStream] = HTTPStream
        if self.full and (_asks_for_websocket(request) or request.method not in _PROBES):
            await self._refuse(Refusal(503, FULL))
            return
        if _asks_for_websocket(request):
            early, _ = self.connection.trailing_data
            fault = Refusal(400, EARLY_DATA) if early else _judge(request)
            if fault is not None:
                await self._refuse(fault)
                return
            kind = GuardedWSStream
            self.connection = H11WSConnection(cast(h11.Connection, self.connection))
        self.stream = kind(
            self.app,
            self.config,
            self.context,
            self.task_group,
            self.ssl,
            self.client,
            self.server,
            self.stream_send,
            STREAM_ID,
        )
        await self.stream.handle(
            Request(
                stream_id=STREAM_ID,
                headers=list(request.headers),
                http_version=request.http_version.decode(),
                method=request.method.decode("ascii").upper(),
                raw_path=request.target,
                state=self.connection_state,
            )
        )
        self.keep_alive_requests += 1
        await self.context.mark_request()

    async def _refuse(self, fault: Refusal) -> None:
        status, body = refusal(fault.status, fault.reason)
        headers = [
            (b"content-type", CONTENT_TYPE),
            (b"content-length", b"%d" % len(body)),
            (b"connection", b"close"),
            *((name.encode(), value.encode()) for name, value in fault.headers),
            *self.config.response_headers("h11"),
        ]
        await self._send_h11_event(h11.Response(headers=headers, status_code=status))
        await self._send_h11_event(h11.Data(data=body))
        await self._send_h11_event(h11.EndOfMessage())
        await self.send(Closed())


class GuardedWSStream(WSStream):
    """One WebSocket: no compression, sizes in UTF-8 bytes, a Close frame for every end."""

    def __init__(self, app: AppWrapper, *args: Any) -> None:
        super().__init__(self._watched, *args)
        self._real_app = app
        self._message_bytes = 0
        self._pinging = trio.CancelScope()
        self._decided = trio.Event()
        # The connect event is put before any message.
        self._put, self._taken = 1, 0
        self._caught_up = trio.Event()

    async def _watched(
        self,
        scope: Scope,
        receive: ASGIReceiveCallable,
        send: ASGISendCallable,
        sync_spawn: Callable[..., Any],
        call_soon: Callable[..., Any],
    ) -> None:
        """Run the application, noting when it asks for more than there is."""

        async def watched_receive() -> ASGIReceiveEvent:
            if self._taken == self._put:
                self._caught_up.set()
            message = await receive()
            self._taken += 1
            return message

        try:
            await self._real_app(scope, watched_receive, send, sync_spawn, call_soon)
        finally:
            self._caught_up.set()

    async def handle(self, event: Event) -> None:
        """Take an event of the connection."""
        if isinstance(event, Data):
            # hypercorn would answer 400 while the application accepts, and fail over the two.
            await self._decided.wait()
        await super().handle(event)
        if isinstance(event, StreamClosed):
            self._decided.set()
            self._pinging.cancel()

    @property
    def open(self) -> bool:
        """Whether it has been accepted and is not closed."""
        return not self.closed and self._decided.is_set() and self.handshake.accepted

    async def take(self, data: bytes) -> None:
        """Take bytes of the open WebSocket, past what is left of HTTP in between."""
        self.connection.receive_data(data)
        await self._handle_events()

    async def _accept(self, message: WebsocketAcceptEvent) -> None:
        # hypercorn always offers permessage-deflate, and wsproto inflates a whole read at once:
        # 64 KiB become 64 MiB before any size is checked.
        self.handshake.extensions = None
        await super()._accept(message)
        self._decided.set()

    async def _send_pings(self) -> None:
        # A fresh connection needs no ping, and the loop has to end with the connection.
        with self._pinging:
            while not self.closed:
                await trio.sleep(self.config.websocket_ping_interval or float("inf"))
                await self._send_wsproto_event(Ping())

    async def _handle_events(self) -> None:
        for event in self.connection.events():
            if isinstance(event, Ping):
                await self._send_wsproto_event(event.response())
            elif isinstance(event, CloseConnection):
                await self._finish(event)
                return
            elif isinstance(event, Message) and self.connection.state is ConnectionState.OPEN:
                # Once we have sent a Close frame, messages are of no interest any more.
                self._message_bytes += _size(event)
                if self._message_bytes > self.config.websocket_max_message_size:
                    await self._finish(CloseConnection(CloseReason.MESSAGE_TOO_BIG))
                    return
                self.buffer.extend(event)
                if event.message_finished:
                    message = self.buffer.to_message()
                    self.buffer.clear()
                    self._message_bytes = 0
                    self._put += 1
                    self._caught_up = trio.Event()
                    assert self.app_put is not None
                    await self.app_put(message)

    async def _finish(self, event: CloseConnection) -> None:
        """Answer the peer's Close, or report our own failure; then end the connection."""
        if self.connection.state is ConnectionState.REMOTE_CLOSING:
            await self._send_wsproto_event(event.response())
        elif self.connection.state is ConnectionState.OPEN:
            # What came before the fault is still dealt with, if that takes no longer than a moment.
            with trio.move_on_after(_CATCH_UP_SECONDS):
                await self._caught_up.wait()
            # wsproto dresses a parse failure as a peer's close, and its reason may quote the input.
            code, reason = _FAILURES.get(event.code, closecodes.PROTOCOL_ERROR)
            await self._send_wsproto_event(CloseConnection(code, reason))
        self.buffer.clear()
        await self.send(StreamClosed(stream_id=self.stream_id))


def _size(event: Message[Any]) -> int:
    """Length of a message's part in UTF-8 bytes."""
    if not isinstance(event, TextMessage) or event.data.isascii():
        return len(event.data)
    return len(event.data.encode())
