"""Numbers of states and tax offices by their local names."""

from __future__ import annotations

from collections.abc import Callable

import pytest

FOUND = (
    ("SSN", "PESEL ⟦44051401359⟧"),
    ("SSN", "The OIB is ⟦33392005961⟧"),
    ("SSN", "kennitala: ⟦450401-3150⟧"),
    ("NUMERICAL_PII", "CNPJ ⟦16.727.230/0001-97⟧"),
    ("NUMERICAL_PII", "RFC ⟦GODE 561231 GR8⟧"),
    ("NUMERICAL_PII", "VAT number ⟦DE136695976⟧"),
    ("NUMERICAL_PII", "partita IVA ⟦IT 00743110157⟧"),
    ("NUMERICAL_PII", "Steuernummer ⟦181/815/0815 5⟧"),
    ("SSN", "wrong check digit: PESEL ⟦44051401350⟧"),
    ("BANK_ACCOUNT", "CBU ⟦2850590940090418135201⟧"),
)
NEAR_MISSES = (
    "RFC 2616 defines it",
    "uid 1000 and gid 1000",
    "ice 12345678",
    "a run of 12345 metres",
    "pan 30 degrees",
    "ein 12345678 Stück",
)


@pytest.mark.parametrize(("label", "marked"), FOUND)
def test_the_marked_words_are_found(check: Callable[..., None], label: str, marked: str) -> None:
    check(label, marked)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_near_misses_are_not(silent: Callable[..., None], text: str) -> None:
    silent(text, "SSN", "NUMERICAL_PII")
