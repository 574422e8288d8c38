"""Receiving what comes next, without asking for it before it has come.

trio reads first and waits where there is nothing. A client that waits for its answers has sent
nothing by then: that is a system call and an exception for every message.
"""

from __future__ import annotations

import os

import trio


async def receive_next(stream: trio.abc.ReceiveStream, most: int) -> bytes | bytearray:
    """Wait for bytes and take them.

    Args:
        stream: Where they come; anything but a TCP or Unix socket is asked in trio's way.
        most: How many bytes at most.

    Returns:
        At least one byte, or none at the end.

    Raises:
        trio.BrokenResourceError: If the connection is broken.
        trio.ClosedResourceError: If it is closed meanwhile.
    """
    if not isinstance(stream, trio.SocketStream):
        return await stream.receive_some(most)
    while True:
        try:
            await trio.lowlevel.wait_readable(stream.socket)
            return os.read(stream.socket.fileno(), most)
        except BlockingIOError:
            continue  # somebody was wrong about it
        except (OSError, ValueError):
            if stream.socket.fileno() < 0:
                raise trio.ClosedResourceError from None
            raise trio.BrokenResourceError from None
