"""What comes is received as it comes, and the end, a break and a closing are told apart."""

from __future__ import annotations

import os
import socket

import pytest
import trio
import trio.testing
from trio.testing import wait_all_tasks_blocked

from limina.transport.receiving import receive_next


def pair() -> tuple[trio.SocketStream, trio.SocketStream]:
    one, other = (trio.socket.from_stdlib_socket(end) for end in socket.socketpair())
    return trio.SocketStream(one), trio.SocketStream(other)


def test_what_was_sent_is_received_in_pieces_and_then_the_end() -> None:
    async def test() -> list[bytes]:
        ours, theirs = pair()
        async with ours, theirs:
            await theirs.send_all(b"abcde")
            pieces = [bytes(await receive_next(ours, 3)) for _ in range(2)]
            await theirs.aclose()
            return [*pieces, bytes(await receive_next(ours, 3))]

    assert trio.run(test) == [b"abc", b"de", b""]


def test_it_waits_for_what_has_not_come() -> None:
    async def test() -> None:
        ours, theirs = pair()
        received: list[bytes] = []

        async def receive() -> None:
            received.append(bytes(await receive_next(ours, 10)))

        async with ours, theirs, trio.open_nursery() as nursery:
            nursery.start_soon(receive)
            await wait_all_tasks_blocked()
            assert received == []
            await theirs.send_all(b"late")
        assert received == [b"late"]

    trio.run(test)


def test_a_call_for_nothing_is_not_taken_for_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """The system may say that there is something, and then there is not."""
    read, calls = os.read, 0

    def wrong_once(descriptor: int, most: int) -> bytes:
        nonlocal calls
        calls += 1
        if calls == 1:
            raise BlockingIOError
        return read(descriptor, most)

    async def test() -> bytes:
        ours, theirs = pair()
        async with ours, theirs:
            await theirs.send_all(b"abc")
            monkeypatch.setattr(os, "read", wrong_once)
            return bytes(await receive_next(ours, 10))

    assert (trio.run(test), calls) == (b"abc", 2)


@pytest.mark.parametrize("waiting", [True, False])
def test_a_stream_that_is_closed_is_closed(waiting: bool) -> None:
    async def test() -> None:
        ours, theirs = pair()

        async def receive() -> None:
            with pytest.raises(trio.ClosedResourceError):
                await receive_next(ours, 10)

        async with theirs, trio.open_nursery() as nursery:
            if waiting:
                nursery.start_soon(receive)
                await wait_all_tasks_blocked()
                await ours.aclose()
            else:
                await ours.aclose()
                await receive()

    trio.run(test)


def test_a_connection_that_is_broken_is_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    def reset(descriptor: int, most: int) -> bytes:
        raise ConnectionResetError

    async def test() -> None:
        ours, theirs = pair()
        async with ours, theirs:
            await theirs.send_all(b"abc")
            monkeypatch.setattr(os, "read", reset)
            with pytest.raises(trio.BrokenResourceError):
                await receive_next(ours, 10)

    trio.run(test)


def test_a_stream_that_is_no_socket_is_asked_in_its_own_way() -> None:
    async def test() -> bytes:
        ours, theirs = trio.testing.memory_stream_pair()
        await theirs.send_all(b"abc")
        return bytes(await receive_next(ours, 2))

    assert trio.run(test) == b"ab"
