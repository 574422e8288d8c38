"""Payment cards, bank accounts and banks."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limina_synthetic import Replacer
from limina_synthetic.checksums import aba, iban, luhn

REPLACER = Replacer(b"tests")


def other(label: str, text: str) -> str:
    return REPLACER.replace(label, text, ("en",))


def digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


@pytest.mark.parametrize(
    "text",
    ["4111111111111111", "4234-5678-9012-3456", "5500 0000 0000 0004", "378282246310005",
     "3782 822463 10005", "6011.1111.1111.1117", "30569309025904", "4222222222222",
     "6304000000000000000"],
)  # fmt: skip
def test_a_card_keeps_issuer_length_and_layout_and_gets_a_valid_check_digit(text: str) -> None:
    new = other("CREDIT_CARD", text)
    assert new != text
    assert re.sub(r"\d", "9", new) == re.sub(r"\d", "9", text)
    assert digits(new)[:6] == digits(text)[:6]
    assert luhn(digits(new)) == digits(new)


@given(st.integers(10**11, 10**19 - 1))
def test_any_card_gets_another_valid_number(number: int) -> None:
    new = other("CREDIT_CARD", str(number))
    assert new != str(number)
    assert len(new) == len(str(number))
    assert luhn(new) == new


@pytest.mark.parametrize(
    ("text", "pattern"),
    [("**** **** **** 4242", r"\*{4} \*{4} \*{4} \d{4}"), ("ending in 4242", r"ending in \d{4}"),
     ("Card number: 4111111111111111", r"Card number: 411111\d{10}"),
     ("four one one one", "[a-z]+ [a-z]+ [a-z]+ [a-z]+")],
)  # fmt: skip
def test_what_is_left_of_a_card_changes_too(text: str, pattern: str) -> None:
    new = other("CREDIT_CARD", text)
    assert re.fullmatch(pattern, new), new
    assert new != text


def test_verification_codes_are_exchanged_one_to_one() -> None:
    codes = [f"{code:03}" for code in range(1000)]
    new = [other("CVV", code) for code in codes]
    assert sorted(new) == codes
    assert all(old != code for old, code in zip(codes, new, strict=True))
    assert re.fullmatch(r"CVV: \d{3}", other("CVV", "CVV: 080"))
    assert re.fullmatch(r"\d{4}", other("CVV", "1234"))
    assert re.fullmatch("[a-z]+ [a-z]+ [a-z]+", other("CVV", "nine five one"))


@pytest.mark.parametrize(
    "text",
    ["DE89 3704 0044 0532 0130 00", "GB29NWBK60161331926819", "FR1420041010050500013M02606",
     "CH93-0076-2011-6238-5295-7", "NO9386011117947", "gb29nwbk60161331926819"],
)  # fmt: skip
def test_an_iban_keeps_country_and_layout_and_gets_valid_check_digits(text: str) -> None:
    new = other("BANK_ACCOUNT", text)
    assert new != text
    assert new[:2] == text[:2]
    assert re.sub("[A-Za-z]", "A", re.sub(r"\d", "9", new)) == re.sub(
        "[A-Za-z]", "A", re.sub(r"\d", "9", text)
    )
    compact = "".join(filter(str.isalnum, new)).upper()
    assert iban(compact) == compact


@pytest.mark.parametrize(
    "text", ["635526789012", "12-3456-7", "0012345678", "Konto 12345", "AB 77"]
)
def test_other_accounts_keep_their_shape(text: str) -> None:
    new = other("BANK_ACCOUNT", text)
    assert new != text
    assert re.sub(r"\d", "9", new).replace("AB", "") != ""
    assert [c.isdigit() for c in new] == [c.isdigit() for c in text]


def test_american_routing_numbers_get_their_check_digit() -> None:
    for text in ("021000021", "0260-0959-3", "111000025"):
        new = other("ROUTING_NUMBER", text)
        assert new != text
        assert aba(digits(new)) == digits(new)
        assert [c == "-" for c in new] == [c == "-" for c in text]


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("DEUTDEFF", "[A-Z]{4}DE[A-Z]{2}"), ("NWBKGB2LXXX", r"[A-Z]{4}GB\d[A-Z]{4}"),
        ("12-34-56", r"\d\d-\d\d-\d\d"), ("123456789", r"\d{9}"),
        ("HDFC0001234", r"[A-Z]{4}000\d{4}"),
    ],
)  # fmt: skip
def test_other_banks_keep_their_shape(text: str, pattern: str) -> None:
    new = other("ROUTING_NUMBER", text)
    assert new != text
    assert re.fullmatch(pattern, new), new
