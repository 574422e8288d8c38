"""Who works on what next: the queue, its lanes, batches, retries and deadlines.

Pure bookkeeping. Time is an argument, workers are numbers, and nothing waits in here: whoever
drives the scheduler tells it what happened and asks what is to be done. Every request that is
accepted is finished exactly once, unless whoever asked has gone.
"""

from __future__ import annotations

import math
from collections import OrderedDict, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from limina.engine.filters import BUDGET_SECONDS
from limina.protocol.errors import RequestError
from limina.runtime.batching import even_share
from limina.runtime.longtext import LongText
from limina.runtime.outcome import Outcome
from limina.runtime.tasks import Conclusion, Stretch, Task, Whole
from limina.runtime.windows import LONG
from limina.runtime.work import Work

#: How long the last free worker is kept from long texts after the last short one, in seconds.
QUIET: Final = 1.0
#: A task of so many characters may take as long as a batch; a longer one has so much more time.
ORDINARY: Final = 500_000


@dataclass(frozen=True, slots=True)
class QueueLimits:
    """Bounds of the queue and of a batch.

    Attributes:
        requests: Most requests that wait.
        characters: Most characters that wait, in code points; one request is always accepted.
        batch_documents: Most requests in a batch.
        batch_characters: Most characters in a batch, in code points; one request always fits.
        deadline: Seconds from submission to answer.
        batch_seconds: Seconds a worker may take for a batch before it is taken for hung.
    """

    requests: int = 1_024
    characters: int = 8_000_000
    batch_documents: int = 32
    batch_characters: int = 32_000
    deadline: float = 60.0
    batch_seconds: float = math.inf


