"""Figures of medical statistics."""

from __future__ import annotations

from collections.abc import Callable

import pytest

FOUND = (
    ("STATISTICS", "a survival rate of ⟦18%⟧"),
    ("STATISTICS", "⟦18 percent⟧ of patients relapsed"),
    ("STATISTICS", "prevalence is ⟦1 in 250⟧ births"),
    ("STATISTICS", "oxygen saturation ⟦97%⟧"),
    ("STATISTICS", "taux de survie de ⟦80 %⟧"),
)
NEAR_MISSES = (
    "20% off all shoes",
    "battery at 18%",
    "1 in 5 voters stayed home",
    "a 4% raise",
)


@pytest.mark.parametrize(("label", "marked"), FOUND)
def test_the_marked_words_are_found(check: Callable[..., None], label: str, marked: str) -> None:
    check(label, marked)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_near_misses_are_not(silent: Callable[..., None], text: str) -> None:
    silent(text, "STATISTICS")
