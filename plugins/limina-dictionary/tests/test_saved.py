"""The saved lexicon: what is read is what was written, and it is that of the lists."""

from __future__ import annotations

from importlib.resources import files

import pytest

from limina_dictionary.building import lexicon_text
from limina_dictionary.lists import LISTS, TermList
from limina_dictionary.saved import FILE, Tables, entry, load, pack, read_entries, unpack

GIVEN = LISTS[0]
TEXT = "ann\t0\nann arbor\t3\nnew\t\nnew york\t3\nnew york city\t3,0\n\nann\t9,3\nnew\t13,8\n"


def test_the_file_is_that_of_the_lists() -> None:
    saved = (files("limina_dictionary") / "data" / FILE).read_text(encoding="utf-8")
    # No comparison of two megabytes that pytest would explain.
    same = lexicon_text() == saved
    assert same, "run tools/make_lexicon.py"


def test_what_is_packed_is_unpacked() -> None:
    terms = {"ann": "0", "new york city": "3,0", "ann arbor": "3", "new york": "3"}
    assert pack(terms) == TEXT
    assert unpack(TEXT) == Tables({**terms, "new": ""}, {"ann": (9, 3), "new": (13, 8)})


def test_lengths_are_those_of_the_terms() -> None:
    tables = load()
    assert "new york" in tables.terms and 8 in tables.lengths["new"]
    for first, sizes in tables.lengths.items():
        assert first in tables.terms
        assert list(sizes) == sorted(set(sizes), reverse=True)
    assert {term.split(" ")[0] for term in tables.terms if " " in term} == tables.lengths.keys()


@pytest.mark.parametrize("source", [LISTS[0], LISTS[-1]], ids=["first", "last"])
@pytest.mark.parametrize(
    ("key", "form", "written"),
    [
        ("john", "John", ""),
        ("san jose", "San Jose", ""),
        ("san jose", "San José", "San José"),
        ("mcdonald", "McDonald", "McDonald"),
        ("nurse", "nurse", "nurse"),
        ("東京", "東京", ""),
    ],
)
def test_an_entry_is_read_as_it_was_written(
    source: TermList, key: str, form: str, written: str
) -> None:
    first = entry(key, form, source)
    assert first[1:] == written
    assert list(read_entries(key, first)) == [(form, source)]
    assert list(read_entries(key, f"{first},{entry(key, 'X', GIVEN)}")) == [
        (form, source),
        ("X", GIVEN),
    ]
    assert list(read_entries(key, "")) == []
