"""Times of day: `19:37:28`, `10pm EST`, `half past nine`, `14h30`, `8 o'clock`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from limina_patterns import numbers
from limina_patterns.family import Family, Found
from limina_patterns.scan import Scan

_ZONE = (
    r"(?:[ ]?(?:utc|gmt|z|est|edt|cst|cdt|mst|mdt|pst|pdt|et|ct|mt|pt|bst|cet|cest|eet|ist|jst|aest|aedt|akst|hst|msk|sgt)"
    r"(?:[ ]?[+-][0-9]{1,2}(?::?[0-9]{2})?)?(?![^\W_])|[ ]?[+-](?:0[0-9]|1[0-4]):?[0-9]{2}(?![0-9]))?"
)
_HALF = r"[ ]?(?:a\.m\.|p\.m\.|a\.m|p\.m|am|pm)(?![^\W_])"
_MERIDIEM = re.compile(
    rf"[0-9](?<![\w.,:/$€£-][0-9])(?:(?<=1)[0-2]|(?<=0)[1-9])?(?:[:.][0-5][0-9]){{0,2}}{_HALF}{_ZONE}"
)
_COLON = re.compile(
    rf"[0-9t](?<![^\Wt_][0-9])(?<![.,:/#][0-9])(?<![a-z_]t)"
    rf"(?:(?<=[01])[0-9]|(?<=2)[0-4]|(?<=t)(?:[01][0-9]|2[0-4]))?"
    rf":[0-5][0-9](?::[0-5][0-9](?:[.,][0-9]{{1,9}})?)?(?![0-9:]|[.,][0-9]|[a-su-y_]|/){_ZONE}"
)
_O_CLOCK = re.compile(rf"\b(?:[0-9]{{1,2}}|{numbers.UNDER_HUNDRED})[ ]?o'?[ ]?clock\b(?:[ ](?:in[ ]the[ ](?:morning|afternoon|evening)|at[ ]night))?")
_SPOKEN = re.compile(
    rf"\b(?:half[ ]past|quarter[ ](?:past|to|after)|(?:{numbers.UNDER_HUNDRED}|[0-9]{{1,2}})[ ](?:minutes[ ])?(?:past|to)(?=[ ][a-z0-9]{{1,6}}[ ]?(?:am\b|pm\b|a\.m|p\.m|o'clock)))"
    rf"[ ](?:[0-9]{{1,2}}(?![:0-9])|{numbers.UNDER_HUNDRED})\b(?:{_HALF})?"
    rf"|\b{numbers.UNDER_HUNDRED}(?:[ ](?:oh[ ])?{numbers.UNDER_HUNDRED})?[ ](?:a\.m\.|p\.m\.|am|pm)(?![^\W_])"
)
_HOUR_LETTER = re.compile(
    r"[0-9](?<![\w.,:/-][0-9])(?:(?<=[01])[0-9]|(?<=2)[0-3])?[ ]?(?:h[ ]?[0-5][0-9](?:[ ]?min)?|uhr(?:[ ][0-5][0-9])?)(?![^\W_])"
)
_BEFORE = re.compile(
    r"\b(?:at|by|from|until|till|to|around|about|before|after|between|and|since|time|um|ab|bis|von|a las|las|à|vers|alle|om|às)"
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
    if "clock" in lower:
        for match in _O_CLOCK.finditer(lower):
            yield Found(*match.span(), "TIME", 0.9)
    if " past " in lower or " pm" in lower or " am" in lower or " p.m" in lower or "quarter" in lower:
        for match in _SPOKEN.finditer(lower):
            yield Found(*match.span(), "TIME", 0.8)


def _colon(scan: Scan, match: re.Match[str]) -> Iterator[Found]:
    start, end = match.span()
    if scan.lower[start] == "t":
        start += 1
    value = match[0].lstrip("t")
    if value.startswith(":"):
        return
    exact = value.count(":") == 2 or value[1] != ":"
    # `3:16` is a verse and a score as well as a time.
    if exact or len(value) > 4 or _BEFORE.search(scan.lower, max(0, start - 12), start):
        yield Found(start, end, "TIME", 0.92 if exact else 0.8)


FAMILY = Family("clock", frozenset({"TIME"}), _find)
