"""The worker thread: loads, answers off the event loop one batch at a time, and lets go."""

from __future__ import annotations

import threading
from collections.abc import Sequence

import pytest
import trio
import trio.testing

from limina.plugin.errors import PluginError
from limina.protocol.schema import Request
from limina.runtime.pipeline import Outcome
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

    def process(self, requests: Sequence[Request]) -> list[Outcome]:
        self.running += 1
        self.most = max(self.most, self.running)
        self.threads.add(threading.get_ident())
        self.hold.wait(10)
        self.running -= 1
        return [Outcome(request.text.encode()) for request in requests]

    def close(self) -> None:
        self.closed = True


def worker_of(pipeline: FakePipeline) -> ThreadWorker:
    return ThreadWorker(lambda: pipeline)  # type: ignore[return-value,arg-type]


def test_batches_run_off_the_event_loop_and_never_two_at_once() -> None:
    pipeline = FakePipeline()
    results: list[Sequence[Outcome]] = []

    async def test() -> None:
        worker = worker_of(pipeline)
        await worker.start()

        async def one(text: str) -> None:
            results.append(await worker.process([Request(text)]))

        async with trio.open_nursery() as nursery:
            for text in "abcd":
                nursery.start_soon(one, text)
        worker.close()

    trio.run(test)
    assert pipeline.most == 1
    assert threading.get_ident() not in pipeline.threads
    assert sorted(outcome.answer for [outcome] in results) == [b"a", b"b", b"c", b"d"]  # type: ignore[type-var]
    assert pipeline.closed


def test_what_cannot_be_loaded_is_told_at_the_start() -> None:
    def load() -> FakePipeline:
        raise PluginError("detector x cannot be loaded: OSError: no model")

    async def test() -> None:
        worker = ThreadWorker(load)  # type: ignore[arg-type]
        with pytest.raises(PluginError, match="no model"):
            await worker.start()
        worker.close()

    trio.run(test)


def test_an_abandoned_batch_keeps_its_detectors_until_it_ends() -> None:
    pipeline = FakePipeline()
    pipeline.hold.clear()

    async def test() -> None:
        worker = worker_of(pipeline)
        await worker.start()
        async with trio.open_nursery() as nursery:
            nursery.start_soon(worker.process, [Request("a")])
            await trio.testing.wait_all_tasks_blocked()
            nursery.cancel_scope.cancel()
        worker.close()
        assert not pipeline.closed, "a detector may still be at work in the thread"
        pipeline.hold.set()

    trio.run(test)
