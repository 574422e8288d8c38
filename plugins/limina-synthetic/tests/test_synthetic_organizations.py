"""Organisations: the kind stays, the name proper changes."""

from __future__ import annotations

import re

import pytest

from limina_synthetic import Replacer

REPLACER = Replacer(b"tests")


def other(text: str, language: str = "en", label: str = "ORGANIZATION") -> str:
    return REPLACER.replace(label, text, (language,))


@pytest.mark.parametrize(
    ("text", "language", "pattern"),
    [
        ("CNN", "en", "[A-Z]{3}"), ("Miele", "en", "[A-Z][A-Za-z]+"),
        ("Google LLC", "en", "[A-Z]\\w+ LLC"),
        ("Best Capital Partners", "en", "[A-Z][A-Za-z]+ Capital Partners"),
        ("MIELE INC.", "en", r"[A-Z]+ INC\."), ("Smith & Blorp, Inc.", "en", r"\w+ & \w+, Inc\."),
        ("McDonald's", "en", r"\w+'s"),
        (
            "U.S. District Court for the Southern District of New York", "en",
            "U.S. District Court for the Southern District of .+",
        ),
        ("Bank of America", "en", "Bank of (?!America)[A-Z].+"),
        ("University of Blorp", "en", "University of [A-Z][A-Za-z]+"),
        ("Toronto Police", "en", "[A-Z].+ Police"), ("Müller GmbH", "de", r"\w+ GmbH"),
        ("Universität Blorp", "de", r"Universität \w+"),
        ("Banco Blorp S.A.", "es", r"Banco \w+ S\.A\."), ("ООО Ромашка", "ru", r"ООО [А-Я]\w+"),
        ("トヨタ自動車株式会社", "ja", "[\u4e00-\u9fff]+株式会社"),
        ("北京大学", "zh", "[\u4e00-\u9fff]+大学"), ("삼성전자", "ko", "[\uac00-\ud7a3]+전자"),
        ("3M", "en", r"\d[A-Z]"), ("IBM Watson", "en", "[A-Z]{3} [A-Z][A-Za-z]+"),
    ],
)  # fmt: skip
def test_an_organisation_keeps_its_kind(text: str, language: str, pattern: str) -> None:
    new = other(text, language)
    assert re.fullmatch(pattern, new), new
    assert new != text
    for word in ("Blorp", "Google", "Best", "Miele", "Toronto", "New York", "Ромашка", "トヨタ"):
        assert word not in new


@pytest.mark.parametrize(
    "text", ["Department of Education", "First National Bank", "Federal Court", "The Company"]
)
def test_a_name_of_such_words_alone_gets_others(text: str) -> None:
    new = other(text)
    assert new != text
    assert len(new.split()) == len(text.split())
    assert ("of" in new) == ("of" in text)


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("St. Joseph's Health Centre", r"St\. [A-Z][A-Za-z]+'s Health Centre"),
        ("Toronto General Hospital", r"[A-Z]\w+( \w+)? General Hospital"),
        ("Blorp Clinic", r"[A-Z]\w+ Clinic"), ("UHN", "[A-Z]{3}"),
        ("Memorial Hospital", "[A-Z][a-z'-]+ [A-Z][A-Za-z]+"), ("Mayo Clinic", r"[A-Z]\w+ Clinic"),
        ("CVS Pharmacy", "[A-Z]{3} Pharmacy"),
    ],
)  # fmt: skip
def test_a_medical_facility_keeps_its_kind(text: str, pattern: str) -> None:
    new = other(text, label="ORGANIZATION_MEDICAL_FACILITY")
    assert re.fullmatch(pattern, new), new
    assert new != text


def test_a_name_in_an_organisation_follows_the_name() -> None:
    family = REPLACER.replace("NAME_FAMILY", "Smith", ("en",))
    assert other("Smith Industries") == f"{family} Industries"
