"""Word tables as they are best read and reviewed: plain text, wrapped."""

from __future__ import annotations


def words(table: str) -> frozenset[str]:
    """The words of a table, separated by white space."""
    return frozenset(table.split())


def phrases(table: str) -> tuple[str, ...]:
    """The phrases of a table, separated by commas; line breaks count as spaces."""
    return tuple(" ".join(phrase.split()) for phrase in table.split(",") if phrase.strip())
