"""The same shape with other characters: digits for digits, letters for letters, the rest as it is.

What is left when nothing is known of a text but how it looks: the families of codes build on it,
and a label nobody knows gets nothing else.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from limina_synthetic.ask import Ask
from limina_synthetic.draw import Draw

_UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_LOWER = _UPPER.lower()
_VOWELS = "aeiou"
_CONSONANTS = "bcdfghklmnprstvwz"
#: Letters by their Unicode category, but marks of an ordinal by their use.
_ORDINALS = "ºª"
_HEX = frozenset("0123456789abcdefABCDEF")
#: Signs a text of signs alone is changed into.
_SIGNS = "#*+=~"
#: Letters of other scripts are drawn from the aligned block of so many code points around them.
_BLOCK = 32
#: Han characters are many and not all common: they are drawn from common ones.
_HAN = "一三上中九五伊佐光八公六北十千南原古和四國土大天女安小山川市平年広明春月木本村東松林森水永江海清渡港田白石福秋米花若草西谷貴道里野金長青高"  # noqa: E501


def shaped(ask: Ask) -> str:
    """Every digit and letter drawn anew."""
    return redraw(ask.draw("shape"), ask.text)


def redraw(draw: Draw, text: str) -> str:
    """Draw every digit and letter of a text anew.

    Zeros that lead a number stay, another leading digit does not become zero, and of zeros alone
    the last one becomes another digit; letters keep their case and script; all else stays.

    Args:
        draw: What to draw from.
        text: Any text.

    Returns:
        As many characters of the same classes.
    """
    below = draw.below
    out: list[str] = []
    leading = True
    for character in text:
        if "0" <= character <= "9":
            if not leading:
                character = chr(48 + below(10))
            elif character != "0":
                character = chr(49 + below(9))
                leading = False
        else:
            if leading and out and out[-1] == "0":
                out[-1] = chr(49 + below(9))
            leading = True
            if "a" <= character <= "z":
                character = _LOWER[below(26)]
            elif "A" <= character <= "Z":
                character = _UPPER[below(26)]
            elif character > "\x7f" and character.isalnum() and character not in _ORDINALS:
                character = other_character(draw, character)
        out.append(character)
    if leading and out and out[-1] == "0":
        out[-1] = chr(49 + below(9))
    return "".join(out)


def other_character(draw: Draw, character: str) -> str:
    """A character of the same class as one outside ASCII: digit, capital, small letter, letter."""
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return chr(ord(character) - digit + draw.below(10))
    if "\u3400" <= character <= "\u9fff":
        return _HAN[draw.below(len(_HAN))]
    point = ord(character)
    mates = _mates(point // _BLOCK, _class(character))
    return mates[draw.below(len(mates))]


def _class(character: str) -> str:
    category = unicodedata.category(character)
    return category if category in ("Lu", "Ll", "Lt") else category[0]


@lru_cache(maxsize=4096)
def _mates(block: int, kind: str) -> str:
    """The characters of a block that are of one class; common ones where there are too few."""
    points = range(block * _BLOCK, (block + 1) * _BLOCK)
    mates = "".join(
        character
        for character in map(chr, points)
        if _class(character) == kind
        and unicodedata.decimal(character, None) is None
        and unicodedata.normalize("NFC", character) == character
    )
    if len(mates) > 3:
        return mates
    return {"Lu": _UPPER, "Lt": _UPPER, "Ll": _LOWER, "L": _LOWER}.get(kind, "123456789")


def is_hexadecimal(text: str) -> bool:
    """Whether a text reads as a hexadecimal number: digits, letters a to f of one case, both."""
    return (
        not _HEX.isdisjoint(text)
        and all(character in _HEX or not character.isalnum() for character in text)
        and any(character.isdigit() for character in text)
        and any(character.isalpha() for character in text)
        and text in (text.lower(), text.upper())
    )


def redraw_hexadecimal(draw: Draw, text: str) -> str:
    """Draw every hexadecimal digit of a text anew, letters in the case of those they replace."""
    lower = text.lower() == text
    out: list[str] = []
    for character in text:
        if character in _HEX:
            digit = "0123456789ABCDEF"[draw.below(16)]
            small = lower if character.isdigit() else character.islower()
            character = digit.lower() if small else digit
        out.append(character)
    return "".join(out)


def pseudo(draw: Draw, text: str) -> str:
    """Redraw a text so that it can be said: vowels for vowels, consonants for consonants.

    Args:
        draw: What to draw from.
        text: Any text; letters with a Latin base lose their accents.

    Returns:
        As many characters, case and everything that is no letter or digit kept.
    """
    below = draw.below
    out: list[str] = []
    for character in text:
        if character.isascii():
            low = character.lower()
        else:
            low = unicodedata.normalize("NFD", character)[0].lower()
        if "a" <= low <= "z":
            letters = _VOWELS if low in _VOWELS else _CONSONANTS
            letter = letters[below(len(letters))]
            out.append(letter.upper() if character.isupper() else letter)
        elif character.isalnum():
            out.append(
                chr(48 + below(10)) if character.isascii() else other_character(draw, character)
            )
        else:
            out.append(character)
    return "".join(out)


def different(draw: Draw, text: str) -> str:
    """Something else for a text on which nothing has an effect: signs and white space alone.

    Args:
        draw: What to draw from.
        text: Any text that is not empty.

    Returns:
        As many characters; never the text itself.
    """
    first = text[0]
    if first.isalnum() or first.isspace():
        return "x" * len(text) if normal_first(text) != "x" else "y" * len(text)
    signs = [sign for sign in _SIGNS if sign != first]
    return "".join(character if character.isspace() else draw.choice(signs) for character in text)


def normal_first(text: str) -> str:
    """The first character, case folded."""
    return text[0].casefold()
