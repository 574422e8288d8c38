"""Card expiry and verification code: their own word and a card nearby."""

from __future__ import annotations

from collections.abc import Callable

import pytest

FOUND = (
    ("CVV", "CVV: ⟦080⟧"),
    ("CVV", "card 4111 1111 1111 1111, security code ⟦123⟧"),
    ("CVV", "CC_CVC: ⟦480⟧ ⟦902⟧ ⟦182⟧ CC_Expiredate: 5/28"),
    ("CREDIT_CARD_EXPIRATION", "CC_Expiredate: ⟦5/28⟧ ⟦6/67⟧ ⟦12/67⟧"),
    ("CREDIT_CARD_EXPIRATION", "Visa 4111 1111 1111 1111 exp ⟦12/27⟧"),
    ("CREDIT_CARD_EXPIRATION", "card expires ⟦04/2029⟧"),
    ("CREDIT_CARD_EXPIRATION", "my card, expiration ⟦1224⟧."),
)
NEAR_MISSES = (
    "Av. del Cid, 180",
    "expires in 30 days",
    "session expires 1224",
    "the code is 123",
    "exp 12345",
    "experience 5/28",
)


@pytest.mark.parametrize(("label", "marked"), FOUND)
def test_the_marked_words_are_found(check: Callable[..., None], label: str, marked: str) -> None:
    check(label, marked)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_near_misses_are_not(silent: Callable[..., None], text: str) -> None:
    silent(text, "CVV", "CREDIT_CARD_EXPIRATION")
