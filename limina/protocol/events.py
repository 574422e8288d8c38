"""What crosses the boundary of the sans-IO objects: plain values, no behaviour."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import Final, Literal

from limina.protocol.errors import RequestError
from limina.protocol.schema import Request


class Sentinel(enum.Enum):
    """Two answers of `next_event` that are not events."""

    NEED_DATA = "NEED_DATA"
    PAUSED = "PAUSED"


#: Nothing to report until more data is received.
NEED_DATA: Final = Sentinel.NEED_DATA
#: The in-flight limit is reached: stop reading until a request has been answered.
PAUSED: Final = Sentinel.PAUSED

NeedData = Literal[Sentinel.NEED_DATA]
Paused = Literal[Sentinel.PAUSED]


@dataclass(frozen=True, slots=True)
class RequestReceived:
    """A valid request that waits for an answer.

    Attributes:
        request_id: Counts from 1 within the session; name it in `ResponseReady` or `RequestFailed`.
        request: The validated request.
    """

    request_id: int
    request: Request


@dataclass(frozen=True, slots=True)
class RequestRejected:
    """A bad request. The session has already queued its error answer; nothing is left to do.

    Attributes:
        request_id: Counts from 1 within the session.
        error: What was wrong, free of the client's text.
    """

    request_id: int
    error: RequestError


@dataclass(frozen=True, slots=True)
class SessionClosed:
    """The session is over; no further event follows.

    Attributes:
        code: The close code (RFC 6455 section 7.4, docs/reference/close-codes.md); 1006 if the peer
            vanished.
        reason: A constant of ours, or empty; never the peer's words.
    """

    code: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ResponseReady:
    """The driver's answer to a request.

    Attributes:
        request_id: As in `RequestReceived`.
        document: The response as JSON text in UTF-8.
    """

    request_id: int
    document: bytes


@dataclass(frozen=True, slots=True)
class RequestFailed:
    """The driver could not get an answer.

    Attributes:
        request_id: As in `RequestReceived`.
        error: Sent to the client.
    """

    request_id: int
    error: RequestError


SessionEvent = RequestReceived | RequestRejected | SessionClosed


@dataclass(frozen=True, slots=True)
class HandshakeReceived:
    """SERVER: a well-formed WebSocket handshake asks to be let in: call `accept` or `refuse`.

    Attributes:
        path: The request target without its query.
        headers: Lower-case name and value (Latin-1), in the order received.
        client: The peer's address as the driver gave it, or None.
    """

    path: str
    headers: tuple[tuple[str, str], ...]
    client: str | None = None


@dataclass(frozen=True, slots=True)
class HttpRequest:
    """SERVER: a request without an upgrade: call `respond`. Nothing else follows.

    A body, if it has one, is not read.

    Attributes:
        method: `GET`, `HEAD`, ..., as the client wrote it.
        path: The request target without its query.
        headers: Lower-case name and value (Latin-1), in the order received.
        client: The peer's address as the driver gave it, or None.
    """

    method: str
    path: str
    headers: tuple[tuple[str, str], ...]
    client: str | None = None


@dataclass(frozen=True, slots=True)
class HandshakeRejected:
    """SERVER: a bad handshake, already answered; nothing is left to do but to close in good order.

    Attributes:
        status: The HTTP status that was answered.
        reason: A constant of ours.
    """

    status: int
    reason: str


@dataclass(frozen=True, slots=True)
class ProtocolFailure:
    """The peer broke the WebSocket protocol or a limit. A Close frame is queued; no more input is
    read.

    Attributes:
        code: 1002, 1007, 1009 or 1011; a CLIENT whose handshake fails reports 1002 and sends
            nothing.
        reason: A constant of ours.
    """

    code: int
    reason: str


@dataclass(frozen=True, slots=True)
class HandshakeAccepted:
    """CLIENT: the server let us in; messages may be sent.

    Attributes:
        headers: Lower-case name and value (Latin-1) beyond those of the handshake itself.
    """

    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class HandshakeRefused:
    """CLIENT: the server answered the handshake with another status than 101.

    Attributes:
        status: The HTTP status.
        headers: Lower-case name and value (Latin-1), in the order received.
        body: The start of the body, as far as the header limit reaches, in bytes.
    """

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


@dataclass(frozen=True, slots=True)
class MessageReceived:
    """CLIENT: one whole message.

    Attributes:
        data: Text, or the bytes of a binary message.
    """

    data: str | bytes


@dataclass(frozen=True, slots=True)
class ConnectionClosed:
    """CLIENT: the conversation is over; no further event follows.

    Attributes:
        code: The server's close code, 1005 if its Close held none, 1006 if there was no Close.
        reason: The server's words, or empty.
    """

    code: int
    reason: str = ""


ServerEvent = SessionEvent | HandshakeReceived | HttpRequest | HandshakeRejected | ProtocolFailure
ClientEvent = (
    HandshakeAccepted | HandshakeRefused | MessageReceived | ConnectionClosed | ProtocolFailure
)
ConnectionEvent = ServerEvent | ClientEvent
