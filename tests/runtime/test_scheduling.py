"""The scheduler: lanes, batches, retries and deadlines on a clock that is a number."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    precondition,
    rule,
)

from limina.engine.filters import BUDGET_SECONDS
from limina.protocol.errors import RequestError
from limina.protocol.request import AllowFilter, EntityDetection
from limina.protocol.schema import Request
from limina.runtime.outcome import Outcome
from limina.runtime.scheduling import ORDINARY, QUIET, Assignment, QueueLimits, Scheduler
from limina.runtime.tasks import Conclusion, Stretch, Survey, Task, Whole
from limina.runtime.windows import LONG, stretches
from limina.runtime.work import Work

LONG_TEXT = "word " * (LONG // 5 + 1)
PARTS = len(stretches(LONG_TEXT))


def work(text: str) -> Work:
    return Work((Request(text),))


def scheduler_of(workers: int, limits: QueueLimits = QueueLimits()) -> Scheduler:
    scheduler = Scheduler(limits)
    for worker in range(workers):
        scheduler.enlist(worker)
    return scheduler


def text_of(task: Task) -> str:
    """A short text as it is, a long one as the step it is at."""
    if isinstance(task, Whole):
        return task.work.options.text
    return type(task).__name__


def told(assignments: Sequence[Assignment]) -> list[tuple[int, list[str]]]:
    return [(one.worker, [text_of(task) for task in one.tasks]) for one in assignments]


def do(scheduler: Scheduler, assignment: Assignment, now: float) -> None:
    outcomes = [Outcome(text_of(task).encode()) for task in assignment.tasks]
    scheduler.answer(assignment.worker, outcomes, now)


def ended(scheduler: Scheduler) -> list[tuple[int, bytes | str]]:
    return [
        (one.number, one.outcome.answer)
        if isinstance(one.outcome.answer, bytes)
        else (one.number, one.outcome.answer.code)
        for one in scheduler.finished()
    ]


def test_free_workers_take_what_waits_and_nothing_is_held_back() -> None:
    scheduler = scheduler_of(2)
    assert scheduler.workers == 2
    [a] = scheduler.submit([work("a")], 0)
    [first] = scheduler.assign(0)
    assert told([first]) == [(0, ["a"])]
    b, c = scheduler.submit([work("b"), work("c")], 1)
    [second] = scheduler.assign(1)
    assert told([second]) == [(1, ["b", "c"])]
    scheduler.submit([work("d")], 2)
    assert scheduler.assign(2) == []
    do(scheduler, second, 3)
    do(scheduler, first, 4)
    finished = scheduler.finished()
    assert [(f.number, f.queue_seconds, f.work_seconds, f.batch_size) for f in finished] == [
        (b, 0, 2, 2),
        (c, 0, 2, 2),
        (a, 0, 4, 1),
    ]
    assert told(scheduler.assign(4)) == [(0, ["d"])]


def test_a_batch_has_its_bounds_and_one_request_always_fits() -> None:
    limits = QueueLimits(batch_documents=2, batch_characters=10)
    scheduler = scheduler_of(1, limits)
    for text in ("b", "c", "d", "e" * 10, "f" * 40):
        scheduler.submit([work(text)], 0)
    batches = []
    while assignments := scheduler.assign(0):
        batches.append(list(assignments[0].tasks))
        do(scheduler, assignments[0], 0)
    assert [[text_of(task)[0] for task in batch] for batch in batches] == [
        ["b", "c"],
        ["d"],
        ["e"],
        ["f"],
    ]


def test_over_its_bounds_the_queue_takes_nothing_and_one_request_always_fits() -> None:
    scheduler = scheduler_of(1, QueueLimits(requests=2, characters=10))
    scheduler.submit([work("x" * 99)] * 3, 0)
    with pytest.raises(RequestError, match="LIM202"):
        scheduler.submit([work("")], 0)
    scheduler.assign(0)
    scheduler.forget([1])
    scheduler.submit([work("y" * 8)], 0)
    with pytest.raises(RequestError, match="LIM202"):
        scheduler.submit([work("zzz")], 0)
    scheduler.submit([work("zz")], 0)
    with pytest.raises(RequestError, match="LIM202"):
        scheduler.submit([work("")], 0)
    scheduler.forget([4])
    scheduler.submit([work("")], 0)


def test_a_deadline_ends_what_waits_and_what_is_worked_on() -> None:
    scheduler = scheduler_of(1, QueueLimits(deadline=5, batch_documents=1))
    assert scheduler.next_event() == math.inf
    scheduler.submit([work("a"), work("b")], 1)
    [assignment] = scheduler.assign(1)
    scheduler.submit([work("c")], 2)
    assert scheduler.next_event() == 6
    scheduler.expire(5.9)
    assert scheduler.finished() == []
    scheduler.expire(6)
    a, b = scheduler.finished()
    assert (a.number, a.queue_seconds, a.work_seconds) == (1, 0, 5)
    assert (b.number, b.queue_seconds, b.work_seconds) == (2, 5, 0)
    assert isinstance(b.outcome.answer, RequestError) and b.outcome.answer.code == "LIM203"
    assert not scheduler.healthy(6.1), "the worker is at its batch for longer than a request lives"
    do(scheduler, assignment, 6.2)
    assert scheduler.finished() == [], "an answer that comes late is nobody's"
    assert told(scheduler.assign(6.2)) == [(0, ["c"])]


def test_a_long_text_goes_through_its_steps_on_all_workers_and_is_answered_once() -> None:
    scheduler = scheduler_of(2, QueueLimits(batch_seconds=10))
    [number] = scheduler.submit([work(LONG_TEXT)], 0)
    [survey] = scheduler.assign(0)
    assert told([survey]) == [(0, ["Survey"])]
    do(scheduler, survey, 1)
    stretched = 0
    while (assignments := scheduler.assign(2)) and "Stretch" in told(assignments)[0][1]:
        assert len(assignments) == min(2, PARTS - stretched)
        for assignment in assignments:
            stretched += 1
            assert scheduler.finished() == []
            do(scheduler, assignment, 2)
    assert stretched == PARTS
    assert told(assignments) == [(0, ["Conclusion"])]
    [conclusion] = assignments[0].tasks
    assert isinstance(conclusion, Conclusion)
    assert conclusion.survey == b"Survey" and conclusion.found == (b"Stretch",) * PARTS
    do(scheduler, assignments[0], 5)
    [finished] = scheduler.finished()
    assert (finished.number, finished.outcome) == (number, Outcome(b"Conclusion"))
    assert (finished.queue_seconds, finished.work_seconds, finished.batch_size) == (0, 5, 1)
    assert scheduler.assign(9) == []


def test_an_error_in_a_stretch_ends_the_text_and_its_other_stretches() -> None:
    scheduler = scheduler_of(1)
    scheduler.submit([work(LONG_TEXT)], 0)
    [survey] = scheduler.assign(0)
    do(scheduler, survey, 0)
    [stretch] = scheduler.assign(0)
    scheduler.answer(0, [Outcome(RequestError("LIM201", "x"))], 0)
    assert ended(scheduler) == [(1, "LIM201")]
    assert scheduler.assign(0) == []
    assert told([stretch]) == [(0, ["Stretch"])]


def test_one_worker_takes_turns_between_short_and_long() -> None:
    scheduler = scheduler_of(1)
    scheduler.submit([work(LONG_TEXT)], 0)
    seen = []
    for turn in range(8):
        scheduler.submit([work(f"{turn}")], turn)
        [assignment] = scheduler.assign(turn)
        seen += told([assignment])[0][1]
        do(scheduler, assignment, turn)
    kinds = ["long" if text in ("Survey", "Stretch") else "short" for text in seen]
    assert kinds[0] == "long" and "short" in kinds[1:2]
    assert all("long" in kinds[i : i + 3] and "short" in kinds[i : i + 3] for i in range(6))


def test_the_last_worker_is_kept_for_short_texts_while_there_are_some() -> None:
    scheduler = scheduler_of(2)
    scheduler.submit([work("a")], 0)
    [short] = scheduler.assign(0)
    scheduler.submit([work(LONG_TEXT)], 0)
    [survey] = scheduler.assign(0)
    do(scheduler, survey, 0)
    assert told(scheduler.assign(0.1)) == [(1, ["Stretch"])]
    do(scheduler, short, 0.2)
    assert scheduler.assign(0.3) == [], "short ones were about just now"
    assert scheduler.next_event() == pytest.approx(0.2 + QUIET)
    scheduler.submit([work("b")], 0.9)
    [short] = scheduler.assign(0.9)
    assert told([short]) == [(0, ["b"])]
    assert scheduler.next_event() == 60, "nothing changes until somebody answers"
    do(scheduler, short, 1.0)
    assert scheduler.assign(1.9) == []
    assert told(scheduler.assign(1.0 + QUIET)) == [(0, ["Stretch"])]
    assert scheduler.next_event() == 60
    scheduler.submit([work("c")], 2.1)
    assert scheduler.assign(2.1) == []


def test_under_many_short_texts_a_long_one_still_gets_its_share() -> None:
    scheduler = scheduler_of(2)
    scheduler.submit([work(LONG_TEXT)], 0)
    busy: list[Assignment] = []
    long = 0
    for step in range(40):
        scheduler.submit([work("s")], step / 100)
        busy += scheduler.assign(step / 100)
        at_long = [one for one in busy if not isinstance(one.tasks[0], Whole)]
        assert len(at_long) <= 1
        long += sum(one is busy[0] for one in at_long)
        do(scheduler, busy.pop(0), step / 100)
    assert long == PARTS + 2


def test_of_two_long_texts_the_first_goes_on_first() -> None:
    scheduler = scheduler_of(1)
    first, second = scheduler.submit([work(LONG_TEXT), work(LONG_TEXT)], 0)
    order = []
    while assignments := scheduler.assign(0):
        do(scheduler, assignments[0], 0)
        order += ended(scheduler)
    assert order == [(first, b"Conclusion"), (second, b"Conclusion")]


def test_what_a_lost_worker_was_at_is_tried_once_more_alone() -> None:
    scheduler = scheduler_of(1)
    scheduler.submit([work(text) for text in "abc"], 0)
    scheduler.assign(0)
    scheduler.forget([2])
    scheduler.submit([work("d"), work("e")], 0)
    scheduler.lose(0, 1)
    assert scheduler.assign(1) == []
    assert not scheduler.healthy(1)
    scheduler.enlist(0)
    [assignment] = scheduler.assign(2)
    assert told([assignment]) == [(0, ["a"])]
    scheduler.lose(0, 3)
    assert ended(scheduler) == [(1, "LIM206")]
    scheduler.enlist(0)
    batches = []
    while assignments := scheduler.assign(4):
        batches += told(assignments)
        do(scheduler, assignments[0], 4)
    assert batches == [(0, ["c"]), (0, ["d", "e"])]
    assert ended(scheduler) == [(3, b"c"), (4, b"d"), (5, b"e")]


def test_a_batch_ends_before_what_is_to_be_tried_alone() -> None:
    scheduler = scheduler_of(2)
    scheduler.submit([work("a")], 0)
    scheduler.assign(0)
    scheduler.submit([work("b")], 0)
    scheduler.assign(0)
    scheduler.lose(0, 1)
    scheduler.lose(1, 1)
    scheduler.enlist(0)
    assert told(scheduler.assign(1)) == [(0, ["b"])]
    scheduler.lose(7, 1)  # one that has nothing to do, or is gone already
    scheduler.enlist(1)
    assert told(scheduler.assign(1)) == [(1, ["a"])]


def test_a_stretch_is_tried_once_more_too() -> None:
    scheduler = scheduler_of(1)
    scheduler.submit([work(LONG_TEXT)], 0)
    [survey] = scheduler.assign(0)
    do(scheduler, survey, 0)
    [first] = scheduler.assign(0)
    scheduler.lose(0, 0)
    scheduler.enlist(0)
    [again] = scheduler.assign(0)
    assert again.tasks == first.tasks
    scheduler.lose(0, 1)
    assert ended(scheduler) == [(1, "LIM206")]
    scheduler.enlist(0)
    assert scheduler.assign(1) == []


def test_a_worker_is_given_time_by_what_it_is_to_do() -> None:
    scheduler = scheduler_of(2, QueueLimits(batch_seconds=10))
    scheduler.submit([work("a")], 0)
    scheduler.submit([work("x" * 2 * ORDINARY)], 0)
    assert [one.seconds for one in scheduler.assign(0)] == [20, 10]
    assert scheduler.healthy(15), "one of them still has time"
    assert not scheduler.healthy(21)


def test_a_worker_is_given_the_time_that_patterns_may_take() -> None:
    scheduler = scheduler_of(1, QueueLimits(batch_seconds=10))
    detection = EntityDetection(filter=(AllowFilter("a"),))
    filtered = Request("a", entity_detection=detection)
    scheduler.submit([Work((filtered,)), work("b"), Work((filtered, filtered))], 0)
    [assignment] = scheduler.assign(0)
    assert assignment.seconds == 10 + 3 * BUDGET_SECONDS


class Machine(RuleBasedStateMachine):
    """Nothing is lost, nothing is answered twice, and the lanes keep their rules."""

    requests = Bundle("requests")

    @initialize(workers=st.integers(1, 3), documents=st.integers(1, 4))
    def begin(self, workers: int, documents: int) -> None:
        self.now, self.last_short = 0.0, -math.inf
        self.limits = QueueLimits(
            requests=20, batch_documents=documents, batch_characters=40, deadline=30
        )
        self.scheduler = scheduler_of(workers, self.limits)
        self.free = set(range(workers))
        self.gone: set[int] = set()
        self.busy: dict[int, Assignment] = {}
        self.open: dict[int, str] = {}
        self.failures: dict[str, int] = {}
        self.serial = 0

    @rule(target=requests, length=st.integers(1, 30), long=st.booleans())
    def submit(self, length: int, long: bool) -> int:
        self.serial += 1
        text = f"{self.serial:04} " + ("word " * (LONG // 5 + 1) if long else "x" * length)
        try:
            [number] = self.scheduler.submit([work(text)], self.now)
        except RequestError:
            return -1
        assert number not in self.open
        if not long:
            self.last_short = self.now
        self.open[number] = text
        return number

    @rule(number=consumes(requests))
    def forget(self, number: int) -> None:
        self.scheduler.forget([number])
        self.open.pop(number, None)

    @rule(seconds=st.sampled_from([0.1, 0.5, 1.5, 10.0]))
    def wait(self, seconds: float) -> None:
        self.now += seconds
        self.scheduler.expire(self.now)
        self.collect()

    @rule()
    def assign(self) -> None:
        for one in self.scheduler.assign(self.now):
            assert one.worker in self.free and one.tasks
            self.free.discard(one.worker)
            self.busy[one.worker] = one
            whole = [task for task in one.tasks if isinstance(task, Whole)]
            assert len(whole) in (0, len(one.tasks))
            if not whole:
                assert len(one.tasks) == 1
            assert len(whole) <= self.limits.batch_documents
            again = [t for t in whole if self.failures.get(t.work.options.text)]
            assert not again or len(whole) == 1, "a second try is made alone"
            long = [w for w, at in self.busy.items() if not isinstance(at.tasks[0], Whole)]
            if one.worker in long and self.scheduler.workers > 1:
                lately = self.now < self.last_short + QUIET
                assert len(long) < self.scheduler.workers or not lately
        assert self.scheduler.next_event() > self.now, "what can be done now is done"

    @precondition(lambda self: self.busy)
    @rule(data=st.data(), good=st.booleans())
    def answer(self, data: st.DataObject, good: bool) -> None:
        worker = data.draw(st.sampled_from(sorted(self.busy)))
        tasks = self.busy.pop(worker).tasks
        outcomes = [
            Outcome(b"answer of " + marks(task) if good else RequestError("LIM201", "x"))
            for task in tasks
        ]
        self.scheduler.answer(worker, outcomes, self.now)
        self.free.add(worker)
        self.collect()

    @precondition(lambda self: self.free or self.busy)
    @rule(data=st.data())
    def lose(self, data: st.DataObject) -> None:
        worker = data.draw(st.sampled_from(sorted(self.free | set(self.busy))))
        if worker in self.busy:
            for task in self.busy.pop(worker).tasks:
                if isinstance(task, Whole):
                    text = task.work.options.text
                    self.failures[text] = self.failures.get(text, 0) + 1
        self.free.discard(worker)
        self.gone.add(worker)
        self.scheduler.lose(worker, self.now)
        self.collect()

    @precondition(lambda self: self.gone)
    @rule()
    def enlist(self) -> None:
        worker = self.gone.pop()
        self.scheduler.enlist(worker)
        self.free.add(worker)

    def collect(self) -> None:
        for one in self.scheduler.finished():
            text = self.open.pop(one.number)  # a KeyError: nobody asked, or it was answered before
            answer = one.outcome.answer
            if isinstance(answer, bytes):
                assert answer == b"answer of " + text[:4].encode()
            assert one.queue_seconds >= 0 and one.work_seconds >= 0
            if isinstance(answer, RequestError) and answer.code == "LIM206" and len(text) <= LONG:
                assert self.failures[text] == 2

    @invariant()
    def every_worker_is_known(self) -> None:
        assert self.scheduler.workers == len(self.free) + len(self.busy)

    def teardown(self) -> None:
        """Whatever is open gets an answer once there are workers."""
        if not hasattr(self, "scheduler"):
            return
        while self.gone:
            self.enlist()
        for _ in range(10_000):
            self.wait(QUIET)
            for worker, one in list(self.busy.items()):
                outcomes = [Outcome(b"answer of " + marks(task)) for task in one.tasks]
                self.scheduler.answer(worker, outcomes, self.now)
                self.free.add(worker)
                del self.busy[worker]
            self.collect()
            self.assign()
            if not self.busy:
                break
        assert self.open == {}


def marks(task: Task) -> bytes:
    """The text's own number; of a stretch, which need not have it, anything."""
    if isinstance(task, Stretch):
        return b""
    assert isinstance(task, Whole | Survey | Conclusion)
    return task.work.options.text[:4].encode()


Machine.TestCase.settings = settings(max_examples=40, stateful_step_count=40, deadline=None)
TestScheduler = Machine.TestCase
