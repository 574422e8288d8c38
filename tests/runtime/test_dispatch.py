"""The dispatcher: natural batches, a bounded queue, deadlines, answers to the right caller."""

from __future__ import annotations

import math
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager

import pytest
import trio
from trio.testing import MockClock, wait_all_tasks_blocked

from limina.plugin.hookspecs import Handshake, RequestStats
from limina.protocol.batch import KnownEntity, Reidentification
from limina.protocol.errors import RequestError
from limina.protocol.schema import Limits, Request
from limina.runtime.books import PAUSE
from limina.runtime.dispatch import Dispatcher, QueueLimits
from limina.runtime.outcome import Outcome
from limina.runtime.tasks import Report, Task, Whole
from limina.runtime.work import Work
from tests.runtime.asking import submit


class Scripted:
    """A worker that does what a function says and never ends.

    Args:
        answer: Gives the outcome for a unit of work.
    """

    def __init__(self, answer: Callable[[Work], Outcome] = lambda work: Outcome(b"{}")) -> None:
        self._answer = answer

    async def start(self) -> None:
        await trio.lowlevel.checkpoint()

    def begin(self, tasks: Sequence[Task], seconds: float = math.inf) -> None:
        pass

    async def process(self, tasks: Sequence[Task], seconds: float = math.inf) -> Report:
        await trio.lowlevel.checkpoint()
        works = [task.work for task in tasks if isinstance(task, Whole)]
        return Report([self._answer(work) for work in works], {"a/b": 0.5})

    async def outgrown(self) -> None:
        await trio.sleep_forever()

    async def renew(self) -> None:
        await trio.lowlevel.checkpoint()

    async def gone(self) -> None:
        await trio.sleep_forever()

    async def kill(self) -> None:
        await trio.lowlevel.checkpoint()

    async def close(self) -> None:
        await trio.lowlevel.checkpoint()


class Gate(Scripted):
    """A worker that answers a batch when told to."""

    def __init__(self) -> None:
        super().__init__(lambda work: Outcome(text_of(work).encode(), {"NAME": 1}))
        self.batches: list[list[str]] = []
        self.open = trio.Event()

    async def process(self, tasks: Sequence[Task], seconds: float = math.inf) -> Report:
        self.batches.append([text_of(task.work) for task in tasks if isinstance(task, Whole)])
        await self.open.wait()
        return await super().process(tasks, seconds)


def text_of(work: Work) -> str:
    return "+".join(request.text for request in work.requests)


def simulate(test: Callable[[], Awaitable[None]]) -> None:
    trio.run(test, clock=MockClock(autojump_threshold=0))


def is_ready(dispatcher: Dispatcher) -> bool:
    """A call, so that no type checker takes an earlier answer for this one."""
    return dispatcher.ready


@asynccontextmanager
async def dispatching(
    gate: Gate, queue: QueueLimits = QueueLimits()
) -> AsyncIterator[tuple[Dispatcher, list[RequestStats], trio.Nursery]]:
    finished: list[RequestStats] = []
    dispatcher = Dispatcher([gate], limits=Limits(), queue=queue, finished=finished.append)
    async with trio.open_nursery() as nursery:
        await nursery.start(dispatcher.run)
        yield dispatcher, finished, nursery
        nursery.cancel_scope.cancel()


async def put(results: dict[str, bytes | str], dispatcher: Dispatcher, text: str) -> None:
    try:
        results[text] = await submit(dispatcher, Request(text))
    except RequestError as error:
        results[text] = error.code


def test_what_waits_while_the_worker_is_busy_becomes_one_batch() -> None:
    async def test() -> None:
        gate = Gate()
        results: dict[str, bytes | str] = {}
        async with dispatching(gate) as (dispatcher, finished, nursery):
            for text in "abc":
                nursery.start_soon(put, results, dispatcher, text)
                await wait_all_tasks_blocked()
            gate.open.set()
            await wait_all_tasks_blocked()
        assert gate.batches == [["a"], ["b", "c"]]
        assert results == {"a": b"a", "b": b"b", "c": b"c"}
        assert [(s.outcome, s.batch_size, s.characters) for s in finished] == [
            ("answered", 1, 1),
            ("answered", 2, 1),
            ("answered", 2, 1),
        ]
        assert finished[0].entities == {"NAME": 1}

    simulate(test)


