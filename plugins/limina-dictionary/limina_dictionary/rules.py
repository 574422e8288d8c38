"""Runs the rules over one text, in the order that decides who gets a word.

Organisations, events and medical terms come first (no name may cut `Parkinson's disease`), then
places of several words, names, landmarks, bodies, places and groups, then further mentions of the
names. What is left over is said of with the little probability it has.
"""

from __future__ import annotations

from limina_dictionary import (
    bodies,
    clinicians,
    events,
    groups,
    landmarks,
    medical,
    names,
    organizations,
    places,
    spread,
    weak,
)
from limina_dictionary import classes as c
from limina_dictionary.found import Found, Taken
from limina_dictionary.lexicon import Lexicon

_FAITHS = c.RELIGION | c.POLITICS


class Rules:
    """All rules over one lexicon.

    Args:
        lexicon: The lists; built once and shared.
        doubtful: Whether to say what is less likely than not as well.
    """

    def __init__(self, lexicon: Lexicon, *, doubtful: bool = False) -> None:
        self._lexicon = lexicon
        self._doubtful = doubtful

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
        out = events.find(text, hits, self._lexicon, taken)
        out += organizations.find(text, hits, self._lexicon, taken)
        out += medical.find(text, hits, self._lexicon, taken)
        free = [hit for hit in hits if not taken.overlaps(hit.start, hit.end)]
        several = [
            hit for hit in free if hit.flags & _FAITHS and not text[hit.start : hit.end].isalpha()
        ]
        if several:
            out += groups.find(text, several, self._lexicon, taken)
        fixed = places.fixed(text, free, self._lexicon)
        for hit in fixed:
            taken.add(hit.start, hit.end)
        people = names.find(text, free, self._lexicon, taken)
        out += people
        out += clinicians.find(text, people)
        out += landmarks.find(text, free, self._lexicon, taken)
        out += bodies.find(text, free, self._lexicon, taken)
        out += places.find(text, free, fixed, taken)
        out += groups.find(text, free, self._lexicon, taken)
        out += spread.mentions(text, people, self._lexicon, taken)
        if not self._doubtful:
            return sorted(one for one in out if one.score >= 0.5)
        return sorted(out + weak.find(text, hits, [one for one in out if one.score >= 0.5]))
