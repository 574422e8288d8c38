from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
import trio
from trio.testing import MockClock, wait_all_tasks_blocked

from limina.protocol.session import Session
from limina.runtime.metrics import Metrics
from limina.transport.asgi_session import Conversation
from limina.transport.connections import Visit
from tests.transport.asgi_peer import FakeDispatch, Peer, closed


def run(
    test: Callable[[Peer, FakeDispatch], Awaitable[None]],
    *signals: trio.Event,
    peer: Peer | None = None,
    **options: Any,
) -> None:
    """Run a test beside a conversation, which has to end by itself, on a clock that only moves
    when all wait."""

    async def main() -> None:
        dispatch = FakeDispatch()
        partner = peer or Peer()
        session = Session(**options)
        async with trio.open_nursery() as nursery:
            visit = Visit(Metrics())
            conversation = Conversation(session, dispatch, partner.receive, partner.send, visit)
            nursery.start_soon(conversation.run, signals)
            await test(partner, dispatch)

    trio.run(main, clock=MockClock(autojump_threshold=0))


def test_requests_run_together_and_are_answered_in_order() -> None:
    async def test(peer: Peer, dispatch: FakeDispatch) -> None:
        start = trio.current_time()
        peer.ask("slow 3", "slow 1", "slow 2")
        answers = [await peer.answer() for _ in range(3)]
        assert answers == [{"text": "slow 3"}, {"text": "slow 1"}, {"text": "slow 2"}]
        assert trio.current_time() - start == pytest.approx(3)
        peer.tell("websocket.disconnect", code=1006)

    run(test)


def test_a_hundred_requests_are_answered_in_order() -> None:
    async def test(peer: Peer, dispatch: FakeDispatch) -> None:
        texts = [f"slow {(7 * n % 10) / 10}" for n in range(100)]
        peer.ask(*texts)
        assert [(await peer.answer())["text"] for _ in texts] == texts
        peer.tell("websocket.disconnect", code=1006)

    run(test)


def test_nothing_is_received_at_the_in_flight_limit() -> None:
    async def test(peer: Peer, dispatch: FakeDispatch) -> None:
        peer.ask("slow 1", "slow 1", "slow 5", "slow 5")
        await trio.sleep(0.5)
        assert (peer.received, dispatch.most_working) == (2, 2)
        for _ in range(4):
            await peer.answer()
        assert (peer.received, dispatch.most_working) == (4, 2)
        peer.tell("websocket.disconnect", code=1006)

    run(test, max_in_flight=2)


def test_a_bad_request_is_answered_and_the_socket_stays_open() -> None:
    async def test(peer: Peer, dispatch: FakeDispatch) -> None:
        peer.tell("websocket.receive", text="not JSON", bytes=None)
        assert (await peer.answer())["code"] == "LIM101"
        peer.ask("refused", "hello")
        assert await peer.answer() == {"detail": "a required detector failed", "code": "LIM201"}
        assert await peer.answer() == {"text": "hello"}
        peer.tell("websocket.disconnect", code=1006)

    run(test)


@pytest.mark.parametrize("fields", [{"text": None, "bytes": b"{}"}, {"bytes": b""}])
def test_a_binary_message_closes_with_1003(fields: dict[str, Any]) -> None:
    async def test(peer: Peer, dispatch: FakeDispatch) -> None:
        peer.tell("websocket.receive", **fields)
        assert await peer.next() == closed(1003, "binary messages are not supported")

    run(test)


@pytest.mark.parametrize("fields", [{"code": 1006}, {"code": 1000}, {}])
def test_a_disconnect_cancels_the_work_and_sends_nothing(fields: dict[str, Any]) -> None:
    async def test(peer: Peer, dispatch: FakeDispatch) -> None:
        peer.ask("slow 100", "slow 100")
        await wait_all_tasks_blocked()
        peer.tell("websocket.disconnect", **fields)
        await wait_all_tasks_blocked()
        assert (dispatch.cancelled, dispatch.working, peer.unread) == (2, 0, 0)

    run(test)


