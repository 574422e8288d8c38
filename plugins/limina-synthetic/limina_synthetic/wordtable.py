"""Tables of words as they stand in the source: text with white space between the words."""

from __future__ import annotations

from limina_synthetic.draw import normal


def word_set(table: str) -> frozenset[str]:
    """The words of a table, case folded."""
    return frozenset(map(normal, table.split()))


def word_list(table: str) -> tuple[str, ...]:
    """The words of a table as written, in its order."""
    return tuple(table.split())
