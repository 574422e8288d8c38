"""Labels of one entity: scores, their order, and the best."""

from __future__ import annotations

import pytest
from pytest import approx

from limina.engine.clusters import Candidate, Part, components, whole
from limina.engine.labelling import Labeller
from limina.engine.spans import Detection, Entity
from limina.engine.taxonomy import DEFAULT, Label, Taxonomy

ON = DEFAULT.enabled(())


def labelled(
    text: str,
    *found: tuple[str, str, float] | tuple[str, str, float, str],
    enabled: frozenset[str] = ON,
    taxonomy: Taxonomy = DEFAULT,
) -> Entity:
    """The entity of overlapping detections: word, label, score and detector."""
    detections = []
    for word, label, score, *detector in found:
        start = text.index(word)
        detections.append(Detection(start, start + len(word), label, score, *detector))
    detections.sort(key=lambda d: d.start)
    family = taxonomy.family(detections[0].label)
    [component] = components(family, detections, {})
    return Labeller(text, enabled, taxonomy).entity(whole(component))


def test_the_documented_name_has_the_documented_scores_in_the_documented_order() -> None:
    entity = labelled(
        "John Smith",
        ("John Smith", "NAME", 0.8994),
        ("John", "NAME_GIVEN", 0.8976),
        ("Smith", "NAME_FAMILY", 0.9192),
    )
    assert list(entity.labels) == ["NAME_GIVEN", "NAME", "NAME_FAMILY"]
    assert dict(entity.labels) == approx(
        {"NAME_GIVEN": 0.4488, "NAME": 0.8994, "NAME_FAMILY": 0.4596}
    )
    assert entity.best_label == "NAME"


def test_the_documented_address_keeps_a_parent_less_probable_than_its_child() -> None:
    address = ("123 Fake St", "LOCATION_ADDRESS", 0.9486)
    entity = labelled("123 Fake St", ("123 Fake St", "LOCATION", 0.913), address)
    assert list(entity.labels.items()) == [("LOCATION_ADDRESS", 0.9486), ("LOCATION", 0.913)]
    assert entity.best_label == "LOCATION_ADDRESS"


def test_the_specific_label_is_best_though_less_probable() -> None:
    entity = labelled("John", ("John", "NAME", 0.903), ("John", "NAME_GIVEN", 0.889))
    assert entity.best_label == "NAME_GIVEN"


def test_a_child_over_a_part_of_the_entity_is_not_the_best() -> None:
    entity = labelled(
        "UNITY HEALTH TORONTO",
        ("UNITY HEALTH TORONTO", "ORGANIZATION", 0.8792),
        ("UNITY HEALTH", "ORGANIZATION_MEDICAL_FACILITY", 0.96),
    )
    assert entity.best_label == "ORGANIZATION"
    assert entity.labels["ORGANIZATION_MEDICAL_FACILITY"] == approx(0.64)


def test_a_child_implies_its_ancestors_where_its_detector_is_silent_about_them() -> None:
    entity = labelled("12 Elm St", ("12 Elm St", "LOCATION_ADDRESS_STREET", 0.8))
    assert list(entity.labels.items()) == [
        ("LOCATION_ADDRESS_STREET", 0.8),
        ("LOCATION_ADDRESS", 0.8),
        ("LOCATION", 0.8),
    ]


def test_what_a_detector_says_of_a_parent_counts_at_the_tokens_it_says_it_of() -> None:
    entity = labelled(
        "Ana Roe",
        ("Ana", "NAME", 0.2, "one"),
        ("Ana Roe", "NAME_FAMILY", 0.8, "one"),
    )
    assert entity.labels["NAME"] == approx((0.2 + 0.8) / 2)
    other = labelled(
        "Ana Roe",
        ("Ana", "NAME", 0.2, "one"),
        ("Ana Roe", "NAME_FAMILY", 0.8, "two"),
    )
    assert other.labels["NAME"] == approx(0.8)


def test_of_several_detections_the_most_probable_counts() -> None:
    entity = labelled(
        "Ana Roe", ("Ana Roe", "NAME", 0.5), ("Roe", "NAME", 0.9), ("Ana", "NAME", 0.7, "two")
    )
    assert dict(entity.labels) == approx({"NAME": 0.8})


def test_children_of_one_parent_compete_by_score() -> None:
    entity = labelled("Lima", ("Lima", "LOCATION_CITY", 0.3), ("Lima", "LOCATION_STATE", 0.4))
    assert entity.best_label == "LOCATION_STATE"


def test_equal_scores_are_decided_by_the_fixed_order() -> None:
    entity = labelled("Lima", ("Lima", "LOCATION_STATE", 0.4), ("Lima", "LOCATION_CITY", 0.4))
    assert entity.best_label == "LOCATION_CITY"
    assert list(entity.labels) == ["LOCATION_CITY", "LOCATION_STATE", "LOCATION"]


def test_punctuation_is_a_token_and_white_space_is_not() -> None:
    entity = labelled("Roe,  J", ("Roe,  J", "NAME", 0.9), ("Roe", "NAME_FAMILY", 0.9))
    assert entity.labels["NAME_FAMILY"] == approx(0.3)


def test_a_word_is_cut_where_a_label_ends_in_it() -> None:
    entity = labelled(
        "王小明", ("王小明", "NAME", 0.9), ("王", "NAME_FAMILY", 0.8), ("小明", "NAME_GIVEN", 0.6)
    )
    assert dict(entity.labels) == approx({"NAME_FAMILY": 0.4, "NAME": 0.9, "NAME_GIVEN": 0.3})
    assert entity.best_label == "NAME"


