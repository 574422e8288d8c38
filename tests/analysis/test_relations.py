"""Who is related to what."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limina.analysis.relations import KINDS, NAME_LABELS, Relation, find_relations
from limina.engine.spans import Entity
from limina.engine.taxonomy import DEFAULT

MARK = re.compile(r"\[([^|\]]*)\|([A-Z_]*)\]")


def parse(marked: str) -> tuple[str, list[Entity], list[int]]:
    """`[Ann|NAME]` is an entity; entities with the same text are the same."""
    text, position = "", 0
    entities: list[Entity] = []
    clusters: dict[str, int] = {}
    numbers = []
    for match in MARK.finditer(marked):
        text += marked[position : match.start()]
        entities.append(Entity(len(text), len(text) + len(match[1]), match[2], {}))
        text += match[1]
        numbers.append(clusters.setdefault(match[1], len(clusters)))
        position = match.end()
    return text + marked[position:], entities, numbers


def related(marked: str, *languages: str) -> set[tuple[str, str, str]]:
    text, entities, clusters = parse(marked)
    by_cluster = {
        cluster: text[e.start : e.end]
        for cluster, e in reversed(list(zip(clusters, entities, strict=True)))
    }
    found = find_relations(text, entities, clusters, languages=languages)
    for relation in found:
        assert clusters[relation.mention] == relation.subject
    return {(by_cluster[r.subject], r.kind, by_cluster[r.object]) for r in found}


def kin(one: str, other: str) -> set[tuple[str, str, str]]:
    return {(one, "KINSHIP", other), (other, "KINSHIP", one)}


def test_a_recorded_conversation() -> None:
    """The relations the original found, and those it does not look for."""
    marked = (
        "[2025-10-10|DATE]: [Dr.|OCCUPATION] [Samantha Lee|NAME_MEDICAL_PROFESSIONAL] saw patient "
        "[Michael|NAME] at the [clinic|ORGANIZATION]. Mr. [Michael|NAME] is a [41|AGE] yo "
        "[male|GENDER] with a \nhistory of [asthma|CONDITION].  [Michael|NAME_GIVEN]'s birthday is "
        "[October 20th|DOB], and\n     he will be flying to [Vancouver, BC|LOCATION] this week to "
        "celebrate with family. [Michael|NAME_GIVEN] mentioned that his brother, "
        "[David|NAME], who was born\n     in [Toronto, Ontario|LOCATION], now lives in "
        "[Vancouver|LOCATION_CITY]; recently recovered from [knee surgery|MEDICAL_PROCESS]"
    )
    assert related(marked, "en") == kin("Michael", "David") | {
        ("Michael", "DOB", "October 20th"),
        ("David", "LOCATION", "Toronto, Ontario"),
        ("David", "LOCATION", "Vancouver"),
        ("Samantha Lee", "OCCUPATION", "Dr."),
        ("Michael", "ORGANIZATION", "clinic"),
        ("Michael", "AGE", "41"),
    }


@pytest.mark.parametrize(
    ("label", "kind"), [(label, kind) for label, kind in KINDS.items() if kind != "LOCATION"]
)
def test_what_describes_somebody_goes_to_the_name(label: str, kind: str) -> None:
    assert related(f"[Ann|NAME] has [it|{label}].") == {("Ann", kind, "it")}


@pytest.mark.parametrize("label", sorted(NAME_LABELS))
def test_every_kind_of_name_is_a_person(label: str) -> None:
    assert related(f"[Ann|{label}], [27|AGE]") == {("Ann", "AGE", "27")}


def test_labels_are_those_of_the_taxonomy() -> None:
    assert KINDS.keys() | NAME_LABELS <= DEFAULT.labels.keys()


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        # the nearest name, one before rather than one behind
        ("[Ann|NAME] and [Bob|NAME], [27|AGE]", {("Bob", "AGE", "27")}),
        ("[Ann|NAME], [27|AGE], and [Bob|NAME]", {("Ann", "AGE", "27")}),
        ("[Ann|NAME] called [CEO|OCCUPATION] [Bob|NAME]", {("Bob", "OCCUPATION", "CEO")}),
        ("At [27|AGE], [Ann|NAME] left", {("Ann", "AGE", "27")}),
        # a line of its own is further away
        (
            "[Ann|NAME], [27|AGE], [555|PHONE_NUMBER]\n[Bob|NAME], [31|AGE], [556|PHONE_NUMBER]",
            {
                ("Ann", "AGE", "27"),
                ("Ann", "PHONE_NUMBER", "555"),
                ("Bob", "AGE", "31"),
                ("Bob", "PHONE_NUMBER", "556"),
            },
        ),
        # a sentence without a name goes on about the last one
        ("[Ann|NAME] called. Her number is [555|PHONE_NUMBER].", {("Ann", "PHONE_NUMBER", "555")}),
        (
            "[Ann|NAME] called. It rained. She is [27|AGE]. [Bob|NAME] is [31|AGE].",
            {("Ann", "AGE", "27"), ("Bob", "AGE", "31")},
        ),
        ("She is [27|AGE]. [Ann|NAME] called.", set()),
        ("[Ann|NAME] called." + " It rained." * 20 + " She is [27|AGE].", set()),
        ("[Ann|NAME] " + "x" * 300 + " [27|AGE]", set()),
        ("[Ann|NAME] drives a [car|PRODUCT]", set()),
        ("", set()),
        # a form
        (
            "Name: [Ann|NAME]\nDOB: [1/2/85|DOB]\nE-mail: [a@b.c|EMAIL_ADDRESS]\n\n"
            "Name: [Bob|NAME]\nDOB: [1/2/86|DOB]",
            {
                ("Ann", "DOB", "1/2/85"),
                ("Ann", "EMAIL_ADDRESS", "a@b.c"),
                ("Bob", "DOB", "1/2/86"),
            },
        ),
    ],
)
def test_the_nearest_name(marked: str, expected: set[tuple[str, str, str]]) -> None:
    assert related(marked) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[Ann|NAME] lives in [Rome|LOCATION_CITY].", {("Ann", "LOCATION", "Rome")}),
        ("[Ann|NAME] flew to [Rome|LOCATION_CITY].", set()),
        ("Born in [Rome|LOCATION_CITY], [Ann|NAME] left.", set()),
        ("[Ann|NAME] lives at [5 Main St|LOCATION_ADDRESS].", {("Ann", "ADDRESS", "5 Main St")}),
    ],
)
def test_a_place_is_somebodys_if_a_word_says_so(
    marked: str, expected: set[tuple[str, str, str]]
) -> None:
    assert related(marked) == expected


@pytest.mark.parametrize(
    "marked",
    [
        "[Ann|NAME] and her daughter [Bob|NAME].",
        "[Ann|NAME]'s daughter [Bob|NAME].",
        "[Ann|NAME]\u2019s daughter, [Bob|NAME], left.",
        "[Ann|NAME] has a son named [Bob|NAME].",
        "[Ann|NAME], mother of [Bob|NAME].",
        "[Ann|NAME] is the mother of [Bob|NAME].",
        "[Ann|NAME] is [Bob|NAME]'s younger sister.",
        "[Ann|NAME], [Bob|NAME]'s wife, left.",
        "[Ann|NAME] and her mother-in-law [Bob|NAME].",
    ],
)
def test_relatives_are_related_both_ways(marked: str) -> None:
    assert related(marked) == kin("Ann", "Bob")


@pytest.mark.parametrize(
    "marked",
    [
        "[Ann|NAME] and [Bob|NAME].",
        "[Ann|NAME], my daughter [Bob|NAME] is ill.",
        "[Ann|NAME] told his mother that [Bob|NAME] left.",
        "[Ann|NAME] met [Bob|NAME]'s sister.",
        "[Ann|NAME] is [Bob|NAME]'s boss.",
        "[Ann|NAME] is [Bob|NAME].",
        "[Ann|NAME] of [Bob|NAME].",
        "[Ann|NAME] has a son. [Bob|NAME] left.",
        "[Ann|NAME]'s daughter [Ann|NAME].",
        "[Ann|NAME]'s daughter (" + "1" * 60 + ") [Bob|NAME].",
        "[Ann|NAME]'s daughter " + "x " * 120 + "[Bob|NAME].",
    ],
)
def test_other_people_are_not(marked: str) -> None:
    assert related(marked) == set()


def test_a_list_of_relatives_goes_on() -> None:
    marked = (
        "[Ann|NAME] has three daughters: [Bea|NAME], [Cleo|NAME] and [Dee|NAME], and [Eve|NAME]"
    )
    assert related(marked) == {
        relation for other in ("Bea", "Cleo", "Dee", "Eve") for relation in kin("Ann", other)
    }


def test_one_relative_is_no_list() -> None:
    assert related("[Ann|NAME]'s daughter [Bea|NAME] and [Cleo|NAME]") == kin("Ann", "Bea")


@pytest.mark.parametrize(
    ("marked", "language"),
    [
        ("[Ann|NAME] und seine Tochter [Bob|NAME]", "de"),
        ("[Ann|NAME], mère de [Bob|NAME]", "fr"),
        ("[Ann|NAME] et l'épouse [Bob|NAME]", "fr"),
        ("[Ann|NAME] y su hermana [Bob|NAME]", "es"),
    ],
)
def test_other_languages(marked: str, language: str) -> None:
    assert related(marked, language) == kin("Ann", "Bob")


def test_a_relation_is_told_once_where_it_is_found_first() -> None:
    text, entities, clusters = parse("[Ann|NAME], [27|AGE]. [Ann|NAME], [27|AGE].")
    assert find_relations(text, entities, clusters) == [Relation(0, 1, "AGE", 0)]


PIECES = st.sampled_from(
    [
        *("[Ann|NAME]", "[Bob|NAME_GIVEN]", "[27|AGE]", "[Rome|LOCATION_CITY]", "[5|PHONE_NUMBER]"),
        *(" ", ", ", ". ", "\n\n", "'s son ", " and ", " daughters ", " lives in ", " is "),
    ]
)
LONG = ["[Ann|NAME] ", "[27|AGE] ", "[Ann|NAME]'s son ", "[Rome|LOCATION] "]


@given(st.lists(PIECES, max_size=30))
def test_relations_start_at_people_and_end_elsewhere(pieces: list[str]) -> None:
    text, entities, clusters = parse("".join(pieces))
    people = {
        cluster
        for cluster, entity in zip(clusters, entities, strict=True)
        if entity.best_label in NAME_LABELS
    }
    found = find_relations(text, entities, clusters)
    assert len(found) == len({(r.subject, r.object, r.kind) for r in found})
    for relation in found:
        assert relation.subject in people
        assert relation.subject != relation.object
        assert clusters[relation.mention] == relation.subject
        if relation.kind == "KINSHIP":
            assert any(
                (r.subject, r.object, r.kind) == (relation.object, relation.subject, "KINSHIP")
                for r in found
            )


@pytest.mark.parametrize(
    "piece", ["[Ann|NAME] ", "[27|AGE] ", "[Ann|NAME]'s son ", "[R|LOCATION] "]
)
def test_long_texts_are_soon_done_with(piece: str) -> None:
    text, entities, clusters = parse("[Ann|NAME] " + piece * 5_000)
    started = time.process_time()
    find_relations(text, entities, clusters)
    assert time.process_time() - started < 2
