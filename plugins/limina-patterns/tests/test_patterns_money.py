"""Amounts of money."""

from __future__ import annotations

from collections.abc import Callable

import pytest

FOUND = (
    ("MONEY", "revenue of ⟦$550 million⟧"),
    ("MONEY", "⟦$94.50⟧, ⟦$5,000⟧ and ⟦15 pesos⟧"),
    ("MONEY", "for ⟦30B USD⟧ after"),
    ("MONEY", "⟦€1.234,56⟧ oder ⟦1.234,56 €⟧"),
    ("MONEY", "⟦US$ 20⟧ and ⟦CA$30⟧"),
    ("MONEY", "⟦EUR 4,684.40⟧"),
    ("MONEY", "⟦£2.5m⟧"),
    ("MONEY", "⟦a hundred and forty bucks⟧"),
    ("MONEY", "⟦five thousand dollars⟧"),
    ("MONEY", "⟦375 Turkish liras (TRY)⟧"),
    ("MONEY", "⟦1,5 Milliarden Dollar⟧"),
    ("MONEY", "costs ⟦$5⟧."),
    ("MONEY", "⟦150,000 pounds sterling⟧"),
    ("MONEY", "⟦¥10000⟧"),
    ("MONEY", "⟦$1-2 million⟧"),
    ("MONEY", "earns ⟦100k usd⟧"),
)
NEAR_MISSES = (
    "awk '{print $1, $2}'",
    "s/(a)/$1/g",
    "weighs 150 pounds",
    "lost ten pounds",
    "TOP 10 and ALL 3",
    "Python 3.11",
    "4aRS, 6SR",
    "100 percent",
    "$HOME and ${x}",
)


@pytest.mark.parametrize(("label", "marked"), FOUND)
def test_the_marked_words_are_found(check: Callable[..., None], label: str, marked: str) -> None:
    check(label, marked)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_near_misses_are_not(silent: Callable[..., None], text: str) -> None:
    silent(text, "MONEY")
