from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from limina.protocol.closecodes import Close
from limina.protocol.errors import LocalProtocolError, RequestError
from limina.protocol.events import (
    NEED_DATA,
    PAUSED,
    RequestFailed,
    RequestReceived,
    RequestRejected,
    ResponseReady,
    SessionClosed,
    SessionEvent,
)
from limina.protocol.schema import Limits, Request, decode_request
from limina.protocol.session import TRANSITIONS, Session, State, Trigger
from tests.protocol.wires import decode, make_session

REJECTION = '{"detail":"not well-formed","code":"LIM101"}'
SHUTTING_DOWN = Close(1001, "server is shutting down")


def received(session: Session, *messages: str | bytes) -> list[SessionEvent]:
    for message in messages:
        session.receive_message(message)
    return events(session)


def events(session: Session) -> list[SessionEvent]:
    found: list[SessionEvent] = []
    while True:
        event = session.next_event()
        if event is NEED_DATA or event is PAUSED:
            return found
        found.append(event)


def answer(session: Session, request_id: int, document: str = "{}") -> None:
    session.send(ResponseReady(request_id, document.encode()))


def ask(request_id: int, text: str) -> RequestReceived:
    return RequestReceived(request_id, Request(text=text))


# --- requests and answers ------------------------------------------------------------------------


def test_a_fresh_session_needs_data_and_has_nothing_to_say() -> None:
    session = make_session()
    assert session.next_event() is NEED_DATA
    assert session.messages_to_send() == []
    assert session.close_to_send() is None
    assert session.state is State.OPEN


def test_a_message_becomes_a_request_and_its_answer_a_message() -> None:
    session = make_session()
    assert received(session, "one") == [ask(1, "one")]
    assert session.messages_to_send() == []
    answer(session, 1, '{"processed_text":"é"}')
    assert session.messages_to_send() == ['{"processed_text":"é"}']
    assert session.messages_to_send() == []


def test_messages_are_decoded_by_the_schema_with_the_limits_given() -> None:
    session = Session(Limits(max_text_characters=3))
    session.receive_message('{"text": "four"}')
    session.receive_message('{"text": "two"}')
    rejected, request = session.next_event(), session.next_event()
    assert isinstance(rejected, RequestRejected)
    assert rejected.error.code == "LIM107"
    assert isinstance(request, RequestReceived)
    assert request.request == decode_request('{"text": "two"}')


def test_the_session_hands_its_limits_to_the_decoder() -> None:
    limits = Limits(max_filters=7)
    seen = []

    def spy(message: str, given: Limits) -> Request:
        seen.append((message, given))
        return Request(text=message)

    session = Session(limits, decode=spy)
    received(session, "x")
    assert seen == [("x", limits)]


def test_a_failed_request_is_answered_with_its_error() -> None:
    session = make_session()
    received(session, "one")
    session.send(RequestFailed(1, RequestError("LIM203", "too late")))
    assert session.messages_to_send() == ['{"detail":"too late","code":"LIM203"}']


def test_a_bad_request_is_answered_by_the_session_and_reported() -> None:
    session = make_session()
    [event] = received(session, "bad")
    assert isinstance(event, RequestRejected)
    assert event.request_id == 1
    assert event.error.code == "LIM101"
    assert session.messages_to_send() == [REJECTION]
    assert session.state is State.OPEN


def test_a_rejection_waits_for_the_answers_before_it() -> None:
    session = make_session()
    received(session, "one", "bad", "three")
    answer(session, 3, "3")
    assert session.messages_to_send() == []
    answer(session, 1, "1")
    assert session.messages_to_send() == ["1", REJECTION, "3"]


@settings(deadline=None)
@given(st.permutations(range(1, 7)))
def test_answers_leave_in_request_order_whatever_order_they_come_in(order: list[int]) -> None:
    session = make_session(max_in_flight=10)
    received(session, *"abcdef")
    left: list[str] = []
    for request_id in order:
        answer(session, request_id, str(request_id))
        left += session.messages_to_send()
        # What has left is a prefix, and as long a one as there can be.
        assert left == [str(i) for i in range(1, len(left) + 1)]
        assert len(left) + 1 not in order[: order.index(request_id) + 1]
    assert len(left) == 6


# --- back-pressure -------------------------------------------------------------------------------


