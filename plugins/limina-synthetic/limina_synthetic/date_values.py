"""The values of a new date: drawn from the values of the old one, never from how it was written."""

from __future__ import annotations

from calendar import monthrange, weekday
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from limina_synthetic import date_tokens as roles
from limina_synthetic.ask import Ask
from limina_synthetic.date_tokens import Piece
from limina_synthetic.draw import Draw

#: New years lie at most so far from the old one, in either direction.
_YEARS = 10
#: A year up to this one does not become a later one; the figure is a constant so that a secret
#: gives the same dates in every year.
_LATEST = 2025
#: Years that are exchanged among each other; others within their twenty years.
_TIMES = ((1980, 1999), (2000, _LATEST), (_LATEST + 1, 2045))
#: Two-digit years up to this one belong to this century.
_PIVOT = 35


@dataclass(slots=True)
class Values:
    """Old values to new ones.

    Attributes:
        years: Full year to full year.
        months: From 1.
        days: Day of the month, from 1.
        weekday: Day of the week of the new date, from Monday; None if there is not one full date.
    """

    years: Mapping[int, int] = field(default_factory=dict)
    months: Mapping[int, int] = field(default_factory=dict)
    days: Mapping[int, int] = field(default_factory=dict)
    weekday: int | None = None

    def year(self, value: int) -> int:
        """The new year for a year of four digits."""
        return self.years[value]

    def short_year(self, value: int) -> int:
        """The new year, of four digits, for one of two."""
        return self.years[full_year(value)]

    def month(self, value: int) -> int:
        """The new month."""
        return self.months[value]

    def day(self, value: int) -> int:
        """The new day."""
        return self.days[value]


def full_year(value: int) -> int:
    """The year that two digits mean."""
    return value if value > 99 else value + (2000 if value <= _PIVOT else 1900)


def draw_values(ask: Ask, pieces: list[Piece]) -> Values:
    """Draw what the numbers of a date become.

    Args:
        ask: The date.
        pieces: As `read_date` took it apart.

    Returns:
        The new values; at least one of them differs from the old one.
    """
    years = _old(pieces, roles.YEAR, roles.SHORT_YEAR)
    years = list(dict.fromkeys(full_year(year) for year in years))
    months = _old(pieces, roles.MONTH_NUMBER, roles.MONTH_WORD)
    days = _old(pieces, roles.DAY)
    one = max(len(years), len(months), len(days)) <= 1
    key = "-".join(str(part[0]) if part else "?" for part in (years, months, days))
    draw = ask.draw("date", key if one else ask.text)
    if one and years and not (months or days or _are_decades(years, pieces)):
        new_years = {years[0]: _other_year(ask, years[0])}
    else:
        new_years = _shift_years(ask, draw, years, pieces)
    if not one:
        return Values(new_years, _rising(draw, months, 12), _rising(draw, days, 28))
    return _one_date(ask, draw, years, new_years, months, days)


def _old(pieces: list[Piece], *wanted: str) -> list[int]:
    return list(dict.fromkeys(piece.value for piece in pieces if piece.role in wanted))


def _one_date(
    ask: Ask,
    draw: Draw,
    years: list[int],
    new_years: Mapping[int, int],
    months: list[int],
    days: list[int],
) -> Values:
    month = new_month = 0
    if months:
        month = months[0]
        if years:
            new_month = draw.between(1, 12)
        elif days:
            new_month = draw.other(1, 12, month)
        else:
            new_month = 1 + ask.source.turn("month", 12, month - 1, ask.attempt)
    year = new_years[years[0]] if years else 2023
    day_map: dict[int, int] = {}
    if days and months:
        day_map[days[0]] = draw.between(1, monthrange(max(1, year), new_month)[1])
    elif days:
        day_map[days[0]] = 1 + ask.source.turn("day", 31, days[0] - 1, ask.attempt)
    week = None
    if years and months and days:
        week = weekday(year, new_month, day_map[days[0]])
    return Values(new_years, {month: new_month} if months else {}, day_map, week)


def _other_year(ask: Ask, year: int) -> int:
    """Exchange a year that stands alone for one of its time."""
    low, high = next(
        ((low, high) for low, high in _TIMES if low <= year <= high),
        (year - year % 20, year - year % 20 + 19),
    )
    name = f"year:{low}"
    return low + ask.source.turn(name, high - low + 1, year - low, ask.attempt)


def _shift_years(ask: Ask, draw: Draw, years: list[int], pieces: list[Piece]) -> dict[int, int]:
    """All years move by the same distance, so that an interval keeps its length."""
    if not years:
        return {}
    last = max(years)
    reach = 4 if ask.label == "CREDIT_CARD_EXPIRATION" else _YEARS
    low, high = last - reach, last + reach
    if ask.label != "CREDIT_CARD_EXPIRATION" and last <= _LATEST:
        high = min(high, _LATEST)
    distance = draw.other(low, high, last) - last
    if _are_decades(years, pieces):
        distance = 10 * (1 + draw.below(4)) * (1 if last < 1960 else -1)
    lowest = min(years)
    if lowest + distance < 1000 <= lowest:
        distance = abs(distance)
    if last + distance > 2999:
        distance = -abs(distance)
    return {year: year + distance for year in years}


def _are_decades(years: list[int], pieces: list[Piece]) -> bool:
    if any(year % 10 for year in years):
        return False
    return any(
        piece.role in (roles.YEAR, roles.SHORT_YEAR) and after.text.lower() in ("s", "er", "х")
        for piece, after in pairwise(pieces)
    )


def _rising(draw: Draw, old: list[int], last: int) -> dict[int, int]:
    """Distinct new values in the order of the old ones."""
    pool = list(range(1, max(last, *old) + 1)) if old else []
    new = sorted(pool.pop(draw.below(len(pool))) for _ in old)
    return dict(zip(sorted(old), new, strict=True))
