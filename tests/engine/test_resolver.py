"""From detections to entities, case by case; what always holds is in test_resolver_properties."""

from __future__ import annotations

import sys

import pytest
from pytest import approx

from limina.engine.resolver import InvalidDetection, resolve
from limina.engine.spans import Detection, Document, Entity
from limina.engine.taxonomy import DEFAULT
from limina.protocol.schema import EntityTypeSelector

ON = DEFAULT.enabled(())

Found = tuple[str, str, float]


def locate(text: str, found: tuple[Found, ...], detector: str) -> list[Detection]:
    return [
        Detection(text.index(word), text.index(word) + len(word), label, score, detector)
        for word, label, score in found
    ]


def entities(
    text: str, *found: Found, blocks: tuple[Found, ...] = (), enabled: frozenset[str] = ON
) -> tuple[Entity, ...]:
    return resolve(
        Document(text),
        locate(text, found, "detector"),
        enabled=enabled,
        taxonomy=DEFAULT,
        weights={},
        blocks=locate(text, blocks, "BLOCK"),
    )


def resolved(
    text: str, *found: Found, blocks: tuple[Found, ...] = (), enabled: frozenset[str] = ON
) -> list[tuple[str, str]]:
    return [
        (text[e.start : e.end], e.best_label)
        for e in entities(text, *found, blocks=blocks, enabled=enabled)
    ]


def disabled(names: str) -> frozenset[str]:
    return DEFAULT.enabled([EntityTypeSelector("DISABLE", tuple(names.split()))])


# --- the documented conversation -----------------------------------------------------------------


def test_the_documented_sentence_gives_the_documented_entities() -> None:
    name, address = entities(
        "John Smith lives at 123 Fake St.",
        ("John Smith", "NAME", 0.8994),
        ("John", "NAME_GIVEN", 0.8976),
        ("Smith", "NAME_FAMILY", 0.9192),
        ("123 Fake St.", "LOCATION_ADDRESS", 0.9486),
        ("123 Fake St.", "LOCATION", 0.913),
    )
    assert (name.start, name.end, name.best_label) == (0, 10, "NAME")
    assert dict(name.labels) == approx(
        {"NAME_GIVEN": 0.4488, "NAME": 0.8994, "NAME_FAMILY": 0.4596}
    )
    assert (address.start, address.end, address.best_label) == (20, 31, "LOCATION_ADDRESS")
    assert dict(address.labels) == {"LOCATION_ADDRESS": 0.9486, "LOCATION": 0.913}


def test_names_that_are_disabled_with_their_parts_are_left_alone() -> None:
    greg = [("Greg", "NAME", 0.9), ("Greg", "NAME_GIVEN", 0.9)]
    text = "Hello, my name is Greg"
    assert resolved(text, *greg, enabled=disabled("NAME NAME_GIVEN NAME_FAMILY")) == []


def test_nothing_found_gives_no_entities() -> None:
    assert resolved("") == []
    assert resolved("Hello") == []


# --- what is enabled -----------------------------------------------------------------------------


def test_a_child_is_shown_under_its_nearest_enabled_ancestor() -> None:
    street = ("5 Elm St", "LOCATION_ADDRESS_STREET", 0.9)
    for enabled, label in (
        ({"LOCATION", "LOCATION_ADDRESS"}, "LOCATION_ADDRESS"),
        ({"LOCATION"}, "LOCATION"),
    ):
        assert resolved("5 Elm St", street, enabled=frozenset(enabled)) == [("5 Elm St", label)]
    assert resolved("5 Elm St", street, enabled=frozenset({"LOCATION_CITY"})) == []


def test_disabling_a_parent_leaves_its_children_on() -> None:
    found = [
        ("John Smith", "NAME", 0.9),
        ("John", "NAME_GIVEN", 0.9),
        ("Smith", "NAME_FAMILY", 0.9),
    ]
    assert resolved("John Smith", *found, enabled=disabled("NAME")) == [
        ("John", "NAME_GIVEN"),
        ("Smith", "NAME_FAMILY"),
    ]


def test_beta_labels_are_dropped_unless_named() -> None:
    assert resolved("2018", ("2018", "YEAR", 0.9)) == []
    assert resolved("2018", ("2018", "YEAR", 0.9), enabled=frozenset({"YEAR"})) == [
        ("2018", "YEAR")
    ]


