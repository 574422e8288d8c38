"""Numbers read out digit by digit."""

from __future__ import annotations

from collections.abc import Callable

import pytest

FOUND = (
    ("NUMERICAL_PII", "⟦nine-eight-seven6-five4-three two-one-zero⟧"),
    ("PHONE_NUMBER", "my phone is ⟦five five five oh one two three⟧"),
    ("CREDIT_CARD", "um a card. ⟦Five six three oh nine seven six oh⟧. Got that?"),
    ("CVV", "card. Three-digit code is ⟦nine oh one⟧, then"),
    ("CREDIT_CARD_EXPIRATION", "my card expires ⟦four twenty⟧."),
    ("SSN", "social security ⟦one two three four five six seven eight nine⟧"),
    ("PHONE_NUMBER", "call my cell: ⟦double five five one two three four⟧"),
)
NEAR_MISSES = (
    "one two three go",
    "one of two or three",
    "five to nine",
    "twenty one pilots",
)


@pytest.mark.parametrize(("label", "marked"), FOUND)
def test_the_marked_words_are_found(check: Callable[..., None], label: str, marked: str) -> None:
    check(label, marked)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_near_misses_are_not(silent: Callable[..., None], text: str) -> None:
    silent(
        text, "PHONE_NUMBER", "NUMERICAL_PII", "CREDIT_CARD", "CVV", "SSN", "CREDIT_CARD_EXPIRATION"
    )
