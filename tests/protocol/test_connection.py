from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wsproto import ConnectionType, WSConnection
from wsproto import events as wire

from limina.protocol import closecodes
from limina.protocol.client import ClientConnection, ClientTarget
from limina.protocol.closecodes import Close
from limina.protocol.connection import (
    TRANSITIONS,
    Connection,
    ConnectionConfig,
    ConnectionState,
    Step,
)
from limina.protocol.events import (
    NEED_DATA,
    PAUSED,
    ConnectionClosed,
    ConnectionEvent,
    HandshakeAccepted,
    HandshakeReceived,
    MessageReceived,
    ProtocolFailure,
    RequestReceived,
    ResponseReady,
    SessionClosed,
)
from limina.protocol.schema import Request
from limina.protocol.server import ServerConnection
from tests.protocol.wires import (
    BINARY,
    CONTINUATION,
    HEAD,
    PING,
    PONG,
    TEXT,
    close_frame,
    drain_events,
    feed,
    feed_client,
    feed_server,
    frame,
    make_session,
    open_client,
    open_server,
    server_close,
    server_frame,
)

SMALL = ConnectionConfig(max_message_bytes=64)
LINGERING, CLOSED, CLOSING, OPEN = (
    ConnectionState.LINGERING,
    ConnectionState.CLOSED,
    ConnectionState.CLOSING,
    ConnectionState.OPEN,
)


def ask(request_id: int, text: str) -> RequestReceived:
    return RequestReceived(request_id, Request(text=text))


# --- duties of an endpoint -----------------------------------------------------------------------


def test_pings_are_answered_with_their_payload_even_inside_a_message() -> None:
    data = frame(PING, b"1") + frame(TEXT, "a", fin=False) + frame(PING) + frame(CONTINUATION, "b")
    assert feed_server(data) == (
        [ask(1, "ab")],
        server_frame(PONG, b"1") + server_frame(PONG) + server_frame(TEXT, "AB"),
        OPEN,
    )


def test_pongs_nobody_asked_for_are_ignored() -> None:
    assert feed_server(frame(PONG, b"x") + frame(PONG)) == ([], b"", OPEN)


@pytest.mark.parametrize(
    ("code", "answered", "told"),
    [(1000, 1000, 1000), (1001, 1001, 1001), (4000, 4000, 4000), (None, None, 1005)],
)
def test_a_close_is_answered_with_its_code_but_not_its_words(
    code: int | None, answered: int | None, told: int
) -> None:
    reason = b"secret" if code else b""
    assert feed_server(close_frame(code, reason) + frame(TEXT, "late")) == (
        [SessionClosed(told)],
        server_close(answered),
        LINGERING,
    )


def test_a_client_learns_the_code_and_the_words_of_a_close() -> None:
    found = feed_client(server_close(1001, "going"))
    assert found == ([ConnectionClosed(1001, "going")], 2 + 4 + 2, LINGERING)


# --- failures ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "close"),
    [
        (frame(TEXT, "x", rsv=4), closecodes.PROTOCOL_ERROR),
        (frame(TEXT, "x", mask=None), closecodes.PROTOCOL_ERROR),
        (frame(TEXT, b"\xff"), closecodes.INVALID_PAYLOAD),
        (frame(TEXT, b"", announced=65), closecodes.MESSAGE_TOO_BIG),
        (
            frame(TEXT, "x" * 60, fin=False) + frame(CONTINUATION, b"", announced=5),
            closecodes.MESSAGE_TOO_BIG,
        ),
    ],
    ids=["reserved bit", "unmasked", "not UTF-8", "announced", "added up"],
)
def test_a_failure_is_reported_answered_with_a_close_and_followed_by_deafness(
    data: bytes, close: Close
) -> None:
    good = frame(TEXT, "good")
    assert feed_server(good + data + good + frame(PING) + close_frame(1000), SMALL) == (
        [ask(1, "good"), ProtocolFailure(*close), SessionClosed(close.code)],
        server_frame(TEXT, "GOOD") + server_close(*close),
        LINGERING,
    )


