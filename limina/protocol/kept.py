"""Keeps what is dear to make for the next request that asks for the same, up to a bound.

It is bounded twice, in entries and in the sum of their sizes, because clients choose the keys. The
least recently used goes first. Threads may share one: every step is a single operation on a dict,
and the worst that two of them can do to each other is to make something twice. It must not know
what it keeps.
"""

from __future__ import annotations

from typing import Generic, TypeVar

V = TypeVar("V")


class Kept(Generic[V]):
    """A memory from strings to values.

    Args:
        entries: Most entries.
        size: Most of all sizes together; what is larger alone is not kept.

    Attributes:
        hits: How often something was found.
        misses: How often it was not.
    """

    def __init__(self, *, entries: int, size: int) -> None:
        self.hits = 0
        self.misses = 0
        self._most = entries
        self._largest = size
        self._values: dict[str, tuple[V, int]] = {}

    def __len__(self) -> int:
        return len(self._values)

    @property
    def size(self) -> int:
        """All sizes together."""
        return sum(size for _, size in list(self._values.values()))

    def find(self, key: str) -> V | None:
        """What is kept under a key, which is then the last to go; None if there is nothing."""
        entry = self._values.pop(key, None)
        if entry is None:
            self.misses += 1
            return None
        self.hits += 1
        self._values[key] = entry
        return entry[0]

    def keep(self, key: str, value: V, size: int) -> None:
        """Keep a value, and let go of as many old ones as it takes.

        Args:
            key: Under which it will be asked for.
            value: Anything but None.
            size: In the unit of the whole.
        """
        if size > self._largest:
            return
        self._values[key] = (value, size)
        total = self.size
        # The newest alone is never too large, so something always stays.
        for oldest in list(self._values):  # pragma: no branch
            if len(self._values) <= self._most and total <= self._largest:
                break
            total -= self._values.pop(oldest, (None, 0))[1]

    def clear(self) -> None:
        """Forget everything, the counts included."""
        self._values.clear()
        self.hits = self.misses = 0
