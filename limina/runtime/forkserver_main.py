"""The program of the fork server: `python -m limina.runtime.forkserver_main`.

The server starts it. It reads a `Setup` from the socket that is its standard input, loads the
detectors, and forks a worker whenever it is asked for one. It examines no text and runs no thread:
what a fork takes over of a process with several threads is not sound. It ends when nobody can ask
it any more.
"""

from __future__ import annotations

import fcntl
import os
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from limina.runtime.wire import (
    FORK,
    NUMBER,
    PREFIX,
    STATUS,
    Setup,
    Started,
    decode_setup,
    encode_started,
)
from limina.runtime.worker_main import (
    guarded,
    ignore_signals,
    labour,
    load,
    name_process,
    reason,
    take_pipes,
)

if TYPE_CHECKING:
    from limina.runtime.pipeline import Pipeline

#: A thread that has done its work may take so many seconds to be gone.
PATIENCE: Final = 1.0
_THREADS: Final = Path("/proc/self/task")


def preload(
    control: socket.socket, load: Callable[[Setup], tuple[Pipeline, Callable[[], None]]]
) -> int:
    """Load the detectors and fork workers until there is nobody who asks.

    Args:
        control: The socket to the server.
        load: Makes the pipeline, and what lets the plugins go.

    Returns:
        The exit status, of the fork server or of a worker.
    """
    first = _read_frame(control)
    if first is None:
        return 0
    try:
        with ending_with(control):
            pipeline, shutdown = load(decode_setup(first))
    except Exception as error:
        control.sendall(encode_started(Started(reason(error))))
        return 1
    try:
        control.sendall(encode_started(Started(threads=threads())))
        return _answer(control, pipeline)
    finally:
        pipeline.close()
        shutdown()


def _answer(control: socket.socket, pipeline: Pipeline) -> int:
    """Fork, and tell statuses; a worker returns from here too."""
    while True:
        question, descriptors, _, _ = socket.recv_fds(control, 1 + NUMBER.size, 2)
        if question[:1] == FORK and len(descriptors) == 2:
            if not _fork(control):
                control.close()
                inbox, outbox = descriptors
                return guarded(partial(labour, inbox, outbox, pipeline))
            for descriptor in descriptors:
                os.close(descriptor)
        elif question[:1] == STATUS:
            control.sendall(NUMBER.pack(_status(*NUMBER.unpack(question[1:]))))
        else:
            return 0


def _fork(control: socket.socket) -> bool:
    """Fork and tell the server of the child; False in the child."""
    try:
        pid = os.fork()
    except OSError:
        control.sendall(NUMBER.pack(0))
        return True
    if pid:
        # It is ours until its status is asked for, so that the number is nobody else's.
        descriptor = os.pidfd_open(pid)
        socket.send_fds(control, [NUMBER.pack(pid)], [descriptor])
        os.close(descriptor)
    return bool(pid)


def _status(pid: int) -> int:
    _, status = os.waitpid(pid, 0)
    return os.waitstatus_to_exitcode(status)


@contextmanager
def ending_with(control: socket.socket) -> Iterator[None]:
    """End this process as soon as the server has gone, however busy it is.

    The kernel signals it (SIGIO, which ends a process that does not handle it); there is no thread.
    """
    flags = fcntl.fcntl(control, fcntl.F_GETFL)
    fcntl.fcntl(control, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(control, fcntl.F_SETFL, flags | os.O_ASYNC)
    try:
        yield
    finally:
        fcntl.fcntl(control, fcntl.F_SETFL, flags)


def _read_frame(control: socket.socket) -> bytes | None:
    """The content of the first frame, or None if the server has gone before."""
    with control.makefile("rb", buffering=0) as stream:
        prefix = _read(stream.read, PREFIX)
        size = int.from_bytes(prefix, "big")
        payload = _read(stream.read, size)
    return payload if len(prefix) == PREFIX and len(payload) == size else None


def _read(read: Callable[[int], bytes | None], size: int) -> bytes:
    received = bytearray()
    while len(received) < size:
        chunk = read(size - len(received))
        if not chunk:
            break
        received += chunk
    return bytes(received)


def threads(tasks: Path = _THREADS, patience: float = PATIENCE) -> int:
    """How many threads this process has, those apart that are just ending."""
    until = time.monotonic() + patience
    while (count := len(list(tasks.iterdir()))) > 1 and time.monotonic() < until:
        time.sleep(0.005)
    return count


def main() -> int:
    """Take the socket over and serve."""
    ignore_signals()
    name_process("limina-fork")
    control = socket.socket(fileno=os.dup(0))
    take_pipes()
    # Imported here so that it is done while the server makes the setup.
    from limina.runtime import languages, pipeline  # noqa: F401

    return guarded(lambda: preload(control, load))


if __name__ == "__main__":
    status = main()
    with suppress(OSError):
        sys.stdout.flush()
        sys.stderr.flush()
    # Whatever a library would still do at exit, threads that do not end included, is left undone.
    os._exit(status)
