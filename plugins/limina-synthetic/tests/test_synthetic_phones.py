"""Telephone numbers: country, kind, layout, validity."""

from __future__ import annotations

import re

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from limina_synthetic import Replacer

REPLACER = Replacer(b"tests")


def other(text: str, language: str = "en") -> str:
    return REPLACER.replace("PHONE_NUMBER", text, (language,))


@pytest.mark.parametrize("region", sorted(phonenumbers.SUPPORTED_REGIONS))
@pytest.mark.parametrize("kind", [0, 1])
def test_a_number_of_any_country_stays_one_of_it(region: str, kind: int) -> None:
    example = phonenumbers.example_number_for_type(region, kind)
    if example is None:
        return
    text = phonenumbers.format_number(example, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    new = other(text)
    assert new != text
    assert re.sub(r"\d", "9", new) == re.sub(r"\d", "9", text)
    parsed = phonenumbers.parse(new)
    assert parsed.country_code == example.country_code
    assert phonenumbers.is_valid_number(parsed)


@pytest.mark.parametrize(
    ("text", "language", "region"),
    [
        ("(212) 555-1234", "en", "US"), ("212.555.1234", "en", "US"),
        ("1-212-555-1234", "en", "US"), ("2125551234", "en", "US"), ("(416) 530-6000", "en", "CA"),
        ("020 7946 0018", "en", "GB"), ("07911 123456", "en", "GB"), ("030 12345678", "de", "DE"),
        ("0151 23456789", "de", "DE"), ("06 12 34 56 78", "fr", "FR"),
        ("612 34 56 78", "es", "ES"), ("02 1234 5678", "it", "IT"),
        ("8 (495) 123-45-67", "ru", "RU"), ("03-1234-5678", "ja", "JP"),
        ("010-1234-5678", "ko", "KR"), ("(11) 91234-5678", "pt", "BR"),
        ("010 1234 5678", "zh", "CN"), ("020 123 4567", "nl", "NL"),
    ],
)  # fmt: skip
def test_a_national_number_stays_valid_in_its_country(
    text: str, language: str, region: str
) -> None:
    new = other(text, language)
    assert new != text
    assert re.sub(r"\d", "9", new) == re.sub(r"\d", "9", text)
    parsed = phonenumbers.parse(new, region)
    assert phonenumbers.is_valid_number(parsed)
    assert phonenumbers.region_code_for_number(parsed) == region


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("(416) 530-6000 ext. 4518", r"\(\d{3}\) 555-01\d\d ext\. \d{4}"),
        ("x234", r"x\d{3}"), ("555-1234", r"\d{3}-\d{4}"), ("911", r"\d{3}"),
        ("+49 (0)170 1234567", r"\+49 \(0\)\d{3} \d{7}"), ("0049 170 1234567", r"0049 \d{3} \d{7}"),
        ("tel: 212-555-1234", r"tel: \d{3}-555-01\d\d"), ("1-800-555-1234", r"1-800-555-01\d\d"),
        ("five five five one two", "[a-z]+ [a-z]+ [a-z]+ [a-z]+ [a-z]+"),
        ("1-800-FLOWERS", r"\d-\d{3}-[A-Z]{7}"), ("٠٥٠١٢٣٤٥٦٧", "[٠-٩]{10}"),
        ("+999 123 456", r"\+\d{3} \d{3} \d{3}"),
    ],
)  # fmt: skip
def test_extensions_words_and_odd_numbers_keep_their_layout(text: str, pattern: str) -> None:
    new = other(text)
    assert new != text
    assert re.fullmatch(pattern, new), new


def test_north_american_numbers_are_fictitious() -> None:
    for number in range(2000, 2100):
        assert re.fullmatch(r"\(\d{3}\) 555-01\d\d", other(f"(212) 867-{number}"))


def test_unknown_words_do_not_stay() -> None:
    assert "Blorp" not in other("Blorp 212-555-1234")
    assert "Blorp" not in other("212-555-1234 Blorp")


@given(st.text(alphabet="0123456789+()-. x", min_size=1, max_size=24))
def test_any_figures_keep_their_layout(text: str) -> None:
    new = other(text)
    assert new != text
    if any(character.isdigit() for character in text):
        assert [c.isdigit() for c in new] == [c.isdigit() for c in text]