# --- spans ---------------------------------------------------------------------------------------


def test_spans_are_trimmed_and_never_split_a_grapheme() -> None:
    assert resolved("Jose\u0301.", ("Jose", "NAME", 0.9)) == [("Jose\u0301", "NAME")]
    assert resolved("at St. Ives.  x", ("St. Ives.  ", "LOCATION", 0.9)) == [
        ("St. Ives", "LOCATION")
    ]
    assert resolved("x ... y", (" ... ", "NAME", 0.9)) == []


def test_a_password_keeps_its_punctuation() -> None:
    found = (' "secret!" ', "PASSWORD", 0.9)
    assert resolved('pw: "secret!" ok', found) == [('"secret!"', "PASSWORD")]


def test_overlapping_detections_of_one_family_are_one_entity() -> None:
    text = "Ana Maria Roe Diaz"
    found = [
        ("Ana Maria", "NAME_GIVEN", 0.9),
        ("Maria Roe", "NAME", 0.8),
        ("Roe Diaz", "NAME_FAMILY", 0.9),
    ]
    assert resolved(text, *found) == [(text, "NAME")]


def test_neighbours_are_joined() -> None:
    found = [("John", "NAME_GIVEN", 0.9), ("Smith", "NAME_FAMILY", 0.9)]
    assert resolved("Mr. John Q. Smith, 5", *found) == [("John Q. Smith", "NAME")]


def test_an_initial_that_is_somebody_elses_does_not_join() -> None:
    found = [("John", "NAME_GIVEN", 0.9), ("Smith", "NAME_FAMILY", 0.9), ("B", "BLOOD_TYPE", 0.9)]
    assert [word for word, _ in resolved("John B Smith", *found)] == ["John", "B", "Smith"]


# --- between families ----------------------------------------------------------------------------


def test_the_heavier_family_wins_and_the_rest_of_the_other_stays_covered() -> None:
    found = [("John Smith", "NAME", 0.9), ("Smith Bank", "ORGANIZATION", 0.95)]
    assert resolved("John Smith Bank", *found) == [
        ("John", "NAME"),
        ("Smith Bank", "ORGANIZATION"),
    ]


def test_a_short_confident_span_does_not_uncover_a_long_one() -> None:
    found = [("John Smith", "NAME", 0.5), ("John", "ORGANIZATION", 1.0)]
    assert resolved("John Smith", *found) == [("John Smith", "NAME")]


def test_the_weight_of_a_detector_counts_between_families() -> None:
    text = "Paris"
    found = [Detection(0, 5, "NAME", 0.9, "light"), Detection(0, 5, "LOCATION", 0.8, "heavy")]
    for weight, label in ((1.0, "NAME"), (2.0, "LOCATION")):
        [entity] = resolve(
            Document(text), found, enabled=ON, taxonomy=DEFAULT, weights={"heavy": weight}
        )
        assert entity.best_label == label


def test_joined_neighbours_compete_together() -> None:
    text = "75001 Paris"
    found = [
        ("75001", "LOCATION_ZIP", 0.9),
        ("Paris", "LOCATION_CITY", 0.8),
        ("Paris", "NAME", 0.9),
    ]
    assert resolved(text, *found) == [(text, "LOCATION_ADDRESS")]


def test_a_joined_loser_falls_back_into_its_parts() -> None:
    text = "Rome, Italy Ltd"
    found = [
        ("Rome", "LOCATION_CITY", 0.2),
        ("Italy", "LOCATION_COUNTRY", 0.2),
        ("Italy Ltd", "ORGANIZATION", 0.9),
    ]
    assert resolved(text, *found) == [("Rome", "LOCATION_CITY"), ("Italy Ltd", "ORGANIZATION")]


def test_punctuation_between_winners_is_no_rest() -> None:
    text = "Ann, Roe Bank"
    found = [("Ann, Roe", "NAME", 0.1), ("Ann", "USERNAME", 0.9), ("Roe Bank", "ORGANIZATION", 0.9)]
    assert resolved(text, *found) == [("Ann", "USERNAME"), ("Roe Bank", "ORGANIZATION")]


