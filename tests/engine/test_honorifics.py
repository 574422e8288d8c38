"""Tests of `limina.engine.honorifics`."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limina.engine.honorifics import honorifics
from limina.engine.spans import Detection
from limina.engine.taxonomy import DEFAULT


def covered(text: str, name: str, label: str = "NAME") -> list[str]:
    start = text.index(name)
    found = honorifics(text, [Detection(start, start + len(name), label, 0.8, "a")], DEFAULT)
    return [text[d.start : d.end] for d in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ask Mr Wirth.", "Mr Wirth"),
        ("Ask Mrs. Wirth.", "Mrs. Wirth"),
        ("Ask Mr Justice Wirth.", "Mr Justice Wirth"),
        ("Für Frau Wirth", "Frau Wirth"),
        ("Für Frau Prof. Dr. Wirth", "Frau Prof. Dr. Wirth"),
        ("Ask Dr. Mrs. Wirth", "Mrs. Wirth"),
        ("Por Sr. D. Wirth", "Sr. D. Wirth"),
        ("de la Sra. Wirth", "Sra. Wirth"),
        ("et Mme Wirth", "Mme Wirth"),
    ],
)
def test_an_honorific_is_taken_in(text: str, expected: str) -> None:
    assert covered(text, "Wirth") == [expected]
    assert covered(text, "Wirth", "NAME_FAMILY") == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Wirth",
        "Ask Wirth.",
        "the mr Wirth",
        "Mr\nWirth",
        "MrWirth",
        "x@Mr Wirth",
        "Mr, Wirth",
        "HMr Wirth",
        "Ask Dr. Wirth",
        "Ask Prof. Dr. Wirth",
        "Ask Judge Wirth",
        "Mr, Dr Wirth",
    ],
)
def test_anything_else_is_not(text: str) -> None:
    assert covered(text, "Wirth") == []


def test_only_names_have_one() -> None:
    assert covered("Ask Dr Pepper", "Pepper", "ORGANIZATION") == []


@given(st.text(alphabet="MrsDfePo. \nxé", max_size=60), st.data())
def test_what_is_made_ends_where_the_name_does_and_begins_before(
    text: str, data: st.DataObject
) -> None:
    if not text:
        return
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    name = Detection(start, end, "NAME_GIVEN", 0.7, "a")
    for d in honorifics(text, [name, name], DEFAULT):
        assert (d.end, d.score, d.label) == (end, 0.7, "NAME")
        assert d.start < start
        assert text[d.start : start].strip(" .MrsDfePo") == ""
