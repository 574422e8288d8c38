"""Puts the words of one person's name together: `Mary Anne van der Berg`, `J. R. Smith`.

It decides which neighbouring words belong to a name and which of them are given and family name,
not whether the whole is reported; that is `names`' business.
"""

from __future__ import annotations

import functools
import operator
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from limina_dictionary import classes as c
from limina_dictionary.found import Found
from limina_dictionary.lexicon import Hit, Lexicon
from limina_dictionary.words import Word, initials_before, word_behind

_WORDS_OF_ONE_LETTER = frozenset("AIOSYE")
#: What tells a son from his father, part of the whole name and of neither part.
_GENERATIONS = frozenset({"Jr", "Sr", "II", "III", "IV"})
_LONGEST = 6


class Part(NamedTuple):
    """One word of a name.

    Attributes:
        word: The word.
        flags: Its classes; 0 if it is in no list.
        minor: Whether it is an initial or a particle.
    """

    word: Word
    flags: int
    minor: bool = False

    @property
    def strong(self) -> bool:
        """Whether it is in a list of names and no frequent word."""
        return bool(self.flags & c.NAME) and not self.flags & c.COMMON

    @property
    def leads(self) -> bool:
        """Whether it is a given name after which a less telling word is a family name."""
        return bool(self.flags & c.GIVEN) and (self.strong or bool(self.flags & c.SOFT))


@dataclass(slots=True)
class Chain:
    """The words of one name, in order.

    Attributes:
        parts: The words; the last one is no particle.
        behind: The word behind it that is no part of it, if only white space is between them.
        start: Where the name begins; before the first word if initials are.
        end: Where it ends.
    """

    parts: list[Part]
    behind: Word | None = None
    start: int = field(init=False)
    end: int = field(init=False)

    def __post_init__(self) -> None:
        self.start = self.parts[0].word.start
        self.end = self.parts[-1].word.end

    @property
    def major(self) -> list[Part]:
        """The words that are neither initials nor particles."""
        return [part for part in self.parts if not part.minor]


class Chains:
    """Builds the chains of one text.

    Args:
        text: The text.
        hits: What the lexicon found in it.
        lexicon: The lists.
    """

    def __init__(self, text: str, hits: Sequence[Hit], lexicon: Lexicon) -> None:
        self._text = text
        self._lexicon = lexicon
        self._spans = {(hit.start, hit.end): hit.flags for hit in hits}

    def flags_of(self, word: Word) -> int:
        """The classes of a word, whatever its case if it is in small letters."""
        if word.text.islower():
            return self._lexicon.flags_of(word.text.title())
        known = self._spans.get((word.start, word.end))
        if known is not None:
            return known
        return self._compound(word.text) if "-" in word.text else 0

    def _compound(self, word: str) -> int:
        """The classes of a hyphenated word by those of its parts: `Smith-Jones`."""
        parts = [self._lexicon.flags_of(part) for part in word.split("-")]
        names = [part & (c.NAME | c.COMMON) for part in parts if part & c.NAME]
        known = functools.reduce(operator.or_, names, 0)
        return known if all(part & c.COMMON for part in names) else known & ~c.COMMON

    def build(self, first: Word, flags: int, *, trusting: bool = False) -> Chain:
        """The name that begins with a word.

        Args:
            first: Its first word, known or not.
            flags: The classes of that word.
            trusting: Whether what came before says that a name follows; unknown words are then
                taken.
        """
        text = self._text
        parts = [Part(first, flags)]
        pending: list[Part] = []
        position = first.end
        if first.initial and text[position : position + 1] == ".":
            position += 1
        word = None
        while len(parts) + len(pending) < _LONGEST:
            word = word_behind(text, position)
            if word is None:
                break
            if word.initial:
                position = word.end + word.dotted
                pending.append(Part(word, 0, minor=True))
                continue
            position = word.end
            if word.text.lower() in self._lexicon.particles:
                pending.append(Part(word, 0, minor=True))
                continue
            part = Part(word, self.flags_of(word))
            if not self._continues(parts, part, pending, trusting=trusting):
                break
            parts += [*pending, part]
            pending = []
        if pending:
            word = pending[0].word
            if len(pending) == 1 and word.initial and word.dotted:
                parts += pending
        chain = Chain(parts, behind=word)
        if word and len(parts) > 1 and word.text in _GENERATIONS and word.start == chain.end + 1:
            chain.end = word.end
        shouted = first.text.isupper() and not first.initial
        if parts[0].strong or (not shouted and (flags & c.NAME or trusting)):
            sure = parts[0].strong and not shouted
            chain.start = initials_before(text, chain.start, dotted=not sure)
        return chain

    def _continues(
        self, parts: list[Part], part: Part, pending: list[Part], *, trusting: bool
    ) -> bool:
        last = next(p for p in reversed(parts) if not p.minor)
        word, flags = part.word, part.flags
        shouted = last.word.text.isupper() and len(last.word.text) > 1
        doubtful = word.wrapped or any(
            p.word.text in _WORDS_OF_ONE_LETTER and not p.word.dotted for p in pending
        )
        if doubtful and not (part.strong and last.strong):
            return False
        if word.caseless:
            return part.strong or (trusting and bool(flags & c.NAME))
        if not word.capital and not self._prefixed(word):
            return last.word.text.islower() and part.strong and bool(part.flags & c.FAMILY)
        if word.text.isupper() and not shouted:
            return part.strong and bool(flags & c.FAMILY) and len(word.text) > 2
        if shouted and not word.text.isupper():
            return False
        if flags & c.NAME:
            return self._known(last, part, trusting=trusting)
        if flags & (c.PLACE | c.GROUP | c.CUE):
            return False
        if not self._plausible(word, led=bool(pending)):
            return last.leads and not last.flags & c.PLACE and not shouted and self._rare(word)
        if any(not p.flags for p in parts if not p.minor and not p.word.initial):
            return False
        if trusting or (pending and last.strong):
            return True
        if shouted:
            return False
        return last.leads and (bool(last.flags & c.SOFT) or not last.flags & c.KNOWN_PLACE)

    def _prefixed(self, word: Word) -> bool:
        """`al-Zahra`, `d'Artagnan`: a particle in small letters grown together with a name."""
        prefix, _, rest = word.text.replace("’", "-").replace("'", "-").partition("-")
        return rest[:1].isupper() and (prefix in self._lexicon.particles or prefix in ("d", "l"))

    def _known(self, last: Part, part: Part, *, trusting: bool) -> bool:
        """Whether a known name may follow a word."""
        if part.strong:
            return bool(last.flags & c.NAME) or trusting or not last.flags
        small = part.word.text.lower()
        if small in self._lexicon.functions:
            return False
        if small in self._lexicon.suffixes and not trusting:
            soft = small in self._lexicon.soft_suffixes
            if not soft or last.flags & (c.KNOWN_PLACE | c.COMMON):
                return False
        return trusting or (last.leads and bool(part.flags & (c.FAMILY | c.SOFT)))

    def _plausible(self, word: Word, *, led: bool) -> bool:
        """Whether an unknown capitalised word may be a family name; more so behind an initial."""
        small = word.text.lower()
        if len(small) < 2 or small in self._lexicon.suffixes:
            return False
        stem = small[:-1] if small.endswith("s") else small
        frequent = self._lexicon.english if led else self._lexicon.common
        return small not in frequent and stem not in frequent

    def _rare(self, word: Word) -> bool:
        """Whether a word is an English word seldom met, and no other capital follows it."""
        small = word.text.lower()
        if small not in self._lexicon.rare or small in self._lexicon.suffixes:
            return False
        behind = word_behind(self._text, word.end)
        return behind is None or behind.wrapped or not behind.capital


