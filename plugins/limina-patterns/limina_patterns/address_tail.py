"""What follows a street in an address: city, state or province, postal code, country.

A tail counts only if it ends in something that cannot be the rest of a sentence: a state, a code or
a country."""

from __future__ import annotations

import re
from dataclasses import dataclass

from limina.plugin import Detection
from limina_patterns import places
from limina_patterns.trie import alternation

_SEPARATOR = r"(?:[ ]?,[ ]?(?:\r?\n[ ]?)?|[ ]?\r?\n[ ]?|[ ]{1,2}|[ ]-[ ])"
# A full stop only ends short words: St. Louis, but not the sentence before "Or else".
_WORD = r"[A-Z](?:\w{0,2}\.(?=[ ]?[A-Z])|[\w'-]{0,24}+)"
_CITY = (
    rf"{_WORD}(?:[ ](?:{_WORD}|of|on|upon|by|the|under|le|la|de|du)){{0,3}}?"
    r"(?:[ ][0-9]{1,2}(?!\w))?"
)
_CODES = alternation(places.STATE_CODES)
_CODES_TITLE = alternation(code.title() for code in places.STATE_CODES)
_NAMED = (*places.STATE_NAMES, *places.REGIONS)
_NAMES = alternation([*_NAMED, *(name.upper() for name in _NAMED)])
_STATE_ZIP = rf"(?:{places.CA_POSTAL}|{places.US_ZIP}|{places.AU_NZ_POSTCODE})"
_ANY_CODE = rf"(?:{places.CA_POSTAL}|{places.UK_POSTCODE}|{places.IE_EIRCODE}|{places.US_ZIP})"
_COUNTRY = rf"{alternation(places.COUNTRIES)}(?!\w)"
_ENDS = rf"(?=[ ]?[,.;\n)]|[ ]{{1,2}}(?:{_STATE_ZIP})|\s*\Z)"
# `On` or `Hi` is a province or state only behind a comma: a sentence may begin with either.
_TITLE_STATE = rf"(?:(?<=,)|(?<=,[ ])){_CODES_TITLE}\b{_ENDS}"
_TERMINAL = rf"""(?:
      (?P<state>{_NAMES}(?!\w|{_SEPARATOR}{_CODES}\b)|{_CODES}(?![\w'])|{_TITLE_STATE})\.?
        (?:{_SEPARATOR}(?P<zip>{_STATE_ZIP}|{places.UK_POSTCODE}))?(?:{_SEPARATOR}(?P<country>{_COUNTRY}))?
    | (?P<code>{_ANY_CODE})(?:{_SEPARATOR}(?P<country2>{_COUNTRY}))?
    | (?P<country3>{_COUNTRY})
    )(?![\w-])"""
_TAIL = re.compile(
    rf"""\.?(?:{_SEPARATOR}(?P<district>{_CITY}(?:{_SEPARATOR}{_CITY})?),?)??
         (?:{_SEPARATOR}(?P<city>{_CITY}))??{_SEPARATOR}{_TERMINAL}""",
    re.VERBOSE,
)
_CITY_POSTCODE = re.compile(
    rf"\.?(?:(?P<gap>[ ]?,?[ ]?\r?\n[ ]?)|{_SEPARATOR})(?P<city>{_CITY})[ ]"
    rf"(?P<code>{places.AU_NZ_POSTCODE})(?(gap)(?![\w-])|(?=[ ]?[,.;\n)]|\s*\Z))"
)
# The order of the Continent: code, then city.
_CODE_CITY = re.compile(
    rf"[ ]?(?:,|\r?\n)[ ]?(?P<code>[0-9]{{5}})[ ](?P<city>{_CITY})(?=[ ]?[,.;\n)]|\s*\Z)"
    rf"(?:{_SEPARATOR}(?P<country>France|Belgique|Suisse|{_COUNTRY}))?"
)
_LABELS = {
    "city": "LOCATION_CITY",
    "state": "LOCATION_STATE",
    "zip": "LOCATION_ZIP",
    "code": "LOCATION_ZIP",
    "country": "LOCATION_COUNTRY",
    "country2": "LOCATION_COUNTRY",
    "country3": "LOCATION_COUNTRY",
}


@dataclass(frozen=True, slots=True)
class Tail:
    """The rest of an address: where it ends, and its parts."""

    end: int
    parts: tuple[Detection, ...]


def find_tail(text: str, position: int, score: float = 0.9) -> Tail | None:
    """Read the tail of an address.

    Args:
        text: The folded text.
        position: Where the street ends, in code points.
        score: Score of the parts.

    Returns:
        The tail, or None if nothing certain follows.
    """
    match = (
        _CODE_CITY.match(text, position)
        or _TAIL.match(text, position)
        or _CITY_POSTCODE.match(text, position)
    )
    if match is None:
        return None
    parts = tuple(
        Detection(*match.span(group), _LABELS[group], score)
        for group in match.re.groupindex
        if group in _LABELS and match[group]
    )
    end = max(part.end for part in parts)
    return Tail(end, parts)