def test_clients_that_ask_again_one_after_the_other_share_a_batch() -> None:
    """They get their answers one after the other, and so ask again: a worker that is free already
    takes all of them and not the first."""
    rounds, clients = 5, 6
    worker = Scripted()
    sizes: list[int] = []

    async def process(tasks: Sequence[Task], seconds: float = math.inf) -> Report:
        sizes.append(len(tasks))
        return await Scripted.process(worker, tasks, seconds)

    async def client(dispatcher: Dispatcher, place: int) -> None:
        for _ in range(rounds):
            await submit(dispatcher, Request("a"))
            for _ in range(place):
                await trio.lowlevel.checkpoint()

    async def test() -> None:
        worker.process = process  # type: ignore[method-assign]
        dispatcher = Dispatcher([worker], limits=Limits())
        async with trio.open_nursery() as nursery:
            await nursery.start(dispatcher.run)
            async with trio.open_nursery() as together:
                for place in range(clients):
                    together.start_soon(client, dispatcher, place)
            nursery.cancel_scope.cancel()

    simulate(test)
    assert sizes == [1, clients - 1, *[clients] * (rounds - 1)]


def test_a_batch_is_bounded_in_documents_and_characters_but_one_request_always_fits() -> None:
    async def test() -> None:
        gate = Gate()
        results: dict[str, bytes | str] = {}
        queue = QueueLimits(batch_documents=2, batch_characters=10)
        texts = ["first", "long" * 10, "b", "c", "d", "eeeeeeeee", "ff"]
        async with dispatching(gate, queue) as (dispatcher, _, nursery):
            for text in texts:
                nursery.start_soon(put, results, dispatcher, text)
                await wait_all_tasks_blocked()
            gate.open.set()
            await wait_all_tasks_blocked()
        assert gate.batches == [["first"], ["long" * 10], ["b", "c"], ["d", "eeeeeeeee"], ["ff"]]
        assert results == {text: text.encode() for text in texts}

    simulate(test)


@pytest.mark.parametrize(
    "queue", [QueueLimits(requests=2), QueueLimits(characters=2)], ids=["requests", "characters"]
)
def test_over_the_bounds_of_the_queue_a_request_is_refused_at_once(queue: QueueLimits) -> None:
    async def test() -> None:
        gate = Gate()
        results: dict[str, bytes | str] = {}
        async with dispatching(gate, queue) as (dispatcher, finished, nursery):
            for text in "abcd":
                nursery.start_soon(put, results, dispatcher, text)
                await wait_all_tasks_blocked()
            assert results == {"d": "LIM202"}
            gate.open.set()
            await wait_all_tasks_blocked()
        assert results == {"a": b"a", "b": b"b", "c": b"c", "d": "LIM202"}
        assert [s.outcome for s in finished] == ["LIM202", "answered", "answered", "answered"]

    simulate(test)


def test_whoever_asks_is_told_once_later_and_never_after_a_withdrawal() -> None:
    async def test() -> None:
        gate = Gate()
        told: list[tuple[str, bytes | RequestError]] = []

        def ask(text: str) -> int:
            def answered(answer: bytes | RequestError) -> None:
                told.append((text, answer))

            return dispatcher.ask(Request(text), answered)

        async with dispatching(gate, QueueLimits(requests=2)) as (dispatcher, _, _nursery):
            numbers = list(map(ask, "abc"))
            with pytest.raises(RequestError, match="too many"):
                ask("d")
            assert told == []
            dispatcher.withdraw(numbers[1:2])
            dispatcher.withdraw(numbers[1:2])
            gate.open.set()
            await wait_all_tasks_blocked()
            assert told == [("a", b"a"), ("c", b"c")]
            dispatcher.withdraw(numbers)
            dispatcher.drain()
            with pytest.raises(RequestError, match="shutting down"):
                ask("e")
            await wait_all_tasks_blocked()
        assert len(told) == 2

    simulate(test)


