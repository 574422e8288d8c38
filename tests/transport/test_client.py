from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
import trio
from trio.testing import (
    MockClock,
    lockstep_stream_pair,
    memory_stream_pair,
    wait_all_tasks_blocked,
)

from limina.protocol.client import ClientTarget
from limina.protocol.connection import ConnectionConfig
from limina.protocol.errors import LocalProtocolError
from limina.protocol.events import HandshakeReceived
from limina.protocol.server import ServerConnection
from limina.transport.client import (
    WAITING_MESSAGES,
    AnswerError,
    Client,
    ClientError,
    Disconnected,
    Refused,
    open_client,
    talk_over,
)
from tests.protocol.wires import BINARY, PING, TEXT, EchoSession, server_close, server_frame
from tests.transport.native_support import TARGET, FakeDispatch, Stapled, conversation, raw


def run(main: Callable[[], Awaitable[None]]) -> None:
    """Run on a clock that jumps whenever everybody waits."""
    trio.run(main, clock=MockClock(autojump_threshold=0))


async def shake_hands(stream: Stapled) -> ServerConnection:
    """Be a server as far as the end of the handshake."""
    server = ServerConnection(EchoSession(), ConnectionConfig(ping_interval=None))
    while True:
        server.receive_data(await stream.receive_some())
        if isinstance(server.next_event(), HandshakeReceived):
            server.accept()
            await stream.send_all(server.data_to_send())
            return server


@asynccontextmanager
async def scripted(
    max_message_bytes: int = 1000, streams: tuple[Stapled, Stapled] | None = None
) -> AsyncIterator[tuple[Client, Stapled, ServerConnection]]:
    """A client, and the server's end of its stream after the handshake."""
    ours, theirs = streams or memory_stream_pair()
    async with trio.open_nursery() as nursery:
        found: list[ServerConnection] = []
        done = trio.Event()

        async def serve() -> None:
            found.append(await shake_hands(theirs))
            done.set()

        nursery.start_soon(serve)
        async with talk_over(ours, TARGET, max_message_bytes=max_message_bytes) as client:
            await done.wait()
            yield client, theirs, found[0]
            # Nobody there answers a goodbye.
            await theirs.aclose()


async def received(stream: Stapled, server: ServerConnection) -> list[str | bytes]:
    """The messages the server has got, without sending them back."""
    session = server._session
    assert isinstance(session, EchoSession)
    session.messages_to_send = list  # type: ignore[method-assign]
    server.receive_data(await stream.receive_some())
    server.next_event()
    messages, session.messages = session.messages, []
    return messages


# --- requests ------------------------------------------------------------------------------------


def test_a_request_gets_its_answer() -> None:
    async def main() -> None:
        async with conversation(FakeDispatch()) as (client, _):
            assert await client.process({"text": "é"}) == {"processed_text": "É"}
            before = client.closed
            await client.close()
            assert before is None
            assert client.closed is not None
            assert client.closed.code == 1000

    run(main)


def test_an_error_answer_is_an_exception_and_the_connection_stays() -> None:
    async def main() -> None:
        async with conversation(FakeDispatch()) as (client, _):
            with pytest.raises(AnswerError) as caught:
                await client.process({"text": ["a", "list"]})
            assert caught.value.code == "LIM104"
            assert str(caught.value) == f"LIM104: {caught.value.detail}"
            assert await client.process({"text": "fine"}) == {"processed_text": "FINE"}

    run(main)


def test_an_error_answer_may_have_no_code() -> None:
    async def main() -> None:
        async with scripted() as (client, stream, _):
            await stream.send_all(server_frame(TEXT, '{"detail": [{"msg": "no"}]}'))
            with pytest.raises(AnswerError) as caught:
                await client.process({})
            assert caught.value.code is None
            assert str(caught.value) == caught.value.detail == "[{'msg': 'no'}]"

    run(main)


@pytest.mark.parametrize("message", ["[]", "not JSON", "[" * 100_000, '"detail"'])
def test_an_answer_that_is_no_object_is_a_clear_error(message: str) -> None:
    async def main() -> None:
        async with scripted(max_message_bytes=200_000) as (client, stream, _):
            await stream.send_all(server_frame(TEXT, message))
            with pytest.raises(ClientError, match="not a JSON object"):
                await client.process({})

    run(main)


