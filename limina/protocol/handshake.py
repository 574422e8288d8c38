"""The HTTP/1.1 exchange before the first frame, for both roles: heads in, verdicts out.

wsproto accepts HTTP/1.0, keys of any length and bytes sent ahead of the answer, and lets
UnicodeDecodeError and ValueError out of odd headers. Here every fault becomes one `Refusal` with
its status. Nothing in this module knows of sessions, frames or time.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

import h11
from wsproto import ConnectionType, WSConnection
from wsproto.connection import Connection as Codec
from wsproto.events import AcceptConnection, RejectConnection, RejectData, Request

from limina.protocol.errors import LocalProtocolError
from limina.protocol.events import HandshakeAccepted, HandshakeRefused
from limina.protocol.frames import SafeDeflate

Headers = tuple[tuple[str, str], ...]

BAD_HTTP: Final = "the request is not well-formed HTTP/1.1"
BAD_HANDSHAKE: Final = "the WebSocket handshake is malformed"
BAD_KEY: Final = "sec-websocket-key is not 16 bytes in base64"
BAD_VERSION: Final = "only version 13 of the WebSocket protocol is spoken here"
EARLY_DATA: Final = "data came before the handshake was answered"
HEADERS_TOO_LARGE: Final = "the request line and headers are over the size limit"
NOT_FOUND: Final = "there is nothing at this path"
TIMED_OUT: Final = "the request did not arrive in time"
BAD_ANSWER: Final = "the server's answer to the handshake is malformed"
NO_ANSWER: Final = "the server did not answer the handshake in time"

_BLANK_LINE: Final = re.compile(rb"\n\r?\n")
_SINGLE: Final = ("host", "sec-websocket-key", "sec-websocket-version")


class Refusal(Exception):
    """A handshake that is answered with an error.

    Attributes:
        status: The HTTP status.
        reason: A constant of this module.
        headers: Headers the status asks for.
    """

    def __init__(self, status: int, reason: str, headers: Headers = ()) -> None:
        super().__init__(status, reason)
        self.status = status
        self.reason = reason
        self.headers = headers


@dataclass(frozen=True, slots=True)
class Upgrade:
    """A handshake that may be accepted.

    Attributes:
        path: The target without its query.
        headers: Lower-case name and value, in the order received.
        response: The bytes that accept it.
        codec: wsproto's connection, ready for frames once `response` is sent.
        deflate: Whether `response` agrees on permessage-deflate.
    """

    path: str
    headers: Headers
    response: bytes
    codec: Codec
    deflate: bool


@dataclass(frozen=True, slots=True)
class PlainRequest:
    """A request that asks for no upgrade; its body is not read."""

    method: str
    path: str
    headers: Headers


class HeadBuffer:
    """Collects bytes up to and including the blank line that ends an HTTP head.

    Args:
        limit: Longest head in bytes.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._data = bytearray()

    def feed(self, data: bytes) -> tuple[bytes, bytes] | None:
        """Add bytes.

        Returns:
            The head and what followed it, once the head is complete.

        Raises:
            Refusal: 431 over the limit, 400 for what cannot be the start of HTTP.
        """
        start = max(0, len(self._data) - 2)
        self._data += data
        if self._data and not self._data[:1].isalpha():
            raise Refusal(400, BAD_HTTP)
        found = _BLANK_LINE.search(self._data, start)
        if (found.end() if found else len(self._data)) > self._limit:
            raise Refusal(431, HEADERS_TOO_LARGE)
        if found is None:
            return None
        return bytes(self._data[: found.end()]), bytes(self._data[found.end() :])


def read_request(head: bytes, *, paths: Collection[str], deflate: bool) -> Upgrade | PlainRequest:
    """Judge the head of a request.

    Args:
        head: Everything up to the blank line.
        paths: Where a handshake is welcome.
        deflate: Whether to agree on permessage-deflate where it is offered.

    Returns:
        What was asked for.

    Raises:
        Refusal: For everything else.
    """
    parser = h11.Connection(h11.SERVER, max_incomplete_event_size=len(head))
    try:
        parser.receive_data(head)
        request = parser.next_event()
    except h11.RemoteProtocolError:
        raise Refusal(400, BAD_HTTP) from None
    assert isinstance(request, h11.Request)  # the head is complete
    if request.http_version not in (b"1.0", b"1.1"):
        raise Refusal(400, BAD_HTTP)
    headers = _text_headers(request.headers)
    path = request.target.decode("latin-1").partition("?")[0]
    if not any(_asks_for_websocket(name, value) for name, value in headers):
        return PlainRequest(request.method.decode("latin-1"), path, headers)
    if path not in paths:
        raise Refusal(404, NOT_FOUND)
    if (request.method, request.http_version) != (b"GET", b"1.1") or _repeated(headers):
        raise Refusal(400, BAD_HANDSHAKE)
    values = dict(headers)
    if values.get("sec-websocket-version", "13") != "13":
        raise Refusal(426, BAD_VERSION, (("sec-websocket-version", "13"),))
    if not _is_key(values.get("sec-websocket-key", "")):
        raise Refusal(400, BAD_KEY)
    return _upgrade(request, path, headers, deflate)


def _upgrade(request: h11.Request, path: str, headers: Headers, deflate: bool) -> Upgrade:
    """Let wsproto judge the rest and prepare the answer."""
    wsproto = WSConnection(ConnectionType.SERVER)
    extension = SafeDeflate()
    try:
        wsproto.initiate_upgrade_connection(list(request.headers), request.target)
        response = wsproto.send(AcceptConnection(extensions=[extension] if deflate else []))
    except Exception:
        # Whatever wsproto makes of the headers, it is the peer's fault and costs only this
        # connection.
        raise Refusal(400, BAD_HANDSHAKE) from None
    codec = wsproto.connection
    assert codec is not None
    return Upgrade(path, headers, response, codec, extension.enabled())


