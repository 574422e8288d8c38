"""Lists of words that may stand for each other.

A word of the list is exchanged by a permutation without fixed points: two different words get two
different replacements, and none gets itself. A word that is not in the list draws one from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from limina_synthetic.ask import Ask
from limina_synthetic.draw import normal


class Terms:
    """A list of words of one kind.

    Args:
        name: Names the list among all lists; it decides the order together with the secret.
        items: The words; of two that differ by case alone, the first counts.
    """

    __slots__ = ("_places", "_sized", "items", "name")

    def __init__(self, name: str, items: Iterable[str]) -> None:
        places: dict[str, int] = {}
        kept: list[str] = []
        for item in items:
            if places.setdefault(normal(item), len(kept)) == len(kept):
                kept.append(item)
        self.name = name
        self.items: Sequence[str] = tuple(kept)
        self._places = places
        self._sized: dict[int, Sequence[str]] | None = None

    def __contains__(self, word: str) -> bool:
        return normal(word) in self._places

    def __len__(self) -> int:
        return len(self.items)

    def known(self, ask: Ask, word: str) -> str | None:
        """What a word of the list is exchanged for; None for any other word."""
        place = self._places.get(normal(word))
        if place is None:
            return None
        return self.items[ask.source.turn(self.name, len(self.items), place, ask.attempt)]

    def exchange(self, ask: Ask, word: str) -> str:
        """What a word is exchanged for, known or not."""
        known = self.known(ask, word)
        return ask.draw(self.name, word).choice(self.items) if known is None else known

    def exchange_phrase(self, ask: Ask, phrase: str) -> str:
        """Like `exchange`, but an unknown phrase gets one with as many words where there is one."""
        known = self.known(ask, phrase)
        if known is not None:
            return known
        if self._sized is None:
            sized: dict[int, list[str]] = {}
            for item in self.items:
                sized.setdefault(len(item.split()), []).append(item)
            self._sized = {size: tuple(items) for size, items in sized.items() if len(items) > 3}
        items = self._sized.get(len(phrase.split()), self.items)
        return ask.draw(self.name, phrase).choice(items)
