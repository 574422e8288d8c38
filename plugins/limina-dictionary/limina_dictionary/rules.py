"""Runs the rules over one text, in the order that decides who gets a word.

Places of several words come first (no name may cut `San Jose`), then names, landmarks, places and
groups, then further mentions of the names.
"""

from __future__ import annotations

from limina_dictionary import groups, landmarks, names, places, spread
from limina_dictionary.found import Found, Taken
from limina_dictionary.lexicon import Lexicon


class Rules:
    """All rules over one lexicon.

    Args:
        lexicon: The lists; built once and shared.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def find(self, text: str) -> list[Found]:
        """What the built-in lists find in a text.

        Args:
            text: A text with composed accents.

        Returns:
            Spans sorted by start and end.
        """
        hits = self._lexicon.hits(text)
        if not hits:
            return []
        taken = Taken(len(text))
        fixed = places.fixed(text, hits, self._lexicon)
        for hit in fixed:
            taken.add(hit.start, hit.end)
        out = names.find(text, hits, self._lexicon, taken)
        out += landmarks.find(text, hits, self._lexicon, taken)
        out += places.find(text, hits, fixed, taken)
        out += groups.find(text, hits, self._lexicon, taken)
        out += spread.mentions(text, out, self._lexicon, taken)
        return sorted(out)
