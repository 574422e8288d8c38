"""Bank accounts and the numbers of banks."""

from __future__ import annotations

from collections.abc import Callable

import pytest

FOUND = (
    ("BANK_ACCOUNT", "My bank account number is ⟦635526789012⟧."),
    ("BANK_ACCOUNT", "⟦DE89370400440532013000⟧"),
    ("BANK_ACCOUNT", "IBAN ⟦DE89 3704 0044 0532 0130 00⟧ AND more"),
    ("BANK_ACCOUNT", "⟦GB29 NWBK 6016 1331 9268 19⟧"),
    ("BANK_ACCOUNT", "iban: ⟦DE00 3704 0044 0532 0130 00⟧"),
    ("BANK_ACCOUNT", "Kontonummer ⟦532013000⟧"),
    ("BANK_ACCOUNT", "routing 021000021, account number ⟦12345678⟧"),
    ("BANK_ACCOUNT", "checking account #⟦000123456⟧"),
    ("ROUTING_NUMBER", "My bank routing number is ⟦123456789⟧."),
    ("ROUTING_NUMBER", "routing ⟦021000021⟧, account number 12345678"),
    ("ROUTING_NUMBER", "ABA: ⟦021000021⟧"),
    ("ROUTING_NUMBER", "sort code ⟦20-00-00⟧"),
    ("ROUTING_NUMBER", "BSB ⟦062-000⟧"),
    ("ROUTING_NUMBER", "SWIFT code: ⟦DEUTDEFF500⟧"),
    ("ROUTING_NUMBER", "BLZ ⟦37040044⟧"),
)
NEAR_MISSES = (
    "AB12 CDEF GHIJ KLMN",
    "DE00 3704 0044 0532 0130 00",
    "021000021",
    "the bank opened in 2019",
    "a swift ANSWER came",
    "bank on 5 of them",
    "part DE893704",
)


@pytest.mark.parametrize(("label", "marked"), FOUND)
def test_the_marked_words_are_found(check: Callable[..., None], label: str, marked: str) -> None:
    check(label, marked)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_near_misses_are_not(silent: Callable[..., None], text: str) -> None:
    silent(text, "BANK_ACCOUNT", "ROUTING_NUMBER")
