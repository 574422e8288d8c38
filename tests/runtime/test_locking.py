"""A lock that is held without a turn of the event loop, and is a lock all the same."""

from __future__ import annotations

import pytest
import trio
from trio.testing import wait_all_tasks_blocked

from limina.runtime.locking import Holding


class Turns(trio.abc.Instrument):
    """Counts how often a task is begun or gone on with."""

    def __init__(self) -> None:
        self.count = 0

    def before_task_step(self, task: trio.lowlevel.Task) -> None:
        self.count += 1


def test_a_free_lock_is_held_without_a_turn() -> None:
    async def main() -> None:
        lock, turns = trio.Lock(), Turns()
        trio.lowlevel.add_instrument(turns)
        async with Holding(lock):
            assert lock.locked()
        trio.lowlevel.remove_instrument(turns)
        assert not lock.locked()
        assert turns.count == 0

    trio.run(main)


def test_a_taken_lock_is_waited_for_in_order() -> None:
    async def main() -> None:
        lock = trio.Lock()
        order: list[int] = []

        async def use(number: int) -> None:
            async with Holding(lock):
                order.append(number)
                await trio.lowlevel.checkpoint()

        async with trio.open_nursery() as nursery, Holding(lock):
            for number in range(3):
                nursery.start_soon(use, number)
                await wait_all_tasks_blocked()
            assert order == []
        assert order == [0, 1, 2]

    trio.run(main)


def test_it_is_let_go_whatever_happens() -> None:
    async def main() -> None:
        lock = trio.Lock()
        with pytest.raises(ValueError, match="x"):
            async with Holding(lock):
                raise ValueError("x")
        assert not lock.locked()
        await lock.acquire()
        with trio.move_on_after(0) as scope:
            async with Holding(lock):
                raise AssertionError("somebody else has it")
        assert scope.cancelled_caught
        assert lock.locked()

    trio.run(main)
