"""Measures of a body: `190cm tall`, `weighs 80 kg`, `5'11"`, `height: 1.82 m`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from limina_patterns.family import Family, Found
from limina_patterns.scan import Scan
from limina_patterns.words import phrases

_CUES = {
    "height": phrases(
        """
        height, tall, körpergröße, größe, taille, estatura, altura, altezza, mide, mesure, lengte,
        i'm, i am, he is, she is, he's, she's, stands
        """
    ),
    "weight": phrases(
        """
        weight, weigh, weighs, weighed, weighing, bmi, gewicht, wiegt, wiege, poids, pèse, peso,
        pesa, weegt, body weight
        """
    ),
    "height_word": phrases(
        "height, tall, körpergröße, estatura, altura, altezza, taille, mide, mesure"
    ),
}

_LENGTH = re.compile(
    r"""[0-9](?<![\w.,:/$€£-][0-9])(?:
        [0-9]{0,2}(?:\.[0-9])?[ ]?(?:cm|centimet(?:er|re)s?)
      | [.,][0-9]{1,2}[ ]?(?:m|met(?:er|re)s?)
      | [ ]?(?:'|ft\.?|feet|foot)[ -]?(?:[0-9]{1,2}(?:\.[0-9])?[ ]?(?:"|''|in\.?|inch(?:es)?)?)?
    )(?![^\W_])(?P<tall>[ ](?:tall|groß|high|in[ ]height|de[ ]alto|de[ ]estatura))?""",
    re.VERBOSE,
)
_QUOTES = re.compile(r"[4-7](?<![\w.,:/$-][0-9])'[ ]?(?:1[01]|[0-9])(?:\"|'')(?!\w)")
_MASS = re.compile(
    r"[0-9](?<![\w.,:/$€£-][0-9])[0-9]{0,2}(?:[.,][0-9])?[ ]?(?:kgs?|kilos?|kilograms?|lbs?"
    r"|pounds?|stone)"
    r"(?:[ ][0-9]{1,2}[ ]?(?:lbs?|pounds?))?(?![^\W_])"
)


def _find(scan: Scan) -> Iterator[Found]:
    if not scan.has_digit:
        return
    for match in _LENGTH.finditer(scan.lower) if scan.cues.of("height_word") else ():
        start, end = match.span()
        if match["tall"]:
            yield Found(start, end, "PHYSICAL_ATTRIBUTE", 0.9)
        elif scan.near(start, end, "height_word", 24, 16):
            yield Found(start, end, "PHYSICAL_ATTRIBUTE", 0.85)
    if '"' in scan.lower or "''" in scan.lower:
        for match in _QUOTES.finditer(scan.lower):
            near = scan.left(match.start(), "height", 24) or scan.right(match.end(), "height", 16)
            yield Found(*match.span(), "PHYSICAL_ATTRIBUTE", 0.88 if near else 0.65)
    if scan.cues.of("weight"):
        for match in _MASS.finditer(scan.lower):
            if scan.near(*match.span(), "weight", 28, 20):
                yield Found(*match.span(), "PHYSICAL_ATTRIBUTE", 0.85)


FAMILY = Family("body", frozenset({"PHYSICAL_ATTRIBUTE"}), _find, _CUES)
