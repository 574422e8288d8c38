"""Times of day: `19:37:28`, `10pm EST`, `half past nine`, `14h30`, `8 o'clock`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from limina_patterns import numbers
from limina_patterns.family import Family, Found
from limina_patterns.scan import Scan

_ZONE = (
    r"(?:[ ]?(?:utc|gmt|z|est|edt|cst|cdt|mst|mdt|pst|pdt|et|ct|mt|pt|bst|cet|cest|eet|ist|jst"
    r"|aest|aedt|akst|hst|msk|sgt)"
    r"(?:[ ]?[+-][0-9]{1,2}(?::?[0-9]{2})?)?(?![^\W_])|[ ]?[+-](?:0[0-9]"
    r"|1[0-4]):?[0-9]{2}(?![0-9]))?"
)
_HALF = r"[ ]?(?:a\.m\.|p\.m\.|a\.m|p\.m|am|pm)(?![^\W_]|[ ]i\b)"
_MERIDIEM = re.compile(
    rf"[0-9](?<![\w.,:/$€£][0-9])(?<![^m0-9]-.)(?:(?<=1)[0-2]"
    rf"|(?<=0)[1-9])?(?:[:.][0-5][0-9]){{0,2}}{_HALF}{_ZONE}"
)
_COLON = re.compile(
    r"[0-9](?<![^\Wt_].)(?<![a-z_]t.)(?<![0-9][.,:/].)(?<![.,:/#].)(?:(?<=[01])[0-9]|(?<=2)[0-4])?"
    r":[0-5][0-9](?::[0-5][0-9](?:[.,][0-9]{1,9})?)?(?![0-9:]|[.,][0-9]|[a-su-y_]|/)" + _ZONE
)
_O_CLOCK = re.compile(r"clock(?![^\W_])")
_HOUR = re.compile(rf"(?<![^\W_])(?:[0-9]{{1,2}}|{numbers.UNDER_HUNDRED})[ ]?o[' ]?\Z")
_NUMBER = rf"(?:[0-9]{{1,2}}(?![:0-9])|{numbers.UNDER_HUNDRED})(?![^\W_])(?:{_HALF})?"
_PAST = re.compile(rf"past[ ]{_NUMBER}")
_QUARTER = re.compile(rf"quarter(?<!\wquarter)[ ](?:to|after|before|of)[ ]{_NUMBER}")
_HALF_PAST = re.compile(
    rf"(?<![^\W_])(?:half|(?:a[ ])?quarter|(?:[0-9]{{1,2}}"
    rf"|{numbers.UNDER_HUNDRED})(?:[ ]minutes?)?)[ ]\Z"
)
_SPELLED = re.compile(
    rf"{numbers.UNDER_HUNDRED}(?:[ ](?:oh[ ])?{numbers.UNDER_HUNDRED})?[ ](?:a\.m\.|p\.m\.|am"
    rf"|pm)(?![^\W_])"
)
_HOUR_LETTER = re.compile(
    r"[0-9](?<![\w.,:/-][0-9])(?:(?<=[01])[0-9]|(?<=2)[0-3])?(?:[ ]?h[ ]?[0-5][0-9](?:[ ]?min)?"
    r"|(?:[.:][0-5][0-9])?[ ]?uhr(?:[ ][0-5][0-9])?|[.:][0-5][0-9][ ]uur)(?![^\W_])"
)
# `0730 hours`, `vers 14 heures`, `om 20 uur`, `a las 9 de la mañana`
_FIGURES = re.compile(
    r"[0-9](?<![\w.,:/$€£-][0-9])[0-9]?(?:[0-5][0-9](?<=[0-9]{4}) (?:hours|hrs)|(?P<hour> heures"
    r"| uur)"
    r"|(?:[:.][0-5][0-9])? de la (?:mañana|tarde|noche))(?![^\W_])"
)
_FIGURE_HINTS = (" hours", " hrs", " heures", " uur", " de la ")
_BEFORE_HOUR = re.compile(r"\b(?:vers|à|dès|avant|après|om|rond|tegen)[ ]\Z")
_NAMES = ("noon", "midnight", "mitternacht", "medianoche", "mediodía", "minuit", "midi")
_NAMED = re.compile(rf"(?<![\w-])(?:{'|'.join(_NAMES)})(?![\w-])")
_BEFORE_NAMED = re.compile(
    r"(?:\b(?:at|by|until|till|around|before|after|from|since|past|to|um|bis|a|à|vers|seen|avant"
    r"|après)"
    r"[ ]|\A|\n)\Z"
)
_BEFORE = re.compile(
    r"\b(?:at|by|from|alarm|wecker|starts|departs|arrives|leaves|opens|closes|until|till|to"
    r"|around|about|before|after|between|and|since|time|um|ab|bis|von"
    r"|a las|las|à|vers|alle|om|às)"
    r"[ :]{1,2}\Z|[@(\[=-][ ]?\Z"
)


def _find(scan: Scan) -> Iterator[Found]:
    lower = scan.lower
    if scan.has_digit:
        if ":" in lower:
            for match in _COLON.finditer(lower):
                yield from _colon(scan, match)
        for match in _MERIDIEM.finditer(lower):
            yield Found(*match.span(), "TIME", 0.93)
        for match in _HOUR_LETTER.finditer(lower):
            yield Found(*match.span(), "TIME", 0.8)
        if any(hint in lower for hint in _FIGURE_HINTS):
            for match in _FIGURES.finditer(lower):
                before = _BEFORE_HOUR.search(lower, max(0, match.start() - 8), match.start())
                if before is not None or not match["hour"]:
                    yield Found(*match.span(), "TIME", 0.85, rule="hours")
    if any(name in lower for name in _NAMES):
        for match in _NAMED.finditer(lower):
            if _BEFORE_NAMED.search(lower, max(0, match.start() - 8), match.start()):
                yield Found(*match.span(), "TIME", 0.7, rule="named")
    if "clock" in lower:
        for match in _O_CLOCK.finditer(lower):
            hour = _HOUR.search(lower, max(0, match.start() - 20), match.start())
            if hour is not None:
                yield Found(hour.start(), match.end(), "TIME", 0.9)
    if "past " in lower:
        for match in _PAST.finditer(lower):
            part = _HALF_PAST.search(lower, max(0, match.start() - 24), match.start())
            if part is not None:
                yield Found(part.start(), match.end(), "TIME", 0.8)
    if "quarter " in lower:
        for match in _QUARTER.finditer(lower):
            yield Found(*match.span(), "TIME", 0.8)
    for cue in scan.cues.of("number_word"):
        spelled = _SPELLED.match(lower, cue.start)
        if spelled is not None:
            yield Found(*spelled.span(), "TIME", 0.85)


def _colon(scan: Scan, match: re.Match[str]) -> Iterator[Found]:
    start, end = match.span()
    value = match[0]
    if scan.text[start - 1 : start] == "[" and scan.text[start - 2 : start - 1].isalnum():
        # A slice: `row[9:45]`.
        return
    exact = value.count(":") > 1 or scan.lower[start - 1 : start] == "t"
    # `3:16` is a verse and a score as well as a time.
    if exact or len(value) > 4 or _BEFORE.search(scan.lower, max(0, start - 12), start):
        yield Found(start, end, "TIME", 0.92 if exact else 0.8)


FAMILY = Family("clock", frozenset({"TIME"}), _find, numbers.CUES)
