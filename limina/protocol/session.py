"""One conversation, message by message: every rule of `/ws` that does not depend on bytes.

A Session turns messages into requests, keeps the answers in request order and says when the
conversation ends and why. It knows nothing of frames, handshakes, sockets or clocks, and it does
not detect anything: whoever drives it answers the requests. docs/explanation/sans-io.md says what
to call in which order.
"""

from __future__ import annotations

import enum
from collections import deque
from collections.abc import Callable, Sequence
from typing import Final, Protocol

from limina.protocol import closecodes
from limina.protocol.closecodes import Close
from limina.protocol.errors import LocalProtocolError, RequestError
from limina.protocol.events import (
    NEED_DATA,
    PAUSED,
    NeedData,
    Paused,
    RequestFailed,
    RequestReceived,
    RequestRejected,
    ResponseReady,
    SessionClosed,
    SessionEvent,
)
from limina.protocol.schema import Limits, Request, decode_request

#: 4 MiB: the longest message that is read, in UTF-8 bytes.
DEFAULT_MAX_MESSAGE_BYTES: Final = 4 * 1024 * 1024
DEFAULT_MAX_IN_FLIGHT: Final = 4
DEFAULT_MAX_CONSECUTIVE_ERRORS: Final = 100


class State(enum.Enum):
    """Where a session stands."""

    OPEN = "OPEN"  #: messages become requests
    DRAINING = "DRAINING"  #: shutting down: what is in flight is answered, the rest refused
    FINISHING = "FINISHING"  #: too many errors: what is in flight is answered, the rest ignored
    CLOSED = "CLOSED"  #: over


class Trigger(enum.Enum):
    """What moves a session from one state to another."""

    BINARY = "binary message"
    TOO_LARGE = "message over the limit"
    ERRORS = "too many errors in a row"
    DRAIN = "drain()"
    SETTLED = "nothing left to answer"
    DISCONNECT = "the peer left"


#: The whole state machine: (state, trigger) -> (next state, the close to send). A pair that is
#: missing changes nothing.
TRANSITIONS: Final[dict[tuple[State, Trigger], tuple[State, Close | None]]] = {
    (State.OPEN, Trigger.BINARY): (State.CLOSED, closecodes.BINARY_MESSAGE),
    (State.OPEN, Trigger.TOO_LARGE): (State.CLOSED, closecodes.MESSAGE_TOO_BIG),
    (State.OPEN, Trigger.ERRORS): (State.FINISHING, None),
    (State.OPEN, Trigger.DRAIN): (State.DRAINING, None),
    (State.OPEN, Trigger.DISCONNECT): (State.CLOSED, None),
    (State.DRAINING, Trigger.BINARY): (State.CLOSED, closecodes.BINARY_MESSAGE),
    (State.DRAINING, Trigger.TOO_LARGE): (State.CLOSED, closecodes.MESSAGE_TOO_BIG),
    (State.DRAINING, Trigger.SETTLED): (State.CLOSED, closecodes.SHUTTING_DOWN),
    (State.DRAINING, Trigger.DISCONNECT): (State.CLOSED, None),
    (State.FINISHING, Trigger.SETTLED): (State.CLOSED, closecodes.TOO_MANY_ERRORS),
    (State.FINISHING, Trigger.DISCONNECT): (State.CLOSED, None),
}

#: The answer to a message that arrives while the server drains.
_SHUTTING_DOWN_DETAIL: Final = "the server is shutting down"


class MessageSession(Protocol):
    """What a byte-level driver needs of a conversation; `Session` is the one that speaks Limina."""

    def receive_message(self, message: str | bytes) -> None:
        """Take one whole message of the peer."""
        ...

    def receive_disconnect(self, code: int = closecodes.ABNORMAL) -> None:
        """Learn that the peer left, or that the bytes cannot go on."""
        ...

    def drain(self) -> None:
        """Come to an orderly end."""
        ...

    def next_event(self) -> SessionEvent | NeedData | Paused:
        """Say what happened next."""
        ...

    def send(self, answer: ResponseReady | RequestFailed) -> None:
        """Take the answer to a request."""
        ...

    def messages_to_send(self) -> Sequence[str | bytes]:
        """Hand out, once, the messages the peer is to get now."""
        ...

    def close_to_send(self) -> Close | None:
        """Hand out, once, the close the peer is to get after those messages."""
        ...


