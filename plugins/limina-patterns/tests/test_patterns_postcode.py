"""Postal codes outside addresses."""

from __future__ import annotations

from collections.abc import Callable

import pytest

FOUND = (
    ("LOCATION_ZIP", "zip code ⟦90210⟧"),
    ("LOCATION_ZIP", "I moved to ⟦M6R 1B5⟧"),
    ("LOCATION_ZIP", "⟦SW1A 1AA⟧ is hers"),
    ("LOCATION_ZIP", "Boston, MA ⟦02108⟧"),
    ("LOCATION_ZIP", "⟦62704-1234⟧"),
    ("LOCATION_ZIP", "PLZ: ⟦10115⟧"),
    ("LOCATION_ZIP", "postal code ⟦M6R1B5⟧"),
    ("LOCATION_STATE", "Boston, ⟦MA⟧ 02108"),
    ("LOCATION_CITY", "⟦Boston⟧, MA 02108"),
    ("LOCATION_CITY", "from ⟦New York⟧, New York 10017"),
)
NEAR_MISSES = (
    "12345",
    "A1B2C3",
    "B12 vitamin and H2O",
    "error 90210",
    "OK 12345678",
    "zip file with 2 items",
    "the A4 1AB paper",
    "12345-678",
)


@pytest.mark.parametrize(("label", "marked"), FOUND)
def test_the_marked_words_are_found(check: Callable[..., None], label: str, marked: str) -> None:
    check(label, marked)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_near_misses_are_not(silent: Callable[..., None], text: str) -> None:
    silent(text, "LOCATION_ZIP", "LOCATION_STATE", "LOCATION_CITY")
