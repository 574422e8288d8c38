"""Street addresses and post-office boxes of the English-speaking countries, each as one contiguous
span.

`123 Fake St` is a LOCATION_ADDRESS without its full stop. Where a city, state, code or country
follows, the span goes on to its end and the parts are found too: street, city, state, code,
country."""

from __future__ import annotations

import re
from collections.abc import Iterator

from limina.plugin import Detection
from limina_patterns import numbers, places
from limina_patterns.address_tail import find_tail
from limina_patterns.family import Family, Found
from limina_patterns.scan import Scan
from limina_patterns.trie import alternation
from limina_patterns.words import phrases, words

_CUES = {
    "address": phrases(
        """
        address, addresses, home address, street address, mailing address, billing address, shipping
        address, postal address, lives at, live at, living at, lived at, resides at, reside at,
        residing at, resided at, residence, located at, situated at, ship to, deliver to, delivered
        to, mail to, moved to, house at, home at, apartment at, office at, addr, domiciled at,
        staying at, offices at, headquartered at, property at, corner of, stays at, adresse,
        dirección
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
_NAME = (
    r"(?:[A-Z](?:\w{0,2}\.|[\w'-]{0,30}+)|[0-9]{1,3}(?:st|nd|rd|th|ST|ND|RD|TH)\b"
    r"|of|the|de|la|le|du|des|and|&|on)"
)
_NUMBER = (
    r"[0-9](?<![\w.,/$€£#-][0-9])(?<![0-9]:[0-9])[0-9]{0,4}(?:[A-Za-z](?![\w']))?"
    r"(?:[-/][0-9]{1,5}[A-Za-z]?)?(?:[ ]1/2|½)?(?![0-9])"
)
_UNIT_NAME = (
    "Apartment|Apt|Suite|Ste|Unit|Room|Rm|Floor|Flr|Building|Bldg|Lot|Flat|Level|Penthouse|Office"
    "|Dept|Department|Box|Space|Spc|Shop|Studio|Trailer|Trlr|Villa|Tower|Block"
)
_UNIT_NUMBER = r"(?:[0-9][0-9A-Za-z-]{0,5}|[A-Z][0-9-]{0,4}|[A-Z]{1,2})\b"
_UNIT = (
    rf"(?P<unit>(?:,?[ ]|[ ]?,?\r?\n)(?:(?i:{_UNIT_NAME})\b\.?[ ]?(?:\#|No\.?)?[ ]?{_UNIT_NUMBER}"
    r"|\#[ ]?[0-9A-Z][0-9A-Z-]{0,5}\b|[0-9]{1,2}(?:st|nd|rd|th)[ ](?i:Floor|Fl)\b"
    r"|R\.?D\.?[ ][0-9]{1,2}\b))?"
)
_FIXED = (
    "Queensway|Kingsway|Broadway|Bowery|Embarcadero|Strand|Esplanade|Piccadilly|Haymarket|Cheapside"
)
_NAMED = rf"""
        (?:{_COMPASS}[ ])?(?:{_NAME}[ ]){{1,5}}?(?P<type>{_TYPE})(?![\w'])
        (?:[ ](?P<last>{_STRONG_TYPE})(?![\w'])(?!\.[ ][A-Z]))?"""
_STREET = re.compile(
    rf"""(?P<number>{_NUMBER})(?:[ ]{{1,2}}|,[ ](?=[A-Z][\w'.-]{{1,30}}[ ]))
    (?:{_NAMED}
      | (?P<fixed>(?:{_COMPASS}[ ])?(?:The[ ])?(?:{_FIXED})|The[ ]{_TYPE}(?![\w']))
      | (?<!,[ ])(?:{_COMPASS}[ ])?
        (?:(?:US|U\.S\.|State|County|Old|Provincial|Regional|Township|Rural|Farm[ ]to[ ]Market)[ ])?
        (?:Highway|Hwy|Route|Rte|Road|Rd|FM|CR|SR|RR|Concession|Sideroad)[ ][0-9]{{1,4}}[A-Z]?
      | (?:Avenue|Ave|Boulevard|Blvd|Street|Place|Plaza)
        [ ](?:of[ ](?:the[ ])?[A-Z]\w+(?:[ ][A-Z]\w+)?|[A-Z](?![\w']))
      | (?i:rue|chemin|boulevard|boul\.?|avenue|av\.|place|côte|montée|rang|allée|impasse)[ ]
        (?:de[ ]la[ ]|de[ ]l'|des?[ ]|du[ ]|l')?[A-ZÀ-Ý][\w'.-]{{1,30}}
        (?:[ -][A-ZÀ-Ý][\w'.-]{{1,30}}){{0,3}}
    )(?!\w)(?:[ ]{_COMPASS}(?!\w))?{_UNIT}""",
    re.VERBOSE,
)
# What only a city, a state and a code behind it make an address: `31776 Mcintyre Via`.
_UNTYPED = re.compile(
    rf"(?P<number>{_NUMBER})[ ](?:[A-Z][\w'.-]{{0,30}}+[ ]?){{1,4}}(?<![ ]){_UNIT}"
    r"(?=[ ]?,|[ ]?\r?\n)"
)
# `One Sullivan Road`: begins at a spelled number.
_SPELLED = re.compile(rf"[A-Z][a-z]{{2,8}}[ ]{_NAMED}{_UNIT}", re.VERBOSE)
_FLAT = re.compile(
    rf"(?:Flat|Studio|Apartment|Apt\.?|Unit|Suite)[ ]\#?{_UNIT_NUMBER}(?:,[ ]?|[ ]?\r?\n)"
    rf"(?:{_NAME}[ ]){{1,4}}?{_TYPE}(?![\w'])",
    re.VERBOSE,
)
# From the word Box or Bag on; what makes it a postal one stands before.
_BOX = re.compile(rf"(?:Box|BOX|box|Bag|BAG)[ ]{{1,2}}\#?[0-9][0-9-]{{0,7}}\b{_UNIT}")
_BEFORE_BOX = re.compile(
    r"(?<![\w-])(?:[Pp]\.?[ ]?[Oo]\.?|Post[ ]Office|POST[ ]OFFICE|GPO|Private|PRIVATE|Locked|PMB"
    r"|(?:PSC|RR|R\.R\.|HC|Unit)[ ]?\#?[0-9]{1,6},?)[ ]?\Z"
)
_MILITARY = re.compile(
    r"(?:\b(?:USS|USNS|USNV|USCGC)[ ]\w{2,20}(?:\r?\n|,?[ ]))?"
    r"\b[FAD]PO[ ,]{1,2}A[AEP][ ]{1,2}[0-9]{5}(?:-[0-9]{4})?\b"
)
_LOWER = re.compile(
    r"[0-9](?<![\w.,/$€£#-][0-9])[0-9]{0,4}[a-z]?[ ](?:(?:north|south|east|west|n|s|e|w)[ ])?"
    r"(?:[a-z][a-z'-]{1,20}[ ]|[0-9]{1,3}(?:st|nd|rd|th)[ ]){1,3}?"
    r"(?:street|avenue|road|boulevard|lane|drive|court|terrace|crescent|parkway|highway|st|ave|rd"
    r"|blvd|ln|dr|pkwy|hwy)\b(?:,?[ ](?:apt|apartment|suite|unit)\.?[ ]?#?[0-9a-z-]{1,5}\b)?"
)
_UNIT_BEFORE = re.compile(
    rf"\b(?i:{_UNIT_NAME})\b\.?(?:[ ]?\#?(?:[0-9][0-9A-Za-z-]{{0,5}}|[A-Z][0-9]{{0,4}})"
    r"(?:,[ ]?|[ ]?/[ ]?|[ ]|[ ]?,?\r?\n)|[ ])\Z"
)
_LOWER_STOP = re.compile(
    r"\b(?:the|a|an|and|or|to|in|on|of|for|from|with|by|at|my|your|his|her|our|their|this|that|is"
    r"|was|miles|km|minutes|hours|days|years|people|blocks|feet|meters|metres|times|percent|ways"
    r"|down|up|per)\b"
)
#: Words before Court, Park, Place, Drive and the like that make them no street.
_NOT_NAMES = words(
    """
    Supreme District High Appeal Appeals Appellate Circuit Federal County Crown Superior Municipal
    Magistrates Family Tennis Juvenile Criminal Constitutional Administrative Regional European Food
    National Provincial Probate Bankruptcy Trial Moot Basketball Theme Amusement Car Business
    Science Retail Hard Google Flash Disk Test USB Market Fair Open
    """
)
_NOT_DRIVES = words("Hard Google Flash Disk Test USB")
_YEAR = re.compile(r"(?:1[5-9]|20)[0-9]{2}\Z")
_BEFORE_YEAR = re.compile(
    r"(?:\b(?:in|since|during|until|of|the|by|from|and|to|for|between)|[0-9],?|[a-z]{3},?)[ ]\Z",
    re.IGNORECASE,
)
_TITLE = re.compile(r"\.?[ ][A-Z]")
_CLAUSE_ENDS = re.compile(r"\s*(?:[.,;!?)\n]|\Z)")


def _find(scan: Scan) -> Iterator[Found]:
    if not scan.has_digit:
        return
    text = scan.text
    for match in _STREET.finditer(text):
        yield from _street(scan, match)
    for pattern in (_UNTYPED, _FLAT):
        for match in pattern.finditer(text):
            yield from _coded(text, match, pattern is _UNTYPED)
    for cue in scan.cues.of("number_word"):
        if text[cue.start].isupper():
            spelled = _SPELLED.match(text, cue.start)
            if spelled is not None:
                found = _address(text, *spelled.span(), 0.9)
                if found.parts or scan.left(cue.start, "address", 32):
                    yield found
    for match in _BOX.finditer(text):
        before = _BEFORE_BOX.search(text, max(0, match.start() - 20), match.start())
        if before is not None:
            yield _address(text, before.start(), match.end(), 0.9)
    if "PO A" in text or "PO, A" in text:
        for match in _MILITARY.finditer(text):
            yield Found(match.start(), match.end(), "LOCATION_ADDRESS", 0.9)
    if scan.cues.of("address"):
        for match in _LOWER.finditer(text):
            start, end = match.span()
            stop = _LOWER_STOP.search(text, start, end)
            if stop is None and scan.left(start, "address", 24, clause=True):
                yield Found(start, end, "LOCATION_ADDRESS", 0.8)


def _coded(text: str, match: re.Match[str], untyped: bool) -> Iterator[Found]:
    """A street that only its postal code makes one, or the name behind the number of a flat."""
    if not untyped:
        yield _address(text, match.start(), match.end(), 0.85)
        return
    unit = _UNIT_BEFORE.search(text, max(0, match.start() - 24), match.start())
    found = _address(text, unit.start() if unit else match.start(), match.end(), 0.9)
    coded = any(part.label == "LOCATION_ZIP" for part in found.parts)
    if coded and not _YEAR.match(match["number"]):
        yield found


def _street(scan: Scan, match: re.Match[str]) -> Iterator[Found]:
    text = scan.text
    start, end = match.span()
    found = _address(text, start, end, 0.9)
    unit = _UNIT_BEFORE.search(text, max(0, start - 24), start)
    cue = scan.left(start, "address", 32)
    certain = bool(found.parts) or cue or unit is not None or match["unit"] is not None
    if not certain and not _likely(scan, match):
        return
    if unit is not None:
        found = _address(text, unit.start(), end, 0.9)
    kind = match["last"] or match["type"]
    score = 0.96 if found.parts else 0.94 if certain else 0.9 if kind in _STRONG else 0.75
    yield Found(found.start, found.end, found.label, score, found.parts)


def _address(text: str, start: int, end: int, score: float) -> Found:
    """The candidate for a street at `start` to `end`, with what follows of the address."""
    tail = find_tail(text, end)
    if tail is None:
        return Found(start, end, "LOCATION_ADDRESS", score)
    street = Detection(start, end, "LOCATION_ADDRESS_STREET", 0.9)
    return Found(start, tail.end, "LOCATION_ADDRESS", 0.96, (street, *tail.parts))


def _likely(scan: Scan, match: re.Match[str]) -> bool:
    """Whether a street without city, unit or a word for it is one."""
    text, start, end = scan.text, match.start(), match.end()
    number = match["number"]
    kind = match["last"] or match["type"]
    year = _YEAR.match(number) is not None
    if year and (kind not in _STRONG or _BEFORE_YEAR.search(text, max(0, start - 9), start)):
        return False
    if kind is None:
        fixed = match["fixed"]
        return fixed is None or not fixed.startswith("The ") or fixed.endswith("way")
    name = text[match.end("number") : match.start("type")].replace(",", "").split()
    if name[0] in ("of", "and", "the", "on", "&"):
        return False
    if kind in _STRONG:
        # `Dr` before a capital is a title: "2 patients of Dr Smith".
        titled = kind in ("Dr", "DR") and _TITLE.match(text, end) is not None
        return not titled and not (kind in ("Drive", "DRIVE") and name[-1] in _NOT_DRIVES)
    if name[-1] in _NOT_NAMES or name[-1] in _STRONG:
        return False
    return kind in _MEDIUM or (len(number) > 2 and _CLAUSE_ENDS.match(text, end) is not None)


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
    _CUES | numbers.CUES,
)
