"""Numbers of payment cards and bank accounts, in groups of four, with their check digits.

A card has the check digit of ISO/IEC 7812-1 (Luhn), an account in the form of ISO 13616 (IBAN) its
own. This module knows no other numbers.
"""

from __future__ import annotations

from typing import Final

import regex
from stdnum import iban, luhn, numdb

from limina.analysis.result import UNREAD, Analysis, assertion
from limina.analysis.tokens import level

#: Figures of a card's number (ISO/IEC 7812-1), the shortest issued and the longest allowed.
CARD_FIGURES: Final = range(12, 20)
_GROUP: Final = 4

_CARD: Final = regex.compile(r"[0-9][0-9 .-]*[0-9]", regex.V0)
_IBAN: Final = regex.compile(
    r"(?:iban[: ]*)?(?P<iban>[a-z]{2}[ .-]?[0-9]{2}(?:[ .-]?[a-z0-9]){11,30})", regex.V0
)


def read_card(text: str) -> Analysis:
    """Read a CREDIT_CARD.

    Returns:
        Its figures in groups of four and whether the last one checks the others; nothing of a text
        with too few figures, too many or anything but figures and separators.
    """
    plain = level(text).strip()
    digits = digits_of(plain)
    if _CARD.fullmatch(plain) is None or len(digits) not in CARD_FIGURES:
        return UNREAD
    return Analysis(grouped(digits), assertions=(assertion("luhn", luhn.is_valid(digits)),))


def read_iban(text: str) -> Analysis | None:
    """Read a BANK_ACCOUNT that has the form of an IBAN; None if it has another."""
    match = _IBAN.fullmatch(level(text).strip())
    if match is None:
        return None
    number = "".join(c for c in match["iban"] if c.isalnum()).upper()
    if not numdb.get("iban").info(number)[0][1]:
        return None  # no country of the registry
    return Analysis(grouped(number), assertions=(assertion("iban", iban.is_valid(number)),))


def digits_of(text: str) -> str:
    """The figures of a text, as 0 to 9."""
    return "".join(c for c in level(text) if c.isdigit() and c.isascii())


def grouped(number: str) -> str:
    """A number in groups of four."""
    return " ".join(number[at : at + _GROUP] for at in range(0, len(number), _GROUP))