@pytest.mark.parametrize(
    ("fault", "name"), [("bug canary", "ValueError"), ("garbage", "LocalProtocolError")]
)
def test_a_failure_of_ours_closes_with_1011_and_logs_no_words(
    fault: str, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    async def test(peer: Peer, dispatch: FakeDispatch) -> None:
        peer.ask(fault, "slow 100")
        if fault == "garbage":
            await wait_all_tasks_blocked()
        assert await peer.next() == closed(1011, "internal error")
        await wait_all_tasks_blocked()
        assert dispatch.working == 0

    with caplog.at_level(logging.DEBUG):
        run(test)
    assert name in caplog.text
    assert "canary" not in caplog.text


def test_the_first_signal_drains_and_the_rest_change_nothing() -> None:
    first, second = trio.Event(), trio.Event()

    async def test(peer: Peer, dispatch: FakeDispatch) -> None:
        peer.ask("slow 2")
        await wait_all_tasks_blocked()
        first.set()
        await wait_all_tasks_blocked()
        second.set()
        assert await peer.answer() == {"text": "slow 2"}
        assert await peer.next() == closed(1001, "server is shutting down")

    run(test, first, second)


def test_other_tasks_run_between_two_sends() -> None:
    order: list[str] = []

    async def tick() -> None:
        while True:
            order.append("tick")
            await trio.lowlevel.checkpoint()

    class Recorder(Peer):
        async def send(self, message: Any) -> None:
            order.append(message["type"])
            await super().send(message)

    async def main() -> None:
        peer = Recorder()
        async with trio.open_nursery() as nursery:
            conversation = Conversation(
                Session(), FakeDispatch(), peer.receive, peer.send, Visit(Metrics())
            )
            nursery.start_soon(conversation.run)
            peer.ask("slow 0.01", "a", "b", "c")
            nursery.start_soon(tick)
            for _ in range(4):
                await peer.answer()
            nursery.cancel_scope.cancel()

    trio.run(main)
    sends = [place for place, entry in enumerate(order) if entry == "websocket.send"]
    assert len(sends) == 4
    # Whoever is runnable runs once between two checkpoints of the sender, before or after it.
    assert order[sends[0] : sends[3]].count("tick") >= 2


def test_a_client_that_does_not_read_is_not_read_from() -> None:
    class Stuck(Peer):
        def __init__(self) -> None:
            super().__init__()
            self.reading = trio.Event()

        async def send(self, message: Any) -> None:
            await self.reading.wait()
            await super().send(message)

    peer = Stuck()

    async def test(peer_again: Peer, dispatch: FakeDispatch) -> None:
        peer.ask(*["a"] * 50)
        await trio.sleep(10)
        # At most the requests in flight, and one message between reading and sending.
        assert peer.received <= 5
        peer.reading.set()
        for _ in range(50):
            await peer.answer()
        peer.tell("websocket.disconnect", code=1006)

    run(test, peer=peer)


@pytest.mark.parametrize(("answered", "seconds"), [(True, 2), (False, 5)])
def test_after_our_close_the_clients_is_waited_for_though_not_for_ever(
    answered: bool, seconds: float
) -> None:
    async def main() -> None:
        peer, drain = Peer(polite=False), trio.Event()
        visit = Visit(Metrics())
        conversation = Conversation(
            Session(), FakeDispatch(), peer.receive, peer.send, visit, close_timeout=5
        )
        start = trio.current_time()
        async with trio.open_nursery() as nursery:
            nursery.start_soon(conversation.run, [drain])
            await wait_all_tasks_blocked()
            drain.set()
            assert await peer.next() == closed(1001, "server is shutting down")
            # What was on its way makes no difference, and gets no answer.
            peer.ask("late", "later")
            await trio.sleep(2)
            if answered:
                peer.tell("websocket.disconnect", code=1001)
        assert trio.current_time() - start == pytest.approx(seconds)
        assert peer.unread == 0

    trio.run(main, clock=MockClock(autojump_threshold=0))
