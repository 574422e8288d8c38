"""Measures of a body."""

from __future__ import annotations

from collections.abc import Callable

import pytest

FOUND = (
    ("PHYSICAL_ATTRIBUTE", "I'm ⟦190cm tall⟧"),
    ("PHYSICAL_ATTRIBUTE", "he weighs ⟦80 kg⟧"),
    ("PHYSICAL_ATTRIBUTE", "height ⟦1.82 m⟧"),
    ("PHYSICAL_ATTRIBUTE", "⟦6 feet 2 inches tall⟧"),
    ("PHYSICAL_ATTRIBUTE", "she is ⟦5'11\"⟧"),
    ("PHYSICAL_ATTRIBUTE", "weight: ⟦180 lbs⟧"),
)
NEAR_MISSES = (
    "a 30 cm ruler",
    "5 kg of apples",
    "walked 10 feet",
    "12' boards",
)


@pytest.mark.parametrize(("label", "marked"), FOUND)
def test_the_marked_words_are_found(check: Callable[..., None], label: str, marked: str) -> None:
    check(label, marked)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_near_misses_are_not(silent: Callable[..., None], text: str) -> None:
    silent(text, "PHYSICAL_ATTRIBUTE")
