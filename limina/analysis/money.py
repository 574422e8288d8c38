"""Amounts of money: `$94.50` is `94.50 USD`, `1.234,50 €` is `1234.50 EUR`, `£2 million` is
`2000000 GBP`.

An amount whose currency is not known is formatted alone. What holds two amounts, or a word that is
neither amount, scale nor currency, is not formatted. This module knows which words scale an amount;
which name a currency is for `limina.analysis.currencies`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

import regex

from limina.analysis.currencies import HUNDREDTHS, currency, is_currency, is_shared
from limina.analysis.locality import Locality
from limina.analysis.numerals import FIGURES, fold, read_amount
from limina.analysis.result import UNREAD, Analysis
from limina.analysis.tokens import level, tokenize

#: Language to words that multiply the amount before them, by the power of ten.
_SCALE_WORDS: Final = """
    en 2 hundred | en 3 k thousand | en 6 m mm mn million millions | en 9 b bn billion billions
    en 12 t tn trillion trillions | en 5 lakh lakhs | en 7 crore crores
    de 3 tsd tausend | de 6 mio million millionen | de 9 mrd milliarde milliarden
    de 12 billion billionen
    fr 3 k mille | fr 6 m million millions | fr 9 md mds milliard milliards
    es 3 mil | es 6 millón millones | es 12 billón billones
    it 3 mila mille | it 6 mln milione milioni | it 9 mld miliardo miliardi
    pt 3 mil | pt 6 mi milhão milhões | pt 9 bi bilhão bilhões mil-milhões
    nl 3 duizend | nl 6 mln miljoen | nl 9 mld miljard
    pl 3 tys tysięcy | pl 6 mln milion milionów | pl 9 mld miliard miliardów
    ru 3 тыс тысяч | ru 6 млн миллион миллионов | ru 9 млрд миллиард миллиардов
    uk 3 тис тисяч | uk 6 млн мільйон мільйонів | uk 9 млрд мільярд мільярдів
    sv 3 tusen | sv 6 miljon miljoner mn | sv 9 miljard miljarder md
    da 3 tusind | da 6 million millioner mio | da 9 milliard milliarder mia
    nb 3 tusen | nb 6 million millioner mill | nb 9 milliard milliarder mrd
"""
#: Signs that multiply the amount before them, in Chinese, Japanese and Korean.
_SCALE_SIGNS: Final = {
    "百": 2,
    "千": 3,
    "천": 3,
    "万": 4,
    "萬": 4,
    "만": 4,
    "億": 8,
    "亿": 8,
    "억": 8,
}
_SCALE: Final = regex.compile(r"[ -]*(\p{L}+)\.?(?![^\W_])", regex.V0)
_U_S: Final = regex.compile(r"u\. ?s\.?(?=[ $])", regex.V0)
_OF: Final = regex.compile(r"(?:of|de|di|d')(?: |(?<='))", regex.V0)
#: What stands around names of currencies and means nothing.
_AROUND: Final = " .,:;()-'+"
_ONE: Final = frozenset(("a", "an"))
_MOST_FIGURES: Final = 18


@dataclass(frozen=True, slots=True)
class _Currency:
    """A currency that was named.

    Attributes:
        code: Its ISO 4217 code, None if that is not known.
        shared: Whether its name is that of several currencies.
    """

    code: str | None
    shared: bool


def read_money(text: str, place: Locality) -> Analysis:
    """Read a MONEY.

    Args:
        text: The entity.
        place: Where it is from: decides on decimal signs and on what `$` is.

    Returns:
        The amount, with the code of its currency where that is known.
    """
    plain = _U_S.sub("us", level(text))
    found = _amount(plain, place)
    if found is None:
        return UNREAD
    amount, before, behind = found
    scaled, behind = _scale(amount, behind, place)
    names = [_OF.sub("", name.strip(_AROUND)) for name in (before, behind)]
    known = [_currency(name, place) for name in names if name]
    if None in known or scaled >= 10**_MOST_FIGURES:
        return UNREAD
    plain_codes = {found.code for found in known if found is not None and not found.shared}
    if len(plain_codes) > 1:
        return UNREAD
    codes = plain_codes or {found.code for found in known if found is not None}
    if any(name in HUNDREDTHS for name in names):
        scaled = scaled.scaleb(-2)
    sign = "-" if plain.startswith("-") or before.endswith("-") else ""
    code = next(iter(codes)) if len(codes) == 1 else None
    written = f"{sign}{scaled:f}"
    return Analysis(written if code is None else f"{written} {code}")


def _amount(plain: str, place: Locality) -> tuple[Decimal, str, str] | None:
    """The one amount, and what stands before and behind it."""
    figures = list(FIGURES.finditer(plain))
    if len(figures) > 1:
        return None
    if figures:
        amount = read_amount(figures[0][0], place.decimal)
        start, end = figures[0].span()
        return None if amount is None else (amount, plain[:start], plain[end:])
    tokens = fold(tokenize(plain))
    spelled = [token for token in tokens if token.value is not None]
    if len(spelled) == 1:
        token = spelled[0]
        return Decimal(token.value or 0), plain[: token.start], plain[token.end :]
    if not spelled and len(tokens) > 2 and tokens[0].text in _ONE:
        return Decimal(1), "", plain[tokens[0].end :]
    return None


def _scale(amount: Decimal, behind: str, place: Locality) -> tuple[Decimal, str]:
    """The amount times the words behind it that multiply, and what is left of them."""
    power = 0
    while behind.lstrip()[:1] in _SCALE_SIGNS and behind.strip():
        behind = behind.lstrip()
        power += _SCALE_SIGNS[behind[0]]
        behind = behind[1:]
    while (match := _SCALE.match(behind)) is not None:
        scales = (_SCALES.get(language, {}).get(match[1]) for language in place.languages)
        scale = next((scale for scale in scales if scale is not None), None)
        if scale is None:
            break
        power += scale
        behind = behind[match.end() :]
    if not power:
        return amount, behind
    scaled = amount.scaleb(power)
    return (scaled.quantize(Decimal(1)) if scaled == scaled.to_integral_value() else scaled), behind


def _currency(name: str, place: Locality) -> _Currency | None:
    """The currency a text names, in one word or several that agree; None if it is no name."""
    for candidate in (name, name.replace("-", " "), name.replace(" ", "").replace(".", "")):
        if is_currency(candidate, place):
            return _Currency(currency(candidate, place), is_shared(candidate))
    parts = [part for part in (part.strip(_AROUND) for part in name.split()) if part]
    if len(parts) < 2:
        return None
    named = [_currency(part, place) for part in parts]
    if None in named:
        return None
    return min((found for found in named if found is not None), key=lambda found: found.shared)


def _read_scales() -> Mapping[str, Mapping[str, int]]:
    scales: dict[str, dict[str, int]] = {}
    for row in (row.split() for line in _SCALE_WORDS.splitlines() for row in line.split("|")):
        for word in row[2:]:
            scales.setdefault(row[0], {})[word.replace("-", " ")] = int(row[1])
    return scales


_SCALES: Final = _read_scales()
