"""Which register a number is from, and whether its check holds."""

from __future__ import annotations

import pytest

from limina.analysis.identifiers import read_identifier
from limina.analysis.locality import locality
from limina.analysis.result import UNREAD, Analysis


def read(text: str, label: str, locale: str | None = None, language: str = "en") -> Analysis:
    return read_identifier(text, locality(locale, {language: 1.0}), label)


def asserted(analysis: Analysis) -> list[tuple[str, str]]:
    return [(a.provider, a.status) for a in analysis.assertions]


@pytest.mark.parametrize(
    ("text", "label", "provider", "status", "formatted"),
    [
        ("536-90-4399", "SSN", "us.ssn", "valid", "536-90-4399"),
        ("923-45-6789", "SSN", "us.ssn", "invalid", "923-45-6789"),
        ("912\u201390\u20133457", "SSN", "us.itin", "valid", "912-90-3457"),
        ("046-454-286", "SSN", "ca.sin", "invalid", "046-454-286"),
        ("2341  2341 2346", "SSN", "in.aadhaar", "valid", "2341 2341 2346"),
        ("6433435f", "SSN", "ie.pps", "valid", "6433435F"),
        ("756.9217.0769.85", "SSN", "ch.ssn", "valid", "756.9217.0769.85"),
        ("111.444.777-36", "SSN", "br.cpf", "invalid", "111.444.777-36"),
        ("٥٣٦-٩٠-٤٣٩٩", "SSN", "us.ssn", "valid", "536-90-4399"),
        ("943 476 5870", "HEALTHCARE_NUMBER", "gb.nhs", "valid", "943 476 5870"),
        ("RCCMNL83S18D969H", "HEALTHCARE_NUMBER", "it.codicefiscale", "valid", "RCCMNL83S18D969H"),
        ("111000025", "ROUTING_NUMBER", "us.rtn", "valid", "111000025"),
        ("123456789", "ROUTING_NUMBER", "us.rtn", "invalid", "123456789"),
        ("1hgcm82633a004352", "VEHICLE_ID", "vin", "valid", "1HGCM82633A004352"),
        ("5FNRL38918B111818", "VEHICLE_ID", "vin", "valid", "5FNRL38918B111818"),
        ("35-686800-004141-8", "NUMERICAL_PII", "imei", "valid", "35-686800-004141-8"),
        ("91-1144442", "ORGANIZATION_ID", "us.ein", "valid", "91-1144442"),
        ("DE136695976", "ORGANIZATION_ID", "eu.vat", "valid", "DE136695976"),
        ("54362315K", "DRIVER_LICENSE", "es.dni", "valid", "54362315K"),
        ("8601.11.17947", "BANK_ACCOUNT", "no.kontonr", "valid", "8601.11.17947"),
        (
            "GB82 WEST 12345698765432",
            "BANK_ACCOUNT",
            "iban",
            "valid",
            "GB82 WEST 1234 5698 7654 32",
        ),
    ],
)
def test_a_telling_form_needs_no_country(
    text: str, label: str, provider: str, status: str, formatted: str
) -> None:
    found = read(text, label)
    assert asserted(found) == [(provider, status)]
    assert found.formatted == formatted


@pytest.mark.parametrize(
    ("text", "label", "locale", "provider", "formatted"),
    [
        ("536904399", "SSN", "en-US", "us.ssn", "536-90-4399"),
        ("046 454 286", "SSN", "en-CA", "ca.sin", "046-454-286"),
        ("123456782", "SSN", "en-AU", "au.tfn", "123 456 782"),
        ("49091850", "SSN", "en-NZ", "nz.ird", "49-091-850"),
        ("7503305044089", "SSN", "en-ZA", "za.idnr", "750330 5044 08 9"),
        ("9434765870", "HEALTHCARE_NUMBER", "en-GB", "gb.nhs", "943 476 5870"),
        ("9698 658 215", "HEALTHCARE_NUMBER", "en-CA", "ca.bc_phn", "9698 658 215"),
        ("044051401", "SSN", "pt-PT", "pt.nif", "044051401"),
        ("021000021", "ROUTING_NUMBER", "en-US", "us.rtn", "021000021"),
    ],
)
def test_bare_figures_need_the_country(
    text: str, label: str, locale: str, provider: str, formatted: str
) -> None:
    found = read(text, label, locale)
    assert [name for name, _ in asserted(found)] == [provider]
    assert found.formatted == formatted
    assert read(text, label) == UNREAD


@pytest.mark.parametrize(
    ("text", "language", "provider"),
    [
        ("44051401458", "pl", "pl.pesel"),
        ("36574261809", "de", "de.idnr"),
        ("211062-5629", "da", "dk.cpr"),
        ("880320-0016", "sv", "se.personnummer"),
        ("151086 95088", "nb", "no.fodselsnummer"),
        ("1630615123457", "ro", "ro.cnp"),
        ("7523169263", "bg", "bg.egn"),
        ("33392005961", "hr", "hr.oib"),
        ("01013099997", "el", "gr.amka"),
        ("17291716060", "tr", "tr.tckimlik"),
        ("1759013776", "uk", "ua.rntrc"),
        ("37605030299", "et", "ee.ik"),
        ("33309240064", "lt", "lt.asmens"),
        ("161175-19997", "lv", "lv.pvn"),
        ("450401-3150", "is", "is.kennitala"),
        ("710319/2745", "sk", "sk.rc"),
        ("0101006500006", "sl", "si.emso"),
        ("3933742-3".replace("-", ""), "he", "il.idnr"),
        ("500100732259", "ru", "ru.inn"),
        ("1234 5678 9018", "ja", "jp.in"),
        ("3171011708450001", "id", "id.nik"),
    ],
)
def test_a_language_of_one_country_tells_the_country(
    text: str, language: str, provider: str
) -> None:
    found = read(text, "SSN", language=language)
    if provider == "il.idnr":
        found = read("39337423", "SSN", language=language)
        assert asserted(found) == []  # eight figures
        found = read("039337423", "SSN", language=language)
    assert [name for name, _ in asserted(found)] == [provider]


def test_a_language_of_several_countries_tells_only_what_one_of_them_writes() -> None:
    assert asserted(read("111222333", "SSN", language="nl")) == [("nl.bsn", "valid")]
    assert asserted(read("85073003328", "SSN", language="nl")) == [("be.nn", "valid")]
    assert asserted(read("49091850", "SSN", language="es")) == []  # two of its countries do


def test_the_locale_rules_out_other_countries_but_not_what_tells_itself() -> None:
    assert read("44051401458", "SSN", "en-US", "pl") == UNREAD
    assert asserted(read("756.9217.0769.85", "SSN", "en-US")) == [("ch.ssn", "valid")]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("690 871 283", "SSN"),
        ("123456789", "SSN"),
        ("DL# 134711-320", "DRIVER_LICENSE"),
        ("BIF7547", "VEHICLE_ID"),
        ("WVWZZZ1JZ3W386752", "VEHICLE_ID"),  # Europe does not ask for a check digit
        ("635526789012", "BANK_ACCOUNT"),
        ("656381", "NUMERICAL_PII"),
        ("PA4568332", "PASSPORT_NUMBER"),
        ("", "SSN"),
    ],
)
def test_nothing_is_asserted_of_what_may_be_anything(text: str, label: str) -> None:
    assert read(text, label) == UNREAD


def test_the_address_of_a_network_card_has_a_form_but_no_check() -> None:
    assert read("00-1A-2B-3C-4D-5E", "NUMERICAL_PII") == Analysis("00:1a:2b:3c:4d:5e")
