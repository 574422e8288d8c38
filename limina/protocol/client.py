"""The client's side of a connection: the handshake it sends, and the messages that come back.

What the messages mean is not known here: `limina.transport.client` speaks Limina over it.
"""

from __future__ import annotations

from dataclasses import dataclass

from wsproto import events as wire

from limina.protocol import closecodes
from limina.protocol.connection import Connection, ConnectionConfig, ConnectionState, Step
from limina.protocol.errors import LocalProtocolError
from limina.protocol.events import (
    NEED_DATA,
    ConnectionClosed,
    ConnectionEvent,
    HandshakeRefused,
    MessageReceived,
    NeedData,
    Paused,
    ProtocolFailure,
)
from limina.protocol.handshake import BAD_ANSWER, NO_ANSWER, ClientHandshake, Refusal


@dataclass(frozen=True, slots=True)
class ClientTarget:
    """What a client asks for.

    Attributes:
        host: The Host header, with the port where it is not 80.
        target: Path and query.
        headers: Further request headers (an API key, ...).
    """

    host: str
    target: str = "/ws"
    headers: tuple[tuple[str, str], ...] = ()


class ClientConnection(Connection):
    """A connection in the CLIENT role. The handshake is ready in `data_to_send` from the start.

    Args:
        target: What to ask for.
        config: The limits.
        now: The driver's monotonic clock, in seconds.

    Raises:
        LocalProtocolError: If HTTP cannot carry the target.
    """

    def __init__(
        self, target: ClientTarget, config: ConnectionConfig | None = None, *, now: float = 0.0
    ) -> None:
        super().__init__(config, now)
        limit = self._config.max_header_bytes
        self._handshake = ClientHandshake(target.host, target.target, target.headers, limit)
        self._out += self._handshake.request
        self._reported = False

    def send_message(self, data: str | bytes) -> None:
        """Send one whole message.

        Args:
            data: Text, or bytes for a binary message.

        Raises:
            LocalProtocolError: If the connection is not open, or the text holds a lone surrogate.
        """
        if self._state is not ConnectionState.OPEN:
            raise LocalProtocolError("the connection is not open")
        try:
            if isinstance(data, str):
                self._write(wire.TextMessage(data=data))
            else:
                self._write(wire.BytesMessage(data=data))
        except UnicodeEncodeError:
            raise LocalProtocolError("the text holds a lone surrogate") from None

    def receive_eof(self, now: float | None = None) -> None:
        """Learn that the server sends nothing more, in whatever phase."""
        if self._state is ConnectionState.HANDSHAKE:
            refused = self._handshake.feed_eof()
            self._fail_opening(BAD_ANSWER) if refused is None else self._refused(refused)
        super().receive_eof(now)

    def _receive_opening(self, data: bytes) -> None:
        try:
            result = self._handshake.feed(data)
        except Refusal:
            self._fail_opening(BAD_ANSWER)
            return
        if result is None:
            return
        verdict, rest = result
        if isinstance(verdict, HandshakeRefused):
            self._refused(verdict)
        else:
            self._events.append(verdict)
            self._open(self._handshake.codec, deflate=False, early=rest)

    def _opening_timed_out(self) -> None:
        self._fail_opening(NO_ANSWER)

    def _refused(self, verdict: HandshakeRefused) -> None:
        self._events.append(verdict)
        self._linger(Step.ANSWERED)

    def _fail_opening(self, reason: str) -> None:
        self._events.append(ProtocolFailure(closecodes.PROTOCOL_ERROR.code, reason))
        self._end()

    def _poll(self) -> ConnectionEvent | NeedData | Paused:
        return NEED_DATA

    def _deliver(self, data: str | bytes) -> None:
        self._events.append(MessageReceived(data))

    def _over(self, code: int, reason: str) -> None:
        if self._codec is not None and not self._reported:
            self._reported = True
            self._events.append(ConnectionClosed(code, reason))

    def _idle(self) -> None:
        """Clients keep no idle timer."""