def test_a_request_that_misses_its_deadline_is_answered_with_an_error() -> None:
    async def test() -> None:
        gate = Gate()
        async with dispatching(gate, QueueLimits(deadline=5)) as (dispatcher, finished, _):
            began = trio.current_time()
            with pytest.raises(RequestError) as caught:
                await submit(dispatcher, Request("a"))
            assert caught.value.code == "LIM203"
            assert trio.current_time() - began == pytest.approx(5)
            assert is_ready(dispatcher)
            await trio.sleep(1)
            assert not is_ready(dispatcher), "the worker hangs"
            gate.open.set()
            await wait_all_tasks_blocked()
            assert is_ready(dispatcher)
            assert await submit(dispatcher, Request("b")) == b"b"
        assert [s.outcome for s in finished] == ["LIM203", "answered"]

    simulate(test)


def test_a_caller_that_goes_away_takes_its_request_out_of_the_queue() -> None:
    async def test() -> None:
        gate = Gate()
        results: dict[str, bytes | str] = {}
        async with dispatching(gate, QueueLimits(requests=1)) as (dispatcher, finished, nursery):
            nursery.start_soon(put, results, dispatcher, "a")
            await wait_all_tasks_blocked()
            with trio.move_on_after(1):
                await put(results, dispatcher, "gone")
            nursery.start_soon(put, results, dispatcher, "b")
            await wait_all_tasks_blocked()
            gate.open.set()
            await wait_all_tasks_blocked()
        assert gate.batches == [["a"], ["b"]]
        assert results == {"a": b"a", "b": b"b"}
        assert len(finished) == 2
        sample = 'limina_requests_total{outcome="disconnected",route="/ws"} 1.0'
        assert sample in dispatcher.facts.metrics.render().decode().splitlines()

    simulate(test)


def test_draining_refuses_new_requests_and_answers_the_waiting_ones() -> None:
    async def test() -> None:
        gate = Gate()
        results: dict[str, bytes | str] = {}
        async with dispatching(gate) as (dispatcher, _, nursery):
            nursery.start_soon(put, results, dispatcher, "a")
            await wait_all_tasks_blocked()
            dispatcher.drain()
            assert not dispatcher.ready
            await put(results, dispatcher, "late")
            gate.open.set()
            await wait_all_tasks_blocked()
        assert results == {"a": b"a", "late": "LIM204"}

    simulate(test)


def test_an_error_of_the_pipeline_is_raised_to_its_caller_alone() -> None:
    def answer(work: Work) -> Outcome:
        return Outcome(RequestError("LIM201", "x") if work.options.text == "bad" else b"{}")

    async def test() -> None:
        dispatcher = Dispatcher([Scripted(answer)], limits=Limits())
        results: dict[str, bytes | str] = {}
        assert not dispatcher.ready
        async with trio.open_nursery() as nursery:
            for text in ("good", "bad"):
                nursery.start_soon(put, results, dispatcher, text)
            await wait_all_tasks_blocked()
            await nursery.start(dispatcher.run)
            await wait_all_tasks_blocked()
            nursery.cancel_scope.cancel()
        assert results == {"good": b"{}", "bad": "LIM201"}
        assert not dispatcher.ready

    simulate(test)


def work(*texts: str) -> Work:
    return Work(tuple(Request(text, project_id="p") for text in texts), route="/process/text")


def test_a_list_waits_as_its_texts_and_is_answered_in_their_order() -> None:
    async def test() -> None:
        gate = Gate()
        results: dict[str, bytes | str] = {}
        answers: list[bytes] = []

        async def put_list(*works: Work) -> None:
            answers.extend(await dispatcher.submit_all(works))

        async with dispatching(gate) as (dispatcher, finished, nursery):
            nursery.start_soon(put, results, dispatcher, "first")
            await wait_all_tasks_blocked()
            nursery.start_soon(put_list, work("a"), work("b", "c"))
            await wait_all_tasks_blocked()
            nursery.start_soon(put, results, dispatcher, "last")
            await wait_all_tasks_blocked()
            gate.open.set()
            await wait_all_tasks_blocked()
        assert gate.batches == [["first"], ["a", "b+c", "last"]]
        assert answers == [b"a", b"b+c"]
        told = [(s.route, s.project_id, s.texts, s.characters) for s in finished]
        assert told == [
            ("/ws", None, 1, 5),
            ("/process/text", "p", 1, 1),
            ("/process/text", "p", 2, 2),
            ("/ws", None, 1, 4),
        ]

    simulate(test)


def test_an_empty_list_waits_for_nobody() -> None:
    async def test() -> None:
        async with dispatching(Gate()) as (dispatcher, _, _nursery):
            assert await dispatcher.submit_all([]) == []

    simulate(test)


