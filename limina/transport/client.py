"""A trio client for `/ws`: one connection, JSON or raw text in, JSON or raw text out.

Deadlines are the caller's: wrap any call in a cancel scope. The client knows nothing of what it
sends; `process` only tells an error answer from a response.
"""

from __future__ import annotations

import contextlib
import math
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any, Final
from urllib.parse import urlsplit

import msgspec
import trio

from limina.protocol import closecodes
from limina.protocol.client import ClientConnection, ClientTarget
from limina.protocol.closecodes import Close
from limina.protocol.connection import ConnectionConfig, ConnectionState
from limina.protocol.errors import LocalProtocolError
from limina.protocol.events import (
    NEED_DATA,
    ConnectionClosed,
    HandshakeAccepted,
    HandshakeRefused,
    MessageReceived,
    ProtocolFailure,
)

#: Messages of the server that may wait for `receive`; then no more is read.
WAITING_MESSAGES: Final = 16
#: An answer lists every entity, so that it can be several times as long as its request.
DEFAULT_MAX_ANSWER_BYTES: Final = 64 * 1024 * 1024

_READ_BYTES: Final = 64 * 1024


class ClientError(ConnectionError):
    """The connection could not be opened, or has ended."""


class Refused(ClientError):
    """The server answered the handshake with an HTTP status.

    Attributes:
        status: The status, such as 401 or 503.
        body: The start of the response body.
    """

    def __init__(self, status: int, body: bytes) -> None:
        super().__init__(f"the server refused the connection with HTTP status {status}")
        self.status = status
        self.body = body


class Disconnected(ClientError):
    """The conversation is over.

    Attributes:
        code: The server's close code; 1005 if its Close held none, 1006 if there was no Close.
        reason: The server's words, or empty.
    """

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(f"the connection was closed with code {code}")
        self.code = code
        self.reason = reason


class AnswerError(Exception):
    """The server answered a request with an error; the connection stays open.

    Attributes:
        detail: What is wrong, in the server's words.
        code: Such as `LIM103`; None from a server that gives none.
    """

    def __init__(self, detail: str, code: str | None) -> None:
        super().__init__(detail if code is None else f"{code}: {detail}")
        self.detail = detail
        self.code = code


