"""Sending what the system takes at once, without a turn of the event loop for it."""

from __future__ import annotations

import os

import trio


def send_now(stream: trio.abc.Stream, data: bytes | memoryview) -> int:
    """Send as much as the system has room for. No task gives way, and none waits.

    Args:
        stream: Whose turn it is to send; anything but a TCP or Unix socket takes nothing this way.
        data: What is to be sent.

    Returns:
        How much of it was sent, in bytes.

    Raises:
        OSError: If the connection is broken or closed.
    """
    if not isinstance(stream, trio.SocketStream):
        return 0
    try:
        return os.write(stream.socket.fileno(), data)
    except BlockingIOError:
        return 0