def test_of_a_list_all_texts_are_answered_or_none() -> None:
    def answer(work: Work) -> Outcome:
        text = work.options.text
        return Outcome(RequestError("LIM113", text) if text.startswith("bad") else b"{}")

    async def test() -> None:
        dispatcher = Dispatcher([Scripted(answer)], limits=Limits())
        async with trio.open_nursery() as nursery:
            await nursery.start(dispatcher.run)
            with pytest.raises(RequestError) as caught:
                await dispatcher.submit_all([work("a"), work("bad 1"), work("bad 2")])
            assert caught.value.detail == "bad 1"
            assert await submit(dispatcher, Request("b")) == b"{}"
            nursery.cancel_scope.cancel()

    simulate(test)


def test_a_list_is_refused_whole_where_the_queue_has_no_room_for_all_of_it() -> None:
    async def test() -> None:
        gate = Gate()
        results: dict[str, bytes | str] = {}
        async with dispatching(gate, QueueLimits(requests=3)) as (dispatcher, finished, nursery):
            for text in ("busy", "waiting"):
                nursery.start_soon(put, results, dispatcher, text)
                await wait_all_tasks_blocked()
            with pytest.raises(RequestError) as caught:
                await dispatcher.submit_all([work("a"), work("b"), work("c")])
            assert caught.value.code == "LIM202"
            await trio.sleep(2 * PAUSE)
            assert [s.outcome for s in finished] == ["LIM202"] * 3
            gate.open.set()
            await wait_all_tasks_blocked()
            long = [work(text) for text in "abcdef"]
            assert len(await dispatcher.submit_all(long)) == 6, "nothing waits: one always fits"
        assert gate.batches == [["busy"], ["waiting"], list("abcdef")]

    simulate(test)


def test_a_list_that_misses_its_deadline_leaves_the_queue() -> None:
    async def test() -> None:
        gate = Gate()
        queue = QueueLimits(deadline=5, batch_documents=1)
        async with dispatching(gate, queue) as (dispatcher, finished, _):
            with pytest.raises(RequestError) as caught:
                await dispatcher.submit_all([work("a"), work("b"), work("c")])
            assert caught.value.code == "LIM203"
            gate.open.set()
            await wait_all_tasks_blocked()
            assert await submit(dispatcher, Request("d")) == b"d"
        assert gate.batches == [["a"], ["d"]]
        assert [s.outcome for s in finished] == ["LIM203"] * 3 + ["answered"]

    simulate(test)


def test_markers_are_led_back_off_the_loop() -> None:
    async def test() -> None:
        request = Reidentification(("[NAME_1]!",), (KnownEntity("NAME_1", "Jo"),))
        async with dispatching(Gate()) as (dispatcher, _, _nursery):
            assert await dispatcher.reidentify(request) == b'["Jo!"]'

    trio.run(test)


def test_authorization_is_asked_of_whoever_decides() -> None:
    handshakes: list[Handshake] = []

    def refuse(handshake: Handshake) -> bool:
        handshakes.append(handshake)
        return False

    handshake = Handshake("/ws", [])
    assert not Dispatcher([Scripted()], limits=Limits(), authorize=refuse).authorize(handshake)
    assert handshakes == [handshake]
    assert Dispatcher([Scripted()], limits=Limits()).authorize(handshake)


def test_the_metrics_tell_the_depth_of_the_queue_when_they_are_asked() -> None:
    def depth(dispatcher: Dispatcher) -> list[str]:
        lines = dispatcher.facts.metrics.render().decode().splitlines()
        return [line for line in lines if line.startswith(("limina_queue_r", "limina_queue_c"))]

    async def test() -> None:
        gate = Gate()
        results: dict[str, bytes | str] = {}
        async with dispatching(gate) as (dispatcher, _, nursery):
            for text in ("at work", "waits", "waits too"):
                nursery.start_soon(put, results, dispatcher, text)
                await wait_all_tasks_blocked()
            assert depth(dispatcher) == [
                "limina_queue_requests 2.0",
                "limina_queue_characters 14.0",
            ]
            gate.open.set()
            await wait_all_tasks_blocked()
            assert depth(dispatcher) == ["limina_queue_requests 0.0", "limina_queue_characters 0.0"]

    simulate(test)
