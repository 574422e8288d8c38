"""Periods without a month's name: `in 2019`, `2020-2021`, `the 1990s`, `Q3 2020`, `summer of 2019`,
`fiscal 2020`.

A bare number is a year only beside a word that makes it one, and never before a word that counts
it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from limina_patterns import numbers
from limina_patterns.date_span import DateSpan, part
from limina_patterns.scan import Scan
from limina_patterns.words import words

_START = r"(?<![\w.,:/$€£#+-][12])(?<![$€£#][ ][12])"
_COUNTED = (
    "people|persons|patients|cases|men|women|children|students|employees|workers|soldiers|troops|users|customers|members"
    "|dollars|euros|pounds|euro|eur|usd|francs|yen|rupees|pesos|votes|seats|shares|copies|units|items|words|pages|points"
    "|miles|metres|meters|feet|km|kilometres|kilometers|kg|kilograms|tons|tonnes|acres|hectares|square|cubic|degrees|mg|ml"
    "|hours|days|minutes|seconds|years|weeks|months|times|percent|million|billion|thousand|rpm|volts|watts|mm|cm|m|lb|lbs"
    "|jobs|homes|houses|families|cars|vehicles|others|residents|inhabitants|einwohner|personen|menschen|personnes|personas"
)
_END = rf"(?![0-9]|[.,:/][0-9]|[%°²]|-?[^\W_]|'(?!s\b)\w|[ ]?(?:{_COUNTED})\b|[ ][0-9])"
_RANGE = re.compile(
    rf"[12]{_START}(?<=(?P<first>[12]))(?P<from>[0-9]{{3}})[ ]?(?:-|\u2014|/|\bto\b|\bbis\b)[ ]?"
    rf"(?P<to>[12][0-9]{{3}}|[0-9]{{2}}){_END}",
    re.IGNORECASE,
)
_FROM = re.compile(r"\b(?:from|von|vom)[ ]\Z")
# From the last figure on, and from the letter of the quarter.
_DECADE = re.compile(r"0(?<=[0-9].)'?s(?![^\W_])")
_DECADE_START = re.compile(
    r"(?:(?<![\w.,$€£-])|(?<=mid-)|(?<=late-)|(?<=early-))(?P<century>(?:1[5-9]|20)[0-9]0)\Z|(?<!\w)'(?P<short>[1-9]0)\Z"
    r"|\b(?:the|early|late|mid)[ -](?P<spoken>[1-9]0)\Z"
)
_QUARTER = re.compile(
    r"[qh](?<!\w.)[1-4](?:[ ]?(?:of[ ])?(?:fy[ ]?)?'?(?:20)?[0-9]{2})(?![\w-]|[.,:][0-9])"
)
_QUARTER_WORDS = re.compile(
    r"[ ](?:of[ ])?(?:fiscal[ ])?(?:year[ ])?(?:19|20)[0-9]{2}(?![\w-]|[.,][0-9])"
)
_FISCAL = re.compile(r"fy(?<!\wfy)[ ]?'?(?:20)?[0-9]{2}(?![\w-]|[.,][0-9])")
#: Context words of the kind `quarter`.
CUES = {
    "quarter": tuple(
        f"{ordinal} {part}"
        for ordinal in ("first", "second", "third", "fourth", "1st", "2nd", "3rd", "4th")
        for part in ("quarter", "half", "fiscal quarter")
    )
}
_YEAR = re.compile(rf"[12]{_START}(?:(?<=1)[5-9]|(?<=2)0)[0-9]{{2}}{_END}", re.IGNORECASE)
#: Words behind which a plausible number is a year.
_SURE = words(
    """
    in since until till during circa ca. c. year years early late mid fiscal spring summer autumn
    fall winter born b. d. jahre jahr seit anno année depuis desde hasta año nel dal sinds sommer
    herbst frühling copyright vintage season ©
    """
)
#: Words that go with plain numbers as easily: there only the recent past and the near future count.
_WEAK = words(
    "of to by and for from between through before after en em the de del di du von al im am"
)
_LISTED = re.compile(
    rf"(?:,[ ](?:and[ ])?|[ ](?:and|or|&|et|und|y|e|ou|o|oder)[ ])(?P<year>(?:1[5-9]"
    rf"|20)[0-9]{{2}}){_END}"
)
_BETWEEN_WORDS = ("between", "entre", "zwischen", "tra ", "fra ", "tussen")
_BETWEEN = re.compile(
    r"(?:between|entre|zwischen|tra|fra|tussen)[ ](?P<years>(?P<from>1[5-9]|20)[0-9]{2}[ ]"
    r"(?:and|y|et|und|e|en)[ ](?:1[5-9]|20)[0-9]{2})" + _END
)
_SPELLED = re.compile(
    rf"(?:nineteen|eighteen|twenty)[ -](?:oh[ -])?{numbers.UNDER_HUNDRED}"
    rf"(?![^\W_]|[ ](?:{_COUNTED}|dollar|per)\b)"
)
_BEFORE_SPELLED = re.compile(r"\b(?:in|since|until|of|during|before|after|by|around)[ ]\Z")
_DECADES = tuple(
    f"{ten}ties" for ten in ["twen", "thir", "for", "fif", "six", "seven", "eigh", "nine"]
)
_NAMED_DECADE = re.compile(
    r"\bthe[ ](?P<decade>(?:early[ -]|late[ -]|mid[ -])?"
    r"(?:nineteen[ -])?(?:twen|thir|for|fif|six|seven|eigh|nine)ties)(?![^\W_])"
)
_CENTURY = re.compile(r"centur(?:y|ies)(?![^\W_])")
_CENTURY_NUMBER = re.compile(
    r"(?<![^\W_])(?:[0-9]{1,2}(?:st|nd|rd|th)|(?:twenty[ -])?[a-z]{2,9}(?:th|first|second"
    r"|third))[ -]\Z"
)
_SEASON = re.compile(
    r"\b(?:spring|summer|autumn|fall|winter|early|late|mid|fiscal(?: year)?|sommer|herbst"
    r"|frühling)[ -](?:of[ ])?\Z"
)


def find_years(scan: Scan) -> Iterator[DateSpan]:
    """All years, ranges of years, decades and quarters of a text that has digits."""
    counted: set[int] = set()
    for match in _RANGE.finditer(scan.text):
        low = int(match["first"] + match["from"])
        high = int(match["to"]) if len(match["to"]) == 4 else low // 100 * 100 + int(match["to"])
        start, end = match.span()
        if len(match["to"]) == 2 and "-" not in match[0] and "/" not in match[0]:
            continue
        if len(match["to"]) == 2 and any(scan.cues.right(end, "month", 4)):
            continue  # "1985 - 10 March 1989"
        if _OF_THINGS.search(scan.lower, max(0, start - 12), start):
            counted.update((start + 4, end))
            continue
        if 1500 <= low <= 2099 and high <= 2100 and (high > low or match["to"] in _MONTHS):
            parts = (part("YEAR", (start, start + 4), 0.85), part("YEAR", match.span("to"), 0.85))
            # Said in full, it is more than numbers: "from 1985 to 1989".
            score = 0.95 if _FROM.search(scan.lower, max(0, start - 8), start) else 0.85
            yield DateSpan(
                start, end, score, True, True, parts if len(match["to"]) == 4 else parts[:1]
            )
    lower = scan.lower
    for match in _DECADE.finditer(lower):
        head = _DECADE_START.search(lower, max(0, match.start() - 12), match.start() + 1)
        if head is not None:
            start = head.start("spoken") if head["spoken"] else head.start()
            yield DateSpan(start, match.end(), 0.92, True, True)
    for match in _QUARTER.finditer(lower):
        yield DateSpan(*match.span(), 0.92, True, True)
    for match in _FISCAL.finditer(lower):
        yield DateSpan(*match.span(), 0.92, True, True)
    for cue in scan.cues.of("quarter"):
        year = _QUARTER_WORDS.match(lower, cue.end)
        if year is not None:
            yield DateSpan(cue.start, year.end(), 0.92, True, True)
    if "centur" in lower:
        for match in _CENTURY.finditer(lower):
            number = _CENTURY_NUMBER.search(lower, max(0, match.start() - 20), match.start())
            if number is not None:
                yield DateSpan(number.start(), match.end(), 0.75, True, True)
    if any(word in lower for word in _BETWEEN_WORDS):
        for match in _BETWEEN.finditer(lower):
            yield DateSpan(*match.span("years"), 0.95, True, True)
    for match in _YEAR.finditer(scan.text):
        if match.end() not in counted:
            yield from _bare(scan, match)


def find_spelled_years(scan: Scan) -> Iterator[DateSpan]:
    """Years and decades in words: `back in nineteen eighty-four`, `during the seventies`."""
    lower = scan.lower
    for cue in scan.cues.of("number_word"):
        match = _SPELLED.match(lower, cue.start)
        if match and _BEFORE_SPELLED.search(lower, max(0, cue.start - 8), cue.start):
            yield DateSpan(*match.span(), 0.7, True, True)
    if any(decade in lower for decade in _DECADES):
        for match in _NAMED_DECADE.finditer(lower):
            yield DateSpan(*match.span("decade"), 0.75, True, True)


#: Before numbers that count something else: `error codes 2010 to 2014`, `ports 2000-2004`.
_OF_THINGS = re.compile(
    r"\b(?:codes?|ports?|pages?|pp?\.|lines?|rooms?|models?|numbers?|items?|rows?|sections?)\s\Z"
)
_MONTHS = frozenset(f"{number:02}" for number in range(1, 13))


def _ordinary(year: int) -> bool:
    """Whether a number beside a weak word is a year rather than a count."""
    return 1800 <= year <= 2059 and year not in (1800, 1900, 2000)


def _bare(scan: Scan, match: re.Match[str]) -> Iterator[DateSpan]:
    start, end = match.span()
    before = max(0, start - 20)
    head = scan.lower[before:start]
    if head.endswith(("(", "( ")):
        # Of a book, a law, a life: "(1991)", "(1921-2010)", "(1971, with others)".
        if scan.text[end : end + 1] not in (")", ",", ";", "-"):
            return
    elif not head.endswith("(c) "):
        last = head[:-1].rsplit(None, 1) if head[-1:] in (" ", "-", "\n", "©") else None
        word = last[-1].lstrip("(\"'") if last else head[-1:]
        if word not in _SURE and not (word in _WEAK and _ordinary(int(match[0]))):
            return
    season = _SEASON.search(scan.lower, before, start)
    start = season.start() if season else start
    yield DateSpan(start, end, 0.8, True, True, (part("YEAR", match.span(), 0.8),))
    # "1994, 1995 and 1997": what is listed with a year is one.
    following = _LISTED.match(scan.lower, end)
    while following is not None:
        span = following.span("year")
        yield DateSpan(*span, 0.75, True, True, (part("YEAR", span, 0.75),))
        following = _LISTED.match(scan.lower, following.end())
