"""Doses of medicine."""

from __future__ import annotations

from collections.abc import Callable

import pytest

FOUND = (
    ("DOSE", "take ⟦400mg⟧ daily"),
    ("DOSE", "⟦2 tablets⟧ twice daily"),
    ("DOSE", "prescribed ⟦5 ml⟧"),
    ("DOSE", "⟦0.5 mg⟧ of"),
    ("DOSE", "takes ⟦two tablets⟧"),
    ("DOSE", "⟦1,000 IU⟧"),
    ("DOSE", "morphine ⟦2 mg/h⟧ by pump"),
    ("DOSE", "gave her ⟦one tablet⟧ of paracetamol"),
    ("DOSE", "⟦zwei Tabletten⟧ am Abend"),
    ("DOSE", "tomar ⟦dos comprimidos⟧"),
    ("DOSE", "paracetamol ⟦3 x 500 mg⟧"),
)
NEAR_MISSES = (
    "110 mg/dL",
    "two tablets with cracked screens",
    "2 tablets by Samsung",
    "5 g network",
)


@pytest.mark.parametrize(("label", "marked"), FOUND)
def test_the_marked_words_are_found(check: Callable[..., None], label: str, marked: str) -> None:
    check(label, marked)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_near_misses_are_not(silent: Callable[..., None], text: str) -> None:
    silent(text, "DOSE")
