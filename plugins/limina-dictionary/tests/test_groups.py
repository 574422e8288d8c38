"""Origins, languages, religions, politics, signs, status, gender, sexuality, occupations."""

from __future__ import annotations

import pytest

from .conftest import Find


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It's not American, it's Bahraini.", [("American", "ORIGIN"), ("Bahraini", "ORIGIN")]),
        ("a south african wine", [("south african", "ORIGIN")]),
        ("She is Polish.", [("Polish", "ORIGIN")]),
        ("Mexicans and Germans", [("Mexicans", "ORIGIN"), ("Germans", "ORIGIN")]),
        ("He speaks French.", [("French", "LANGUAGE")]),
        ("a French wine", [("French", "ORIGIN")]),
        ("written in French.", [("French", "LANGUAGE")]),
        ("in French politics", [("French", "ORIGIN")]),
        ("the English language", [("English", "LANGUAGE")]),
        ("speaks Turkish and Kurdish", [("Turkish", "LANGUAGE"), ("Kurdish", "LANGUAGE")]),
        ("She is Hindu, he is jewish.", [("Hindu", "RELIGION"), ("jewish", "RELIGION")]),
        ("a Roman Catholic", [("Roman Catholic", "RELIGION")]),
        ("I vote Republican", [("Republican", "POLITICAL_AFFILIATION")]),
        ("the socialists", [("socialists", "POLITICAL_AFFILIATION")]),
        ("a Conservative MP", [("Conservative", "POLITICAL_AFFILIATION")]),
        ("Pisces", [("Pisces", "ZODIAC_SIGN")]),
        ("My star sign is Cancer", [("Cancer", "ZODIAC_SIGN")]),
        ("I'm a Gemini.", [("Gemini", "ZODIAC_SIGN")]),
        ("Marital status: single", [("single", "MARITAL_STATUS")]),
        ("I'm single.", [("single", "MARITAL_STATUS")]),
        ("a single mother", [("single", "MARITAL_STATUS")]),
        ("They are married.", [("married", "MARITAL_STATUS")]),
        ("her ex-wife", [("ex-wife", "MARITAL_STATUS")]),
        ("common-law", [("common-law", "MARITAL_STATUS")]),
        ("a non-binary trans woman", [("non-binary", "GENDER"), ("trans woman", "GENDER")]),
        ("Sex: female", [("female", "GENDER")]),
        ("a 45-year-old man", [("man", "GENDER")]),
        ("She is bisexual", [("bisexual", "SEXUALITY")]),
        ("sexual orientation: straight", [("straight", "SEXUALITY")]),
    ],
)
def test_groups(find: Find, text: str, expected: list[tuple[str, str]]) -> None:
    assert find(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "polish the table",
        "a liberal amount",
        "Labour pains",
        "left wing, centre and right",
        "a Gemini capsule",
        "every single day",
        "He engaged the enemy.",
        "He married the other day, I married the tall one",
        "no country for old men",
        "the man said",
        "Go straight ahead.",
        "the pan and the ace",
        "general knowledge",
        "the manager said",
        "a device driver's license",
    ],
)
def test_doubtful_words_without_evidence_are_dropped(find: Find, text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(
    ("text", "job"),
    [
        ("I was a software developer.", "software developer"),
        ("a senior machine learning engineer", "senior machine learning engineer"),
        ("Now I work as a freelancer.", "freelancer"),
        ("the CEO left", "CEO"),
        ("PHYSICIAN", "PHYSICIAN"),
        ("two investors", "investors"),
        ("She is a manager.", "manager"),
        ("a project manager", "project manager"),
        ("employed as an agent", "agent"),
        ("Occupation: driver", "driver"),
        ("a truck driver", "truck driver"),
        ("a vice president", "vice president"),
        ("policewomen", "policewomen"),
        ("secretaries at law firms", None),
        ("Ich bin Lehrerin.", "Lehrerin"),
    ],
)
def test_occupations_take_the_words_of_their_field(find: Find, text: str, job: str | None) -> None:
    assert find(text, "OCCUPATION") == ([(job, "OCCUPATION")] if job else [])


def test_a_capital_makes_a_family_name_of_an_occupation(find: Find) -> None:
    assert find("Mr. Baker is a baker.") == [("Baker", "NAME_FAMILY"), ("baker", "OCCUPATION")]
