"""Which names in a text are one organization, by rules about their words; no model looks at it.

Equal names are one, whatever the legal form behind them. A shorter name is one with a longer one
that only says what kind of organization it is (`Matthews` and `Matthews Industries`), an acronym
with the name it abbreviates, if there is exactly one such name. This module knows texts and their
order, and must not know labels or markers.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final, TypeAlias

import regex

#: Names with the same short form before it stands for none of them; it bounds the work.
CROWD: Final = 16
#: Longest name that is shortened, in words.
MOST_WORDS: Final = 16


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_LEGAL: Final = _set(
    "inc incorporated corp corporation co company ltd limited llc llp lp plc pty gmbh mbh ag se kg "
    "kgaa ohg ug ev eg sa sas sarl srl spa sl bv nv oy oyj ab as asa aps sp zoo kk"
)
#: Words for a kind of organization, which a shorter name leaves out.
_KINDS: Final = _set(
    "group groups gruppe holding holdings industries industry international systems technologies "
    "technology solutions services partners capital ventures enterprises associates consulting "
    "bank airlines airways motors pharmaceuticals laboratories labs foundation university college "
    "hospital clinic institute trust insurance"
)
#: Words too common to be a name by themselves.
_COMMON: Final = _set(
    "the first new old general national federal american united central royal state city public "
    "north south east west northern southern eastern western best global world community"
)
_TOO_COMMON: Final = _KINDS | _COMMON
_SMALL: Final = _set("and of the for in de du des der die das und et y e la le & + at")

_WORD: Final = regex.compile(r"[\w']+|[&+]")
_POSSESSIVE: Final = regex.compile(r"(?<=\w\.?)['’]s?\Z", regex.I)
_ARTICLE: Final = regex.compile(r"\Athe\s+(?=\S*\w)", regex.I)
_ACRONYM: Final = regex.compile(r"\p{Lu}{2,8}")

_Core: TypeAlias = tuple[str, ...]


def stands_alone(word: str) -> bool:
    """Whether a case folded word can be an organization's name by itself, and does not only say
    what kind of organization it is."""
    return not (word in _TOO_COMMON or word in _LEGAL or word in _SMALL)


def initials(name: str) -> frozenset[str]:
    """What a name can be abbreviated to, in folded case: its initials, with and without small
    words, legal form and words for its kind."""
    words = _words(name)
    core = _without_legal_form(words)
    return frozenset(_initials(core, words)) if core else frozenset()


def link_organizations(texts: Sequence[str]) -> list[int | None]:
    """Group names by organization.

    Args:
        texts: The mentions in the order of the text.

    Returns:
        A group for each mention, None for one without words.
    """
    cores: dict[_Core, int] = {}
    acronyms: set[int] = set()
    whole: list[_Core] = []
    places: list[int | None] = []
    for text in texts:
        words = _words(text)
        core = _without_legal_form(words)
        if not core:
            places.append(None)
            continue
        number = cores.setdefault(core, len(cores))
        if number == len(whole):
            whole.append(words)
        if _ACRONYM.fullmatch(_bare(text)):
            acronyms.add(number)
        places.append(number)
    above = _longer(list(cores), whole, acronyms)
    return [None if number is None else above[number] for number in places]


def _longer(cores: Sequence[_Core], whole: Sequence[_Core], acronyms: set[int]) -> list[int]:
    """For every name the longest one it stands for, which can be itself.

    Args:
        cores: Different names without their legal form, in order of appearance.
        whole: The same names with it.
        acronyms: Which of them are written as acronyms.
    """
    shorter: dict[_Core, list[int]] = {}
    initials: dict[str, list[int]] = {}
    for number, core in enumerate(cores):
        for form in _short_forms(core):
            shorter.setdefault(form, []).append(number)
        for letters in set(_initials(core, whole[number])):
            initials.setdefault(letters, []).append(number)
    above = list(range(len(cores)))
    # A longer name is settled before those that may stand for it.
    for number in sorted(above, key=lambda one: -len(cores[one])):
        core = cores[number]
        meant = shorter.get(core, [])
        if not meant and number in acronyms:
            meant = initials.get(core[0], [])
        if len(meant) <= CROWD:
            before = [one for one in meant if one < number]
            found = {above[one] for one in before or meant}
            if len(found) == 1:
                above[number] = found.pop()
    return above


def _bare(text: str) -> str:
    """The name without article, possessive, dots."""
    named = _ARTICLE.sub("", text.strip())
    return str(_POSSESSIVE.sub("", named)).replace(".", "").replace("’", "'")


def _words(text: str) -> _Core:
    folded = unicodedata.normalize("NFC", _bare(text).casefold())
    return tuple("&" if word in ("and", "+") else word for word in _WORD.findall(folded))


def _without_legal_form(words: _Core) -> _Core:
    end = len(words)
    while end > 1 and (words[end - 1] in _LEGAL or (words[end - 1] == "&" and end < len(words))):
        end -= 1
    return words[:end]


def _short_forms(core: _Core) -> Iterator[_Core]:
    """The name without words for its kind, as long as what is left is a name."""
    if len(core) > MOST_WORDS:
        return
    for end in range(len(core) - 1, 0, -1):
        left = core[:end]
        if core[end] not in _KINDS or left[-1] in _SMALL:
            return
        if len(left) > 1 or (left[0] not in _TOO_COMMON and len(left[0]) > 1):
            yield left


def _initials(core: _Core, whole: _Core) -> Iterator[str]:
    if len(core) > MOST_WORDS:
        return
    for words in (core, whole, *_short_forms(core)):
        for some in (words, [word for word in words if word not in _SMALL]):
            if len(some) > 1:
                yield "".join(word[0] for word in some)
