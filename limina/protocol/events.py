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
        code: The close code (RFC 6455 section 7.4, docs/reference/close-codes.md); 1006 if the peer vanished.
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
