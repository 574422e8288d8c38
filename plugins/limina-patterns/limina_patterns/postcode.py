"""Postal codes outside addresses, with the state and city before them where they stand there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from limina_patterns import places
from limina_patterns.family import Family, Found
from limina_patterns.labelled import find_labelled, rule
from limina_patterns.scan import Scan
from limina_patterns.trie import alternation
from limina_patterns.words import phrases

_CUES = {
    "postcode": phrases(
        """
        zip, zip code, zipcode, postal code, postcode, post code, plz, postleitzahl, code postal,
        código postal, codigo postal, codice postale, cep, eircode, cp, c.p, codice di avviamento
        postale, cap, pin code, zip+4, code postale, postcode nummer, kod pocztowy, postnummer, psč
        """
    )
}
_RULES = (
    rule(
        "postcode",
        "LOCATION_ZIP",
        rf"{places.CA_POSTAL}|{places.UK_POSTCODE}|{places.IE_EIRCODE}"
        r"|[0-9]{4}-[0-9]{3}|[0-9]{4}[ ][A-Z]{2}|[0-9]{5}-[0-9]{3,4}|[0-9]{4,6}|[0-9]{3}["
        r" -][0-9]{2,4}",
        0.92,
        least=2,
    ),
)
# Behind a word for it, a British or Canadian code may be in small letters, and a question between.
_SMALL = re.compile(
    r"[ :=]{1,3}(?:is[ ])?(?P<code>[a-z]{1,2}[0-9][0-9a-z]?[ ][0-9][a-z]{2}|[a-z][0-9][a-z]["
    r" ]?[0-9][a-z][0-9])(?!\w)"
)
_ASKED = re.compile(
    r"[ ](?:there|code|please|here|again)?[ ]?[?:][ \u2014-]{0,4}(?:(?:it's|it is|yes|sure|uh|um"
    r"|that's)[ ,]{1,2}){0,3}"
    r"(?P<code>[0-9]{5}(?:-[0-9]{4})?)(?![\w-]|[.,][0-9])"
)
_PLUS_FOUR = re.compile(r"[0-9](?<![\w.,:/#+-][0-9])[0-9]{4}-[0-9]{4}(?![\w-]|[.,:/][0-9])")
# From the first figure on: capitals are far more frequent.
_CANADA = re.compile(
    r"[0-9](?<=[ABCEGHJ-NPRSTVXY].)(?<![\w-][A-Z].)[ABCEGHJ-NPRSTV-Z][ ][0-9][ABCEGHJ-NPRSTV-Z]"
    r"[0-9](?![\w-])"
)
_BRITAIN_END = re.compile(r"[0-9](?<=[0-9A-Z][ ].)[ABD-HJLNP-UW-Z]{2}(?![\w-])")
_BRITAIN = re.compile(rf"(?<![\w-]){places.UK_OUTWARD}[ ]\Z")
_FIVE = re.compile(r"[0-9](?<=[ ][0-9])[0-9]{4}(?:-[0-9]{4})?(?![\w-]|[.,][0-9])")
_BEFORE_FIVE = re.compile(
    r"(?:(?P<city>[A-Z][\w'.-]{1,24}+(?:[ ][A-Z][\w'.-]{1,24}+){0,2}),[ ]?)?"
    rf"(?<![\w-])(?P<state>{alternation(set(places.US_STATES) | set(places.US_STATES.values()))})"
    r"\.?,?[ ]{1,2}\Z"
)


def _find(scan: Scan) -> Iterator[Found]:
    if not scan.has_digit:
        return
    text = scan.text
    for match in _PLUS_FOUR.finditer(text):
        yield Found(*match.span(), "LOCATION_ZIP", 0.6)
    for match in _CANADA.finditer(text):
        yield Found(match.start() - 1, match.end(), "LOCATION_ZIP", 0.85)
    for match in _BRITAIN_END.finditer(text):
        outward = _BRITAIN.search(text, max(0, match.start() - 6), match.start())
        if outward is not None:
            yield Found(outward.start(), match.end(), "LOCATION_ZIP", 0.85)
    for match in _FIVE.finditer(text):
        before = _BEFORE_FIVE.search(text, max(0, match.start() - 60), match.start())
        if before is not None:
            yield Found(*match.span(), "LOCATION_ZIP", 0.9)
            yield Found(*before.span("state"), "LOCATION_STATE", 0.88)
            if before["city"]:
                yield Found(*before.span("city"), "LOCATION_CITY", 0.85)
    yield from find_labelled(scan, _RULES)
    for cue in scan.cues.of("postcode"):
        for pattern in (_SMALL, _ASKED):
            code = pattern.match(scan.lower, cue.end)
            if code is not None:
                yield Found(*code.span("code"), "LOCATION_ZIP", 0.85, rule="asked")


FAMILY = Family(
    "postcode", frozenset({"LOCATION_ZIP", "LOCATION_STATE", "LOCATION_CITY"}), _find, _CUES
)