def test_at_the_in_flight_limit_the_session_pauses_and_goes_on_after_an_answer() -> None:
    session = make_session(max_in_flight=2)
    for text in "abc":
        session.receive_message(text)
    assert session.next_event() == ask(1, "a")
    assert session.next_event() == ask(2, "b")
    assert session.next_event() is PAUSED
    answer(session, 1)
    assert session.next_event() == ask(3, "c")
    assert session.next_event() is PAUSED


def test_answers_that_wait_for_an_earlier_one_count_as_in_flight() -> None:
    session = make_session(max_in_flight=2)
    received(session, "slow", "bad")
    assert session.next_event() is PAUSED
    answer(session, 1)
    assert session.next_event() is NEED_DATA


def test_the_default_limit_is_four() -> None:
    session = make_session()
    assert len(received(session, *"abcde")) == 4
    assert session.next_event() is PAUSED


# --- misuse --------------------------------------------------------------------------------------


def test_an_answer_to_an_unknown_request_is_misuse() -> None:
    session = make_session()
    received(session, "one")
    for request_id in (0, 2, -1):
        with pytest.raises(LocalProtocolError):
            answer(session, request_id)


def test_a_second_answer_is_misuse_whether_or_not_the_first_has_left() -> None:
    session = make_session()
    received(session, "one", "two")
    answer(session, 2)
    with pytest.raises(LocalProtocolError):
        answer(session, 2)
    answer(session, 1)
    with pytest.raises(LocalProtocolError):
        answer(session, 1)


def test_an_answer_to_a_rejected_request_is_misuse() -> None:
    session = make_session()
    received(session, "slow", "bad")
    with pytest.raises(LocalProtocolError):
        answer(session, 2)


def test_a_document_that_is_not_utf_8_is_misuse_and_the_request_still_waits() -> None:
    session = make_session()
    received(session, "one")
    with pytest.raises(LocalProtocolError) as caught:
        session.send(ResponseReady(1, b"secret \xff"))
    assert "secret" not in str(caught.value)
    answer(session, 1, "fine")
    assert session.messages_to_send() == ["fine"]


@pytest.mark.parametrize("name", ["max_in_flight", "max_message_bytes", "max_consecutive_errors"])
def test_a_limit_below_one_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="at least 1"):
        make_session(**{name: 0})


# --- what ends a session -------------------------------------------------------------------------


def test_a_binary_message_closes_with_1003() -> None:
    session = make_session()
    assert received(session, b"{}") == [SessionClosed(1003, "binary messages are not supported")]
    assert session.close_to_send() == (1003, "binary messages are not supported")
    assert session.close_to_send() is None


@pytest.mark.parametrize("message", ["x" * 9, "é" * 5, "😀" * 3, "a" * 5 + "é" * 2, "\ud800" * 3])
def test_a_message_over_the_limit_in_utf_8_bytes_closes_with_1009(message: str) -> None:
    session = make_session(max_message_bytes=8)
    assert received(session, message) == [SessionClosed(1009, "message is over the size limit")]
    assert session.close_to_send() == (1009, "message is over the size limit")


@pytest.mark.parametrize("message", ["x" * 8, "é" * 4, "😀" * 2, "a" * 6 + "é"])
def test_a_message_at_the_limit_is_a_request(message: str) -> None:
    session = make_session(max_message_bytes=8)
    assert received(session, message) == [ask(1, message)]


def test_the_default_message_limit_is_four_mebibytes() -> None:
    session = make_session()
    assert isinstance(received(session, "x" * 2**22)[0], RequestReceived)
    assert received(session, "x" * (2**22 + 1))[0] == SessionClosed(
        1009, "message is over the size limit"
    )


def test_answers_that_may_leave_go_before_the_close() -> None:
    session = make_session()
    received(session, "one")
    answer(session, 1, "1")
    assert received(session, b"") == [SessionClosed(1003, "binary messages are not supported")]
    assert session.close_to_send() is None
    assert session.messages_to_send() == ["1"]
    assert session.close_to_send() == (1003, "binary messages are not supported")