def test_pieces_of_one_component_have_only_the_labels_that_reach_them() -> None:
    text = "Ana Maria Roe Diaz"
    found = [
        ("Ana Maria", "NAME_GIVEN", 0.3),
        (text, "NAME", 0.3),
        ("Roe Diaz", "NAME_FAMILY", 0.3),
        ("Maria Roe", "ORGANIZATION", 0.9),
    ]
    first, _, last = entities(text, *found)
    assert dict(first.labels) == {"NAME_GIVEN": 0.3, "NAME": 0.3}
    assert dict(last.labels) == {"NAME_FAMILY": 0.3, "NAME": 0.3}


# --- BLOCK ---------------------------------------------------------------------------------------


def test_a_block_has_exactly_its_stretch_and_the_rest_stays_covered() -> None:
    block = ("hn Sm", "CODE", 1.0)
    assert resolved("John Smith", ("John Smith", "NAME", 1.0), blocks=(block,)) == [
        ("Jo", "NAME"),
        ("hn Sm", "CODE"),
        ("ith", "NAME"),
    ]


def test_a_block_is_not_trimmed_and_needs_no_enabled_label() -> None:
    for stretch in ("100 %.", " ", ", "):
        found = resolved("x, 100 %.", blocks=((stretch, "CODE", 1.0),), enabled=frozenset())
        assert found == [(stretch, "CODE")]


def test_a_block_covers_whole_graphemes() -> None:
    assert resolved("Jose\u0301", blocks=(("e", "CODE", 1.0),)) == [("e\u0301", "CODE")]


def test_a_block_with_a_built_in_label_does_not_merge_with_detections() -> None:
    found = ("5 Elm St", "LOCATION_ADDRESS", 0.9)
    assert resolved("5 Elm St", found, blocks=(("Elm", "LOCATION", 1.0),)) == [
        ("5", "LOCATION_ADDRESS"),
        ("Elm", "LOCATION"),
        ("St", "LOCATION_ADDRESS"),
    ]


@pytest.mark.parametrize(
    ("threshold", "labels"),
    [(0.95, ["CODE", "NAME"]), (0.9, ["CODE", "NAME"]), (0.89, ["NAME"]), (0.0, ["NAME"])],
)
def test_below_the_highest_score_a_block_competes(threshold: float, labels: list[str]) -> None:
    found = resolved(
        "John Smith", ("John Smith", "NAME", 0.9), blocks=(("John", "CODE", threshold),)
    )
    assert [label for _, label in found] == labels


def test_a_competing_block_can_win_and_lose_in_part() -> None:
    text = "John Smith and family"
    name = ("John Smith", "NAME", 0.9)
    assert resolved(text, name, blocks=(("Smith and family", "CODE", 0.8),)) == [
        ("John", "NAME"),
        ("Smith and family", "CODE"),
    ]
    assert resolved(text, name, blocks=(("Smith and", "CODE", 0.8),)) == [
        ("John Smith", "NAME"),
        ("and", "CODE"),
    ]


def test_only_scores_in_its_stretch_count_against_a_block() -> None:
    found = [("Lee", "NAME", 0.99), ("Ann B. Cy", "NAME", 0.3), ("Roe", "NAME", 0.99)]
    block = ("Ann", "CODE", 0.5)  # lighter than the whole name, though more probable
    assert resolved("Lee, Ann B. Cy, Roe", *found, blocks=(block,)) == [
        ("Lee", "NAME"),
        ("Ann", "CODE"),
        ("B. Cy", "NAME"),
        ("Roe", "NAME"),
    ]


def test_of_equals_in_everything_the_block_wins() -> None:
    found = [("abcd", "RELIGION", 0.5), ("d", "ORGANIZATION", 1.0)]
    assert resolved("abcd", *found, blocks=(("abcd", "CODE", 0.5),)) == [("abcd", "CODE")]


def test_the_rest_of_a_block_keeps_its_punctuation() -> None:
    name = ("John Smith", "NAME", 0.9)
    assert resolved("John Smith and!", name, blocks=(("Smith and!", "CODE", 0.3),)) == [
        ("John Smith", "NAME"),
        ("and!", "CODE"),
    ]