class Session:
    """The message-level state machine.

    Memory: at most `max_in_flight` requests and their answers, the messages received but not yet
        asked for
    with `next_event` (a driver that stops reading at PAUSED holds the rest of one read), and what
    `messages_to_send` has not handed out yet.

    Args:
        limits: What `decode` accepts.
        max_in_flight: Requests that may wait for their answer before `next_event` returns PAUSED.
        max_message_bytes: Longest message in UTF-8 bytes; a longer one closes with 1009.
        max_consecutive_errors: Rejected messages without a good one between them that end the
            session with 1008.
        decode: Turns a text message into a request, or raises RequestError.

    Raises:
        ValueError: For a limit below 1.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        *,
        max_in_flight: int = DEFAULT_MAX_IN_FLIGHT,
        max_message_bytes: int = DEFAULT_MAX_MESSAGE_BYTES,
        max_consecutive_errors: int = DEFAULT_MAX_CONSECUTIVE_ERRORS,
        decode: Callable[[str, Limits], Request] = decode_request,
    ) -> None:
        if min(max_in_flight, max_message_bytes, max_consecutive_errors) < 1:
            raise ValueError("a session's limits are at least 1")
        self._limits = Limits() if limits is None else limits
        self._max_in_flight = max_in_flight
        self._max_message_bytes = max_message_bytes
        self._max_consecutive_errors = max_consecutive_errors
        self._decode = decode
        self._state = State.OPEN
        self._inbox: deque[str | bytes] = deque()
        # Request id -> its answer once there is one, in request order: only the front may leave.
        self._slots: dict[int, str | None] = {}
        self._outbox: list[str] = []
        self._close: Close | None = None
        self._end: SessionClosed | None = None
        self._last_id = 0
        self._errors = 0

    @property
    def state(self) -> State:
        """Where the session stands."""
        return self._state

    def receive_message(self, message: str | bytes) -> None:
        """Take one whole message; it is looked at when `next_event` is called.

        Args:
            message: Text, or the bytes of a binary message. Ignored once the session is ending for
                errors or closed.
        """
        if self._state in (State.OPEN, State.DRAINING):
            self._inbox.append(message)

    def receive_disconnect(self, code: int = closecodes.ABNORMAL) -> None:
        """Learn that the peer is gone: nothing more is sent, and what is in flight need not be
        answered.

        Args:
            code: The close code that was received, or the one that was sent below this level.
        """
        if self._apply(Trigger.DISCONNECT):
            self._outbox.clear()
            self._end = SessionClosed(code)

    def drain(self) -> None:
        """End in good order: at once with 1001 if nothing is in flight, else after the last answer.

        Messages that arrive meanwhile are answered with LIM204.
        """
        self._apply(Trigger.DRAIN)
        self._settle()

    def next_event(self) -> SessionEvent | NeedData | Paused:
        """Say what happened next. Call it until it returns NEED_DATA or PAUSED, after every input.

        Returns:
            An event; NEED_DATA if only another message can bring one; PAUSED at the in-flight
            limit: stop reading, and ask again after the next `send`.
        """
        while True:
            if self._end is not None:
                end, self._end = self._end, None
                return end
            if self._state is State.CLOSED:
                return NEED_DATA
            if len(self._slots) >= self._max_in_flight:
                return PAUSED
            if not self._inbox:
                return NEED_DATA
            event = self._take(self._inbox.popleft())
            if event is not None:
                return event

    def send(self, answer: ResponseReady | RequestFailed) -> None:
        """Take the answer to a request, in any order. It leaves when all earlier ones have left.

        After the session has closed an answer still owed is accepted and dropped, so that a driver
        need not race with the peer.

        Args:
            answer: The response or the error.

        Raises:
            LocalProtocolError: For an id that was never given out, was answered before, or for a
                document that is not UTF-8.
        """
        request_id = answer.request_id
        if request_id not in self._slots or self._slots[request_id] is not None:
            raise LocalProtocolError(f"request {request_id} does not wait for an answer")
        if isinstance(answer, RequestFailed):
            text = answer.error.to_json()
        else:
            try:
                text = answer.document.decode()
            except UnicodeDecodeError:
                raise LocalProtocolError("the response is not UTF-8") from None
        if self._state is State.CLOSED:
            del self._slots[request_id]
            return
        self._slots[request_id] = text
        self._release()

    @property
    def has_to_send(self) -> bool:
        """Whether there are messages or a close to hand out."""
        return bool(self._outbox) or self._close is not None

    def messages_to_send(self) -> list[str]:
        """Hand out, once, the answers whose turn has come."""
        messages, self._outbox = self._outbox, []
        return messages

    def close_to_send(self) -> Close | None:
        """Hand out, once, the close that is due; None while answers are still to be handed out."""
        if self._outbox:
            return None
        close, self._close = self._close, None
        return close

    def _take(self, message: str | bytes) -> RequestReceived | RequestRejected | None:
        if isinstance(message, bytes):
            self._apply(Trigger.BINARY)
            return None
        if _exceeds(message, self._max_message_bytes):
            self._apply(Trigger.TOO_LARGE)
            return None
        self._last_id += 1
        if self._state is State.DRAINING:
            return self._reject(RequestError("LIM204", _SHUTTING_DOWN_DETAIL))
        try:
            request = self._decode(message, self._limits)
        except RequestError as error:
            rejected = self._reject(error)
            self._errors += 1
            if self._errors >= self._max_consecutive_errors:
                self._apply(Trigger.ERRORS)
                self._inbox.clear()
                self._settle()
            return rejected
        self._errors = 0
        self._slots[self._last_id] = None
        return RequestReceived(self._last_id, request)

    def _reject(self, error: RequestError) -> RequestRejected:
        self._slots[self._last_id] = error.to_json()
        self._release()
        return RequestRejected(self._last_id, error)

    def _release(self) -> None:
        while self._slots:
            first = next(iter(self._slots))
            answer = self._slots[first]
            if answer is None:
                break
            del self._slots[first]
            self._outbox.append(answer)
        self._settle()

    def _settle(self) -> None:
        if not self._slots and not self._inbox:
            self._apply(Trigger.SETTLED)

    def _apply(self, trigger: Trigger) -> bool:
        """Follow the table; report whether the state changed."""
        move = TRANSITIONS.get((self._state, trigger))
        if move is None:
            return False
        self._state, close = move
        if self._state is State.CLOSED:
            self._inbox.clear()
            # Answers that wait for an earlier one will never have their turn.
            self._slots = {key: None for key, value in self._slots.items() if value is None}
        if close is not None:
            self._close = close
            self._end = SessionClosed(*close)
        return True


def _exceeds(message: str, limit: int) -> bool:
    """Whether a text has more UTF-8 bytes than the limit, encoding it only in doubtful cases."""
    if len(message) > limit:
        return True
    # No code point takes more than four bytes.
    return len(message) * 4 > limit and len(message.encode("utf-8", "surrogatepass")) > limit