def test_a_violation_ends_the_session_at_once_and_answers_still_owed_are_dropped() -> None:
    session = make_session()
    received(session, "slow", "bad", b"")
    assert session.state is State.CLOSED
    answer(session, 1)
    assert session.messages_to_send() == []
    with pytest.raises(LocalProtocolError):
        answer(session, 1)
    with pytest.raises(LocalProtocolError):
        answer(session, 2)


def test_too_many_errors_in_a_row_close_with_1008_after_the_last_of_their_answers() -> None:
    session = make_session(max_consecutive_errors=2)
    found = received(session, "bad", "bad", "ignored")
    assert [type(event) for event in found] == [RequestRejected, RequestRejected, SessionClosed]
    assert found[-1] == SessionClosed(1008, "too many errors in a row")
    assert session.messages_to_send() == [REJECTION, REJECTION]
    assert session.close_to_send() == (1008, "too many errors in a row")


def test_errors_are_not_in_a_row_with_a_good_request_between_them() -> None:
    session = make_session(max_consecutive_errors=2)
    for turn in range(1, 6):
        received(session, "bad", "good")
        answer(session, 2 * turn)
    assert session.state is State.OPEN


def test_after_too_many_errors_the_requests_before_them_are_still_answered() -> None:
    session = make_session(max_consecutive_errors=1)
    received(session, "slow", "bad")
    assert session.state is State.FINISHING
    assert received(session, "ignored") == []
    assert session.messages_to_send() == []
    answer(session, 1, "1")
    assert session.next_event() == SessionClosed(1008, "too many errors in a row")
    assert session.messages_to_send() == ["1", REJECTION]
    assert session.close_to_send() == (1008, "too many errors in a row")


def test_a_drain_changes_nothing_once_the_session_finishes_for_errors() -> None:
    session = make_session(max_consecutive_errors=1)
    received(session, "slow", "bad")
    session.drain()
    answer(session, 1)
    assert session.next_event() == SessionClosed(1008, "too many errors in a row")


def test_a_peer_that_leaves_closes_the_session_with_its_code() -> None:
    session = make_session()
    received(session, "slow")
    session.receive_message("never looked at")
    session.receive_disconnect(1000)
    assert events(session) == [SessionClosed(1000)]
    assert session.close_to_send() is None
    answer(session, 1)
    assert session.messages_to_send() == []


def test_a_peer_that_vanishes_closes_with_1006() -> None:
    session = make_session()
    session.receive_disconnect()
    assert events(session) == [SessionClosed(1006)]


def test_nothing_is_sent_to_a_peer_that_has_left() -> None:
    session = make_session()
    received(session, "bad")
    session.receive_disconnect()
    assert session.messages_to_send() == []


@pytest.mark.parametrize("busy", ["drain", "errors"])
def test_a_peer_may_leave_while_the_session_ends(busy: str) -> None:
    session = make_session(max_consecutive_errors=1)
    received(session, "slow")
    session.drain() if busy == "drain" else received(session, "bad")
    session.receive_disconnect(1006)
    assert events(session) == [SessionClosed(1006)]


def test_after_the_end_nothing_matters_any_more() -> None:
    session = make_session()
    received(session, b"")
    assert session.close_to_send() is not None
    session.receive_disconnect(1000)
    session.drain()
    assert received(session, "more", b"more") == []
    assert session.messages_to_send() == []
    assert session.close_to_send() is None


# --- draining ------------------------------------------------------------------------------------


def test_draining_an_idle_session_closes_with_1001_at_once() -> None:
    session = make_session()
    session.drain()
    assert session.close_to_send() == SHUTTING_DOWN
    assert events(session) == [SessionClosed(*SHUTTING_DOWN)]


def test_draining_a_busy_session_answers_first() -> None:
    session = make_session()
    received(session, "one", "two")
    session.drain()
    assert session.close_to_send() is None
    answer(session, 2, "2")
    assert session.close_to_send() is None
    answer(session, 1, "1")
    assert session.messages_to_send() == ["1", "2"]
    assert session.close_to_send() == SHUTTING_DOWN
    assert events(session) == [SessionClosed(*SHUTTING_DOWN)]


def test_draining_twice_is_draining() -> None:
    session = make_session()
    received(session, "one")
    session.drain()
    session.drain()
    answer(session, 1, "1")
    assert session.messages_to_send() == ["1"]
    assert session.close_to_send() == SHUTTING_DOWN


