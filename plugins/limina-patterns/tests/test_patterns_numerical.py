"""Network cards, wallets and what a label calls a number."""

from __future__ import annotations

from collections.abc import Callable

import pytest

FOUND = (
    ("NUMERICAL_PII", "mac ⟦00:1a:2b:3c:4d:5e⟧ and ⟦00-1A-2B-3C-4D-5F⟧"),
    ("NUMERICAL_PII", "case number ⟦656381⟧"),
    ("NUMERICAL_PII", "Ticket #⟦INC0012345⟧"),
    ("NUMERICAL_PII", "order number: ⟦114-3941689-8772232⟧"),
    ("NUMERICAL_PII", "my Best Corp ID is ⟦GID-45434⟧"),
    ("NUMERICAL_PII", "claim #⟦A-99812⟧; confirmation code ⟦X7Y8Z9⟧"),
    ("NUMERICAL_PII", "IMEI ⟦490154203237518⟧"),
    ("NUMERICAL_PII", "⟦1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2⟧"),
    ("NUMERICAL_PII", "⟦0x52908400098527886E0F7030069857D2E4169EE7⟧"),
    ("NUMERICAL_PII", "session id ⟦550e8400-e29b-41d4-a716-446655440000⟧"),
    ("NUMERICAL_PII", "(no. ⟦24254/05⟧) against"),
    ("NUMERICAL_PII", "nos. ⟦30562/04⟧ and ⟦30566/04⟧"),
)
NEAR_MISSES = (
    '{"id": 123456789012, "ts": 1700000000000}',
    '"uuid": "550e8400-e29b-41d4-a716-446655440000"',
    "commit 4f5d2c1b7a8e9f0d1c2b3a4e5f6a7b8c9d0e1f2a",
    "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN3",
    "10:11:12:13:14:15:16",
    "in order 12345 times",
    "ref 12, ref 123",
    "the case of 2019",
    "tid 6789, pid 12345",
    "ff:ff:ff:ff:ff:ff",
    "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
)


@pytest.mark.parametrize(("label", "marked"), FOUND)
def test_the_marked_words_are_found(check: Callable[..., None], label: str, marked: str) -> None:
    check(label, marked)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_near_misses_are_not(silent: Callable[..., None], text: str) -> None:
    silent(text, "NUMERICAL_PII")
