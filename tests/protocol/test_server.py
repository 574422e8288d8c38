from __future__ import annotations

from collections.abc import Iterable

import pytest

from limina.protocol import handshake
from limina.protocol.connection import ConnectionConfig, ConnectionState
from limina.protocol.errors import LocalProtocolError, RequestError
from limina.protocol.events import (
    NEED_DATA,
    PAUSED,
    HandshakeReceived,
    HandshakeRejected,
    HttpRequest,
    RequestFailed,
    RequestReceived,
    RequestRejected,
    ResponseReady,
    SessionClosed,
)
from limina.protocol.server import ServerConnection
from tests.protocol.wires import (
    ACCEPTED,
    BINARY,
    HEAD,
    PING,
    PONG,
    TEXT,
    EchoSession,
    Outcome,
    close_frame,
    drain_events,
    feed,
    feed_server,
    frame,
    make_session,
    open_server,
    request_head,
    same_however_cut,
    server_close,
    server_frame,
)

GET = b"GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n"


def fresh(config: ConnectionConfig | None = None) -> ServerConnection:
    return ServerConnection(make_session(), config, client="192.0.2.1")


def opened_with(data: bytes, config: ConnectionConfig | None = None) -> Outcome:
    return same_however_cut(lambda pieces: feed(fresh(config), pieces), data)


# --- the handshake -------------------------------------------------------------------------------


def test_a_handshake_waits_for_a_decision_and_is_accepted() -> None:
    events, sent, state = opened_with(HEAD)
    [event] = events
    assert isinstance(event, HandshakeReceived)
    assert (event.path, event.client) == ("/ws", "192.0.2.1")
    assert ("host", "limina.example") in event.headers
    assert (sent, state) == (b"", ConnectionState.DECIDING)

    connection = fresh()
    feed(connection, [HEAD])
    connection.accept()
    assert connection.data_to_send() == ACCEPTED
    assert connection.state is ConnectionState.OPEN


@pytest.mark.parametrize("status", [401, 403, 404, 503])
def test_a_handshake_may_be_refused_with_a_body(status: int) -> None:
    connection = fresh()
    feed(connection, [HEAD])
    connection.refuse(status, b'{"detail":"no"}', [("Retry-After", "5")])
    response = connection.data_to_send()
    assert response.startswith(b"HTTP/1.1 %d " % status)
    assert b"\r\nretry-after: 5\r\n" in response
    assert response.endswith(b'\r\n\r\n{"detail":"no"}')
    assert connection.state is ConnectionState.LINGERING
    assert drain_events(connection) == []


@pytest.mark.parametrize(
    ("head", "status", "reason"),
    [
        (request_head(start=b"GET /ws HTTP/1.0"), 400, handshake.BAD_HANDSHAKE),
        (request_head(b"sec-websocket-protocol: caf\xe9"), 400, handshake.BAD_HANDSHAKE),
        (request_head(without=[b"sec-websocket-key"]), 400, handshake.BAD_KEY),
        (
            request_head(b"sec-websocket-version: 8", without=[b"sec-websocket-version"]),
            426,
            handshake.BAD_VERSION,
        ),
        (request_head(start=b"GET /other HTTP/1.1"), 404, handshake.NOT_FOUND),
        (request_head(b"x: " + b"y" * 2000), 431, handshake.HEADERS_TOO_LARGE),
        (b"\x16\x03\x01", 400, handshake.BAD_HTTP),
    ],
)
def test_a_bad_handshake_is_answered_and_reported(head: bytes, status: int, reason: str) -> None:
    events, sent, state = opened_with(head, ConnectionConfig(max_header_bytes=1000))
    assert events == [HandshakeRejected(status, reason)]
    assert sent.startswith(b"HTTP/1.1 %d " % status)
    assert sent.endswith(b'{"detail":"%s"}' % reason.encode())
    assert state is ConnectionState.LINGERING


