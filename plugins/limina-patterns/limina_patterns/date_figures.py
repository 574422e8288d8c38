"""Dates in figures: `2024-01-05`, `02.03.1995`, `1/5/24`, `2020年1月5日`, and `5/28` behind a word
such as `on`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from limina_patterns.date_span import DateSpan, part
from limina_patterns.scan import Scan

_START = r"(?<![\w./+-][0-9])(?<![0-9][,:][0-9])"
# A letter may follow only as the T of ISO 8601, before the time.
_END = r"(?![-/.:]?[0-9]|,[0-9]{3}|[^\WTt_]|[Tt](?![0-9]{2}:?[0-9]{2}))"

_YEAR_FIRST = re.compile(
    rf"[12]{_START}[0-9]{{3}}([-/.])(?P<month>[0-9]{{1,2}})\1(?P<day>[0-9]{{1,2}}){_END}"
)
_YEAR_LAST = re.compile(
    rf"[0-9]{_START}(?P<first>(?<=([0-9]))[0-9]?)[ ]?([-/.])[ ]?(?P<second>[0-9]{{1,2}})[ ]?\3[ ]?"
    rf"(?P<year>[12][0-9]{{3}}|[0-9]{{2}}){_END}"
)
_COMPACT = re.compile(
    r"[12](?<![\w.,:/-].)(?:(?<=1)9|(?<=2)0)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
    r"(?![\w-]|[.,:][0-9])"
)
_BEFORE_COMPACT = re.compile(
    r"\b(?:filed|dated?|created|updated|issued|signed|on|since|until|effective|datum|fecha|data|received"
    r"|admitted|discharged|posted)[\"']?[ ]?[:=]?[ ]?[\"']?\Z"
)
# What makes figures between stops a version or a section.
_VERSIONED = re.compile(
    r"(?:\b(?:version|ver|release|build|firmware|section|sections|sec|chapter|clause|article|figure|table"
    r"|paragraph|item|rule|annex|appendix|art|abschnitt|kapitel)\.?[ ]?|§[ ]?|\bv)\Z"
)
_SHORT = re.compile(rf"[0-9]{_START}[0-9]?/(?P<second>[0-9]{{1,2}}){_END}")
_BEFORE_SHORT = re.compile(
    r"(?:\bon|\bdated?|\bsince|\buntil|\bdue|\bdob|\bborn|\bam|\ble|\bel)[ ]?:?[ ]?\Z"
)
_CJK = re.compile(r"[12][0-9]{3}[ ]?年[ ]?[0-9]{1,2}[ ]?月(?:[ ]?[0-9]{1,2}[ ]?日)?")
# What may stand before a date of two-digit groups between stops; elsewhere that is a version or a
# section.
_BEFORE_STOPS = re.compile(
    r"(?:\b(?:am|on|vom|den|dem|der|bis|seit|zum|ab|dated?|born|geboren|geb|dob|datum|du|le|il|del|el|dal|op|il"
    r"|gültig|stand|fecha|date of birth|d\.o\.b|nato|nata)\b\.?[ :]*|[(*:]\s?)\Z"
)


def find_figures(scan: Scan) -> Iterator[DateSpan]:
    """All dates in figures of a text that has digits."""
    text = scan.text
    for match in _YEAR_FIRST.finditer(text):
        if _plausible(match["month"], match["day"]) and match[0][:2] in (
            "19",
            "20",
            "18",
            "21",
            "17",
        ):
            start, end = match.span()
            parts = (
                part("YEAR", (start, start + 4), 0.9),
                part("MONTH", match.span("month"), 0.85),
                part("DAY", match.span("day"), 0.85),
            )
            yield DateSpan(start, end, 0.92, False, True, parts)
    for match in _YEAR_LAST.finditer(text):
        yield from _year_last(scan, match)
    for match in _COMPACT.finditer(text):
        if _BEFORE_COMPACT.search(scan.lower, max(0, match.start() - 16), match.start()):
            yield DateSpan(*match.span(), 0.85, False, True)
    if "/" in text:
        for match in _SHORT.finditer(text):
            start, end = match.span()
            first = text[start : match.start("second") - 1]
            before = _BEFORE_SHORT.search(scan.lower, max(0, start - 12), start)
            if before and _plausible(first, match["second"], either=True):
                yield DateSpan(start, end, 0.7, False, False)
    if "年" in text:
        for match in _CJK.finditer(text):
            yield DateSpan(*match.span(), 0.93, not match[0].endswith("日"), True)


def _year_last(scan: Scan, match: re.Match[str]) -> Iterator[DateSpan]:
    start, end = match.span()
    first = match[2] + match["first"]
    second, year, sign = match["second"], match["year"], match[3]
    if not _plausible(first, second, either=True):
        return
    if len(year) == 4:
        if not "1700" <= year <= "2199":
            return
        if sign == "." and _VERSIONED.search(scan.lower, max(0, start - 12), start):
            return
        score = 0.93
    elif " " in match[0]:
        return
    elif sign == "/":
        score = 0.88
    elif sign == "-":
        # Sort codes and scores are written like this too; a date tells by its two-digit day.
        before = _BEFORE_STOPS.search(scan.lower, max(0, start - 18), start)
        if len(first) + len(second) < 3 and before is None:
            return
        score = 0.7
    else:
        if len(first) + len(second) < 4 and "de" not in scan.languages:
            return
        if not _BEFORE_STOPS.search(scan.lower, max(0, start - 18), start):
            return
        score = 0.85
    parts = [part("YEAR", match.span("year"), score)]
    if int(first) > 12:
        parts += [
            part("DAY", (start, start + len(first)), score),
            part("MONTH", match.span("second"), score),
        ]
    elif int(second) > 12:
        parts += [
            part("MONTH", (start, start + len(first)), score),
            part("DAY", match.span("second"), score),
        ]
    yield DateSpan(start, end, score, False, True, tuple(parts))


def _plausible(month: str, day: str, *, either: bool = False) -> bool:
    first, second = int(month), int(day)
    if 1 <= first <= 12 and 1 <= second <= 31:
        return True
    return either and 1 <= second <= 12 and 1 <= first <= 31
