"""Lengths of time and ages: `2 hours and 30 minutes` is `PT2H30M`, `41 yo` is 41.

Units are known in the languages of the text, numbers in words in English. What is no plain length,
such as `2-3 weeks` or `several days`, is not formatted. This module knows no dates.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from limina.analysis import names
from limina.analysis.locality import Locality
from limina.analysis.numerals import FIGURES, fold, read_amount
from limina.analysis.result import UNREAD, Analysis
from limina.analysis.tokens import Token, adjacent, level, tokenize

#: Age of the oldest person an AGE may mean.
OLDEST: Final = 130
_MOST_FIGURES: Final = 9
_HALF: Final = Decimal("0.5")
#: Words and signs between two parts of a length.
_JOINTS: Final = frozenset((",", "&", "and", "und", "et", "y", "e", "i", "og", "och", "en", "и"))
_ONE: Final = frozenset(("a", "an"))
#: Unit to the designator of ISO 8601 and how many of it the unit is.
_DESIGNATORS: Final[dict[names.Unit, tuple[str, int]]] = {
    "century": ("Y", 100),
    "decade": ("Y", 10),
    "year": ("Y", 1),
    "month": ("M", 1),
    "week": ("W", 1),
    "day": ("D", 1),
    "hour": ("TH", 1),
    "minute": ("TM", 1),
    "second": ("TS", 1),
}
_ORDER: Final = ("Y", "M", "W", "D", "TH", "TM", "TS")
#: Units by which an age is not a number of years.
_NOT_YEARS: Final = frozenset(("decade", "century", "month", "week", "day", "hour", "minute"))
#: Signs in an age that make it more, less or other than a number.
_INEXACT: Final = frozenset("+<>~%./,½¼¾°")


def read_duration(text: str, place: Locality) -> Analysis:
    """Read a DURATION.

    Args:
        text: The entity.
        place: Where it is from.

    Returns:
        The length in ISO 8601.
    """
    plain = level(text)
    tokens = fold(tokenize(plain))
    found: dict[str, Decimal] = {}
    index = 0
    while index < len(tokens):
        if found and tokens[index].text in _JOINTS:
            index += 1
            continue
        read = _quantity(plain, tokens, index, place)
        if read is None:
            return UNREAD
        quantity, index = read
        if index < len(tokens) and tokens[index].text == "-":
            index += 1
        unit = names.unit(tokens[index].text, place.languages) if index < len(tokens) else None
        if unit is None:
            return UNREAD
        designator, factor = _DESIGNATORS[unit]
        if designator in found:
            return UNREAD
        found[designator] = quantity * factor
        index += 1
        if index < len(tokens) and tokens[index].text == "." and adjacent(tokens, index):
            index += 1
    return _write(found)


def _quantity(
    plain: str, tokens: Sequence[Token], index: int, place: Locality
) -> tuple[Decimal, int] | None:
    """How many, and the index of the token behind."""
    token = tokens[index]
    texts = [t.text for t in tokens[index : index + 4]]
    if texts[0] == "half" and texts[1:2] and texts[1] in _ONE:
        return _HALF, index + 2
    if texts[0] in _ONE:
        return Decimal(1), index + 1
    if token.value is None:
        fraction = _fraction(token)
        return None if fraction is None else (fraction, index + 1)
    if token.digits:
        figures = FIGURES.match(plain, token.start)
        amount = read_amount(figures[0], place.decimal)
        while index < len(tokens) and tokens[index].end <= figures.end():
            index += 1
    else:
        amount = Decimal(token.value)
        index += 1
    if amount is None or amount >= 10**_MOST_FIGURES:
        return None
    if texts[1:] == ["and", "a", "half"]:
        return amount + _HALF, index + 3
    fraction = _fraction(tokens[index]) if index < len(tokens) else None
    return (amount, index) if fraction is None else (amount + fraction, index + 1)


def _fraction(token: Token) -> Decimal | None:
    """The value of a sign such as `½`."""
    value = unicodedata.numeric(token.text, None) if len(token.text) == 1 else None
    return Decimal(str(value)) if value in (0.25, 0.5, 0.75) else None


def _write(found: dict[str, Decimal]) -> Analysis:
    if "W" in found and len(found) > 1:
        found["D"] = found.get("D", Decimal(0)) + 7 * found.pop("W")
    written = [designator for designator in _ORDER if designator in found]
    if not written or any(found[designator] % 1 for designator in written[:-1]):
        return UNREAD  # only the smallest part may have a fraction
    date = "".join(_number(found[d]) + d for d in written if not d.startswith("T"))
    time = "".join(_number(found[d]) + d[1:] for d in written if d.startswith("T"))
    return Analysis(f"P{date}T{time}" if time else f"P{date}")


def _number(value: Decimal) -> str:
    return f"{value.normalize():f}"


def read_age(text: str, place: Locality) -> Analysis:
    """Read an AGE: the one number in it, unless it counts months, days or decades.

    Returns:
        The age in years, an integer.
    """
    tokens = fold(tokenize(level(text)))
    figures = [index for index, token in enumerate(tokens) if token.value is not None]
    if len(figures) != 1 or any(token.text in _INEXACT for token in tokens):
        return UNREAD
    at = figures[0]
    value = tokens[at].value or 0
    behind = tokens[at + 1].text if at + 1 < len(tokens) else ""
    decade = behind == "s" and adjacent(tokens, at + 1)
    units = {names.unit(token.text, place.languages) for token in tokens if token.text}
    if value > OLDEST or decade or not units.isdisjoint(_NOT_YEARS):
        return UNREAD
    return Analysis(value)