def test_the_paths_are_configured() -> None:
    config = ConnectionConfig(paths=frozenset({"/", "/v4/ws"}))
    for path in (b"/", b"/v4/ws"):
        events, _, _ = opened_with(request_head(start=b"GET " + path + b" HTTP/1.1"), config)
        assert isinstance(events[0], HandshakeReceived)
    assert opened_with(HEAD, config)[0] == [HandshakeRejected(404, handshake.NOT_FOUND)]


def test_data_right_behind_the_handshake_is_refused() -> None:
    events, sent, state = feed(fresh(), [HEAD + frame(TEXT, "early")])
    assert events == [HandshakeRejected(400, handshake.EARLY_DATA)]
    assert sent.startswith(b"HTTP/1.1 400 ")
    assert state is ConnectionState.LINGERING


def test_data_before_the_decision_is_refused_however_it_is_cut() -> None:
    def run(pieces: Iterable[bytes]) -> Outcome:
        connection = fresh()
        for piece in pieces:
            connection.receive_data(piece)
        return drain_events(connection), connection.data_to_send(), connection.state

    events, sent, state = same_however_cut(run, HEAD + frame(TEXT, "early"))
    assert events == [HandshakeRejected(400, handshake.EARLY_DATA)]
    assert sent.count(b"HTTP/1.1 ") == 1
    assert state is ConnectionState.LINGERING


def test_a_decision_that_comes_too_late_is_misuse() -> None:
    connection = fresh()
    feed(connection, [HEAD, b"early"])
    for decide in (connection.accept, lambda: connection.refuse(401)):
        with pytest.raises(LocalProtocolError):
            decide()


def test_a_handshake_that_takes_too_long_gets_408() -> None:
    for begun in (b"", HEAD[:20], HEAD):
        connection = ServerConnection(make_session(), now=100.0)
        connection.receive_data(begun, 101.0)
        assert connection.next_deadline() == 110.0
        connection.handle_timer(110.0)
        assert drain_events(connection) == [HandshakeRejected(408, handshake.TIMED_OUT)]
        assert connection.data_to_send().startswith(b"HTTP/1.1 408 ")
        assert connection.next_deadline() == 115.0


def test_a_peer_that_leaves_before_the_conversation_leaves_no_trace() -> None:
    for begun in (b"", HEAD[:20]):
        connection = fresh()
        assert feed(connection, [begun], eof=True) == ([], b"", ConnectionState.CLOSED)
    connection = fresh()
    feed(connection, [HEAD])
    assert feed(connection, [], eof=True) == ([], b"", ConnectionState.CLOSED)
    with pytest.raises(LocalProtocolError):
        connection.accept()


# --- plain requests ------------------------------------------------------------------------------


def test_a_plain_request_is_reported_and_answered() -> None:
    events, sent, state = opened_with(GET)
    assert events == [HttpRequest("GET", "/healthz", (("host", "x"),), "192.0.2.1")]
    assert (sent, state) == (b"", ConnectionState.DECIDING)

    connection = fresh()
    feed(connection, [GET])
    connection.respond(200, b"{}", [("x-a", "b")])
    response = connection.data_to_send()
    assert response.startswith(b"HTTP/1.1 200 OK\r\n")
    assert b"\r\nx-a: b\r\n" in response
    assert response.endswith(b"\r\n\r\n{}")
    assert connection.state is ConnectionState.LINGERING


def test_the_answer_to_head_has_no_body() -> None:
    connection = fresh()
    feed(connection, [GET.replace(b"GET", b"HEAD")])
    connection.respond(200, b"{}")
    assert connection.data_to_send().endswith(b"content-length: 2\r\nconnection: close\r\n\r\n")


def test_what_follows_a_plain_request_is_not_read() -> None:
    connection = fresh()
    assert len(feed(connection, [GET + GET, GET, b"\x00"])[0]) == 1
    connection.respond(200)
    assert connection.data_to_send().count(b"HTTP/1.1") == 1


