"""Passport and driving licence numbers."""

from __future__ import annotations

from collections.abc import Callable

import pytest

FOUND = (
    ("PASSPORT_NUMBER", "My passport number is ⟦A1234567⟧."),
    ("PASSPORT_NUMBER", "Passport No. ⟦PA4568332⟧"),
    ("PASSPORT_NUMBER", "passport: ⟦123456789⟧"),
    ("PASSPORT_NUMBER", "⟦A1234567⟧ is my passport number"),
    ("PASSPORT_NUMBER", "Reisepass ⟦C01X00T47⟧"),
    ("DRIVER_LICENSE", "My driver's license number is ⟦A123-456-789-012⟧"),
    ("DRIVER_LICENSE", "DL# ⟦134711-320⟧"),
    ("DRIVER_LICENSE", "driver’s licence ⟦D1234567⟧"),
    ("DRIVER_LICENSE", "Führerschein: ⟦B072RRE2I55⟧"),
)
NEAR_MISSES = (
    "passport office opened in 2019",
    "T3 42 ng/dL (60-180)",
    "the passport was stamped 12 times",
    "license plate",
    "software license 2.0",
    "MIT License (2024)",
)


@pytest.mark.parametrize(("label", "marked"), FOUND)
def test_the_marked_words_are_found(check: Callable[..., None], label: str, marked: str) -> None:
    check(label, marked)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_near_misses_are_not(silent: Callable[..., None], text: str) -> None:
    silent(text, "PASSPORT_NUMBER", "DRIVER_LICENSE")
