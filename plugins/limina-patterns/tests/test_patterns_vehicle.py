"""Vehicle identification numbers and plates."""

from __future__ import annotations

from collections.abc import Callable

import pytest

FOUND = (
    ("VEHICLE_ID", "⟦1HGCM82633A004352⟧"),
    ("VEHICLE_ID", "VIN ⟦5FNRL38918B111818⟧"),
    ("VEHICLE_ID", "license plate ⟦BIF7547⟧"),
    ("VEHICLE_ID", "Kennzeichen ⟦B-MW 1234⟧"),
    ("VEHICLE_ID", "number plate: ⟦AB12 CDE⟧."),
)
NEAR_MISSES = (
    "1HGCM82633A004353",
    "12345678901234567",
    "ABCDEFGHJKLMNPRST",
    "Plate 4 shows",
    "4f5d2c1b7a8e9f0d1",
    "license plate holder",
)


@pytest.mark.parametrize(("label", "marked"), FOUND)
def test_the_marked_words_are_found(check: Callable[..., None], label: str, marked: str) -> None:
    check(label, marked)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_near_misses_are_not(silent: Callable[..., None], text: str) -> None:
    silent(text, "VEHICLE_ID")
