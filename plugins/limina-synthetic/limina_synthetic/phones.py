"""Telephone numbers: of the same country and kind, in the same layout, valid where the old one was.

Numbers of the North American plan get an exchange that is reserved for fiction (555-0100 to -0199);
others are redrawn behind their first digits until the plan of their country accepts them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

import phonenumbers
from phonenumbers import PhoneMetadata

from limina_synthetic.ask import Ask
from limina_synthetic.draw import Draw, normal
from limina_synthetic.identifiers import CUES, lay_out
from limina_synthetic.number_words import exchange_number_word
from limina_synthetic.shapes import redraw
from limina_synthetic.wordtable import word_set

#: The number itself: digits with the signs that group them.
_NUMBER = re.compile(r"\+?\(?\d(?:[ \-.()/\u00a0\u2010-\u2015·]{0,3}\d)+", re.ASCII)
_EXTENSION = re.compile(
    r"(?:ext(?:ension|n)?\.?|x|#|poste|durchwahl|dw|int\.?|доб\.?|内線|分机|내선)[ .:]*\d{1,7}\s*$",
    re.IGNORECASE | re.ASCII,
)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)?")
_CUES = CUES | word_set(
    """
    tel telephone phone fax mobile cell home work office call dial at on or ext x extension
    telefon handy mobil telefax durchwahl téléphone tél portable poste teléfono móvil celular
    telefono cellulare telefone telemóvel тел телефон моб факс доб 電話 电话 전화 携帯 手机 main
    toll free direct line hotline whatsapp sms text plus area country oh o
    """
)
#: Language to the regions whose national numbers are tried for it, in this order.
_REGIONS = {
    "en": ("US", "GB", "AU", "IN", "IE", "NZ", "ZA"),
    "de": ("DE", "AT", "CH"), "fr": ("FR", "BE", "CH", "US"),
    "es": ("ES", "MX", "AR", "CO", "CL", "PE", "US"), "it": ("IT", "CH"), "pt": ("BR", "PT"),
    "nl": ("NL", "BE"), "ru": ("RU",), "uk": ("UA",), "pl": ("PL",), "cs": ("CZ",), "sk": ("SK",),
    "sv": ("SE",), "da": ("DK",), "nb": ("NO",), "no": ("NO",), "fi": ("FI",), "hu": ("HU",),
    "ro": ("RO",), "bg": ("BG",), "hr": ("HR",), "sl": ("SI",), "sr": ("RS",), "tr": ("TR",),
    "el": ("GR",), "he": ("IL",), "ar": ("SA", "EG", "AE", "MA"), "fa": ("IR",), "hi": ("IN",),
    "bn": ("BD", "IN"), "ta": ("IN",), "th": ("TH",), "vi": ("VN",), "id": ("ID",), "ms": ("MY",),
    "ja": ("JP",), "ko": ("KR",), "zh": ("CN", "TW", "HK"), "tl": ("PH", "US"),
}  # fmt: skip
#: The regions of the North American plan, which share the country code 1.
_NORTH_AMERICA = phonenumbers.COUNTRY_CODE_TO_REGION_CODE[1]
#: Tries for each number of digits kept at the head.
_TRIES = 6
_KINDS = ("mobile", "fixed_line", "toll_free", "premium_rate", "shared_cost", "voip", "uan")


def phone(ask: Ask) -> str:
    """A telephone or fax number with its extension."""
    text = ask.text
    extension = _EXTENSION.search(text)
    # Where the extension is all there is, it is the number.
    head = text[: extension.start()] if extension else text
    if not any(character.isdigit() for character in head):
        head = text
    tail = text[len(head) :]
    match = _NUMBER.search(head)
    if match is None:
        return _words(ask, text)
    before, after = head[: match.start()], head[match.end() :]
    if any(character.isalpha() for character in after[1:2]):
        return _words(ask, text)
    new = _number(ask, match[0])
    return _words(ask, before) + new + _words(ask, after) + _words(ask, tail)


def _words(ask: Ask, text: str) -> str:
    """What stands around the number: known words stay, all else is redrawn."""

    def one(match: re.Match[str]) -> str:
        word = match[0]
        if normal(word) in _CUES:
            return word
        spelled = exchange_number_word(ask, word)
        return redraw(ask.draw("phone", word), word) if spelled is None else spelled

    return _WORD.sub(one, text) if text else text


def _number(ask: Ask, text: str) -> str:
    digits = "".join(filter(str.isdecimal, text))
    draw = ask.draw("phone", digits)
    international = text.startswith(("+", "(+")) or digits.startswith("00")
    if international:
        lead = "" if text.lstrip("(").startswith("+") else "00"
        code = _country_code(digits[len(lead) :])
        if code:
            rest = digits[len(lead) + len(code) :]
            trunk = "0" if "(0)" in text and rest.startswith("0") else ""
            national = rest[len(trunk) :]
            regions = phonenumbers.COUNTRY_CODE_TO_REGION_CODE[int(code)]
            new = _national(draw, national, regions) or redraw(draw, national)
            return lay_out(text, lead + code + trunk + new)
    for region in _REGIONS.get(ask.languages[0] if ask.languages else "en", ("US", "GB")):
        prefix = _national_prefix(region)
        for lead in (prefix, "") if prefix and digits.startswith(prefix) else ("",):
            regions = _NORTH_AMERICA if region == "US" else (region,)
            found = _national(draw, digits[len(lead) :], regions)
            if found is not None:
                return lay_out(text, lead + found)
    return lay_out(text, redraw(draw, digits))


def _country_code(digits: str) -> str:
    return next(
        (
            digits[:size]
            for size in (1, 2, 3)
            if digits[:size].isdecimal()
            and digits[0] != "0"
            and int(digits[:size]) in phonenumbers.COUNTRY_CODE_TO_REGION_CODE
        ),
        "",
    )


def _national(draw: Draw, national: str, regions: tuple[str, ...]) -> str | None:
    """Another national number of the first of the regions whose plan has the old one.

    Regions that share a country code are told apart by their kinds of numbers, and only if none
    matches by their general form; None if no region's does.
    """
    if regions == _NORTH_AMERICA and len(national) == 10:
        for region in ("US", "CA"):
            if national[:3] in _area_codes(region):
                return _fictitious(draw, national, draw.choice(_area_codes(region)))
        if national[:2] == "8" + national[2]:
            return _fictitious(draw, national, national[:3])
    for general in (False, True):
        for region in regions:
            for kind, pattern in _patterns(region).items():
                if (kind == "general_desc") == general and pattern.fullmatch(national):
                    return _redraw_national(draw, national, pattern)
    return None


def _redraw_national(draw: Draw, national: str, pattern: re.Pattern[str]) -> str:
    """Draw digits behind as few of the first ones as the plan allows."""
    for kept in range(1, len(national)):
        for _ in range(_TRIES):
            new = national[:kept] + "".join(str(draw.below(10)) for _ in national[kept:])
            if new != national and pattern.fullmatch(new):
                return new
    return redraw(draw, national)


def _fictitious(draw: Draw, national: str, area: str) -> str:
    return f"{area}55501{draw.other(0, 99, int(national[-2:])):02}"


@lru_cache(maxsize=8)
def _area_codes(region: str) -> tuple[str, ...]:
    fixed_line = _patterns(region)["fixed_line"]
    codes = (str(code) for code in range(200, 1000))
    return tuple(code for code in codes if fixed_line.fullmatch(code + "5550100"))


@lru_cache(maxsize=256)
def _patterns(region: str) -> Mapping[str, re.Pattern[str]]:
    """Kinds of numbers of a region and what they look like, the general form last."""
    metadata = PhoneMetadata.metadata_for_region(region)
    found: dict[str, re.Pattern[str]] = {}
    for kind in (*_KINDS, "general_desc"):
        description = getattr(metadata, kind, None)
        pattern = description and description.national_number_pattern
        if pattern:
            found[kind] = re.compile(pattern, re.ASCII)
    return found


@lru_cache(maxsize=256)
def _national_prefix(region: str) -> str:
    metadata = PhoneMetadata.metadata_for_region(region)
    return (metadata and metadata.national_prefix) or ""
