"""Between the transports and the worker: a bounded queue, natural batches, deadlines.

Requests wait in one queue. Whenever the worker is free it takes what waits, up to a batch; nothing
is held back to fill one. Over the bounds of the queue a request is refused at once, so that
overload never shows as latency. The dispatcher moves requests and answers; it never looks inside
them beyond their length.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import trio

from limina.plugin.hookspecs import Handshake, RequestStats
from limina.protocol.errors import RequestError
from limina.protocol.schema import Limits, Request
from limina.runtime.pipeline import Outcome

log = logging.getLogger(__name__)


class Dispatch(Protocol):
    """What a transport needs of the runtime.

    Attributes:
        limits: What `decode_request` accepts.
    """

    limits: Limits

    @property
    def ready(self) -> bool:
        """True once every worker has loaded its detectors and the last one has not failed."""
        ...

    async def submit(self, request: Request) -> bytes:
        """Have a request answered.

        Args:
            request: A validated request.

        Returns:
            The response as JSON text in UTF-8.

        Raises:
            RequestError: The error to answer with (LIM1xx of the engine, LIM2xx of the service).
        """
        ...

    def authorize(self, handshake: Handshake) -> bool:
        """Ask the plugins whether a connection may be opened; False also when one of them fails."""
        ...


@dataclass(frozen=True, slots=True)
class QueueLimits:
    """Bounds of the queue and of a batch.

    Attributes:
        requests: Most requests that wait.
        characters: Most characters that wait, in code points; one request is always accepted.
        batch_documents: Most requests in a batch.
        batch_characters: Most characters in a batch, in code points; one request always fits.
        deadline: Seconds from submission to answer.
    """

    requests: int = 1_024
    characters: int = 8_000_000
    batch_documents: int = 32
    batch_characters: int = 32_000
    deadline: float = 60.0


class _Job:
    """A request that waits, is worked on, or is done."""

    __slots__ = ("abandoned", "done", "outcome", "request", "submitted", "taken")

    def __init__(self, request: Request) -> None:
        self.request = request
        self.submitted = trio.current_time()
        self.taken = False
        self.abandoned = False
        self.done = trio.Event()
        self.outcome: Outcome | None = None


class Dispatcher:
    """Feeds one worker. Use `run` in a nursery and `submit` from anywhere in the same trio loop.

    Args:
        process: Answers a batch; runs off the event loop, one batch at a time; never raises.
        limits: What `decode_request` accepts.
        queue: Bounds.
        authorize: Decides over a handshake.
        finished: Told of every finished request.
    """

    def __init__(
        self,
        process: Callable[[Sequence[Request]], Awaitable[Sequence[Outcome]]],
        *,
        limits: Limits,
        queue: QueueLimits = QueueLimits(),
        authorize: Callable[[Handshake], bool] = lambda handshake: True,
        finished: Callable[[RequestStats], None] = lambda stats: None,
    ) -> None:
        self.limits = limits
        self._process = process
        self._bounds = queue
        self._authorize = authorize
        self._finished = finished
        self._waiting: deque[_Job] = deque()
        self._characters = 0
        self._arrival = trio.Event()
        self._running = False
        self._closing = False
        self._batch_since: float | None = None

    @property
    def ready(self) -> bool:
        """True while the worker runs and has not been at one batch for longer than the deadline."""
        if not self._running or self._closing:
            return False
        since = self._batch_since
        return since is None or trio.current_time() - since <= self._bounds.deadline

    def authorize(self, handshake: Handshake) -> bool:
        """See `Dispatch.authorize`."""
        return self._authorize(handshake)

    def drain(self) -> None:
        """Refuse requests from now on (LIM204); those that wait are still answered."""
        self._closing = True

    async def submit(self, request: Request) -> bytes:
        """See `Dispatch.submit`. Cancelling the call takes the request out of the queue."""
        if self._closing:
            raise RequestError("LIM204", "the server is shutting down")
        length = len(request.text)
        if self._waiting and (
            len(self._waiting) >= self._bounds.requests
            or self._characters + length > self._bounds.characters
        ):
            self._finished(RequestStats("LIM202", length))
            raise RequestError("LIM202", "too many requests are waiting; try again later")
        job = _Job(request)
        self._waiting.append(job)
        self._characters += length
        self._arrival.set()
        try:
            with trio.move_on_after(self._bounds.deadline):
                await job.done.wait()
        finally:
            self._forget(job)
        if job.outcome is None:
            self._finished(RequestStats("LIM203", length))
            raise RequestError("LIM203", "the request was not finished within its deadline")
        if isinstance(job.outcome.answer, RequestError):
            raise job.outcome.answer
        return job.outcome.answer

    def _forget(self, job: _Job) -> None:
        job.abandoned = True
        if not job.taken:
            job.taken = True
            self._waiting.remove(job)
            self._characters -= len(job.request.text)

    async def run(self, task_status: trio.TaskStatus[None] = trio.TASK_STATUS_IGNORED) -> None:
        """Feed the worker until cancelled."""
        self._running = True
        task_status.started()
        try:
            while True:
                while not self._waiting:
                    self._arrival = trio.Event()
                    await self._arrival.wait()
                await self._work(self._take())
        finally:
            self._running = False

    def _take(self) -> list[_Job]:
        batch: list[_Job] = []
        characters = 0
        while self._waiting and len(batch) < self._bounds.batch_documents:
            length = len(self._waiting[0].request.text)
            if batch and characters + length > self._bounds.batch_characters:
                break
            job = self._waiting.popleft()
            job.taken = True
            batch.append(job)
            characters += length
        self._characters -= characters
        return batch

    async def _work(self, batch: list[_Job]) -> None:
        started = self._batch_since = trio.current_time()
        try:
            outcomes = await self._process([job.request for job in batch])
        finally:
            self._batch_since = None
        seconds = trio.current_time() - started
        for job, outcome in zip(batch, outcomes, strict=True):
            job.outcome = outcome
            job.done.set()
            if job.abandoned:
                continue  # its deadline passed, which was reported then, or its client is gone
            answer = outcome.answer
            self._finished(
                RequestStats(
                    outcome=answer.code if isinstance(answer, RequestError) else "answered",
                    characters=len(job.request.text),
                    entities=outcome.entities,
                    queue_seconds=started - job.submitted,
                    work_seconds=seconds,
                    batch_size=len(batch),
                    skipped_detectors=outcome.skipped,
                )
            )
