"""Card numbers; a wrong check digit does not free a grouped one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

FOUND = (
    "My credit card number is ⟦4234-5678-9012-3456⟧ and ",
    "⟦4831-5538-2996-5651⟧",
    "⟦4111 1111 1111 1111⟧",
    "⟦4111111111111111⟧",
    "⟦3782 822463 10005⟧",
    "amex ⟦378282246310005⟧",
    "⟦6011.1111.1111.1117⟧",
    "Okay, it is ⟦6578-7790-4346-2237⟧. Expiration.",
    "CCN: ⟦30569309025904⟧ ⟦4242424242424242⟧ ⟦4222222222222⟧ ⟦6172873484776530⟧ ⟦378282246310005⟧",
    "my Visa ending in ⟦4242⟧",
    "card number: ⟦1234567890123456⟧",
    '{"cardNumber": "⟦4111111111111111⟧"}',
    "card 4 1 1 1 is no card, but card ⟦41 1111 1111 1111 11⟧ is",
)
NEAR_MISSES = (
    "1234567890123456",
    "1700000000000",
    "20240105101112",
    "9783161484100",
    "order 1234567890123",
    "0000000000000000",
    "1234-5678-9012",
    "4f5d2c1b7a8e9f0d",
    "id 123456789012345678901",
    "12345678901234567",
)


@pytest.mark.parametrize("marked", FOUND)
def test_the_marked_words_are_found(check: Callable[..., None], marked: str) -> None:
    check("CREDIT_CARD", marked)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_near_misses_are_not(silent: Callable[..., None], text: str) -> None:
    silent(text, "CREDIT_CARD")