def test_labels_that_are_off_are_not_shown() -> None:
    found = [
        ("John Smith", "NAME", 0.9),
        ("John", "NAME_GIVEN", 0.8),
        ("Smith", "NAME_FAMILY", 0.8),
    ]
    entity = labelled("John Smith", *found, enabled=ON - {"NAME_FAMILY"})
    assert list(entity.labels) == ["NAME_GIVEN", "NAME"]
    entity = labelled("John Smith", *found[1:2], enabled=frozenset({"NAME"}))
    assert dict(entity.labels) == {"NAME": 0.8}
    assert entity.best_label == "NAME"


def test_a_label_that_is_off_still_implies_its_parent() -> None:
    entity = labelled(
        "Ana Roe",
        ("Ana Roe", "NAME_GIVEN", 0.5, "one"),
        ("Roe", "NAME_FAMILY", 0.9, "two"),
        enabled=frozenset({"NAME"}),
    )
    assert dict(entity.labels) == approx({"NAME": 0.7})


def test_where_no_label_covers_everything_the_most_probable_is_best() -> None:
    entity = labelled(
        "Ana Bo Roe",
        ("Ana Bo", "NAME_GIVEN", 0.6),
        ("Bo Roe", "NAME_FAMILY", 0.9),
        enabled=frozenset({"NAME_GIVEN", "NAME_FAMILY"}),
    )
    assert dict(entity.labels) == approx({"NAME_GIVEN": 0.4, "NAME_FAMILY": 0.6})
    assert entity.best_label == "NAME_FAMILY"


def test_a_label_of_no_probability_covers_too() -> None:
    entity = labelled("Ana Roe", ("Ana Roe", "NAME", 0.0), ("Ana", "NAME_GIVEN", 0.0))
    assert dict(entity.labels) == {"NAME_GIVEN": 0.0, "NAME": 0.0}
    assert entity.best_label == "NAME"


def test_a_plugins_label_is_the_more_specific_one() -> None:
    taxonomy = DEFAULT.extend(Label("NICKNAME", "NAME_GIVEN"))
    entity = labelled(
        "Jo",
        ("Jo", "NICKNAME", 0.3),
        ("Jo", "NAME_GIVEN", 0.9),
        enabled=taxonomy.enabled(()),
        taxonomy=taxonomy,
    )
    assert entity.best_label == "NICKNAME"
    assert list(entity.labels) == ["NICKNAME", "NAME_GIVEN", "NAME"]


# --- joined parts --------------------------------------------------------------------------------


def joined(text: str, label: str, *parts: tuple[str, str, float]) -> Entity:
    made = []
    for word, part_label, score in parts:
        start = text.index(word)
        found = [Detection(start, start + len(word), part_label, score)]
        [component] = components(DEFAULT.family(part_label), found, {})
        made.append(Part(component, component.start, component.end, found))
    candidate = Candidate(made[0].start, made[-1].end, tuple(made), label)
    return Labeller(text, ON, DEFAULT).entity(candidate)


def test_a_joined_label_is_as_probable_as_its_parts_and_between_them_as_the_lesser() -> None:
    entity = joined(
        "Rome, Italy",
        "LOCATION",
        ("Rome", "LOCATION_CITY", 0.9),
        ("Italy", "LOCATION_COUNTRY", 0.6),
    )
    assert entity.best_label == "LOCATION"
    assert dict(entity.labels) == approx(
        {"LOCATION_CITY": 0.3, "LOCATION": 0.7, "LOCATION_COUNTRY": 0.2}
    )
    assert list(entity.labels) == ["LOCATION_CITY", "LOCATION", "LOCATION_COUNTRY"]


def test_a_joined_address_covers_parts_that_are_no_addresses_themselves() -> None:
    entity = joined(
        "5 Elm St, Rome",
        "LOCATION_ADDRESS",
        ("5 Elm St", "LOCATION_ADDRESS_STREET", 0.8),
        ("Rome", "LOCATION_CITY", 0.4),
    )
    assert entity.best_label == "LOCATION_ADDRESS"
    assert entity.labels["LOCATION_ADDRESS"] == approx((3 * 0.8 + 0.4 + 0.4) / 5)
    assert entity.labels["LOCATION"] == entity.labels["LOCATION_ADDRESS"]
    assert entity.labels["LOCATION_ADDRESS_STREET"] == approx(3 * 0.8 / 5)


# --- BLOCK filters -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("label", "threshold", "labels"),
    [
        ("DEFENDANT", 0.5, {"DEFENDANT": 0.5}),
        ("DEFENDANT", 7.0, {"DEFENDANT": 1.0}),
        ("LOCATION_CITY", 0.5, {"LOCATION_CITY": 0.5}),
        ("NAME_GIVEN", 0.5, {"NAME_GIVEN": 0.5, "NAME": 0.5}),
    ],
)
def test_a_block_filters_entity_has_its_label_whatever_is_on(
    label: str, threshold: float, labels: dict[str, float]
) -> None:
    found = [Detection(0, 3, label, 0.1), Detection(0, 3, label, threshold)]
    [component] = components(label, found, {}, blocked=True)
    entity = Labeller("abc", frozenset({"NAME"}), DEFAULT).entity(whole(component))
    assert entity == Entity(0, 3, label, labels, blocked=True)
    assert list(entity.labels) == list(labels)
