"""Latitude and longitude."""

from __future__ import annotations

from collections.abc import Callable

import pytest

FOUND = (
    ("LOCATION_COORDINATE", "at ⟦43.6532, -79.3832⟧"),
    ("LOCATION_COORDINATE", "GPS: ⟦43.65, -79.38⟧"),
    ("LOCATION_COORDINATE", "⟦43°39'12\"N 79°23'00\"W⟧"),
    ("LOCATION_COORDINATE", '{"lat": ⟦43.65⟧, "lon": ⟦-79.38⟧}'),
    ("LOCATION_COORDINATE", "⟦40.7128° N, 74.0060° W⟧"),
)
NEAR_MISSES = (
    "[0.1234, 0.5678, 12.3456]",
    "12.3456, 45.6789, 3.2222",
    "1.25, 3.75",
    "99.1234, 200.1234",
    "3.14159265358979",
    "10.0.0.1",
)


@pytest.mark.parametrize(("label", "marked"), FOUND)
def test_the_marked_words_are_found(check: Callable[..., None], label: str, marked: str) -> None:
    check(label, marked)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_near_misses_are_not(silent: Callable[..., None], text: str) -> None:
    silent(text, "LOCATION_COORDINATE")
