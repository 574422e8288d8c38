"""How many waiting requests one worker takes at once, and when."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import trio

#: Turns of the event loop from bytes on a socket to a request that waits, and as many again for
#: clients that are just writing theirs.
QUIET_TURNS: Final = 8
#: Turns after which a worker gets what there is, however much comes.
MOST_TURNS: Final = 32


def even_share(waiting: int, at_work: int, workers: int, most: int) -> int:
    """A worker's part of all requests there are, so that no other one is left with nothing.

    Clients that wait for an answer before they ask again move in step: had one worker taken all
    that waits, the next would find one request, and they would go on taking turns.

    Args:
        waiting: Requests no worker has begun with.
        at_work: Requests workers are at.
        workers: Workers there are for them, at least one.
        most: Requests a worker may take.

    Returns:
        At least one.
    """
    return max(1, min(most, -(-(waiting + at_work) // workers)))


async def gather(submitted: Callable[[], int], full: Callable[[], bool]) -> None:
    """Return when what had reached this process is read: the event loop takes no time to wait for
    more.

    The clients of a batch answer it one after the other, in the order in which they are answered.
    A worker that took the first of them would leave the others to the next batch, and batches would
    stay small.

    Args:
        submitted: How many requests there have been so far.
        full: Whether enough of them wait for a whole batch.
    """
    seen, quiet = submitted(), 0
    for _ in range(MOST_TURNS):
        await trio.lowlevel.checkpoint()
        quiet = quiet + 1 if submitted() == seen else 0
        if quiet == QUIET_TURNS or full():
            break
        seen = submitted()
