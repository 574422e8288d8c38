"""The algebra of tags: what there is, and what a path of them means."""

from __future__ import annotations

import numpy as np
import pytest

from limina_spacy.families import family_of
from limina_spacy.tags import OUTSIDE, Run, TagSet

TAGS = TagSet(["AGE", "NAME_GIVEN", "LOCATION_CITY", "NAME", "NAME_FAMILY", "LOCATION"])


def read(*names: str, sure: float = 0.8) -> list[list[tuple[int, int, str]]]:
    """The entities a path spells, without their scores."""
    path = np.array([TAGS.names().index(name) for name in names], dtype=np.int64)
    probabilities = np.full((len(path), len(TAGS)), (1 - sure) / (len(TAGS) - 1))
    probabilities[np.arange(len(path)), path] = sure
    return [[(r.start, r.end, r.label) for r in runs] for runs in TAGS.runs(path, probabilities)]


def test_labels_of_a_family_are_neighbours_in_the_order_families_first_come() -> None:
    assert TAGS.labels == (
        "AGE", "NAME_GIVEN", "NAME", "NAME_FAMILY", "LOCATION_CITY", "LOCATION",
    )  # fmt: skip
    assert TAGS.families == ("AGE", "NAME", "LOCATION")


def test_every_label_begins_and_continues() -> None:
    assert len(TAGS) == 13
    assert TAGS.names()[:4] == ("O", "B-AGE", "I-AGE", "B-NAME_GIVEN")
    for label in TAGS.labels:
        first, more = TAGS.tag(label, begins=True), TAGS.tag(label, begins=False)
        assert TAGS.names()[first] == f"B-{label}"
        assert TAGS.names()[more] == f"I-{label}"
        assert TAGS.begins[first] and not TAGS.begins[more]
        for tag in (first, more):
            assert TAGS.labels[TAGS.label_of[tag]] == label
            assert TAGS.families[TAGS.family_index[tag]] == family_of(label)
    assert (TAGS.label_of[OUTSIDE], TAGS.family_index[OUTSIDE]) == (-1, -1)


def test_a_label_named_twice_counts_once() -> None:
    assert TagSet(["AGE", "AGE"]).labels == ("AGE",)


def test_an_empty_set_has_one_tag_and_reads_nothing() -> None:
    empty = TagSet(())
    assert empty.names() == ("O",)
    assert empty.runs(np.zeros(2, dtype=np.int64), np.ones((2, 1))) == []


def test_a_mask_leaves_out_labels_there_are_not() -> None:
    mask = TAGS.of_labels(["AGE", "RELIGION"], begins=False)
    assert [TAGS.names()[tag] for tag in np.flatnonzero(mask)] == ["I-AGE"]


def test_a_path_without_entities_and_an_empty_one_read_as_nothing() -> None:
    assert read("O", "O") == []
    assert read() == []


def test_a_whole_name_has_its_parts() -> None:
    assert read("O", "B-NAME_GIVEN", "I-NAME_FAMILY", "I-NAME_FAMILY", "O") == [
        [(1, 4, "NAME"), (1, 2, "NAME_GIVEN"), (2, 4, "NAME_FAMILY")]
    ]


def test_a_token_of_the_whole_alone_is_no_part() -> None:
    assert read("B-NAME", "I-NAME_FAMILY") == [[(0, 2, "NAME"), (1, 2, "NAME_FAMILY")]]
    assert read("B-NAME", "I-NAME") == [[(0, 2, "NAME")]]


def test_a_lone_part_comes_before_its_parent() -> None:
    assert read("B-LOCATION_CITY", "I-LOCATION_CITY") == [
        [(0, 2, "LOCATION_CITY"), (0, 2, "LOCATION")]
    ]


def test_entities_side_by_side_are_apart() -> None:
    assert read("B-NAME", "B-NAME", "I-NAME", "B-AGE", "O", "B-AGE") == [
        [(0, 1, "NAME")], [(1, 3, "NAME")], [(3, 4, "AGE")], [(5, 6, "AGE")],
    ]  # fmt: skip


def test_scores_are_means_over_the_tokens_of_not_being_outside_and_of_the_label() -> None:
    tags = TagSet(["NAME_GIVEN", "NAME_FAMILY", "AGE"])
    # O, B- and I-NAME_GIVEN, B- and I-NAME_FAMILY, B- and I-AGE
    probabilities = np.array(
        [[0.1, 0.5, 0.1, 0.2, 0.0, 0.1, 0.0], [0.0, 0.0, 0.2, 0.1, 0.6, 0.0, 0.1]]
    )
    [[whole, given, family]] = tags.runs(np.array([1, 4]), probabilities)
    assert whole == Run(0, 2, "NAME", pytest.approx(0.95))  # type: ignore[arg-type]
    assert given == Run(0, 1, "NAME_GIVEN", pytest.approx(0.6))  # type: ignore[arg-type]
    assert family == Run(1, 2, "NAME_FAMILY", pytest.approx(0.7))  # type: ignore[arg-type]


def test_no_score_is_over_one() -> None:
    tags = TagSet(["NAME"])
    [[one]] = tags.runs(np.array([1]), np.array([[0.0, 0.7, 0.3000001]]))
    [[two]] = tags.runs(np.array([1, 2]), np.array([[0.0, 1.0, 1e-7], [0.0, 1e-7, 1.0]]))
    assert one.score == two.score == 1.0
