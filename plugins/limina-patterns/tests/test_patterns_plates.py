"""Number plates by the forms of countries."""

from __future__ import annotations

from collections.abc import Callable

import pytest

FOUND = (
    ("VEHICLE_ID", "a van, ⟦LK67 XYZ⟧, parked here"),
    ("VEHICLE_ID", "placa ⟦ABC1D23⟧"),
    ("VEHICLE_ID", "matrícula ⟦44-AB-12⟧"),
    ("VEHICLE_ID", "Kennzeichen ⟦B-MW 1234⟧"),
    ("VEHICLE_ID", "the plate was ⟦GHT 5512⟧"),
    ("VEHICLE_ID", "the car, ⟦1234 BCD⟧, sped off"),
)
NEAR_MISSES = (
    "the course ABC 1234 is full",
    "flight AB 123",
    "a car of 1234 kg",
    "room B-12 in the building",
)


@pytest.mark.parametrize(("label", "marked"), FOUND)
def test_the_marked_words_are_found(check: Callable[..., None], label: str, marked: str) -> None:
    check(label, marked)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_near_misses_are_not(silent: Callable[..., None], text: str) -> None:
    silent(text, "VEHICLE_ID")
