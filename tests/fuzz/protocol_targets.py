"""Targets below the engine: bytes, messages, conversations, and the pipe to a worker."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Callable
from typing import Any
from unittest.mock import patch

from limina.protocol.batch import (
    Batch,
    Reidentification,
    decode_analyze,
    decode_ner,
    decode_process,
    decode_reidentify,
)
from limina.protocol.client import ClientConnection, ClientTarget
from limina.protocol.connection import Connection, ConnectionConfig, ConnectionState
from limina.protocol.errors import CATALOGUE, LocalProtocolError, RequestError
from limina.protocol.events import (
    NEED_DATA,
    PAUSED,
    ConnectionEvent,
    HandshakeReceived,
    HttpRequest,
    RequestFailed,
    RequestReceived,
    RequestRejected,
    ResponseReady,
    SessionClosed,
)
from limina.protocol.schema import Limits, Request, decode_request
from limina.protocol.server import ServerConnection
from limina.protocol.session import Session
from limina.runtime.tasks import Report
from limina.runtime.wire import (
    PREFIX,
    Garbage,
    decode_batch,
    decode_report,
    decode_started,
    encode_batch,
    encode_report,
    encode_started,
)
from tests.fuzz.inputs import CUTS, choices, pieces
from tests.protocol.wires import KEY, drain_events

_ORDER = list(ConnectionState)
#: The end of a request's head, bare line feeds included.
_BLANK_LINE = re.compile(rb"\n\r?\n")

Heard = tuple[list[ConnectionEvent], bytes, ConnectionState]


def server_connection(data: bytes) -> None:
    """Whatever bytes come, in whatever pieces, nothing is raised, the state only goes forward, and
    events, answers and end are those of the same bytes in one piece.
    """
    (flags, limit, *cuts), stream = choices(data, 2 + CUTS)
    config = ConnectionConfig(
        deflate=bool(flags & 1),
        max_message_bytes=64 << limit % 16,
        max_header_bytes=256 << flags // 64,
    )
    blank = _BLANK_LINE.search(stream)
    end = blank.end() if blank else len(stream)
    head, rest = stream[:end], stream[end:]

    def run(sizes: list[int]) -> Heard:
        session = Session(
            max_in_flight=1 + flags % 4,
            max_consecutive_errors=1 + limit // 64,
            max_message_bytes=config.max_message_bytes,
        )
        server = ServerConnection(session, config)
        events, sent, state = _feed(server, pieces(head, sizes), eof=False)
        # What comes before the handshake is decided is refused, so cuts may show there.
        if state is ConnectionState.DECIDING:
            _decide(server, events[-1], flags)
            sent += server.data_to_send()
        more, also_sent, state = _feed(server, pieces(rest, sizes), eof=bool(flags & 2))
        return events + more, sent + also_sent, state

    whole = run([])
    assert repr(run(cuts)) == repr(whole)  # exceptions are equal only to themselves


def _decide(server: ServerConnection, event: ConnectionEvent, flags: int) -> None:
    if isinstance(event, HttpRequest):
        server.respond(200, b"{}")
    elif flags & 4 and flags & 8:
        server.refuse(401, b"{}")
    else:
        assert isinstance(event, HandshakeReceived)
        server.accept()


def client_connection(data: bytes) -> None:
    """Whatever a server sends, in whatever pieces, a client raises nothing, its state only goes
    forward, and its events are those of the same bytes in one piece.
    """
    (flags, limit, *cuts), stream = choices(data, 2 + CUTS)
    config = ConnectionConfig(
        max_message_bytes=64 << limit % 16, max_header_bytes=256 << flags // 64
    )

    def run(sizes: list[int]) -> str:
        # The key of RFC 6455 section 1.3, whose answer the seeds hold.
        with patch("wsproto.handshake.generate_nonce", return_value=KEY):
            client = ClientConnection(ClientTarget("limina.example"), config)
        events, sent, state = _feed(client, pieces(stream, sizes), eof=bool(flags & 2))
        return repr((events, len(sent), state))  # masks differ, lengths do not

    assert run(cuts) == run([])


def _feed(connection: Connection, fed: Any, *, eof: bool) -> Heard:
    events: list[ConnectionEvent] = []
    sent = b""
    for piece in fed:
        before = _ORDER.index(connection.state)
        connection.receive_data(piece)
        events += drain_events(connection)
        sent += connection.data_to_send()
        assert _ORDER.index(connection.state) >= before
    if eof:
        connection.receive_eof()
        events += drain_events(connection)
        sent += connection.data_to_send()
    return events, sent, connection.state


# --- messages ------------------------------------------------------------------------------------

#: Small enough for every limit to be met.
LIMITS = Limits(
    max_text_characters=2_000,
    max_texts=5,
    max_filters=5,
    max_pattern_characters=100,
    max_pattern_cost=1_000,
    max_selectors=5,
    max_known_entities=5,
    max_marker_characters=60,
    max_depth=8,
)
ROUTES: tuple[Callable[[str | bytes, Limits], Batch | Reidentification], ...] = (
    decode_process,
    decode_ner,
    decode_analyze,
    decode_reidentify,
)


def decode_message(data: bytes) -> None:
    """A message is a request within the limits or a documented error that repeats nothing of it,
    the same from bytes as from the text they encode.
    """
    found = _decoded(decode_request, data)
    if isinstance(found, Request):
        assert len(found.text) <= LIMITS.max_text_characters
        assert len(found.entity_detection.filter) <= LIMITS.max_filters
    with contextlib.suppress(UnicodeDecodeError):
        assert _decoded(decode_request, data.decode()) == found


def decode_body(data: bytes) -> None:
    """A body of a REST call is texts within the limits or a documented error that repeats nothing
    of it, on every route that takes one.
    """
    (route,), body = choices(data, 1)
    found = _decoded(ROUTES[route % len(ROUTES)], body)
    if isinstance(found, Batch):
        assert [request.text for request in found.requests()] == list(found.texts)
        assert len(found.texts) <= LIMITS.max_texts
        assert max(map(len, found.texts), default=0) <= LIMITS.max_text_characters


def _decoded(decode: Callable[[Any, Limits], Any], message: str | bytes) -> Any:
    try:
        return decode(message, LIMITS)
    except RequestError as error:
        assert error.code in CATALOGUE
        assert error.code < "LIM200", error.code
        # Our own words are ASCII, but for the sample of LIM102.
        assert error.detail.isascii() or error.code == "LIM102"
        assert len(error.detail) < 400
        return error.code, error.detail


# --- conversations -------------------------------------------------------------------------------


def session(data: bytes) -> None:
    """Every message gets one answer in the order of the messages, a session ends at most once, no
    more requests are in flight than agreed, and what a driver does wrong is a LocalProtocolError.
    """
    (in_flight, errors, size), material = choices(data, 3)
    conversation = _Conversation(
        Session(
            max_in_flight=1 + in_flight % 4,
            max_consecutive_errors=1 + errors % 4,
            max_message_bytes=16 << size % 12,
        ),
        1 + in_flight % 4,
    )
    for line in material.split(b"\n"):
        conversation.move(line[:1], line[1:])
    conversation.finish()


def _loosely(data: bytes) -> str:
    """Text that may hold lone surrogates, which a careless driver may pass on."""
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return data.decode("utf-8", "replace")


class _Conversation:
    """A driver of a session that keeps its own books."""

    def __init__(self, session: Session, in_flight: int) -> None:
        self._session = session
        self._in_flight = in_flight
        self._waiting: list[int] = []
        self._expected: list[str] = []
        self._sent: list[str] = []
        self._ends = 0

    def move(self, kind: bytes, rest: bytes) -> None:
        number = rest[0] if rest else 0
        match kind:
            case b"b":
                self._session.receive_message(rest)
            case b"d":
                self._session.drain()
            case b"x":
                self._session.receive_disconnect()
            case b"t":
                self._sent += self._session.messages_to_send()
                self._session.close_to_send()
            case b"w":
                self._answer_wrongly(number)
            case b"a":
                if self._waiting:
                    self._answer(self._waiting.pop(number % len(self._waiting)), number)
            case _:
                self._session.receive_message(_loosely(rest))
        self._collect()

    def _answer(self, request_id: int, number: int) -> None:
        if number % 3:
            self._session.send(ResponseReady(request_id, str(request_id).encode()))
        else:
            error = RequestError("LIM205", f"{request_id}")
            self._expected[self._expected.index(str(request_id))] = error.to_json()
            self._session.send(RequestFailed(request_id, error))

    def _answer_wrongly(self, number: int) -> None:
        if number in self._waiting:
            answer = ResponseReady(number, b"\xff")
        else:
            answer = ResponseReady(number, b"")
        try:
            self._session.send(answer)
        except LocalProtocolError:
            return
        raise AssertionError("a wrong answer was taken")

    def _collect(self) -> None:
        while (event := self._session.next_event()) not in (NEED_DATA, PAUSED):
            assert not self._ends
            if isinstance(event, RequestReceived):
                self._waiting.append(event.request_id)
                self._expected.append(str(event.request_id))
            elif isinstance(event, RequestRejected):
                self._expected.append(event.error.to_json())
            elif isinstance(event, SessionClosed):
                self._ends += 1
        assert len(self._waiting) <= self._in_flight or self._ends

    def finish(self) -> None:
        while self._waiting:
            self._answer(self._waiting.pop(), 1)
            self._collect()
        self._sent += self._session.messages_to_send()
        assert self._sent == self._expected[: len(self._sent)]
        if not self._ends:
            assert self._sent == self._expected
        for message in self._sent:
            json.loads(message)


# --- the pipe to a worker ------------------------------------------------------------------------


def worker_wire(data: bytes) -> None:
    """What is on the pipe is garbage, or a batch, a report or a start that is the same when it is
    written and read once more.
    """
    (which, number, count), payload = choices(data, 3)
    with contextlib.suppress(Garbage):
        match which % 3:
            case 0:
                batch = decode_batch(payload)
                again = decode_batch(memoryview(encode_batch(*batch))[PREFIX:])
                # Not a number is not equal to itself.
                assert repr(again) == repr(batch)
            case 1:
                report = decode_report(payload, number, count % 8)
                written = b"".join(encode_report(number, report))[PREFIX:]
                assert _shown(decode_report(written, number, count % 8)) == _shown(report)
            case _:
                started = decode_started(payload)
                assert decode_started(encode_started(started)[PREFIX:]) == started


def _shown(report: Report) -> str:
    return repr([(o.answer, o.entities, o.skipped) for o in report.outcomes] + [report.detectors])
