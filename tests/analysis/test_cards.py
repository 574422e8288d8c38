"""Numbers of cards and of accounts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limina.analysis.cards import digits_of, grouped, read_card, read_iban
from limina.analysis.result import UNREAD, Assertion


@pytest.mark.parametrize(
    ("text", "formatted", "status"),
    [
        ("4591 3334 2334 5533", "4591 3334 2334 5533", "invalid"),  # the recorded form
        ("4242424242424242", "4242 4242 4242 4242", "valid"),
        ("30569309025904", "3056 9309 0259 04", "valid"),
        ("378282246310005", "3782 8224 6310 005", "valid"),
        ("4222222222222", "4222 2222 2222 2", "valid"),
        ("6578-7790-4346-2237", "6578 7790 4346 2237", "invalid"),
        ("4111.1111.1111.1111", "4111 1111 1111 1111", "valid"),
        (" 4111 1111 1111 1111 ", "4111 1111 1111 1111", "valid"),
        ("４１１１ 1111 1111 1111", "4111 1111 1111 1111", "valid"),
    ],
)
def test_cards(text: str, formatted: str, status: str) -> None:
    found = read_card(text)
    assert found.formatted == formatted
    assert [(a.provider, a.status) for a in found.assertions] == [("luhn", status)]


@pytest.mark.parametrize(
    "text",
    [
        "5533",
        "5 five three ... three",
        "XXXX-XXXX-XXXX-1234",
        "41111111111",
        "41111111111111111111",
        "4111 1111 1111 1111 exp",
        "",
    ],
)
def test_what_is_no_whole_card_is_not_formatted(text: str) -> None:
    assert read_card(text) == UNREAD


@pytest.mark.parametrize(
    ("text", "formatted", "status"),
    [
        ("GB82 WEST 1234 5698 7654 32", "GB82 WEST 1234 5698 7654 32", "valid"),
        ("gb82west12345698765432", "GB82 WEST 1234 5698 7654 32", "valid"),
        ("DE89370400440532013000", "DE89 3704 0044 0532 0130 00", "valid"),
        ("DE89370400440532013001", "DE89 3704 0044 0532 0130 01", "invalid"),
        ("IBAN: NL91 ABNA 0417 1643 00", "NL91 ABNA 0417 1643 00", "valid"),
        ("FR14-2004-1010-0505-0001-3M02-606", "FR14 2004 1010 0505 0001 3M02 606", "valid"),
        ("ES91 2100 0418 4502 0005 1332", "ES91 2100 0418 4502 0005 1332", "valid"),
        ("BE71 0961 2345 6769", "BE71 0961 2345 6769", "valid"),
    ],
)
def test_accounts(text: str, formatted: str, status: str) -> None:
    found = read_iban(text)
    assert found is not None
    assert found.formatted == formatted
    assert [(a.provider, a.status) for a in found.assertions] == [("iban", status)]


@pytest.mark.parametrize(
    "text", ["635526789012", "XX00 1234 5678 9012 345", "DE89", "AB12 CD34 EF56 GH78 I", ""]
)
def test_other_accounts_are_not_called_wrong(text: str) -> None:
    assert read_iban(text) is None


def test_figures_of_every_script_are_figures() -> None:
    assert digits_of("٤١-1a²") == "411"


@given(st.text("0123456789", min_size=11, max_size=18))
def test_exactly_one_check_digit_is_valid(digits: str) -> None:
    statuses = [read_card(digits + check).assertions for check in "0123456789"]
    assert statuses.count((Assertion("luhn", "valid"),)) == 1
    assert statuses.count((Assertion("luhn", "invalid"),)) == 9


@given(st.text("0123456789", max_size=30))
def test_groups_have_four_figures_but_for_the_last(digits: str) -> None:
    groups = grouped(digits).split()
    assert "".join(groups) == digits
    assert all(len(group) == 4 for group in groups[:-1])
