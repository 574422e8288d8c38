"""Customer, policy and membership numbers."""

from __future__ import annotations

from collections.abc import Callable

import pytest

FOUND = (
    ("ACCOUNT_NUMBER", "Policy No. ⟦10042992⟧"),
    ("ACCOUNT_NUMBER", "Member ID: ⟦HZ-5235-001⟧"),
    ("ACCOUNT_NUMBER", "my customer number is ⟦7788990⟧"),
    ("ACCOUNT_NUMBER", "account number ⟦12345678⟧, please"),
    ("ACCOUNT_NUMBER", "Kundennummer ⟦4711-0815⟧"),
    ("ACCOUNT_NUMBER", "⟦10042992⟧ is my policy number"),
    ("ACCOUNT_NUMBER", '{"account_id": "⟦98765432⟧"}'),
)
NEAR_MISSES = (
    "May I have your name and account number, ma'am?",
    "opened an account in 2019",
    "on account of 5000 people",
    "foreign policy 2020",
    "member since 2019",
    "account created",
)


@pytest.mark.parametrize(("label", "marked"), FOUND)
def test_the_marked_words_are_found(check: Callable[..., None], label: str, marked: str) -> None:
    check(label, marked)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_near_misses_are_not(silent: Callable[..., None], text: str) -> None:
    silent(text, "ACCOUNT_NUMBER")
