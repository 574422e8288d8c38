"""The close codes limina sends, each with its one constant reason.

The only place where a code meets its words: docs/reference/close-codes.md lists what stands here. A
reason is a constant so that nothing a client wrote can travel in it.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class Close(NamedTuple):
    """What a Close frame carries (RFC 6455 section 5.5.1).

    Attributes:
        code: A status code of RFC 6455 section 7.4.1 or of its registry.
        reason: Plain ASCII of at most 123 bytes.
    """

    code: int
    reason: str


#: The peer's Close frame held no code; never sent itself (RFC 6455 section 7.1.5).
NO_STATUS: Final = 1005
#: The peer vanished without a Close frame; never sent itself (RFC 6455 section 7.1.5).
ABNORMAL: Final = 1006

NORMAL: Final = Close(1000, "")
SHUTTING_DOWN: Final = Close(1001, "server is shutting down")
PROTOCOL_ERROR: Final = Close(1002, "protocol error")
BINARY_MESSAGE: Final = Close(1003, "binary messages are not supported")
INVALID_PAYLOAD: Final = Close(1007, "invalid payload data")
TOO_MANY_ERRORS: Final = Close(1008, "too many errors in a row")
IDLE: Final = Close(1008, "no message for too long")
NO_PONG: Final = Close(1008, "no answer to a ping")
MESSAGE_TOO_BIG: Final = Close(1009, "message is over the size limit")
INTERNAL_ERROR: Final = Close(1011, "internal error")
RESTARTING: Final = Close(1012, "server did not finish in time before its restart")

#: Everything a server may send of its own accord, in the order of the reference page.
SENT: Final = (
    SHUTTING_DOWN,
    PROTOCOL_ERROR,
    BINARY_MESSAGE,
    INVALID_PAYLOAD,
    TOO_MANY_ERRORS,
    IDLE,
    NO_PONG,
    MESSAGE_TOO_BIG,
    INTERNAL_ERROR,
    RESTARTING,
)
