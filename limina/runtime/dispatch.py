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
from typing import Any, Protocol

import trio

from limina.plugin.hookspecs import Handshake, RequestStats
from limina.protocol.batch import Reidentification
from limina.protocol.errors import RequestError
from limina.protocol.schema import Limits, Request
from limina.runtime.facts import Facts
from limina.runtime.pipeline import Outcome
from limina.runtime.restoring import restore
from limina.runtime.work import Work, as_work

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
        """Decide over a connection, or over a request of the REST API.

        Returns:
            Whether the keys and the plugins let it in; False also when a plugin fails.

        Raises:
            RequestError: LIM302 for a page that is not on the list of allowed origins.
        """
        ...


class TextService(Dispatch, Protocol):
    """What the REST routes need beside that.

    Attributes:
        facts: What the server says of itself.
    """

    facts: Facts

    async def submit_all(self, works: Sequence[Work]) -> list[bytes]:
        """Have units of work answered, all or none.

        Args:
            works: Of one call.

        Returns:
            One piece of JSON text per unit: a response, or those of linked texts with commas
            between them.

        Raises:
            RequestError: Of the first unit, in their order, that got an error.
        """
        ...

    async def reidentify(self, request: Reidentification) -> bytes:
        """Put the originals back in the place of their markers.

        Returns:
            A JSON array of texts in UTF-8.
        """
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
    """A unit of work that waits, is worked on, or is done."""

    __slots__ = ("abandoned", "characters", "done", "outcome", "submitted", "taken", "work")

    def __init__(self, work: Work | Request) -> None:
        self.work = work
        self.characters = as_work(work).characters
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
        facts: What the server says of itself.
    """

    def __init__(
        self,
        process: Callable[[Sequence[Work | Request]], Awaitable[Sequence[Outcome]]],
        *,
        limits: Limits,
        queue: QueueLimits = QueueLimits(),
        authorize: Callable[[Handshake], bool] = lambda handshake: True,
        finished: Callable[[RequestStats], None] = lambda stats: None,
        facts: Facts | None = None,
    ) -> None:
        self.limits = limits
        self.facts = facts or Facts()
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
        self._restoring = trio.CapacityLimiter(1)

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
        [answer] = await self._answer([_Job(request)])
        return answer

    async def submit_all(self, works: Sequence[Work]) -> list[bytes]:
        """See `TextService.submit_all`. Cancelling the call takes all out of the queue."""
        if not works:
            return []
        return await self._answer([_Job(work) for work in works])

    async def reidentify(self, request: Reidentification) -> bytes:
        """See `TextService.reidentify`."""
        # Off the loop: long texts with many markers take their time.
        return await trio.to_thread.run_sync(
            restore, request, limiter=self._restoring, abandon_on_cancel=True
        )

    async def _answer(self, jobs: list[_Job]) -> list[bytes]:
        if self._closing:
            raise RequestError("LIM204", "the server is shutting down")
        characters = sum(job.characters for job in jobs)
        if self._waiting and (
            len(self._waiting) + len(jobs) > self._bounds.requests
            or self._characters + characters > self._bounds.characters
        ):
            for job in jobs:
                self._report(job, "LIM202")
            raise RequestError("LIM202", "too many requests are waiting; try again later")
        self._waiting.extend(jobs)
        self._characters += characters
        self._arrival.set()
        answers: list[bytes] = []
        try:
            with trio.move_on_after(self._bounds.deadline):
                for job in jobs:
                    await job.done.wait()
                    answers.append(_answer_of(job))
        finally:
            self._forget(jobs)
        if len(answers) < len(jobs):
            for job in jobs[len(answers) :]:
                self._report(job, "LIM203")
            raise RequestError("LIM203", "the request was not finished within its deadline")
        return answers

    def _forget(self, jobs: list[_Job]) -> None:
        waiting = {job for job in jobs if not job.taken}
        for job in jobs:
            job.abandoned = job.taken = True
        if waiting:
            self._waiting = deque(job for job in self._waiting if job not in waiting)
            self._characters -= sum(job.characters for job in waiting)

    def _report(self, job: _Job, outcome: str, **more: Any) -> None:
        work = as_work(job.work)
        self._finished(
            RequestStats(
                outcome,
                job.characters,
                route=work.route,
                project_id=work.options.project_id,
                texts=len(work.requests),
                **more,
            )
        )

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
            length = self._waiting[0].characters
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
            outcomes = await self._process([job.work for job in batch])
        finally:
            self._batch_since = None
        seconds = trio.current_time() - started
        for job, outcome in zip(batch, outcomes, strict=True):
            job.outcome = outcome
            job.done.set()
            if job.abandoned:
                continue  # its deadline passed, which was reported then, or its client is gone
            answer = outcome.answer
            self._report(
                job,
                answer.code if isinstance(answer, RequestError) else "answered",
                entities=outcome.entities,
                queue_seconds=started - job.submitted,
                work_seconds=seconds,
                batch_size=len(batch),
                skipped_detectors=outcome.skipped,
            )


def _answer_of(job: _Job) -> bytes:
    assert job.outcome is not None, "done means that there is an outcome"
    if isinstance(job.outcome.answer, RequestError):
        raise job.outcome.answer
    return job.outcome.answer
