"""The server's side of a connection: the HTTP request that opens it, and the session it carries.

Whether a client may come in, and what a plain GET gets, is the driver's to say; everything else,
from a bad handshake to the order of answers, is settled here and in the session.
"""

from __future__ import annotations

from collections.abc import Iterable

from wsproto import events as wire

from limina.protocol import closecodes
from limina.protocol.closecodes import Close
from limina.protocol.connection import Connection, ConnectionConfig, ConnectionState, Step
from limina.protocol.errors import LocalProtocolError
from limina.protocol.events import (
    NEED_DATA,
    PAUSED,
    ConnectionEvent,
    HandshakeReceived,
    HandshakeRejected,
    HttpRequest,
    NeedData,
    Paused,
    RequestFailed,
    RequestReceived,
    ResponseReady,
)
from limina.protocol.handshake import (
    EARLY_DATA,
    TIMED_OUT,
    HeadBuffer,
    Refusal,
    Upgrade,
    http_response,
    read_request,
    refusal_response,
)
from limina.protocol.session import MessageSession
from limina.protocol.timers import Timer


class ServerConnection(Connection):
    """A connection in the SERVER role.

    Memory: that of `Connection`, at most `max_header_bytes` of a request head and one read beyond
        it, and
    the session's.

    Args:
        session: The conversation the connection will carry.
        config: The limits.
        client: The peer's address, passed on in events.
        now: The driver's monotonic clock, in seconds.
    """

    def __init__(
        self,
        session: MessageSession,
        config: ConnectionConfig | None = None,
        *,
        client: str | None = None,
        now: float = 0.0,
    ) -> None:
        super().__init__(config, now)
        self._session = session
        self._client = client
        self._head = HeadBuffer(self._config.max_header_bytes)
        self._upgrade: Upgrade | None = None
        self._plain: HttpRequest | None = None
        self._unanswered = 0

    def accept(self) -> None:
        """Let the client of `HandshakeReceived` in.

        Raises:
            LocalProtocolError: If no handshake waits for a decision.
        """
        upgrade = self._decide_handshake()
        self._out += upgrade.response
        self._open(upgrade.codec, deflate=upgrade.deflate)
        self._arm_idle()

    def refuse(
        self, status: int, body: bytes = b"", headers: Iterable[tuple[str, str]] = ()
    ) -> None:
        """Turn the client of `HandshakeReceived` away.

        Args:
            status: An HTTP status of 400 or more.
            body: JSON, unless `headers` says otherwise.
            headers: Further response headers.

        Raises:
            LocalProtocolError: If no handshake waits for a decision, or the status is none.
        """
        self._decide_handshake()
        self._out += http_response(status, body, headers)
        self._linger(Step.ANSWERED)

    def respond(
        self, status: int, body: bytes = b"", headers: Iterable[tuple[str, str]] = ()
    ) -> None:
        """Answer an `HttpRequest`; the connection then ends.

        Args:
            status: An HTTP status.
            body: JSON, unless `headers` says otherwise; left out for HEAD.
            headers: Further response headers.

        Raises:
            LocalProtocolError: If no plain request waits for an answer, or the status is none.
        """
        plain = self._plain
        if plain is None or self._state is not ConnectionState.DECIDING:
            raise LocalProtocolError("no plain request waits for an answer")
        self._out += http_response(status, body, headers, head_only=plain.method == "HEAD")
        self._linger(Step.ANSWERED)

    def send(self, answer: ResponseReady | RequestFailed) -> None:
        """Take the answer to a request, in any order; after the end it is dropped.

        Args:
            answer: The response or the error.

        Raises:
            LocalProtocolError: As `Session.send`.
        """
        self._session.send(answer)
        self._unanswered -= 1
        self._carry_out()

    def drain(self) -> None:
        """End the conversation in good order: 1001 at once, or after the answers still owed.

        Before the connection is open it does nothing: refuse the handshake when it comes.
        """
        if self._reader is not None:
            self._session.drain()
            self._carry_out()

    def close(self, close: Close = closecodes.NORMAL) -> None:
        """Start the closing handshake at once, dropping the answers still owed.

        Args:
            close: Code and reason.
        """
        super().close(close)
        self._over(*close)

    def _decide_handshake(self) -> Upgrade:
        if self._upgrade is None or self._state is not ConnectionState.DECIDING:
            raise LocalProtocolError("no handshake waits for a decision")
        return self._upgrade

    def _receive_opening(self, data: bytes) -> None:
        try:
            if self._state is ConnectionState.DECIDING:
                if self._plain is not None:
                    return  # a body, or another request: neither is answered here
                raise Refusal(400, EARLY_DATA)
            split = self._head.feed(data)
            if split is None:
                return
            head, rest = split
            asked = read_request(head, paths=self._config.paths, deflate=self._config.deflate)
            if isinstance(asked, Upgrade):
                if rest:
                    raise Refusal(400, EARLY_DATA)
                self._upgrade = asked
                self._events.append(HandshakeReceived(asked.path, asked.headers, self._client))
            else:
                self._plain = HttpRequest(asked.method, asked.path, asked.headers, self._client)
                self._events.append(self._plain)
            self._move(Step.HEAD)
        except Refusal as refusal:
            self._reject(refusal)

    def _opening_timed_out(self) -> None:
        self._reject(Refusal(408, TIMED_OUT))

    def _reject(self, refusal: Refusal) -> None:
        self._out += refusal_response(refusal)
        self._linger(Step.ANSWERED)
        # A request that was announced but not decided is void.
        self._events.clear()
        self._events.append(HandshakeRejected(refusal.status, refusal.reason))

    def _poll(self) -> ConnectionEvent | NeedData | Paused:
        if self._codec is None:
            return NEED_DATA
        event = self._session.next_event()
        self._carry_out()
        self._paused = event is PAUSED
        if self._paused:
            self._paused_since_ping = True
        elif isinstance(event, RequestReceived):
            self._unanswered += 1
        return event

    def _deliver(self, data: str | bytes) -> None:
        self._arm_idle()
        self._session.receive_message(data)

    def _over(self, code: int, reason: str) -> None:
        self._session.receive_disconnect(code)

    def _idle(self) -> None:
        if self._unanswered:
            self._arm_idle()
        else:
            self.close(closecodes.IDLE)

    def _carry_out(self) -> None:
        """Put what the session has to say on the wire."""
        if self._state is not ConnectionState.OPEN:
            return
        for message in self._session.messages_to_send():
            self._arm_idle()
            if isinstance(message, str):
                self._write(wire.TextMessage(data=message))
            else:
                self._write(wire.BytesMessage(data=message))
        close = self._session.close_to_send()
        if close is not None:
            self._send_close(close)

    def _arm_idle(self) -> None:
        if self._config.idle_timeout is not None:
            self._timers.arm(Timer.IDLE, self._now + self._config.idle_timeout)
