"""Plays byte scripts to a live server over plain sockets, and checks that it still answers.

Blocking sockets and nothing else: a hostile client needs no library, and must not be tamed by one.
"""

from __future__ import annotations

import socket
import sys
import time
from collections.abc import Callable, Iterable
from typing import Final
from urllib.parse import urlsplit

from conformance.judge import Status, Verdict
from conformance.runner import Tally
from conformance.scripts import (
    HEALTHY_MESSAGE,
    Outcome,
    Script,
    Step,
    Upgrade,
    compare,
    expectation,
    step_bytes,
    step_waits,
)
from conformance.wire import Received, ServerStream

#: The next client, who has done nothing wrong.
HEALTHY: Final = Script(
    "healthy",
    "the seed conversation",
    (Step(upgrade=Upgrade()), Step(text=HEALTHY_MESSAGE)),
    (Outcome(status=101), Outcome(answer={"characters_processed": 32})),
)
#: Seconds a server may go on after all that is expected has come.
_AFTERWORD: Final = 0.05
#: Seconds in which a client that never reads gives up.
_STUCK: Final = 2.0


def play_all(
    scripts: Iterable[Script],
    url: str,
    *,
    exact: bool,
    timeout: float,
    report: Callable[[Verdict], None],
) -> Tally:
    """Play every script on a connection of its own, and a healthy client after each.

    Args:
        scripts: What to play.
        url: `ws://HOST:PORT/ws`.
        exact: See `scripts.compare`.
        timeout: Seconds to wait for what is expected.
        report: Told every verdict at once.

    Returns:
        The counts.
    """
    tally = Tally()
    for script in scripts:
        problems = play(script, url, exact=exact, timeout=timeout)
        verdict = Verdict(script.id, Status.FAILED if problems else Status.PASSED, tuple(problems))
        tally.counts[verdict.status] += 1
        report(verdict)
    return tally


def play(script: Script, url: str, *, exact: bool, timeout: float) -> list[str]:
    """Play one script, then a healthy client while the first connection may still be open.

    Returns:
        What is wrong; empty if all is well.
    """
    try:
        with _Connection(url, timeout, reads=script.reads) as connection:
            found = connection.run(script, exact=exact)
            problems = compare(script, found, exact=exact)
            with _Connection(url, timeout) as healthy:
                after = compare(HEALTHY, healthy.run(HEALTHY, exact=False), exact=False)
    except OSError as error:
        return [f"the server cannot be reached: {error.strerror or type(error).__name__}"]
    return problems + [f"the next client: {problem}" for problem in after]


class _Connection:
    def __init__(self, url: str, timeout: float, *, reads: bool = True) -> None:
        parts = urlsplit(url)
        self._timeout = timeout
        self._reads = reads
        self._stream = ServerStream()
        self._ended = False
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        if not reads:
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        self._socket.settimeout(timeout)
        self._socket.connect((parts.hostname or "127.0.0.1", parts.port or 80))

    def __enter__(self) -> _Connection:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self._socket.close()

    def run(self, script: Script, *, exact: bool) -> list[Received]:
        wanted = len(expectation(script, exact=exact) or ())
        found: list[Received] = []
        for step in script.send:
            if not self._send(step):
                break
            self._receive_until(found, step_waits(step), self._timeout)
        if self._reads:
            self._receive_until(found, wanted, self._timeout)
            if script is not HEALTHY:
                self._receive_until(found, sys.maxsize, _AFTERWORD)
        return found

    def _send(self, step: Step) -> bool:
        """Send a step; report whether the server still listens."""
        try:
            if step.eof:
                self._socket.shutdown(socket.SHUT_WR)
                return True
            data = step_bytes(step)
            self._socket.settimeout(self._timeout if self._reads else _STUCK)
            for _ in range(step.times):
                self._socket.sendall(data)
        except OSError:
            # A server may close while a client is still talking, and need not hear it out.
            return False
        return True

    def _receive_until(self, found: list[Received], count: int, seconds: float) -> None:
        """Read until so many things have come, pings apart, or the time is over, or the end."""
        deadline = time.monotonic() + seconds
        while not self._ended and sum(one.kind != "ping" for one in found) < count:
            left = deadline - time.monotonic()
            if left <= 0:
                break
            self._socket.settimeout(left)
            try:
                data = self._socket.recv(65_536)
            except TimeoutError:
                break
            except OSError:
                data = b""
            self._ended = not data
            found += self._stream.feed(data)
