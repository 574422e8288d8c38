"""Every label with its own place."""

from __future__ import annotations

from typing import Any

import pytest
import regex
from hypothesis import given

from limina.analysis.labelspans import LabelSpan, label_spans
from limina.engine.resolver import resolve
from limina.engine.spans import Detection, Document, Entity
from limina.engine.taxonomy import DEFAULT
from tests.engine.strategies import findings

EVERYTHING = frozenset(DEFAULT.labels)


def graphemes(text: str) -> list[str]:
    found: list[str] = regex.findall(r"\X", text)
    return found


def spans(
    text: str,
    found: list[Detection],
    blocks: list[Detection] | None = None,
    enabled: frozenset[str] = EVERYTHING,
) -> list[tuple[str, str, Any]]:
    document = Document(text)
    entities = resolve(
        document, found, enabled=enabled, taxonomy=DEFAULT, weights={}, blocks=blocks or []
    )
    result = label_spans(document, entities, [*found, *(blocks or [])], taxonomy=DEFAULT)
    return [(text[s.start : s.end], s.label, pytest.approx(s.likelihood)) for s in result]


def test_the_documented_example() -> None:
    """Payload ner-guide-1."""
    given_name, family, name = 0.9043319821357727, 0.9326320886611938, 0.9105876684188843
    found = [
        Detection(18, 28, "NAME", name),
        Detection(18, 22, "NAME_GIVEN", given_name),
        Detection(23, 28, "NAME_FAMILY", family),
    ]
    assert spans("My sample name is John Smith", found) == [
        ("John Smith", "NAME", name),
        ("John", "NAME_GIVEN", given_name),
        ("Smith", "NAME_FAMILY", family),
    ]


def test_a_parent_that_was_only_implied_covers_what_its_children_make_up() -> None:
    found = [Detection(0, 4, "NAME_GIVEN", 0.9), Detection(5, 10, "NAME_FAMILY", 0.8)]
    assert spans("John Smith", found) == [
        ("John Smith", "NAME", 0.85),
        ("John", "NAME_GIVEN", 0.9),
        ("Smith", "NAME_FAMILY", 0.8),
    ]


def test_a_label_of_one_part_and_its_parent_both_cover_it() -> None:
    assert spans("Rome", [Detection(0, 4, "LOCATION_CITY", 0.9)]) == [
        ("Rome", "LOCATION_CITY", 0.9),
        ("Rome", "LOCATION", 0.9),
    ]


def test_the_parts_of_an_address() -> None:
    text = "30 The Queensway, Toronto, ON"
    found = [
        Detection(0, 16, "LOCATION_ADDRESS_STREET", 0.8),
        Detection(18, 25, "LOCATION_CITY", 0.9),
        Detection(27, 29, "LOCATION_STATE", 0.7),
    ]
    result = spans(text, found)
    assert {label for part, label, _ in result if part == text} == {"LOCATION_ADDRESS", "LOCATION"}
    assert [row for row in result if row[0] != text] == [
        ("30 The Queensway", "LOCATION_ADDRESS_STREET", 0.8),
        ("Toronto", "LOCATION_CITY", 0.9),
        ("ON", "LOCATION_STATE", 0.7),
    ]


def test_a_label_may_stand_in_several_places() -> None:
    found = [
        Detection(0, 12, "NAME", 0.9),
        Detection(0, 3, "NAME_GIVEN", 0.8),
        Detection(9, 12, "NAME_GIVEN", 0.6),
    ]
    assert spans("Ann Berg Eva", found)[1:] == [
        ("Ann", "NAME_GIVEN", 0.8),
        ("Eva", "NAME_GIVEN", 0.6),
    ]


def test_likelihood_is_the_mean_of_the_highest_at_each_token() -> None:
    found = [
        Detection(0, 12, "NAME", 0.9),
        Detection(0, 8, "NAME_GIVEN", 0.6, "one"),
        Detection(4, 8, "NAME_GIVEN", 0.8, "two"),
    ]
    assert spans("Ann Mary Lee", found)[1:] == [("Ann Mary", "NAME_GIVEN", 0.7)]


def test_what_is_disabled_counts_under_its_parent() -> None:
    found = [Detection(0, 4, "NAME_GIVEN", 0.9)]
    assert spans("John", found, enabled=frozenset({"NAME"})) == [("John", "NAME", 0.9)]


def test_what_a_filter_blocks_has_the_filters_label() -> None:
    found = [Detection(0, 4, "NAME_GIVEN", 0.9)]
    blocks = [Detection(0, 4, "DEFENDANT", 1.0)]
    assert spans("John", found, blocks) == [("John", "DEFENDANT", 1.0)]


def test_edges_are_those_the_resolver_makes() -> None:
    found = [
        Detection(0, 11, "NAME", 0.9),
        Detection(0, 5, "NAME_GIVEN", 0.8),
        Detection(5, 11, "NAME_FAMILY", 0.7),
        Detection(4, 6, "NAME_FAMILY", 0.7),
    ]
    assert spans("John, Smith", found)[1:] == [
        ("John", "NAME_GIVEN", 0.8),
        ("Smith", "NAME_FAMILY", 0.7),
    ]


def test_only_the_best_label_is_the_best() -> None:
    document = Document("John")
    entities = (Entity(0, 4, "NAME_GIVEN", {"NAME_GIVEN": 0.8, "NAME": 0.9}),)
    assert label_spans(document, entities, [], taxonomy=DEFAULT) == [
        LabelSpan(0, 4, "NAME_GIVEN", 0.8, True),
        LabelSpan(0, 4, "NAME", 0.9, False),
    ]


def test_a_label_that_no_detection_explains_covers_its_entity() -> None:
    document = Document("John Smith")
    entities = (Entity(0, 10, "NAME", {"NAME": 0.9, "NAME_GIVEN": 0.4}),)
    assert label_spans(document, entities, [], taxonomy=DEFAULT)[1] == LabelSpan(
        0, 10, "NAME_GIVEN", 0.4, False
    )


@given(findings())
def test_spans_lie_in_their_entities_and_tell_every_label(
    case: tuple[str, list[Detection], list[Detection]],
) -> None:
    text, found, blocks = case
    document = Document(text)
    entities = resolve(
        document, found, enabled=EVERYTHING, taxonomy=DEFAULT, weights={}, blocks=blocks
    )
    result = label_spans(document, entities, [*found, *blocks], taxonomy=DEFAULT)
    for entity in entities:
        inside = [s for s in result if entity.start <= s.start and s.end <= entity.end]
        assert {s.label for s in inside} == set(entity.labels)
        assert [s.label for s in inside if s.best] == [entity.best_label]
        for span in inside:
            assert span.start < span.end
            # White space that carries an accent is a grapheme, and is not taken apart.
            edges = graphemes(text[span.start : span.end])
            assert entity.blocked or not (edges[0].isspace() or edges[-1].isspace())
            assert 0 <= span.likelihood <= max(1, *(d.score for d in [*found, *blocks]))
    assert len(result) == sum(
        1 for e in entities for s in result if e.start <= s.start and s.end <= e.end
    )
    assert result == label_spans(document, entities, [*reversed(found), *blocks], taxonomy=DEFAULT)
