from __future__ import annotations

import json
import logging
from collections.abc import Awaitable, Callable

import pytest
import trio
from trio.testing import MockClock, lockstep_stream_pair, wait_all_tasks_blocked

from limina.plugin.hookspecs import Handshake
from limina.transport.client import Disconnected, Refused, talk_over
from limina.transport.native_connection import PIECE_BYTES, peer_address
from tests.protocol.wires import (
    BINARY,
    HEAD,
    TEXT,
    close_frame,
    frame,
    server_close,
    server_frame,
)
from tests.transport.native_support import (
    CONFIG,
    SEND_TIMEOUT,
    TARGET,
    FakeDispatch,
    answer,
    conversation,
    question,
    raw,
    read_to_end,
)


def run(main: Callable[[], Awaitable[None]]) -> None:
    """Run on a clock that jumps whenever everybody waits."""
    trio.run(main, clock=MockClock(autojump_threshold=0))


# --- conversations -------------------------------------------------------------------------------


def test_requests_are_answered() -> None:
    async def main() -> None:
        dispatch = FakeDispatch()
        async with conversation(dispatch) as (client, _):
            assert await client.process({"text": "one"}) == {"processed_text": "ONE"}
            assert await client.process({"text": "two"}) == {"processed_text": "TWO"}
        assert dispatch.submitted == ["one", "two"]

    run(main)


def test_requests_of_one_connection_are_worked_on_together_and_answered_in_order() -> None:
    async def main() -> None:
        dispatch = FakeDispatch()
        async with conversation(dispatch) as (client, _):
            for text in ("slow", "b", "fail", "c"):
                await client.send(question(text))
            await wait_all_tasks_blocked()
            assert dispatch.submitted == ["slow", "b", "fail", "c"]
            dispatch.finish.set()
            answers = [json.loads(await client.receive()) for _ in range(4)]
        assert [found.get("processed_text") for found in answers] == ["SLOW", "B", None, "C"]
        assert answers[2] == {"detail": "a required detector failed", "code": "LIM201"}

    run(main)


def test_at_the_in_flight_limit_no_more_is_read() -> None:
    async def main() -> None:
        dispatch = FakeDispatch()
        async with raw(dispatch, streams=lockstep_stream_pair(), max_in_flight=1) as found:
            stream, _, _ = found
            await stream.send_all(HEAD)
            await stream.receive_some()
            await stream.send_all(frame(TEXT, question("slow")))
            await wait_all_tasks_blocked()
            # In lockstep, sending ends when the other side has read.
            with trio.move_on_after(15) as scope:
                await stream.send_all(frame(TEXT, question("next")))
            assert scope.cancelled_caught
            assert dispatch.submitted == ["slow"]

    run(main)


def test_after_an_answer_reading_goes_on() -> None:
    async def main() -> None:
        dispatch = FakeDispatch()
        async with conversation(dispatch, max_in_flight=1) as (client, _):
            for text in ("slow", "next", "last"):
                await client.send(question(text))
            await wait_all_tasks_blocked()
            assert dispatch.submitted == ["slow"]
            dispatch.finish.set()
            answers = [await client.receive() for _ in range(3)]
        assert answers == [answer(text).decode() for text in ("SLOW", "NEXT", "LAST")]

    run(main)


def test_a_client_that_leaves_takes_its_requests_along() -> None:
    async def main() -> None:
        for goodbye in (close_frame(1000), None):
            dispatch = FakeDispatch()
            async with raw(dispatch) as (stream, _, ended):
                await stream.send_all(HEAD)
                await stream.receive_some()
                await stream.send_all(frame(TEXT, question("long")) * 2)
                await wait_all_tasks_blocked()
                if goodbye is not None:
                    await stream.send_all(goodbye)
                else:
                    await stream.aclose()
                await wait_all_tasks_blocked()
                assert dispatch.cancelled == ["long", "long"]
                assert ended.is_set() is (goodbye is None)

    trio.run(main)


def test_a_request_that_comes_with_the_close_is_not_begun() -> None:
    async def main() -> None:
        dispatch = FakeDispatch()
        async with raw(dispatch) as (stream, _, _):
            await stream.send_all(HEAD)
            await stream.receive_some()
            await stream.send_all(frame(TEXT, question("one")) + close_frame(1000))
            assert await read_to_end(stream) == server_close(1000)
        assert dispatch.submitted == []

    run(main)


# --- the handshake and plain requests ------------------------------------------------------------


