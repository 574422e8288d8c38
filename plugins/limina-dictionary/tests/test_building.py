"""What the lists become: forms, plurals, spellings without accents, and what weak lists lose."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from limina_dictionary import building
from limina_dictionary import classes as c
from limina_dictionary.lists import LISTS
from limina_dictionary.saved import Tables, entry, read_entries, unpack

#: Lists of a few terms in the place of the built-in ones.
FEW = {
    "given": ["Jean-Luc", "José", "Marie"],
    "occupations": ["nurse"],
    "languages-other": ["Franca", "Marie", "the"],
}


@pytest.fixture
def tables(monkeypatch: pytest.MonkeyPatch) -> Tables:
    monkeypatch.setattr(building, "read", lambda file: FEW.get(file, []))
    return unpack(building.lexicon_text())


def entries(terms: Mapping[str, str], key: str) -> list[tuple[str, int]]:
    return [(form, source.flags) for form, source in read_entries(key, terms[key])]


def test_terms_stand_under_their_small_letters(tables: Tables) -> None:
    assert entries(tables.terms, "jean luc") == [("Jean Luc", c.GIVEN)]
    assert tables.lengths["jean"] == (8,) and tables.terms["jean"] == ""
    assert entries(tables.terms, "jose") == entries(tables.terms, "josé") == [("José", c.GIVEN)]
    assert entries(tables.terms, "nurses") == [("nurses", c.OCCUPATION)]


def test_a_weak_list_loses_frequent_words_and_what_others_have(tables: Tables) -> None:
    assert entries(tables.terms, "franca") == [("Franca", c.LANGUAGE)]
    assert entries(tables.terms, "marie") == [("Marie", c.GIVEN)]
    assert "the" not in tables.terms


def test_what_goes_before_a_name_is_there_for_its_length(tables: Tables) -> None:
    assert tables.terms["my name is"] == "" and 10 in tables.lengths["my"]


def test_every_list_has_a_sign_that_is_no_separator() -> None:
    signs = {entry("x", "X", source) for source in LISTS}
    assert len(signs) == len(LISTS) and not signs & set("\t\n,")
