"""A short text cut into numbers, words and signs, each with its place.

Writing is levelled first, one character for one, so that places hold: digits of every script become
0 to 9, full-width signs, dashes, apostrophes and white space their plain forms, letters small. This
module knows no language.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import regex

_TOKEN: Final = regex.compile(r"[\p{L}\p{M}]+|[0-9]+|[^\s\p{Cf}]", regex.V0)
_APOSTROPHES: Final = frozenset("\u2018\u2019\u201b\u02bc\u2032`\u00b4")
_MINUS: Final = "\u2212"
_FULL_WIDTH: Final = range(0xFF01, 0xFF5F)
_FULL_WIDTH_SHIFT: Final = 0xFF01 - 0x21


@dataclass(frozen=True, slots=True)
class Token:
    """A number, a word or a sign.

    Attributes:
        start: First character, in code points.
        end: One past the last character.
        text: What stands there, levelled; a word in Unicode's composed form.
        value: Its value if it is a number, in figures or, once folded, in words; None otherwise.
        digits: How many figures write the number; 0 if words do.
        ordinal: Whether it is a number in words that gives a place in an order, such as `third`.
    """

    start: int
    end: int
    text: str
    value: int | None = None
    digits: int = 0
    ordinal: bool = False


def level(text: str) -> str:
    """The text in plain writing, of the same length."""
    return text.lower() if text.isascii() else "".join(map(_level, text))


def _level(character: str) -> str:
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    if character.isspace():
        return " "
    if character in _APOSTROPHES:
        return "'"
    if character == _MINUS or unicodedata.category(character) == "Pd":
        return "-"
    if ord(character) in _FULL_WIDTH:
        character = chr(ord(character) - _FULL_WIDTH_SHIFT)
    lower = character.lower()
    return lower if len(lower) == 1 else character


def tokenize(plain: str) -> list[Token]:
    """The tokens of a levelled text; white space and invisible characters are none."""
    tokens: list[Token] = []
    for match in _TOKEN.finditer(plain):
        start, end = match.span()
        text = match[0]
        if text.isascii() and text.isdigit():
            tokens.append(Token(start, end, text, int(text), end - start))
        else:
            tokens.append(Token(start, end, unicodedata.normalize("NFC", text)))
    return tokens


def adjacent(tokens: Sequence[Token], index: int) -> bool:
    """Whether a token follows the one before it with nothing in between."""
    return index > 0 and tokens[index - 1].end == tokens[index].start