def test_a_deaf_connection_keeps_nothing_of_what_still_comes() -> None:
    connection = open_server()
    feed(connection, [frame(0x3)])
    assert connection.state is LINGERING
    for _ in range(100):
        connection.receive_data(bytes(1000))
        assert connection.next_event() is NEED_DATA
        assert connection.data_to_send() == b""
    assert connection._reader is None
    assert not connection._events
    assert not connection._out


def test_a_failure_after_our_close_ends_the_conversation_without_a_second_close() -> None:
    connection = open_server()
    connection.close(closecodes.INTERNAL_ERROR)
    drain_events(connection)
    assert connection.data_to_send() == server_close(1011, "internal error")
    found, sent, state = feed(connection, [frame(0x3)])
    assert (found, sent, state) == ([ProtocolFailure(1002, "protocol error")], b"", LINGERING)


def test_a_client_reports_its_own_failure_as_the_end() -> None:
    found, sent, state = feed(open_client(SMALL), [server_frame(TEXT, "x" * 65)])
    assert found == [
        ProtocolFailure(*closecodes.MESSAGE_TOO_BIG),
        ConnectionClosed(*closecodes.MESSAGE_TOO_BIG),
    ]
    assert state is LINGERING
    assert len(sent) == 6 + 2 + len(closecodes.MESSAGE_TOO_BIG.reason)


# --- closing -------------------------------------------------------------------------------------


def test_our_close_waits_for_the_peers() -> None:
    client = open_client()
    client.close()
    assert client.state is CLOSING
    assert feed(client, [server_frame(TEXT, "late") + server_frame(PING)])[0] == []
    assert feed(client, [server_close(1000)]) == ([ConnectionClosed(1000)], b"", LINGERING)
    client.receive_eof()
    assert feed(client, []) == ([], b"", CLOSED)


def test_closing_twice_is_closing() -> None:
    connection = open_server()
    connection.close()
    connection.close(closecodes.INTERNAL_ERROR)
    assert connection.data_to_send() == server_close(1000)
    assert connection.state is CLOSING


def test_closing_before_the_conversation_ends_the_connection() -> None:
    connection = ServerConnection(make_session())
    connection.close()
    assert connection.state is CLOSED
    assert connection.data_to_send() == b""


def test_closing_while_lingering_or_closed_does_nothing() -> None:
    connection = open_server()
    feed(connection, [close_frame(1000)])
    connection.close()
    assert connection.state is LINGERING
    connection.receive_eof()
    connection.close()
    assert connection.state is CLOSED
    assert connection.data_to_send() == b""


def test_the_end_of_input_is_found_behind_the_frames_before_it() -> None:
    assert feed_server(frame(TEXT, "last"), eof=True) == (
        [ask(1, "last"), SessionClosed(1006)],
        server_frame(TEXT, "LAST"),
        CLOSED,
    )


def test_a_frame_that_is_cut_off_is_dropped() -> None:
    assert feed_server(frame(TEXT, "last")[:-1], eof=True) == ([SessionClosed(1006)], b"", CLOSED)


def test_the_end_of_input_is_not_found_while_nobody_may_look() -> None:
    connection = open_server(make_session(max_in_flight=1))
    connection.receive_data(frame(TEXT, "slow") + frame(TEXT, "next"))
    assert connection.next_event() == ask(1, "slow")
    connection.receive_eof()
    assert connection.next_event() is PAUSED
    connection.send(ResponseReady(1, b"1"))
    assert connection.next_event() == ask(2, "next")
    assert connection.next_event() is PAUSED
    connection.send(ResponseReady(2, b"2"))
    assert connection.next_event() == SessionClosed(1006)
    assert connection.next_event() is NEED_DATA
    assert connection.data_to_send() == server_frame(TEXT, "1") + server_frame(TEXT, "2")


def test_the_end_of_input_after_our_close_ends_the_connection() -> None:
    connection = open_server()
    connection.close()
    assert feed(connection, [], eof=True) == ([SessionClosed(1000)], server_close(1000), CLOSED)


def test_the_end_of_input_while_lingering_ends_the_connection_and_again_does_nothing() -> None:
    connection = open_server()
    feed(connection, [close_frame(1000)])
    for _ in range(2):
        assert feed(connection, [b"dropped"], eof=True) == ([], b"", CLOSED)