def test_messages_that_come_while_draining_are_refused_in_order() -> None:
    session = make_session()
    received(session, "one")
    session.drain()
    [event] = received(session, "two")
    assert isinstance(event, RequestRejected)
    assert event.error.code == "LIM204"
    answer(session, 1, "1")
    refusal = '{"detail":"the server is shutting down","code":"LIM204"}'
    assert session.messages_to_send() == ["1", refusal]
    assert session.close_to_send() == SHUTTING_DOWN


def test_messages_not_yet_looked_at_are_refused_before_the_close() -> None:
    session = make_session()
    session.receive_message("too late")
    session.drain()
    assert session.close_to_send() is None
    rejected, closed = events(session)
    assert isinstance(rejected, RequestRejected)
    assert closed == SessionClosed(*SHUTTING_DOWN)
    assert len(session.messages_to_send()) == 1
    assert session.close_to_send() == SHUTTING_DOWN


@pytest.mark.parametrize(("message", "code"), [(b"", 1003), ("x" * 9, 1009)])
def test_a_violation_while_draining_closes_as_ever(message: str | bytes, code: int) -> None:
    session = make_session(max_message_bytes=8)
    received(session, "slow")
    session.drain()
    [event] = received(session, message)
    assert isinstance(event, SessionClosed)
    assert event.code == code


# --- the table -----------------------------------------------------------------------------------


def test_a_close_is_due_exactly_where_the_table_leads_to_the_end_and_the_peer_is_there() -> None:
    for (_, trigger), (state, close) in TRANSITIONS.items():
        ends_here = state is State.CLOSED and trigger is not Trigger.DISCONNECT
        assert (close is not None) is ends_here


def test_nothing_leads_out_of_closed_and_everything_can_lead_there() -> None:
    assert all(state is not State.CLOSED for state, _ in TRANSITIONS)
    for state in (State.OPEN, State.DRAINING, State.FINISHING):
        assert TRANSITIONS[state, Trigger.DISCONNECT] == (State.CLOSED, None)


# --- everything at once --------------------------------------------------------------------------

MOVES = st.lists(
    st.one_of(
        st.sampled_from(["good", "bad", b"", "x" * 17, "drain", "leave", "take"]),
        st.integers(0, 8),
    ),
    max_size=40,
)


@settings(deadline=None)
@given(MOVES, st.integers(1, 4), st.integers(1, 3))
def test_every_request_gets_one_answer_in_order_and_every_session_one_end(
    moves: list[str | bytes | int], in_flight: int, errors: int
) -> None:
    session = Session(
        decode=decode, max_in_flight=in_flight, max_consecutive_errors=errors, max_message_bytes=16
    )
    waiting: list[int] = []
    expected: list[str] = []
    sent: list[str] = []
    ends: list[SessionClosed] = []
    close: Close | None = None
    for move in moves:
        if move == "drain":
            session.drain()
        elif move == "leave":
            session.receive_disconnect()
        elif isinstance(move, int):
            if waiting:
                request_id = waiting.pop(move % len(waiting))
                answer(session, request_id, str(request_id))
        elif move == "take":
            sent += session.messages_to_send()
            close = session.close_to_send() or close
        else:
            session.receive_message(move)
        while (event := session.next_event()) not in (NEED_DATA, PAUSED):
            assert not ends
            if isinstance(event, RequestReceived):
                waiting.append(event.request_id)
                expected.append(str(event.request_id))
            elif isinstance(event, RequestRejected):
                expected.append(event.error.to_json())
            elif isinstance(event, SessionClosed):
                ends.append(event)
        assert len(waiting) <= in_flight or ends
    sent += session.messages_to_send()
    close = session.close_to_send() or close
    assert sent == expected[: len(sent)]
    assert len(ends) == (session.state is State.CLOSED)
    if close is not None:
        assert ends == [SessionClosed(*close)]


def test_there_is_something_to_send_until_it_is_handed_out() -> None:
    session = Session()
    seen = [session.has_to_send]
    session.receive_message("not JSON")
    session.next_event()
    seen.append(session.has_to_send)
    session.messages_to_send()
    seen.append(session.has_to_send)
    session.drain()
    seen.append(session.has_to_send)
    session.close_to_send()
    seen.append(session.has_to_send)
    assert seen == [False, True, False, True, False]
