"""Folding keeps every offset, and context is found on both sides within its clause."""

from __future__ import annotations

import re
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

import limina_patterns.scan
from limina_patterns.cues import CueIndex
from limina_patterns.scan import Scan

INDEX = CueIndex([{"phone": ("phone", "cell phone"), "birth": ("born", "date of birth")}])


def scan(text: str) -> Scan:
    return Scan(text, INDEX)


@given(st.text())
def test_folding_changes_no_length(text: str) -> None:
    made = scan(text)
    assert len(made.text) == len(made.lower) == len(text)


def test_no_character_at_all_changes_the_length_of_the_lower_case() -> None:
    every = "".join(chr(c) for c in range(sys.maxunicode + 1) if not 0xD800 <= c < 0xE000)
    assert len(scan(every).lower) == len(every)


@pytest.mark.parametrize(
    ("variant", "plain"),
    [("５５５－１２３４", "555-1234"), ("٠١٢", "012"), ("“a”", '"a"'), ("12\u00a034", "12 34")],
)
def test_variants_are_read_as_their_plain_forms(variant: str, plain: str) -> None:
    assert scan(variant).text == plain


@pytest.mark.parametrize(
    ("text", "reach", "clause", "wanted"),
    [
        ("my phone is 1", 40, False, True),
        ("my phone is 1", 2, False, False),
        ("my phone rang. It is 1", 40, False, True),
        ("my phone rang. It is 1", 40, True, False),
        ("my cell phone No. 1", 40, True, True),
        ("smartphones cost 1", 40, False, False),
    ],
)
def test_context_on_the_left(text: str, reach: int, clause: bool, wanted: bool) -> None:
    assert scan(text).left(len(text) - 1, "phone", reach, clause=clause) is wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("1 (phone)", True),
        ("1. Phone me", False),
        ("1 is what it says on the box of my phone", False),
    ],
)
def test_context_on_the_right(text: str, wanted: bool) -> None:
    assert scan(text).right(1, "phone") is wanted
    assert scan(text).near(0, 1, "phone") is wanted


def test_long_numbers_are_looked_for_only_where_digits_are() -> None:
    pattern = re.compile(r"[0-9]{6,}")
    text = "word " * 100 + "1234567 " + "word " * 100 + "98-76-54-32 and 123456"
    found = [match[0] for match in scan(text).long_numbers(pattern)]
    assert found == ["1234567", "123456"]
    assert list(scan("no digits").long_numbers(pattern)) == []


def test_long_numbers_meet_no_end_inside_a_word() -> None:
    text = "1234567 " + "x" * 40 + "1234567"
    found = [m[0] for m in scan(text).long_numbers(re.compile(r"x*[0-9]{7}"))]
    assert found == ["1234567", "x" * 40 + "1234567"]


@pytest.mark.parametrize("gap", ["", " ", "x" * 30])
def test_no_character_is_looked_at_twice_for_the_end_of_a_window(
    monkeypatch: pytest.MonkeyPatch, gap: str
) -> None:
    looked_at = 0

    class Counting:
        """A pattern for one character that counts what it passes over."""

        @staticmethod
        def search(text: str, start: int) -> re.Match[str] | None:
            nonlocal looked_at
            match = re.compile(r"\s").search(text, start)
            looked_at += (match.end() if match else len(text)) - start
            return match

    monkeypatch.setattr(limina_patterns.scan, "_SPACE", Counting)
    text = ("RSSMRA85T10A562S" + gap) * 1000
    found = [m[0] for m in scan(text).long_numbers(re.compile("85T10A562"))]
    assert found == ["85T10A562"] * 1000
    assert 0 < looked_at <= len(text)
