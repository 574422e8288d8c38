"""Words of the Germanic and the Slavic languages."""

from __future__ import annotations

import unicodedata

import pytest

from limina.engine.marker_words_germanic_slavic import DUTCH, GERMAN, RUSSIAN, UKRAINIAN

#: Abbreviations written in Latin letters in any script.
LATIN = frozenset({"URL", "IP", "CVV"})


@pytest.mark.parametrize("words", [GERMAN, DUTCH])
def test_every_letter_of_german_and_dutch_is_latin(words: dict[str, str]) -> None:
    letters = {character for word in words.values() for character in word} - {"_"}
    assert all(unicodedata.name(letter).startswith("LATIN") for letter in letters)


@pytest.mark.parametrize("words", [RUSSIAN, UKRAINIAN])
def test_no_latin_letter_hides_among_cyrillic_ones(words: dict[str, str]) -> None:
    parts = {part for word in words.values() for part in word.split("_")} - LATIN
    letters = {letter for part in parts for letter in part} - {"\u02bc"}
    assert all(unicodedata.name(letter).startswith("CYRILLIC") for letter in letters)


def test_russian_and_ukrainian_keep_their_alphabets() -> None:
    assert not set("".join(RUSSIAN.values())) & set("ІЇЄҐ")
    assert not set("".join(UKRAINIAN.values())) & set("ЫЭЪЁ")


def test_an_apostrophe_is_a_letter_of_the_word() -> None:
    assert UKRAINIAN["NAME"] == "ІМ\u02bcЯ"
    assert "'" not in "".join(UKRAINIAN.values())


def test_the_terms_are_those_of_the_trade() -> None:
    assert GERMAN["ROUTING_NUMBER"] == "BANKLEITZAHL"
    assert GERMAN["CVV"] == "KARTENPRÜFNUMMER"
    assert DUTCH["EFFECT"] == "BIJWERKING"
    assert RUSSIAN["SSN"] == "НОМЕР_СОЦИАЛЬНОГО_СТРАХОВАНИЯ"
    assert UKRAINIAN["DRIVER_LICENSE"] == "ПОСВІДЧЕННЯ_ВОДІЯ"