def test_each_kind_of_request_has_its_own_answers_and_only_one() -> None:
    nothing, plain, upgrade, answered = fresh(), fresh(), fresh(), fresh()
    feed(plain, [GET])
    feed(upgrade, [HEAD])
    feed(answered, [GET])
    answered.respond(200)
    for connection in (nothing, plain, answered):
        with pytest.raises(LocalProtocolError):
            connection.accept()
        with pytest.raises(LocalProtocolError):
            connection.refuse(401)
    for connection in (nothing, upgrade, answered):
        with pytest.raises(LocalProtocolError):
            connection.respond(200)
    with pytest.raises(LocalProtocolError):
        plain.respond(999)
    plain.respond(200)
    upgrade.accept()


# --- the conversation ----------------------------------------------------------------------------


def test_requests_are_answered_in_order_with_rejections_in_their_place() -> None:
    data = frame(TEXT, "one") + frame(TEXT, "bad") + frame(TEXT, "two")
    events, sent, state = feed_server(data)
    assert [type(event) for event in events] == [RequestReceived, RequestRejected, RequestReceived]
    rejection = '{"detail":"not well-formed","code":"LIM101"}'
    assert sent == b"".join(server_frame(TEXT, text) for text in ("ONE", rejection, "TWO"))
    assert state is ConnectionState.OPEN


def test_answers_given_out_of_order_leave_in_order() -> None:
    connection = open_server()
    connection.receive_data(frame(TEXT, "one") + frame(TEXT, "two"))
    drain_events(connection, answer=False)
    connection.send(RequestFailed(2, RequestError("LIM203", "late")))
    assert connection.data_to_send() == b""
    connection.send(ResponseReady(1, "é".encode()))
    assert connection.data_to_send() == server_frame(TEXT, "é") + server_frame(
        TEXT, '{"detail":"late","code":"LIM203"}'
    )


def test_misuse_of_the_session_is_misuse_of_the_connection() -> None:
    connection = open_server()
    with pytest.raises(LocalProtocolError):
        connection.send(ResponseReady(1, b""))


def test_at_the_in_flight_limit_nothing_more_is_parsed() -> None:
    connection = open_server(make_session(max_in_flight=1))
    connection.receive_data(frame(TEXT, "one") + frame(PING, b"p") + frame(TEXT, "two"))
    drain_events(connection, answer=False)
    assert connection.next_event() is PAUSED
    assert connection.data_to_send() == b""
    connection.send(ResponseReady(1, b"1"))
    assert [type(event) for event in drain_events(connection, answer=False)] == [RequestReceived]
    assert connection.data_to_send() == server_frame(TEXT, "1") + server_frame(PONG, b"p")


def test_a_binary_message_closes_with_1003_and_later_messages_are_dropped() -> None:
    data = frame(TEXT, "one") + frame(BINARY, b"{}") + frame(TEXT, "two")
    events, sent, state = feed_server(data)
    assert events[1:] == [SessionClosed(1003, "binary messages are not supported")]
    assert sent == server_frame(TEXT, "ONE") + server_close(
        1003, "binary messages are not supported"
    )
    assert state is ConnectionState.CLOSING


def test_too_many_errors_close_with_1008_behind_their_answers() -> None:
    events, sent, _ = feed_server(
        frame(TEXT, "bad") * 3, session=lambda: make_session(max_consecutive_errors=2)
    )
    assert [type(event) for event in events] == [RequestRejected, RequestRejected, SessionClosed]
    assert sent.endswith(server_close(1008, "too many errors in a row"))


def test_answers_after_the_end_are_dropped() -> None:
    connection = open_server()
    connection.receive_data(frame(TEXT, "slow") + close_frame(1000))
    drain_events(connection, answer=False)
    assert connection.data_to_send() == server_close(1000)
    connection.send(ResponseReady(1, b"1"))
    assert connection.data_to_send() == b""


def test_closing_drops_the_answers_still_owed() -> None:
    connection = open_server()
    connection.receive_data(frame(TEXT, "slow"))
    drain_events(connection, answer=False)
    connection.close()
    assert drain_events(connection) == [SessionClosed(1000)]
    connection.send(ResponseReady(1, b"1"))
    assert connection.data_to_send() == server_close(1000)