def labelled(chain: Chain, score: float, rule: str) -> list[Found]:
    """The detections of a name of several words.

    Args:
        chain: The name.
        score: Of the whole and of its known parts; unknown ones have less.
        rule: What found it.

    Returns:
        `NAME` over the whole, `NAME_GIVEN` and `NAME_FAMILY` over the parts.
    """
    out = [Found(chain.start, chain.end, "NAME", score, rule)]
    given, family = parted(chain)
    for label, parts in (("NAME_GIVEN", given), ("NAME_FAMILY", family)):
        if parts:
            known = any(part.flags & c.NAME for part in parts)
            sure = score if known else score * 0.85
            out.append(Found(parts[0].word.start, parts[-1].word.end, label, sure, rule))
    return out


def parted(chain: Chain) -> tuple[list[Part], list[Part]]:
    """The given-name parts and the family-name parts of a name; initials belong to neither."""
    parts = chain.parts
    major = [i for i, part in enumerate(parts) if not part.minor]
    if not major:
        return [], []
    first, last = parts[major[0]], parts[major[-1]]
    if len(major) == 1:
        led = major[0] > 0 or chain.start < first.word.start
        return ([], [first]) if led or not first.flags & c.GIVEN else ([first], [])
    if first.flags & c.NAME == c.FAMILY and last.flags & c.NAME == c.GIVEN:
        return parts[major[1] : major[-1] + 1], [first]
    if all(p.flags & c.GIVEN and not p.flags & c.FAMILY for p in chain.major):
        return parts, []
    cut = major[-1]
    for i in major[1:]:
        if parts[i].flags & c.FAMILY and not parts[i].flags & c.GIVEN:
            cut = i
            break
    begin = cut
    while begin > 0 and parts[begin - 1].minor and not parts[begin - 1].word.initial:
        begin -= 1
    ends = [i for i in major if i < begin]
    given = parts[: ends[-1] + 1] if ends else []
    return given, parts[begin : major[-1] + 1]


def single(chain: Chain, label: str, score: float, rule: str) -> list[Found]:
    """The detections of a name of one word: `NAME` and its part."""
    word = chain.major[0].word
    return [
        Found(chain.start, chain.end, "NAME", score, rule),
        Found(word.start, word.end, label, score, rule),
    ]
