"""The structs of a request: documented defaults, and values nobody can change underway."""

from __future__ import annotations

import pickle
from typing import Any, get_args

import msgspec
import pytest

from limina.protocol import request as structs
from limina.protocol import schema
from limina.protocol.request import (
    MARKER_KEYWORDS,
    BlockFilter,
    EntityDetection,
    EntityTypeSelector,
    Limits,
    MarkerText,
    MaskText,
    Request,
    SyntheticText,
    ValidationOption,
)

FULL = Request(
    text="Anna",
    link_batch=True,
    entity_detection=EntityDetection(
        accuracy="high",
        entity_types=(EntityTypeSelector("ENABLE", ("NAME",)),),
        filter=(BlockFilter("x", "X", 0.5),),
        validation_options=(ValidationOption("luhn", ("CREDIT_CARD",)),),
    ),
    processed_text=MaskText("$"),
    project_id="main",
)


def test_a_request_needs_no_more_than_its_text() -> None:
    bare = Request("Anna")
    assert bare.entity_detection == EntityDetection()
    assert bare.processed_text == MarkerText()
    assert (bare.link_batch, bare.project_id) == (False, None)


def test_the_defaults_are_the_documented_ones() -> None:
    detection = EntityDetection()
    assert (detection.accuracy, detection.entity_types, detection.filter) == (
        "high_automatic",
        (),
        (),
    )
    assert (detection.return_entity, detection.enable_non_max_suppression) == (True, False)
    assert MarkerText() == MarkerText("[UNIQUE_NUMBERED_ENTITY_TYPE]", "en", "heuristics")
    assert MaskText() == MaskText("#")
    assert SyntheticText() == SyntheticText("standard", False, "heuristics")
    assert BlockFilter("x", "X").threshold == 1.0


def test_every_default_is_among_the_values_of_its_field() -> None:
    assert EntityDetection().accuracy in get_args(structs.Accuracy)
    assert MarkerText().marker_language in get_args(structs.MarkerLanguage)
    assert MarkerText().coreference_resolution in get_args(structs.Coreference)
    assert SyntheticText().synthetic_entity_accuracy in get_args(structs.SyntheticAccuracy)


def test_no_marker_word_is_part_of_another() -> None:
    for word in MARKER_KEYWORDS:
        assert [other for other in MARKER_KEYWORDS if word in other] == [word]


@pytest.mark.parametrize("struct", [FULL, FULL.entity_detection, MarkerText(), Limits()])
def test_nothing_can_be_changed(struct: Any) -> None:
    for name in struct.__struct_fields__:
        with pytest.raises(AttributeError):
            setattr(struct, name, None)


def test_a_request_can_go_to_another_process_and_be_a_key() -> None:
    assert pickle.loads(pickle.dumps(FULL)) == FULL
    assert {FULL: 1}[pickle.loads(pickle.dumps(FULL))] == 1


def test_every_limit_is_a_positive_number_but_for_names_and_modes() -> None:
    for field in msgspec.structs.fields(Limits):
        if field.name in ("known_names", "accuracies"):
            assert field.default is None
        else:
            assert field.default > 0


def test_others_find_the_structs_in_the_schema() -> None:
    for name, value in vars(structs).items():
        if isinstance(value, type) and issubclass(value, msgspec.Struct):
            assert getattr(schema, name) is value
