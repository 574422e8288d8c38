"""Levelling keeps every place; tokens are numbers, words and signs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limina.analysis.tokens import Token, adjacent, level, tokenize


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("5 MAY", "5 may"),
        ("٥/٣", "5/3"),
        ("１２：３０", "12:30"),
        ("5\u00a0May\t", "5 may "),
        ("1990\u20132000 \u2014 \u22125", "1990-2000 - -5"),
        ("John\u2019s \u02bcs", "john's 's"),
        ("ÄÖ", "äö"),
        ("İ", "İ"),  # small it has two characters
        ("½²Ⅻ", "½²ⅻ"),  # numerals that are no figures stay
    ],
)
def test_writing_is_levelled(text: str, plain: str) -> None:
    assert level(text) == plain


@given(st.text())
def test_levelling_keeps_every_place(text: str) -> None:
    assert len(level(text)) == len(text)
    assert level(level(text)) == level(text)


def test_numbers_words_and_signs_are_told_apart() -> None:
    assert tokenize("07mar, 2020") == [
        Token(0, 2, "07", 7, 2),
        Token(2, 5, "mar"),
        Token(5, 6, ","),
        Token(7, 11, "2020", 2020, 4),
    ]


def test_a_word_is_composed_and_keeps_its_place() -> None:
    [word] = tokenize("fe\u0301v")
    assert (word.text, word.start, word.end) == ("fév", 0, 4)


def test_what_cannot_be_seen_is_no_token() -> None:
    assert [token.text for token in tokenize("5\u200f/\u200f3 \n")] == ["5", "/", "3"]


def test_tokens_are_adjacent_if_nothing_parts_them() -> None:
    tokens = tokenize("5th of")
    assert [adjacent(tokens, index) for index in range(3)] == [False, True, False]


@given(st.text())
def test_tokens_stand_where_they_say(text: str) -> None:
    plain = level(text)
    end = 0
    for token in tokenize(plain):
        assert end <= token.start < token.end <= len(plain)
        end = token.end
        if token.value is not None:
            assert plain[token.start : token.end] == token.text
            assert token.digits == len(token.text)
