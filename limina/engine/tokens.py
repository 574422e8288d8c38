"""Where a text may be cut: graphemes, the tokens scores are averaged over, and painting over them.

What a reader sees as one character may be many code points; no entity begins or ends inside one.
This module knows no label.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate
from typing import Final

import regex

#: A flag is two regional indicators with what extends it. `\X` alone finds them too, but looks back
#: over all the flags before each one.
_GRAPHEME: Final = regex.compile(
    r"\p{GCB=RI}{2}[\p{GCB=Extend}\p{GCB=ZWJ}\p{GCB=SpacingMark}]*+|\X", regex.V0
)
#: Neighbours that certainly belong to two graphemes: rules GB4, GB5 and GB999 of Unicode UAX #29.
_APART: Final = regex.compile(
    r"[\p{GCB=Other}\p{GCB=Control}\n][\p{GCB=Other}\p{GCB=Control}\r\n]", regex.V0
)
_TOKEN: Final = regex.compile(r"\w+|\S", regex.V0)


class Graphemes:
    """The boundaries between the graphemes of one text.

    Nearly all boundaries are decided by their two neighbours; only where that fails the whole text
    is segmented, once.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._trivial = text.isascii() and "\r" not in text
        self._ends: list[int] | None = None

    def is_boundary(self, position: int) -> bool:
        """Whether a grapheme ends, or the text begins, at `position` (code points)."""
        if self._trivial or not 0 < position < len(self._text):
            return True
        if _APART.fullmatch(self._text, position - 1, position + 1):
            return True
        ends = self._segment()
        return ends[bisect_left(ends, position)] == position

    def snap(self, start: int, end: int) -> tuple[int, int]:
        """Widen a span so that it holds whole graphemes."""
        if not self.is_boundary(start):
            ends = self._segment()
            at = bisect_right(ends, start) - 1
            start = ends[at] if at >= 0 else 0
        if not self.is_boundary(end):
            ends = self._segment()
            end = ends[bisect_left(ends, end)]
        return start, end

    def _segment(self) -> list[int]:
        if self._ends is None:
            self._ends = [match.end() for match in _GRAPHEME.finditer(self._text)]
        return self._ends


def tokenize(text: str, start: int, end: int, cuts: Iterable[int]) -> list[int]:
    """Where the tokens of a span begin.

    A token is a run of word characters or one other character that is not white space; a run is cut
    where a detection begins or ends inside it, so that a detection covers whole tokens.

    Args:
        text: The whole text.
        start: First character of the span, in code points.
        end: One past its last character.
        cuts: Positions at which detections begin or end.

    Returns:
        Start offsets in ascending order.
    """
    starts: list[int] = []
    inner = sorted({cut for cut in cuts if start < cut < end})
    for match in _TOKEN.finditer(text, start, end):
        first, last = match.span()
        starts.append(first)
        starts += inner[bisect_right(inner, first) : bisect_left(inner, last)]
    return starts


class Cover:
    """The stretches of a text that spans cover.

    Args:
        spans: Start and end of each, sorted by start.
    """

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        starts: list[int] = []
        ends: list[int] = []
        for start, end in spans:
            starts.append(start)
            ends.append(end)
        self._starts = starts
        self._reach = list(accumulate(ends, max))

    def touches(self, start: int, end: int) -> bool:
        """Whether any of them overlaps a stretch."""
        before = bisect_left(self._starts, end)
        return before > 0 and self._reach[before - 1] > start


def paint(size: int, strokes: Iterable[tuple[int, int, float]]) -> list[float | None]:
    """The highest of overlapping values at each of `size` places.

    Args:
        size: Number of places.
        strokes: First place, one past the last, and the value.

    Returns:
        The highest value of the strokes over each place, None where there is none. Linear in
        places and strokes, but for sorting the strokes.
    """
    painted: list[float | None] = [None] * size
    free = list(range(size + 1))  # the first place not painted at or behind each one
    for first, last, value in sorted(strokes, key=lambda stroke: -stroke[2]):
        place = _find(free, first)
        while place < last:
            painted[place] = value
            free[place] = place + 1
            place = _find(free, place + 1)
    return painted


def _find(free: list[int], place: int) -> int:
    root = place
    while free[root] != root:
        root = free[root]
    while free[place] != root:
        free[place], place = root, free[place]
    return root
