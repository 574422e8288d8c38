"""Which neighbours are one thing, and under which label."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from limina.engine.clusters import Candidate, components, whole
from limina.engine.joining import Joiner
from limina.engine.spans import Detection
from limina.engine.taxonomy import DEFAULT, Label

G, F = "NAME_GIVEN", "NAME_FAMILY"
S, A, C = "LOCATION_ADDRESS_STREET", "LOCATION_ADDRESS", "LOCATION_CITY"
T, Z, Y = "LOCATION_STATE", "LOCATION_ZIP", "LOCATION_COUNTRY"

Parts = Iterable[tuple[str, str]]


def candidates(text: str, parts: Parts) -> list[Candidate]:
    """A word and its label, or labels with a blank between, one after the other in the text."""
    made: list[Candidate] = []
    at = 0
    for word, labels in parts:
        at = text.index(word, at)
        found = [Detection(at, at + len(word), label, 0.9) for label in labels.split()]
        [component] = components(DEFAULT.family(found[0].label), found, {})
        made.append(whole(component))
        at += len(word)
    return made


def joined(
    text: str, *parts: tuple[str, str], off: str = "", initials: bool = False
) -> list[tuple[str, str | None]]:
    enabled = DEFAULT.enabled(()) - frozenset(off.split())
    joiner = Joiner(text, enabled, DEFAULT)
    return [
        (text[c.start : c.end], c.joined)
        for c in joiner.join(candidates(text, parts), initials=initials)
    ]


# --- names ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "parts", "names"),
    [
        ("John Smith", [("John", G), ("Smith", F)], ["John Smith"]),
        ("John  \tSmith", [("John", G), ("Smith", F)], ["John  \tSmith"]),
        ("Mary Ann Lee", [("Mary", G), ("Ann", G), ("Lee", F)], ["Mary Ann Lee"]),
        ("Ana Ruiz Roe", [("Ana", G), ("Ruiz", F), ("Roe", F)], ["Ana Ruiz Roe"]),
        ("Nagy Anna", [("Nagy", F), ("Anna", G)], ["Nagy Anna"]),
        ("王小明", [("王", F), ("小明", G)], ["王小明"]),
        ("J. Smith", [("J", G), ("Smith", F)], ["J. Smith"]),
        ("Al B. Roe", [("Al B", G), ("Roe", F)], ["Al B. Roe"]),
        ("Al Roe Bo Lee", [("Al", G), ("Roe", F), ("Bo", G), ("Lee", F)], ["Al Roe", "Bo Lee"]),
    ],
)
def test_given_and_family_names_side_by_side_are_one_name(
    text: str, parts: list[tuple[str, str]], names: list[str]
) -> None:
    assert joined(text, *parts) == [(name, "NAME") for name in names]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("John\nSmith", [("John", G), ("Smith", F)]),  # lists have a name a line
        ("John, Smith", [("John", G), ("Smith", F)]),
        ("John. Smith", [("John", G), ("Smith", F)]),
        ("JJ. Smith", [("JJ", G), ("Smith", F)]),
        ("John    Smith", [("John", G), ("Smith", F)]),
        ("John and Smith", [("John", G), ("Smith", F)]),
        ("John Ann", [("John", G), ("Ann", G)]),
        ("Roe Smith", [("Roe", F), ("Smith", F)]),
        ("Al Roe Bo Lee", [("Al Roe", f"{G} {F}"), ("Bo Lee", f"{G} {F}")]),
        ("Al Roe Bo", [("Al Roe", f"{G} {F}"), ("Bo", G)]),
        ("John Smith", [("John", G), ("Smith", "NAME")]),
        ("John Smith", [("John", G), ("Smith", "ORGANIZATION")]),
        ("A" * 100 + " " + "B" * 20, [("A" * 100, G), ("B" * 20, F)]),
    ],
)
def test_other_names_are_apart(text: str, parts: list[tuple[str, str]]) -> None:
    assert joined(text, *parts, initials=True) == [(word, None) for word, _ in parts]


@pytest.mark.parametrize("text", ["John Q. Smith", "John Q Smith", "John Q. X. Smith"])
def test_initials_between_names_are_part_of_the_name_when_asked_for(text: str) -> None:
    parts = [("John", G), ("Smith", F)]
    assert joined(text, *parts, initials=True) == [(text, "NAME")]
    assert joined(text, *parts) == [("John", None), ("Smith", None)]


@pytest.mark.parametrize("text", ["John q. Smith", "John Q.Smith", "John QX Smith", "JohnQ. Smith"])
def test_what_is_no_initial_does_not_join(text: str) -> None:
    assert len(joined(text, ("John", G), ("Smith", F), initials=True)) == 2


def test_names_are_joined_only_where_the_label_name_is_on() -> None:
    apart = [("John", None), ("Smith", None)]
    assert joined("John Smith", ("John", G), ("Smith", F), off="NAME") == apart


# --- places --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "30 The Queensway, Toronto, On, M6R 1B5",
            [("30 The Queensway", S), ("Toronto", C), ("On", T), ("M6R 1B5", Z)],
        ),
        (
            "123 Main St, Toronto, On, CAN",
            [("123 Main St", A), ("Toronto", C), ("On", T), ("CAN", Y)],
        ),
        ("12 Elm St., Springfield", [("12 Elm St", S), ("Springfield", C)]),
        ("12 Elm St\nSpringfield", [("12 Elm St", S), ("Springfield", C)]),
        ("Springfield IL 62704", [("Springfield", C), ("IL", T), ("62704", Z)]),
        ("75001 Paris, France", [("75001", Z), ("Paris", C), ("France", Y)]),
        (
            "12 Elm St, New York, NY 10001",
            [("12 Elm St", S), ("New York", f"{C} {T}"), ("NY", T), ("10001", Z)],
        ),
        ("5 Elm St, Apt 4, Rome, Italy", [("5 Elm St, Apt 4", A), ("Rome, Italy", f"{C} {Y}")]),
        ("〒100-0001東京都", [("〒100-0001", Z), ("東京都", C)]),
    ],
)
def test_parts_of_a_postal_address_are_one_address(text: str, parts: list[tuple[str, str]]) -> None:
    assert joined(text, *parts) == [(text, "LOCATION_ADDRESS")]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Toronto, Ontario", [("Toronto", C), ("Ontario", T)]),
        ("Boston, MA, USA", [("Boston", C), ("MA", T), ("USA", Y)]),
        ("Ontario, Canada", [("Ontario", T), ("Canada", Y)]),
        ("Paris, France", [("Paris", C), ("France", Y)]),
        ("New York, New York", [("New York", f"{C} {T}"), ("New York", f"{C} {T}")]),
        ("Vancouver, B.C., Canada", [("Vancouver", C), ("B.C", T), ("Canada", Y)]),
    ],
)
def test_a_place_named_by_its_parts_is_one_place(text: str, parts: list[tuple[str, str]]) -> None:
    assert joined(text, *parts) == [(text, "LOCATION")]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Toronto, Boston", [("Toronto", C), ("Boston", C)]),
        ("Toronto Ontario", [("Toronto", C), ("Ontario", T)]),  # no comma, no postal part
        ("Toronto. Ontario", [("Toronto", C), ("Ontario", T)]),
        ("Canada, Boston", [("Canada", Y), ("Boston", C)]),
        ("5 Elm St, 6 Elm St", [("5 Elm St", S), ("6 Elm St", S)]),
        ("Rome, 5 Elm St", [("Rome", C), ("5 Elm St", S)]),
        ("5 Elm St\n\nRome", [("5 Elm St", S), ("Rome", C)]),
        ("5 Elm St - Rome", [("5 Elm St", S), ("Rome", C)]),
        ("5 Elm St,     Rome", [("5 Elm St", S), ("Rome", C)]),
        ("Rome, Lazio", [("Rome", C), ("Lazio", "LOCATION")]),
        ("Rome, Rome 10001", [("Rome", C), ("Rome 10001", f"{C} {Z}")]),
        ("5 Elm St, Rome, Rome", [("5 Elm St, Rome", f"{S} {C}"), ("Rome", C)]),
        (
            "5 Elm St, Rome, Rome 10001",
            [("5 Elm St, Rome", f"{S} {C}"), ("Rome 10001", f"{C} {Z}")],
        ),
        ("1.2, 3.4, Rome", [("1.2, 3.4", "LOCATION_COORDINATE"), ("Rome", C)]),
    ],
)
def test_other_places_are_apart(text: str, parts: list[tuple[str, str]]) -> None:
    assert joined(text, *parts) == [(word, None) for word, _ in parts]


def test_a_part_a_place_has_already_begins_another_one() -> None:
    text = "Boston, MA, Houston, TX"
    parts = [("Boston", C), ("MA", T), ("Houston", C), ("TX", T)]
    assert joined(text, *parts) == [("Boston, MA", "LOCATION"), ("Houston, TX", "LOCATION")]
    text = "5 Elm St, 10001 Rome, 6 Oak St, 20002 Bonn"
    parts = [("5 Elm St", S), ("10001", Z), ("Rome", C), ("6 Oak St", S), ("20002", Z), ("Bonn", C)]
    assert [word for word, _ in joined(text, *parts)] == [
        "5 Elm St, 10001 Rome",
        "6 Oak St, 20002 Bonn",
    ]


@pytest.mark.parametrize(
    ("off", "label"),
    [("", "LOCATION_ADDRESS"), ("LOCATION_ADDRESS", "LOCATION"), ("LOCATION", "LOCATION_ADDRESS")],
)
def test_an_address_has_the_nearest_label_that_is_on(off: str, label: str) -> None:
    text = "5 Elm St, Rome"
    assert joined(text, ("5 Elm St", S), ("Rome", C), off=off) == [(text, label)]


@pytest.mark.parametrize(
    ("text", "first", "off"),
    [
        ("5 Elm St, Italy", ("5 Elm St", S), "LOCATION LOCATION_ADDRESS"),
        ("Rome, Italy", ("Rome", C), "LOCATION"),
    ],
)
def test_places_are_joined_only_where_the_label_is_on(
    text: str, first: tuple[str, str], off: str
) -> None:
    assert joined(text, first, ("Italy", Y), off=off) == [(first[0], None), ("Italy", None)]


# --- anything ------------------------------------------------------------------------------------


def test_other_families_are_never_joined() -> None:
    parts = [("8", "DURATION"), ("months", "DURATION")]
    assert joined("8 months", *parts) == [("8", None), ("months", None)]


def test_matches_of_block_filters_are_never_joined() -> None:
    text = "John Smith"
    left, right = candidates(text, [("John", G), ("Smith", F)])
    [matched] = components("NAME", left.parts[0].detections, {}, blocked=True)
    joiner = Joiner(text, DEFAULT.enabled(()), DEFAULT)
    assert len(joiner.join([whole(matched), right])) == 2
    [matched] = components("NAME", right.parts[0].detections, {}, blocked=True)
    assert len(joiner.join([left, whole(matched)])) == 2


def test_labels_of_plugins_count_as_what_they_descend_from() -> None:
    taxonomy = DEFAULT.extend(Label("NICKNAME", "NAME_GIVEN"))
    text = "Jo Smith"
    parts = [Detection(0, 2, "NICKNAME", 0.9), Detection(3, 8, F, 0.9)]
    made = [whole(c) for c in components("NAME", parts, {})]
    assert len(Joiner(text, taxonomy.enabled(()), taxonomy).join(made)) == 1