class Client:
    """An open connection. Made by `open_client`."""

    def __init__(self, stream: trio.abc.Stream, connection: ClientConnection) -> None:
        self._stream = stream
        self._connection = connection
        self._exchange = trio.Lock()
        # Set to have everything sent that is due; and what is set once that has happened.
        self._due = trio.Event()
        self._sent = trio.Event()
        self._waiting = trio.CancelScope()
        self._arrived, self._messages = trio.open_memory_channel[str | bytes](WAITING_MESSAGES)
        self._end: Disconnected | None = None
        self._unread_answers = 0

    @property
    def closed(self) -> Disconnected | None:
        """How the conversation ended, or None while it goes on."""
        return self._end

    async def process(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Send one request and return its answer. Calls from several tasks take turns.

        Do not mix it with `receive`, which may take another call's answer.

        Args:
            request: The request as the Limina text API defines it, `text` a single string.

        Returns:
            The response.

        Raises:
            AnswerError: If the server answers with an error.
            ClientError: If the connection ends, or the answer is not a JSON object.
        """
        async with self._exchange:
            self._unread_answers += 1
            await self.send(msgspec.json.encode(request).decode())
            # The first ones belong to calls that were cancelled while they waited.
            while self._unread_answers:
                message = await self.receive()
                self._unread_answers -= 1
        try:
            answer = msgspec.json.decode(message, type=dict[str, Any])
        except (msgspec.DecodeError, RecursionError):
            raise ClientError("the answer is not a JSON object") from None
        if "detail" in answer and "processed_text" not in answer:
            code = answer.get("code")
            raise AnswerError(str(answer["detail"]), None if code is None else str(code))
        return answer

    async def send(self, message: str | bytes) -> None:
        """Send one message as it is: text, or bytes for a binary message.

        Returns when the message is on its way. A call that is cancelled may still have sent it.

        Raises:
            Disconnected: If the conversation is over.
            LocalProtocolError: If the text holds a lone surrogate.
        """
        if self._connection.state is not ConnectionState.OPEN:
            await trio.lowlevel.checkpoint()
            raise self._end or Disconnected(closecodes.ABNORMAL, "")
        self._connection.send_message(message)
        await self._flush().wait()

    async def receive(self) -> str:
        """Return the next text message.

        Raises:
            Disconnected: If the conversation is over and every message has been returned.
            ClientError: If the server sends a binary message.
        """
        try:
            message = await self._messages.receive()
        except trio.EndOfChannel:
            raise self._end or Disconnected(closecodes.ABNORMAL, "") from None
        if isinstance(message, bytes):
            raise ClientError("the server sent a binary message")
        return message

    async def close(self, code: int = closecodes.NORMAL.code, reason: str = "") -> None:
        """Say goodbye and wait for the server's Close; messages still to come are dropped.

        Args:
            code: The close code.
            reason: At most 123 bytes of UTF-8.
        """
        self._connection.close(Close(code, reason))
        self._flush()
        # The reading task has a new deadline.
        self._waiting.cancel()
        async for _ in self._messages:
            pass

    def _flush(self) -> trio.Event:
        self._due.set()
        return self._sent

    async def _keep_writing(self) -> None:
        """Write in a task of its own: reading must go on while the server does not read."""
        while True:
            await self._due.wait()
            self._due = trio.Event()
            sent, self._sent = self._sent, trio.Event()
            # The reading task will find the server's last words, or that there are none.
            with contextlib.suppress(trio.BrokenResourceError, trio.ClosedResourceError):
                await self._stream.send_all(self._connection.data_to_send())
            sent.set()

    async def _shake_hands(self) -> None:
        with contextlib.suppress(trio.BrokenResourceError):
            await self._stream.send_all(self._connection.data_to_send())
        while True:
            await self._read()
            event = self._connection.next_event()
            if isinstance(event, HandshakeAccepted):
                return
            if isinstance(event, HandshakeRefused):
                raise Refused(event.status, event.body)
            if isinstance(event, ProtocolFailure):
                raise ClientError(event.reason)

    async def _keep_reading(self) -> None:
        """Read until the end, so that pings are answered while nobody calls `receive`."""
        async with self._arrived:
            while self._connection.state is not ConnectionState.CLOSED:
                await self._pass_on()
                self._flush()
                await self._read()
            await self._pass_on()

    async def _pass_on(self) -> None:
        while (event := self._connection.next_event()) is not NEED_DATA:
            if isinstance(event, MessageReceived):
                await self._arrived.send(event.data)
            elif isinstance(event, ConnectionClosed):
                self._end = Disconnected(event.code, event.reason)
                self._arrived.close()

    async def _read(self) -> None:
        deadline = self._connection.next_deadline()
        with trio.CancelScope() as self._waiting:
            self._waiting.deadline = math.inf if deadline is None else deadline
            try:
                data = await self._stream.receive_some(_READ_BYTES)
            except (trio.BrokenResourceError, trio.ClosedResourceError):
                data = b""
            if data:
                self._connection.receive_data(data, trio.current_time())
            else:
                self._connection.receive_eof(trio.current_time())
        self._connection.handle_timer(trio.current_time())


@asynccontextmanager
async def open_client(
    url: str,
    *,
    headers: Sequence[tuple[str, str]] = (),
    max_message_bytes: int = DEFAULT_MAX_ANSWER_BYTES,
) -> AsyncIterator[Client]:
    """Connect, and close in good order at the end of the block.

    Args:
        url: `ws://HOST[:PORT]/PATH`.
        headers: Further request headers, such as an API key.
        max_message_bytes: Longest message accepted, in UTF-8 bytes.

    Yields:
        The open client.

    Raises:
        ValueError: If the URL is not one, or HTTP cannot carry it or the headers.
        OSError: If nobody listens there.
        Refused: If the server answers the handshake with an HTTP status.
        ClientError: If what answers is not a WebSocket server.
    """
    host, port, path = _split(url)
    name = f"[{host}]" if ":" in host else host
    target = ClientTarget(f"{name}:{port}", path, tuple(headers))
    stream = await trio.open_tcp_stream(host, port)
    async with talk_over(stream, target, max_message_bytes=max_message_bytes) as client:
        yield client


@asynccontextmanager
async def talk_over(
    stream: trio.abc.Stream,
    target: ClientTarget,
    *,
    max_message_bytes: int = DEFAULT_MAX_ANSWER_BYTES,
) -> AsyncIterator[Client]:
    """As `open_client`, over a stream that is open already; it is closed in the end.

    Args:
        stream: The stream: a TCP or Unix socket, TLS, or one in memory.
        target: What to ask for.
        max_message_bytes: Longest message accepted, in UTF-8 bytes.

    Yields:
        The open client.

    Raises:
        ValueError: If HTTP cannot carry the target.
        Refused: If the server answers the handshake with an HTTP status.
        ClientError: If what answers is not a WebSocket server.
    """
    # No pings: a server at its in-flight limit may leave them unread for as long as that takes.
    config = ConnectionConfig(max_message_bytes=max_message_bytes, ping_interval=None)
    async with stream:
        try:
            connection = ClientConnection(target, config, now=trio.current_time())
        except LocalProtocolError as error:
            raise ValueError(str(error)) from None
        client = Client(stream, connection)
        await client._shake_hands()
        try:
            async with trio.open_nursery() as nursery:
                nursery.start_soon(client._keep_reading)
                nursery.start_soon(client._keep_writing)
                yield client
                await client.close()
                nursery.cancel_scope.cancel()
        except BaseExceptionGroup as group:
            # The two tasks raise nothing of their own: this is the block's exception.
            raise group.exceptions[0] from None


def _split(url: str) -> tuple[str, int, str]:
    try:
        parts = urlsplit(url)
        port = parts.port or 80
    except ValueError:
        raise ValueError("not a URL") from None
    if parts.scheme != "ws" or not parts.hostname:
        raise ValueError("the URL of a server looks like ws://127.0.0.1:8080/ws")
    target = parts.path or "/"
    return parts.hostname, port, f"{target}?{parts.query}" if parts.query else target