@dataclass(frozen=True, slots=True)
class Assignment:
    """A batch for a worker.

    Attributes:
        worker: The worker.
        tasks: What it is to do.
        seconds: How long it may take.
    """

    worker: int
    tasks: tuple[Task, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class Finished:
    """A request that is done with.

    Attributes:
        number: As `submit` gave it.
        outcome: Its answer.
        queue_seconds: How long it waited for a worker.
        work_seconds: How long the batch took that it was part of; of a long text, from the first
            task to the last.
        batch_size: Requests in that batch.
    """

    number: int
    outcome: Outcome
    queue_seconds: float = 0.0
    work_seconds: float = 0.0
    batch_size: int = 1


@dataclass(slots=True, eq=False)
class _Job:
    """A request that was accepted and is not finished."""

    number: int
    characters: int
    submitted: float
    deadline: float
    plan: LongText | None = None
    tickets: deque[_Ticket] = field(default_factory=deque)  # of a long text: what can be done now
    taken: float | None = None
    live: bool = True


@dataclass(slots=True, eq=False)
class _Ticket:
    """A task of a job."""

    job: _Job
    task: Task
    characters: int
    place: int = 0
    failures: int = 0

    @property
    def filtered(self) -> int:
        """How many texts the client's own patterns will look at."""
        if not isinstance(self.task, Whole | Conclusion):
            return 0
        work = self.task.work
        return len(work.requests) if work.options.entity_detection.filter else 0


@dataclass(slots=True, eq=False)
class _Batch:
    """What a worker is at."""

    tickets: list[_Ticket]
    since: float
    seconds: float

    @property
    def long(self) -> bool:
        return self.tickets[0].job.plan is not None


class Scheduler:
    """The requests and the workers of one server.

    Args:
        limits: Bounds.
    """

    def __init__(self, limits: QueueLimits = QueueLimits()) -> None:
        self._limits = limits
        self._numbers = 0
        self._jobs: dict[int, _Job] = {}
        self._short: OrderedDict[int, _Ticket] = OrderedDict()
        self._long: dict[int, _Job] = {}
        self._crew: dict[int, _Batch | None] = {}
        self._waiting = self._waiting_characters = 0
        self._last_short = -math.inf
        self._long_turn = True
        self._finished: list[Finished] = []

    # --- requests

    def submit(self, works: Sequence[Work], now: float) -> list[int]:
        """Accept the units of one call, all or none.

        Args:
            works: The units.
            now: The time, in seconds of any clock that only goes forward.

        Returns:
            A number for each.

        Raises:
            RequestError: LIM202 if they do not fit into the queue.
        """
        lengths = [work.characters for work in works]
        if self._waiting and (
            self._waiting + len(works) > self._limits.requests
            or self._waiting_characters + sum(lengths) > self._limits.characters
        ):
            raise RequestError("LIM202", "too many requests are waiting; try again later")
        return [self._accept(*one, now) for one in zip(works, lengths, strict=True)]

    def _accept(self, work: Work, characters: int, now: float) -> int:
        self._numbers += 1
        job = _Job(self._numbers, characters, now, now + self._limits.deadline)
        self._jobs[job.number] = job
        self._waiting += 1
        self._waiting_characters += characters
        if characters > LONG:
            job.plan = LongText(work)
            self._long[job.number] = job
            self._add(job, job.plan.begin())
        else:
            self._short[job.number] = _Ticket(job, Whole(work), characters)
            self._last_short = now
        return job.number

    def forget(self, numbers: Iterable[int]) -> None:
        """Drop requests whose callers have gone; nothing is told of them any more."""
        for number in numbers:
            if number in self._jobs:
                self._drop(self._jobs[number])

    def expire(self, now: float) -> None:
        """Finish the requests whose deadline has passed (LIM203)."""
        for job in list(self._jobs.values()):
            if job.deadline > now:
                break  # they stand in the order of their deadlines
            detail = "the request was not finished within its deadline"
            self._finish(job, Outcome(RequestError("LIM203", detail)), now)

    def finished(self) -> list[Finished]:
        """The requests that were finished since the last call."""
        finished, self._finished = self._finished, []
        return finished

    @property
    def waiting(self) -> int:
        """How many requests no worker has begun with."""
        return self._waiting

    @property
    def waiting_characters(self) -> int:
        """How many characters they have, in code points."""
        return self._waiting_characters

    # --- workers

    @property
    def workers(self) -> int:
        """How many there are that could do a batch, at work or not."""
        return len(self._crew)

    def enlist(self, worker: int) -> None:
        """A worker is ready for its first batch."""
        self._crew[worker] = None

    def answer(self, worker: int, outcomes: Sequence[Outcome], now: float) -> None:
        """A worker has done its batch.

        Args:
            worker: The worker, which is free again.
            outcomes: One per task.
            now: The time.
        """
        batch = self._crew[worker]
        assert batch is not None, "only a worker with a batch answers one"
        self._crew[worker] = None
        self._note_short(batch, now)
        for ticket, outcome in zip(batch.tickets, outcomes, strict=True):
            job = ticket.job
            if job.live and not self._goes_on(ticket, outcome):
                self._finish(job, outcome, now, batch)

    def lose(self, worker: int, now: float) -> None:
        """A worker is gone. What it was at is tried once more, each task alone, and then answered
        with LIM206.
        """
        batch = self._crew.pop(worker, None)
        if batch is None:
            return
        self._note_short(batch, now)
        for ticket in reversed(batch.tickets):
            job = ticket.job
            ticket.failures += 1
            if not job.live:
                continue
            if ticket.failures > 1:
                detail = "the worker failed on the text twice; nothing is returned"
                self._finish(job, Outcome(RequestError("LIM206", detail)), now, batch)
            elif job.plan is None:
                self._short[job.number] = ticket
                self._short.move_to_end(job.number, last=False)
            else:
                job.tickets.appendleft(ticket)

    def assign(self, now: float) -> list[Assignment]:
        """Give every free worker something to do, as long as there is something."""
        assignments = []
        for worker, at in self._crew.items():
            if at is not None:
                continue
            tickets = self._take(now)
            if not tickets:
                break
            characters = sum(ticket.characters for ticket in tickets)
            seconds = self._limits.batch_seconds * max(1.0, characters / ORDINARY)
            seconds += BUDGET_SECONDS * sum(ticket.filtered for ticket in tickets)
            self._crew[worker] = _Batch(tickets, now, seconds)
            tasks = tuple(ticket.task for ticket in tickets)
            assignments.append(Assignment(worker, tasks, seconds))
        return assignments

    def healthy(self, now: float) -> bool:
        """Whether there is a worker that is free, or not at its batch for longer than it may be."""
        limit = self._limits.deadline
        return any(
            batch is None or now - batch.since <= min(batch.seconds, limit)
            for batch in self._crew.values()
        )

    def next_event(self) -> float:
        """When something changes though nobody tells of anything: a deadline, or a long text that
        need not wait for short ones any more. Infinity if there is no such time.
        """
        first = next(iter(self._jobs.values()), None)
        moment = math.inf if first is None else first.deadline
        if self._next_long() is not None and None in self._crew.values() and not self._short_busy():
            moment = min(moment, self._last_short + QUIET)
        return moment

    # --- lanes

    def _take(self, now: float) -> list[_Ticket]:
        """The next batch; the lanes take turns where both have something."""
        long = self._next_long()
        if long is not None and (self._long_turn or not self._short) and self._long_may(now):
            self._long_turn = False
            tickets = [long.tickets.popleft()]
        elif self._short:
            self._long_turn = True
            tickets = self._take_short()
        else:
            return []
        for ticket in tickets:
            if ticket.job.taken is None:
                ticket.job.taken = now
                self._unwait(ticket.job)
        return tickets

    def _next_long(self) -> _Job | None:
        """The longest waiting of the long texts that have something to do."""
        return next((job for job in self._long.values() if job.tickets), None)

    def _long_may(self, now: float) -> bool:
        """Whether one more worker may be at a long text: never the last one while there are short
        ones about, unless it is the only one.
        """
        busy = sum(batch is not None and batch.long for batch in self._crew.values())
        if len(self._crew) == 1 or busy + 1 < len(self._crew):
            return True
        return not self._short and not self._short_busy() and now >= self._last_short + QUIET

    def _short_busy(self) -> bool:
        return any(batch is not None and not batch.long for batch in self._crew.values())

    def _take_short(self) -> list[_Ticket]:
        tickets: list[_Ticket] = []
        characters = 0
        crew = [batch for batch in self._crew.values() if batch is None or not batch.long]
        at_work = sum(len(batch.tickets) for batch in crew if batch is not None)
        most = even_share(len(self._short), at_work, len(crew), self._limits.batch_documents)
        for ticket in self._short.values():
            characters += ticket.characters
            if tickets and (
                len(tickets) == most
                or characters > self._limits.batch_characters
                or ticket.failures
            ):
                break
            tickets.append(ticket)
            if ticket.failures:
                break  # what may have ended a worker is tried alone
        for ticket in tickets:
            del self._short[ticket.job.number]
        return tickets

    # --- jobs

    def _add(self, job: _Job, tasks: Iterable[Task]) -> None:
        for place, task in enumerate(tasks):
            size = len(task.request.text) if isinstance(task, Stretch) else job.characters
            job.tickets.append(_Ticket(job, task, size, place))

    def _goes_on(self, ticket: _Ticket, outcome: Outcome) -> bool:
        """Whether the answer was only a step on the way."""
        plan, answer = ticket.job.plan, outcome.answer
        if plan is None or isinstance(ticket.task, Conclusion) or isinstance(answer, RequestError):
            return False
        self._add(ticket.job, plan.answered(ticket.task, ticket.place, answer))
        return True

    def _finish(self, job: _Job, outcome: Outcome, now: float, batch: _Batch | None = None) -> None:
        self._drop(job)
        taken = now if job.taken is None else job.taken
        began = taken if batch is None or batch.long else batch.since
        size = 1 if batch is None else len(batch.tickets)
        self._finished.append(
            Finished(job.number, outcome, began - job.submitted, now - began, size)
        )

    def _drop(self, job: _Job) -> None:
        job.live = False
        job.tickets.clear()
        if job.taken is None:
            self._unwait(job)
        for jobs in (self._jobs, self._short, self._long):
            jobs.pop(job.number, None)

    def _unwait(self, job: _Job) -> None:
        self._waiting -= 1
        self._waiting_characters -= job.characters

    def _note_short(self, batch: _Batch, now: float) -> None:
        if not batch.long:
            self._last_short = now