def test_the_dispatcher_decides_over_the_handshake() -> None:
    async def main() -> None:
        dispatch = FakeDispatch(allow=False)
        async with raw(dispatch) as (stream, _, _):
            with pytest.raises(Refused) as caught:
                async with talk_over(stream, TARGET):
                    raise AssertionError("let in")
        assert caught.value.status == 401
        assert json.loads(caught.value.body)["code"] == "LIM301"
        [handshake] = dispatch.handshakes
        assert handshake.path == "/ws"
        assert ("host", "limina.example") in handshake.headers

    run(main)


@pytest.mark.parametrize(
    ("state", "body"),
    [
        ("not ready", {"detail": "the server is not ready"}),
        ("full", {"detail": "the server has too many connections"}),
        ("draining", {"detail": "the server is shutting down", "code": "LIM204"}),
    ],
)
def test_a_server_that_cannot_serve_says_503(state: str, body: dict[str, str]) -> None:
    async def main() -> None:
        dispatch = FakeDispatch(ready=state != "not ready")
        async with raw(dispatch, full=state == "full") as (stream, connection, _):
            if state == "draining":
                connection.drain()
            with pytest.raises(Refused) as caught:
                async with talk_over(stream, TARGET):
                    raise AssertionError("let in")
        assert caught.value.status == 503
        assert json.loads(caught.value.body) == body
        assert dispatch.handshakes == []

    run(main)


@pytest.mark.parametrize(
    ("line", "status", "part"),
    [
        (b"GET /healthz", 200, b'{"status":"ok"}'),
        (b"GET /", 200, b'"app_version":"4.3.0"'),
        (b"HEAD /healthz", 200, b"content-length: 15\r\n"),
        (b"GET /nowhere", 404, b"there is nothing at this path"),
        (b"POST /nowhere", 404, b"there is nothing at this path"),
        (b"POST /healthz", 405, b"allow: GET, HEAD\r\n"),
        (b"POST /ws", 405, b"this path answers only GET"),
        (b"GET /ws", 426, b"upgrade: websocket\r\n"),
    ],
)
def test_plain_requests_are_answered_and_the_connection_ends(
    line: bytes, status: int, part: bytes
) -> None:
    async def main() -> None:
        async with raw(FakeDispatch()) as (stream, _, ended):
            await stream.send_all(line + b" HTTP/1.1\r\nhost: x\r\n\r\n")
            response = await read_to_end(stream)
            assert response.startswith(b"HTTP/1.1 %d " % status)
            assert part in response
            await stream.send_eof()
            await ended.wait()

    run(main)


@pytest.mark.parametrize("reason", ["not ready", "draining"])
def test_health_is_503_when_the_server_cannot_serve(reason: str) -> None:
    async def main() -> None:
        async with raw(FakeDispatch(ready=reason != "not ready")) as (stream, connection, _):
            if reason == "draining":
                connection.drain()
            await stream.send_all(b"GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n")
            assert (await read_to_end(stream)).startswith(b"HTTP/1.1 503 ")

    run(main)


def test_a_bad_handshake_is_answered_and_the_connection_ends() -> None:
    async def main() -> None:
        async with raw(FakeDispatch()) as (stream, _, ended):
            await stream.send_all(HEAD.replace(b"version: 13", b"version: 8"))
            assert (await read_to_end(stream)).startswith(b"HTTP/1.1 426 ")
            await stream.aclose()
            await ended.wait()

    run(main)


# --- time ----------------------------------------------------------------------------------------


def test_a_handshake_that_takes_too_long_gets_408() -> None:
    async def main() -> None:
        started = trio.current_time()
        async with raw(FakeDispatch()) as (stream, _, _):
            await stream.send_all(HEAD[:20])
            assert (await read_to_end(stream)).startswith(b"HTTP/1.1 408 ")
            assert trio.current_time() - started == CONFIG.handshake_timeout

    run(main)


def test_a_client_that_answers_no_ping_is_given_up() -> None:
    async def main() -> None:
        async with raw(FakeDispatch()) as (stream, _, ended):
            await stream.send_all(HEAD)
            await stream.receive_some()
            started = trio.current_time()
            assert await read_to_end(stream) == server_frame(0x9) + server_close(
                1008, "no answer to a ping"
            )
            await ended.wait()
            assert trio.current_time() - started == 20 + 7 + 5

    run(main)


def test_a_client_that_answers_pings_may_stay_silent_for_hours() -> None:
    async def main() -> None:
        async with conversation(FakeDispatch()) as (client, connection):
            await trio.sleep(36_000)
            assert connection.conversing
            await client.process({"text": "still here"})

    run(main)


