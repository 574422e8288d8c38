"""Frames (`limina.runtime.wire`) over pipes."""

from __future__ import annotations

import os
import socket
from typing import Final

import trio

from limina.runtime.crew import WorkerLost
from limina.runtime.wire import PREFIX, Garbage

#: Bytes that are read at a time; what a pipe holds.
_CHUNK: Final = 65_536


def one_way() -> tuple[int, int]:
    """Two descriptors, what is written to the second can be read from the first.

    They are sockets. Linux runs the reader of a pipe on its writer's processor, at once, and the
    event loop would stand still while a worker is at its batch; with a socket it seeks a free one.
    """
    reading, writing = socket.socketpair()
    reading.shutdown(socket.SHUT_WR)
    return reading.detach(), writing.detach()


def write_some(stream: trio.abc.SendStream, data: memoryview) -> int:
    """Write what fits into a socket now. No task gives way, and none waits.

    Returns:
        How much of it was written, in bytes.

    Raises:
        OSError: If nobody reads any more.
    """
    if not isinstance(stream, trio.lowlevel.FdStream):
        return 0
    try:
        return os.write(stream.fileno(), data)
    except BlockingIOError:
        return 0


async def send_frame(stream: trio.abc.SendStream, data: bytes | bytearray | memoryview) -> None:
    """Write a frame, or the rest of one.

    Raises:
        WorkerLost: If nobody reads any more.
    """
    try:
        rest = memoryview(data)
        rest = rest[write_some(stream, rest) :]
        if rest:
            await stream.send_all(rest)
    except (trio.BrokenResourceError, OSError):
        raise WorkerLost("ended") from None


async def receive_frame(stream: trio.abc.ReceiveStream) -> memoryview:
    """Read one frame; nothing may follow it.

    Returns:
        What is in it.

    Raises:
        WorkerLost: If the other end closes before the frame is whole.
        Garbage: If something follows it.
    """
    received = bytearray()
    size = PREFIX
    while len(received) < size:
        try:
            chunk = await _receive_some(stream)
        except (trio.BrokenResourceError, OSError):
            chunk = b""
        if not chunk:
            raise WorkerLost("ended")
        received += chunk
        if size == PREFIX and len(received) >= PREFIX:
            size += int.from_bytes(received[:PREFIX], "big")
    if len(received) > size:
        raise Garbage("more than a frame")
    return memoryview(received)[PREFIX:]


async def _receive_some(stream: trio.abc.ReceiveStream) -> bytes | bytearray:
    """What comes next: there is never anything yet when a frame is waited for."""
    if not isinstance(stream, trio.lowlevel.FdStream):
        return await stream.receive_some(_CHUNK)
    await trio.lowlevel.wait_readable(stream.fileno())
    return os.read(stream.fileno(), _CHUNK)
