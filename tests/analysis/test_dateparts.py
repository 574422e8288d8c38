"""Dates as far as they are known."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limina.analysis.dateparts import DateParts, Part, full_year, subtypes
from limina.analysis.result import Subtype


def parts(year: int | None, month: int | None, day: int | None) -> DateParts:
    def part(value: int | None, start: int) -> Part | None:
        return None if value is None else Part(value, start, start + 1)

    return DateParts(part(year, 0), part(month, 2), part(day, 4))


@pytest.mark.parametrize(
    ("year", "month", "day", "iso"),
    [
        (1985, 10, 29, "1985-10-29"),
        (1985, 10, None, "1985-10"),
        (1985, None, None, "1985"),
        (None, 10, 29, "--10-29"),
        (None, 2, 29, "--02-29"),
        (None, 10, None, "--10"),
        (None, None, 29, "---29"),
        (None, None, None, None),
        (1985, None, 29, None),
        (1985, 2, 29, None),
        (1984, 2, 29, "1984-02-29"),
        (None, 2, 30, None),
        (None, 13, None, None),
        (1985, 13, 1, None),
        (None, None, 32, None),
        (0, 1, 1, None),
    ],
)
def test_iso(year: int | None, month: int | None, day: int | None, iso: str | None) -> None:
    assert parts(year, month, day).iso() == iso


@given(st.dates(min_value=date(1000, 1, 1)))
def test_full_dates_are_those_of_the_standard_library(day: date) -> None:
    assert parts(day.year, day.month, day.day).iso() == day.isoformat()


@pytest.mark.parametrize(
    ("one", "other", "completed"),
    [
        ((None, None, 5), (2020, 6, 9), "2020-06-05"),
        ((None, 5, None), (2020, 6, None), "2020-05"),
        ((None, 5, 5), (2020, 6, 9), "2020-05-05"),
        ((2020, None, None), (2021, 5, None), "2020"),
        ((2020, None, 9), (None, 5, 5), "2020-05-09"),
        ((2020, 1, 1), (2021, 2, 2), "2020-01-01"),
    ],
)
def test_a_date_takes_from_another_what_is_larger_than_its_own(
    one: tuple[int | None, ...], other: tuple[int | None, ...], completed: str
) -> None:
    assert parts(*one).completed(parts(*other)).iso() == completed


@pytest.mark.parametrize(
    ("pivot", "figures", "year"),
    [(68, 68, 2068), (68, 69, 1969), (29, 29, 2029), (29, 30, 1930), (99, 99, 2099), (68, 0, 2000)],
)
def test_years_of_two_figures_are_completed_by_a_fixed_rule(
    pivot: int, figures: int, year: int
) -> None:
    assert full_year(figures, pivot) == year


def test_subtypes_stand_in_the_order_of_the_text_and_once() -> None:
    first = DateParts(Part(2020, 8, 12), Part(5, 4, 7), Part(3, 0, 1))
    second = DateParts(Part(2020, 8, 12), Part(5, 4, 7), Part(9, 2, 3))
    assert subtypes("3-9 May 2020"[:1] + "-9 May 2020", first, second) == (
        Subtype("3", 3, "DAY", 0, 1),
        Subtype("9", 9, "DAY", 2, 3),
        Subtype("May", 5, "MONTH", 4, 7),
        Subtype("2020", 2020, "YEAR", 8, 12),
    )
