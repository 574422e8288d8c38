"""Numbers in words and in figures with signs."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limina.analysis.numerals import FIGURES, fold, read_amount
from limina.analysis.tokens import level, tokenize


def folded(text: str, ordinals: bool = False, years: bool = False) -> list[int | str]:
    tokens = fold(tokenize(level(text)), ordinals=ordinals, years=years)
    return [token.text if token.value is None else token.value for token in tokens]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("five", [5]),
        ("twelve and seven", [12, "and", 7]),
        ("forty-one", [41]),
        ("Forty One", [41]),
        ("twenty", [20]),
        ("twenty zero", [20, 0]),
        ("one hundred", [100]),
        ("two hundred and fifty", [250]),
        ("two hundred fifty six", [256]),
        ("fifty-five thousand", [55_000]),
        ("one million two hundred thousand and six", [1_200_006]),
        ("three billion", [3_000_000_000]),
        ("four twenty", [4, 20]),
        ("hundred", ["hundred"]),
        ("thousand", ["thousand"]),
        ("two hundred and", [200, "and"]),
        ("and two", ["and", 2]),
        ("5 thousand", [5, "thousand"]),
        ("third", ["third"]),
        ("nineteen eighty-six", [19, 86]),
        ("", []),
    ],
)
def test_words_are_numbers(text: str, numbers: list[int | str]) -> None:
    assert folded(text) == numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("third", [3]),
        ("twenty-first", [21]),
        ("thirty first", [31]),
        ("twenty tenth", [20, 10]),
        ("thirtieth", [30]),
        ("fourth may", [4, "may"]),
    ],
)
def test_words_are_places_in_an_order_where_asked(text: str, numbers: list[int | str]) -> None:
    assert folded(text, ordinals=True) == numbers
    tokens = fold(tokenize(text), ordinals=True)
    assert tokens[-1].ordinal or numbers[-1] == "may"


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("nineteen eighty-six", [1986]),
        ("nineteen 86", [1986]),
        ("nineteen 186", [19, 186]),
        ("nineteen oh five", [1905]),
        ("nineteen o five", [1905]),
        ("nineteen five", [19, 5]),
        ("nineteen oh twelve", [19, "oh", 12]),
        ("nineteen hundred", [1900]),
        ("twenty twelve", [2012]),
        ("twenty twenty", [2020]),
        ("twenty zero", [20, 0]),
        ("two thousand and five", [2005]),
        ("may twelve nineteen eighty", ["may", 12, 1980]),
        ("eighteen third", [18, "third"]),
        ("nineteen", [19]),
    ],
)
def test_years_are_read_in_two_parts_where_asked(text: str, numbers: list[int | str]) -> None:
    assert folded(text, years=True) == numbers


def test_a_century_before_a_place_in_an_order_is_no_year() -> None:
    assert folded("twenty third", ordinals=True, years=True) == [23]
    assert folded("nineteen tenth", ordinals=True, years=True) == [19, 10]


def test_a_number_stands_where_all_its_words_stand() -> None:
    tokens = fold(tokenize("the twenty-first of may"), ordinals=True)
    assert [(t.start, t.end) for t in tokens if t.value is not None] == [(4, 16)]


@pytest.mark.parametrize(
    ("figures", "decimal", "value"),
    [
        ("5", ".", "5"),
        ("94.50", ".", "94.50"),
        ("94,50", ".", "94.50"),
        ("1.234,50", ".", "1234.50"),
        ("1,234.50", ",", "1234.50"),
        ("1,234", ".", "1234"),
        ("1,234", ",", "1.234"),
        ("1.234", ",", "1234"),
        ("1.234", ".", "1.234"),
        ("0,234", ".", "0.234"),
        ("1234,567", ".", "1234.567"),
        ("1,234,567", ".", "1234567"),
        ("1.234.567", ".", "1234567"),
        ("1,00,000", ".", "100000"),
        ("1'000", ".", "1000"),
        ("1 234 567,8", ",", "1234567.8"),
        ("1,234.567", ".", "1234.567"),
        ("1.2.3", ".", None),
        ("1,2,3", ".", None),
        ("1.234,56,7", ".", None),
        ("12,34,5.6", ".", None),
        ("1.5,6.7", ".", None),
    ],
)
def test_signs_group_or_divide(figures: str, decimal: str, value: str | None) -> None:
    amount = read_amount(figures, decimal)
    assert amount == (None if value is None else Decimal(value))
    assert value is None or str(amount) == value  # as many decimals as written


@given(st.from_regex(FIGURES.pattern, fullmatch=True), st.sampled_from(".,"))
def test_any_figures_are_an_amount_or_nothing(figures: str, decimal: str) -> None:
    amount = read_amount(figures, decimal)
    assert amount is None or amount >= 0


WORDS = ("one", "two", "ten", "twenty", "hundred", "thousand", "and", "oh", "third", "5", "86", "-")


@given(st.lists(st.sampled_from(WORDS)), st.booleans(), st.booleans())
def test_folding_keeps_every_token_or_puts_it_in_a_number(
    words: list[str], ordinals: bool, years: bool
) -> None:
    tokens = tokenize(" ".join(words))
    result = fold(tokens, ordinals=ordinals, years=years)
    assert all(one.end <= other.start for one, other in pairwise(result))
    for token in tokens:
        [place] = [t for t in result if t.start <= token.start and token.end <= t.end]
        assert place == token or place.value is not None
