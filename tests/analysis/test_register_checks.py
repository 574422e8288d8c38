"""Checks that do not ask what day it is."""

from __future__ import annotations

import pytest
from stdnum.no import fodselsnummer

from limina.analysis import register_checks as checks


@pytest.mark.parametrize(
    ("number", "passes"),
    [
        ("1M8GDM9AXKP042788", True),  # the regulation's own example: check digit X
        ("1HGCM82633A004352", True),
        ("1HGCM82643A004352", False),
        ("11111111111111111", True),
        ("1M8GDM9A1KP042788", False),
    ],
)
def test_vehicles(number: str, passes: bool) -> None:
    assert checks.vin(number) is passes


@pytest.mark.parametrize(
    ("number", "passes"),
    [
        ("7503305044089", True),
        ("750330 5044 08 9", True),
        ("7503305044088", False),
        ("7513305044089", False),  # no month 13
        ("7503305044287", False),  # citizenship 2
    ],
)
def test_south_africa(number: str, passes: bool) -> None:
    assert checks.za_idnr(number) is passes


@pytest.mark.parametrize(
    ("number", "passes"),
    [
        ("85.07.30-033.28", True),
        ("85073003328", True),
        ("85073003329", False),
        ("17073003384", True),  # born in 2017
        ("85133003374", False),
        ("85073203372", False),
    ],
)
def test_belgium(number: str, passes: bool) -> None:
    assert checks.be_nn(number) is passes


def test_a_belgian_number_is_checked_in_either_century() -> None:
    body = "170730033"
    old, young = (97 - int(prefix + body) % 97 for prefix in ("", "2"))
    assert checks.be_nn(f"{body}{old:02}")
    assert checks.be_nn(f"{body}{young:02}")
    assert not checks.be_nn(f"{body}{next(n for n in range(1, 97) if n not in (old, young)):02}")


@pytest.mark.parametrize(
    ("number", "passes"),
    [
        ("880320-0016", True),
        ("8803200016", True),
        ("19880320-0016", True),
        ("880320-0018", False),
        ("881320-0014", False),
        ("701063-2391", True),  # a coordination number: day 3
        ("000229-0005", True),  # in 2000
    ],
)
def test_sweden(number: str, passes: bool) -> None:
    assert checks.se_personnummer(number) is passes


@pytest.mark.parametrize(
    ("number", "passes"),
    [("211062-5629", True), ("2110625629", True), ("311162-5629", False), ("010199-0000", True)],
)
def test_denmark(number: str, passes: bool) -> None:
    assert checks.dk_cpr(number) is passes


@pytest.mark.parametrize(
    ("number", "passes"),
    [
        ("15108695088", True),
        ("151086 95088", True),
        ("15108695077", False),
        ("15108695089", False),
        ("15138695024", False),
    ],
)
def test_norway(number: str, passes: bool) -> None:
    assert checks.no_fodselsnummer(number) is passes


def test_a_norwegian_number_without_a_date_fails_though_its_digits_hold() -> None:
    for birth in ("101386", "321286"):  # no month 13, no day 32
        numbers = (f"{birth}{individual}" for individual in range(100, 500))
        checked = [number for number in map(with_check_digits, numbers) if len(number) == 11]
        assert checked
        assert not any(map(checks.no_fodselsnummer, checked))


def with_check_digits(body: str) -> str:
    first = fodselsnummer.calc_check_digit1(body)
    return body + first + fodselsnummer.calc_check_digit2(body + first)
