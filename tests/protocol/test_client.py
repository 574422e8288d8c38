from __future__ import annotations

import pytest

from limina.protocol import handshake
from limina.protocol.client import ClientConnection, ClientTarget
from limina.protocol.connection import ConnectionConfig, ConnectionState
from limina.protocol.errors import LocalProtocolError
from limina.protocol.events import (
    NEED_DATA,
    ConnectionClosed,
    HandshakeAccepted,
    HandshakeReceived,
    HandshakeRefused,
    MessageReceived,
    ProtocolFailure,
)
from limina.protocol.server import ServerConnection
from tests.protocol.wires import (
    BINARY,
    CONTINUATION,
    TEXT,
    drain_events,
    feed,
    feed_client,
    frame,
    make_session,
    open_client,
    server_frame,
)

TARGET = ClientTarget("limina.example:8080", "/ws?a=b", (("x-api-key", "k"),))


def fresh(config: ConnectionConfig | None = None) -> ClientConnection:
    return ClientConnection(TARGET, config)


def answer_to(client: ClientConnection) -> bytes:
    server = ServerConnection(make_session())
    server.receive_data(client.data_to_send())
    event = server.next_event()
    assert isinstance(event, HandshakeReceived)
    assert ("x-api-key", "k") in event.headers
    assert ("host", "limina.example:8080") in event.headers
    server.accept()
    return server.data_to_send()


def test_the_handshake_is_sent_first_and_its_acceptance_told() -> None:
    client = fresh()
    answer = answer_to(client)
    for i in range(len(answer)):
        assert client.state is ConnectionState.HANDSHAKE
        assert client.next_event() is NEED_DATA
        client.receive_data(answer[i : i + 1])
    assert drain_events(client) == [HandshakeAccepted()]
    assert client.state is ConnectionState.OPEN


INTERIM = (
    b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n"
    b"HTTP/1.1 102 \r\n\r\n"
)


@pytest.mark.parametrize("whole", [True, False])
def test_answers_before_the_answer_are_passed_over(whole: bool) -> None:
    client = fresh()
    answer = INTERIM + answer_to(client)
    pieces = [answer] if whole else [answer[i : i + 1] for i in range(len(answer))]
    assert feed(client, pieces) == ([HandshakeAccepted()], b"", ConnectionState.OPEN)


def test_after_an_interim_answer_a_refusal_is_one() -> None:
    client = fresh()
    client.data_to_send()
    events, _, _ = feed(client, [INTERIM + REFUSAL])
    assert events == [HandshakeRefused(401, (("content-length", "2"),), b"{}")]


def test_each_interim_answer_keeps_to_the_header_limit() -> None:
    client = fresh(ConnectionConfig(max_header_bytes=100))
    client.data_to_send()
    events, _, _ = feed(client, [INTERIM * 9, b"HTTP/1.1 103 S\r\nx: " + b"y" * 100])
    assert events == [ProtocolFailure(1002, handshake.BAD_ANSWER)]


def test_messages_right_behind_the_answer_are_not_lost() -> None:
    client = fresh()
    events, _, _ = feed(client, [answer_to(client) + server_frame(TEXT, "early")])
    assert events == [HandshakeAccepted(), MessageReceived("early")]


def test_messages_of_either_type_are_told_whole() -> None:
    data = (
        frame(TEXT, "a", fin=False, mask=None)
        + frame(CONTINUATION, "é", mask=None)
        + server_frame(BINARY, b"\xff")
    )
    assert feed_client(data)[0] == [MessageReceived("aé"), MessageReceived(b"\xff")]


def test_messages_are_sent_masked() -> None:
    client = open_client()
    client.send_message("hi")
    sent = client.data_to_send()
    assert sent[:2] == b"\x81\x82"
    assert bytes(a ^ b for a, b in zip(sent[6:], sent[2:], strict=False)) == b"hi"
    client.send_message(b"\x00\x01\x02")
    assert client.data_to_send()[:2] == b"\x82\x83"


def test_nothing_can_be_sent_but_on_an_open_connection() -> None:
    closed = open_client()
    closed.close()
    for client in (fresh(), closed):
        with pytest.raises(LocalProtocolError):
            client.send_message("x")


def test_a_lone_surrogate_cannot_be_sent_and_breaks_nothing() -> None:
    client = open_client()
    with pytest.raises(LocalProtocolError):
        client.send_message("\ud800")
    assert client.data_to_send() == b""
    client.send_message("x")
    assert client.data_to_send()[:1] == b"\x81"


def test_a_target_that_http_cannot_carry_is_misuse() -> None:
    with pytest.raises(LocalProtocolError):
        ClientConnection(ClientTarget("host", "/ws", (("x", "a\nb"),)))


REFUSAL = b"HTTP/1.1 401 Unauthorized\r\ncontent-length: 2\r\n\r\n{}"


def test_a_refusal_is_told_and_the_line_is_dead() -> None:
    client = fresh()
    client.data_to_send()
    events, sent, state = feed(client, [REFUSAL, b"more"])
    assert events == [HandshakeRefused(401, (("content-length", "2"),), b"{}")]
    assert (sent, state) == (b"", ConnectionState.LINGERING)
    assert feed(client, [], eof=True) == ([], b"", ConnectionState.CLOSED)


def test_a_refusal_may_end_with_the_connection() -> None:
    client = fresh()
    client.data_to_send()
    events, _, state = feed(client, [b"HTTP/1.1 500 Oops\r\n\r\nno"], eof=True)
    assert events == [HandshakeRefused(500, (), b"no")]
    assert state is ConnectionState.CLOSED


@pytest.mark.parametrize("data", [b"", b"HTTP/1.1 101"])
def test_a_server_that_hangs_up_fails_the_handshake(data: bytes) -> None:
    client = fresh()
    client.data_to_send()
    assert feed(client, [data], eof=True) == (
        [ProtocolFailure(1002, handshake.BAD_ANSWER)],
        b"",
        ConnectionState.CLOSED,
    )


def test_an_answer_that_is_none_fails_the_handshake_and_sends_nothing() -> None:
    client = fresh()
    client.data_to_send()
    assert feed(client, [b"SSH-2.0-x\r\n\r\n"]) == (
        [ProtocolFailure(1002, handshake.BAD_ANSWER)],
        b"",
        ConnectionState.CLOSED,
    )


def test_an_answer_over_the_header_limit_fails_the_handshake() -> None:
    client = fresh(ConnectionConfig(max_header_bytes=100))
    client.data_to_send()
    events, _, _ = feed(client, [b"HTTP/1.1 101 S\r\nx: " + b"y" * 100])
    assert events == [ProtocolFailure(1002, handshake.BAD_ANSWER)]


def test_a_server_that_does_not_answer_in_time_fails_the_handshake() -> None:
    client = ClientConnection(TARGET, now=5.0)
    assert client.next_deadline() == 15.0
    client.handle_timer(15.0)
    assert drain_events(client) == [ProtocolFailure(1002, handshake.NO_ANSWER)]
    assert client.state is ConnectionState.CLOSED


def test_a_server_that_vanishes_is_told_once() -> None:
    client = open_client()
    assert feed(client, [], eof=True)[0] == [ConnectionClosed(1006)]
    assert feed(client, [], eof=True)[0] == []


def test_clients_keep_no_idle_timer() -> None:
    client = open_client(ConnectionConfig(idle_timeout=1, ping_interval=None))
    assert client.next_deadline() is None
