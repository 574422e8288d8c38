"""Finds the further mentions of a name that was recognised once: `Jane Doe … Doe said`.

The first mention is evidence for the rest of the document. Words that are common, places or short
are not looked for.
"""

from __future__ import annotations

from collections.abc import Sequence

from limina_dictionary import classes as c
from limina_dictionary.found import Found, Taken
from limina_dictionary.lexicon import Lexicon
from limina_dictionary.words import in_machine_text, word_behind

#: From this score on a name is sure enough to be looked for elsewhere.
_SURE = 0.76
_SCORE = 0.75
_SHORTEST = 4
#: At most so many different words of a document are looked for.
_MOST = 200


def mentions(text: str, found: Sequence[Found], lexicon: Lexicon, taken: Taken) -> list[Found]:
    """Further mentions of the given and family names among what was found.

    Args:
        text: The text.
        found: What the other rules found.
        lexicon: The lists.
        taken: Spans spoken for; the mentions are added.
    """
    labels: dict[str, str] = {}
    for one in found:
        word = text[one.start : one.end]
        if (
            one.label in ("NAME_GIVEN", "NAME_FAMILY")
            and one.score >= _SURE
            and _telling(word, lexicon)
        ):
            labels.setdefault(word, one.label)
            if len(labels) == _MOST:
                break
    if not labels:
        return []
    out: list[Found] = []
    for word in sorted(labels, key=lambda word: (-len(word), word)):
        start = text.find(word)
        while start >= 0:
            end = start + len(word)
            if _stands_alone(text, start, end) and not taken.overlaps(start, end):
                behind = word_behind(text, end)
                if not (behind and behind.capital and behind.text.lower() in lexicon.suffixes):
                    taken.add(start, end)
                    out.append(Found(start, end, "NAME", _SCORE, "names/spread"))
                    out.append(Found(start, end, labels[word], _SCORE, "names/spread"))
            start = text.find(word, end)
    return out


def _stands_alone(text: str, start: int, end: int) -> bool:
    left, right = text[start - 1 : start], text[end : end + 1]
    if left and (left.isalnum() or left in "_@#-"):
        return False
    if right and (right.isalnum() or right in "_@"):
        return False
    return not in_machine_text(text, start, end)


def _telling(word: str, lexicon: Lexicon) -> bool:
    if len(word) < _SHORTEST or not word[0].isupper():
        return False
    flags = lexicon.flags_of(word)
    return not flags & (c.COMMON | c.PLACE | c.GROUP) and word.lower() not in lexicon.common
