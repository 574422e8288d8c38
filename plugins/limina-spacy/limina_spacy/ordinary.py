"""How far a word that everybody uses is believed to be a name where its case does not say so.

A model of running text meets `varnish`, or `Bland` where a sentence begins, and takes it for
somebody: it was taught to find too much rather than too little, and by chats without capitals. What
is in a list of everyday words and in no list of names, places or organisations is then ten times as
improbable as the model says, so that it takes another detector, or a very sure model, to be
believed. So are several of them behind praise or blame, `Great School`, however they are written.
Pure functions on a text and detections.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from pathlib import Path
from typing import Final

from limina.plugin import Detection

#: What the odds of such a detection are multiplied by.
ODDS: Final = 0.1
#: A file of everyday words for each language (`training/ordinary.py` makes it).
_LISTS: Final = Path(__file__).parent / "words"
#: What customers call things, in small letters.
_PRAISE: Final = frozenset(
    [
        "amazing",
        "awesome",
        "awful",
        "bad",
        "beautiful",
        "best",
        "better",
        "brilliant",
        "cheap",
        "cheapest",
        "decent",
        "excellent",
        "fantastic",
        "favorite",
        "favourite",
        "good",
        "great",
        "greatest",
        "horrible",
        "lovely",
        "nice",
        "outstanding",
        "perfect",
        "poor",
        "superb",
        "terrible",
        "wonderful",
        "worse",
        "worst",
    ]
)
_PROPER: Final = ("NAME", "LOCATION", "ORGANIZATION")
#: How far back it is looked for the end of the sentence before.
_REACH: Final = 12
_BEGINS: Final = re.compile(r"(?:\A|(?P<mark>[.!?…\n\r]))[ \t\xa0\"'“”‘’(\[*–—•>-]*\Z")
#: A title or another abbreviation, `Dr.` or `B.`, which ends no sentence.
_SHORTENED: Final = re.compile(r"(?<!\w)[A-Z][a-z]{0,3}\.\s*\Z")


def everyday_words(language: str) -> frozenset[str]:
    """Words of a language that are no names, in small letters; empty if there is no list."""
    path = _LISTS / f"ordinary-{language}.txt"
    return frozenset(path.read_text("utf-8").split()) if path.is_file() else frozenset()


def doubted(text: str, found: Sequence[Detection], words: frozenset[str]) -> Iterator[Detection]:
    """Detections of which those of everyday words are less sure.

    Args:
        text: The document's text.
        found: What the model says of it.
        words: `everyday_words` of the model's language.

    Yields:
        One for each, in their own order.
    """
    wholes: _Wholes | None = None
    for d in found:
        if d.label.startswith(_PROPER) and _is_everyday(text, d.start, d.end, words):
            if wholes is None:
                wholes = _Wholes(text, found)
            if not wholes.have_part(d.start, d.end):
                d = replace(d, score=ODDS * d.score / (1.0 - d.score + ODDS * d.score))
        yield d


class _Wholes:
    """Where names of several words are, whose parts are believed as far as they are."""

    def __init__(self, text: str, found: Iterable[Detection]) -> None:
        spans = sorted(
            (d.start, d.end)
            for d in found
            if d.label.startswith(_PROPER) and " " in text[d.start : d.end]
        )
        self._starts = [start for start, _ in spans]
        #: The last end of all up to each.
        self._reach = list(accumulate((end for _, end in spans), max))

    def have_part(self, start: int, end: int) -> bool:
        """Whether one of them contains this, and more."""
        before = bisect_left(self._starts, start)
        if before and self._reach[before - 1] >= end:
            return True
        upto = bisect_right(self._starts, start)
        return bool(upto) and self._reach[upto - 1] > end


def _is_everyday(text: str, start: int, end: int, words: frozenset[str]) -> bool:
    word = text[start:end]
    if " " in word:
        several = word.lower().split()
        return bool(several) and several[0] in _PRAISE and words.issuperset(several)
    if word.lower() not in words or not word[1:].islower():
        return False
    return word[0].islower() or _begins_sentence(text, start)


def _begins_sentence(text: str, start: int) -> bool:
    """Whether a capital only says that a sentence begins here."""
    before = text[max(0, start - _REACH) : start]
    begins = _BEGINS.search(before)
    return begins is not None and not _SHORTENED.search(before, 0, begins.end("mark"))
