"""The worker for development and tests: one thread that runs the pipeline off the event loop.

Detection is CPU-bound and would stall every connection if it ran on the loop. A thread keeps the
loop free; it is not faster than that, since Python runs one thread at a time, and nobody can end
it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import trio

from limina.runtime.tasks import Report, Task, perform

if TYPE_CHECKING:
    from limina.runtime.pipeline import Pipeline


class ThreadWorker:
    """Loads a pipeline and runs its batches, never two at once.

    Args:
        load: Makes the pipeline; called in the thread by `start`.
    """

    def __init__(self, load: Callable[[], Pipeline]) -> None:
        self._load = load
        self._one = trio.CapacityLimiter(1)
        self._pipeline: Pipeline | None = None

    async def start(self) -> None:
        """Load the detectors.

        Raises:
            PluginError: If one of them cannot be loaded.
        """
        self._pipeline = await trio.to_thread.run_sync(
            self._load, limiter=self._one, abandon_on_cancel=True
        )

    def begin(self, tasks: Sequence[Task], seconds: float = math.inf) -> None:
        """A thread is not begun without being waited for."""

    async def process(self, tasks: Sequence[Task], seconds: float = math.inf) -> Report:
        """Do a batch. Cancelling abandons the thread, which a detector may hold for long."""
        assert self._pipeline is not None, "start() comes first"
        return await trio.to_thread.run_sync(
            perform, self._pipeline, tasks, limiter=self._one, abandon_on_cancel=True
        )

    async def gone(self) -> None:
        """A thread does not end by itself."""
        await trio.sleep_forever()

    async def outgrown(self) -> None:
        """A thread has no memory of its own to be measured."""
        await trio.sleep_forever()

    async def renew(self) -> None:
        """There is nothing to be replaced."""
        await trio.lowlevel.checkpoint()

    async def kill(self) -> None:
        """Nobody can end a thread."""
        await trio.lowlevel.checkpoint()

    async def close(self) -> None:
        """Close the detectors, unless an abandoned batch still runs in one of them."""
        await trio.lowlevel.checkpoint()
        if self._pipeline is not None and self._one.borrowed_tokens == 0:
            self._pipeline.close()
            self._pipeline = None
