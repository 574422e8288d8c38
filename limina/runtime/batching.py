"""How many waiting requests one worker takes at once."""

from __future__ import annotations


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
