"""Street addresses of the European mainland: number behind street, code before city.

`Hauptstraße 12, 10115 Berlin`, `Calle Mayor 15`, `Via Roma 24, 00184 Roma`, `Keizersgracht 241`.
Like those of the English-speaking countries each is one span; its parts stand in it where a code
and a city follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from limina.plugin import Detection
from limina_patterns.family import Family, Found
from limina_patterns.scan import Scan
from limina_patterns.words import phrases

_CUES = {
    "street_word": phrases(
        """
        calle, c/, avenida, avda, paseo, plaza, carrera, camino, ronda, travesía, via, viale,
        piazza, corso, largo, vicolo, rua, travessa, praça, alameda, estrada, am, an der, auf der,
        im, in der, zum
        """
    )
}

#: Ends of German and Dutch names of streets.
_ENDINGS = (
    "straße", "strasse", "str.", "weg", "gasse", "platz", "allee", "damm", "ufer", "chaussee",
    "straat", "laan", "gracht", "plein", "kade", "singel", "dijk", "steenweg",
)  # fmt: skip
_NUMBER = (
    r"[0-9]{1,4}(?![0-9])(?:[ ]?[a-zA-Z](?![\w']))?(?:[-/][0-9]{1,4}[a-z]?)?(?![\w%]|[.,:][0-9])"
)
_HOUSE = re.compile(
    r"[0-9](?<=[a-zß.][ ].)[0-9]{0,3}(?![0-9])(?:[ ]?[a-zA-Z](?![\w']))?"
    r"(?:[-/][0-9]{1,4})?(?![\w%]|[.,:][0-9])"
)
_NAME = re.compile(r"(?<![\w-])[A-ZÄÖÜ][\w'-]{2,30}(?:[ -][A-ZÄÖÜ]?[\w-]{2,20}){0,1}\.?[ ]\Z")
_BEHIND = re.compile(
    r"[ ](?:(?:de|del|dei|della|delle|degli|da|do|dos|das|di|d'|la|las|los|el)[ ]){0,2}"
    r"[A-ZÀ-Ý][\w'.-]{2,30}(?:[ ](?:(?:de|del|della|di|da|do|dos|y|e|la|las|"
    r"los)[ ]){0,2}[A-ZÀ-Ý][\w'.-]{1,30}){0,3}"
    rf"(?:,?[ ](?:n[.°º]{{1,2}}[ ]?|número[ ]|nº[ ]?)?|,[ ]?)(?P<number>{_NUMBER})"
)
_TAIL = re.compile(
    r"(?:,[ ]?|[ ]?\r?\n|[ ])(?:[A-Z]{1,2}-)?(?P<zip>[0-9]{4}-[0-9]{3}|"
    r"[0-9]{4}[ ]?[A-Z]{2}|[0-9]{4,5})[ ]"
    r"(?P<city>[A-ZÀ-Ý][\w'.-]{2,24}(?:[ -](?:(?:am|an|der|de|la|do|di|"
    r"del)[ ])?[A-ZÀ-Ý][\w'-]{2,24}){0,2})"
    r"(?!\w)"
)
#: Words that begin an address only with a code and a city behind it.
_WEAK = frozenset(
    {"am", "an der", "auf der", "im", "in der", "zum", "largo", "via", "ronda", "corso"}
)


def _find(scan: Scan) -> Iterator[Found]:
    if not scan.has_digit:
        return
    text, lower = scan.text, scan.lower
    for match in _HOUSE.finditer(text):
        if lower.endswith(_ENDINGS, max(0, match.start() - 40), match.start() - 1):
            name = _NAME.search(text, max(0, match.start() - 40), match.start())
            # `Platz 3` is a rank.
            if name is not None and name[0].strip().lower() not in _ENDINGS:
                yield _address(text, _last_word(text, name), match.end(), 0.85)
    for cue in scan.cues.of("street_word"):
        street = _BEHIND.match(text, cue.end)
        if street is None:
            continue
        found = _address(text, cue.start, street.end("number"), 0.8)
        capital = text[cue.start].isupper()
        if found.parts or (capital and lower[cue.start : cue.end] not in _WEAK - {"via"}):
            yield found
        elif lower[cue.start : cue.end] in ("calle", "via", "rua", "avenida", "piazza", "plaza"):
            yield found._replace(score=0.7)


def _last_word(text: str, name: re.Match[str]) -> int:
    """Where the street's name begins: of two words before the number, the one with the ending."""
    words = text[name.start() : name.end() - 1]
    cut = words.rfind(" ")
    if cut < 0 or words[cut + 1 : cut + 2].islower() or words.endswith("Str."):
        return name.start()
    return (
        name.start() + cut + 1
        if words[cut + 1].isupper() and len(words) - cut > 7
        else name.start()
    )


def _address(text: str, start: int, end: int, score: float) -> Found:
    tail = _TAIL.match(text, end)
    if tail is None:
        return Found(start, end, "LOCATION_ADDRESS", score, rule="street")
    parts = (
        Detection(start, end, "LOCATION_ADDRESS_STREET", 0.9),
        Detection(*tail.span("zip"), "LOCATION_ZIP", 0.9),
        Detection(*tail.span("city"), "LOCATION_CITY", 0.9),
    )
    return Found(start, tail.end(), "LOCATION_ADDRESS", 0.95, parts, "whole")


FAMILY = Family(
    "address_europe",
    frozenset({"LOCATION_ADDRESS", "LOCATION_ADDRESS_STREET", "LOCATION_CITY", "LOCATION_ZIP"}),
    _find,
    _CUES,
)
