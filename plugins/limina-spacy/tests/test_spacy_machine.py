"""How sure a model of running text may be in machine text."""

from __future__ import annotations

import pytest

from limina_spacy.machine import WITNESS, ceiling


def highest(marked: str, label: str) -> float:
    """The ceiling for the part of a text between double brackets."""
    start = marked.index("[[")
    end = marked.index("]]") - 2
    return ceiling(marked.replace("[[", "", 1).replace("]]", "", 1), start, end, label)


@pytest.mark.parametrize(
    ("marked", "label", "expected"),
    [
        ('{"[[first_name]]": "Ana"}', "NAME", 0.0),
        ("{'[[ean]]': 4006381333931}", "LANGUAGE", 0.0),
        ('{"name": "[[Ana Ruiz]]"}', "NAME", 1.0),
        ('He said "[[Ana]]": no.', "NAME", 0.0),
        ("Nov  6 13:48:01 [[node13]] usb: up", "NAME_GIVEN", WITNESS),
        ("call [[Ana Ruiz]] now", "NAME", 1.0),
        ('{"ean": "[[4006381333931]]"}', "HEALTHCARE_NUMBER", WITNESS),
        ("my insurance number is [[4006381333931]]", "HEALTHCARE_NUMBER", 1.0),
        ("kernel[12]: cgroup [[22c5d337]]", "TIME", WITNESS),
        ("2024 ERROR took [[17:20]]", "TIME", WITNESS),
        ("Nov  7 10:23:18 [[ajax sensord]][912]: up", "NAME", WITNESS),
        ("Nov  7 10:23:18 [[ajax]] sensord[912]: up", "LOCATION_CITY", WITNESS),
        ("said [[Ann]] [12]", "NAME", 1.0),
        ("account ACC-[[12345678]]", "ACCOUNT_NUMBER", 1.0),
        ("web-1159fbacd 1/1 Running [[12d]] node", "DURATION", WITNESS),
        ("x = column[[[3:42]]]", "TIME", WITNESS),
        ("self.open_pump(token, [[46]])", "AGE", WITNESS),
        ("See you at [[17:20]]", "TIME", 1.0),
        ("00 1f 2e 3d 4c [[5b 6a]]", "PHONE_NUMBER", WITNESS),
        ("x = 1;\nwe met on [[3 May]]\ny = 2;", "DATE", 1.0),
        ("My Passport [[drive]], 2 TB", "PASSPORT_NUMBER", WITNESS),
        ("retention policy = [[365]]", "ACCOUNT_NUMBER", WITNESS),
        ("my number is [[four four one]]", "PHONE_NUMBER", 1.0),
        ("passport [[PA45]]", "PASSPORT_NUMBER", 1.0),
        ("[[Cuesta]] mucho", "MONEY", WITNESS),
        ("[[ten pesos]] each", "MONEY", 1.0),
        ('{"city": "[[Leeds]]"}', "LOCATION_CITY", 1.0),
        ('{"job": "[[nurse]]"}', "OCCUPATION", 1.0),
    ],
)
def test_form_decides_in_machine_text(marked: str, label: str, expected: float) -> None:
    assert highest(marked, label) == expected


def test_only_the_line_around_counts_and_only_as_far_as_it_is_near() -> None:
    far = "word " * 100
    assert highest(f"x::y {far}[[1234567]] {far} a->b", "SSN") == 1.0
