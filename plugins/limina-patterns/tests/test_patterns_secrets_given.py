"""Secrets in addresses, commands, answers and phrases."""

from __future__ import annotations

from collections.abc import Callable

import pytest

FOUND = (
    ("PASSWORD", "postgres://app:⟦Tr0ub4dor⟧@db.example.com/app"),
    ("USERNAME", "curl -u ⟦admin⟧:Passw0rd99 https://example.com"),
    ("PASSWORD", "curl -u admin:⟦Passw0rd99⟧ https://example.com"),
    ("PASSWORD", "passphrase: ⟦correct horse battery staple⟧"),
    ("PASSWORD", "security question: first pet? answer: ⟦Rexy⟧"),
)
NEAR_MISSES = (
    "http://example.com:8080/path",
    "a passphrase is several words",
    "the answer to the question is unclear",
    "security questions were answered",
)


@pytest.mark.parametrize(("label", "marked"), FOUND)
def test_the_marked_words_are_found(check: Callable[..., None], label: str, marked: str) -> None:
    check(label, marked)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_near_misses_are_not(silent: Callable[..., None], text: str) -> None:
    silent(text, "PASSWORD")
