"""One WebSocket connection, byte by byte: what both roles share, which is wsproto's duties to its
caller.

Pings, closing, limits and deadlines are settled here, so that a driver only moves bytes. The two
roles, `ServerConnection` and `ClientConnection`, add their side of the handshake and say where
messages go. Nothing here knows of sockets, and of time only what it is told.
docs/explanation/sans-io.md says what to call in which order.
"""

from __future__ import annotations

import enum
from abc import ABC, abstractmethod
from collections import deque
from dataclasses import dataclass
from typing import Final

from wsproto import events as wire
from wsproto.connection import Connection as Codec

from limina.protocol import closecodes
from limina.protocol.closecodes import Close
from limina.protocol.events import NEED_DATA, ConnectionEvent, NeedData, Paused, ProtocolFailure
from limina.protocol.frames import Broken, FrameReader, Message, PeerClose, Ping
from limina.protocol.session import DEFAULT_MAX_MESSAGE_BYTES
from limina.protocol.timers import Timer, Timers


class ConnectionState(enum.Enum):
    """Where a connection stands, and what its driver does about it."""

    HANDSHAKE = "HANDSHAKE"  #: the HTTP head is still coming
    DECIDING = "DECIDING"  #: SERVER: a request waits for `accept`, `refuse` or `respond`
    OPEN = "OPEN"  #: messages go both ways
    CLOSING = "CLOSING"  #: our Close is sent, the peer's is awaited
    LINGERING = (
        "LINGERING"  #: all is said: a server half-closes; read and drop until the end of input
    )
    CLOSED = "CLOSED"  #: close the transport


class Step(enum.Enum):
    """What moves a connection from one state to another."""

    HEAD = "a good request head"
    ACCEPTED = "the handshake is accepted"
    ANSWERED = "the request is answered with plain HTTP"
    CLOSE_SENT = "our Close"
    CLOSE_RECEIVED = "the peer's Close"
    FAILED = "the peer broke the protocol or a limit"
    ENDED = "end of input, or out of patience"


_S = ConnectionState
#: The whole state machine: (state, step) -> next state. A pair that is missing changes nothing.
TRANSITIONS: Final[dict[tuple[ConnectionState, Step], ConnectionState]] = {
    (_S.HANDSHAKE, Step.HEAD): _S.DECIDING,
    (_S.HANDSHAKE, Step.ACCEPTED): _S.OPEN,
    (_S.HANDSHAKE, Step.ANSWERED): _S.LINGERING,
    (_S.HANDSHAKE, Step.ENDED): _S.CLOSED,
    (_S.DECIDING, Step.ACCEPTED): _S.OPEN,
    (_S.DECIDING, Step.ANSWERED): _S.LINGERING,
    (_S.DECIDING, Step.ENDED): _S.CLOSED,
    (_S.OPEN, Step.CLOSE_SENT): _S.CLOSING,
    (_S.OPEN, Step.CLOSE_RECEIVED): _S.LINGERING,
    (_S.OPEN, Step.FAILED): _S.LINGERING,
    (_S.OPEN, Step.ENDED): _S.CLOSED,
    (_S.CLOSING, Step.CLOSE_RECEIVED): _S.LINGERING,
    (_S.CLOSING, Step.FAILED): _S.LINGERING,
    (_S.CLOSING, Step.ENDED): _S.CLOSED,
    (_S.LINGERING, Step.ENDED): _S.CLOSED,
}


@dataclass(frozen=True, slots=True)
class ConnectionConfig:
    """The limits of one connection.

    Attributes:
        paths: SERVER: where a handshake is welcome; elsewhere it gets 404.
        max_header_bytes: Longest HTTP head.
        max_message_bytes: Longest message, in bytes of its payload (UTF-8 for text).
        deflate: SERVER: agree on permessage-deflate where a client offers it.
        handshake_timeout: Seconds until the connection must be open.
        ping_interval: Seconds without input after which a ping is sent; None for never.
        pong_timeout: Seconds any input may take after a ping.
        idle_timeout: SERVER: seconds without a message or an answer after which the conversation
            ends; None for never.
        close_timeout: Seconds the peer gets to close after our last word.
    """

    paths: frozenset[str] = frozenset({"/ws"})
    max_header_bytes: int = 16 * 1024
    max_message_bytes: int = DEFAULT_MAX_MESSAGE_BYTES
    deflate: bool = False
    handshake_timeout: float = 10.0
    ping_interval: float | None = 20.0
    pong_timeout: float = 20.0
    idle_timeout: float | None = None
    close_timeout: float = 5.0


