"""Telephone numbers of North America and the world, short forms and extensions."""

from __future__ import annotations

from collections.abc import Callable

import pytest

FOUND = (
    "My phone number is ⟦123-456-7890⟧.",
    "his phone number is ⟦555-123-4567⟧.His credit card",
    "⟦(416) 530-6000 ext. 4518⟧",
    "⟦416-530-6000x4518⟧",
    "call ⟦416.530.6000⟧",
    "Tel: ⟦+1 (416) 530-6000⟧",
    "⟦001-416-530-6000x123⟧ is my office",
    "⟦+44 20 7946 0958⟧ or ⟦+49 89 636-48018⟧",
    "⟦020 7946 0958⟧",
    "phone ⟦07700 900123⟧",
    "(cell) ⟦4165306000⟧",
    "reach me at ⟦555-1234⟧",
    "my fax: ⟦5551234⟧",
    "phone number please?  Sure, ⟦x234⟧",
    "dial ⟦extension 4518⟧ for sales",
    "⟦1-800-FLOWERS⟧",
    "Here: ⟦1-800-555-0199⟧",
    "phone:⟦555-123-4567⟧",
    "⟦+33 1 23 45 67 89⟧.",
    "call me at ⟦0412 345 678⟧",
    "٤١٦: phone ⟦٤١٦-٥٣٠-٦٠٠٠⟧",
    "mobile ⟦416–530–6000⟧",
)
NEAR_MISSES = (
    "2024-01-05 and 01/05/2024",
    "order 1234567890",
    "ISBN 978-3-16-148410-0",
    "timestamp 1700000000",
    "The range is 100-200-3000",
    "192.168.100.1000",
    "TRL 615.478.0000",
    "123-456-789",
    "1234-567-8901",
    "score 3-2 and 21-15",
    "v555.123.4567.8",
    "SN 1-234-567",
)


@pytest.mark.parametrize("marked", FOUND)
def test_the_marked_words_are_found(check: Callable[..., None], marked: str) -> None:
    check("PHONE_NUMBER", marked)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_near_misses_are_not(silent: Callable[..., None], text: str) -> None:
    silent(text, "PHONE_NUMBER")
