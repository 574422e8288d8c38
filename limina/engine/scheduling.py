"""Which candidates get their place where families compete, and what becomes of the others.

The winners of a cluster are its heaviest selection without overlaps. What a loser covers and no
winner does competes again, so that in the end no covered character is left out but for trimmed
edges. This module compares weights and knows no label.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeAlias

from limina.engine.clusters import Candidate, Component

#: Makes candidates of a piece of a component: trimmed, or none if nothing is left.
Recut: TypeAlias = Callable[[Component, int, int], Iterator[Candidate]]
#: Decides between candidates that are equal in every other way; lower wins.
Order: TypeAlias = Callable[[Candidate], tuple[int, str]]


def arrange(candidates: Iterable[Candidate], recut: Recut, order: Order) -> list[Candidate]:
    """Make candidates disjoint without uncovering anything.

    Args:
        candidates: Overlapping as they may.
        recut: See `Recut`.
        order: See `Order`.

    Returns:
        Disjoint candidates, sorted.
    """
    settled: list[Candidate] = []
    waiting = list(candidates)
    while waiting:
        waiting.sort(key=lambda c: (c.start, -c.end, order(c)))
        losers: list[Candidate] = []
        for cluster in _clusters(waiting):
            if len(cluster) == 1:
                settled += cluster
                continue
            winners, others = _heaviest(cluster)
            settled += winners
            losers += subtract(others, winners, recut)
        waiting = losers
    settled.sort(key=lambda c: c.start)
    return settled


def subtract(
    candidates: Iterable[Candidate], taken: Sequence[Candidate], recut: Recut
) -> list[Candidate]:
    """Cut out what is taken.

    Args:
        candidates: Overlapping as they may.
        taken: Sorted and disjoint.
        recut: See `Recut`.

    Returns:
        Candidates that overlap nothing taken, as they were; of the others, the pieces left.
    """
    left: list[Candidate] = []
    starts = [c.start for c in taken]
    ends = [c.end for c in taken]
    for candidate in candidates:
        first = bisect_right(ends, candidate.start)
        last = bisect_left(starts, candidate.end)
        if first >= last:
            left.append(candidate)
            continue
        froms = [candidate.start, *ends[first:last]]
        tos = [*starts[first:last], candidate.end]
        for start, end in zip(froms, tos, strict=True):
            for piece in candidate.pieces(start, end):
                left += recut(*piece)
    return left


def _clusters(candidates: Sequence[Candidate]) -> Iterator[Sequence[Candidate]]:
    """Runs of candidates that overlap, directly or through each other."""
    first = end = 0
    for index, candidate in enumerate(candidates):
        if index > first and candidate.start >= end:
            yield candidates[first:index]
            first = index
        end = max(end, candidate.end)
    yield candidates[first:]


def _heaviest(cluster: Sequence[Candidate]) -> tuple[list[Candidate], list[Candidate]]:
    """Weighted interval scheduling: the selection and the rest.

    Of equally heavy selections it is the one whose candidates come earlier in the cluster.
    """
    count = len(cluster)
    starts = [c.start for c in cluster]
    best = [0.0] * (count + 1)
    behind = [bisect_left(starts, c.end) for c in cluster]
    takes = [False] * count
    for index in range(count - 1, -1, -1):
        taking = cluster[index].weight() + best[behind[index]]
        takes[index] = taking >= best[index + 1]
        best[index] = max(taking, best[index + 1])
    chosen: list[Candidate] = []
    others: list[Candidate] = []
    free = 0  # index of the first candidate that overlaps nothing chosen
    for index, candidate in enumerate(cluster):
        if index >= free and takes[index]:
            chosen.append(candidate)
            free = behind[index]
        else:
            others.append(candidate)
    return chosen, others
