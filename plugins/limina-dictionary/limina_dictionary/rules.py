"""Runs the rules over one text, in the order that decides who gets a word.

Places of several words come first (no name may cut `San Jose`), then names, then places and
groups, then further mentions of the names.
"""

from __future__ import annotations

from limina_dictionary import groups, places, spread
from limina_dictionary.found import Found, Taken
from limina_dictionary.lexicon import Hit, Lexicon
from limina_dictionary.names import NameFinder
from limina_dictionary.words import in_machine_text


class Rules:
    """All rules over one lexicon.

    Args:
        lexicon: The lists; built once and shared.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._names = NameFinder(lexicon)

    def find(self, text: str) -> list[Found]:
        """What the built-in lists find in a text.

        Args:
            text: A text with composed accents.

        Returns:
            Spans sorted by start and end.
        """
        hits = self._hits(text)
        if not hits:
            return []
        taken = Taken()
        fixed = places.fixed(text, hits, self._lexicon)
        for hit in fixed:
            taken.add(hit.start, hit.end)
        out = self._names.find(text, hits, taken)
        out += places.find(text, hits, fixed, taken)
        out += groups.find(text, hits, self._lexicon, taken)
        out += spread.mentions(text, out, self._lexicon, taken)
        return sorted(out)

    def _hits(self, text: str) -> list[Hit]:
        hits = [
            hit for hit in self._lexicon.find(text) if not in_machine_text(text, hit.start, hit.end)
        ]
        hits.sort(key=lambda hit: (hit.start, -hit.end))
        return hits
