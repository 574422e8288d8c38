"""Check digits: what a number kept before it was redrawn, it keeps afterwards.

A scheme is recognised by its form and by the check holding for the original, so a number that only
looks like one is left to chance, and one whose check is broken stays broken.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

_ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_VERHOEFF_TABLE = (
    "0123456789", "1234067895", "2340178956", "3401289567", "4012395678",
    "5987604321", "6598710432", "7659821043", "8765932104", "9876543210",
)  # fmt: skip
_VERHOEFF_TURNS = (
    "0123456789", "1576283094", "5803796142", "8916043527", "9453126870", "4286573901",
    "2793806415", "7046913258",
)  # fmt: skip
_VERHOEFF_INVERSE = "0432156789"
_VIN_VALUES = {
    letter: int(value)
    for letter, value in zip("ABCDEFGHJKLMNPRSTUVWXYZ", "12345678123457923456789", strict=True)
}
_VIN_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_ODD_CODICE = dict(
    zip(_ALPHANUMERIC, (1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 1, 0, 5, 7, 9, 13, 15, 17, 19, 21,
                        2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23), strict=True)
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scheme:
    """A kind of number with check digits.

    Attributes:
        name: As its country or trade calls it.
        form: What the number looks like without separators, letters in capitals.
        lengths: How many characters it may have.
        fix: The number with right check digits for its other characters; raises ValueError if
            those have none.
    """

    name: str
    form: re.Pattern[str]
    lengths: range
    fix: Callable[[str], str]

    def holds(self, compact: str) -> bool:
        """Whether a number without separators is of the scheme."""
        try:
            return self.form.fullmatch(compact) is not None and self.fix(compact) == compact
        except ValueError:
            return False


def luhn_digit(body: str) -> str:
    """The digit that completes a number to one with Luhn's check (ISO/IEC 7812)."""
    total = 0
    for place, digit in enumerate(reversed(body)):
        value = int(digit)
        if place % 2 == 0:
            value = value * 2 - 9 * (value > 4)
        total += value
    return str(-total % 10)


def luhn(compact: str) -> str:
    """A number with its last digit made right by Luhn."""
    return compact[:-1] + luhn_digit(compact[:-1])


def iban(compact: str) -> str:
    """An IBAN with right check digits (ISO 13616, MOD 97-10)."""
    turned = compact[4:] + compact[:2] + "00"
    number = int("".join(str(_ALPHANUMERIC.index(character)) for character in turned))
    return f"{compact[:2]}{98 - number % 97:02}{compact[4:]}"


def aba(compact: str) -> str:
    """A routing number of the American Bankers Association."""
    weights = (3, 7, 1, 3, 7, 1, 3, 7)
    return compact[:8] + str(-_weighted(compact[:8], weights) % 10)


def _weighted(digits: str, weights: tuple[int, ...] | range) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True))


def _verhoeff(compact: str) -> str:
    check = 0
    for place, digit in enumerate(reversed(compact[:-1]), 1):
        turned = int(_VERHOEFF_TURNS[place % 8][int(digit)])
        check = int(_VERHOEFF_TABLE[check][turned])
    return compact[:-1] + _VERHOEFF_INVERSE[check]


def _cpf(compact: str) -> str:
    body = compact[:9]
    for _ in range(2):
        rest = _weighted(body, range(len(body) + 1, 1, -1)) * 10 % 11
        body += str(rest % 10)
    return body


def _cnpj(compact: str) -> str:
    body = compact[:12]
    for weights in ((5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2), (6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2)):
        rest = _weighted(body, weights) % 11
        body += str(0 if rest < 2 else 11 - rest)
    return body


def _dni(compact: str) -> str:
    number = compact[:-1].translate(str.maketrans("XYZ", "012"))
    return compact[:-1] + "TRWAGMYFPDXBNJZSQVHLCKE"[int(number) % 23]


def _nir(compact: str) -> str:
    return f"{compact[:13]}{97 - int(compact[:13]) % 97:02}"


