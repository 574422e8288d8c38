"""Street addresses and post-office boxes of the English-speaking countries, each as one contiguous span.

`123 Fake St` is a LOCATION_ADDRESS without its full stop. Where a city, state, code or country follows, the
span goes on to its end and the parts are found too: street, city, state, code, country.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from limina.plugin import Detection

from limina_patterns import places
from limina_patterns.address_tail import find_tail
from limina_patterns.family import Family, Found
from limina_patterns.scan import Scan
from limina_patterns.words import phrases
from limina_patterns.trie import alternation

_CUES = {
    "address": phrases(
        """
        address, addresses, home address, street address, mailing address, billing address,
        shipping address, postal address, lives at, live at, living at, lived at, resides
        at, reside at, residing at, resided at, residence, located at, situated at, ship to,
        deliver to, delivered to, mail to, moved to, house at, home at, apartment at, office
        at, addr, domiciled at, staying at, offices at, headquartered at, property at,
        corner of, stays at, adresse, dirección
        """
    ),
}


def _cases(words: frozenset[str]) -> frozenset[str]:
    return words | {word.upper() for word in words}


_STRONG = _cases(places.STREET_STRONG)
_MEDIUM = _cases(places.STREET_MEDIUM)
_TYPE = alternation(_STRONG | _MEDIUM | _cases(places.STREET_RARE))
_STRONG_TYPE = alternation(_STRONG)
_COMPASS = alternation(places.COMPASS)
_NAME = r"(?:[A-Z][\w'.-]{0,30}+|[0-9]{1,3}(?:st|nd|rd|th|ST|ND|RD|TH)\b|of|the|de|la|le|du|des|and|&|on)"
_NUMBER = r"[0-9](?<![\w.,/$€£#-][0-9])(?<![0-9][ :][0-9])[0-9]{0,4}(?:[A-Za-z](?![\w']))?(?:[-/][0-9]{1,5}[A-Za-z]?)?(?:[ ]1/2)?(?![0-9])"
_UNIT_NAME = (
    "Apartment|Apt|Suite|Ste|Unit|Room|Rm|Floor|Flr|Building|Bldg|Lot|Flat|Level|Penthouse|Office|Dept|Department|Box|Space|"
    "Spc|Shop|Trailer|Trlr|Villa|Tower|Block"
)
_UNIT = (
    rf"(?:(?:,?[ ]|[ ]?,?\r?\n)(?:(?i:{_UNIT_NAME})\b\.?[ ]?(?:\#|No\.?)?[ ]?(?:[0-9][0-9A-Za-z-]{{0,5}}|[A-Z][0-9-]{{0,4}}|[A-Z]{{1,2}})\b"
    rf"|\#[ ]?[0-9A-Z][0-9A-Z-]{{0,5}}\b|[0-9]{{1,2}}(?:st|nd|rd|th)[ ](?i:Floor|Fl)\b))?"
)
_STREET = re.compile(
    rf"""(?P<number>{_NUMBER})(?:,?[ ]{{1,2}})
    (?:
        (?:{_COMPASS}[ ])?
        (?:{_NAME}[ ]){{1,5}}?(?P<type>{_TYPE})(?![\w'])(?:[ ]{_STRONG_TYPE}(?![\w'])(?!\.[ ][A-Z]))?
      | (?P<fixed>(?:(?:{_COMPASS})[ ])?(?:The[ ])?(?:Queensway|Kingsway|Broadway|Bowery|Embarcadero|Strand|Esplanade|Piccadilly|Haymarket)
          |The[ ]{_TYPE}(?![\w']))
      | (?P<road>(?:{_COMPASS}[ ])?(?:(?:US|U\.S\.|State|County|Old|Provincial|Regional|Township|Rural|Farm[ ]to[ ]Market)[ ])?
          (?:Highway|Hwy|Route|Rte|Road|Rd|FM|CR|SR|RR|Concession|Sideroad)[ ][0-9]{{1,4}}[A-Z]?)
      | (?P<of>(?:Avenue|Ave|Boulevard|Blvd|Street|Place|Plaza)[ ](?:of[ ](?:the[ ])?[A-Z]\w+(?:[ ][A-Z]\w+)?|[A-Z](?![\w'])))
      | (?P<french>(?i:rue|chemin|boulevard|boul\.?|avenue|av\.|place|côte|montée|rang|allée|impasse)[ ]
          (?:de[ ]la[ ]|de[ ]l'|des?[ ]|du[ ]|l')?[A-ZÀ-Ý][\w'.-]{{1,30}}(?:[ -][A-ZÀ-Ý][\w'.-]{{1,30}}){{0,3}})
    )(?![\w])
    (?P<compass>[ ]{_COMPASS}(?!\w))?{_UNIT}""",
    re.VERBOSE,
)
_BOX = re.compile(
    rf"""P(?<![\w]P)(?:\.[ ]?O\.?|[ ]?O\.?|ost[ ]Office|OST[ ]OFFICE)[ ]?(?:Box|BOX|box)[ ]{{1,2}}\#?[0-9][0-9-]{{0,7}}\b{_UNIT}
      |(?:GPO[ ]Box|Private[ ]Bag|Locked[ ]Bag|PSC|R\.?R\.?[ ]?\#?)[ ][0-9]{{1,6}}(?:,?[ ]Box[ ][0-9]{{1,6}})?\b
      |Unit[ ][0-9]{{3,5}}[ ]Box[ ][0-9]{{3,5}}\b""",
    re.VERBOSE,
)
_MILITARY = re.compile(
    r"(?:\b(?:USS|USNS|USNV|USCGC)[ ]\w{2,20}(?:\r?\n|,?[ ]))?\b[FAD]PO[ ,]{1,2}A[AEP][ ]{1,2}[0-9]{5}(?:-[0-9]{4})?\b"
)
_LOWER = re.compile(
    r"[0-9](?<![\w.,/$€£#-][0-9])[0-9]{0,4}[a-z]?[ ](?:(?:north|south|east|west|n|s|e|w)[ ])?"
    r"(?:[a-z][a-z'-]{1,20}[ ]|[0-9]{1,3}(?:st|nd|rd|th)[ ]){1,3}?(?:street|avenue|road|boulevard|lane|drive|court|terrace"
    r"|crescent|parkway|highway|st|ave|rd|blvd|ln|dr|pkwy|hwy)\b(?:,?[ ](?:apt|apartment|suite|unit)\.?[ ]?#?[0-9a-z-]{1,5}\b)?"
)
_UNIT_BEFORE = re.compile(
    rf"\b(?i:{_UNIT_NAME})\b\.?[ ]?\#?(?:[0-9][0-9A-Za-z-]{{0,5}}|[A-Z][0-9]{{0,4}})(?:,[ ]?|[ ]?/[ ]?|[ ])\Z"
)
_LOWER_STOP = re.compile(
    r"\b(?:the|a|an|and|or|to|in|on|of|for|from|with|by|at|my|your|his|her|our|their|this|that|is|was|miles|km|minutes|hours"
    r"|days|years|people|blocks|feet|meters|metres|times|percent|ways|down|up|per)\b"
)
_NOT_NAMES = frozenset(
    """
    Supreme District High Appeal Appeals Appellate Circuit Federal County Crown Superior Municipal Magistrates Family Tennis
    Juvenile Criminal Constitutional Administrative Regional European Food Hard Google Flash Disk Test USB Market Fair Open
    National Provincial Probate Bankruptcy Trial Moot Basketball Grand Theme Amusement Car Business Science Retail
    """.split()
)
_YEAR = re.compile(r"(?:1[5-9]|20)[0-9]{2}\Z")
_BEFORE_YEAR = re.compile(
    r"(?:\b(?:in|since|during|until|of|the|by|from|and|to|for|between)|[0-9],?|[a-z]{3},?)[ ]\Z",
    re.IGNORECASE,
)


def _find(scan: Scan) -> Iterator[Found]:
    if not scan.has_digit:
        return
    text = scan.text
    for match in _STREET.finditer(text):
        yield from _street(scan, match)
    if "ox" in text or "OX" in text or "Bag" in text or "RR" in text or "PSC" in text:
        for match in _BOX.finditer(text):
            yield _address(text, match.start(), match.end(), 0.9)
    if "PO" in text:
        for match in _MILITARY.finditer(text):
            yield Found(match.start(), match.end(), "LOCATION_ADDRESS", 0.9)
    if scan.cues.of("address"):
        for match in _LOWER.finditer(text):
            start, end = match.span()
            words = text[start:end]
            if scan.left(start, "address", 24, clause=True) and not _LOWER_STOP.search(words):
                yield Found(start, end, "LOCATION_ADDRESS", 0.8)


def _street(scan: Scan, match: re.Match[str]) -> Iterator[Found]:
    text = scan.text
    start, end = match.span()
    found = _address(text, start, end, 0.9)
    whole = found.end > end
    cue = scan.left(start, "address", 32)
    unit = _UNIT_BEFORE.search(text, max(0, start - 24), start)
    certain = whole or cue or unit is not None
    if not certain and not _likely(scan, match):
        return
    if unit is not None:
        found = _address(text, unit.start(), end, 0.9)
    score = 0.96 if whole else 0.94 if certain else 0.9 if match["type"] in _STRONG else 0.75
    yield Found(found.start, found.end, found.label, score, found.parts)


def _address(text: str, start: int, end: int, score: float) -> Found:
    tail = find_tail(text, end)
    if tail is None:
        return Found(start, end, "LOCATION_ADDRESS", score)
    street = Detection(start, end, "LOCATION_ADDRESS_STREET", 0.9)
    return Found(start, tail.end, "LOCATION_ADDRESS", 0.96, (street, *tail.parts))


def _likely(scan: Scan, match: re.Match[str]) -> bool:
    """Whether a street without city, unit or a word for it is one, and not a number before a name."""
    text, start, end = scan.text, match.start(), match.end()
    kind = match["type"]
    year = _YEAR.match(match["number"]) is not None
    if year and (kind not in _STRONG or _BEFORE_YEAR.search(text, max(0, start - 9), start)):
        return False
    if kind is None:
        return (
            match["fixed"] is None
            or not match["fixed"].startswith("The ")
            or match["fixed"].endswith("way")
        )
    if kind not in _STRONG and kind not in _MEDIUM:
        return False
    name = text[match.end("number") : match.start("type")].split()
    if name[-1] in _NOT_NAMES or name[0] in ("of", "and", "the", "on", "&"):
        return False
    # `Dr` and `St` before a capital are titles: "2 patients of Dr Smith".
    titled = kind in ("Dr", "DR") and re.compile(r"\.?[ ][A-Z]").match(text, end) is not None
    return not titled


FAMILY = Family(
    "address",
    frozenset(
        {
            "LOCATION_ADDRESS",
            "LOCATION_ADDRESS_STREET",
            "LOCATION_CITY",
            "LOCATION_STATE",
            "LOCATION_ZIP",
            "LOCATION_COUNTRY",
        }
    ),
    _find,
    _CUES,
)
