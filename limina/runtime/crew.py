"""Keeping workers at work: each gets its batches one by one, and is replaced when it is lost.

What a worker is stands in `Worker`; who gets which batch is decided elsewhere. A worker that ends
again soon after its start waits longer and longer for the next one.
"""

from __future__ import annotations

import logging
import math
from collections.abc import Sequence
from typing import Final, Protocol

import trio

from limina.plugin.errors import PluginError
from limina.runtime.scheduling import Assignment
from limina.runtime.tasks import Report, Task

log = logging.getLogger(__name__)

#: Seconds a worker has to live for its end not to count as a failed start.
LIVED: Final = 10.0
#: Seconds before the start after the second failed one; doubled after each further one.
FIRST_PAUSE: Final = 0.5
LONGEST_PAUSE: Final = 30.0


class WorkerLost(Exception):
    """A worker cannot go on.

    Attributes:
        reason: Why, in one word of ours, for logs and metrics.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Worker(Protocol):
    """Does batches, one at a time. Used by one task at a time, but for `gone`, `outgrown` and
    `renew`.
    """

    async def start(self) -> None:
        """Get ready, or get ready again after a loss.

        Raises:
            PluginError: If a detector cannot be loaded.
            WorkerLost: If the worker ends meanwhile.
        """
        ...

    def begin(self, tasks: Sequence[Task], seconds: float = math.inf) -> None:
        """Begin with a batch, as far as that can be done at once; `process` is called with it next.

        Args:
            tasks: The tasks.
            seconds: How long they may take.
        """
        ...

    async def process(self, tasks: Sequence[Task], seconds: float = math.inf) -> Report:
        """Do a batch.

        Args:
            tasks: The tasks.
            seconds: How long they may take; the call is cancelled then.

        Raises:
            WorkerLost: If it cannot.
        """
        ...

    async def gone(self) -> None:
        """Return when the worker has ended by itself."""
        ...

    async def outgrown(self) -> None:
        """Return when the worker has more memory than it may."""
        ...

    async def renew(self) -> None:
        """Put a fresh one in its place between two batches; meanwhile it goes on working.

        Raises:
            PluginError: As `start`; the worker goes on as it is.
            WorkerLost: As `start`; the worker goes on as it is.
        """
        ...

    async def kill(self) -> None:
        """End it at once; `start` makes a new one."""
        ...

    async def close(self) -> None:
        """End it in good order, or at once where that takes too long."""
        ...


class Pauses:
    """How long to wait before the next start."""

    def __init__(self) -> None:
        self._failures = 0

    def next(self, lived: float) -> float:
        """The seconds to wait.

        Args:
            lived: How long the worker was ready, in seconds; 0 if it never was.
        """
        self._failures = 1 if lived >= LIVED else self._failures + 1
        if self._failures == 1:
            return 0.0
        # No further doubling than to the longest pause: the number would grow without bound.
        doublings = min(self._failures - 2, 10)
        return float(min(FIRST_PAUSE * 2**doublings, LONGEST_PAUSE))


class Foreman(Protocol):
    """What a worker's task needs of whoever hands out the work."""

    def enlist(self, number: int) -> None:
        """A new worker is ready in the place of the one that was lost."""
        ...

    async def next(self, number: int) -> Assignment:
        """Wait for a worker's next batch."""
        ...

    def done(self, number: int, report: Report) -> None:
        """A worker has done its batch."""
        ...

    def lost(self, number: int, reason: str) -> None:
        """A worker is gone."""
        ...

    def renewed(self, number: int) -> None:
        """A worker that had too much memory was replaced between two batches."""
        ...


async def employ(worker: Worker, number: int, foreman: Foreman) -> None:
    """Keep one worker at work until cancelled; it has been started and enlisted.

    Args:
        worker: The worker.
        number: What the foreman calls it.
        foreman: Hands out the work.
    """
    pauses = Pauses()
    while True:
        began = trio.current_time()
        reason = await _work(worker, number, foreman)
        foreman.lost(number, reason)
        await worker.kill()
        await _restart(worker, number, pauses, reason, trio.current_time() - began)
        foreman.enlist(number)


async def _work(worker: Worker, number: int, foreman: Foreman) -> str:
    """Batch after batch, until the worker is lost; why it is."""
    reason = "ended"
    async with trio.open_nursery() as nursery:

        async def watch() -> None:
            await worker.gone()
            nursery.cancel_scope.cancel()

        nursery.start_soon(watch)
        nursery.start_soon(_keep_small, worker, number, foreman)
        try:
            # One scope for all batches: a new one for each would cost more than the rest of it.
            with trio.CancelScope() as patience:
                while True:
                    patience.deadline = math.inf
                    batch = await foreman.next(number)
                    patience.deadline = trio.current_time() + batch.seconds
                    report = await worker.process(batch.tasks, batch.seconds)
                    foreman.done(number, report)
            reason = "hung"
        except WorkerLost as lost:
            reason = lost.reason
        nursery.cancel_scope.cancel()
    return reason


async def _keep_small(worker: Worker, number: int, foreman: Foreman) -> None:
    """Have a worker replaced whenever it has grown too large; never raises but when cancelled."""
    pauses = Pauses()
    while True:
        began = trio.current_time()
        await worker.outgrown()
        # A limit below what every worker needs must not make them come and go.
        await trio.sleep(pauses.next(trio.current_time() - began))
        log.warning("worker %d has more memory than it may; a fresh one takes its place", number)
        try:
            await worker.renew()
        except (PluginError, WorkerLost) as error:
            log.error("worker %d cannot be replaced: %s", number, error)
        else:
            foreman.renewed(number)


async def _restart(worker: Worker, number: int, pauses: Pauses, reason: str, lived: float) -> None:
    while True:
        pause = pauses.next(lived)
        log.error("worker %d is lost (%s); the next one starts in %g s", number, reason, pause)
        await trio.sleep(pause)
        lived = 0.0
        try:
            await worker.start()
        except PluginError as error:
            log.error("worker %d cannot start: %s", number, error)
            reason = "cannot start"
        except WorkerLost as lost:
            reason = lost.reason
        else:
            log.info("worker %d is ready again", number)
            return


async def start_all(workers: Sequence[Worker]) -> None:
    """Start workers side by side.

    Raises:
        PluginError: The first failure. Workers that have started are not ended.
    """
    errors: list[PluginError] = []

    async def start(worker: Worker) -> None:
        try:
            await worker.start()
        except WorkerLost as lost:
            errors.append(PluginError(f"a worker ended before it was ready ({lost.reason})"))
        except PluginError as error:
            errors.append(error)
        else:
            return
        nursery.cancel_scope.cancel()

    async with trio.open_nursery() as nursery:
        for worker in workers:
            nursery.start_soon(start, worker)
    if errors:
        raise errors[0]


async def close_all(workers: Sequence[Worker]) -> None:
    """End workers side by side, even where the caller is cancelled."""
    with trio.CancelScope(shield=True):
        async with trio.open_nursery() as nursery:
            for worker in workers:
                nursery.start_soon(worker.close)
