"""The span of one date or period, as the three readers of dates hand it to the family."""

from __future__ import annotations

from typing import NamedTuple

from limina.plugin import Detection


class DateSpan(NamedTuple):
    """One date or period.

    Attributes:
        start: First character, in code points.
        end: One past the last character, in code points.
        score: Probability that it is one.
        interval: Whether it is wider than a day: a month, a year, a range.
        has_year: Whether the year is written.
        parts: Its day, month and year where they stand apart, for those who ask for these labels.
    """

    start: int
    end: int
    score: float
    interval: bool
    has_year: bool
    parts: tuple[Detection, ...] = ()


def part(label: str, span: tuple[int, int], score: float) -> Detection:
    """The detection of a day, month or year inside a date."""
    return Detection(span[0], span[1], label, score)
