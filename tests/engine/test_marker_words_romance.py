"""Words of the Romance languages."""

from __future__ import annotations

import unicodedata

import pytest

from limina.engine.marker_words_romance import FRENCH, ITALIAN, PORTUGUESE, SPANISH


@pytest.mark.parametrize("words", [SPANISH, FRENCH, ITALIAN, PORTUGUESE])
def test_every_letter_is_latin(words: dict[str, str]) -> None:
    letters = {character for word in words.values() for character in word} - {"_"}
    assert all(unicodedata.name(letter).startswith("LATIN") for letter in letters)


def test_capitals_keep_their_accents() -> None:
    assert SPANISH["PASSWORD"] == "CONTRASEÑA"
    assert FRENCH["NAME_GIVEN"] == "PRÉNOM"
    assert ITALIAN["AGE"] == "ETÀ"
    assert PORTUGUESE["MARITAL_STATUS"] == "ESTADO_CIVIL"
    assert PORTUGUESE["CREDIT_CARD"] == "CARTÃO_DE_CRÉDITO"


def test_the_terms_are_those_of_the_trade() -> None:
    assert FRENCH["ROUTING_NUMBER"] == "CODE_BANQUE"
    assert FRENCH["MEDICAL_PROCESS"] == "ACTE_MÉDICAL"
    assert ITALIAN["EFFECT"] == "EFFETTO_COLLATERALE"
    assert SPANISH["SSN"] == "NÚMERO_DE_SEGURIDAD_SOCIAL"
    assert PORTUGUESE["CREDIT_CARD_EXPIRATION"] == "VALIDADE_DO_CARTÃO_DE_CRÉDITO"
