"""What the rules hand to each other: a span with a label and a score, and what is spoken for."""

from __future__ import annotations

from typing import NamedTuple


class Found(NamedTuple):
    """One span under one label.

    Attributes:
        start: First character, in code points.
        end: One past the last character.
        label: Limina label.
        score: 0..1.
        rule: What found it: a list or a rule over lists.
    """

    start: int
    end: int
    label: str
    score: float
    rule: str = ""


class Taken:
    """Which characters of a text are spoken for.

    Args:
        size: Length of the text, in code points.
    """

    def __init__(self, size: int) -> None:
        self._marks = bytearray(size)

    def add(self, start: int, end: int) -> None:
        """Note a span."""
        self._marks[start:end] = b"\x01" * (end - start)

    def overlaps(self, start: int, end: int) -> bool:
        """Whether any character of a span is spoken for."""
        return 1 in self._marks[start:end]
