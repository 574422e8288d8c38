"""One date, as people write it: in figures, with the month's name, in words, in Chinese signs.

The order of figures is the locality's where they leave it open (`12-10-2024`); figures that allow
one reading only are read that way wherever they are from (`25/12/2024`, `2024-10-12`). Whatever
the grammar below does not know makes the text unreadable, not wrong. Ranges are read in
`limina.analysis.intervals`; this module knows no label.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from limina.analysis import names
from limina.analysis.dateparts import YEARS, DateParts, Part, full_year
from limina.analysis.locality import Locality, Order
from limina.analysis.tokens import Token, adjacent

#: Letters that make a place in an order of the figures before them.
_ORDINAL_ENDINGS: Final = frozenset(
    ("st", "nd", "rd", "th", "er", "re", "ère", "ème", "e", "eme", "º", "ª", "o", "a", "de", "te")
)
_ORDINAL_SIGNS: Final = frozenset("°.")
#: Signs behind figures that say what they count: Chinese, Japanese, Korean.
_UNIT_BEHIND: Final = {
    **dict.fromkeys("年년", "year"),
    **dict.fromkeys("月월", "month"),
    **dict.fromkeys("日일号號", "day"),
}
#: Words before figures that say so: Vietnamese.
_UNIT_BEFORE: Final = {"năm": "year", "tháng": "month", "ngày": "day"}
#: Words that stand in dates and change nothing.
_FILLERS: Final = frozenset(
    (
        *("of", "the", "on", "in", "ad", "ce", "early", "mid", "late", "end", "beginning"),
        *("den", "der", "dem", "des", "am", "vom", "im", "anfang", "mitte", "ende"),
        *("de", "del", "d", "le", "la", "el", "du", "en", "da", "do", "di", "il", "dal"),
        *("van", "het", "op", "и", "г", "р", "r", "roku", "рік", "року", "год", "года"),
    )
)
_FILLER_UNITS: Final = frozenset(("year", "month", "day"))
_SIGNS: Final = frozenset("-/.,'()")
_JOINTS: Final = frozenset(("-", "/", "."))
_FIGURES_OF_A_FULL_DATE: Final = 8


@dataclass(frozen=True, slots=True)
class _Figure:
    """A number of a date.

    Attributes:
        token: Where and what it is.
        index: Which token of the text it is.
        ordinal: Whether it gives a place in an order.
        short: Whether an apostrophe says that the century is left out.
        unit: What a sign beside it says it counts, or nothing.
    """

    token: Token
    index: int
    ordinal: bool
    short: bool
    unit: str

    @property
    def value(self) -> int:
        return self.token.value or 0

    @property
    def is_year(self) -> bool:
        """Whether it can be nothing but a year."""
        spelled = self.token.digits == 0
        return (self.value in YEARS and (spelled or self.token.digits == 4)) or self.short

    @property
    def may_be_short_year(self) -> bool:
        return self.token.digits == 2 and not self.ordinal

    def part(self, value: int | None = None) -> Part:
        return Part(self.value if value is None else value, self.token.start, self.token.end)


class DateReader:
    """Reads dates of one locality.

    Args:
        place: Where the text is from.
        pivot: Last year of two figures that belongs to the 2000s.
        month_and_year: Whether `Mar-21` is a month of 2021 rather than a day.
    """

    def __init__(self, place: Locality, pivot: int, month_and_year: bool = False) -> None:
        self._place = place
        self._pivot = pivot
        self._month_and_year = month_and_year

    def flipped(self) -> DateReader | None:
        """A reader that takes day and month the other way round; None where the year leads."""
        if self._place.order == "ymd":
            return None
        order: Order = "dmy" if self._place.order == "mdy" else "mdy"
        return DateReader(replace(self._place, order=order), self._pivot, self._month_and_year)

    def read(self, tokens: Sequence[Token], end: bool = False) -> DateParts | None:
        """Read one date.

        Args:
            tokens: A text whose number words are folded.
            end: Whether this is an end of a range, where a small number alone is a day and the
                month may be missing.

        Returns:
            Its parts; None if it cannot be read or, but for an end, is no real date.
        """
        scanned = self._scan(tokens)
        if scanned is None:
            return None
        figures, months = scanned
        if any(figure.unit for figure in figures):
            found = self._with_units(figures) if not months else None
        elif months:
            found = self._with_name(tokens, figures, months) if len(months) == 1 else None
        else:
            found = self._in_figures(tokens, figures, end)
        return found if found is not None and (end or found.iso() is not None) else None

    def _scan(self, tokens: Sequence[Token]) -> tuple[list[_Figure], list[tuple[int, Part]]] | None:
        """Figures, and months by name with their index; None if there is anything unknown."""
        figures: list[_Figure] = []
        months: list[tuple[int, Part]] = []
        for index, token in enumerate(tokens):
            if token.value is not None:
                figures.append(self._figure(tokens, index))
                continue
            word = token.text
            behind_figure = bool(figures) and figures[-1].index == index - 1
            if behind_figure and adjacent(tokens, index) and word in _ORDINAL_ENDINGS:
                continue
            if word in _SIGNS or word in _ORDINAL_SIGNS or word in _UNIT_BEFORE:
                continue
            if behind_figure and word in _UNIT_BEHIND:
                continue
            number = names.month(word, self._place.languages)
            if number is not None:
                months.append((index, Part(number, token.start, token.end)))
            elif word == "t" and adjacent(tokens, index) and len(figures) == 3:
                break  # the time of ISO 8601 follows
            elif not self._is_filler(word, leading=not figures):
                return None
        return figures, months

    def _is_filler(self, word: str, leading: bool) -> bool:
        """Whether a word changes nothing: `the year 1985` is a year, `1985 years` is none."""
        languages = self._place.languages
        return (
            word in _FILLERS
            or names.is_weekday(word, languages)
            or (leading and names.unit(word, languages) in _FILLER_UNITS)
        )

    def _figure(self, tokens: Sequence[Token], index: int) -> _Figure:
        token = tokens[index]
        before = tokens[index - 1].text if index > 0 else ""
        behind = tokens[index + 1].text if index + 1 < len(tokens) else ""
        ending = behind in _ORDINAL_ENDINGS and adjacent(tokens, index + 1)
        short = before == "'" and adjacent(tokens, index) and token.digits == 2
        unit = _UNIT_BEHIND.get(behind) or _UNIT_BEFORE.get(before, "")
        return _Figure(token, index, token.ordinal or ending, short, unit)

    def _with_units(self, figures: Sequence[_Figure]) -> DateParts | None:
        by_unit = {figure.unit: figure.part() for figure in figures}
        if len(by_unit) < len(figures) or "" in by_unit:
            return None
        year = by_unit.get("year")
        if year is not None and year.value not in YEARS:
            return None
        return DateParts(year, by_unit.get("month"), by_unit.get("day"))

    def _year(self, figure: _Figure) -> Part:
        if figure.token.digits == 2:
            return figure.part(full_year(figure.value, self._pivot))
        return figure.part()

    def _with_name(
        self,
        tokens: Sequence[Token],
        figures: Sequence[_Figure],
        months: Sequence[tuple[int, Part]],
    ) -> DateParts | None:
        at, month = months[0]
        if not figures:
            return DateParts(month=month)
        if len(figures) == 1:
            only = figures[0]
            joint = _joint(tokens, at, only.index)
            short = self._month_and_year and only.may_be_short_year and joint in ("-", "/")
            if only.is_year or short or (only.may_be_short_year and only.value > 31):
                return DateParts(year=self._year(only), month=month)
            return DateParts(month=month, day=only.part())
        if len(figures) > 2:
            return None
        first, second = figures
        if first.is_year and not second.is_year:
            return DateParts(self._year(first), month, second.part())
        if not second.is_year and not self._is_short_year_behind(tokens, at, first, second):
            return None
        return None if first.is_year else DateParts(self._year(second), month, first.part())

    def _is_short_year_behind(
        self, tokens: Sequence[Token], month: int, day: _Figure, year: _Figure
    ) -> bool:
        """Whether the figure behind day and month is a year, not the end of a range of days."""
        if not year.may_be_short_year or year.index < month:
            return False
        between = _joint(tokens, day.index, year.index)
        return day.index < month or between != "-" or _joint(tokens, month, day.index) == "-"

    def _in_figures(
        self, tokens: Sequence[Token], figures: Sequence[_Figure], end: bool
    ) -> DateParts | None:
        joints = {_joint(tokens, one.index, other.index) for one, other in pairwise(figures)}
        if len(figures) == 1:
            return self._single(figures[0], end)
        if len(joints) != 1 or any(figure.token.digits == 0 for figure in figures):
            return None
        if len(figures) == 2:
            return self._pair(figures[0], figures[1], joints.pop(), end)
        if len(figures) == 3 and joints <= _JOINTS | {""}:
            return self._triple(figures[0], figures[1], figures[2])
        return None

    def _single(self, only: _Figure, end: bool) -> DateParts | None:
        if only.is_year:
            return DateParts(year=self._year(only))
        if only.token.digits == _FIGURES_OF_A_FULL_DATE:
            return self._compact(only)
        if only.ordinal or (end and only.token.digits <= 2):
            return DateParts(day=only.part())
        return None

    def _compact(self, only: _Figure) -> DateParts | None:
        """Eight figures: the year first if that can be, else last."""
        written, start = only.token.text, only.token.start

        def part(first: int, last: int) -> Part:
            return Part(int(written[first:last]), start + first, start + last)

        if int(written[:4]) in YEARS and 1 <= int(written[4:6]) <= 12:
            return DateParts(part(0, 4), part(4, 6), part(6, 8))
        if int(written[4:]) not in YEARS:
            return None
        return DateParts(part(4, 8), *self._month_and_day(part(0, 2), part(2, 4)))

    def _month_and_day(self, first: Part, second: Part) -> tuple[Part, Part]:
        month, day = (first, second) if self._place.order == "mdy" else (second, first)
        return (day, month) if month.value > 12 >= day.value else (month, day)

    def _pair(self, first: _Figure, second: _Figure, joint: str, end: bool) -> DateParts | None:
        if end and joint in (",", "") and second.is_year and not first.is_year:
            return DateParts(year=self._year(second), day=first.part())
        if joint not in _JOINTS:
            return None
        if first.is_year != second.is_year:
            year, month = (first, second) if first.is_year else (second, first)
            return None if month.ordinal else DateParts(self._year(year), month.part())
        if first.is_year or joint == "-" or max(first.token.digits, second.token.digits) > 2:
            return None
        if second.value > 31 or (self._month_and_year and second.token.digits == 2):
            return DateParts(year=self._year(second), month=first.part())
        month_part, day = self._month_and_day(first.part(), second.part())
        return DateParts(month=month_part, day=day)

    def _triple(self, first: _Figure, second: _Figure, third: _Figure) -> DateParts | None:
        if first.is_year and not third.is_year:
            month, day = second.part(), third.part()
            if month.value > 12 >= day.value:
                month, day = day, month
            return DateParts(self._year(first), month, day)
        if first.is_year:
            return None
        leads = self._place.order == "ymd" or not 1 <= first.value <= 31
        if leads and not third.is_year:
            if not first.may_be_short_year:
                return None
            return DateParts(self._year(first), second.part(), third.part())
        if not (third.is_year or third.may_be_short_year):
            return None
        return DateParts(self._year(third), *self._month_and_day(first.part(), second.part()))


def _joint(tokens: Sequence[Token], one: int, other: int) -> str:
    """What stands between two tokens, whatever their order, but for space and apostrophes."""
    low, high = min(one, other), max(one, other)
    return "".join(token.text for token in tokens[low + 1 : high] if token.text != "'")
