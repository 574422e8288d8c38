"""Frames (`limina.runtime.wire`) over pipes, and what a process at their other end starts with."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import Final

import trio

from limina.runtime.crew import WorkerLost
from limina.runtime.wire import PREFIX, Garbage

#: Bytes that are read at a time; what a pipe holds.
_CHUNK: Final = 65_536
#: Libraries that would start a thread for each core; there is a worker for each core already.
_ONE_THREAD: Final = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


async def send_frame(stream: trio.abc.SendStream, data: bytes | bytearray) -> None:
    """Write a frame.

    Raises:
        WorkerLost: If nobody reads any more.
    """
    try:
        await stream.send_all(data)
    except trio.BrokenResourceError:
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
            chunk = await stream.receive_some(_CHUNK)
        except trio.BrokenResourceError:
            chunk = b""
        if not chunk:
            raise WorkerLost("ended")
        received += chunk
        if size == PREFIX and len(received) >= PREFIX:
            size += int.from_bytes(received[:PREFIX], "big")
    if len(received) > size:
        raise Garbage("more than a frame")
    return memoryview(received)[PREFIX:]


def environment(own: Mapping[str, str]) -> dict[str, str]:
    """A worker's environment: ours, with our path of modules, one thread for each library."""
    path = os.pathsep.join(entry or os.getcwd() for entry in sys.path)
    return {**dict.fromkeys(_ONE_THREAD, "1"), **own, "PYTHONPATH": path}