class Connection(ABC):
    """The byte-level state machine, without the handshake.

    Memory: the input not yet asked for with `next_event`, one message, and what `data_to_send` has
        not
    handed out. Once the state is LINGERING or CLOSED all input is dropped as it comes.

    Args:
        config: The limits.
        now: The driver's monotonic clock, in seconds.
    """

    def __init__(self, config: ConnectionConfig | None, now: float) -> None:
        self._config = ConnectionConfig() if config is None else config
        self._now = now
        self._state = ConnectionState.HANDSHAKE
        self._events: deque[ConnectionEvent] = deque()
        self._out = bytearray()
        self._codec: Codec | None = None
        self._reader: FrameReader | None = None
        self._eof = False
        self._paused = False
        self._paused_since_ping = False
        self._timers = Timers()
        self._timers.arm(Timer.HANDSHAKE, now + self._config.handshake_timeout)

    @property
    def state(self) -> ConnectionState:
        """Where the connection stands."""
        return self._state

    def receive_data(self, data: bytes | bytearray, now: float | None = None) -> None:
        """Take bytes of the peer. Never raises, whatever they are.

        Args:
            data: As they came; no bytes mean nothing, the end of input is `receive_eof`.
            now: The driver's clock in seconds; without it, no time has passed since the last call.
        """
        self._tick(now)
        if not data or self._state in (ConnectionState.LINGERING, ConnectionState.CLOSED):
            return
        if self._reader is None:
            self._receive_opening(bytes(data))
        else:
            self._take_input(data)

    def receive_eof(self, now: float | None = None) -> None:
        """Learn that the peer sends nothing more, in whatever phase.

        Args:
            now: As in `receive_data`.
        """
        self._tick(now)
        if self._reader is None:
            self._end()
        else:
            self._eof = True

    def next_event(self) -> ConnectionEvent | NeedData | Paused:
        """Say what happened next. Call it until it returns NEED_DATA or PAUSED, after every other
        call.

        Returns:
            An event; NEED_DATA if only input or time can bring one; PAUSED (SERVER) at the
            in-flight
            limit: stop reading, and ask again after the next `send`.
        """
        while True:
            if self._events:
                return self._events.popleft()
            event = self._poll()
            if event is not NEED_DATA:
                return event
            if not self._read():
                return NEED_DATA

    def data_to_send(self) -> bytes:
        """Hand out, once, the bytes the peer is to get."""
        data = bytes(self._out)
        self._out.clear()
        return data

    def close(self, close: Close = closecodes.NORMAL) -> None:
        """Start the closing handshake; without an open conversation, end. A second close does
        nothing.

        Args:
            close: Code and reason; a reason of the program's own, never words of the peer.
        """
        if self._state is ConnectionState.OPEN:
            self._send_close(close)
        elif self._state in (ConnectionState.HANDSHAKE, ConnectionState.DECIDING):
            self._end()

    def next_deadline(self) -> float | None:
        """When to call `handle_timer` at the latest, on the driver's clock; None for never."""
        return self._timers.next()

    def handle_timer(self, now: float) -> None:
        """Learn the time and do what is due: end a slow handshake, ping, give up a silent peer.

        Args:
            now: The driver's clock in seconds; calling early does no harm.
        """
        self._tick(now)
        while (timer := self._timers.pop_due(self._now)) is not None:
            if timer is Timer.HANDSHAKE:
                self._opening_timed_out()
            elif timer is Timer.PING:
                self._ping()
            elif timer is Timer.PONG:
                self._miss_pong()
            elif timer is Timer.IDLE:
                self._idle()
            else:
                self._end()

    @abstractmethod
    def _receive_opening(self, data: bytes) -> None:
        """Take bytes that come before the connection is open."""

    @abstractmethod
    def _opening_timed_out(self) -> None:
        """Give up a handshake that takes too long."""

    @abstractmethod
    def _poll(self) -> ConnectionEvent | NeedData | Paused:
        """Ask what lies above for its next event."""

    @abstractmethod
    def _deliver(self, data: str | bytes) -> None:
        """Hand a whole message up."""

    @abstractmethod
    def _over(self, code: int, reason: str) -> None:
        """Tell what lies above, perhaps again, that the conversation is over."""

    @abstractmethod
    def _idle(self) -> None:
        """The idle timer is due."""

    def _open(self, codec: Codec, *, deflate: bool, early: bytes = b"") -> None:
        self._move(Step.ACCEPTED)
        self._codec = codec
        self._reader = FrameReader(
            codec, max_message_bytes=self._config.max_message_bytes, deflate=deflate
        )
        self._timers.clear()
        self._take_input(early)

    def _take_input(self, data: bytes | bytearray) -> None:
        assert self._reader is not None
        self._reader.feed(data)
        # Whatever came proves that the peer lives: a large message may keep a pong waiting behind
        # it.
        self._timers.disarm(Timer.PONG)
        self._arm_ping()

    def _read(self) -> bool:
        """Parse up to one item; report whether there was anything."""
        if self._reader is None:
            return False
        item = self._reader.next_item()
        if isinstance(item, Message):
            self._deliver(item.data)
        elif isinstance(item, Ping):
            if self._state is ConnectionState.OPEN:
                self._write(wire.Pong(payload=item.payload))
        elif isinstance(item, PeerClose):
            if self._state is ConnectionState.OPEN:
                # The peer's code, but not its words.
                self._write(wire.CloseConnection(code=item.code))
            self._linger(Step.CLOSE_RECEIVED)
            self._over(int(item.code), item.reason)
        elif isinstance(item, Broken):
            self._events.append(ProtocolFailure(*item.close))
            if self._state is ConnectionState.OPEN:
                self._write(wire.CloseConnection(*item.close))
            self._linger(Step.FAILED)
            self._over(*item.close)
        elif self._eof:
            self._end()
        else:
            return False
        return True

    def _write(self, event: wire.Event) -> None:
        assert self._codec is not None
        self._out += self._codec.send(event)

    def _send_close(self, close: Close) -> None:
        assert self._reader is not None
        self._write(wire.CloseConnection(*close))
        self._move(Step.CLOSE_SENT)
        self._reader.discard = True
        self._timers.clear()
        self._timers.arm(Timer.CLOSE, self._now + self._config.close_timeout)

    def _linger(self, step: Step) -> None:
        """All is said: forget the input, keep listening for its end, but not for long."""
        self._move(step)
        self._reader = None
        if not self._timers.is_armed(Timer.CLOSE):
            self._timers.clear()
            self._timers.arm(Timer.CLOSE, self._now + self._config.close_timeout)

    def _end(self) -> None:
        self._move(Step.ENDED)
        self._reader = None
        self._timers.clear()
        self._over(closecodes.ABNORMAL, "")

    def _ping(self) -> None:
        self._write(wire.Ping())
        self._arm_ping()
        if not self._timers.is_armed(Timer.PONG):
            self._timers.arm(Timer.PONG, self._now + self._config.pong_timeout)
            self._paused_since_ping = self._paused

    def _miss_pong(self) -> None:
        if self._paused_since_ping:
            # Nobody read meanwhile: the pong may be waiting in front of the door.
            self._timers.arm(Timer.PONG, self._now + self._config.pong_timeout)
            self._paused_since_ping = self._paused
        else:
            self.close(closecodes.NO_PONG)
            self._over(*closecodes.NO_PONG)

    def _arm_ping(self) -> None:
        if self._state is ConnectionState.OPEN and self._config.ping_interval is not None:
            self._timers.arm(Timer.PING, self._now + self._config.ping_interval)

    def _move(self, step: Step) -> None:
        self._state = TRANSITIONS.get((self._state, step), self._state)

    def _tick(self, now: float | None) -> None:
        if now is not None and now > self._now:
            self._now = now
