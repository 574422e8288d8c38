"""Blood groups."""

from __future__ import annotations

from collections.abc import Callable

import pytest

FOUND = (
    ("BLOOD_TYPE", "blood type ⟦O-⟧"),
    ("BLOOD_TYPE", "she is ⟦AB positive⟧"),
    ("BLOOD_TYPE", "Blood group: ⟦A+⟧"),
    ("BLOOD_TYPE", "Blutgruppe ⟦0 negativ⟧"),
    ("BLOOD_TYPE", "grupo sanguíneo ⟦A negativo⟧"),
    ("BLOOD_TYPE", "Blood Grp: ⟦B+ve⟧"),
    ("BLOOD_TYPE", "my mom is type ⟦AB⟧ blood"),
    ("BLOOD_TYPE", "her blood type is ⟦B⟧"),
)
NEAR_MISSES = (
    "a grade of A+ and B-",
    "A positive attitude",
    "plasma apolipoprotein A - I",
    "vitamin B+",
    "Hepatitis A negative, blood drawn",
    "his blood type is unknown",
    "O positive thinking",
)


@pytest.mark.parametrize(("label", "marked"), FOUND)
def test_the_marked_words_are_found(check: Callable[..., None], label: str, marked: str) -> None:
    check(label, marked)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_near_misses_are_not(silent: Callable[..., None], text: str) -> None:
    silent(text, "BLOOD_TYPE")
