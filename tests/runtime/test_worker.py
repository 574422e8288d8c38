"""The worker thread: loads, answers off the event loop one batch at a time, and lets go."""

from __future__ import annotations

import threading
from collections.abc import Sequence

import pytest
import trio
import trio.testing

from limina.plugin.errors import PluginError
from limina.protocol.schema import Request
from limina.runtime.outcome import Outcome
from limina.runtime.tasks import Report, Whole
from limina.runtime.work import Work
from limina.runtime.worker import ThreadWorker


class FakePipeline:
    """Stands in for `Pipeline`; counts what overlaps."""

    def __init__(self) -> None:
        self.thread = threading.get_ident()
        self.threads: set[int] = set()
        self.running = 0
        self.most = 0
        self.closed = False
        self.hold = threading.Event()
        self.hold.set()

    def process(self, works: Sequence[Work]) -> list[Outcome]:
        self.running += 1
        self.most = max(self.most, self.running)
        self.threads.add(threading.get_ident())
        self.hold.wait(10)
        self.running -= 1
        return [Outcome(work.options.text.encode()) for work in works]

    def spent(self) -> dict[str, float]:
        return {"a/b": 1.0}

    def close(self) -> None:
        self.closed = True


def whole(text: str) -> Whole:
    return Whole(Work((Request(text),)))


def worker_of(pipeline: FakePipeline) -> ThreadWorker:
    return ThreadWorker(lambda: pipeline)  # type: ignore[return-value,arg-type]


def test_batches_run_off_the_event_loop_and_never_two_at_once() -> None:
    pipeline = FakePipeline()
    results: list[Report] = []

    async def test() -> None:
        worker = worker_of(pipeline)
        await worker.start()

        async def one(text: str) -> None:
            results.append(await worker.process([whole(text)]))

        async with trio.open_nursery() as nursery:
            for text in "abcd":
                nursery.start_soon(one, text)
        await worker.close()

    trio.run(test)
    assert pipeline.most == 1
    assert threading.get_ident() not in pipeline.threads
    assert sorted(report.outcomes[0].answer for report in results) == [b"a", b"b", b"c", b"d"]  # type: ignore[type-var]
    assert pipeline.closed


def test_what_cannot_be_loaded_is_told_at_the_start() -> None:
    def load() -> FakePipeline:
        raise PluginError("detector x cannot be loaded: OSError: no model")

    async def test() -> None:
        worker = ThreadWorker(load)  # type: ignore[arg-type]
        with pytest.raises(PluginError, match="no model"):
            await worker.start()
        await worker.close()

    trio.run(test)


def test_an_abandoned_batch_keeps_its_detectors_until_it_ends() -> None:
    pipeline = FakePipeline()
    pipeline.hold.clear()

    async def test() -> None:
        worker = worker_of(pipeline)
        await worker.start()
        async with trio.open_nursery() as nursery:
            nursery.start_soon(worker.process, [whole("a")])
            await trio.testing.wait_all_tasks_blocked()
            nursery.cancel_scope.cancel()
        await worker.close()
        assert not pipeline.closed, "a detector may still be at work in the thread"
        pipeline.hold.set()

    trio.run(test)


def test_a_thread_never_ends_by_itself_and_cannot_be_killed() -> None:
    pipeline = FakePipeline()

    async def test() -> None:
        worker = worker_of(pipeline)
        await worker.start()
        with trio.move_on_after(1) as scope:
            await worker.gone()
        assert scope.cancelled_caught
        with trio.move_on_after(1) as scope:
            await worker.outgrown()
        assert scope.cancelled_caught
        await worker.renew()
        await worker.kill()
        report = await worker.process([whole("a")])
        assert report.detectors == {"a/b": 1.0}
        await worker.close()

    trio.run(test, clock=trio.testing.MockClock(rate=1000))
