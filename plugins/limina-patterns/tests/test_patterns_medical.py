"""Doses and blood types."""

from __future__ import annotations

from collections.abc import Callable

import pytest

FOUND = (
    ("DOSE", "take ⟦400mg⟧ daily"),
    ("DOSE", "⟦2 tablets⟧ twice daily"),
    ("DOSE", "prescribed ⟦5 ml⟧"),
    ("DOSE", "⟦0.5 mg⟧ of"),
    ("DOSE", "takes ⟦two tablets⟧"),
    ("DOSE", "⟦1,000 IU⟧"),
    ("BLOOD_TYPE", "blood type ⟦O-⟧"),
    ("BLOOD_TYPE", "she is ⟦AB positive⟧"),
    ("BLOOD_TYPE", "Blood group: ⟦A+⟧"),
    ("BLOOD_TYPE", "Blutgruppe ⟦0 negativ⟧"),
)
NEAR_MISSES = (
    "110 mg/dL",
    "a grade of A+ and B-",
    "A positive attitude",
    "plasma apolipoprotein A - I",
    "2 tablets by Samsung",
    "5 g network",
    "vitamin B+",
)


@pytest.mark.parametrize(("label", "marked"), FOUND)
def test_the_marked_words_are_found(check: Callable[..., None], label: str, marked: str) -> None:
    check(label, marked)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_near_misses_are_not(silent: Callable[..., None], text: str) -> None:
    silent(text, "DOSE", "BLOOD_TYPE")
