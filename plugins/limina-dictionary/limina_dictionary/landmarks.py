"""Finds landmarks by the word that ends or begins their names: `Hudson River`, `Lake Chad`.

The names themselves are in no list; capitals beside such a word are the evidence.
"""

from __future__ import annotations

from collections.abc import Sequence

from limina_dictionary import classes as c
from limina_dictionary.found import Found, Taken
from limina_dictionary.lexicon import Hit, Lexicon
from limina_dictionary.words import Word, opens_sentence, word_before, word_behind

_SCORE = 0.75
_MOST_WORDS = 3


def find(text: str, hits: Sequence[Hit], lexicon: Lexicon, taken: Taken) -> list[Found]:
    """Landmarks, in the order of the text.

    Args:
        text: The text.
        hits: All hits, sorted by start, longer ones first.
        lexicon: The lists.
        taken: Spans spoken for; the landmarks found are added.
    """
    out: list[Found] = []
    for hit in hits:
        if not hit.flags & (c.LANDMARK_HEAD | c.LANDMARK_LEAD):
            continue
        if taken.overlaps(hit.start, hit.end):
            continue
        start, end = hit.start, hit.end
        if hit.flags & c.LANDMARK_LEAD:
            end = _end(text, hit, lexicon, taken)
        if end == hit.end and hit.flags & c.LANDMARK_HEAD:
            start = _start(text, hit, lexicon, taken)
        if end - start > hit.end - hit.start:
            taken.add(start, end)
            out.append(Found(start, end, "LOCATION", _SCORE, "landmarks"))
    return out


def _start(text: str, hit: Hit, lexicon: Lexicon, taken: Taken) -> int:
    """Where the capitalised words before a landmark's last word begin."""
    words: list[Word] = []
    start = hit.start
    while len(words) < _MOST_WORDS:
        word = word_before(text, start)
        if word is None or not _fits(word, lexicon) or taken.overlaps(word.start, word.end):
            break
        words.append(word)
        start = word.start
    if not words:
        return hit.start
    first = words[-1]
    if opens_sentence(text, first.start) and first.text.lower() in lexicon.common:
        # The capital may be owed to the sentence: `New Bridge opens`.
        return words[-2].start if len(words) > 1 else hit.start
    return start


def _end(text: str, hit: Hit, lexicon: Lexicon, taken: Taken) -> int:
    """Where the capitalised word behind a landmark's first word ends."""
    word = word_behind(text, hit.end)
    if word is None or word.wrapped or not _fits(word, lexicon):
        return hit.end
    return hit.end if taken.overlaps(word.start, word.end) else word.end


def _fits(word: Word, lexicon: Lexicon) -> bool:
    return (
        word.capital
        and len(word.text) > 1
        and not word.text.isupper()
        and word.text.lower() not in lexicon.functions
    )