def test_calls_of_several_tasks_take_turns() -> None:
    async def main() -> None:
        dispatch = FakeDispatch()
        answers: dict[str, object] = {}
        async with conversation(dispatch) as (client, _):

            async def ask(text: str) -> None:
                answers[text] = (await client.process({"text": text}))["processed_text"]

            async with trio.open_nursery() as nursery:
                nursery.start_soon(ask, "slow")
                await wait_all_tasks_blocked()
                nursery.start_soon(ask, "b")
                nursery.start_soon(ask, "c")
                await wait_all_tasks_blocked()
                assert len(dispatch.submitted) == 1
                dispatch.finish.set()
        assert answers == {"slow": "SLOW", "b": "B", "c": "C"}

    trio.run(main)


def test_the_answer_to_a_call_that_was_cancelled_is_nobody_elses() -> None:
    async def main() -> None:
        dispatch = FakeDispatch()
        async with conversation(dispatch) as (client, _):
            with trio.move_on_after(5) as scope:
                await client.process({"text": "slow"})
            assert scope.cancelled_caught
            dispatch.finish.set()
            assert await client.process({"text": "next"}) == {"processed_text": "NEXT"}
            assert await client.process({"text": "last"}) == {"processed_text": "LAST"}

    run(main)


# --- raw messages --------------------------------------------------------------------------------


def test_raw_messages_go_as_they_are() -> None:
    async def main() -> None:
        async with scripted() as (client, stream, server):
            for message in ("no JSON", b"\xff\x00"):
                await client.send(message)
                assert await received(stream, server) == [message]
            await stream.send_all(server_frame(TEXT, "one") + server_frame(TEXT, "two"))
            assert await client.receive() == "one"
            assert await client.receive() == "two"

    run(main)


def test_a_binary_message_of_the_server_is_a_clear_error() -> None:
    async def main() -> None:
        async with scripted() as (client, stream, _):
            await stream.send_all(server_frame(BINARY, b"x") + server_frame(TEXT, "text"))
            with pytest.raises(ClientError, match="binary"):
                await client.receive()
            assert await client.receive() == "text"

    run(main)


def test_a_lone_surrogate_is_refused_and_breaks_nothing() -> None:
    async def main() -> None:
        async with conversation(FakeDispatch()) as (client, _):
            with pytest.raises(LocalProtocolError):
                await client.send("\ud800")
            assert await client.process({"text": "fine"}) == {"processed_text": "FINE"}

    run(main)


def test_pings_are_answered_while_nobody_receives() -> None:
    async def main() -> None:
        async with scripted() as (_, stream, _):
            await stream.send_all(server_frame(PING, b"?"))
            pong = await stream.receive_some()
            assert pong[0] == 0x8A
            assert pong[6] ^ pong[2] == ord("?")

    run(main)


def test_no_more_is_read_than_may_wait() -> None:
    async def main() -> None:
        async with scripted(streams=lockstep_stream_pair()) as (client, stream, _):
            with trio.move_on_after(10):
                for _ in range(100):
                    await stream.send_all(server_frame(TEXT, "x"))
            waiting = client._messages.statistics().current_buffer_used
            assert waiting == WAITING_MESSAGES

    run(main)


# --- the end -------------------------------------------------------------------------------------


def test_the_servers_close_is_told_after_the_messages_before_it() -> None:
    async def main() -> None:
        async with scripted() as (client, stream, _):
            await stream.send_all(server_frame(TEXT, "last") + server_close(1001, "going"))
            assert await client.receive() == "last"
            for _ in range(2):
                with pytest.raises(Disconnected) as caught:
                    await client.receive()
                assert (caught.value.code, caught.value.reason) == (1001, "going")
            with pytest.raises(Disconnected, match="code 1001"):
                await client.send("too late")
            assert client.closed is caught.value

    run(main)


def test_a_server_that_vanishes_is_code_1006() -> None:
    async def main() -> None:
        async with scripted() as (client, stream, _):
            await stream.aclose()
            with pytest.raises(Disconnected) as caught:
                await client.receive()
            assert caught.value.code == 1006

    run(main)


def test_a_failed_send_is_told_by_the_end_of_the_conversation() -> None:
    async def main() -> None:
        async with scripted() as (client, stream, _):
            await stream.aclose()
            await client.send("into the void")
            with pytest.raises(Disconnected):
                await client.receive()

    run(main)


def test_a_message_over_the_limit_ends_the_conversation() -> None:
    async def main() -> None:
        async with scripted(max_message_bytes=10) as (client, stream, _):
            await stream.send_all(server_frame(TEXT, "x" * 11))
            with pytest.raises(Disconnected) as caught:
                await client.receive()
            assert caught.value.code == 1009

    run(main)


