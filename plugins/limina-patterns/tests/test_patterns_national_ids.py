"""Numbers whose form or check digit names their country."""

from __future__ import annotations

from collections.abc import Callable

import pytest

FOUND = (
    "⟦85.07.30-033.28⟧",
    "CPF ⟦111.444.777-35⟧",
    "⟦12.531.909-2⟧",
    "⟦131052-308T⟧",
    "⟦2 95 10 99 126 111 93⟧",
    "⟦12 190367 K 006⟧",
    "⟦RCCMNL83S18D969H⟧",
    "⟦BOXW310820HNERXN09⟧",
    "⟦54362315-K⟧",
    "⟦X2482300W⟧",
    "⟦880320-0016⟧",
    "⟦756.9217.0769.85⟧",
    "⟦AB 12 34 56 C⟧",
    "⟦710319/2745⟧",
    "⟦6433435F⟧",
    "⟦S1234567D⟧",
    "⟦2341 2341 2346⟧",
)
NEAR_MISSES = (
    "54362315-A",
    "1234 5678 9012",
    "12.531.909-3",
    "880320-0017",
    "111222333",
    "GB 12 34 56 C",
    "ABCDEFG",
    "HGB 2024-12",
    "12345678",
)


@pytest.mark.parametrize("marked", FOUND)
def test_the_marked_words_are_found(check: Callable[..., None], marked: str) -> None:
    check("SSN", marked)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_near_misses_are_not(silent: Callable[..., None], text: str) -> None:
    silent(text, "SSN")