def _mod11(compact: str, weights: tuple[int, ...]) -> str:
    check = -_weighted(compact[: len(weights)], weights) % 11
    if check == 10:
        raise ValueError("no check digit")
    return compact[: len(weights)] + str(check)


def _nhs(compact: str) -> str:
    return _mod11(compact, (10, 9, 8, 7, 6, 5, 4, 3, 2))


def _bsn(compact: str) -> str:
    check = _weighted(compact[:8], (9, 8, 7, 6, 5, 4, 3, 2)) % 11
    if check == 10:
        raise ValueError("no check digit")
    return compact[:8] + str(check)


def _pesel(compact: str) -> str:
    weights = (1, 3, 7, 9, 1, 3, 7, 9, 1, 3)
    return compact[:10] + str(-_weighted(compact[:10], weights) % 10)


def _china(compact: str) -> str:
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return compact[:17] + "10X98765432"[_weighted(compact[:17], weights) % 11]


def _korea(compact: str) -> str:
    weights = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
    return compact[:12] + str((11 - _weighted(compact[:12], weights) % 11) % 10)


def _codice(compact: str) -> str:
    total = sum(
        _ODD_CODICE[character]
        if place % 2 == 0
        else (int(character) if character.isdecimal() else ord(character) - 65)
        for place, character in enumerate(compact[:15])
    )
    return compact[:15] + chr(65 + total % 26)


def _vin(compact: str) -> str:
    total = sum(
        (int(character) if character.isdecimal() else _VIN_VALUES[character]) * weight
        for character, weight in zip(compact, _VIN_WEIGHTS, strict=True)
    )
    return f"{compact[:8]}{'0123456789X'[total % 11]}{compact[9:]}"


def _german_tax(compact: str) -> str:
    product = 10
    for digit in compact[:10]:
        product = ((int(digit) + product) % 10 or 10) * 2 % 11
    return compact[:10] + str((11 - product) % 10)


def _scheme(
    name: str, length: int, form: str, fix: Callable[[str], str], longest: int = 0
) -> Scheme:
    lengths = range(length, max(length, longest) + 1)
    return Scheme(name, re.compile(form, re.ASCII), lengths, fix)


#: The schemes, the narrowest form first: the first one that holds counts.
SCHEMES: tuple[Scheme, ...] = (
    _scheme("VIN", 17, r"[A-HJ-NPR-Z\d]{17}", _vin),
    _scheme("codice fiscale", 16, r"[A-Z]{6}\d\d[A-Z]\d\d[A-Z]\d{3}[A-Z]", _codice),
    _scheme("DNI", 9, r"(?:\d|[XYZ])\d{7}[A-Z]", _dni),
    _scheme("resident identity number", 18, r"\d{17}[\dX]", _china),
    _scheme("NIR", 15, r"[12]\d{14}", _nir),
    _scheme("CNPJ", 14, r"\d{14}", _cnpj),
    _scheme("RRN", 13, r"\d{13}", _korea),
    _scheme("Aadhaar", 12, r"\d{12}", _verhoeff),
    _scheme("CPF", 11, r"\d{11}", _cpf),
    _scheme("PESEL", 11, r"\d{11}", _pesel),
    _scheme("Steuer-ID", 11, r"[1-9]\d{10}", _german_tax),
    _scheme("NHS number", 10, r"\d{10}", _nhs),
    _scheme("BSN", 9, r"\d{9}", _bsn),
    _scheme("Luhn", 8, r"\d{8,19}", luhn, longest=19),
)


@lru_cache(maxsize=32)
def _schemes_of(length: int) -> tuple[Scheme, ...]:
    return tuple(scheme for scheme in SCHEMES if length in scheme.lengths)


def scheme_of(compact: str) -> Scheme | None:
    """The scheme whose check a number passes; None if it passes none.

    Args:
        compact: The number without separators, letters in capitals.
    """
    return next((s for s in _schemes_of(len(compact)) if s.holds(compact)), None)
