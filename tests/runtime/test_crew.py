"""Workers are kept at work, replaced when lost, and started again later and later."""

from __future__ import annotations

import math
from collections.abc import Awaitable, Callable, Sequence
from itertools import pairwise

import pytest
import trio
from trio.testing import MockClock, wait_all_tasks_blocked

from limina.plugin.errors import PluginError
from limina.protocol.errors import RequestError
from limina.protocol.schema import Limits, Request
from limina.runtime.crew import (
    FIRST_PAUSE,
    LIVED,
    LONGEST_PAUSE,
    Pauses,
    WorkerLost,
    close_all,
    start_all,
)
from limina.runtime.dispatch import Dispatcher, QueueLimits
from limina.runtime.outcome import Outcome
from limina.runtime.tasks import Report, Task, Whole
from tests.runtime.asking import submit


class Mortal:
    """A worker that does what the text says: `die`, `garbage`, `hang`, or anything else.

    Args:
        starts: What happens at each start after the first: an exception, or None.
    """

    def __init__(self, *starts: Exception | None) -> None:
        self._starts = list(starts)
        self.events: list[tuple[float, str]] = []
        self.batches: list[list[str]] = []
        self.end = trio.Event()
        self.large = trio.Event()
        self.renewals: list[Exception | None] = []

    def note(self, what: str) -> None:
        self.events.append((trio.current_time(), what))

    async def start(self) -> None:
        await trio.lowlevel.checkpoint()
        self.note("start")
        error = self._starts.pop(0) if self._starts else None
        if error is not None:
            raise error
        self.end = trio.Event()

    def begin(self, tasks: Sequence[Task], seconds: float = math.inf) -> None:
        pass

    async def process(self, tasks: Sequence[Task], seconds: float = math.inf) -> Report:
        await trio.lowlevel.checkpoint()
        texts = [task.work.options.text for task in tasks if isinstance(task, Whole)]
        self.batches.append(texts)
        if "hang" in texts:
            await trio.sleep_forever()
        if "die" in texts:
            self.end.set()
            await trio.sleep_forever()
        if "garbage" in texts:
            raise WorkerLost("garbage")
        return Report([Outcome(text.encode()) for text in texts])

    async def gone(self) -> None:
        await self.end.wait()

    async def outgrown(self) -> None:
        await self.large.wait()

    async def renew(self) -> None:
        await trio.lowlevel.checkpoint()
        self.note("renew")
        error = self.renewals.pop(0) if self.renewals else None
        if error is not None:
            raise error
        self.large = trio.Event()

    async def kill(self) -> None:
        await trio.lowlevel.checkpoint()
        self.note("kill")

    async def close(self) -> None:
        await trio.lowlevel.checkpoint()
        self.note("close")


def simulate(test: Callable[[], Awaitable[None]]) -> None:
    trio.run(test, clock=MockClock(autojump_threshold=0))


async def ask(dispatcher: Dispatcher, text: str, results: dict[str, bytes | str]) -> None:
    try:
        results[text] = await submit(dispatcher, Request(text))
    except RequestError as error:
        results[text] = error.code


async def ask_all(
    workers: Sequence[Mortal], texts: Sequence[str], queue: QueueLimits = QueueLimits()
) -> tuple[dict[str, bytes | str], Dispatcher]:
    results: dict[str, bytes | str] = {}
    dispatcher = Dispatcher(workers, limits=Limits(), queue=queue)
    async with trio.open_nursery() as nursery:
        for text in texts:
            nursery.start_soon(ask, dispatcher, text, results)
            await wait_all_tasks_blocked()
        async with trio.open_nursery() as running:
            await running.start(dispatcher.run)
            while len(results) < len(texts):
                await trio.sleep(0.01)
            running.cancel_scope.cancel()
    return results, dispatcher


@pytest.mark.parametrize("poison", ["die", "garbage", "hang"])
def test_poison_is_tried_twice_and_its_neighbours_are_answered(poison: str) -> None:
    async def test() -> None:
        worker = Mortal()
        texts = ["a", "b", poison, "c"]
        results, dispatcher = await ask_all([worker], texts, QueueLimits(batch_seconds=10))
        assert results == {"a": b"a", "b": b"b", "c": b"c", poison: "LIM206"}
        assert sorted(map(sorted, worker.batches)) == sorted(
            [sorted(texts), ["a"], ["b"], ["c"], [poison]]
        )
        assert [what for _, what in worker.events] == ["kill", "start", "kill", "start"]
        reason = {"die": "ended", "garbage": "garbage", "hang": "hung"}[poison]
        rendered = dispatcher.facts.metrics.render().decode()
        assert f'limina_worker_restarts_total{{reason="{reason}"}} 2.0' in rendered
        assert "limina_workers 1.0" in rendered

    simulate(test)


