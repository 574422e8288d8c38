"""The same shape: classes of characters stay, characters change."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limina_synthetic.draw import Source
from limina_synthetic.shapes import (
    different,
    is_hexadecimal,
    pseudo,
    redraw,
    redraw_hexadecimal,
)

SOURCE = Source(b"tests")


def shape(text: str) -> str:
    """Digits as 9, capitals as A, small letters as a; all else as it is."""
    return "".join(
        "9" if c.isdecimal() else "A" if c.isupper() else "a" if c.islower() else c for c in text
    )


@pytest.mark.parametrize(
    "text",
    ["EMP-45434", "a1B2 c3", "007-99", "№ 12/34", "Ärger-5", "Иван 5", "٣٤-٥", "北京 12", "김 5"],
)
def test_digits_stay_digits_and_letters_letters_of_their_script(text: str) -> None:
    new = redraw(SOURCE.draw("shape", text), text)
    assert new != text
    assert len(new) == len(text)
    for old_character, character in zip(text, new, strict=True):
        if not old_character.isalnum():
            assert character == old_character
            continue
        assert unicodedata.category(character) == unicodedata.category(old_character)
        assert character.isascii() == old_character.isascii()


def test_leading_zeros_stay_and_no_others_come() -> None:
    for number in range(200):
        new = redraw(SOURCE.draw("zeros", str(number)), f"00{number + 1} {number + 1}")
        head, _, tail = new.partition(" ")
        assert head.startswith("00")
        assert head[2] != "0"
        assert tail[0] != "0"


@given(st.text(alphabet="abzABZ019 -_./", min_size=1, max_size=40))
def test_shape_of_ascii_is_kept(text: str) -> None:
    assert shape(redraw(SOURCE.draw("shape", text), text)) == shape(text)


@given(st.text(min_size=1, max_size=60))
def test_any_text_keeps_its_length_and_its_signs(text: str) -> None:
    new = redraw(SOURCE.draw("shape", text), text)
    assert len(new) == len(text)
    assert all(
        old == character for old, character in zip(text, new, strict=True) if not old.isalnum()
    )


def test_made_up_words_can_be_said() -> None:
    new = pseudo(SOURCE.draw("pseudo", "koalabear"), "koalabear")
    assert [letter in "aeiou" for letter in new] == [letter in "aeiou" for letter in "koalabear"]
    assert shape(pseudo(SOURCE.draw("pseudo", "x"), "Étoile-Bär 5")) == "Aaaaaa-Aaa 9"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("00:1a:2b", True), ("DEADBEEF01", True), ("123456", False), ("abcdef", False),
     ("12aB", False), ("xyz1", False), ("", False)],
)  # fmt: skip
def test_hexadecimal_is_recognised(text: str, expected: bool) -> None:
    assert is_hexadecimal(text) is expected


def test_hexadecimal_digits_stay_such_in_their_case() -> None:
    for text in ("00:1a:2b:3c", "DEADBEEF01", "aB12"):
        new = redraw_hexadecimal(SOURCE.draw("hex", text), text)
        assert set(new) <= set("0123456789abcdefABCDEF:")
        assert [c == ":" for c in new] == [c == ":" for c in text]
        assert text != text.upper() or new == new.upper()


@pytest.mark.parametrize("text", ["***", "#", " ", "—", "x", "X", "🏳️‍🌈", "\t\n", "ß"])
def test_signs_alone_become_others(text: str) -> None:
    new = different(SOURCE.draw("different", text), text)
    assert new.strip()
    assert new.casefold() != text.casefold()
    assert len(new) == len(text)
