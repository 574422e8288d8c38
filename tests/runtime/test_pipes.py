"""Frames over streams that lie in memory."""

from __future__ import annotations

import os

import pytest
import trio
import trio.testing

from limina.runtime.crew import WorkerLost
from limina.runtime.pipes import one_way, receive_frame, send_frame
from limina.runtime.wire import Garbage, frame


@pytest.mark.parametrize("content", [b"", b"a", bytes(200_000)], ids=len)
def test_a_frame_arrives_as_it_was_sent(content: bytes) -> None:
    async def test() -> bytes:
        sender, receiver = trio.testing.memory_stream_one_way_pair()
        async with trio.open_nursery() as nursery:
            nursery.start_soon(send_frame, sender, frame(content))
            return bytes(await receive_frame(receiver))

    assert trio.run(test) == content


@pytest.mark.parametrize("size", [0, 1, 2_000_000], ids=["empty", "small", "many pieces"])
def test_a_frame_goes_one_way(size: int) -> None:
    async def test() -> bytes:
        reading, writing = map(trio.lowlevel.FdStream, one_way())
        async with reading, writing, trio.open_nursery() as nursery:
            nursery.start_soon(send_frame, writing, frame(bytes(size)))
            return bytes(await receive_frame(reading))

    assert trio.run(test) == bytes(size)


def test_nothing_comes_back() -> None:
    reading, writing = one_way()
    try:
        with pytest.raises(BrokenPipeError):
            os.write(reading, b"a")
    finally:
        os.close(reading)
        os.close(writing)


def test_an_end_that_is_closed_is_a_loss() -> None:
    async def test() -> None:
        reading, writing = map(trio.lowlevel.FdStream, one_way())
        await reading.aclose()
        with pytest.raises(WorkerLost, match="ended"):
            await send_frame(writing, frame(b"a"))
        await writing.aclose()
        reading, writing = map(trio.lowlevel.FdStream, one_way())
        await writing.aclose()
        with pytest.raises(WorkerLost, match="ended"):
            await receive_frame(reading)
        await reading.aclose()

    trio.run(test)


@pytest.mark.parametrize("sent", [b"", b"\0\0", b"\0\0\0\2a"], ids=["nothing", "prefix", "half"])
def test_half_a_frame_is_a_loss(sent: bytes) -> None:
    async def test() -> None:
        sender, receiver = trio.testing.memory_stream_one_way_pair()
        await sender.send_all(sent)
        await sender.aclose()
        with pytest.raises(WorkerLost, match="ended"):
            await receive_frame(receiver)

    trio.run(test)


def test_more_than_a_frame_is_garbage() -> None:
    async def test() -> None:
        sender, receiver = trio.testing.memory_stream_one_way_pair()
        await sender.send_all(frame(b"a") + b"b")
        with pytest.raises(Garbage):
            await receive_frame(receiver)

    trio.run(test)


def test_nobody_to_write_to_is_a_loss() -> None:
    async def test() -> None:
        sender, receiver = trio.testing.memory_stream_one_way_pair()
        await receiver.aclose()
        with pytest.raises(WorkerLost, match="ended"):
            await send_frame(sender, frame(b"a"))

    trio.run(test)
