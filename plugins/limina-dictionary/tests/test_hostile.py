"""Texts made to be slow: every one has to be done in time that grows with its length only."""

from __future__ import annotations

import pytest

from limina_dictionary import Lexicon, Rules
from limina_dictionary.words import whole_word

SIZE = 100_000


@pytest.mark.parametrize(
    "piece",
    [
        "Will-", "Will ", "John-", "John ", "John\n", "John. ", "John=", "John/", "J. ", "Mr. ",
        "a/b ", "my name is ", "I am ", "Paris, ", "Paris ", "New York ", "in ", "and John ",
        "O'", "van der ", "Doe's ", "Smith, John ", "\u0301", "e\u0301", "😀", "İ",
        "River Lake ", "single ", "manager ", "@John", "John@", " ", "\n", "-", "'", ".", "A",
        "US ", "SMITH ", "Xyzzyk Smith ", "Mr. Abcdq ", "Bank of ", "University ", "University of ",
        "Court for the ", "broke my arm ", "arm ", "acute ", "acute kidney disease ", "disease ",
        "blue eyes ", "dark ", "tall ", "Dr. Smith, MD ", "2018 World Cup ", "Bank and ",
        "Hospital ",
        "2019 Ontario general election ", "google ", "Labour Party ", "iron ", "he has a scar ",
    ],
)  # fmt: skip
def test_a_repeated_piece_takes_linear_time(lexicon: Lexicon, piece: str) -> None:
    text = piece * (SIZE // len(piece))
    for one in Rules(lexicon).find(text):
        assert 0 <= one.start < one.end <= len(text)


def test_many_different_names_take_linear_time(lexicon: Lexicon) -> None:
    names = " ".join(
        f"Mr. Qx{chr(97 + i % 26)}{chr(97 + i // 26 % 26)}zyk spoke." for i in range(5_000)
    )
    assert len(Rules(lexicon).find(names)) == 10_000


def test_a_chain_of_hyphens_is_widened_by_a_few_parts_only() -> None:
    text = "Ann-" * 100
    start, end = whole_word(text, 200, 203)
    assert (start, end) == (200 - 12, 203 + 12)