def test_a_request_may_take_longer_than_any_pong() -> None:
    async def main() -> None:
        dispatch = FakeDispatch()
        async with conversation(dispatch, max_in_flight=1) as (client, _):
            await client.send(question("slow"))
            await trio.sleep(3600)
            dispatch.finish.set()
            assert json.loads(await client.receive()) == {"processed_text": "SLOW"}

    run(main)


# --- clients that do not read, or do not stop ----------------------------------------------------


def test_a_client_that_does_not_read_is_not_waited_for_longer_than_the_send_timeout() -> None:
    async def main() -> None:
        dispatch = FakeDispatch()
        async with raw(dispatch, streams=lockstep_stream_pair()) as (stream, _, ended):
            await stream.send_all(HEAD)
            await stream.receive_some()
            started = trio.current_time()
            await stream.send_all(frame(TEXT, question("one")))
            await ended.wait()
            assert trio.current_time() - started == SEND_TIMEOUT

    run(main)


def test_a_client_that_reads_slowly_is_served_as_long_as_it_reads() -> None:
    async def main() -> None:
        async with raw(FakeDispatch(), streams=lockstep_stream_pair()) as (stream, _, ended):
            await stream.send_all(HEAD)
            await stream.receive_some()
            await stream.send_all(frame(TEXT, question("big")))
            received = b""
            while len(received) < 1_000_000:
                await trio.sleep(SEND_TIMEOUT - 1)
                received += await stream.receive_some(PIECE_BYTES)
            assert not ended.is_set()
            assert received.startswith(b"\x81")

    run(main)


def test_a_flood_behind_a_message_that_is_too_big_is_dropped_and_cut_off() -> None:
    async def main() -> None:
        dispatch = FakeDispatch()
        async with raw(dispatch) as (stream, _, ended):
            await stream.send_all(HEAD)
            await stream.receive_some()
            started = trio.current_time()
            await stream.send_all(frame(TEXT, b"", announced=1 << 40))
            with pytest.raises(trio.BrokenResourceError):
                while True:
                    await stream.send_all(bytes(100_000))
                    await trio.sleep(0.25)
            await ended.wait()
            assert trio.current_time() - started == pytest.approx(CONFIG.close_timeout, abs=0.5)
            assert await read_to_end(stream) == server_close(1009, "message is over the size limit")
        assert dispatch.submitted == []

    run(main)


def test_a_binary_message_is_closed_with_1003() -> None:
    async def main() -> None:
        async with conversation(FakeDispatch()) as (client, _):
            await client.send(b"{}")
            with pytest.raises(Disconnected) as caught:
                await client.receive()
            assert caught.value.code == 1003

    run(main)


# --- draining ------------------------------------------------------------------------------------


def test_draining_an_idle_conversation_ends_it_at_once() -> None:
    async def main() -> None:
        async with conversation(FakeDispatch()) as (client, connection):
            started = trio.current_time()
            connection.drain()
            await connection.conversation_over()
            with pytest.raises(Disconnected) as caught:
                await client.receive()
            assert (caught.value.code, caught.value.reason) == (1001, "server is shutting down")
            assert trio.current_time() == started

    run(main)


def test_draining_a_busy_conversation_waits_for_its_answers() -> None:
    async def main() -> None:
        dispatch = FakeDispatch()
        async with conversation(dispatch) as (client, connection):
            await client.send(question("slow"))
            await wait_all_tasks_blocked()
            connection.drain()
            await client.send(question("late"))
            await wait_all_tasks_blocked()
            dispatch.finish.set()
            assert json.loads(await client.receive()) == {"processed_text": "SLOW"}
            assert json.loads(await client.receive())["code"] == "LIM204"
            with pytest.raises(Disconnected) as caught:
                await client.receive()
            assert caught.value.code == 1001

    run(main)


def test_a_client_that_does_not_read_holds_up_a_drain_only_for_the_close_timeout() -> None:
    async def main() -> None:
        async with raw(FakeDispatch(), streams=lockstep_stream_pair()) as (stream, connection, _):
            await stream.send_all(HEAD)
            await stream.receive_some()
            await stream.send_all(frame(TEXT, question("one")))
            await wait_all_tasks_blocked()
            started = trio.current_time()
            connection.drain()
            await connection.conversation_over()
            assert trio.current_time() - started == CONFIG.close_timeout

    run(main)


def test_an_idle_client_that_does_not_read_holds_up_a_drain_only_for_the_close_timeout() -> None:
    async def main() -> None:
        async with raw(FakeDispatch(), streams=lockstep_stream_pair()) as (stream, connection, _):
            await stream.send_all(HEAD)
            await stream.receive_some()
            started = trio.current_time()
            connection.drain()
            await connection.conversation_over()
            assert trio.current_time() - started == CONFIG.close_timeout

    run(main)


