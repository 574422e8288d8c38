"""Between the transports and the workers: what waits, who works on it, and whose the answer is.

The rules are the scheduler's (`limina.runtime.scheduling`); here are clock, callers and workers.
Requests wait in one bounded queue. Whenever a worker is free it takes what waits, up to a batch, as
soon as everything that has reached this process is read; nothing is held back to fill one. Over the
bounds of the queue a request is refused at once, so that overload never shows as latency. The
dispatcher moves requests and answers; it never looks inside them beyond their length.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Protocol, TypeAlias

import trio

from limina.plugin.hookspecs import Handshake, RequestStats
from limina.protocol.batch import Reidentification
from limina.protocol.errors import RequestError
from limina.protocol.schema import Limits, Request
from limina.runtime.batching import gather
from limina.runtime.books import Books
from limina.runtime.crew import Worker, employ
from limina.runtime.facts import Facts
from limina.runtime.metrics import WEBSOCKET
from limina.runtime.restoring import restore
from limina.runtime.scheduling import Assignment, Finished, QueueLimits, Scheduler
from limina.runtime.tasks import Report
from limina.runtime.work import Work, as_work

__all__ = ["Answered", "Dispatch", "Dispatcher", "QueueLimits", "TextService"]

#: Takes the response as JSON text in UTF-8, or the error to answer with (LIM1xx of the engine,
#: LIM2xx of the service).
Answered: TypeAlias = Callable[[bytes | RequestError], None]


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

    def ask(self, request: Request, answered: Answered) -> int:
        """Have a request answered, without a task that waits for it.

        Args:
            request: A validated request.
            answered: Called once, later on, unless the request is withdrawn before; it must not
                raise, and must not take long.

        Returns:
            The request's number.

        Raises:
            RequestError: LIM202 or LIM204 if it is not accepted; nothing is called then.
        """
        ...

    def withdraw(self, numbers: Iterable[int]) -> None:
        """Take requests back whose answers nobody waits for any more.

        Args:
            numbers: As `ask` gave them; those that have been answered may be among them.
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


class _Place:
    """Where one answer is put down for a task that waits for it."""

    __slots__ = ("_answer", "_done")

    def __init__(self) -> None:
        self._done = trio.Event()
        self._answer: bytes | RequestError = b""

    def put(self, answer: bytes | RequestError) -> None:
        self._answer = answer
        self._done.set()

    async def take(self) -> bytes:
        await self._done.wait()
        if isinstance(self._answer, RequestError):
            raise self._answer
        return self._answer


