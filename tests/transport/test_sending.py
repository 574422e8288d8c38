"""Sending at once: as much as there is room for, and an error where nobody listens any more."""

from __future__ import annotations

import socket

import pytest
import trio
import trio.testing

from limina.transport.sending import send_now


def pair() -> tuple[trio.SocketStream, trio.SocketStream]:
    one, other = (trio.socket.from_stdlib_socket(end) for end in socket.socketpair())
    return trio.SocketStream(one), trio.SocketStream(other)


def test_what_is_sent_arrives() -> None:
    async def test() -> bytes:
        ours, theirs = pair()
        async with ours, theirs:
            assert send_now(ours, b"abc") == 3
            return bytes(await theirs.receive_some(10))

    assert trio.run(test) == b"abc"


def test_of_more_than_there_is_room_for_a_part_is_sent() -> None:
    async def test() -> None:
        ours, theirs = pair()
        data = bytes(8_000_000)
        async with ours, theirs:
            sent = send_now(ours, data)
            assert 0 < sent < len(data)
            while more := send_now(ours, data):
                sent += more
            received = 0
            while received < sent:
                received += len(await theirs.receive_some(1_000_000))
            assert received == sent

    trio.run(test)


@pytest.mark.parametrize("end", ["ours", "theirs"])
def test_where_nobody_listens_is_an_error(end: str) -> None:
    async def test() -> None:
        ours, theirs = pair()
        await (ours if end == "ours" else theirs).aclose()
        with pytest.raises(OSError):
            send_now(ours, b"abc")
        await ours.aclose()
        await theirs.aclose()

    trio.run(test)


def test_a_stream_that_is_no_socket_takes_nothing() -> None:
    ours, _ = trio.testing.memory_stream_pair()
    assert send_now(ours, b"abc") == 0
