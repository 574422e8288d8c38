"""Lengths of time."""

from __future__ import annotations

from collections.abc import Callable

import pytest

FOUND = (
    ("DURATION", "for ⟦12 weeks⟧"),
    ("DURATION", "within ⟦20 days⟧."),
    ("DURATION", "a ⟦30-day⟧ trial"),
    ("DURATION", "⟦2 hours and 30 minutes⟧ later"),
    ("DURATION", "⟦5-10 minutes⟧"),
    ("DURATION", "⟦three years⟧ ago"),
    ("DURATION", "⟦several months⟧"),
    ("DURATION", "⟦one year and four months⟧"),
    ("DURATION", "⟦1.5 hours⟧"),
    ("DURATION", "seit ⟦3 Jahren⟧"),
    ("DURATION", "durante ⟦6 meses⟧, pendant ⟦2 ans⟧"),
)
NEAR_MISSES = (
    "45 years old",
    "a 45-year-old man",
    "in the 2nd quarter",
    "one day he came",
    "30ms and 5s",
    "24/7",
    "2004 an article",
    "one second please",
)


@pytest.mark.parametrize(("label", "marked"), FOUND)
def test_the_marked_words_are_found(check: Callable[..., None], label: str, marked: str) -> None:
    check(label, marked)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_near_misses_are_not(silent: Callable[..., None], text: str) -> None:
    silent(text, "DURATION")