def test_giving_up_a_busy_conversation_says_1012() -> None:
    async def main() -> None:
        dispatch = FakeDispatch()
        async with conversation(dispatch) as (client, connection):
            await client.send(question("long"))
            await wait_all_tasks_blocked()
            connection.give_up()
            with pytest.raises(Disconnected) as caught:
                await client.receive()
            assert caught.value.code == 1012
            assert dispatch.cancelled == ["long"]

    run(main)


def test_what_never_conversed_has_nothing_to_be_waited_for() -> None:
    async def main() -> None:
        async with raw(FakeDispatch()) as (_, connection, _):
            await connection.conversation_over()
            assert not connection.conversing

    run(main)


# --- whose connection it is ----------------------------------------------------------------------


class Named:
    """A stream of whose socket only the peer's name matters."""

    def __init__(self, name: object) -> None:
        self.name = name

    @property
    def socket(self) -> Named:
        return self

    def getpeername(self) -> object:
        if isinstance(self.name, Exception):
            raise self.name
        return self.name


@pytest.mark.parametrize(
    ("name", "client"),
    [
        (("192.0.2.1", 5), "192.0.2.1"),
        (("2001:db8::1", 5, 0, 0), "2001:db8::1"),
        ("", None),
        (OSError("not connected"), None),
    ],
    ids=["IPv4", "IPv6", "Unix", "gone"],
)
def test_a_client_is_known_by_its_address_where_it_has_one(
    name: object, client: str | None
) -> None:
    assert peer_address(Named(name)) == client


def test_a_stream_without_a_socket_has_no_address() -> None:
    assert peer_address(object()) is None


# --- our own faults ------------------------------------------------------------------------------


def test_a_crash_costs_one_connection_and_its_words_are_not_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def main() -> None:
        dispatch = FakeDispatch()
        async with conversation(dispatch) as (other, _):
            async with conversation(dispatch) as (client, _):
                await client.send(question("crash on a secret"))
                with pytest.raises(Disconnected) as caught:
                    await client.receive()
                assert (caught.value.code, caught.value.reason) == (1011, "internal error")
            assert await other.process({"text": "fine"}) == {"processed_text": "FINE"}

    with caplog.at_level(logging.DEBUG):
        run(main)
    assert [record.getMessage() for record in caplog.records] == [
        "a connection failed: RuntimeError"
    ]
    assert all(record.exc_info is None for record in caplog.records)


def test_a_crash_in_the_decision_lets_nobody_in(caplog: pytest.LogCaptureFixture) -> None:
    class Crashing(FakeDispatch):
        def authorize(self, handshake: Handshake) -> bool:
            raise LookupError("secret")

    async def main() -> None:
        async with raw(Crashing()) as (stream, _, ended):
            await stream.send_all(HEAD)
            assert await read_to_end(stream) == b""
            await ended.wait()

    run(main)
    assert "secret" not in caplog.text
    assert "LookupError" in caplog.text


def test_no_apology_is_put_in_the_middle_of_a_frame() -> None:
    async def main() -> None:
        async with raw(FakeDispatch(), streams=lockstep_stream_pair()) as (stream, _, ended):
            await stream.send_all(HEAD)
            await stream.receive_some()
            await stream.send_all(frame(TEXT, question("big")) + frame(TEXT, question("garbage")))
            await stream.receive_some(10)
            await ended.wait()
            assert server_close(1011, "internal error") not in await read_to_end(stream)

    run(main)


def test_a_client_that_takes_no_apology_is_not_waited_for_long() -> None:
    async def main() -> None:
        async with raw(FakeDispatch(), streams=lockstep_stream_pair()) as (stream, _, ended):
            await stream.send_all(HEAD)
            await stream.receive_some()
            started = trio.current_time()
            await stream.send_all(frame(TEXT, question("crash")))
            await ended.wait()
            assert trio.current_time() - started == CONFIG.close_timeout

    run(main)


def test_messages_of_a_binary_client_do_not_reach_the_dispatcher() -> None:
    async def main() -> None:
        dispatch = FakeDispatch()
        async with raw(dispatch) as (stream, _, _):
            await stream.send_all(HEAD)
            await stream.receive_some()
            await stream.send_all(frame(BINARY, question("x")) + frame(TEXT, question("y")))
            assert (await stream.receive_some())[:1] == b"\x88"
        assert dispatch.submitted == []

    run(main)
