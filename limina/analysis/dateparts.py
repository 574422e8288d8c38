"""A date as far as it is known, in the notation of ISO 8601.

Parts that are missing are left out as XML Schema does it: `1985-10-29`, `1985-10`, `1985`,
`--10-29` for a day of any year, `--10` for a month, `---29` for a day. Years of two figures are
completed by fixed rules and never by today's date. This module reads no text.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from limina.analysis.result import Subtype

#: Years a text may mean by four figures; others are counted in another era or are no years.
YEARS: Final = range(1000, 2200)
#: Last year of two figures that is one of the 2000s in any date (POSIX, strptime `%y`).
PIVOT: Final = 68
#: The same for somebody's birth.
BIRTH_PIVOT: Final = 29
#: The same for what lies ahead, such as the end of a card's validity.
FUTURE_PIVOT: Final = 99
_LEAP_YEAR: Final = 2000


@dataclass(frozen=True, slots=True)
class Part:
    """A day, a month or a year.

    Attributes:
        value: Its number.
        start: Where it is written, in code points of the entity's text.
        end: One past its last character.
    """

    value: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class DateParts:
    """What a text says of one date.

    Attributes:
        year: With its century.
        month: 1 to 12.
        day: 1 to 31.
    """

    year: Part | None = None
    month: Part | None = None
    day: Part | None = None

    def written(self) -> list[tuple[str, Part]]:
        """The parts with their labels."""
        named = (("YEAR", self.year), ("MONTH", self.month), ("DAY", self.day))
        return [(label, part) for label, part in named if part is not None]

    def completed(self, other: DateParts) -> DateParts:
        """This date with the larger parts it lacks taken from another one: a day its month, a
        day or a month its year."""
        lacks_month = self.day is not None or self.year is None
        month = self.month or (other.month if lacks_month else None)
        return replace(self, month=month, year=self.year or other.year)

    def iso(self) -> str | None:
        """The date in ISO 8601; None if there is no such date."""
        year = None if self.year is None else self.year.value
        month = None if self.month is None else self.month.value
        day = None if self.day is None else self.day.value
        try:
            date(
                _LEAP_YEAR if year is None else year,
                1 if month is None else month,
                1 if day is None else day,
            )
        except ValueError:
            return None
        if year is None:
            if month is None:
                return None if day is None else f"---{day:02}"
            return f"--{month:02}" if day is None else f"--{month:02}-{day:02}"
        if month is None:
            return f"{year:04}" if day is None else None
        return f"{year:04}-{month:02}" if day is None else f"{year:04}-{month:02}-{day:02}"


def full_year(two_figures: int, pivot: int) -> int:
    """The year two figures stand for."""
    return two_figures + (2000 if two_figures <= pivot else 1900)


def subtypes(text: str, *dates: DateParts) -> tuple[Subtype, ...]:
    """The parts of dates in the order of the text, each place once.

    Args:
        text: The entity's text, to which the places belong.
        dates: What was read from it; one may have taken parts from another.
    """
    parts = {
        part.start: Subtype(text[part.start : part.end], part.value, label, part.start, part.end)
        for found in dates
        for label, part in found.written()
    }
    return tuple(parts[start] for start in sorted(parts))
