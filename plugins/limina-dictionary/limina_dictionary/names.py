"""Finds persons' names: pairs of known names, names behind initials, single names.

A pair is evidence in itself. A single word is reported if it is hardly anything but a name, or if
the words around it make it one. Names behind titles and introductions are `cued`'s business.
"""

from __future__ import annotations

from collections.abc import Sequence

from limina_dictionary import classes as c
from limina_dictionary import cued, evidence
from limina_dictionary.chains import Chain, Chains, labelled, single
from limina_dictionary.found import Found, Taken
from limina_dictionary.lexicon import Hit, Lexicon
from limina_dictionary.lists import read
from limina_dictionary.scores import prior_of
from limina_dictionary.words import (
    Word,
    initials_before,
    lead,
    opens_sentence,
    whole_word,
    word_before,
    word_behind,
)

_CALENDAR = frozenset(read("calendar-words"))
PAIR = 0.92
#: A pair one word of which is in no list.
UNKNOWN_PAIR = 0.85
SUPPORTED = 0.85
SINGLE_GIVEN = 0.72
SINGLE_FAMILY = 0.6
_LED = 0.6
#: Shorter family names need evidence, and so do short words in capitals (`ANA`, `IRA`).
_SHORT = 4
_OBJECTS = frozenset(
    [
        "up",
        "them",
        "the",
        "me",
        "of",
        "for",
        "him",
        "her",
        "us",
        "it",
        "a",
        "an",
        "off",
        "out",
        "not",
    ]
)


def find(text: str, hits: Sequence[Hit], lexicon: Lexicon, taken: Taken) -> list[Found]:
    """Names, in the order of the text.

    Args:
        text: The text.
        hits: All hits, sorted by start, longer ones first.
        lexicon: The lists.
        taken: Spans that are something else; the names found are added.
    """
    chains = Chains(text, hits, lexicon)
    finder = _Finder(text, chains, lexicon)
    out: list[Found] = []
    position = 0
    for hit in hits:
        if hit.start < position or not hit.flags & (c.NAME | c.CUE):
            continue
        if taken.overlaps(hit.start, hit.end):
            continue
        announced = hit.flags & c.CUE
        found = cued.behind(text, hit, chains, lexicon) if announced else finder.at(hit)
        if found:
            start, end = min(f.start for f in found), max(f.end for f in found)
            if not taken.overlaps(start, end):
                # What is less likely than not keeps its word free for a place or a group.
                if found[0].score >= 0.5:
                    taken.add(start, end)
                    position = end
                out += found
    return out


