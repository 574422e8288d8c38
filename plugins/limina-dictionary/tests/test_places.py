"""Cities, states, countries, regions and landmarks."""

from __future__ import annotations

import pytest

from .conftest import Find

CITY, STATE, COUNTRY, PLACE = (
    "LOCATION_CITY",
    "LOCATION_STATE",
    "LOCATION_COUNTRY",
    "LOCATION",
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("from Barcelona to Nairobi", [("Barcelona", CITY), ("Nairobi", CITY)]),
        ("in New York City", [("New York City", CITY)]),
        ("nach München und Zürich", [("München", CITY), ("Zürich", CITY)]),
        ("в Москве и Москва", [("Москва", CITY)]),
        ("i live in london", [("london", CITY)]),
        ("Paris is nice", [("Paris", CITY)]),
        ("We flew to Sydney.", [("Sydney", CITY)]),
        ("drove to Reading, then home", [("Reading", CITY)]),
        ("Mobile, AL 36602", [("Mobile", CITY), ("Mobile, AL", PLACE), ("AL", STATE)]),
        ("St. Louis", [("St. Louis", CITY)]),
        ("NYC", [("NYC", CITY)]),
        ("Ontario", [("Ontario", STATE)]),
        ("Georgia and Virginia", [("Georgia", STATE), ("Virginia", STATE)]),
        ("I moved to VT", [("VT", STATE)]),
        ("Österreich, Frankreich", [("Österreich", COUNTRY), ("Frankreich", COUNTRY)]),
        ("the USA, the U.K. and the US", [("USA", COUNTRY), ("U.K", COUNTRY), ("US", COUNTRY)]),
        ("turkey in Turkey", [("Turkey", COUNTRY)]),
        ("the Middle East", [("Middle East", PLACE)]),
        ("across the Hudson River", [("Hudson River", PLACE)]),
        ("near Lake Chad", [("Lake Chad", PLACE)]),
        ("at Lambeau Field and Whale Beach", [("Whale Beach", PLACE)]),
    ],
)
def test_places(find: Find, text: str, expected: list[tuple[str, str]]) -> None:
    assert find(text) == expected


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("Toronto, Ontario", "Toronto, Ontario"),
        ("Vancouver, BC", "Vancouver, BC"),
        ("Atlanta, Georgia 40234", "Atlanta, Georgia"),
        ("Toronto, On, CAN.", "Toronto, On, CAN"),
        ("New York, New York", "New York, New York"),
        ("Berlin (Germany)", "Berlin (Germany"),
    ],
)
def test_a_city_and_what_it_lies_in_are_one_place(find: Find, text: str, joined: str) -> None:
    assert (joined, PLACE) in find(text)


@pytest.mark.parametrize(
    "text",
    ["Barcelona, not Toronto", "Texas, California", "Toronto. Ontario", "Berlin and Germany"],
)
def test_places_side_by_side_are_not_joined(find: Find, text: str) -> None:
    assert find(text, PLACE) == []


@pytest.mark.parametrize(
    "text",
    [
        "Reading is fun",
        "a Nice day",
        "Mobile phones",
        "Split the bill",
        "the best of times",
        "most of the time",
        "TELL US NOW",
        "tell us now",
        "IN OR OUT, OK",
        "in German",
        "we can do it",
        "the river and the lake",
        "New bridge",
        "CAN and DEU",
        "#Berlin",
    ],
)
def test_common_words_are_no_places(find: Find, text: str) -> None:
    assert find(text, CITY, STATE, COUNTRY, PLACE) == []


def test_a_state_is_preferred_to_a_country_of_the_same_name_behind_a_city(find: Find) -> None:
    assert ("Georgia", STATE) in find("Atlanta, Georgia")
