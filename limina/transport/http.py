"""The few plain HTTP answers that every server of ours gives: health, version, refusal.

Only bodies and status codes live here, so that the ASGI adapter and the native server say the same
words. It must not know how bytes are sent, and a body never holds a character the client sent.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

import limina
from limina.protocol.errors import ErrorAnswer
from limina.runtime.facts import API_VERSION

#: The media type of every body in this module.
CONTENT_TYPE = b"application/json"
#: Where the WebSocket is.
WEBSOCKET_PATH = "/ws"
#: Why a connection over the limit is refused with 503.
FULL = "the server has too many connections"
#: Connections over the limit that are still told so; further ones are closed without a word.
REFUSED_CONNECTIONS = 64


def health(ready: bool) -> tuple[int, bytes]:
    """Answer `GET /healthz`.

    Args:
        ready: Whether every worker has loaded its detectors.

    Returns:
        The status (200 or 503), which is all that probes look at, and a JSON body.
    """
    if ready:
        return 200, b'{"status":"ok"}'
    return 503, b'{"status":"unavailable"}'


def about() -> bytes:
    """Answer `GET /`: the API version clients ask for, and our own."""
    return msgspec.json.encode({"app_version": API_VERSION, "limina_version": limina.__version__})


def plain(method: str, path: str, *, ready: bool) -> tuple[int, bytes, Sequence[tuple[str, str]]]:
    """Answer a request that opens no WebSocket, where no REST API is served.

    Args:
        method: The HTTP method.
        path: The path, without a query.
        ready: As for `health`.

    Returns:
        The status, a JSON body and further headers.
    """
    if path not in ("/", "/healthz", WEBSOCKET_PATH):
        return *refusal(404, "there is nothing at this path"), ()
    if method not in ("GET", "HEAD"):
        return *refusal(405, "this path answers only GET"), [("allow", "GET, HEAD")]
    if path == WEBSOCKET_PATH:
        return *refusal(426, "this path speaks WebSocket"), [("upgrade", "websocket")]
    if path == "/healthz":
        return *health(ready), ()
    return 200, about(), ()


def refusal(status: int, detail: str, code: str | None = None) -> tuple[int, bytes]:
    """Build an error answer.

    Args:
        status: The HTTP status.
        detail: What is wrong, free of the client's words.
        code: A key of `limina.protocol.errors.CATALOGUE`; None where the fault is HTTP's alone
            (404, 405).

    Returns:
        The status and a JSON body `{"detail": …}` or `{"detail": …, "code": …}`.
    """
    if code is None:
        return status, msgspec.json.encode({"detail": detail})
    return status, msgspec.json.encode(ErrorAnswer(detail, code))
