"""Amounts of money: a symbol, a code or a currency's name, with its amount in figures or words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from limina_patterns import numbers
from limina_patterns.family import Family, Found
from limina_patterns.scan import Scan
from limina_patterns.trie import alternation
from limina_patterns.words import words

_CODES = words(
    """
    USD EUR GBP CAD AUD NZD CHF JPY CNY RMB INR MXN BRL SEK NOK DKK PLN CZK HUF RUB TRY ZAR SGD HKD
    KRW THB IDR MYR PHP AED SAR ILS NGN KES EGP PKR BDT ARS CLP COP PEN UAH RON BGN ISK VND TWD QAR
    KWD BTC ETH USDT DEM FRF ATS ITL NLG BEF TRL SKK HRK EEK LTL LVL MDL GEL AMD AZN KZT BYN RSD MKD
    """
)
_NAMES = words(
    """
    dollar dollars buck bucks cent cents euro euros pound pounds quid pence sterling yen yuan
    renminbi rupee rupees peso pesos real reais franc francs franken krone kroner kronor krona zloty
    złoty złotych forint lira liras lire ruble rubles rouble roubles rand won baht ringgit dirham
    dirhams dinar dinars riyal riyals shekel shekels naira shilling shillings schilling schillings
    mark marks deutschmark deutschmarks zlotys guilders guilder drachma drachmas dólar dólares
    dollari euro's libra libras livres lei hryvnia bitcoin bitcoins eur usd gbp kr kč zł ft lei dkk
    nok sek rsd
    """
)
_SMALL_CODES = frozenset(code.lower() for code in _CODES)
_SCALE = (
    r"(?:[ ]?(?:thousand|million|millions|billion|billions|trillion|trillions|hundred|mio|mrd|mill"
    r"|millionen|milliarden|tausend|millones"
    r"|milliards|mille|mil|milioni|miliardi|miljoen|miljard|milhões|bn|mn|mm|tn|k|m|b|t)\b\.?(?<!\.))?"
)
_AMOUNT = (
    r"[0-9]{1,2}(?:,[0-9]{2}(?![0-9]))+,[0-9]{3}(?:\.[0-9]{1,2})?(?![0-9])"
    r"|[0-9]{1,3}(?:(?:[,.' ]|, )[0-9]{3}(?![0-9]))++(?:[.,][0-9]{1,2})?(?![0-9])"
    r"|[0-9]++(?:[.,][0-9]{1,4})?(?![0-9])"
)
_SYMBOL = re.compile(
    rf"[$€£¥₹₽₩₪₺₴₫฿₦₱₡](?<!\$\$)[ ]?(?:{_AMOUNT}){_SCALE}(?:[ ]?(?:-"
    rf"|to)[ ]?[$€£]?(?:{_AMOUNT}){_SCALE})?"
    rf"(?:[ ]?{alternation(_SMALL_CODES)}\b|,-)?",
)
_PREFIXED = re.compile(
    r"(?:(?<![A-Za-z0-9])(?:US|CA|C|A|AU|NZ|HK|S|SG|R|MX|NT|CAD|USD|U\.S\.)[ ]?)\Z"
)
_BEHIND = re.compile(
    rf"[0-9](?<![\w.,:/#-][0-9])(?<![0-9][ ][0-9])[0-9,.' ]{{0,20}}?{_SCALE}[ ]?"
    rf"(?:us[ -]|u\.s\.[ ]|(?:new[ ])?[a-z]{{2,10}}(?:ish|an|ese|ss|ch|ng)[ ])?"
    rf"(?:[€£¥₹₽₩₪₺₴₫฿]|\$(?![0-9])|{alternation(_NAMES | _SMALL_CODES)}(?![^\W_]))"
    rf"(?:[ ](?:sterling\b|\({alternation(_SMALL_CODES)}\)))?"
)
# From the figures on; that the three capitals before them are a code is asked afterwards.
_CODE_FIRST = re.compile(
    rf"[0-9](?:(?<=[A-Z]{{3}}[ ].)|(?<=[A-Z]{{3}}.))[0-9]{{0,12}}(?:[,.' ][0-9]{{3}}(?![0-9]))*+"
    rf"(?:[.,][0-9]{{1,2}})?(?![0-9])(?i:{_SCALE})(?![\w%-]|[.:/][0-9])"
)
_WORDS = re.compile(
    rf"\b{numbers.AMOUNT}[ ](?:u\.?s\.?"
    rf"[ ])?{alternation(_NAMES - {'real', 'won', 'rand', 'mil', 'cent', 'lire'})}\b"
)
_PARAMETER = re.compile(r"(?:print|echo|printf|\$[0-9],?)[ ]\Z")
_CODE_LAST = re.compile(rf"{alternation(_SMALL_CODES)}\Z")
_AMBIGUOUS = re.compile(r"(?:try|marks?|real|pen|won|rand|cop|lei|libra|lire|pence|livres)\Z")
_WEIGHT = re.compile(
    r"\b(?:weigh|weight|weighs|weighed|lose|lost|gain|gained|heavy|heavier|lighter|overweight)\b"
)


def _find(scan: Scan) -> Iterator[Found]:
    lower = scan.lower
    if scan.has_digit:
        for match in _SYMBOL.finditer(lower):
            yield from _symbol(scan, match)
        for match in _BEHIND.finditer(lower):
            yield from _behind(scan, match)
        for match in _CODE_FIRST.finditer(scan.text):
            start = match.start() - (4 if scan.text[match.start() - 1] == " " else 3)
            if (
                scan.text[start : start + 3] in _CODES
                and not scan.text[start - 1 : start].isalnum()
            ):
                yield Found(start, match.end(), "MONEY", 0.93)
    end = 0
    for cue in scan.cues.of("number_word"):
        spelled = _WORDS.match(lower, cue.start) if cue.start >= end else None
        if spelled is not None:
            end = spelled.end()
            yield from _spelled(scan, spelled)


def _spelled(scan: Scan, match: re.Match[str]) -> Iterator[Found]:
    start, end = match.span()
    # "one pound" of flour, "one dollar": too little to tell anything.
    if match[0].startswith("one ") and match[0].count(" ") == 1:
        return
    if match[0].endswith(("pound", "pounds")) and _about_weight(scan, start, end):
        return
    yield Found(start, end, "MONEY", 0.8)


def _symbol(scan: Scan, match: re.Match[str]) -> Iterator[Found]:
    start, end = match.span()
    text = scan.text
    # `$1` is also a parameter of a shell or of a pattern.
    if len(match[0]) == 2 and match[0][0] == "$":
        if start and not text[start - 1].isspace() and text[start - 1] not in "(~-":
            return
        if text[end : end + 1] and text[end] in "\"'`}/\\$_=|&;:)<>@":
            return
        if _PARAMETER.search(text, max(0, start - 9), start) or text.startswith(", $", end):
            return
    prefix = _PREFIXED.search(text, max(0, start - 5), start)
    if prefix is None and text[start - 1 : start].isalnum():
        return
    yield Found(prefix.start() if prefix else start, end, "MONEY", 0.95)


def _behind(scan: Scan, match: re.Match[str]) -> Iterator[Found]:
    start, end = match.span()
    value = match[0]
    if scan.text[start - 1 : start] in ("$", "€", "£") and start:
        return
    # "4aRS" and "2 all" are no amounts; "usd" and "eur" in small letters are.
    small = value.endswith(("usd", "eur", "gbp")) and not value[-4].isalpha()
    capitals = scan.text[end - 3 : end].isupper()
    if _CODE_LAST.search(value) and not (capitals or small):
        return
    if value.endswith(("pound", "pounds")):
        if _about_weight(scan, start, end):
            return
    elif _AMBIGUOUS.search(value) and not capitals:
        return
    yield Found(start, end, "MONEY", 0.9)


def _about_weight(scan: Scan, start: int, end: int) -> bool:
    return _WEIGHT.search(scan.lower, max(0, start - 40), end + 24) is not None


FAMILY = Family("money", frozenset({"MONEY"}), _find, numbers.CUES)
