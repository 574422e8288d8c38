"""One connection of the native server: moves bytes between a stream and a `ServerConnection`.

Every rule of the wire is the ServerConnection's. Here is only who waits for whom: one task reads
and writes, so that a client that does not read is not read from, and each request is answered in a
task of its own. It must not look inside a message.
"""

from __future__ import annotations

import contextlib
import logging
import math
from typing import TYPE_CHECKING

import trio

from limina.plugin.hookspecs import Handshake
from limina.protocol import closecodes
from limina.protocol.closecodes import Close
from limina.protocol.connection import ConnectionConfig, ConnectionState
from limina.protocol.errors import RequestError
from limina.protocol.events import (
    NEED_DATA,
    PAUSED,
    HandshakeReceived,
    HttpRequest,
    ProtocolFailure,
    RequestReceived,
    RequestRejected,
    SessionClosed,
)
from limina.protocol.server import ServerConnection
from limina.protocol.session import MessageSession
from limina.transport import http
from limina.transport.asking import Asking
from limina.transport.connections import Connections, Visit
from limina.transport.receiving import receive_next
from limina.transport.sending import send_now

if TYPE_CHECKING:
    from limina.runtime.dispatch import Dispatch

log = logging.getLogger(__name__)

#: Bytes read at a time: few enough that the smallest frames do not hold up the other connections.
READ_BYTES = 16 * 1024
#: Bytes written at a time; the time to write is measured over one such piece.
PIECE_BYTES = 64 * 1024


