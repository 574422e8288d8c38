"""The documented sentences: what the dictionary has to give in each, and nothing else."""

from __future__ import annotations

import pytest

from .conftest import Find

GIVEN, FAMILY, NAME = "NAME_GIVEN", "NAME_FAMILY", "NAME"
CITY, STATE, COUNTRY = "LOCATION_CITY", "LOCATION_STATE", "LOCATION_COUNTRY"
JOB = "OCCUPATION"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "John Smith lives at 123 Fake St.",
            [("John", GIVEN), ("John Smith", NAME), ("Smith", FAMILY)],
        ),
        ("Hello, my name is Greg", [("Greg", GIVEN)]),
        (
            "My name is John and my friend is Grace and we live in Barcelona, not Toronto.",
            [("John", GIVEN), ("Grace", GIVEN), ("Barcelona", CITY), ("Toronto", CITY)],
        ),
        (
            "Hello, my name is May. I am the aunt of Pieter Parker. We live in Toronto, Canada.",
            [
                ("May", GIVEN),
                ("Pieter", GIVEN),
                ("Pieter Parker", NAME),
                ("Parker", FAMILY),
                ("Toronto", CITY),
                ("Toronto, Canada", "LOCATION"),
                ("Canada", COUNTRY),
            ],
        ),
        (
            "hi my name is Bob Smith.",
            [("Bob", GIVEN), ("Bob Smith", NAME), ("Smith", FAMILY)],
        ),
        ("My name is miss Johanna, and it is a pleasure.", [("Johanna", GIVEN)]),
        (
            "This is John Smith from Sample Company",
            [
                ("John", GIVEN),
                ("John Smith", NAME),
                ("Smith", FAMILY),
                ("Sample Company", "ORGANIZATION"),
            ],
        ),
        (
            "This is John Smith's sample dictionary request",
            [("John", GIVEN), ("John Smith", NAME), ("Smith", FAMILY)],
        ),
        (
            "My name is Dominik and I was born on 02.03.1995. I was a software developer at Miele. "
            "Now I work as a freelancer.",
            [
                ("Dominik", GIVEN),
                ("software developer", JOB),
                ("Miele", "ORGANIZATION"),
                ("freelancer", JOB),
            ],
        ),
        (
            "The CEO of the tech company met with the investor. John, the company's marketing "
            "consultant, provided insights.",
            [("CEO", JOB), ("investor", JOB), ("John", GIVEN), ("marketing consultant", JOB)],
        ),
        ("Ich würde gerne mit John sprechen. Er wohnt in der Neuhauser Straße", [("John", GIVEN)]),
        (
            "Numele meu este Mike Young, am 45 de ani și m-am născut în Teheran",
            [("Mike", GIVEN), ("Mike Young", NAME), ("Young", FAMILY), ("Teheran", CITY)],
        ),
        (
            "اسمي مايك يونغ، عمري 45 عامًا، ولدت في طهران",
            [("مايك", GIVEN), ("مايك يونغ", NAME), ("يونغ", FAMILY), ("طهران", CITY)],
        ),
        ("Hey there!", []),
        ("This string doesn't have anything to scrub.", []),
    ],
)
def test_the_documented_sentences(find: Find, text: str, expected: list[tuple[str, str]]) -> None:
    assert sorted(find(text)) == sorted(expected)


def test_a_name_of_one_word_is_name_and_its_part(find: Find) -> None:
    assert find("Hello, my name is Greg", parents=True) == [("Greg", NAME), ("Greg", GIVEN)]


def test_a_place_is_location_and_its_kind(find: Find) -> None:
    assert find("in Toronto", parents=True) == [("Toronto", "LOCATION"), ("Toronto", CITY)]
