"""Street addresses of the European mainland."""

from __future__ import annotations

from collections.abc import Callable

import pytest

FOUND = (
    ("LOCATION_ADDRESS", "⟦Hauptstraße 12, 10115 Berlin⟧"),
    ("LOCATION_ADDRESS", "wohnhaft ⟦Am Markt 3, 28195 Bremen⟧"),
    ("LOCATION_ADDRESS", "in der ⟦Gartenstraße 45⟧."),
    ("LOCATION_ADDRESS", "⟦Calle Mayor 15⟧"),
    ("LOCATION_ADDRESS", "⟦Via Roma 24, 00184 Roma⟧"),
    ("LOCATION_ADDRESS", "⟦Rua Augusta 110, 1100-053 Lisboa⟧"),
    ("LOCATION_ADDRESS", "⟦Keizersgracht 241, 1016 EA Amsterdam⟧"),
    ("LOCATION_ADDRESS", "⟦Avenida de la Constitución 8, 41001 Sevilla⟧"),
)
NEAR_MISSES = (
    "die Straße ist nass",
    "via e-mail, 12 times",
    "Am Montag 3 Termine",
    "Platz 3 im Rennen",
    "im Jahr 2019",
    "la calle estaba vacía, 12 personas",
)


@pytest.mark.parametrize(("label", "marked"), FOUND)
def test_the_marked_words_are_found(check: Callable[..., None], label: str, marked: str) -> None:
    check(label, marked)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_near_misses_are_not(silent: Callable[..., None], text: str) -> None:
    silent(text, "LOCATION_ADDRESS")
