"""Which tags would be right at a token, by what a corpus says and leaves open."""

from __future__ import annotations

from typing import Any

from limina_spacy.tags import TagSet
from limina_spacy.targets import Marked, allowed

TAGS = TagSet(
    [
        "AGE",
        "NAME", "NAME_GIVEN", "NAME_FAMILY",
        "LOCATION", "LOCATION_CITY", "LOCATION_ADDRESS", "LOCATION_ADDRESS_STREET",
        "ORGANIZATION", "ORGANIZATION_MEDICAL_FACILITY",
    ]
)  # fmt: skip
EVERYTHING = set(TAGS.names())


def right(length: int, *spans: tuple[int, int, str], **options: Any) -> list[set[str]]:
    """The names of the right tags at each token."""
    mask = allowed(TAGS, length, [Marked(*span) for span in spans], **options)
    assert mask.shape == (length, len(TAGS))
    return [
        {name for name, good in zip(TAGS.names(), row, strict=True) if good}
        for row in mask.tolist()
    ]


def test_an_unmarked_token_is_outside() -> None:
    assert right(2) == [{"O"}, {"O"}]
    assert right(0) == []


def test_the_first_token_begins_and_the_others_continue() -> None:
    assert right(4, (1, 3, "AGE")) == [{"O"}, {"B-AGE"}, {"I-AGE"}, {"O"}]


def test_parts_give_their_tokens_another_label_within_one_entity() -> None:
    spans = ((0, 3, "NAME"), (0, 1, "NAME_GIVEN"), (2, 3, "NAME_FAMILY"))
    assert right(3, *spans) == [{"B-NAME_GIVEN"}, {"I-NAME"}, {"I-NAME_FAMILY"}]
    assert right(3, *reversed(spans)) == right(3, *spans), "the order of the spans does not count"


def test_a_nested_span_of_another_family_and_one_that_juts_out_are_left_out() -> None:
    assert right(3, (0, 3, "ORGANIZATION"), (1, 2, "LOCATION_CITY")) == [
        {"B-ORGANIZATION"}, {"I-ORGANIZATION"}, {"I-ORGANIZATION"},
    ]  # fmt: skip
    assert right(3, (0, 2, "NAME"), (1, 3, "NAME_FAMILY"))[2] == {"O"}


def test_where_a_corpus_is_coarse_its_parts_are_right_too() -> None:
    assert right(2, (0, 2, "NAME"), exact=False) == [
        {"B-NAME", "B-NAME_GIVEN", "B-NAME_FAMILY"}, {"I-NAME", "I-NAME_GIVEN", "I-NAME_FAMILY"},
    ]  # fmt: skip
    # States and countries would be right as well, had the model these labels.
    assert right(1, (0, 1, "LOCATION"), exact=False) == [{"B-LOCATION", "B-LOCATION_CITY"}]
    assert right(1, (0, 1, "ORGANIZATION"), exact=False) == [
        {"B-ORGANIZATION", "B-ORGANIZATION_MEDICAL_FACILITY"}
    ]


def test_a_corpus_that_is_coarse_is_exact_where_it_gives_parts() -> None:
    spans = ((0, 2, "NAME"), (0, 1, "NAME_GIVEN"))
    assert right(2, *spans, exact=False) == [{"B-NAME_GIVEN"}, {"I-NAME"}]
    assert right(1, (0, 1, "NAME_GIVEN"), exact=False) == [{"B-NAME_GIVEN"}]


def test_nothing_is_known_of_a_neutral_stretch() -> None:
    assert right(3, neutral=[(1, 2)]) == [{"O"}, EVERYTHING, {"O"}]


def test_what_is_marked_counts_inside_a_neutral_stretch() -> None:
    assert right(2, (0, 1, "AGE"), neutral=[(0, 2)]) == [{"B-AGE"}, EVERYTHING]


def test_labels_out_of_scope_may_be_anywhere_that_nothing_is_marked() -> None:
    [unmarked, age] = right(2, (1, 2, "AGE"), scope=["NAME", "LOCATION"])
    organization = ("ORGANIZATION", "ORGANIZATION_MEDICAL_FACILITY", "AGE")
    assert unmarked == {"O", *(f"{place}-{label}" for place in "BI" for label in organization)}
    assert age == {"B-AGE"}


def test_a_scope_names_families_or_labels() -> None:
    [only_city] = right(1, scope=["LOCATION_CITY"])
    assert not only_city & {"B-LOCATION_CITY", "I-LOCATION_CITY"}
    assert "B-LOCATION" in only_city
    [places] = right(1, scope=["LOCATION"])
    assert not any("LOCATION" in name for name in places)
    [none] = right(1, scope=[])
    assert none == EVERYTHING


def test_a_label_the_model_does_not_have_teaches_nothing() -> None:
    assert right(2, (0, 1, "RELIGION")) == [EVERYTHING, {"O"}]
