"""Finds persons' names: pairs of known names, names behind titles or introductions, single names.

A pair is evidence in itself. A single word is reported if it is hardly anything but a given name, or
if the words around it make it one; a single family name needs a title, an initial or a place in the
middle of a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from limina_dictionary import classes as c
from limina_dictionary import evidence
from limina_dictionary.chains import Chain, Chains, Part, labelled
from limina_dictionary.found import Found, Taken
from limina_dictionary.lexicon import Hit, Lexicon
from limina_dictionary.words import (
    Word,
    before,
    whole_word,
    word_at,
    word_before,
    word_behind,
)

PAIR = 0.9
UNKNOWN_PAIR = 0.8
SUPPORTED = 0.88
TITLED = 0.88
SINGLE_GIVEN = 0.72
SINGLE_FAMILY = 0.5

_INTRODUCED = re.compile(r"\s*[:=–—]|\s+-|\s+is\b\s*:?")
_CLOSING = re.compile(r"\s*(?:[,.;!?،؛।\n]|\Z)")
_NO_PERSON_BEFORE = re.compile(
    r"\b(?:file|user|host|domain|company|brand|product|project|server|class|function|variable|table|column"
    r"|field|package|business|street|pet|band|team|song|game|app)(?:['’]s)?\s\Z",
    re.IGNORECASE,
)
_DOMINANT_PLACE = c.CITY_LARGE | c.STATE | c.COUNTRY | c.REGION
_KIN = frozenset(
    {"aunt", "auntie", "uncle", "grandma", "grandpa", "miss", "don", "doña", "sir", "dame"}
)


class NameFinder:
    """Finds names among a text's hits.

    Args:
        lexicon: The lists.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._chains = Chains(lexicon)

    def find(self, text: str, hits: Sequence[Hit], taken: Taken) -> list[Found]:
        """Names, in the order of the text.

        Args:
            text: The text.
            hits: What the lexicon found in it, sorted by start, longer ones first.
            taken: Spans that are something else; the names found are added.
        """
        out: list[Found] = []
        position = 0
        for hit in hits:
            if hit.start < position or not hit.flags & (c.NAME | c.CUE):
                continue
            if taken.overlaps(hit.start, hit.end):
                continue
            rule = self._behind_cue if hit.flags & c.CUE else self._at_name
            found = rule(text, hit)
            if found:
                start, position = min(f.start for f in found), max(f.end for f in found)
                if not taken.overlaps(start, position):
                    taken.add(start, position)
                    out += found
        return out

    def _behind_cue(self, text: str, hit: Hit) -> list[Found]:
        if hit.flags & c.HONORIFIC:
            return self._titled(text, hit)
        if hit.flags & c.INTRODUCTION:
            return self._introduced(text, hit)
        word = word_behind(text, hit.end)
        if word is None or not word.text.islower() or len(word.text) < 3:
            return []
        flags = self._chains.flags_of(word.text.title())
        if not flags & c.GIVEN or flags & (c.COMMON | c.PLACE | c.GROUP):
            return []
        chain = self._chains.build(text, word)
        if len(chain.major) > 1:
            return labelled(chain, SUPPORTED)
        return single(chain, "NAME_GIVEN", SUPPORTED)

    def _titled(self, text: str, hit: Hit) -> list[Found]:
        """The name behind `Mr`, `Dr`, `Frau`, `Aunt`."""
        title = text[hit.start : hit.end].lower()
        word = word_behind(text, hit.end + (text[hit.end : hit.end + 1] == "."))
        if word is None or word.wrapped or evidence.street_number(text, hit.start):
            return []
        flags = self._chains.flags_of(word.text if word.capital else word.text.title())
        if flags & c.HONORIFIC or not self._may_follow(text, hit, word, flags):
            return []
        chain = self._chains.build(text, word, trusting=True)
        if len(chain.major) > 1:
            return labelled(chain, TITLED)
        if word.initial:
            return []
        given = flags & c.GIVEN and (title in _KIN or not flags & c.FAMILY)
        return single(chain, "NAME_GIVEN" if given else "NAME_FAMILY", TITLED)

    def _may_follow(self, text: str, title: Hit, word: Word, flags: int) -> bool:
        """Whether a word behind a title is a name."""
        if word.initial:
            return True
        if not word.capital and not word.caseless:
            return text[title.start].islower() and bool(flags & c.NAME) and not flags & c.COMMON
        if flags & c.NAME:
            return True
        return not title.flags & c.DOUBTFUL and not word.text.isupper() and not flags & c.PLACE

    def _introduced(self, text: str, hit: Hit) -> list[Found]:
        """The name behind `my name is`."""
        phrase = text[hit.start : hit.end].lower()
        end = hit.end
        if phrase.endswith("name"):
            match = _INTRODUCED.match(text, end)
            if match is None:
                return []
            end = match.end()
        word = word_at(text, end)
        if word is None or _NO_PERSON_BEFORE.search(before(text, hit.start)):
            return []
        flags = self._chains.flags_of(word.text if word.capital else word.text.title())
        common = word.text.lower() in self._lexicon.common
        if flags & c.HONORIFIC or (common and not flags & c.NAME) or len(word.text) < 2:
            return []
        score = PAIR if flags & c.NAME else UNKNOWN_PAIR
        chain = self._chains.build(text, word, trusting=True)
        if word.caseless and len(chain.parts) == 1:
            chain = self._closed(text, chain)
        if len(chain.major) > 1:
            return labelled(chain, score)
        family = "surname" in phrase or "last name" in phrase
        return single(chain, "NAME_FAMILY" if family else "NAME_GIVEN", score)

    def _closed(self, text: str, chain: Chain) -> Chain:
        """Without case: a second word that a comma or the end follows is a name as well."""
        word = word_behind(text, chain.end)
        if word is None or word.wrapped or _CLOSING.match(text, word.end) is None:
            return chain
        return Chain([*chain.parts, Part(word, 0)])

    def _at_name(self, text: str, hit: Hit) -> list[Found]:
        """The name that begins at, or right before, a known name."""
        start, end = whole_word(text, hit.start, hit.end)
        first = Word(start, end, text[start:end])
        chain = self._chains.build(text, first)
        major = chain.major
        behind = word_behind(text, chain.end)
        if behind and behind.capital and behind.text.lower() in self._lexicon.suffixes:
            return []
        if len(major) > 1:
            return self._pair(text, chain)
        if chain.start < first.start and major[0].flags & c.FAMILY:
            return labelled(chain, PAIR if major[0].strong else UNKNOWN_PAIR)
        if len(chain.parts) == 1 and major[0].strong and major[0].flags & c.FAMILY:
            led = self._led_by_unknown(text, chain, hit.flags)
            if led:
                return led
        return self._single(text, chain, hit.flags)

    def _pair(self, text: str, chain: Chain) -> list[Found]:
        major = chain.major
        unknown = any(not part.flags & c.NAME for part in major)
        if unknown and not evidence.person(text, chain.start, chain.end):
            return labelled(chain, UNKNOWN_PAIR)
        return labelled(chain, PAIR)

    def _led_by_unknown(self, text: str, chain: Chain, flags: int) -> list[Found]:
        """An unknown capitalised word before an unambiguous family name: its given name."""
        if flags & (c.GIVEN | c.PLACE | c.GROUP):
            return []
        word = word_before(text, chain.start)
        if word is None or not word.capital or word.text.isupper() or len(word.text) < 3:
            return []
        small = word.text.lower()
        if (
            small in self._lexicon.common
            or small in self._lexicon.suffixes
            or self._chains.flags_of(word.text)
        ):
            return []
        whole = Found(word.start, chain.end, "NAME", UNKNOWN_PAIR)
        return [
            whole,
            Found(word.start, word.end, "NAME_GIVEN", 0.6),
            Found(chain.start, chain.end, "NAME_FAMILY", UNKNOWN_PAIR),
        ]

    def _single(self, text: str, chain: Chain, flags: int) -> list[Found]:
        word = chain.parts[0].word
        label = "NAME_GIVEN" if flags & c.GIVEN else "NAME_FAMILY"
        if evidence.saint(text, word.start):
            return []
        if self._supported(text, word):
            return single(chain, label, SUPPORTED)
        if flags & (c.COMMON | c.GROUP) or word.caseless:
            return []
        if len(word.text) < 3 or (word.text.isupper() and len(word.text) < 4):
            return []
        if flags & c.GIVEN:
            if flags & _DOMINANT_PLACE and not flags & c.NAME_FIRST:
                return []
            if flags & c.PLACE and evidence.place(text, word.start, word.end):
                return []
            return single(chain, label, SINGLE_GIVEN)
        if flags & c.PLACE or len(word.text) < 4 or word.text.isupper():
            return []
        return (
            single(chain, label, SINGLE_FAMILY) if evidence.mid_sentence(text, word.start) else []
        )

    def _supported(self, text: str, word: Word) -> bool:
        if evidence.person(text, word.start, word.end):
            return True
        for other in evidence.neighbours(text, word.start, word.end):
            flags = self._chains.flags_of(other)
            if flags & c.GIVEN and not flags & (c.COMMON | c.PLACE | c.GROUP):
                return True
        return False


def single(chain: Chain, label: str, score: float) -> list[Found]:
    """The detections of a name of one word."""
    word = chain.major[0].word
    return [Found(chain.start, chain.end, "NAME", score), Found(word.start, word.end, label, score)]
