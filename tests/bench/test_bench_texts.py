from __future__ import annotations

import re

import pytest
from stdnum import iban as checked_iban
from stdnum import luhn

from bench.texts import (
    LABELS,
    MESSAGE,
    PERSONAL_MESSAGES,
    SEED_MESSAGE,
    SEED_SPANS,
    Writer,
    card_number,
    iban,
)
from limina.engine.taxonomy import DEFAULT


def test_the_same_seed_writes_the_same() -> None:
    assert Writer().messages(50) == Writer().messages(50)
    assert Writer(1).messages(5) != Writer(2).messages(5)


def test_messages_have_the_length_they_should() -> None:
    lengths = [len(one.text) for one in Writer().messages(500)]
    assert MESSAGE[0] <= min(lengths) < max(lengths) <= MESSAGE[1]


def test_about_as_many_messages_hold_personal_data_as_said() -> None:
    messages = Writer().messages(1_000)
    share = sum(bool(one.spans) for one in messages) / len(messages)
    assert share == pytest.approx(PERSONAL_MESSAGES, abs=0.05)


@pytest.mark.parametrize("characters", [1_000, 12_345])
def test_a_long_text_is_as_long_as_it_should_be(characters: int) -> None:
    one = Writer().long(characters)
    assert len(one.text) == characters
    assert all(0 <= start < end <= characters for start, end, _ in one.spans)


def test_spans_are_where_the_values_stand() -> None:
    for one in [*Writer().messages(300), *Writer().paragraphs(20), Writer().long(5_000)]:
        for start, end, label in one.spans:
            value = one.text[start:end]
            if label == "EMAIL_ADDRESS":
                assert re.fullmatch(r"[a-z]+\.\d\d@[a-z.]+", value)
            elif label == "AGE":
                assert value.isdigit()
            elif label in ("NAME", "NAME_GIVEN", "NAME_FAMILY", "LOCATION_CITY"):
                assert re.fullmatch(r"[A-Z][a-z]+( [A-Z][a-z]+)?", value)


def test_no_gap_is_left_open() -> None:
    assert "{" not in Writer().long(50_000).text


def test_labels_are_those_of_the_taxonomy() -> None:
    known = DEFAULT.names
    assert {*LABELS.values(), *(label for *_, label in SEED_SPANS)} <= known


def test_the_seeds_message_is_marked_where_it_should_be() -> None:
    found = [SEED_MESSAGE[start:end] for start, end, _ in SEED_SPANS]
    assert found == ["John Smith", "123 Fake St"]


def test_numbers_pass_their_checks() -> None:
    assert card_number("411111111111111") == "4111 1111 1111 1111"
    assert iban("GB", "NWBK60161331926819") == "GB29NWBK60161331926819"
    for one in Writer().messages(500):
        for start, end, label in one.spans:
            if label == "CREDIT_CARD":
                assert luhn.is_valid(one.text[start:end].replace(" ", ""))
            elif label == "BANK_ACCOUNT":
                assert checked_iban.is_valid(one.text[start:end])
