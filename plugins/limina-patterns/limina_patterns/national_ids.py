"""National identity and social insurance numbers of countries whose form or check digit is telling.

One row a country: the shape, the rule of python-stdnum that checks it, and how much the shape says
alone. All of them are what the United States call an SSN, and carry its label."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from stdnum.be import nn as belgium
from stdnum.br import cpf as brazil
from stdnum.ch import ssn as switzerland
from stdnum.cl import rut as chile
from stdnum.cn import ric as china
from stdnum.cz import rc as czechia
from stdnum.dk import cpr as denmark
from stdnum.es import dni as spain
from stdnum.es import nie as spain_foreign
from stdnum.fi import hetu as finland
from stdnum.fr import nir as france
from stdnum.ie import pps as ireland
from stdnum.in_ import aadhaar as india
from stdnum.it import codicefiscale as italy
from stdnum.kr import rrn as korea
from stdnum.mx import curp as mexico
from stdnum.se import personnummer as sweden

from limina_patterns.family import Family, Found
from limina_patterns.scan import Scan


@dataclass(frozen=True, slots=True)
class _Country:
    """One kind of number.

    Attributes:
        shape: Pattern source from the second character on, without the boundary behind it.
        check: Whether the check digits are right; None where there are none.
        valid: Score of a number that passes, without context.
        invalid: Score of one that fails, without context; None refuses it.
        letter: Whether the first character is a letter rather than a digit.
    """

    shape: str
    check: Callable[[str], bool] | None
    valid: float
    invalid: float | None = None
    letter: bool = False


_COUNTRIES = (
    # Belgium, rijksregisternummer 85.07.30-033.28
    _Country(r"[0-9]\.[0-9]{2}\.[0-9]{2}-[0-9]{3}\.[0-9]{2}", belgium.is_valid, 0.93, 0.75),
    # Brazil, CPF 111.444.777-35
    _Country(r"[0-9]{2}\.[0-9]{3}\.[0-9]{3}-[0-9]{2}", brazil.is_valid, 0.93, 0.75),
    # Chile, RUT 12.531.909-2
    _Country(r"[0-9]?\.[0-9]{3}\.[0-9]{3}-[0-9Kk]", chile.is_valid, 0.9),
    # China, resident identity number
    _Country(r"[0-9]{16}[0-9Xx]", china.is_valid, 0.9),
    # Czechia and Slovakia, rodné číslo 710319/2745
    _Country(r"[0-9]{5}/[0-9]{3,4}", czechia.is_valid, 0.85),
    # Denmark, CPR 211062-5629
    _Country(r"[0-9]{5}-[0-9]{4}", denmark.is_valid, 0.75),
    # Finland, henkilötunnus 131052-308T
    _Country(r"[0-9]{5}[-+A][0-9]{3}[0-9A-Y]", finland.is_valid, 0.92),
    # France, NIR 2 95 10 99 126 111 93
    _Country(
        r"[ ]?[0-9]{2}[ ]?[0-9]{2}[ ]?[0-9][0-9AB][ ]?[0-9]{3}[ ]?[0-9]{3}[ ]?[0-9]{2}",
        france.is_valid,
        0.88,
    ),
    # Germany, Sozialversicherungsnummer 12 190367 K 006
    _Country(
        r"[0-9][ ]?(?:0[1-9]|[12][0-9]|3[01])(?:0[1-9]|1[0-2])[0-9]{2}[ ]?[A-Z][ ]?[0-9]{3}",
        None,
        0.8,
    ),
    # India, Aadhaar 2341 2341 2346, which starts with neither 0 nor 1
    _Country(
        r"(?<=[2-9])[0-9]{3}(?P<gap>[ -])[0-9]{4}(?P=gap)[0-9]{4}(?!(?P=gap))", india.is_valid, 0.85
    ),
    # Ireland, PPS number 6433435F
    _Country(r"[0-9]{6}[A-W][A-IW]?", ireland.is_valid, 0.75),
    # Italy, codice fiscale RCCMNL83S18D969H
    _Country(
        r"[A-Z]{5}[0-9]{2}[A-EHLMPRST][0-9]{2}[A-Z][0-9]{3}[A-Z]",
        italy.is_valid,
        0.95,
        0.8,
        letter=True,
    ),
    # Korea, resident registration number 971013-9019902
    _Country(r"[0-9]{5}-[0-9]{7}", korea.is_valid, 0.88),
    # Mexico, CURP BOXW310820HNERXN09
    _Country(r"[A-Z]{3}[0-9]{6}[HM][A-Z]{5}[A-Z0-9][0-9]", mexico.is_valid, 0.95, 0.8, letter=True),
    # Singapore, NRIC S1234567D
    _Country(r"(?<=[STFGM])[0-9]{7}[A-Z]", None, 0.7, letter=True),
    # Spain, DNI 54362315-K and NIE X2482300W
    _Country(r"[0-9]{7}[- ]?[A-Z]", spain.is_valid, 0.82),
    _Country(r"(?<=[XYZ])[- ]?[0-9]{7}[- ]?[A-Z]", spain_foreign.is_valid, 0.88, letter=True),
    # Sweden, personnummer 880320-0016 and 19880320-0016
    _Country(r"[0-9]{5}(?:[0-9]{2})?[-+][0-9]{4}", sweden.is_valid, 0.85),
    # Switzerland, AHV number 756.9217.0769.85
    _Country(r"(?<=7)56\.[0-9]{4}\.[0-9]{4}\.[0-9]{2}", switzerland.is_valid, 0.95, 0.85),
    # United Kingdom, National Insurance number QQ 12 34 56 C
    _Country(
        r"(?<=[A-CEGHJ-PR-TW-Z])(?!(?<=B)G|(?<=G)B|(?<=N)K|(?<=K)N|(?<=T)N|(?<=N)T|(?<=Z)Z)[A-CEGHJ-NPR-TW-Z]"
        r"[ ]?[0-9]{2}[ ]?[0-9]{2}[ ]?[0-9]{2}[ ]?[A-D]",
        None,
        0.8,
        letter=True,
    ),
)


_START = {
    False: r"[0-9](?<![\w.,+-][0-9])(?<![0-9][ :/][0-9])",
    True: r"[A-Z](?<![\w-][A-Z])",
}
_END = r"(?![-.,/]?[0-9]|[A-Za-z_]|-[A-Za-z])"


def _compiled(letter: bool) -> tuple[re.Pattern[str], tuple[tuple[re.Pattern[str], _Country], ...]]:
    """One pattern for all numbers that begin alike, to pass over the text, and each by itself."""
    rows = [country for country in _COUNTRIES if country.letter is letter]
    start = _START[letter]
    every = re.compile(f"{start}(?:{'|'.join(row.shape for row in rows)}){_END}")
    return every, tuple((re.compile(start + row.shape + _END), row) for row in rows)


_KINDS = (_compiled(False), _compiled(True))


def _find(scan: Scan) -> Iterator[Found]:
    if not scan.has_digit:
        return
    for every, countries in _KINDS:
        for place in scan.long_numbers(every):
            for pattern, country in countries:
                match = pattern.match(scan.text, place.start())
                if match is not None:
                    yield from _judge(scan, match, country)


def _judge(scan: Scan, match: re.Match[str], country: _Country) -> Iterator[Found]:
    start, end = match.span()
    valid = country.check is None or country.check(match[0])
    score = country.valid if valid else country.invalid
    if scan.near(start, end, "ssn"):
        score = 0.97 if valid else 0.9
    if score is not None:
        yield Found(start, end, "SSN", score)


FAMILY = Family("national_ids", frozenset({"SSN"}), _find)
