"""Numbers and codes that identify, and their check digits."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limina_synthetic import Replacer
from limina_synthetic.checksums import SCHEMES, Scheme, luhn, scheme_of

REPLACER = Replacer(b"tests")
#: A valid number of every scheme, from its country's or standard's own documentation.
VALID = {
    "VIN": "1M8GDM9AXKP042788",
    "codice fiscale": "RSSMRA85T10A562S",
    "DNI": "12345678Z",
    "resident identity number": "11010519491231002X",
    "NIR": "255081416802538",
    "CNPJ": "11222333000181",
    "RRN": "9001011234568",
    "Aadhaar": "234123412346",
    "CPF": "52998224725",
    "PESEL": "44051401359",
    "Steuer-ID": "86095742719",
    "NHS number": "9434765919",
    "BSN": "111222333",
    "Luhn": "046454286",
}


def other(label: str, text: str, language: str = "en") -> str:
    return REPLACER.replace(label, text, (language,))


def shape(text: str) -> str:
    return re.sub("[a-z]", "a", re.sub("[A-Z]", "A", re.sub(r"\d", "9", text)))


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.name)
def test_a_valid_number_is_recognised_and_an_invalid_one_is_not(scheme: Scheme) -> None:
    number = VALID[scheme.name]
    assert scheme.holds(number)
    assert len(number) in scheme.lengths
    place = 8 if scheme.name == "VIN" else -1
    for digit in "0123456789X":
        broken = number[:place] + digit + (number[place + 1 :] if place > 0 else "")
        assert scheme.holds(broken) == (broken == number)


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.name)
def test_a_number_that_passed_its_check_passes_it_again(scheme: Scheme) -> None:
    number = VALID[scheme.name]
    found = scheme_of(number)
    assert found is not None
    for seed in range(10):
        new = Replacer(b"%d" % seed).replace("SSN", number, ("en",))
        assert new != number
        assert found.holds(new), new


def test_the_layout_of_a_checked_number_is_kept() -> None:
    assert re.fullmatch(r"\d{3}\.\d{3}\.\d{3}-\d\d", other("SSN", "529.982.247-25", "pt"))
    assert re.fullmatch(r"\d{3} \d{3} \d{4}", other("HEALTHCARE_NUMBER", "943 476 5919"))
    assert re.fullmatch("[a-z0-9]{17}", other("VEHICLE_ID", VALID["VIN"].lower()))


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("ACCOUNT_NUMBER", "10042992"), ("ACCOUNT_NUMBER", "HZ-5235-001"),
        ("ACCOUNT_NUMBER", "12-34/56"), ("ACCOUNT_NUMBER", "a1b2c3"),
        ("ACCOUNT_NUMBER", "0001234"), ("DRIVER_LICENSE", "134711-320"),
        ("DRIVER_LICENSE", "A123-456-789-012"), ("DRIVER_LICENSE", "D1234567"),
        ("DRIVER_LICENSE", "MORGA657054SM9IJ"), ("DRIVER_LICENSE", "B072RRE2I55"),
        ("HEALTHCARE_NUMBER", "5584-486-674-YM"), ("HEALTHCARE_NUMBER", "2694180690-YK"),
        ("HEALTHCARE_NUMBER", "1EG4-TE5-MK73"), ("HEALTHCARE_NUMBER", "MRN123456"),
        ("HEALTHCARE_NUMBER", "78"), ("NUMERICAL_PII", "656381"), ("NUMERICAL_PII", "614-5555 01"),
        ("NUMERICAL_PII", "00:1A:2b:3c:4d:5e"),
        ("NUMERICAL_PII", "550e8400-e29b-41d4-a716-446655440000"), ("NUMERICAL_PII", "SN/2020/44"),
        ("ORGANIZATION_ID", "DE123456789"), ("ORGANIZATION_ID", "12-3456789"),
        ("ORGANIZATION_ID", "08123456"), ("ORGANIZATION_ID", "FR 40 303265045"),
        ("ORGANIZATION_ID", "CHE-123.456.788"), ("PASSPORT_NUMBER", "PA4568332"),
        ("PASSPORT_NUMBER", "A1234567"), ("PASSPORT_NUMBER", "C01X00T47"),
        ("PASSPORT_NUMBER", "123456789"), ("PASSPORT_NUMBER", "12 AB 34567"),
        ("PASSWORD", "27%alfalfa"), ("PASSWORD", "temp1234"), ("PASSWORD", "P@ssw0rd!"),
        ("PASSWORD", "0000"), ("PASSWORD", "correct horse"), ("SSN", "923-45-6789"),
        ("SSN", "690 871 283"), ("SSN", "123456789"), ("SSN", "AB 12 34 56 C"),
        ("SSN", "12 150780 J 008"), ("VEHICLE_ID", "5FNRL38918B111818"), ("VEHICLE_ID", "BIF7547"),
        ("VEHICLE_ID", "AB12 CDE"), ("VEHICLE_ID", "M-XY 1234"), ("VEHICLE_ID", "7ABC123"),
        ("MEDICAL_CODE", "E11.9"), ("MEDICAL_CODE", "99213"), ("MEDICAL_CODE", "J45.909"),
        ("MEDICAL_CODE", "0016070"), ("MEDICAL_CODE", "A00-B99"), ("EMPLOYEE_ID", "EMP-45434"),
        ("DEFENDANT", "Acme v2.0"), ("PERCENTAGE", "100%"),
    ],
)  # fmt: skip
def test_a_code_keeps_its_shape(label: str, text: str) -> None:
    new = other(label, text)
    assert new.casefold() != text.casefold()
    if "e29b" in text or "1A:2b" in text:
        assert re.fullmatch("[0-9a-fA-F:-]+", new)
        assert re.sub(r"\w", "x", new) == re.sub(r"\w", "x", text)
    else:
        assert shape(new) == shape(text)


def test_words_around_a_number_stay_and_others_do_not() -> None:
    assert re.fullmatch(r"Policy No\. \d{8}", other("ACCOUNT_NUMBER", "Policy No. 10042992"))
    assert re.fullmatch(
        r"Member ID: [A-Z]{2}-\d{4}-\d{3}", other("ACCOUNT_NUMBER", "Member ID: HZ-5235-001")
    )
    assert re.fullmatch(r"DL# \d{6}-\d{3}", other("DRIVER_LICENSE", "DL# 134711-320"))
    assert re.fullmatch(r"\d digits \d{3}", other("NUMERICAL_PII", "3 digits 123"))
    assert "Blorp" not in other("ACCOUNT_NUMBER", "Blorp 10042992")
    assert "pin" not in other("PASSWORD", "pin 1234")


def test_spelled_numbers_stay_spelled() -> None:
    new = other("NUMERICAL_PII", "nine-eight-seven6-five4-three two-one-zero")
    assert re.fullmatch(r"[a-z]+-[a-z]+-[a-z]+\d-[a-z]+\d-[a-z]+ [a-z]+-[a-z]+-[a-z]+", new)
    digits = {"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"}
    assert set(re.findall("[a-z]+", new)) <= digits


def test_american_numbers_could_have_been_issued() -> None:
    for number in range(200):
        new = other("SSN", f"123-45-{number:04}")
        area, group, serial = map(int, new.split("-"))
        assert 0 < area < 900
        assert area != 666
        assert group > 0
        assert serial > 0


def test_a_vat_number_keeps_its_country() -> None:
    assert re.fullmatch(r"DE\d{9}", other("ORGANIZATION_ID", "DE123456789"))
    assert re.fullmatch(r"ATU\d{8}", other("ORGANIZATION_ID", "ATU12345678"))


def test_a_uuid_stays_one() -> None:
    new = other("NUMERICAL_PII", "550e8400-e29b-41d4-a716-446655440000")
    assert re.fullmatch("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", new)


@given(st.integers(10**7, 10**18))
def test_luhn_holds_after_it_held_before(number: int) -> None:
    text = luhn(str(number))
    new = other("ACCOUNT_NUMBER", text)
    assert new != text
    scheme = scheme_of(text)
    assert scheme is not None
    assert scheme.holds(new)