def http_response(
    status: int, body: bytes, headers: Iterable[tuple[str, str]] = (), *, head_only: bool = False
) -> bytes:
    """One whole HTTP/1.1 response, after which the connection closes.

    Args:
        status: The status.
        body: The body; JSON unless `headers` holds a content-type.
        headers: Further headers.
        head_only: Leave the body out (the answer to HEAD).

    Raises:
        LocalProtocolError: For a number that is no HTTP status.
    """
    try:
        phrase = HTTPStatus(status).phrase
    except ValueError:
        raise LocalProtocolError("not an HTTP status") from None
    fields = {"content-type": "application/json"} | {name.lower(): value for name, value in headers}
    fields |= {"content-length": str(len(body)), "connection": "close"}
    lines = [f"HTTP/1.1 {status} {phrase}"]
    lines += [f"{name}: {value}" for name, value in fields.items()]
    head = "\r\n".join([*lines, "", ""]).encode("latin-1")
    return head if head_only else head + body


def refusal_response(refusal: Refusal) -> bytes:
    """The answer to a handshake that never reached the application: `{"detail": …}`."""
    body = json.dumps({"detail": refusal.reason}, separators=(",", ":")).encode()
    return http_response(refusal.status, body, refusal.headers)


#: The beginning of an answer before the answer, of which a client has to take any number (RFC 9110,
#: section 15.2).
_INTERIM: Final = re.compile(rb"HTTP/1\.1 1(?!01)[0-9]{2}[ \r]")


class ClientHandshake:
    """The client's side of the exchange.

    Args:
        host: The Host header, with the port where it is not 80.
        target: Path and query.
        headers: Further request headers.
        limit: Longest head, and longest body of a refusal that is kept, in bytes.

    Raises:
        LocalProtocolError: For a host, target or header that HTTP cannot carry.
    """

    def __init__(
        self, host: str, target: str, headers: Sequence[tuple[str, str]], limit: int
    ) -> None:
        self._wsproto = WSConnection(ConnectionType.CLIENT)
        try:
            extra = [(name.encode("ascii"), value.encode("latin-1")) for name, value in headers]
            request = Request(host=host, target=target, extra_headers=extra)
            #: The bytes that open the exchange.
            self.request = self._wsproto.send(request)
        except (UnicodeError, h11.LocalProtocolError):
            raise LocalProtocolError("HTTP cannot carry this host, target or header") from None
        self._head: HeadBuffer | None = HeadBuffer(limit)
        self._limit = limit
        self._refused: RejectConnection | None = None
        self._body = b""

    @property
    def codec(self) -> Codec:
        """wsproto's connection; only after `HandshakeAccepted`."""
        codec = self._wsproto.connection
        assert codec is not None
        return codec

    def feed(self, data: bytes) -> tuple[HandshakeAccepted | HandshakeRefused, bytes] | None:
        """Add bytes of the server.

        Returns:
            The server's verdict and the first bytes of frames, once the verdict is complete.

        Raises:
            Refusal: If the answer is not one to a handshake; its status means nothing.
        """
        while self._head is not None:
            split = self._head.feed(data)
            if split is None:
                return None
            head, data = split
            if _INTERIM.match(head):
                self._head = HeadBuffer(self._limit)
                continue
            self._head = None
            verdict = self._parse(head)
            if verdict is not None:
                return verdict, data
        # The body of a refusal.
        verdict = self._parse(data) if data else None
        return None if verdict is None else (verdict, b"")

    def feed_eof(self) -> HandshakeRefused | None:
        """The server closed: complete a refusal whose body ends with the connection."""
        return self._refusal()

    def _parse(self, data: bytes) -> HandshakeAccepted | HandshakeRefused | None:
        finished = False
        try:
            self._wsproto.receive_data(data)
            for event in self._wsproto.events():
                if isinstance(event, AcceptConnection):
                    return HandshakeAccepted(_text_headers(event.extra_headers))
                if isinstance(event, RejectConnection):
                    self._refused = event
                    finished = not event.has_body
                else:
                    assert isinstance(event, RejectData)
                    self._body += event.data
                    finished = event.body_finished
        except Exception:
            raise Refusal(400, BAD_ANSWER) from None
        return self._refusal() if finished or len(self._body) >= self._limit else None

    def _refusal(self) -> HandshakeRefused | None:
        if self._refused is None:
            return None
        headers = _text_headers(self._refused.headers)
        return HandshakeRefused(self._refused.status_code, headers, self._body[: self._limit])


def _text_headers(headers: Iterable[tuple[bytes, bytes]]) -> Headers:
    return tuple(
        (name.decode("latin-1").lower(), value.decode("latin-1")) for name, value in headers
    )


def _asks_for_websocket(name: str, value: str) -> bool:
    # Some HTTP clients put "Upgrade: h2c" on every plain request.
    return name.startswith("sec-websocket-") or (name == "upgrade" and "websocket" in value.lower())


def _repeated(headers: Headers) -> bool:
    names = [name for name, _ in headers]
    return any(names.count(name) > 1 for name in _SINGLE)


def _is_key(value: str) -> bool:
    """RFC 6455 section 4.2.1 item 5: base64 that decodes to 16 bytes."""
    try:
        return len(base64.b64decode(value.encode("latin-1"), validate=True)) == 16
    except (binascii.Error, ValueError):
        return False
