"""Numbers in figures and in words."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limina_synthetic.ask import Ask
from limina_synthetic.draw import Source
from limina_synthetic.number_words import exchange_number_word, is_number_word
from limina_synthetic.numerals import (
    NUMBER,
    amount_of,
    digits_like,
    locale_of,
    redraw_count,
    redraw_number,
    same_plural,
    value_of,
)

ASK = Ask(Source(b"tests"), "MONEY", "-", ("en",))


def layout(token: str) -> str:
    return re.sub(r"\d", "9", token)


@pytest.mark.parametrize(
    "token",
    ["5", "42", "365", "1024", "5,000", "1,234.56", "1.234,56", "1 000 000", "1'234'567", "0.5",
     "0.05", "94.50", "550", "100", "10", "00", "0", "٣٤", "12\u202f500", "1,00,000"],
)  # fmt: skip
def test_a_number_keeps_its_layout_and_roundness(token: str) -> None:
    assert NUMBER.fullmatch(token)
    new = redraw_number(ASK, token, "test")
    assert new != token
    assert layout(new) == layout(token)
    if value_of(token):
        zeros = len(str(value_of(token))) - len(str(value_of(token)).rstrip("0"))
        assert str(value_of(new)).endswith("0" * zeros)


@pytest.mark.parametrize("shape", ["{}", "{},000", "0.{}", "{}0"])
def test_short_numbers_are_exchanged_one_to_one(shape: str) -> None:
    tokens = [shape.format(number) for number in range(1, 1000) if number % 10]
    assert len({redraw_number(ASK, token, "test") for token in tokens}) == len(tokens)


@given(st.integers(1, 99), st.integers(1, 99))
def test_a_bounded_number_stays_inside(number: int, other: int) -> None:
    low, high = sorted((number, other))
    new = value_of(redraw_number(ASK, str(number), "test", low, high))
    assert low <= new <= high or low == high
    assert new != number


@pytest.mark.parametrize(
    ("token", "amount"),
    [("5", 5), ("1,000", 1000), ("1.5", 1.5), ("1,5", 1.5), ("2.50", 2.5), ("1.234,56", 123456)],
)
def test_amounts_compare(token: str, amount: float) -> None:
    assert amount_of(token) == amount


def test_digits_are_written_in_the_places_and_script_of_others() -> None:
    assert digits_like("12-34", "9876") == "98-76"
    assert digits_like("٣٤", "12") == "١٢"
    assert digits_like("5", "12") == "12"


@pytest.mark.parametrize(
    ("language", "value", "mates"),
    [
        ("en", 1, {1}), ("en", 5, set(range(2, 13))), ("ru", 3, {2, 3, 4}),
        ("ru", 5, set(range(5, 13))), ("ja", 1, set(range(1, 13))),
    ],
)  # fmt: skip
def test_numbers_that_take_the_same_noun(language: str, value: int, mates: set[int]) -> None:
    assert set(same_plural(language, 1, 12, value)) == mates


def test_a_count_keeps_the_form_of_its_noun() -> None:
    for value in range(2, 13):
        token = redraw_count(ASK, str(value), "months", "ru", 2, 12)
        assert token is not None
        assert value_of(token) != value
        assert value_of(token) in same_plural("ru", 2, 12, value)
    assert redraw_count(ASK, "1", "months", "en", 1, 12) is None
    assert redraw_count(ASK, "50", "months", "en", 1, 12) is None


def test_an_unknown_language_counts_as_english() -> None:
    assert locale_of("xx").language == "en"
    assert locale_of("not a language").language == "en"


@pytest.mark.parametrize(
    "word", ["nine", "Twelve", "SIXTY", "third", "twentieth", "zwanzig", "quatre", "cinco", "три"]
)
def test_number_words_are_exchanged_in_their_class_and_case(word: str) -> None:
    assert is_number_word(word)
    new = exchange_number_word(ASK, word)
    assert new is not None
    assert new.casefold() != word.casefold()
    assert is_number_word(new)
    assert (new.isupper(), new.islower()) == (word.isupper(), word.islower())


def test_what_is_counted_is_never_none() -> None:
    for word in ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine"):
        assert exchange_number_word(ASK, word, counting=True) not in (None, "zero", word)


def test_other_words_are_no_numbers() -> None:
    assert exchange_number_word(ASK, "months") is None