def test_closing_says_goodbye_with_code_and_reason() -> None:
    async def main() -> None:
        async with scripted() as (client, stream, server):
            async with trio.open_nursery() as nursery:
                nursery.start_soon(client.close, 3000, "done")
                server.receive_data(await stream.receive_some())
                server.next_event()
                await stream.send_all(server.data_to_send())
            assert client.closed is not None
            assert client.closed.code == 3000

    run(main)


def test_a_server_that_does_not_answer_the_goodbye_is_not_waited_for_long() -> None:
    async def main() -> None:
        async with scripted() as (client, _, _):
            started = trio.current_time()
            await client.close()
            assert trio.current_time() - started == 5
            assert client.closed is not None
            assert client.closed.code == 1006

    run(main)


def test_messages_still_waiting_do_not_hold_up_the_goodbye() -> None:
    async def main() -> None:
        async with conversation(FakeDispatch()) as (client, _):
            for _ in range(WAITING_MESSAGES + 10):
                await client.send('{"text": "x"}')
            await wait_all_tasks_blocked()
            started = trio.current_time()
        assert trio.current_time() == started

    run(main)


def test_a_send_that_is_cancelled_breaks_no_frame() -> None:
    async def main() -> None:
        async with scripted(streams=lockstep_stream_pair()) as (client, stream, server):
            with trio.move_on_after(1) as scope:
                await client.send("first")
            assert scope.cancelled_caught
            async with trio.open_nursery() as nursery:
                nursery.start_soon(client.send, "second")
                messages = [*await received(stream, server), *await received(stream, server)]
            assert messages == ["first", "second"]

    run(main)


def test_reading_goes_on_while_the_server_does_not_read() -> None:
    async def main() -> None:
        async with (
            scripted(streams=lockstep_stream_pair()) as (client, stream, _),
            trio.open_nursery() as nursery,
        ):
            nursery.start_soon(client.send, "never read")
            await wait_all_tasks_blocked()
            with trio.fail_after(1):
                await stream.send_all(server_frame(TEXT, "read"))
                assert await client.receive() == "read"
            nursery.cancel_scope.cancel()

    run(main)


def test_what_the_block_raises_comes_out_as_it_is() -> None:
    async def main() -> None:
        with pytest.raises(LookupError, match="mine"):
            async with open_over(FakeDispatch()):
                raise LookupError("mine")

    run(main)


@asynccontextmanager
async def open_over(dispatch: FakeDispatch) -> AsyncIterator[Client]:
    """A client without a nursery of the test around it."""
    ours, theirs = memory_stream_pair()

    async def serve() -> None:
        await shake_hands(theirs)

    async def both(task_status: trio.TaskStatus[None] = trio.TASK_STATUS_IGNORED) -> None:
        await serve()

    trio.lowlevel.spawn_system_task(both)
    async with talk_over(ours, TARGET) as client:
        yield client


class Reset(trio.abc.Stream):
    """A connection that the other side has reset."""

    async def send_all(self, data: object) -> None:
        await trio.lowlevel.checkpoint()
        raise trio.BrokenResourceError

    async def wait_send_all_might_not_block(self) -> None:
        await trio.lowlevel.checkpoint()

    async def receive_some(self, max_bytes: int | None = None) -> bytes:
        await trio.lowlevel.checkpoint()
        raise trio.BrokenResourceError

    async def aclose(self) -> None:
        await trio.lowlevel.checkpoint()


def test_a_reset_is_the_end_of_the_connection() -> None:
    async def main() -> None:
        with pytest.raises(ClientError):
            async with talk_over(Reset(), TARGET):
                raise AssertionError("let in")

    run(main)


# --- opening -------------------------------------------------------------------------------------


def test_a_refusal_carries_status_and_body() -> None:
    async def main() -> None:
        ours, theirs = memory_stream_pair()
        await theirs.send_all(b'HTTP/1.1 401 No\r\ncontent-length: 13\r\n\r\n{"detail":""}')
        with pytest.raises(Refused, match="status 401") as caught:
            async with talk_over(ours, TARGET):
                raise AssertionError("let in")
        assert (caught.value.status, caught.value.body) == (401, b'{"detail":""}')
        assert b"GET /ws HTTP/1.1\r\n" in await theirs.receive_some()
        assert await theirs.receive_some() == b""

    run(main)