class Dispatcher:
    """Feeds workers. Use `run` in a nursery and `submit` from anywhere in the same trio loop.

    Args:
        workers: Do the batches; they have been started.
        limits: What `decode_request` accepts.
        queue: Bounds.
        authorize: Decides over a handshake.
        finished: Told of every finished request.
        facts: What the server says of itself.
    """

    def __init__(
        self,
        workers: Sequence[Worker],
        *,
        limits: Limits,
        queue: QueueLimits = QueueLimits(),
        authorize: Callable[[Handshake], bool] = lambda handshake: True,
        finished: Callable[[RequestStats], None] = lambda stats: None,
        facts: Facts | None = None,
    ) -> None:
        self.limits = limits
        self.facts = facts or Facts()
        self._workers = workers
        self._authorize = authorize
        self._finished = finished
        self._scheduler = Scheduler(queue)
        self._most_in_a_batch = queue.batch_documents
        self._callers: dict[int, tuple[Work, Answered]] = {}
        self._hands: list[_Hand] = [_Hand() for _ in workers]
        self._alarm = trio.Event()
        self._alarm_at = 0.0
        self._due = trio.Event()
        self._books = Books()
        self._submitted = 0
        self._in_batches = False
        self._running = self._closing = False
        self._restoring = trio.CapacityLimiter(1)
        self.facts.metrics.settle_first(self._books.settle)
        self.facts.metrics.watch_queue(
            lambda: self._scheduler.waiting, lambda: self._scheduler.waiting_characters
        )

    @property
    def ready(self) -> bool:
        """True while there is a worker that has not been at one batch for too long."""
        if not self._running or self._closing:
            return False
        return self._scheduler.healthy(trio.current_time())

    def authorize(self, handshake: Handshake) -> bool:
        """See `Dispatch.authorize`."""
        return self._authorize(handshake)

    def drain(self) -> None:
        """Refuse requests from now on (LIM204); those that wait are still answered."""
        self._closing = True

    def ask(self, request: Request, answered: Answered) -> int:
        """See `Dispatch.ask`."""
        [number] = self._accept([as_work(request)], [answered])
        return number

    def withdraw(self, numbers: Iterable[int]) -> None:
        """See `Dispatch.withdraw`."""
        left = [number for number in numbers if number in self._callers]
        if not left:
            return
        self._scheduler.forget(left)
        for number in left:
            work, _ = self._callers.pop(number)
            if work.route == WEBSOCKET:
                # Routes of the REST API count their calls themselves.
                self.facts.metrics.request(WEBSOCKET, "disconnected")
        self._go_on()

    async def submit_all(self, works: Sequence[Work]) -> list[bytes]:
        """See `TextService.submit_all`. Cancelling the call takes all out of the queue."""
        if not works:
            return []
        places = [_Place() for _ in works]
        numbers = self._accept(works, [place.put for place in places])
        try:
            return [await place.take() for place in places]
        finally:
            self.withdraw(numbers)

    async def reidentify(self, request: Reidentification) -> bytes:
        """See `TextService.reidentify`."""
        # Off the loop: long texts with many markers take their time.
        return await trio.to_thread.run_sync(
            restore, request, limiter=self._restoring, abandon_on_cancel=True
        )

    async def run(self, task_status: trio.TaskStatus[None] = trio.TASK_STATUS_IGNORED) -> None:
        """Keep the workers at work until cancelled."""
        self._running = True
        for number in range(len(self._workers)):
            self.enlist(number)
        try:
            async with trio.open_nursery() as nursery:
                for number, worker in enumerate(self._workers):
                    nursery.start_soon(employ, worker, number, self)
                nursery.start_soon(self._hand_out)
                nursery.start_soon(self._watch_the_clock)
                nursery.start_soon(self._books.keep)
                task_status.started()
        finally:
            self._running = False

    # --- what `employ` needs

    def enlist(self, number: int) -> None:
        """See `Foreman.enlist`."""
        self._hands[number] = _Hand()
        self._scheduler.enlist(number)
        self.facts.metrics.workers(self._scheduler.workers)
        self._go_on()

    async def next(self, number: int) -> Assignment:
        """See `Foreman.next`."""
        return await self._hands[number].take()

    def done(self, number: int, report: Report) -> None:
        """See `Foreman.done`."""
        self._books.enter(self.facts.metrics.batch, len(report.outcomes), report.detectors)
        self._scheduler.answer(number, report.outcomes, trio.current_time())
        self._go_on()

    def lost(self, number: int, reason: str) -> None:
        """See `Foreman.lost`."""
        self._scheduler.lose(number, trio.current_time())
        self.facts.metrics.restarted(reason)
        self.facts.metrics.workers(self._scheduler.workers)
        self._go_on()

    def renewed(self, number: int) -> None:
        """See `Foreman.renewed`."""
        self.facts.metrics.restarted("memory")

    # --- callers

    def _accept(self, works: Sequence[Work], callers: Sequence[Answered]) -> Sequence[int]:
        if self._closing:
            raise RequestError("LIM204", "the server is shutting down")
        try:
            numbers = self._scheduler.submit(works, trio.current_time())
        except RequestError as error:
            for work in works:
                self._report(work, error.code)
            raise
        self._submitted += len(works)
        self._callers.update(zip(numbers, zip(works, callers, strict=True), strict=True))
        self._go_on()
        return numbers

    def _go_on(self) -> None:
        """Do what the scheduler says is to be done now."""
        if self._in_batches:
            self._due.set()
        else:
            self._assign()
        for finished in self._scheduler.finished():
            work, answered = self._callers.pop(finished.number)
            answered(finished.outcome.answer)
            self._tell(work, finished)
        if self._scheduler.next_event() < self._alarm_at:
            self._alarm.set()

    def _assign(self) -> None:
        for assignment in self._scheduler.assign(trio.current_time()):
            self._in_batches = len(assignment.tasks) > 1
            self._workers[assignment.worker].begin(assignment.tasks, assignment.seconds)
            self._hands[assignment.worker].give(assignment)

    async def _hand_out(self) -> None:
        """While requests come in numbers: see first what has come beside the one that was read."""
        while True:
            await self._due.wait()
            self._due = trio.Event()
            await gather(
                lambda: self._submitted, lambda: self._scheduler.waiting >= self._most_in_a_batch
            )
            self._assign()

    async def _watch_the_clock(self) -> None:
        while True:
            self._alarm = trio.Event()
            self._alarm_at = self._scheduler.next_event()
            with trio.move_on_at(self._alarm_at):
                await self._alarm.wait()
            self._scheduler.expire(trio.current_time())
            self._go_on()

    def _tell(self, work: Work, finished: Finished) -> None:
        outcome = finished.outcome
        self._report(
            work,
            outcome.answer.code if isinstance(outcome.answer, RequestError) else "answered",
            entities=outcome.entities,
            queue_seconds=finished.queue_seconds,
            work_seconds=finished.work_seconds,
            batch_size=finished.batch_size,
            skipped_detectors=outcome.skipped,
        )

    def _report(self, work: Work, outcome: str, **more: Any) -> None:
        stats = RequestStats(
            outcome,
            work.characters,
            route=work.route,
            project_id=work.options.project_id,
            texts=len(work.requests),
            **more,
        )
        self._books.enter(self._finished, stats)


class _Hand:
    """Where a worker's next batch is put down."""

    def __init__(self) -> None:
        self._given = trio.Event()
        self._assignment: Assignment | None = None

    def give(self, assignment: Assignment) -> None:
        self._assignment = assignment
        self._given.set()

    async def take(self) -> Assignment:
        await self._given.wait()
        assignment = self._assignment
        assert assignment is not None, "given means that it lies there"
        self._given, self._assignment = trio.Event(), None
        return assignment
