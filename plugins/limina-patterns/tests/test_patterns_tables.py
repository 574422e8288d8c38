"""The tables and what makes patterns of them."""

from __future__ import annotations

import re

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from limina_patterns import months, numbers, phone, places, tlds
from limina_patterns.trie import alternation
from limina_patterns.words import phrases, words


@given(st.lists(st.text(alphabet="abc.*( é", min_size=1, max_size=6), min_size=1))
def test_an_alternation_matches_its_words_and_no_other(table: list[str]) -> None:
    pattern = re.compile(alternation(table))
    for word in table:
        assert pattern.fullmatch(word)
    assert not pattern.fullmatch("".join(table) + "x")


@given(st.lists(st.text(alphabet="ab", min_size=1, max_size=5), min_size=1), st.text(alphabet="ab"))
def test_an_alternation_takes_the_longest_word(table: list[str], text: str) -> None:
    match = re.compile(alternation(table)).match(text)
    longest = max((w for w in table if text.startswith(w)), key=len, default=None)
    assert (match[0] if match else None) == longest


def test_a_gap_stands_for_the_spaces_of_a_word() -> None:
    assert re.fullmatch(alternation(["a b"], gap="[ _]"), "a_b")


def test_words_and_phrases_read_wrapped_tables() -> None:
    assert words("a b\n  c") == {"a", "b", "c"}
    assert phrases("a b,\n c\n d, ") == ("a b", "c d")


@pytest.mark.parametrize(
    "name", ["january", "märz", "février", "enero", "gennaio", "maart", "março"]
)
def test_months_of_many_languages_are_known(name: str) -> None:
    assert name in months.FULL


def test_short_names_are_no_full_ones() -> None:
    assert not months.SHORT & months.FULL
    assert {"jan", "feb", "sept"} <= months.SHORT


def test_country_endings_come_from_the_regions() -> None:
    assert {"de", "uk", "ca", "com", "museum"} <= tlds.ALL
    assert tlds.PLAIN <= tlds.GENERIC


@pytest.mark.parametrize("text", ["one", "twelve", "ninety-nine", "forty two"])
def test_spelled_numbers_under_a_hundred(text: str) -> None:
    assert re.fullmatch(numbers.UNDER_HUNDRED, text)


@pytest.mark.parametrize(
    "text", ["a hundred and forty", "five thousand two hundred", "two and a half million"]
)
def test_spelled_amounts(text: str) -> None:
    assert re.fullmatch(numbers.AMOUNT, text)


@pytest.mark.parametrize(
    ("pattern", "code"),
    [
        (places.US_ZIP, "90210"),
        (places.US_ZIP, "62704-1234"),
        (places.CA_POSTAL, "M6R 1B5"),
        (places.UK_POSTCODE, "SW1A 1AA"),
        (places.UK_POSTCODE, "M1 1AE"),
        (places.IE_EIRCODE, "D02 X285"),
        (places.AU_NZ_POSTCODE, "3065"),
    ],
)
def test_postal_codes_have_their_shapes(pattern: str, code: str) -> None:
    assert re.fullmatch(pattern, code)
    assert not re.match(rf"{pattern}\Z", code + "1")


def test_the_street_types_have_one_class_each() -> None:
    assert not places.STREET_STRONG & places.STREET_MEDIUM
    assert not (places.STREET_STRONG | places.STREET_MEDIUM) & places.STREET_RARE


def test_the_default_regions_are_known() -> None:
    assert set(phone.DEFAULT_REGIONS) <= phonenumbers.SUPPORTED_REGIONS
    with pytest.raises(ValueError, match="XX"):
        phone.family(["US", "XX"])