@pytest.mark.parametrize("data", [b"SSH-2.0-x\r\n\r\n", b""])
def test_what_is_no_websocket_server_is_a_clear_error(data: bytes) -> None:
    async def main() -> None:
        ours, theirs = memory_stream_pair()
        await theirs.send_all(data)
        await theirs.send_eof()
        with pytest.raises(ClientError, match="answer to the handshake is malformed"):
            async with talk_over(ours, TARGET):
                raise AssertionError("let in")

    run(main)


def test_a_server_that_says_nothing_is_given_up() -> None:
    async def main() -> None:
        ours, _theirs = memory_stream_pair()
        with pytest.raises(ClientError, match="in time"):
            async with talk_over(ours, TARGET):
                raise AssertionError("let in")
        assert trio.current_time() > 0

    run(main)


def test_a_target_http_cannot_carry_is_a_value_error() -> None:
    async def main() -> None:
        ours, theirs = memory_stream_pair()
        with pytest.raises(ValueError, match="HTTP cannot carry"):
            async with talk_over(ours, ClientTarget("host", "/ws", (("x", "a\nb"),))):
                raise AssertionError("let in")
        assert await theirs.receive_some() == b""

    run(main)


@pytest.mark.parametrize(
    "url", ["http://host/ws", "wss://host/ws", "host:80/ws", "ws://", "ws://host:x/", "ws://[::1/"]
)
def test_a_url_that_is_none_of_ours_is_a_value_error(url: str) -> None:
    async def main() -> None:
        with pytest.raises(ValueError, match="URL"):
            async with open_client(url):
                raise AssertionError("let in")

    run(main)


@pytest.mark.parametrize(
    ("url", "address", "request_line", "host"),
    [
        ("ws://example.org", ("example.org", 80), b"GET / HTTP/1.1", b"example.org:80"),
        ("ws://h:81/ws?a=b#c", ("h", 81), b"GET /ws?a=b HTTP/1.1", b"h:81"),
        ("WS://[::1]:82/ws", ("::1", 82), b"GET /ws HTTP/1.1", b"[::1]:82"),
    ],
)
def test_a_url_says_where_to_connect_and_what_to_ask_for(
    monkeypatch: pytest.MonkeyPatch,
    url: str,
    address: tuple[str, int],
    request_line: bytes,
    host: bytes,
) -> None:
    ours, theirs = memory_stream_pair()

    async def open_stream(*where: object) -> Stapled:
        assert where == address
        await trio.lowlevel.checkpoint()
        return ours

    monkeypatch.setattr(trio, "open_tcp_stream", open_stream)

    async def main() -> None:
        await theirs.send_all(b"HTTP/1.1 404 No\r\ncontent-length: 0\r\n\r\n")
        with pytest.raises(Refused):
            async with open_client(url, headers=[("x-api-key", "k")]):
                raise AssertionError("let in")
        lines = (await theirs.receive_some()).split(b"\r\n")
        assert lines[0] == request_line
        assert b"Host: " + host in lines
        assert b"x-api-key: k" in lines

    run(main)


def test_a_server_may_be_reached_by_its_url(monkeypatch: pytest.MonkeyPatch) -> None:
    async def main() -> None:
        async with raw(FakeDispatch()) as (stream, _, _):

            async def open_stream(host: str, port: int) -> Stapled:
                await trio.lowlevel.checkpoint()
                return stream

            monkeypatch.setattr(trio, "open_tcp_stream", open_stream)
            async with open_client("ws://limina.example/ws") as client:
                assert await client.process({"text": "hi"}) == {"processed_text": "HI"}

    run(main)


def test_the_answer_to_the_handshake_may_come_in_pieces() -> None:
    async def main() -> None:
        ours, theirs = memory_stream_pair()
        async with trio.open_nursery() as nursery:

            async def slowly() -> None:
                server = ServerConnection(EchoSession())
                server.receive_data(await theirs.receive_some())
                server.next_event()
                server.accept()
                for byte in server.data_to_send():
                    await theirs.send_all(bytes([byte]))
                    await trio.sleep(0.01)
                await theirs.send_all(server_close(1000))
                await theirs.aclose()

            nursery.start_soon(slowly)
            async with talk_over(ours, TARGET) as client:
                with pytest.raises(Disconnected):
                    await client.receive()

    run(main)


def test_every_client_error_is_an_os_error() -> None:
    assert issubclass(ClientError, OSError)
    assert issubclass(Refused, ClientError)
    assert issubclass(Disconnected, ClientError)
    assert json.dumps({"code": Disconnected(1001, "").code})