def test_no_bytes_are_not_the_end() -> None:
    connection = open_server()
    connection.receive_data(b"")
    assert connection.next_event() is NEED_DATA
    assert connection.state is OPEN


# --- time ----------------------------------------------------------------------------------------

TIMES = ConnectionConfig(
    handshake_timeout=10, ping_interval=20, pong_timeout=7, idle_timeout=None, close_timeout=5
)


def test_a_silent_peer_is_pinged_and_given_up() -> None:
    connection = open_server(config=TIMES, now=100.0)
    assert connection.next_deadline() == 120.0
    connection.handle_timer(119.9)
    assert connection.data_to_send() == b""
    connection.handle_timer(120.0)
    assert connection.data_to_send() == server_frame(PING)
    assert connection.next_deadline() == 127.0
    connection.handle_timer(127.0)
    assert drain_events(connection) == [SessionClosed(1008)]
    assert connection.data_to_send() == server_close(1008, "no answer to a ping")
    assert connection.next_deadline() == 132.0
    connection.handle_timer(132.0)
    assert connection.state is CLOSED
    assert connection.next_deadline() is None


def test_a_silent_server_is_given_up_by_a_client() -> None:
    client = open_client(TIMES)
    for now in (20.0, 27.0):
        client.handle_timer(now)
    assert drain_events(client) == [ConnectionClosed(1008, "no answer to a ping")]
    client.handle_timer(32.0)
    assert drain_events(client) == []
    assert client.state is CLOSED


@pytest.mark.parametrize("life", [frame(PONG), frame(TEXT, "x", fin=False), b"\x81"])
def test_whatever_comes_shows_that_the_peer_lives(life: bytes) -> None:
    connection = open_server(config=TIMES)
    connection.handle_timer(20.0)
    connection.receive_data(life, 26.0)
    assert connection.next_deadline() == 46.0
    connection.handle_timer(40.0)
    assert connection.state is OPEN


def test_pings_go_on_while_one_is_unanswered() -> None:
    connection = open_server(config=ConnectionConfig(ping_interval=5, pong_timeout=12))
    for now in (5.0, 10.0, 15.0):
        connection.handle_timer(now)
        assert connection.data_to_send() == server_frame(PING)
    assert connection.next_deadline() == 17.0


def test_without_an_interval_nobody_is_pinged() -> None:
    connection = open_server(config=ConnectionConfig(ping_interval=None))
    assert connection.next_deadline() is None
    connection.receive_data(frame(PONG), 5.0)
    connection.handle_timer(1e6)
    assert connection.data_to_send() == b""
    assert connection.state is OPEN


def test_a_paused_connection_does_not_blame_the_peer_for_what_it_did_not_read() -> None:
    connection = open_server(make_session(max_in_flight=1), TIMES)
    connection.receive_data(frame(TEXT, "slow"), 1.0)
    drain_events(connection, answer=False)
    assert connection.next_event() is PAUSED
    for now in (21.0, 28.0, 35.0, 41.0, 42.0):
        connection.handle_timer(now)
    assert connection.state is OPEN
    # Not paused any more, but the pong may still be on its way from the socket to here.
    connection.send(ResponseReady(1, b"1"))
    assert connection.next_event() is NEED_DATA
    connection.handle_timer(49.0)
    assert connection.state is OPEN
    connection.handle_timer(56.0)
    assert drain_events(connection) == [SessionClosed(1008)]


def test_a_connection_that_pauses_after_the_ping_is_not_given_up_either() -> None:
    session = make_session(max_in_flight=1)
    connection = open_server(session, TIMES)
    connection.handle_timer(20.0)
    session.receive_message("slow")
    drain_events(connection, answer=False)
    connection.handle_timer(27.0)
    assert connection.state is OPEN
    assert connection.next_deadline() == 34.0


def test_a_peer_that_does_not_answer_our_close_is_not_waited_for_long() -> None:
    connection = open_server(config=TIMES, now=3.0)
    connection.close()
    assert connection.next_deadline() == 8.0
    # Its chatter does not buy it time.
    connection.receive_data(frame(PING), 7.0)
    drain_events(connection)
    assert connection.next_deadline() == 8.0
    connection.handle_timer(8.0)
    assert connection.state is CLOSED


