"""What follows a street belongs to the address only if it ends in a state, a code or a country."""

from __future__ import annotations

import pytest

from limina_patterns.address_tail import find_tail


@pytest.mark.parametrize(
    ("tail", "parts"),
    [
        (", Toronto, On, CAN", ["Toronto", "On", "CAN"]),
        (", Toronto, ON M6R 1B5", ["Toronto", "ON", "M6R 1B5"]),
        (" Springfield IL 62704-1234", ["Springfield", "IL", "62704-1234"]),
        (", NY 10001", ["NY", "10001"]),
        (" 90210", ["90210"]),
        ("., St. Louis, Missouri, USA", ["St. Louis", "Missouri", "USA"]),
        (", Old Town, Leeds, LS1 4AP, England", ["Leeds", "LS1 4AP", "England"]),
        ("\nAuckland 1010", ["Auckland", "1010"]),
        (", Fitzroy VIC 3065", ["Fitzroy", "VIC", "3065"]),
        (", Dublin 2, Ireland", ["Dublin 2", "Ireland"]),
        (", Washington, DC 20500", ["Washington", "DC", "20500"]),
    ],
)
def test_a_tail_ends_in_what_cannot_be_the_rest_of_a_sentence(tail: str, parts: list[str]) -> None:
    text = "1 X St" + tail
    found = find_tail(text, 6)
    assert found is not None
    assert found.end == len(text)
    assert sorted(text[p.start : p.end] for p in found.parts) == sorted(parts)


@pytest.mark.parametrize(
    "rest",
    [
        ". He left",
        ", Toronto",
        ", he said",
        ", In the morning",
        ", On Monday we",
        " and 12345 others",
        ", Or else",
        "",
    ],
)
def test_the_rest_of_a_sentence_is_no_tail(rest: str) -> None:
    assert find_tail("1 X St" + rest, 6) is None
