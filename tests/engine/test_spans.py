"""The values the engine passes around."""

from __future__ import annotations

import dataclasses

import pytest

from limina.engine.spans import Detection, Document, Entity


def test_detections_sort_by_where_they_begin_and_end() -> None:
    late, long, short = (
        Detection(3, 4, "AGE", 0.1),
        Detection(1, 9, "AGE", 0.1),
        Detection(1, 2, "NAME", 0.9),
    )
    assert sorted([late, long, short]) == [short, long, late]


def test_a_rule_is_told_and_never_counts() -> None:
    plain, named = Detection(0, 1, "AGE", 0.5, "d"), Detection(0, 1, "AGE", 0.5, "d", rule="years")
    assert named.rule == "years"
    assert plain == named
    assert len({plain, named}) == 1
    assert not plain < named


@pytest.mark.parametrize(
    "value", [Document("text"), Detection(0, 1, "AGE", 0.5), Entity(0, 1, "AGE", {"AGE": 0.5})]
)
def test_values_cannot_be_changed(value: object) -> None:
    field = dataclasses.fields(value)[0].name  # type: ignore[arg-type]
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(value, field, 1)


def test_a_document_has_no_languages_unless_told() -> None:
    assert Document("text").languages == {}


def test_an_entity_is_no_block_unless_told() -> None:
    assert not Entity(0, 1, "AGE", {"AGE": 0.5}).blocked
