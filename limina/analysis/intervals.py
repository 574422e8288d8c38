"""Dates and stretches of time: a date, a range of them, a decade, a quarter of a year.

A range is written as an ISO 8601 interval, `2020-05-05/2020-05-09`; an end that leaves out its
month or year has that of the other end. This module reads whole entities, by label.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from limina.analysis.dateparts import (
    BIRTH_PIVOT,
    FUTURE_PIVOT,
    PIVOT,
    YEARS,
    DateParts,
    Part,
    full_year,
    subtypes,
)
from limina.analysis.dates import DateReader
from limina.analysis.locality import Locality
from limina.analysis.numerals import fold
from limina.analysis.result import UNREAD, Analysis
from limina.analysis.tokens import Token, adjacent, level, tokenize

#: Numbers, words and signs of the longest date or range that is read.
MOST_TOKENS: Final = 24
#: Words between the ends of a range.
_TO: Final = frozenset(
    (
        *("to", "until", "till", "through", "thru", "and", "bis", "und", "au", "à", "a", "al"),
        *("hasta", "y", "e", "et", "tot", "en", "до", "по", "do", "til", "till", "~", "から"),
    )
)
#: Words before a range.
_FROM: Final = frozenset(
    (
        *("from", "between", "von", "vom", "zwischen", "du", "de", "entre", "desde", "dal"),
        *("dall", "tra", "van", "tussen", "от", "с", "od", "fra", "från", "mellan", "mellem"),
    )
)
_DASHES: Final = frozenset("-/")
_DECADE_ENDINGS: Final = frozenset(("s", "er"))
_MODIFIERS: Final = frozenset(("the", "early", "mid", "late", "die", "der", "den", "jahre"))
_QUARTERS: Final = range(1, 5)


def read_date(text: str, place: Locality, label: str) -> Analysis:
    """Read a DATE, a DOB or a DATE_INTERVAL.

    Args:
        text: The entity.
        place: Where it is from.
        label: A date of birth completes years of two figures differently.

    Returns:
        The date or the stretch in ISO 8601, with its days, months and years.
    """
    pivot = BIRTH_PIVOT if label == "DOB" else PIVOT
    reader = DateReader(place, pivot, month_and_year=label == "DATE_INTERVAL")
    tokens = fold(tokenize(level(text)), ordinals=True, years=True)
    if len(tokens) > MOST_TOKENS:
        return UNREAD
    decade = _decade(tokens, pivot)
    if decade is not None:
        return decade
    date = reader.read(tokens)
    if date is not None:
        return Analysis(date.iso(), subtypes(text, date))
    return _quarter(text, tokens, pivot) or _range(text, tokens, reader) or UNREAD


def read_expiration(text: str, place: Locality) -> Analysis:
    """Read the month until which a payment card is valid: `5/28`, `0528`, `May 2028`.

    Returns:
        Year and month in ISO 8601, with both as subtypes.
    """
    tokens = fold(tokenize(level(text)), years=True)
    figures = [token for token in tokens if token.value is not None]
    others = "".join(token.text for token in tokens if token.value is None)
    if not others and len(figures) == 1 and figures[0].digits == 4:
        date = _four_figures(figures[0])
    elif others in ("", "/", "-", ".") and len(figures) == 2 and _is_month(figures[0]):
        date = _month_and_year(*figures)
    else:
        read = DateReader(place, FUTURE_PIVOT, month_and_year=True).read(tokens)
        date = read or DateParts()
    if date.year is None or date.month is None or date.day is not None:
        return UNREAD
    formatted = date.iso()
    return UNREAD if formatted is None else Analysis(formatted, subtypes(text, date))


def _is_month(token: Token) -> bool:
    return token.digits <= 2 and 1 <= (token.value or 0) <= 12


def _four_figures(token: Token) -> DateParts:
    value, start = token.value or 0, token.start
    month, year = divmod(value, 100)
    return DateParts(
        Part(full_year(year, FUTURE_PIVOT), start + 2, token.end), Part(month, start, start + 2)
    )


def _month_and_year(first: Token, second: Token) -> DateParts:
    value = second.value or 0
    if value not in YEARS:
        if value > FUTURE_PIVOT or second.digits == 1:
            return DateParts()
        value = full_year(value, FUTURE_PIVOT)
    return DateParts(
        Part(value, second.start, second.end), Part(first.value or 0, first.start, first.end)
    )


def _decade(tokens: Sequence[Token], pivot: int) -> Analysis | None:
    """`the 1980s`, `'90s`, `1980er Jahre`."""
    figures = [index for index, token in enumerate(tokens) if token.digits]
    if len(figures) != 1 or figures[0] + 1 == len(tokens):
        return None
    at = figures[0]
    behind = at + 2 if tokens[at + 1].text == "'" and at + 2 < len(tokens) else at + 1
    if tokens[behind].text not in _DECADE_ENDINGS or not adjacent(tokens, at + 1):
        return None
    known = _MODIFIERS | {"'", "-"}
    if not all(t.text in known for t in (*tokens[:at], *tokens[behind + 1 :])):
        return None
    value, digits = tokens[at].value or 0, tokens[at].digits
    first = full_year(value, pivot) if digits == 2 else value
    if (
        first % 10
        or first not in YEARS
        or digits not in (2, 4)
        or (digits == 4 and not first % 100)
    ):
        return None
    return Analysis(f"{first}/{first + 9}")


def _quarter(text: str, tokens: Sequence[Token], pivot: int) -> Analysis | None:
    """`Q3 2021`, `third quarter of 2021`."""
    words = [token.text for token in tokens if token.value is None]
    figures = sorted(
        (token for token in tokens if token.value is not None), key=lambda t: t.value or 0
    )
    if len(figures) != 2 or words.count("q") + words.count("quarter") != 1:
        return None
    if not set(words) <= {"q", "quarter", "of", "the", "'", "/", "-", ","}:
        return None
    number, year = figures[0].value or 0, figures[1].value or 0
    if figures[1].digits == 2:
        year = full_year(year, pivot)
    if number not in _QUARTERS or year not in YEARS:
        return None
    found = DateParts(year=Part(year, figures[1].start, figures[1].end))
    months = f"{year}-{3 * number - 2:02}/{year}-{3 * number:02}"
    return Analysis(months, subtypes(text, found))


def _range(text: str, tokens: Sequence[Token], reader: DateReader) -> Analysis | None:
    """`5-9 May`, `from January to March 2020`, `1/5/2020 - 9/5/2020`.

    If the end comes before the start, day and month stand the other way round than supposed.
    """
    found = _read_ends(tokens, reader)
    if found is not None and found[0] > found[1]:
        flipped = reader.flipped()
        found = (_read_ends(tokens, flipped) if flipped is not None else None) or found
    if found is None:
        return None
    return Analysis(f"{found[0]}/{found[1]}", subtypes(text, *found[2]))


def _read_ends(
    tokens: Sequence[Token], reader: DateReader
) -> tuple[str, str, tuple[DateParts, DateParts]] | None:
    """Both ends in ISO 8601, and their parts."""
    while tokens and tokens[0].text in _FROM:
        tokens = tokens[1:]
    for at in _joints(tokens):
        first = reader.read(tokens[:at], end=True)
        second = reader.read(tokens[at + 1 :], end=True)
        ends = None if first is None or second is None else _complete(first, second)
        if ends is not None:
            return ends
    return None


def _joints(tokens: Sequence[Token]) -> Iterator[int]:
    """Where a range may be divided: at words and dashes with space around first."""
    inner = range(1, len(tokens) - 1)
    clear = [
        at
        for at in inner
        if tokens[at].text in _TO
        or (
            tokens[at].text in _DASHES and not adjacent(tokens, at) and not adjacent(tokens, at + 1)
        )
    ]
    yield from clear
    yield from (at for at in inner if tokens[at].text in _DASHES and at not in clear)


def _complete(
    first: DateParts, second: DateParts
) -> tuple[str, str, tuple[DateParts, DateParts]] | None:
    """Give each end what it leaves to the other."""
    if first.year is not None and first.month is None:
        second = _short_year(first.year, second)
    start, end = first.completed(second), second.completed(first)
    if first.year is None and start.year is not None and _later(start, end):
        year = replace(start.year, value=start.year.value - 1)  # December 25 to January 3, 2020
        start = replace(start, year=year)
    start_iso, end_iso = start.iso(), end.iso()
    if start_iso is None or end_iso is None or (start.day is None) != (end.day is None):
        return None
    if start.month is None and start.year is None:
        return None
    return start_iso, end_iso, (start, end)


def _later(one: DateParts, other: DateParts) -> bool:
    """Whether one date comes after another one of the same year."""
    first, second = ([p.value for _, p in d.written()] for d in (one, other))
    return first > second


def _short_year(year: Part, end: DateParts) -> DateParts:
    """The end of `2020-21`, a year whose century the first one gives."""
    day = end.day
    if end.month is not None or day is None or day.end - day.start != 2:
        return end
    if day.value <= year.value % 100:
        return end
    return DateParts(year=replace(day, value=year.value - year.value % 100 + day.value))
