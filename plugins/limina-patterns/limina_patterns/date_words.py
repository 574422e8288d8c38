"""Dates with a month's name: `7 March 1961`, `March 7th`, `den 3. Mai 2020`, `fourth of Feb
nineteen 86`, `July 2020`.

Starts from the names of months, which are rare, and reads what stands before and behind each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from limina_patterns import months, numbers
from limina_patterns.cues import Cue
from limina_patterns.date_span import DateSpan, part
from limina_patterns.scan import Scan
from limina_patterns.trie import alternation
from limina_patterns.words import words

#: Context words of the kind `month`: where to look for a date at all.
CUES = {"month": tuple(sorted(months.FULL | months.SHORT))}
_NAMES = months.FULL | months.SHORT
_WEEKDAY_BEFORE = re.compile(
    rf"\b{alternation(months.WEEKDAYS)}\b\.?,?[ ]+(?:(?:the|den|dem|le|el)[ ]+)?\Z"
)
_ORDINALS = words(
    """
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
    fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first
    twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth twenty-seventh twenty-eighth
    twenty-ninth thirtieth thirty-first
    """
)
_ORDINAL_WORD = alternation(
    [*_ORDINALS, *(word.replace("-", " ") for word in _ORDINALS if "-" in word)]
)
_DAY = r"(?:0?[1-9]|[12][0-9]|3[01])"
_ORDINAL = r"(?:st|nd|rd|th|er|º|ª|°|\.|:e)?"
_TO = r"[ ]?(?:-|/|&|\b(?:to|through|and|bis|und|au|et|al|y|e|a|tot)\b)[ ]?"
_JOINT = r"(?:[ ]?(?:(?:day[ ])?of(?:[ ]the)?|de|del|d'|di|do)[ ]?|[ ]{0,2}[-./,]?[ ]?|\n)\Z"
_DAY_BEFORE = re.compile(
    rf"(?<![\w.,:/$€£])(?P<day>{_DAY}){_ORDINAL}{_JOINT}|\b(?P<word>{_ORDINAL_WORD}){_JOINT}"
    rf"|(?<![\w.,:/$€£])(?P<from>{_DAY}){_ORDINAL}{_TO}(?P<to>{_DAY}){_ORDINAL}{_JOINT}"
)
# "3 May-7 June", "15 March 1985-10 March 1989": a day behind a dash needs a date before it.
_DATE_BEFORE_DASH = re.compile(rf"(?:(?<![0-9])[12][0-9]{{3}}|\b{alternation(_NAMES)}\.?)-\Z")
# "Jan 5 - Feb 7": the day between two months is that of the first.
_MONTH_BEFORE = re.compile(rf"\b{alternation(months.ENGLISH)}\.?[ ]\Z")
# 07Mar2020
_GLUED = re.compile(
    rf"[0-9](?<![\w.,:/-].)[0-9]?{alternation(months.ENGLISH)}(?:[12][0-9]{{3}}|[0-9]{{2}})(?![\w-])"
)
_YEAR = r"(?P<year>(?:1[5-9]|20|21)[0-9]{2}(?![0-9])|'[0-9]{2}(?![0-9]))"
_YEAR_BEHIND = re.compile(
    rf"""\.?(?:(?:,?[ ]{{0,2}}|\n|[ ]?[-./][ ]?)(?:(?:de|del|of|do|year)[ ]+)?{_YEAR}
          |,?[ ](?P<spoken>(?:nineteen|twenty|two[ ]thousand)[ -](?:(?:and|oh|o|hundred)[ -])*
             (?:[0-9]{{1,2}}\b|{numbers.UNDER_HUNDRED}(?![^\W_]))))(?!\w)""",
    re.VERBOSE,
)
_TWO_DIGITS = re.compile(r"\.?[-./ ](?P<year>[0-9]{2})(?![0-9]|[.,:][0-9]|\w|[ ]?%)")
_TWO_DIGITS_DASHED = re.compile(r"[-/][0-9]{2}(?![\w-]|[.,:/][0-9])")
_TWO_DIGITS_LAST = re.compile(r",[ ]?[0-9]{2}(?=[.;)]|\s*\Z|\s*\n)(?!\.[0-9])")
_DAY_BEHIND = re.compile(
    rf"""\.?[ -]{{1,2}}(?P<day>{_DAY})(?:st|nd|rd|th)?
         (?:{_TO}(?P<to>{_DAY})(?:st|nd|rd|th)?(?![0-9]))?
         (?![0-9]|[.,:][0-9]|[ ]?[%°]|\w
           |[ ]?(?:am|pm|a\.m|p\.m|hours|years|days|times|miles|percent|km)\b)
         (?:(?:,?[ -]{{1,2}}|,){_YEAR})?""",
    re.VERBOSE,
)
_MODIFIER = re.compile(
    r"\b(?:in|since|until|till|by|during|last|next|this|early|late|mid|before|after|from|through"
    r"|every|each|end of"
    r"|beginning of|start of|middle of|month of|im|seit|anfang|ende|mitte|en|depuis|desde|hasta"
    r"|nel|dal|em|sinds)[ -]\Z"
)
_PERSON = frozenset(
    {"may", "april", "june", "august", "march", "jan", "julio", "agosto", "juni", "mai"}
)


def find_words(scan: Scan) -> Iterator[DateSpan]:
    """All dates of a text that name their month."""
    for month in scan.cues.of("month"):
        if scan.lower[month.start : month.end] not in _NAMES:
            continue
        found = (
            _with_day_before(scan, month)
            or _with_day_behind(scan, month)
            or _without_day(scan, month)
        )
        if found is not None:
            yield found
    if scan.has_digit:
        for match in _GLUED.finditer(scan.lower):
            yield DateSpan(*match.span(), 0.9, False, True)


def _with_day_before(scan: Scan, month: Cue) -> DateSpan | None:
    left = _DAY_BEFORE.search(scan.lower, max(0, month.start - 28), month.start)
    if left is None:
        return None
    start = left.start()
    dashed = left["day"] and scan.lower[start - 1 : start] == "-"
    if dashed and not _DATE_BEFORE_DASH.search(scan.lower, max(0, start - 16), start):
        return None
    name = scan.lower[month.start : month.end]
    if (
        name in months.ENGLISH
        and _MONTH_BEFORE.search(scan.lower, max(0, start - 12), start)
        and _DAY_BEHIND.match(scan.lower, month.end)
    ):
        return None
    year, end = _year(scan, month)
    if year is None:
        if name in months.SHORT and name not in months.ENGLISH:
            return None
        if name in months.HOMOGRAPHS and not scan.text[month.start].isupper():
            return None
    day = left.span("day") if left["day"] else left.span("word" if left["word"] else "to")
    parts = [part("DAY", day, 0.85), part("MONTH", (month.start, month.end), 0.9)]
    if year is not None:
        parts.append(part("YEAR", year, 0.9))
    score = 0.95 if year is not None else 0.88
    start = _weekday_start(scan, start)
    return DateSpan(start, end, score, bool(left["from"]), year is not None, tuple(parts))


def _weekday_start(scan: Scan, start: int) -> int:
    """Where the date begins if a weekday stands before it."""
    weekday = _WEEKDAY_BEFORE.search(scan.lower, max(0, start - 20), start)
    return weekday.start() if weekday else start


def _with_day_behind(scan: Scan, month: Cue) -> DateSpan | None:
    name = scan.lower[month.start : month.end]
    behind = _DAY_BEHIND.match(scan.lower, month.end)
    if behind is None:
        return None
    if name in months.HOMOGRAPHS and not scan.text[month.start].isupper() and not behind["year"]:
        return None
    if name not in months.ENGLISH and not behind["year"]:
        return None
    start = _weekday_start(scan, month.start)
    parts = [part("MONTH", (month.start, month.end), 0.9), part("DAY", behind.span("day"), 0.85)]
    if behind["year"]:
        parts.append(part("YEAR", behind.span("year"), 0.9))
    score = 0.95 if behind["year"] else 0.88
    end = behind.end()
    short = None if behind["year"] else _TWO_DIGITS_LAST.match(scan.lower, end)
    if short is not None:
        end = short.end()
    return DateSpan(start, end, score, behind["to"] is not None, bool(behind["year"]), tuple(parts))


def _without_day(scan: Scan, month: Cue) -> DateSpan | None:
    name = scan.lower[month.start : month.end]
    capital = scan.text[month.start].isupper()
    year = _YEAR_BEHIND.match(scan.lower, month.end)
    if year is not None:
        if name in months.SHORT and name not in months.ENGLISH and not capital:
            return None
        group = "year" if year["year"] else "spoken"
        parts = (part("MONTH", (month.start, month.end), 0.9), part("YEAR", year.span(group), 0.9))
        return DateSpan(month.start, year.end(), 0.93, True, True, parts)
    two_digits = _TWO_DIGITS_DASHED.match(scan.lower, month.end)
    if two_digits is not None:
        return DateSpan(month.start, two_digits.end(), 0.85, True, True)
    if name in months.SHORT or (name in months.ENGLISH and not capital):
        return None
    if not _MODIFIER.search(scan.lower, max(0, month.start - 16), month.start):
        return None
    following = scan.text[month.end : month.end + 2]
    if name in _PERSON and following[:1] == " " and following[1:].isupper():
        return None
    return DateSpan(
        month.start, month.end, 0.65, True, False, (part("MONTH", (month.start, month.end), 0.65),)
    )


def _year(scan: Scan, month: Cue) -> tuple[tuple[int, int] | None, int]:
    """The year behind a month that has its day before it, and where the date ends."""
    match = _YEAR_BEHIND.match(scan.lower, month.end)
    if match is not None:
        return match.span("year" if match["year"] else "spoken"), match.end()
    match = _TWO_DIGITS.match(scan.lower, month.end)
    if match is not None:
        return match.span("year"), match.end()
    return None, month.end