def test_deflate_goes_both_ways_where_it_is_agreed_on() -> None:
    head = request_head(b"sec-websocket-extensions: permessage-deflate")
    text = "the same words again and again " * 20
    _, sent, state = feed_server(
        frame(TEXT, text.lower()), ConnectionConfig(deflate=True), head=head
    )
    assert state is ConnectionState.OPEN
    assert sent[0] == 0xC1
    assert len(sent) < len(text) / 4


def test_a_session_may_send_binary_messages_and_have_no_events() -> None:
    data = frame(BINARY, b"\x00") + frame(TEXT, "a") + close_frame(1000)
    assert feed_server(data, session=EchoSession) == (
        [],
        server_frame(BINARY, b"\x00") + server_frame(TEXT, "a") + server_close(1000),
        ConnectionState.LINGERING,
    )


# --- draining ------------------------------------------------------------------------------------


def test_draining_an_idle_conversation_closes_it_with_1001() -> None:
    connection = open_server()
    connection.drain()
    assert connection.data_to_send() == server_close(1001, "server is shutting down")
    assert drain_events(connection) == [SessionClosed(1001, "server is shutting down")]
    assert feed(connection, [close_frame(1001)]) == ([], b"", ConnectionState.LINGERING)


def test_draining_a_busy_conversation_answers_first() -> None:
    connection = open_server()
    connection.receive_data(frame(TEXT, "slow"))
    drain_events(connection, answer=False)
    connection.drain()
    assert connection.data_to_send() == b""
    connection.send(ResponseReady(1, b"1"))
    assert connection.data_to_send() == server_frame(TEXT, "1") + server_close(
        1001, "server is shutting down"
    )


def test_draining_before_the_conversation_leaves_the_decision_to_the_driver() -> None:
    connection = fresh()
    connection.drain()
    feed(connection, [HEAD])
    connection.drain()
    connection.refuse(503)
    assert connection.data_to_send().startswith(b"HTTP/1.1 503 ")


def test_draining_after_the_end_does_nothing() -> None:
    connection = open_server()
    feed(connection, [close_frame(1000)])
    connection.drain()
    assert feed(connection, []) == ([], b"", ConnectionState.LINGERING)


# --- idleness ------------------------------------------------------------------------------------

IDLE = ConnectionConfig(idle_timeout=60, ping_interval=None)


def test_a_conversation_without_messages_is_ended_where_that_is_configured() -> None:
    connection = open_server(config=IDLE, now=10.0)
    connection.receive_data(frame(PING), 60.0)
    drain_events(connection)
    assert connection.next_deadline() == 70.0
    connection.handle_timer(70.0)
    assert drain_events(connection) == [SessionClosed(1008)]
    assert connection.data_to_send().endswith(server_close(1008, "no message for too long"))


def test_messages_and_answers_begin_the_time_anew() -> None:
    connection = open_server(config=IDLE)
    connection.receive_data(frame(TEXT, "x"), 50.0)
    drain_events(connection, answer=False)
    assert connection.next_deadline() == 110.0
    connection.handle_timer(100.0)
    connection.send(ResponseReady(1, b"1"))
    assert connection.next_deadline() == 160.0


def test_whoever_waits_for_an_answer_is_not_idle() -> None:
    connection = open_server(config=IDLE)
    connection.receive_data(frame(TEXT, "slow"))
    drain_events(connection, answer=False)
    for now in (60.0, 120.0, 180.0):
        connection.handle_timer(now)
    assert connection.data_to_send() == b""
    connection.send(ResponseReady(1, b"1"))
    connection.handle_timer(240.0)
    assert connection.data_to_send().endswith(server_close(1008, "no message for too long"))


def test_a_paused_connection_says_so_until_it_goes_on() -> None:
    connection = open_server(make_session(max_in_flight=1))
    connection.receive_data(frame(TEXT, "one"))
    drain_events(connection, answer=False)
    assert connection.next_event() is PAUSED
    assert connection.next_event() is PAUSED
    connection.send(ResponseReady(1, b"1"))
    assert connection.next_event() is NEED_DATA