def test_blocks_of_one_label_unite_and_of_two_labels_share() -> None:
    text = "abcdef"
    one = [("abc", "CODE", 1.0), ("cd", "CODE", 1.0)]
    assert resolved(text, blocks=(*one,)) == [("abcd", "CODE")]
    assert resolved(text, blocks=(*one, ("cdef", "OTHER", 0.5))) == [
        ("abcd", "CODE"),
        ("ef", "OTHER"),
    ]


def test_matches_of_several_filters_that_are_not_sorted_unite_too() -> None:
    assert resolved("abcdef", blocks=(("def", "CODE", 1.0), ("abcd", "CODE", 1.0))) == [
        ("abcdef", "CODE")
    ]


def test_entities_a_block_has_part_in_are_marked() -> None:
    text = "John Smith met Ann Roe"
    found = [("John Smith", "NAME", 0.9), ("Ann Roe", "NAME", 0.9)]
    blocked = [e.blocked for e in entities(text, *found, blocks=(("Smith met", "CODE", 0.1),))]
    assert blocked == [True, True, False]


# --- broken contracts ----------------------------------------------------------------------------

SPAN = "detector 'broken': a span is empty or outside the text"
SCORE = "detector 'broken': a score is out of range"


@pytest.mark.parametrize(
    ("start", "end", "score", "message"),
    [
        (-1, 3, 0.5, SPAN),
        (3, 3, 0.5, SPAN),
        (4, 3, 0.5, SPAN),
        (0, 7, 0.5, SPAN),
        (0, 3, float("nan"), SCORE),
        (0, 3, float("inf"), SCORE),
        (0, 3, -0.1, SCORE),
    ],
)
def test_an_invalid_detection_or_block_is_refused_without_a_word_of_the_text(
    start: int, end: int, score: float, message: str
) -> None:
    broken = [Detection(start, end, "NAME", score, "broken")]
    for found, blocks in ((broken, []), ([], broken)):
        with pytest.raises(InvalidDetection) as caught:
            resolve(
                Document("secret"), found, enabled=ON, taxonomy=DEFAULT, weights={}, blocks=blocks
            )
        assert str(caught.value) == message


@pytest.mark.parametrize(
    ("label", "score", "message"),
    [("NAME", 1.1, SCORE), ("NOBODY", 0.5, "detector 'broken': a label is unknown")],
)
def test_what_a_block_may_have_a_detection_may_not(label: str, score: float, message: str) -> None:
    broken = [Detection(0, 3, label, score, "broken")]
    with pytest.raises(InvalidDetection) as caught:
        resolve(Document("secret"), broken, enabled=ON, taxonomy=DEFAULT, weights={})
    assert str(caught.value) == message


def test_an_invalid_detection_is_refused_even_if_its_label_is_off() -> None:
    with pytest.raises(InvalidDetection):
        resolve(
            Document("x"),
            [Detection(0, 2, "NAME", 0.5)],
            enabled=frozenset(),
            taxonomy=DEFAULT,
            weights={},
        )


# --- cost ----------------------------------------------------------------------------------------


def test_the_work_grows_with_the_text_and_not_with_its_square() -> None:
    """Ten times as much of everything takes ten times the steps, give or take a logarithm."""

    def steps(repeats: int) -> int:
        unit = "John Smith lives in Rome, ON. "
        found = [
            Detection(at + start, at + end, label, 0.9, detector)
            for at in range(0, len(unit) * repeats, len(unit))
            for start, end, label, detector in (
                (0, 10, "NAME", "one"),
                (0, 4, "NAME_GIVEN", "one"),
                (5, 19, "ORGANIZATION", "two"),
                (20, 24, "LOCATION_CITY", "two"),
                (26, 28, "LOCATION_STATE", "two"),
            )
        ]
        blocks = [Detection(at, at + 2, "CODE", 0.5) for at in range(0, len(unit) * repeats, 7)]
        count = 0

        def trace(frame: object, event: str, arg: object) -> None:
            nonlocal count
            count += 1

        before = sys.getprofile()
        sys.setprofile(trace)
        try:
            resolve(
                Document(unit * repeats),
                found,
                enabled=ON,
                taxonomy=DEFAULT,
                weights={},
                blocks=blocks,
            )
        finally:
            sys.setprofile(before)
        return count

    assert steps(400) < 15 * steps(40)
