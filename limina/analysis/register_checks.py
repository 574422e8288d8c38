"""Checks of numbers that python-stdnum has not, or makes by today's date.

What a number says may not depend on the day it is read. So the century of a birth is left open
where the number leaves it open, and nobody is too young to be born. All functions take numbers in
the forms of `limina.analysis.registers`.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from stdnum import luhn
from stdnum.exceptions import ValidationError
from stdnum.no import fodselsnummer

#: Values of the letters of a vehicle identification number (49 CFR 565.15, table III).
_VIN_VALUES: Final = dict(
    zip(
        "0123456789ABCDEFGHJKLMNPRSTUVWXYZ",
        (*range(10), *range(1, 9), *range(1, 6), 7, 9, *range(2, 10)),
        strict=True,
    )
)
#: Weights of the seventeen places (table IV); the ninth is the check digit itself.
_VIN_WEIGHTS: Final = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_VIN_CHECK_PLACE: Final = 8
_VIN_MODULUS: Final = 11
_BELGIAN_MODULUS: Final = 97
#: A coordination number adds this to the day.
_SWEDISH_COORDINATION: Final = 60


def vin(number: str) -> bool:
    """Whether the ninth sign of a vehicle number checks the others, as North America demands."""
    total = sum(
        _VIN_VALUES[sign] * weight for sign, weight in zip(number, _VIN_WEIGHTS, strict=True)
    )
    return number[_VIN_CHECK_PLACE] == "0123456789X"[total % _VIN_MODULUS]


def za_idnr(number: str) -> bool:
    """Whether a South African number has a date of birth, a citizenship and its check digit."""
    digits = _digits(number)
    born = _is_date(digits[:2], digits[2:4], digits[4:6])
    return born and digits[10] in "01" and luhn.is_valid(digits)


def be_nn(number: str) -> bool:
    """Whether the last two figures of a Belgian number check the others, in either century."""
    digits = _digits(number)
    check = _BELGIAN_MODULUS - int(digits[9:])
    body = digits[:9]
    passes = check in (int(body) % _BELGIAN_MODULUS, int("2" + body) % _BELGIAN_MODULUS)
    return passes and int(digits[2:4]) <= 12 and int(digits[4:6]) <= 31


def se_personnummer(number: str) -> bool:
    """Whether a Swedish number has a date of birth and its check digit."""
    digits = _digits(number)[-10:]
    day = int(digits[4:6])
    born_on = day - _SWEDISH_COORDINATION if day > _SWEDISH_COORDINATION else day
    return _is_date(digits[:2], digits[2:4], str(born_on)) and luhn.is_valid(digits)


def dk_cpr(number: str) -> bool:
    """Whether a Danish number has a date of birth; its check digit is no longer kept to."""
    digits = _digits(number)
    return _is_date(digits[4:6], digits[2:4], digits[:2])


def no_fodselsnummer(number: str) -> bool:
    """Whether a Norwegian number has a date of birth and both check digits."""
    digits = _digits(number)
    if digits[9] != fodselsnummer.calc_check_digit1(digits):
        return False
    if digits[10] != fodselsnummer.calc_check_digit2(digits):
        return False
    try:
        fodselsnummer.get_birth_date(digits)
    except ValidationError:
        return False
    return True


def _digits(number: str) -> str:
    return "".join(filter(str.isdigit, number))


def _is_date(year: str, month: str, day: str) -> bool:
    """Whether there was such a day in either century a year of two figures may mean."""
    for century in (1900, 2000):
        try:
            date(century + int(year), int(month), int(day))
        except ValueError:
            continue
        return True
    return False
