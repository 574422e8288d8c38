"""Numbers as they are written: English words, and figures with signs that group or divide them.

`nineteen eighty-six` becomes one number with the place of all its words; `1.234,50` becomes
1234.50. Words of other languages are not read. This module does not ask what is counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

import regex

from limina.analysis.tokens import Token

_BELOW_TWENTY: Final = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen
"""
_WHOLE_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety"
_PLACES: Final = """
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
    fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth
"""
_UNITS: Final = {word: value for value, word in enumerate(_BELOW_TWENTY.split())}
_TENS: Final = {word: 10 * value for value, word in enumerate(_WHOLE_TENS.split(), start=2)}
_ORDINALS: Final = {word: value for value, word in enumerate(_PLACES.split(), start=1)} | {
    "thirtieth": 30
}
_HUNDRED: Final = "hundred"
#: Name to value of what multiplies all that stands before it.
_SCALES: Final = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_AND: Final = "and"
_OH: Final = frozenset({"oh", "o"})
#: Centuries a year in two parts begins with: `nineteen eighty-six`, `twenty twelve`.
_CENTURIES: Final = range(15, 21)

#: A number in figures, its groups parted by signs or single spaces.
FIGURES: Final = regex.compile(r"[0-9]+(?:[.,' ][0-9]+)*", regex.V0)
_GROUPED: Final = regex.compile(r"[0-9]{1,3}(?:[.,][0-9]{2,3})*[.,][0-9]{3}", regex.V0)


def fold(tokens: Sequence[Token], *, ordinals: bool = False, years: bool = False) -> list[Token]:
    """Make one number of each run of English words that say one.

    Args:
        tokens: A tokenized text.
        ordinals: Whether words such as `third` are numbers too.
        years: Whether `nineteen eighty-six` is one number and not two.

    Returns:
        The tokens, each run replaced by one number over its whole place.
    """
    folder = _Folder(tokens, ordinals)
    folded: list[Token] = []
    index = 0
    while index < len(tokens):
        read = (folder.year(index) if years else None) or folder.number(index)
        if read is None:
            folded.append(tokens[index])
            index += 1
            continue
        value, ordinal, following = read
        start, last = tokens[index], tokens[following - 1]
        folded.append(Token(start.start, last.end, "", value, 0, ordinal))
        index = following
    return folded


class _Folder:
    """Reads numbers in words: the value, whether it is ordinal, and which token follows."""

    def __init__(self, tokens: Sequence[Token], ordinals: bool) -> None:
        self._tokens = tokens
        self._ordinals = ordinals

    def _word(self, index: int) -> str:
        return self._tokens[index].text if index < len(self._tokens) else ""

    def _small(self, index: int) -> tuple[int, bool, int] | None:
        """A number below a hundred."""
        word = self._word(index)
        if word in _UNITS:
            return _UNITS[word], False, index + 1
        if self._ordinals and word in _ORDINALS:
            return _ORDINALS[word], True, index + 1
        if word not in _TENS:
            return None
        behind = index + 2 if self._word(index + 1) == "-" else index + 1
        unit = self._word(behind)
        if 0 < _UNITS.get(unit, 0) < 10:
            return _TENS[word] + _UNITS[unit], False, behind + 1
        if self._ordinals and _ORDINALS.get(unit, 10) < 10:
            return _TENS[word] + _ORDINALS[unit], True, behind + 1
        return _TENS[word], False, index + 1

    def year(self, index: int) -> tuple[int, bool, int] | None:
        """A year in two parts, the second of which may be in figures."""
        century = self._small(index)
        if century is None or century[1] or century[0] not in _CENTURIES:
            return None
        following = century[2]
        oh = self._word(following) in _OH
        rest = self._small(following + oh)
        if rest is not None and not rest[1] and (rest[0] < 10) == oh and rest[0]:
            return century[0] * 100 + rest[0], False, rest[2]
        if following < len(self._tokens) and self._tokens[following].digits == 2:
            return century[0] * 100 + (self._tokens[following].value or 0), False, following + 1
        return None

    def number(self, index: int) -> tuple[int, bool, int] | None:
        """Any number."""
        total, current = 0, 0
        open_place = True  # whether a number below a hundred may follow
        following = end = index
        while True:
            small = self._small(following) if open_place else None
            word = self._word(following)
            if small is not None:
                current += small[0]
                open_place = False
                following = end = small[2]
                if small[1]:
                    return total + current, True, end
            elif word == _HUNDRED and 0 < current < 100:
                current *= 100
                open_place = True
                following = end = following + 1
            elif word in _SCALES and current:
                total += current * _SCALES[word]
                current = 0
                open_place = True
                following = end = following + 1
            elif word == _AND and open_place and end > index and self._small(following + 1):
                following += 1
            else:
                return (total + current, False, end) if end > index else None


def read_amount(figures: str, decimal: str) -> Decimal | None:
    """The value of figures with signs between them.

    Where a single sign may group or divide (`1.234`), the locality decides.

    Args:
        figures: What `FIGURES` matches.
        decimal: The sign before the fraction, `.` or `,`.

    Returns:
        The value with as many decimals as are written; None if the signs make no sense.
    """
    bare = figures.replace(" ", "").replace("'", "")
    points, commas = bare.count("."), bare.count(",")
    if points and commas:
        divider = "." if bare.rindex(".") > bare.rindex(",") else ","
    elif points + commas == 1:
        sign = "." if points else ","
        whole, fraction = bare.split(sign)
        grouping = len(fraction) == 3 and len(whole) <= 3 and whole[0] != "0" and sign != decimal
        divider = "" if grouping else sign
    else:
        divider = ""
    whole, _, fraction = bare.partition(divider) if divider else (bare, "", "")
    if fraction and not fraction.isdigit():
        return None
    if not whole.isdigit() and not _GROUPED.fullmatch(whole):
        return None
    whole = whole.replace(",", "").replace(".", "")
    return Decimal(f"{whole}.{fraction}" if fraction else whole)
