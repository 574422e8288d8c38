"""Replays vectors through any exchange of messages and counts what came of them.

The exchange is a connection to a server, a session in this process, or whatever else answers a
message with a message. This module must not know which.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field

import trio

from conformance.judge import Mode, Status, Verdict, judge, reason_to_skip
from conformance.vectors import Vector
from limina.transport.client import ClientError, open_client

#: Sends one message, gives back the answer.
Exchange = Callable[[str], Awaitable[str]]
#: Opens a new exchange.
Connect = Callable[[], AbstractAsyncContextManager[Exchange]]


@dataclass(slots=True)
class Tally:
    """How many vectors passed, failed and were skipped."""

    counts: Counter[Status] = field(default_factory=Counter)

    @property
    def failed(self) -> bool:
        """Whether any vector failed."""
        return self.counts[Status.FAILED] > 0

    def __str__(self) -> str:
        return (
            f"{self.counts[Status.PASSED]} passed, {self.counts[Status.FAILED]} failed, "
            f"{self.counts[Status.SKIPPED]} skipped"
        )


def connect_to(url: str) -> Connect:
    """Exchanges with the server at a URL such as `ws://127.0.0.1:8080/ws`."""

    @asynccontextmanager
    async def connect() -> AsyncIterator[Exchange]:
        async with open_client(url) as client:

            async def exchange(message: str) -> str:
                await client.send(message)
                return await client.receive()

            yield exchange

    return connect


async def replay(
    vectors: Iterable[Vector],
    connect: Connect,
    mode: Mode,
    *,
    timeout: float,
    report: Callable[[Verdict], None],
) -> Tally:
    """Send every vector, on one connection as long as it lives, and judge the answers.

    Args:
        vectors: What to send.
        connect: Opens a connection; called again after one broke.
        mode: How to compare.
        timeout: Seconds an answer may take; then the vector failed.
        report: Told every verdict at once.

    Returns:
        The counts.

    Raises:
        OSError: If no connection can be opened (`ClientError` is one).
    """
    tally = Tally()
    waiting = list(vectors)

    def settle(verdict: Verdict) -> None:
        tally.counts[verdict.status] += 1
        report(verdict)

    while waiting:
        async with connect() as exchange:
            while waiting:
                vector = waiting.pop(0)
                reason = reason_to_skip(vector, mode)
                if reason is not None:
                    settle(Verdict(vector.id, Status.SKIPPED, (reason,)))
                    continue
                answer = None
                problem = f"no answer within {timeout:g} seconds"
                try:
                    with trio.move_on_after(timeout):
                        answer = await exchange(json.dumps(vector.request))
                except ClientError as error:
                    problem = str(error)
                if answer is None:
                    # The next answer on this connection could be the one that is late.
                    settle(Verdict(vector.id, Status.FAILED, (problem,)))
                    break
                settle(judge(vector, answer, mode))
    return tally
