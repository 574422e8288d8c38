"""Puts the words of one person's name together: `Mary Anne van der Berg`, `J. R. Smith`.

It decides which neighbouring words belong to a name and which of them are given and family name,
not whether the whole is reported; that is `names`' business.
"""

from __future__ import annotations

import functools
import operator
from dataclasses import dataclass, field

from limina_dictionary import classes as c
from limina_dictionary.found import Found
from limina_dictionary.lexicon import Lexicon
from limina_dictionary.lists import read
from limina_dictionary.words import Word, initials_before, word_behind

#: Words that never are a name's second word, though they are in some list of names.
_FUNCTION = frozenset(read("function-words"))
_LONGEST = 6


@dataclass(frozen=True, slots=True)
class Part:
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


@dataclass(slots=True)
class Chain:
    """The words of one name, in order.

    Attributes:
        parts: The words; the last one is no particle.
        start: Where the name begins; before the first word if initials are.
        end: Where it ends.
    """

    parts: list[Part]
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
    """Builds chains.

    Args:
        lexicon: Says which words are names.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def flags_of(self, word: str) -> int:
        """The classes of a word; those of its parts if only they are known (`Smith-Jones`)."""
        flags = self._lexicon.flags_of(word)
        if flags or "-" not in word:
            return flags
        parts = [self._lexicon.flags_of(part) for part in word.split("-")]
        names = [part & (c.NAME | c.COMMON) for part in parts if part & c.NAME]
        known = functools.reduce(operator.or_, names, 0)
        return known if all(part & c.COMMON for part in names) else known & ~c.COMMON

    def build(self, text: str, first: Word, *, trusting: bool = False) -> Chain:
        """The name that begins with a word.

        Args:
            text: The text.
            first: Its first word, known or not.
            trusting: Whether what came before says that a name follows; unknown words are then
                taken.
        """
        parts = [self._part(first)]
        pending: list[Part] = []
        position = first.end
        if first.initial and text[position : position + 1] == ".":
            position += 1
        while len(parts) + len(pending) < _LONGEST:
            word = word_behind(text, position)
            if word is None:
                break
            position = word.end + 1 if word.initial and word.dotted else word.end
            if word.initial or word.text in self._lexicon.particles:
                pending.append(Part(word, 0, minor=True))
                continue
            part = self._part(word)
            if not self._continues(parts, part, pending, trusting=trusting):
                break
            parts += [*pending, part]
            pending = []
        if len(pending) == 1 and pending[0].word.initial and pending[0].word.dotted:
            parts += pending
        chain = Chain(parts)
        if parts[0].flags & c.NAME or trusting:
            chain.start = initials_before(text, chain.start)
        return chain

    def _continues(
        self, parts: list[Part], part: Part, pending: list[Part], *, trusting: bool
    ) -> bool:
        last = next(p for p in reversed(parts) if not p.minor)
        word, flags = part.word, part.flags
        shouted = last.word.text.isupper() and len(last.word.text) > 1
        if word.wrapped and not (part.strong and last.strong):
            return False
        if word.caseless:
            return part.strong or (trusting and bool(flags & c.NAME))
        if not word.capital:
            return last.word.text.islower() and part.strong and bool(part.flags & c.FAMILY)
        if word.text.isupper() and not shouted:
            return part.strong and bool(flags & c.FAMILY) and len(word.text) > 2
        if shouted and not word.text.isupper():
            return False
        if flags & c.NAME:
            return self._known(last, part, trusting=trusting)
        if flags & (c.PLACE | c.GROUP | c.CUE) or not self._plausible(word, led=bool(pending)):
            return False
        if any(not p.flags for p in parts if not p.minor):
            return False
        return (
            trusting
            or bool(pending and last.strong)
            or (last.strong and bool(last.flags & c.GIVEN))
        )

    def _known(self, last: Part, part: Part, *, trusting: bool) -> bool:
        """Whether a known name may follow a word."""
        if part.strong:
            return bool(last.flags & c.NAME) or trusting or not last.flags
        small = part.word.text.lower()
        if small in _FUNCTION:
            return False
        if small in self._lexicon.suffixes and last.flags & (c.PLACE | c.COMMON):
            return False
        leading = last.strong or bool(last.flags & c.SOFT and last.flags & c.GIVEN)
        return trusting or (
            leading and bool(last.flags & c.GIVEN) and bool(part.flags & (c.FAMILY | c.SOFT))
        )

    def _part(self, word: Word) -> Part:
        """A word with its classes; one in small letters has those it has with a capital."""
        return Part(word, self.flags_of(word.text.title() if word.text.islower() else word.text))

    def _plausible(self, word: Word, *, led: bool) -> bool:
        """Whether an unknown capitalised word may be a family name; more so behind an initial."""
        small = word.text.lower()
        if len(small) < 2 or small in self._lexicon.suffixes:
            return False
        stem = small[:-1] if small.endswith("s") else small
        frequent = self._lexicon.frequent if led else self._lexicon.common
        return small not in frequent and stem not in frequent


def labelled(chain: Chain, score: float, *, family_first: bool = False) -> list[Found]:
    """The detections of a name of several words.

    Args:
        chain: The name.
        score: Of the whole and of its known parts.
        family_first: Whether a single family name is meant to stand first.

    Returns:
        `NAME` over the whole, `NAME_GIVEN` and `NAME_FAMILY` over the parts.
    """
    out = [Found(chain.start, chain.end, "NAME", score)]
    given, family = parted(chain)
    if family_first and not family:
        given, family = family, given
    for label, parts in (("NAME_GIVEN", given), ("NAME_FAMILY", family)):
        if parts:
            known = any(part.flags & c.NAME for part in parts)
            out.append(
                Found(
                    parts[0].word.start, parts[-1].word.end, label, score if known else score * 0.85
                )
            )
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
