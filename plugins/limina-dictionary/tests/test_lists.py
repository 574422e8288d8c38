"""The term lists: their form, and that the words the rules rely on are in them."""

from __future__ import annotations

import re
import unicodedata
from importlib.resources import files

import pytest

from limina_dictionary import Lexicon
from limina_dictionary import classes as c
from limina_dictionary.lists import (
    COMMON_LISTS,
    CUE_LISTS,
    EXACT_LISTS,
    HEAD_LISTS,
    LISTS,
    plural,
    read,
)

DATA = files("limina_dictionary") / "data"
NAMES = sorted(
    path.name.removesuffix(".txt")
    for path in DATA.iterdir()
    if path.name.endswith(".txt") and path.name != "LICENSES.txt"
)


@pytest.mark.parametrize("name", NAMES)
def test_a_list_is_sorted_unique_and_composed(name: str) -> None:
    terms = read(name)
    assert terms, "empty"
    assert terms == sorted(set(terms))
    for term in terms:
        assert term == " ".join(term.split())
        assert term == unicodedata.normalize("NFC", term)
        assert any(char.isalnum() for char in term)


def test_every_list_is_used() -> None:
    used = {source.file for source in LISTS} | set(COMMON_LISTS)
    used |= {file for file, _flags in (*CUE_LISTS, *EXACT_LISTS, *HEAD_LISTS)}
    source = "".join(
        path.read_text(encoding="utf-8")
        for path in files("limina_dictionary").iterdir()
        if path.name.endswith(".py")
    )
    used |= set(re.findall(r'read\("([a-z-]+)"\)', source))
    assert set(NAMES) == used


def test_every_list_is_in_the_table_of_sources() -> None:
    readme = (DATA / "README.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"`([a-z-]+)\.txt`", readme))
    assert set(NAMES) <= listed


@pytest.mark.parametrize(
    ("word", "flags"),
    [
        ("John", c.GIVEN | c.NAME_FIRST),
        ("Smith", c.FAMILY | c.FAMILY_FIRST),
        ("SMITH", c.FAMILY),
        ("Grace", c.GIVEN | c.COMMON | c.SOFT),
        ("May", c.GIVEN | c.COMMON),
        ("José", c.GIVEN),
        ("Jose", c.GIVEN),
        ("Barcelona", c.CITY_LARGE),
        ("london", c.CITY_LARGE | c.LOWERED),
        ("Ontario", c.STATE),
        ("Canada", c.COUNTRY),
        ("freelancers", c.OCCUPATION),
        ("Mr", c.HONORIFIC),
        ("my name is", c.INTRODUCTION),
    ],
)
def test_words_have_their_classes(lexicon: Lexicon, word: str, flags: int) -> None:
    assert lexicon.flags_of(word) & flags == flags


@pytest.mark.parametrize("word", ["john", "reading", "the", "qwertz", "", "Smyt"])
def test_other_words_have_none(lexicon: Lexicon, word: str) -> None:
    assert lexicon.flags_of(word) == 0


@pytest.mark.parametrize(
    ("term", "form"),
    [
        ("nurse", "nurses"),
        ("secretary", "secretaries"),
        ("boy", "boys"),
        ("policeman", "policemen"),
        ("German", "Germans"),
        ("Chinese", "Chinese"),
        ("CEO", "CEO"),
    ],
)
def test_plurals(term: str, form: str) -> None:
    assert plural(term) == form


def test_an_origin_that_is_another_word_in_small_letters_is_doubtful(lexicon: Lexicon) -> None:
    assert lexicon.flags_of("polish") & c.DOUBTFUL
    assert not lexicon.flags_of("Polish") & c.DOUBTFUL


def test_endings_tell_words_of_no_list(lexicon: Lexicon) -> None:
    assert lexicon.flags_of("quaxostatin") == c.DRUG | c.STEM
    assert lexicon.flags_of("Xerolitis") == c.CONDITION | c.STEM
    assert lexicon.flags_of("empathy") == 0


def test_hits_are_whole_words_longer_ones_first(lexicon: Lexicon) -> None:
    text = "New York, Newyork, anew York"
    hits = [text[hit.start : hit.end] for hit in lexicon.hits(text) if hit.flags & c.PLACE]
    assert hits == ["New York", "York", "York"]
