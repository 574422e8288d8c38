"""What a connection costs that nobody speaks on."""

from __future__ import annotations

import socket
import time
from contextlib import ExitStack

from bench import serving
from bench.load import ask, connect
from bench.processes import allow_files, memory
from bench.report import Section, Table, figure
from bench.texts import SEED_MESSAGE

NUMBER, QUICK = 2_000, 200
#: What the front process may hold in its hands besides connections.
_FILES = 256
#: Seconds from the last handshake until the memory is looked at.
_SETTLED = 1.0


def measure(quick: bool) -> Section:
    """Open many connections, one after the other, and look at the front process.

    Args:
        quick: Whether fewer connections will do.
    """
    number = QUICK if quick else NUMBER
    allow_files(2 * number + _FILES)
    rows = []
    for transport in serving.TRANSPORTS:
        # One place more than is taken: for the question at the end.
        configuration = f'plugins = ["limina-recorded"]\nmax_connections = {number + 1}\n'
        options = ("--transport", transport, "--workers", "1")
        with serving.limina(*options, configuration=configuration) as server, ExitStack() as stack:
            ask(server.port, SEED_MESSAGE, 100)
            before = memory(server.pid)
            begun = time.monotonic()
            idle = [stack.enter_context(connect(server.port)) for _ in range(number)]
            seconds = time.monotonic() - begun
            time.sleep(_SETTLED)
            grown = memory(server.pid) - before
            # They are all still there, and it still answers.
            if closed := sum(map(_closed, idle)):
                raise RuntimeError(f"the server has closed {closed} idle connections")
            ask(server.port, SEED_MESSAGE, 1)
        rows.append(
            [
                transport,
                figure(before / 2**20),
                figure((before + grown) / 2**20),
                figure(grown / number / 2**10),
                figure(number / seconds),
            ]
        )
    head = [
        f"{number:,} idle connections",
        "front process before, MiB",
        "with them, MiB",
        "a connection, KiB",
        "handshakes/s",
    ]
    return Section([Table(head, rows)])


def _closed(one: socket.socket) -> bool:
    """Whether the server has ended a connection; a ping may have come meanwhile."""
    one.setblocking(False)
    try:
        return one.recv(1, socket.MSG_PEEK) == b""
    except BlockingIOError:
        return False