class NativeConnection:
    """Drives one connection.

    Args:
        stream: The connection.
        session: The conversation it will carry.
        dispatch: Answers requests and decides over the handshake.
        config: Limits of the connection.
        send_timeout: Seconds within which the client has to take each piece of what is sent.
        full: Whether the server has too many connections: the handshake is refused.
        connections: Counts and logs the conversation.
    """

    def __init__(
        self,
        stream: trio.abc.HalfCloseableStream,
        session: MessageSession,
        dispatch: Dispatch,
        config: ConnectionConfig,
        *,
        send_timeout: float,
        full: bool = False,
        connections: Connections | None = None,
    ) -> None:
        self._stream = stream
        self._dispatch = dispatch
        self._send_timeout = send_timeout
        self._close_timeout = config.close_timeout
        self._full = full
        self._connections = connections or Connections()
        self._visit: Visit | None = None
        self._visits = contextlib.ExitStack()
        self._draining = False
        self._protocol = ServerConnection(
            session, config, client=peer_address(stream), now=trio.current_time()
        )
        self._paused = False
        self._over = False
        self._said_all = trio.Event()
        self._requests = Asking(dispatch, self._wake)
        # Ends the reading task's wait early; the flag is for when it does not wait just then.
        self._waiting = trio.CancelScope()
        self._woken = False
        # Around each piece that is sent; the flag says that one was not sent whole.
        self._sending = trio.CancelScope()
        self._torn = False

    @property
    def conversing(self) -> bool:
        """Whether a WebSocket conversation goes on."""
        return self._protocol.state in (ConnectionState.OPEN, ConnectionState.CLOSING)

    async def conversation_over(self) -> None:
        """Wait until there is nothing left to say."""
        if self.conversing:
            await self._said_all.wait()

    def drain(self) -> None:
        """Refuse the handshake, or end the conversation after the answers still owed."""
        self._draining = True
        self._protocol.drain()
        # A client that does not read may have held us up for a while already.
        self._sending.deadline = min(self._sending.deadline, self._send_deadline())
        self._wake()

    def give_up(self) -> None:
        """End the conversation at once."""
        self._close(closecodes.RESTARTING)
        self._wake()

    async def run(self) -> None:
        """Serve the connection to its end. Never raises but when cancelled."""
        try:
            await self._move_bytes()
        except (trio.BrokenResourceError, trio.ClosedResourceError, trio.TooSlowError):
            pass  # the client is gone, or as good as gone
        except Exception as error:
            # The type only: the message of an exception may quote a client's text.
            log.error("a connection failed: %s", type(error).__name__)
            await self._apologise()
        finally:
            self._requests.withdraw()
            self._said_all.set()
            self._visits.close()
            await trio.aclose_forcefully(self._stream)

    async def _move_bytes(self) -> None:
        while True:
            for answer in self._requests.take():
                self._protocol.send(answer)
            self._handle_events()
            await self._flush()
            state = self._protocol.state
            if state is ConnectionState.CLOSED:
                return
            if state is ConnectionState.LINGERING and not self._said_all.is_set():
                self._said_all.set()
                await self._stream.send_eof()
            await self._wait()
            self._protocol.handle_timer(trio.current_time())

    def _handle_events(self) -> None:
        received: list[RequestReceived] = []
        while True:
            event = self._protocol.next_event()
            if event is NEED_DATA or event is PAUSED:
                self._paused = event is PAUSED
                break
            self._note(event)
            if isinstance(event, RequestReceived):
                received.append(event)
            elif isinstance(event, HandshakeReceived):
                self._decide(Handshake(event.path, event.headers, event.client))
            elif isinstance(event, HttpRequest):
                self._respond(event)
            elif isinstance(event, SessionClosed):
                # Nobody waits for these answers any more.
                self._requests.withdraw()
                self._over = True
        # Not before all is handled: what came with the client's Close is not begun.
        for request in () if self._over else received:
            self._requests.ask(request)

    def _note(self, event: object) -> None:
        if self._visit is None:
            return
        if isinstance(event, RequestReceived):
            self._visit.asked()
        elif isinstance(event, RequestRejected):
            self._visit.rejected(event.error.code)
        elif isinstance(event, ProtocolFailure) or (
            # Without a reason it is the peer's code.
            isinstance(event, SessionClosed) and event.reason
        ):
            self._visit.closing(event.code)

    async def _wait(self) -> None:
        """Wait for input, for the next deadline, or to be woken."""
        deadline = self._protocol.next_deadline()
        if not self._woken:
            with trio.CancelScope() as self._waiting:
                self._waiting.deadline = math.inf if deadline is None else deadline
                if self._paused:
                    await trio.sleep_forever()
                data = await receive_next(self._stream, READ_BYTES)
                if data:
                    self._protocol.receive_data(data, trio.current_time())
                else:
                    self._protocol.receive_eof(trio.current_time())
        self._woken = False

    def _wake(self) -> None:
        self._woken = True
        self._waiting.cancel()

    async def _flush(self) -> None:
        """Send what is due, giving up on a client that does not read."""
        data = memoryview(self._protocol.data_to_send())
        if not data:
            return
        try:
            sent = send_now(self._stream, data[:PIECE_BYTES])
        except OSError:
            raise trio.BrokenResourceError from None
        for start in range(sent, len(data), PIECE_BYTES):
            with trio.CancelScope() as self._sending:
                self._sending.deadline = self._send_deadline()
                self._torn = True
                await self._stream.send_all(data[start : start + PIECE_BYTES])
                self._torn = False
            if self._torn:
                raise trio.TooSlowError

    def _send_deadline(self) -> float:
        timeout = self._send_timeout
        if self._draining or not self.conversing:
            timeout = min(timeout, self._close_timeout)
        return trio.current_time() + timeout

    def _decide(self, handshake: Handshake) -> None:
        if self._draining:
            self._refuse(handshake, 503, "the server is shutting down", "LIM204")
        elif self._full:
            self._refuse(handshake, 503, http.FULL)
        elif not self._dispatch.ready:
            self._refuse(handshake, 503, "the server is not ready")
        else:
            self._admit(handshake)

    def _admit(self, handshake: Handshake) -> None:
        try:
            if self._dispatch.authorize(handshake):
                self._protocol.accept()
                self._visit = self._visits.enter_context(self._connections.visit(handshake))
            else:
                self._refuse(handshake, 401, "the connection is not authorized", "LIM301")
        except RequestError as error:
            self._refuse(handshake, error.status, error.detail, error.code)

    def _refuse(
        self, handshake: Handshake, status: int, detail: str, code: str | None = None
    ) -> None:
        self._connections.refused(handshake, status)
        self._protocol.refuse(*http.refusal(status, detail, code))

    def _respond(self, request: HttpRequest) -> None:
        ready = self._dispatch.ready and not self._draining
        self._protocol.respond(*http.plain(request.method, request.path, ready=ready))

    def _close(self, close: Close) -> None:
        if self._visit is not None and self.conversing:
            self._visit.closing(close.code)
        self._protocol.close(close)

    async def _apologise(self) -> None:
        """Say 1011 to the client whose connection failed, if that can still be said."""
        with contextlib.suppress(Exception), trio.move_on_after(self._close_timeout):
            self._close(closecodes.INTERNAL_ERROR)
            if not self._torn:
                await self._stream.send_all(self._protocol.data_to_send())
                await self._stream.send_eof()


def peer_address(stream: object) -> str | None:
    """The address at the other end of a TCP stream; None if there is none, or none any more."""
    try:
        name = stream.socket.getpeername()  # type: ignore[attr-defined]
    except (AttributeError, OSError):
        return None
    return str(name[0]) if isinstance(name, tuple) else None  # a Unix socket's peer has no address
