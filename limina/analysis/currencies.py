"""Which currency a sign, a code or a word means, given where the text is from.

Codes are those of ISO 4217, names of currencies come from the Unicode locale data (CLDR) that babel
carries; which of several countries' dollars a bare `$` is, the locale says or nobody. This module
knows no amounts.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Final

from babel import Locale
from babel.numbers import get_currency_name, get_territory_currencies

from limina.analysis.locality import Locality
from limina.analysis.tokens import level, tokenize

#: The day whose legal tender counts, so that no answer depends on the day it is given.
_TENDER_DATE: Final = date(2025, 1, 1)

#: A currency and the signs that mean it wherever they are read.
_SIGNS: Final = """
    USD us$ u.s.$ | CAD ca$ c$ | AUD au$ a$ | NZD nz$ | HKD hk$ | TWD nt$ | SGD s$ sg$ | MXN mx$
    BRL r$ | EUR € | GBP £ | INR ₹ | RUB ₽ руб | KRW ₩ 원 | ILS ₪ | TRY ₺ | UAH ₴ грн | VND ₫
    THB ฿ | NGN ₦ | PHP ₱ | CRC ₡ | PYG ₲ | GHS ₵ | KZT ₸ | MNT ₮ | GEL ₾ | AZN ₼ | AMD ֏
    PLN zł | CZK kč
    JPY 円 yen | CNY rmb renminbi yuan | HUF ft forint forints | BGN лв | EUR euro euros
    BRL real reais | KRW won | THB baht | PLN zloty zlotys złoty złote złotych | ILS shekel shekels
    NGN naira | ZAR rand
"""
#: Signs and words that several currencies share, those currencies, and the one that is meant where
#: the country has none of them; a hyphen where that cannot be told.
_SHARED: Final = """
    $ | USD CAD AUD NZD SGD HKD TWD MXN ARS CLP COP UYU DOP JMD TTD BSD BBD BZD FJD | USD
    dollar dollars dólar dólares buck bucks | USD CAD AUD NZD SGD HKD TWD JMD TTD FJD | USD
    cent cents ¢ | USD EUR CAD AUD NZD SGD HKD ZAR | USD
    ¥ | CNY JPY | JPY
    元 | CNY TWD | CNY
    pound pounds quid pence penny p | GBP EGP LBP SDG SYP | GBP
    rupee rupees rs | INR PKR LKR NPR MUR | INR
    ruble rubles rouble roubles | RUB BYN | RUB
    franken | CHF | CHF
    peso pesos | MXN ARS COP CLP PHP DOP UYU CUP | -
    franc francs fr | CHF XOF XAF CDF RWF BIF | -
    kr krone kroner krona kronor króna krónur | SEK NOK DKK ISK | -
    dinar dinars | RSD KWD JOD BHD DZD TND IQD LYD | -
    dirham dirhams | AED MAD | -
    riyal riyals | SAR QAR OMR YER | -
    shilling shillings | KES TZS UGX SOS | -
    r | ZAR | -
"""
#: Words for a hundredth of a currency.
HUNDREDTHS: Final = frozenset(("cent", "cents", "¢", "pence", "penny", "p"))
#: Currencies whose full names are known in every language that babel knows.
_NAMED: Final = (
    *("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "EUR", "GBP", "CHF", "JPY", "CNY", "INR", "MXN"),
    *("ARS", "COP", "CLP", "BRL", "SEK", "NOK", "DKK", "ISK", "PLN", "CZK", "HUF", "RON", "BGN"),
    *("RUB", "UAH", "TRY", "ILS", "ZAR", "KRW", "THB", "PHP", "IDR", "MYR", "VND", "AED", "SAR"),
    *("EGP", "NGN", "KES", "PKR", "RSD", "TWD"),
)
_COUNTS: Final = (1, 2, 5)
_UNKNOWN: Final = "-"
_CODE_LENGTH: Final = 3


def is_currency(name: str, place: Locality) -> bool:
    """Whether a levelled text names a currency, even if not which."""
    return name in _shared() or currency(name, place) is not None


def is_shared(name: str) -> bool:
    """Whether a levelled text names currencies of several countries."""
    return name in _shared()


def currency(name: str, place: Locality) -> str | None:
    """The ISO 4217 code a levelled sign, code or name stands for; None if that is not known.

    A sign that several currencies share is the country's own: that of the locale, or without one
    the country that comes first for the language.
    """
    if name in _signs():
        return _signs()[name]
    if name in _shared():
        codes, default = _shared()[name]
        countries = place.territories[:1]
        local = (code for country in countries for code in _tender(country) if code in codes)
        return next(local, None if _is_open(name, place) else default)
    if len(name) == _CODE_LENGTH and name.upper() in _codes():
        return name.upper()
    for language in place.languages:
        code = _names(language).get(name)
        if code is not None:
            return code
    return None


def _is_open(name: str, place: Locality) -> bool:
    """Whether `$` is another currency in nearly each country of the language."""
    return name == "$" and place.territory is None and place.languages[0] == "es"


@lru_cache(maxsize=1)
def _signs() -> Mapping[str, str]:
    rows = [row.split() for line in _SIGNS.splitlines() for row in line.split("|")]
    return {sign: row[0] for row in rows for sign in row[1:]}


@lru_cache(maxsize=1)
def _shared() -> Mapping[str, tuple[frozenset[str], str | None]]:
    shared: dict[str, tuple[frozenset[str], str | None]] = {}
    for line in _SHARED.strip().splitlines():
        names, codes, default = line.split("|")
        meant = None if default.strip() == _UNKNOWN else default.strip()
        shared |= dict.fromkeys(names.split(), (frozenset(codes.split()), meant))
    return shared


@lru_cache(maxsize=512)
def _tender(territory: str) -> tuple[str, ...]:
    return tuple(get_territory_currencies(territory, _TENDER_DATE, _TENDER_DATE))


@lru_cache(maxsize=1)
def _codes() -> frozenset[str]:
    return frozenset(Locale("en").currencies)


@lru_cache(maxsize=64)
def _names(language: str) -> Mapping[str, str]:
    """Full names in a known language, levelled, with single spaces, in all plural forms."""
    data = Locale.parse(language)
    named: dict[str, str] = {}
    for code in _NAMED:
        for count in (None, *_COUNTS):
            full = get_currency_name(code, count, data)
            words = [token.text for token in tokenize(level(full)) if token.text.isalpha()]
            named.setdefault(" ".join(words), code)
    return named
