"""Numbers of registers: which kind a number is, how it is written, and whether its check holds.

A check is asserted only where it applies: where the country is known from the locale, or from a
language that is written in one of the countries in question only, or where the form alone tells.
This module knows no kind of number; they stand in `limina.analysis.registers`.
"""

from __future__ import annotations

from typing import Final

import regex

from limina.analysis.cards import read_iban
from limina.analysis.contacts import read_mac
from limina.analysis.locality import FALLBACK_LANGUAGE, Locality
from limina.analysis.registers import REGISTERS, Register
from limina.analysis.result import UNREAD, Analysis, assertion
from limina.analysis.tokens import level

_SPACES: Final = regex.compile(r"\s+", regex.V0)


def read_identifier(text: str, place: Locality, label: str) -> Analysis:
    """Read a number that is given out by a register.

    Args:
        text: The entity.
        place: Where it is from.
        label: Any label; one of `REGISTERS` says which numbers come in question.

    Returns:
        The number as its register writes it and the assertion of its check.
    """
    if label == "BANK_ACCOUNT":
        account = read_iban(text)
        if account is not None:
            return account
    if label == "NUMERICAL_PII":
        address = read_mac(text)
        if address is not None:
            return address
    written = _SPACES.sub(" ", level(text).strip()).upper()
    register = _find(written, place, REGISTERS.get(label, ()))
    if register is None:
        return UNREAD
    checked = assertion(register.provider, register.valid(written))
    return Analysis(register.normal(written), assertions=(checked,))


def _find(written: str, place: Locality, registers: tuple[Register, ...]) -> Register | None:
    """The register a number is from, None if that cannot be told."""
    if place.territory is not None or place.languages[0] != FALLBACK_LANGUAGE:
        local = [
            register
            for register in registers
            if register.territory in place.territories
            and (_fits(register.telling, written) or _fits(register.plain, written))
        ]
        if len({register.territory for register in local}) == 1:
            return local[0]
    telling = (register for register in registers if _fits(register.telling, written))
    return next(telling, None)


def _fits(form: regex.Pattern[str] | None, written: str) -> bool:
    return form is not None and form.fullmatch(written) is not None