def test_a_peer_that_keeps_the_line_open_is_not_waited_for_long() -> None:
    connection = open_server(config=TIMES)
    connection.receive_data(close_frame(1000), 3.0)
    drain_events(connection)
    assert connection.next_deadline() == 8.0
    connection.receive_data(bytes(1000), 7.9)
    connection.handle_timer(8.0)
    assert connection.state is CLOSED


def test_the_wait_for_close_and_end_is_one() -> None:
    connection = open_server(config=TIMES)
    connection.close()
    connection.receive_data(close_frame(1000), 4.0)
    drain_events(connection)
    assert connection.state is LINGERING
    assert connection.next_deadline() == 5.0


def test_a_handshake_in_either_role_has_to_be_done_in_time() -> None:
    for connection in (
        ServerConnection(make_session(), TIMES, now=3.0),
        ClientConnection(ClientTarget("limina.example"), TIMES, now=3.0),
    ):
        assert connection.next_deadline() == 13.0
        connection.handle_timer(13.0)
        assert connection.state in (LINGERING, CLOSED)


def test_an_idle_conversation_is_closed_like_any_other() -> None:
    config = ConnectionConfig(idle_timeout=60, ping_interval=None, close_timeout=5)
    connection = open_server(config=config)
    connection.handle_timer(60.0)
    assert connection.data_to_send() == server_close(1008, "no message for too long")
    assert connection.next_deadline() == 65.0


def test_time_does_not_run_backwards() -> None:
    connection = open_server(config=TIMES, now=100.0)
    connection.receive_data(frame(PONG), 50.0)
    assert connection.next_deadline() == 120.0


# --- the table -----------------------------------------------------------------------------------


def test_every_state_can_end_and_nothing_leads_out_of_the_end() -> None:
    for state in ConnectionState:
        if state is CLOSED:
            assert all(before is not CLOSED for before, _ in TRANSITIONS)
        else:
            assert TRANSITIONS[state, Step.ENDED] is CLOSED


def test_states_only_ever_go_forward() -> None:
    order = list(ConnectionState)
    for (before, _), after in TRANSITIONS.items():
        assert order.index(before) < order.index(after)


# --- against itself, against wsproto, against noise ----------------------------------------------


def exchange(client: ClientConnection, server: ServerConnection) -> list[ConnectionEvent]:
    """Pass bytes to and fro until there are none; the server's side answers by itself."""
    found: list[ConnectionEvent] = []
    while data := client.data_to_send():
        server.receive_data(data)
        for event in drain_events(server):
            if isinstance(event, HandshakeReceived):
                server.accept()
        client.receive_data(server.data_to_send())
        found += drain_events(client)
    return found


def test_both_roles_understand_each_other() -> None:
    server = ServerConnection(make_session())
    client = ClientConnection(ClientTarget("limina.example"))
    assert exchange(client, server) == [HandshakeAccepted()]
    for size in (0, 1, 125, 126, 65535, 65536, 300_000):
        client.send_message("é" * size)
        assert exchange(client, server) == [MessageReceived("É" * size)]
    client.close()
    assert exchange(client, server) == [ConnectionClosed(1000)]
    assert (client.state, server.state) == (LINGERING, LINGERING)


def test_a_plain_wsproto_client_is_served() -> None:
    peer = WSConnection(ConnectionType.CLIENT)
    server = ServerConnection(make_session())
    server.receive_data(peer.send(wire.Request(host="limina.example", target="/ws")))
    drain_events(server)
    server.accept()
    peer.receive_data(server.data_to_send())
    assert isinstance(next(peer.events()), wire.AcceptConnection)
    server.receive_data(
        peer.send(wire.TextMessage("one", message_finished=False))
        + peer.send(wire.Ping(b"!"))
        + peer.send(wire.TextMessage(" two"))
        + peer.send(wire.CloseConnection(1001, "bye"))
    )
    drain_events(server)
    peer.receive_data(server.data_to_send())
    assert list(peer.events()) == [
        wire.Pong(b"!"),
        wire.TextMessage("ONE TWO"),
        wire.CloseConnection(1001, ""),
    ]


