"""Families of labels, and what an entity of several labels is called."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations_with_replacement

import pytest

from limina.engine.taxonomy import DEFAULT
from limina_spacy.families import FAMILIES, family_of, given_by, label_of_whole


def test_every_family_is_of_labels_of_the_taxonomy_and_begins_with_its_own() -> None:
    for family, labels in FAMILIES.items():
        assert labels[0] == family
        assert set(labels) <= set(DEFAULT.labels)
        assert {family_of(label) for label in labels} == {family}
    assert family_of("AGE") == "AGE"


@pytest.mark.parametrize(
    ("labels", "whole"),
    [
        (["AGE"], "AGE"),
        (["NAME_GIVEN", "NAME_FAMILY"], "NAME"),
        (["NAME_MEDICAL_PROFESSIONAL", "NAME_FAMILY"], "NAME_MEDICAL_PROFESSIONAL"),
        (["NAME_MEDICAL_PROFESSIONAL", "NAME_FAMILY", "NAME_FAMILY"], "NAME"),
        (["LOCATION_CITY", "LOCATION_STATE"], "LOCATION"),
        (["LOCATION_CITY", "LOCATION_ZIP"], "LOCATION"),
        (["LOCATION_ADDRESS_STREET", "LOCATION_CITY"], "LOCATION_ADDRESS"),
        (["LOCATION_ADDRESS", "LOCATION_CITY", "LOCATION_STATE"], "LOCATION_ADDRESS"),
        (["ORGANIZATION", "ORGANIZATION_MEDICAL_FACILITY"], "ORGANIZATION_MEDICAL_FACILITY"),
    ],
)
def test_the_label_of_the_whole(labels: Sequence[str], whole: str) -> None:
    assert label_of_whole(labels) == whole


def test_a_tagger_gives_no_label_beyond_those_it_is_said_to_give() -> None:
    for labels in FAMILIES.values():
        for length in range(1, 5):
            for tokens in combinations_with_replacement(labels, length):
                whole = label_of_whole(tokens)
                assert {*tokens, whole, family_of(whole)} <= given_by(tokens)
    assert given_by(["AGE"]) == {"AGE"}
    assert given_by([]) == frozenset()