class _Finder:
    """The rules for names over one text."""

    def __init__(self, text: str, chains: Chains, lexicon: Lexicon) -> None:
        self._text = text
        self._chains = chains
        self._lexicon = lexicon

    def at(self, hit: Hit) -> list[Found]:
        """The name that begins at, or right before, a known name."""
        flags = hit.flags
        if self._text[hit.start : hit.end].lower() in _CALENDAR and self._dated(hit):
            return []
        if flags & c.COMMON:
            if evidence.is_title(self._text[hit.start : hit.end]):
                return []
            if not flags & c.GIVEN and self._plain(hit):
                return []
        start, end = whole_word(self._text, hit.start, hit.end)
        first = Word(start, end, self._text[start:end])
        chain = self._chains.build(first, flags)
        behind = chain.behind
        if behind and behind.capital and behind.text.lower() in self._lexicon.suffixes:
            return []
        if len(chain.parts) > 1 and len(chain.major) > 1:
            return self._several(chain)
        if chain.start < start and flags & c.FAMILY:
            return labelled(chain, UNKNOWN_PAIR if flags & c.COMMON else PAIR, "names/initial")
        if flags & c.FAMILY and not flags & (c.GIVEN | c.COMMON | c.KNOWN_PLACE | c.GROUP):
            led = self._led_by_unknown(chain)
            if led:
                return led
        return self._one(chain, flags)

    def _dated(self, hit: Hit) -> bool:
        """Whether a month is one here: no word behind it makes it a name (`April Jones`)."""
        behind = word_behind(self._text, hit.end)
        if behind is None or not behind.capital:
            return not self._plain_named(hit)
        return not self._chains.flags_of(behind) & c.NAME

    def _plain_named(self, hit: Hit) -> bool:
        """`my friend April`, `Dear August,`."""
        if self._text[hit.start : hit.end].lower() not in ("april", "august"):
            return False
        before = lead(self._text, hit.start)
        return evidence.person(self._text, hit.start, hit.end, before)

    def _plain(self, hit: Hit) -> bool:
        """Whether nothing before a frequent word makes it a family name."""
        if initials_before(self._text, hit.start, dotted=True) < hit.start:
            return False
        before = lead(self._text, hit.start)
        return not evidence.person(self._text, hit.start, hit.end, before, spoken=False)

    def _several(self, chain: Chain) -> list[Found]:
        if all(part.flags & c.NAME for part in chain.major):
            return labelled(chain, PAIR, "names/pair")
        before = lead(self._text, chain.start)
        known = evidence.person(self._text, chain.start, chain.end, before)
        return labelled(chain, PAIR if known else UNKNOWN_PAIR, "names/half-known")

    def _led_by_unknown(self, chain: Chain) -> list[Found]:
        """An unknown capitalised word before an unambiguous family name is its given name."""
        word = word_before(self._text, chain.start)
        if word is None or not word.capital or word.text.isupper() or len(word.text) < 3:
            return []
        small = word.text.lower()
        if small in self._lexicon.english or small in self._lexicon.suffixes:
            return []
        if self._chains.flags_of(word):
            return []
        return [
            Found(word.start, chain.end, "NAME", UNKNOWN_PAIR, "names/led"),
            Found(word.start, word.end, "NAME_GIVEN", _LED, "names/led"),
            Found(chain.start, chain.end, "NAME_FAMILY", UNKNOWN_PAIR, "names/led"),
        ]

    def _one(self, chain: Chain, flags: int) -> list[Found]:
        """A name of one word."""
        word = chain.parts[0].word
        given = flags & c.GIVEN and not flags & c.FAMILY_FIRST
        label = "NAME_GIVEN" if given else "NAME_FAMILY"
        before = lead(self._text, word.start)
        if evidence.saint(self._text, word.start, before):
            return []
        if self._supported(word, flags, before):
            return single(chain, label, SUPPORTED, "names/supported")
        if flags & (c.COMMON | c.GROUP) or word.caseless or len(word.text) < 3:
            return []
        if self._verb(word, chain.behind):
            return []
        short = len(word.text) < _SHORT
        if short and (word.text.isupper() or not flags & c.GIVEN):
            return []
        if not flags & c.GIVEN:
            shouted = word.text.isupper()
            if flags & c.PLACE or shouted:
                return []
            score = self._alone("NAME_FAMILY", word, SINGLE_FAMILY)
            return single(chain, label, score, "names/family")
        if flags & c.KNOWN_PLACE and not flags & c.NAME_FIRST:
            return []
        if flags & c.PLACE and evidence.place(self._text, word.start, word.end):
            return []
        score = self._alone("NAME_GIVEN", word, SINGLE_GIVEN)
        return single(chain, label, score, "names/given")

    @staticmethod
    def _alone(label: str, word: Word, score: float) -> float:
        """The score of a name alone: what was counted of it, or that of all such names."""
        prior = prior_of(label, word.text.lower())
        return score if prior is None else prior

    def _verb(self, word: Word, behind: Word | None) -> bool:
        """`Sue them`, `Jack of all trades`: a word that opens a sentence and is no name there."""
        if behind is None or behind.text not in _OBJECTS:
            return False
        small = word.text.lower()
        return small in self._lexicon.english and opens_sentence(self._text, word.start)

    def _supported(self, word: Word, flags: int, before: Sequence[str]) -> bool:
        """Whether the words around a single name say that it is one."""
        common = flags & c.COMMON
        if common and flags & (c.OCCUPATION | c.LANDMARK_HEAD) and not flags & c.SOFT:
            return False
        spoken = bool(flags & c.SOFT) or not flags & (c.KNOWN_PLACE | c.COMMON)
        spoken = spoken or bool(common and flags & c.GIVEN and not flags & c.PLACE)
        if evidence.person(self._text, word.start, word.end, before, spoken=spoken):
            return True
        if not common and not flags & (c.PLACE | c.GROUP):
            return False
        return any(
            self._lexicon.flags_of(other) & (c.GIVEN | c.COMMON | c.PLACE | c.GROUP) == c.GIVEN
            for other in evidence.neighbours(self._text, word.start, word.end)
        )
