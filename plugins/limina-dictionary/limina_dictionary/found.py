"""What the rules hand to the detector: a span with a label and a score."""

from __future__ import annotations

from bisect import bisect_right, insort
from typing import NamedTuple


class Found(NamedTuple):
    """One span under one label.

    Attributes:
        start: First character, in code points.
        end: One past the last character.
        label: Limina label.
        score: 0..1.
    """

    start: int
    end: int
    label: str
    score: float


class Taken:
    """Disjoint spans already spoken for, in the order of the text."""

    def __init__(self) -> None:
        self._spans: list[tuple[int, int]] = []

    def add(self, start: int, end: int) -> None:
        """Note a span that overlaps no other."""
        insort(self._spans, (start, end))

    def overlaps(self, start: int, end: int) -> bool:
        """Whether any character of a span is spoken for."""
        at = bisect_right(self._spans, (start, end))
        if at and self._spans[at - 1][1] > start:
            return True
        return at < len(self._spans) and self._spans[at][0] < end
