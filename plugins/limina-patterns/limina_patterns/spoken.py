"""Numbers read out digit by digit: `five five five oh one two three`, `nine-eight-seven6-five4`.

The words before them say what they are; without any they are NUMERICAL_PII from seven digits on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from limina_patterns import numbers
from limina_patterns.family import Family, Found
from limina_patterns.scan import Scan

_RUN = re.compile(
    rf"(?:(?:double|triple)[ ])?{numbers.DIGIT}"
    rf"(?:[ ,-]{{0,2}}(?:(?:double|triple)[ ])?(?:{numbers.DIGIT}|[0-9])){{2,24}}(?:["
    rf" ](?:hundred|thousand)(?=[ ]*(?:[.,!?]|\Z)))?(?![^\W_])"
)
_ONE = re.compile(rf"(?:(double|triple)[ ])?({numbers.DIGIT}|[0-9])")
_WORD = rf"{numbers.DIGIT}"
_THREE = rf"{_WORD}(?:[ -]{_WORD}){{2}}"
_GROUPED = re.compile(
    rf"(?:one[ ,-]{{1,2}})?{_THREE}(?:,[ ]?|[ ]-[ ]){_THREE}(?:(?:,[ ]?|[ ]-[ ]|[ ]){_WORD})"
)
#: Kinds of context in the order they are asked, with the label and the digits the label needs.
_MEANINGS = (
    ("cvv", "CVV", 3, 4, 40),
    ("cvv_weak", "CVV", 3, 4, 40),
    ("pin", "PASSWORD", 4, 8, 40),
    ("passport", "PASSPORT_NUMBER", 6, 10, 60),
    ("driver", "DRIVER_LICENSE", 6, 16, 60),
    ("ssn", "SSN", 7, 11, 60),
    ("health_number", "HEALTHCARE_NUMBER", 6, 14, 60),
    ("routing", "ROUTING_NUMBER", 8, 9, 60),
    ("phone", "PHONE_NUMBER", 7, 15, 60),
    ("card", "CREDIT_CARD", 7, 19, 120),
    ("bank_account", "BANK_ACCOUNT", 6, 20, 60),
    ("account", "ACCOUNT_NUMBER", 5, 20, 60),
    ("customer", "ACCOUNT_NUMBER", 5, 20, 60),
    ("reference", "NUMERICAL_PII", 5, 20, 60),
    ("postcode", "LOCATION_ZIP", 5, 5, 40),
    ("dial", "PHONE_NUMBER", 7, 15, 24),
)
#: The same behind the number: "… on the visa card".
_MEANINGS_BEHIND = (
    ("card", "CREDIT_CARD", 13, 19, 32),
    ("ssn", "SSN", 9, 9, 32),
    ("passport", "PASSPORT_NUMBER", 6, 10, 32),
    ("bank_account", "BANK_ACCOUNT", 6, 20, 32),
    ("account", "ACCOUNT_NUMBER", 5, 20, 32),
)


def _find(scan: Scan) -> Iterator[Found]:
    end = 0
    for cue in scan.cues.of("number_word"):
        if cue.start < end:
            continue
        run = _RUN.match(scan.lower, cue.start)
        if run is None:
            continue
        end = run.end()
        digits = sum({"": 1, "double": 2, "triple": 3}[m[1] or ""] for m in _ONE.finditer(run[0]))
        yield from _judge(scan, run, digits)


def _judge(scan: Scan, run: re.Match[str], digits: int) -> Iterator[Found]:
    start, end = run.span()
    for kind, label, least, most, reach in _MEANINGS:
        if least <= digits <= most and scan.left(start, kind, reach):
            yield Found(start, end, label, 0.85, rule=kind)
            return
    for kind, label, least, most, reach in _MEANINGS_BEHIND:
        if least <= digits <= most and scan.right(end, kind, reach):
            yield Found(start, end, label, 0.8, rule=kind)
            return
    if digits in (7, 10, 11) and _GROUPED.match(scan.lower, start):
        # Read out as telephone numbers are: three, perhaps three, four.
        yield Found(start, end, "PHONE_NUMBER", 0.65, rule="groups")
    elif digits >= 7:
        yield Found(start, end, "NUMERICAL_PII", 0.7)


FAMILY = Family(
    "spoken",
    frozenset(
        {
            "ACCOUNT_NUMBER",
            "BANK_ACCOUNT",
            "CREDIT_CARD",
            "CVV",
            "DRIVER_LICENSE",
            "HEALTHCARE_NUMBER",
            "LOCATION_ZIP",
            "NUMERICAL_PII",
            "PASSPORT_NUMBER",
            "PASSWORD",
            "PHONE_NUMBER",
            "ROUTING_NUMBER",
            "SSN",
        }
    ),
    _find,
    numbers.CUES,
)
