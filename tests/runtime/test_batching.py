"""How many requests one worker takes, and when."""

from __future__ import annotations

import pytest
import trio
from hypothesis import given
from hypothesis import strategies as st

from limina.runtime.batching import MOST_TURNS, QUIET_TURNS, even_share, gather


@pytest.mark.parametrize(
    ("waiting", "at_work", "workers", "share"),
    [(1, 0, 2, 1), (31, 1, 2, 16), (16, 16, 2, 16), (96, 32, 2, 32), (7, 0, 1, 7), (5, 0, 4, 2)],
)
def test_a_share_is_even(waiting: int, at_work: int, workers: int, share: int) -> None:
    assert even_share(waiting, at_work, workers, 32) == share


@given(st.integers(0, 500), st.integers(0, 500), st.integers(1, 16), st.integers(1, 64))
def test_shares_are_bounded_and_enough(waiting: int, at_work: int, workers: int, most: int) -> None:
    share = even_share(waiting, at_work, workers, most)
    assert 1 <= share <= most
    assert share * workers >= min(waiting + at_work, most * workers)


def test_clients_that_wait_for_their_answers_keep_every_worker_busy() -> None:
    """32 of them, two workers that finish in turn: the batches come to be of one size."""
    waiting, at_work = 32, [0, 0]
    for turn in range(40):
        worker = turn % 2
        waiting += at_work[worker]
        at_work[worker] = 0
        taken = min(waiting, even_share(waiting, sum(at_work), 2, 32))
        at_work[worker], waiting = taken, waiting - taken
    assert at_work == [16, 16]


@pytest.mark.parametrize(
    ("gap", "coming", "full", "seen"),
    [
        (1, 10, 1000, 10),
        (QUIET_TURNS - 2, 5, 1000, 5),
        (QUIET_TURNS + 2, 5, 1000, 1),
        (1, 10 * MOST_TURNS, 1000, MOST_TURNS),
        (1, 10 * MOST_TURNS, 12, 12),
    ],
    ids=["side by side", "with gaps", "too late", "without end", "enough"],
)
def test_what_comes_within_a_few_turns_is_waited_for(
    gap: int, coming: int, full: int, seen: int
) -> None:
    """Requests come one by one, with so many turns of the loop between them."""
    submitted = 1

    async def come() -> None:
        nonlocal submitted
        while submitted < coming:
            for _ in range(gap):
                await trio.lowlevel.checkpoint()
            submitted += 1

    async def test() -> int:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(come)
            await gather(lambda: submitted, lambda: submitted >= full)
            nursery.cancel_scope.cancel()
        return submitted

    # Which task has its turn first is for the loop to choose.
    assert trio.run(test) == pytest.approx(seen, abs=1)
