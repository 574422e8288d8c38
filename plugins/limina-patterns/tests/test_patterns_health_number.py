"""Health insurance, medical record and national identity numbers."""

from __future__ import annotations

from collections.abc import Callable

import pytest

FOUND = (
    ("HEALTHCARE_NUMBER", "My national ID number is ⟦1234567890123⟧."),
    ("HEALTHCARE_NUMBER", "health card ⟦5584-486-674-YM⟧"),
    ("HEALTHCARE_NUMBER", "MRN: ⟦00123456⟧"),
    ("HEALTHCARE_NUMBER", "Medical record number ⟦MR-12345⟧"),
    ("HEALTHCARE_NUMBER", "the patient, NHS ⟦943 476 5919⟧"),
    ("HEALTHCARE_NUMBER", "NHC: ⟦7892657⟧"),
    ("HEALTHCARE_NUMBER", "Medicare ID: ⟦1EG4-TE5-MK73⟧"),
)
NEAR_MISSES = (
    "the patient was seen 12 times in 2019",
    "health card in 2019",
    "943 476 5919",
    "identity crisis",
    "MRN missing",
)


@pytest.mark.parametrize(("label", "marked"), FOUND)
def test_the_marked_words_are_found(check: Callable[..., None], label: str, marked: str) -> None:
    check(label, marked)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_near_misses_are_not(silent: Callable[..., None], text: str) -> None:
    silent(text, "HEALTHCARE_NUMBER")
