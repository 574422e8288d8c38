"""Finds the names that something announces: a title (`Mr`), an introduction (`my name is`).

Behind these a word is a name though no list knows it, or though it is in small letters.
"""

from __future__ import annotations

import re

from limina_dictionary import classes as c
from limina_dictionary import evidence
from limina_dictionary.chains import Chain, Chains, Part, labelled, single
from limina_dictionary.found import Found
from limina_dictionary.lexicon import Hit, Lexicon
from limina_dictionary.words import Word, before, word_at, word_behind

KNOWN = 0.9
UNKNOWN = 0.8
TITLED = 0.88

_SEPARATOR = re.compile(r"\s*[:=–—]|\s+-|\s+is\b\s*:?")
_CLOSING = re.compile(r"\s*(?:[,.;!?،؛।\n]|\Z)")
_NO_PERSON_BEFORE = re.compile(
    r"\b(?:file|user|host|domain|company|brand|product|project|server|class|function|variable"
    r"|table|column|field|package|business|street|pet|band|team|song|game|app)(?:['’]s)?\s\Z",
    re.IGNORECASE,
)
#: What greets a name in small letters if nothing comes behind it.
_GREETINGS = frozenset({"hey", "hi", "hello", "thanks", "thank you", "dear", "bye", "morning"})
#: Titles behind which a given name is as likely as a family name.
_FAMILIAR = frozenset(
    {"aunt", "auntie", "uncle", "grandma", "grandpa", "miss", "don", "doña", "sir", "dame"}
)


def behind(text: str, hit: Hit, chains: Chains, lexicon: Lexicon) -> list[Found]:
    """The name behind a title, an introduction or a presentation.

    Args:
        text: The text.
        hit: What announces the name.
        chains: Builds names in this text.
        lexicon: The lists.
    """
    if hit.flags & c.HONORIFIC:
        return _titled(text, hit, chains, lexicon)
    if hit.flags & c.INTRODUCTION:
        return _introduced(text, hit, chains, lexicon)
    return _presented(text, hit, chains)


def _titled(text: str, hit: Hit, chains: Chains, lexicon: Lexicon) -> list[Found]:
    """`Mr. Smith`, `miss Johanna`, `dr. zhang`."""
    word = word_behind(text, hit.end + (text[hit.end : hit.end + 1] == "."))
    if word is None or word.wrapped or evidence.street_number(text, hit.start):
        return []
    flags = chains.flags_of(word)
    if flags & c.HONORIFIC or not _may_follow(text, hit, word, flags, lexicon):
        return []
    chain = chains.build(word, flags, trusting=True)
    if len(chain.major) > 1:
        return labelled(chain, TITLED, "names/titled")
    if word.initial:
        return []
    familiar = text[hit.start : hit.end].lower() in _FAMILIAR
    rank = bool(hit.flags & c.DOUBTFUL)
    given = flags & c.GIVEN and (familiar or not (flags & c.FAMILY or rank))
    return single(chain, "NAME_GIVEN" if given else "NAME_FAMILY", TITLED, "names/titled")


def _may_follow(text: str, title: Hit, word: Word, flags: int, lexicon: Lexicon) -> bool:
    """Whether a word behind a title is a name."""
    if word.initial:
        return True
    if not word.capital and not word.caseless:
        return text[title.start].islower() and flags & (c.NAME | c.COMMON) in (
            c.GIVEN,
            c.FAMILY,
            c.NAME,
        )
    if flags & c.NAME:
        return True
    if word.text.isupper() or flags & c.PLACE:
        return False
    if not title.flags & c.DOUBTFUL:
        return True
    # `Professor Goldhagen`, but not `Doctor Who`.
    small = word.text.lower()
    return text[title.start].isupper() and not flags and small not in lexicon.common


def _introduced(text: str, hit: Hit, chains: Chains, lexicon: Lexicon) -> list[Found]:
    """`my name is bob smith`, `Surname: Olaver`."""
    phrase = text[hit.start : hit.end].lower()
    end = hit.end
    if phrase.endswith("name"):
        match = _SEPARATOR.match(text, end)
        if match is None:
            return []
        end = match.end()
    word = word_at(text, end)
    if word is None or len(word.text) < 2 or _NO_PERSON_BEFORE.search(before(text, hit.start)):
        return []
    flags = chains.flags_of(word)
    if flags & c.HONORIFIC or (not flags & c.NAME and not _namelike(word, phrase, lexicon)):
        return []
    score = KNOWN if flags & c.NAME else UNKNOWN
    chain = chains.build(word, flags, trusting=True)
    if word.caseless and len(chain.parts) == 1:
        chain = _closed(text, chain)
    if len(chain.major) > 1:
        return labelled(chain, score, "names/introduced")
    family = "surname" in phrase or "last name" in phrase
    return single(chain, "NAME_FAMILY" if family else "NAME_GIVEN", score, "names/introduced")


def _namelike(word: Word, phrase: str, lexicon: Lexicon) -> bool:
    """Whether an unknown word behind an introduction is a name; `call me later` is none."""
    small = word.text.lower()
    if small in lexicon.common or small in lexicon.functions:
        return False
    return word.capital or word.caseless or "name" in phrase


def _closed(text: str, chain: Chain) -> Chain:
    """Without case: a second word that a comma or the end follows is a name as well."""
    word = word_behind(text, chain.end)
    if word is None or word.wrapped or _CLOSING.match(text, word.end) is None:
        return chain
    return Chain([*chain.parts, Part(word, 0)])


def _presented(text: str, hit: Hit, chains: Chains) -> list[Found]:
    """`i am sarah`: a well-known given name in small letters."""
    word = word_behind(text, hit.end)
    if word is None or not word.text.islower() or len(word.text) < 3:
        return []
    flags = chains.flags_of(word)
    if not flags & c.GIVEN or flags & (c.COMMON | c.PLACE | c.GROUP):
        return []
    greeting = text[hit.start : hit.end].lower() in _GREETINGS
    if greeting and _CLOSING.match(text, word.end) is None:
        return []
    chain = chains.build(word, flags)
    if len(chain.major) > 1:
        return labelled(chain, TITLED, "names/presented")
    return single(chain, "NAME_GIVEN", TITLED, "names/presented")
