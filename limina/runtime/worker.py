"""The worker: one thread that runs the pipeline off the event loop.

Detection is CPU-bound and would stall every connection if it ran on the loop. One thread is enough
to keep the loop free; it is not faster than that, since Python runs one thread at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import trio

from limina.protocol.schema import Request
from limina.runtime.pipeline import Outcome, Pipeline
from limina.runtime.work import Work


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

    async def process(self, requests: Sequence[Work | Request]) -> Sequence[Outcome]:
        """Answer a batch. Cancelling abandons the thread, which a detector may hold for long."""
        assert self._pipeline is not None, "start() comes first"
        return await trio.to_thread.run_sync(
            self._pipeline.process, requests, limiter=self._one, abandon_on_cancel=True
        )

    def close(self) -> None:
        """Close the detectors, unless an abandoned batch still runs in one of them."""
        if self._pipeline is not None and self._one.borrowed_tokens == 0:
            self._pipeline.close()
            self._pipeline = None
