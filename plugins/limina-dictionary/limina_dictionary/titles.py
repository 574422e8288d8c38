"""Reads the capitalised words around a word that makes them a name: `Ford Motor` before `Company`.

Organisations, facilities and events share it. It knows what joins capitals, and no list of names.
"""

from __future__ import annotations

import re

from limina_dictionary.lexicon import Lexicon
from limina_dictionary.words import REACH, opens_sentence

_CAPITAL = r"[^\W\da-z_](?:[\w'’.&\-]*[\w.])?"
_BEFORE = re.compile(
    rf"(?<![\w'’.@/-])(?P<word>{_CAPITAL}|\d{{2,4}}|1\.|&|and|of|for|the|y|e|de|del|"
    rf"der|des|di|du|la|und|et)[ \u00a0]\Z"
)
_AFTER = re.compile(rf"[ \u00a0](?P<word>{_CAPITAL})")
_OF_BEHIND = re.compile(
    rf",? (?:of|for|on|de|del|della|des|du|di|do|da|für|der) (?:the |la |las |los |"
    rf"l['’])?(?:(?:Northern|Southern|Eastern|Western) District of )?(?:{_CAPITAL})"
    rf"(?:(?: | (?:of|and|&|de|del|y|e|et|und) (?:the )?){_CAPITAL}){{0,4}}"
)
_JOINTS = frozenset(
    {
        "&",
        "and",
        "of",
        "for",
        "the",
        "y",
        "e",
        "de",
        "del",
        "der",
        "des",
        "di",
        "du",
        "la",
        "und",
        "et",
    }
)
#: `the` is inside a name only behind these: `Ministry of the Interior`, not `Pell and the Fund`.
_OF_BEFORE = re.compile(r"\b(?:of|for|on|to|de)[ \u00a0]\Z")
#: A date before a name is not part of it: `On 23 March 2001 the Court of Appeal`.
_MONTHS = frozenset(
    {
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    }
)
_CLOSED = re.compile(r"[.!?:;,)][ \u00a0]?\Z")
#: Capitalised words that begin a sentence rather than a name.
_STARTS = frozenset(
    [
        "the",
        "a",
        "an",
        "our",
        "my",
        "your",
        "his",
        "her",
        "its",
        "their",
        "this",
        "that",
        "these",
        "those",
        "in",
        "at",
        "on",
        "by",
        "from",
        "for",
        "to",
        "of",
        "with",
        "and",
        "but",
        "or",
        "if",
        "when",
        "while",
        "after",
        "before",
        "as",
        "since",
        "because",
        "although",
        "all",
        "some",
        "any",
        "each",
        "every",
        "no",
        "not",
        "yes",
        "is",
        "are",
        "was",
        "were",
        "he",
        "she",
        "it",
        "we",
        "they",
        "you",
        "i",
        "who",
        "what",
        "where",
        "how",
        "why",
        "then",
        "there",
        "here",
        "mr",
        "mrs",
        "ms",
        "dr",
        "miss",
        "sir",
        "new",
        "former",
        "dear",
        "hi",
        "hello",
        "el",
        "la",
        "los",
        "las",
        "le",
        "les",
        "der",
        "die",
        "das",
        "den",
        "dem",
        "ein",
        "eine",
        "il",
        "lo",
        "gli",
        "un",
        "una",
        "o",
        "os",
        "as",
        "de",
        "het",
        "een",
        "so",
        "also",
        "let",
        "please",
        "another",
        "both",
    ]
)
_ABBREVIATED = frozenset(
    {"St", "Mt", "Dr", "U.S", "U.K", "U.N", "Jr", "J", "Co", "Bros", "No", "Ft", "Inc"}
)


def begin(text: str, start: int, lexicon: Lexicon, most: int = 5) -> int:
    """Where the capitalised words right before a position begin; the position if there are none.

    Args:
        text: The text.
        start: First character of the word they go with.
        lexicon: The lists.
        most: How many words at most.
    """
    words: list[tuple[int, str]] = []
    position = start
    for _ in range(most):
        match = _BEFORE.search(text, max(0, position - REACH), position)
        if match is None:
            break
        word = match["word"]
        if word.endswith(".") and word.rstrip(".") not in _ABBREVIATED and len(word) > 4:
            break
        if word in _MONTHS or (
            word == "the" and not _OF_BEFORE.search(text, max(0, match.start() - 8), match.start())
        ):
            break
        position = match.start()
        words.append((position, word))
    while words:
        at, word = words[-1]
        small = word.lower()
        opened = small in lexicon.common and opens_sentence(text, at) and len(words) < 2
        if word in _JOINTS or small in _STARTS or word[0].isdigit() or opened:
            words.pop()
        else:
            break
    return words[-1][0] if words else start


def end(text: str, position: int, most: int = 4) -> int:
    """Where the capitalised words right behind a position end; the position if there are none."""
    for _ in range(most):
        match = _AFTER.match(text, position)
        if match is None:
            break
        word = match["word"]
        position = (
            match.start("word") + len(word.rstrip(".")) if word.endswith(".") else match.end()
        )
        if word.endswith(".") and len(word) > 3:
            break
    return position


def of_behind(text: str, position: int) -> int:
    """Where `of the Southern District of New York` behind a position ends; the position if none."""
    match = _OF_BEHIND.match(text, position)
    if match is None or match.group().startswith(","):
        return position
    last = match.group().rsplit(" ", 1)[-1]
    return match.end() - (last.endswith(".") and len(last) > 3)
