"""Which label counts as which."""

from __future__ import annotations

import json
from typing import Any

import pytest

from limina.engine.taxonomy import DEFAULT
from limina.evaluation.scheme import (
    ANY,
    FAMILIES,
    BadScheme,
    Meaning,
    Part,
    Scheme,
    read_families,
    read_mapping,
)
from tests.evaluation.example import gold

PARTS = {
    "news": Part(
        {
            "PERSON": ("NAME",),
            "GPE": ("LOCATION", "ORIGIN"),
            "MISC": (),
            "PII": ("NAME", ANY),
        },
        frozenset({"NAME", "LOCATION"}),
    )
}
NEWS = gold(source="news")


def test_children_are_of_the_family_of_their_parents() -> None:
    scheme = Scheme()
    for label in DEFAULT.labels:
        assert scheme.counted(label) == scheme.counted(DEFAULT.family(label)), label


def test_no_label_is_in_two_families() -> None:
    labels = [label for members in FAMILIES.values() for label in members]
    assert len(labels) == len(set(labels))


@pytest.mark.parametrize(
    ("label", "family"),
    [
        ("NAME_MEDICAL_PROFESSIONAL", "NAME"),
        ("LOCATION_ADDRESS_STREET", "LOCATION"),
        ("DOB", "DATE"),
        ("TIME", "TIME"),
        ("SEXUALITY", "GENDER"),
        ("DOSE", "MEDICAL"),
        ("STATISTICS", "STATISTICS"),
        ("EMPLOYEE_ID", "EMPLOYEE_ID"),
    ],
)
def test_labels_count_as_their_family_or_as_themselves(label: str, family: str) -> None:
    assert Scheme().counted(label) == family
    assert Scheme(fine=True).counted(label) == label


def test_a_label_without_mapping_is_a_limina_label() -> None:
    assert Scheme().meaning(gold(), "DOB") == Meaning("DATE", frozenset({"DATE"}))


def test_a_mapping_translates_for_its_source_alone() -> None:
    scheme = Scheme(parts=PARTS)
    assert scheme.meaning(NEWS, "PERSON") == Meaning("NAME", frozenset({"NAME"}))
    assert scheme.meaning(gold(), "PERSON") == Meaning("PERSON", frozenset({"PERSON"}))
    assert scheme.meaning(NEWS, "MISC") is None
    everywhere = Scheme(parts={"*": PARTS["news"]})
    assert everywhere.meaning(gold(), "PERSON") == Meaning("NAME", frozenset({"NAME"}))


def test_alternatives_are_right_too() -> None:
    scheme = Scheme(parts=PARTS)
    place = scheme.meaning(NEWS, "GPE")
    assert place is not None
    assert place.label == "LOCATION"
    assert [place.accepts(label) for label in ("LOCATION", "ORIGIN", "NAME")] == [True, True, False]
    anything = scheme.meaning(NEWS, "PII")
    assert anything is not None and anything.accepts("AGE")


def test_a_coarse_foreign_label_accepts_every_kind_if_labels_are_fine() -> None:
    meaning = Scheme(parts=PARTS, fine=True).meaning(NEWS, "GPE")
    assert meaning is not None
    assert meaning.label == "LOCATION"
    assert meaning.accepts("LOCATION_CITY") and meaning.accepts("ORIGIN")
    own = Scheme(fine=True).meaning(gold(), "LOCATION")
    assert own is not None and not own.accepts("LOCATION_CITY")


def test_the_scope_is_that_of_the_mapping_or_of_the_record() -> None:
    assert Scheme().scope(gold()) is None
    assert Scheme().scope(gold(scope=frozenset({"DOB", "NAME"}))) == frozenset({"DATE", "NAME"})
    assert Scheme(parts=PARTS).scope(NEWS) == frozenset({"NAME", "LOCATION"})
    fine = Scheme(fine=True).scope(gold(scope=frozenset({"NAME"})))
    assert fine == frozenset(FAMILIES["NAME"])


def test_a_record_can_be_annotated_for_one_label() -> None:
    scheme = Scheme(parts=PARTS)
    assert scheme.scope(gold(source="news", asked="PERSON")) == frozenset({"NAME"})
    assert scheme.scope(gold(source="news", asked="MISC")) == frozenset()
    assert scheme.scope(gold(source="news", asked="ELSE")) == frozenset({"NAME", "LOCATION"})


def encode(value: Any) -> bytes:
    return json.dumps(value).encode()


def test_families_are_read() -> None:
    assert read_families(encode({"families": {"A": ["A", "B"]}})) == {"A": ("A", "B")}


@pytest.mark.parametrize("value", [[1], {}, {"families": {"A": "B"}}, {"families": [1]}])
def test_wrong_families_are_refused(value: Any) -> None:
    with pytest.raises(BadScheme):
        read_families(encode(value))


@pytest.mark.parametrize(
    ("value", "parts"),
    [
        ({"PERSON": "NAME", "MISC": None}, {"*": Part({"PERSON": ("NAME",), "MISC": ()})}),
        (
            {"labels": {"GPE": ["LOCATION", "ORIGIN"]}, "scope": ["LOCATION"]},
            {"*": Part({"GPE": ("LOCATION", "ORIGIN")}, frozenset({"LOCATION"}))},
        ),
        ({"datasets": {"a": {}, "b": {"scope": []}}}, {"a": Part(), "b": Part()}),
    ],
)
def test_mappings_are_read_in_each_of_their_shapes(value: Any, parts: dict[str, Part]) -> None:
    assert read_mapping(encode(value)) == (parts, None)


def test_a_mapping_may_bring_its_families() -> None:
    assert read_mapping(encode({"families": {"A": ["B"]}})) == ({}, {"A": ("B",)})


@pytest.mark.parametrize(
    "value",
    [1, {"datasets": 1}, {"datasets": {"a": 1}}, {"PERSON": 1}, {"labels": {}, "scope": "NAME"}],
)
def test_wrong_mappings_are_refused(value: Any) -> None:
    with pytest.raises(BadScheme):
        read_mapping(encode(value))
    with pytest.raises(BadScheme):
        read_mapping(b"{")