def test_while_a_worker_is_replaced_the_other_one_works() -> None:
    async def test() -> None:
        workers = [Mortal(), Mortal()]
        results, _ = await ask_all(workers, ["die", *"abc"], QueueLimits(batch_documents=1))
        assert results == {"die": "LIM206", "a": b"a", "b": b"b", "c": b"c"}
        assert len(workers[0].events) + len(workers[1].events) >= 2

    simulate(test)


def test_a_crash_loop_is_backed_off_and_reported(caplog: pytest.LogCaptureFixture) -> None:
    async def test() -> None:
        lost = WorkerLost("ended")
        worker = Mortal(PluginError("detector a/b: no model"), lost, lost)
        results, _ = await ask_all([worker], ["die", "x"], QueueLimits(batch_documents=1))
        assert results == {"die": "LIM206", "x": b"x"}
        starts = [at for at, what in worker.events if what == "start"]
        # The first at once, then three that fail, and one for the loss of the second try.
        assert [b - a for a, b in pairwise(starts)] == pytest.approx(
            [FIRST_PAUSE, FIRST_PAUSE * 2, FIRST_PAUSE * 4, FIRST_PAUSE * 8], abs=0.05
        )

    with caplog.at_level("INFO"):
        simulate(test)
    assert "worker 0 is lost (ended)" in caplog.text
    assert "worker 0 cannot start: detector a/b: no model" in caplog.text
    assert "worker 0 is ready again" in caplog.text


def test_pauses_grow_to_a_bound_and_are_forgotten_after_a_good_time() -> None:
    pauses = Pauses()
    assert [pauses.next(0) for _ in range(3)] == [0, FIRST_PAUSE, FIRST_PAUSE * 2]
    assert [pauses.next(1) for _ in range(2000)][-1] == LONGEST_PAUSE
    assert pauses.next(LIVED) == 0
    assert pauses.next(LIVED - 1) == FIRST_PAUSE


def test_without_a_worker_nothing_is_ready_and_requests_meet_their_deadline() -> None:
    async def test() -> None:
        worker = Mortal(*[WorkerLost("ended")] * 50)
        dispatcher = Dispatcher([worker], limits=Limits(), queue=QueueLimits(deadline=7))
        results: dict[str, bytes | str] = {}
        async with trio.open_nursery() as nursery:
            await nursery.start(dispatcher.run)
            ready = [dispatcher.ready]
            worker.end.set()
            await trio.sleep(1)
            ready.append(dispatcher.ready)
            began = trio.current_time()
            await ask(dispatcher, "a", results)
            assert trio.current_time() - began == pytest.approx(7)
            nursery.cancel_scope.cancel()
        assert ready == [True, False]
        assert results == {"a": "LIM203"}

    simulate(test)


def test_all_start_side_by_side_and_end_side_by_side() -> None:
    async def test() -> None:
        workers = [Mortal(), Mortal()]
        await start_all(workers)
        await close_all(workers)
        assert [[what for _, what in worker.events] for worker in workers] == [
            ["start", "close"]
        ] * 2

    simulate(test)


@pytest.mark.parametrize(
    ("error", "message"),
    [(PluginError("no model"), "no model"), (WorkerLost("ended"), "before it was ready")],
)
def test_a_start_that_fails_is_one_error(error: Exception, message: str) -> None:
    async def test() -> None:
        with pytest.raises(PluginError, match=message):
            await start_all([Mortal(), Mortal(error)])

    simulate(test)


def test_a_worker_that_has_grown_is_renewed_and_never_lost(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def test() -> None:
        worker = Mortal()
        worker.renewals = [PluginError("no model"), WorkerLost("slow start"), None]
        dispatcher = Dispatcher([worker], limits=Limits())
        results: dict[str, bytes | str] = {}
        async with trio.open_nursery() as nursery:
            await nursery.start(dispatcher.run)
            await trio.sleep(LIVED)
            began = trio.current_time()
            worker.large.set()
            while len(worker.events) < 3:
                await trio.sleep(0.1)
                await ask(dispatcher, "a", results)
                assert dispatcher.ready
            nursery.cancel_scope.cancel()
        assert results == {"a": b"a"}
        assert [what for _, what in worker.events] == ["renew"] * 3
        # The first at once, the next ones later and later.
        assert [at - began for at, _ in worker.events] == pytest.approx(
            [0, FIRST_PAUSE, FIRST_PAUSE * 3], abs=0.05
        )
        rendered = dispatcher.facts.metrics.render().decode()
        assert 'limina_worker_restarts_total{reason="memory"} 1.0' in rendered
        assert "limina_workers 1.0" in rendered

    simulate(test)
    assert "worker 0 has more memory than it may" in caplog.text
    assert "worker 0 cannot be replaced: no model" in caplog.text