def test_a_plain_wsproto_server_is_understood() -> None:
    peer = WSConnection(ConnectionType.SERVER)
    client = ClientConnection(ClientTarget("limina.example"))
    peer.receive_data(client.data_to_send())
    assert isinstance(next(peer.events()), wire.Request)
    client.receive_data(peer.send(wire.AcceptConnection()))
    assert drain_events(client) == [HandshakeAccepted()]
    client.send_message(b"\x00")
    client.close(Close(3000, "done"))
    peer.receive_data(client.data_to_send())
    assert list(peer.events()) == [
        wire.BytesMessage(b"\x00"),
        wire.CloseConnection(3000, "done"),
    ]
    client.receive_data(peer.send(wire.CloseConnection(3000)))
    assert drain_events(client) == [ConnectionClosed(3000)]


FRAMES = st.builds(
    frame,
    st.sampled_from([TEXT, BINARY, CONTINUATION, 0x3, 0x8, PING, PONG, 0xB]),
    st.one_of(st.binary(max_size=140), st.text(max_size=20), st.just(b"\x03\xe8")),
    fin=st.booleans(),
    rsv=st.sampled_from([0, 0, 0, 0, 4, 1]),
    mask=st.sampled_from([bytes(4), b"\x01\x02\x03\x04", None]),
    announced=st.sampled_from([None, None, None, None, 0, 126, 200, 1 << 40]),
)
NOISE = st.lists(st.one_of(FRAMES, FRAMES, st.binary(max_size=30)), max_size=8).map(b"".join)


def start_server(deflate: bool) -> Connection:
    config = ConnectionConfig(max_message_bytes=100, deflate=deflate)
    offer = HEAD[:-2] + b"sec-websocket-extensions: permessage-deflate\r\n\r\n"
    return open_server(make_session(max_consecutive_errors=2), config, head=offer)


@settings(deadline=None)
@given(NOISE, st.booleans(), st.lists(st.integers(0, 300), max_size=6), st.booleans())
def test_whatever_comes_nothing_is_raised_and_every_cut_gives_the_same(
    data: bytes, deflate: bool, points: list[int], eof: bool
) -> None:
    edges = [0, *sorted(min(point, len(data)) for point in points), len(data)]
    pieces = [data[a:b] for a, b in pairwise(edges)]
    whole = feed(start_server(deflate), [data], eof=eof)
    assert feed(start_server(deflate), pieces, eof=eof) == whole
    single = [data[i : i + 1] for i in range(len(data))]
    assert feed(start_server(deflate), single, eof=eof) == whole


@settings(deadline=None)
@given(NOISE)
def test_whatever_comes_a_client_raises_nothing(data: bytes) -> None:
    def run(pieces: list[bytes]) -> tuple[list[ConnectionEvent], int, ConnectionState]:
        client = open_client(SMALL)
        found, sent, state = feed(client, pieces, eof=True)
        return found, len(sent), state  # masks differ, lengths do not

    assert run([data]) == run([data[i : i + 1] for i in range(len(data))])


HEADS = st.one_of(
    st.binary(max_size=200),
    st.lists(
        st.one_of(
            st.sampled_from(HEAD.split(b"\r\n")),
            st.binary(max_size=20),
            st.builds(
                lambda name, value: name + b": " + value,
                st.sampled_from([b"host", b"upgrade", b"connection", b"sec-websocket-key"]),
                st.binary(max_size=24),
            ),
        ),
        max_size=12,
    ).map(lambda lines: b"\r\n".join([b"GET /ws HTTP/1.1", *lines, b"", b""])),
)


@settings(deadline=None)
@given(HEADS, NOISE)
def test_whatever_opens_a_connection_nothing_is_raised(head: bytes, data: bytes) -> None:
    for deflate in (False, True):
        server = ServerConnection(make_session(), ConnectionConfig(deflate=deflate))
        feed(server, [head])
        if server.state is ConnectionState.DECIDING and server._upgrade is not None:
            server.accept()
        feed(server, [data], eof=True)
        assert server.state is CLOSED
    client = ClientConnection(ClientTarget("limina.example"))
    feed(client, [head, data], eof=True)
    assert client.state is CLOSED
