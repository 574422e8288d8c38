"""Diseases, medicines, organisations, events, clinicians and bodies in a sentence."""

from __future__ import annotations

import pytest

from limina_dictionary import Lexicon, Rules

from .conftest import Find


@pytest.mark.parametrize(
    ("text", "label", "expected"),
    [
        ("a history of type 2 diabetes", "CONDITION", "type 2 diabetes"),
        ("suffers from acute bronchitis", "CONDITION", "acute bronchitis"),
        ("diagnosed with Zyxel syndrome", "CONDITION", "Zyxel syndrome"),
        ("kidney disease", "CONDITION", "kidney disease"),
        ("diagnosed with depression", "CONDITION", "depression"),
        ("take ibuprofen", "DRUG", "ibuprofen"),
        ("iron 65 mg daily", "DRUG", "iron"),
        ("a hip replacement", "MEDICAL_PROCESS", "hip replacement"),
        ("had knee surgery", "MEDICAL_PROCESS", "knee surgery"),
        ("I broke my arm", "INJURY", "broke my arm"),
        ("a fractured wrist", "INJURY", "fractured wrist"),
        ("fracture of the left femur", "INJURY", "fracture of the left femur"),
        ("I work at Google.", "ORGANIZATION", "Google"),
        ("she works at Apple", "ORGANIZATION", "Apple"),
        ("Brightwater Holdings LLC agrees", "ORGANIZATION", "Brightwater Holdings LLC"),
        ("the University of Leeds", "ORGANIZATION", "University of Leeds"),
        ("the Clerk of the Court of Appeal", "ORGANIZATION", "Court of Appeal"),
        (
            "the Leeds Museum of the Moving Image",
            "ORGANIZATION",
            "Leeds Museum of the Moving Image",
        ),
        ("Pell and the Lakeside Foundation", "ORGANIZATION", "Lakeside Foundation"),
        ("the Court of Justice and Peace", "ORGANIZATION", "Court of Justice and Peace"),
        ("the lawyers of Brook Court", "ORGANIZATION", "Brook Court"),
        ("for Pell Wirth Solicitors", "ORGANIZATION", "Pell Wirth Solicitors"),
        ("a new tmobile phone", "ORGANIZATION", "tmobile"),
        (
            "at Riverside Community Hospital",
            "ORGANIZATION_MEDICAL_FACILITY",
            "Riverside Community Hospital",
        ),
        ("the 2018 World Cup", "EVENT", "2018 World Cup"),
        ("the Battle of Hastings", "EVENT", "Battle of Hastings"),
        ("seen by Dr. Patel", "NAME_MEDICAL_PROFESSIONAL", "Dr. Patel"),
        ("Maria Torres, MD", "NAME_MEDICAL_PROFESSIONAL", "Maria Torres, MD"),
        ("she has blue eyes", "PHYSICAL_ATTRIBUTE", "blue eyes"),
        ("I'm 190cm tall", "PHYSICAL_ATTRIBUTE", "190cm tall"),
    ],
)
def test_types(find: Find, text: str, label: str, expected: str) -> None:
    assert (expected, label) in find(text, label, parents=True)


@pytest.mark.parametrize(
    "text",
    [
        "the company is growing",
        "in good condition",
        "iron the shirt",
        "the file manager crashed",
        "the tower is 190 m tall",
        "broke the record",
        "an apple a day",
        "under the Rules of Court",
        "heard by the Third Section of the Court",
        "terms and conditions apply",
        "cold drinks",
        "WHO IS THERE",
    ],
)
def test_near_misses(find: Find, text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("They met at Riverside Court.", 0.78),
        ("They met at Riverside School.", 0.65),
        ("They have a great Customer Service.", 0.65),
    ],
)
def test_what_everybody_has_is_less_of_a_name(lexicon: Lexicon, text: str, said: float) -> None:
    [one] = Rules(lexicon).find(text)
    assert (one.label, one.score) == ("ORGANIZATION", said)


def test_a_person_bears_a_company_s_name(find: Find) -> None:
    assert ("Henry Ford", "NAME") in find("Henry Ford built it.", parents=True)
    assert find("Henry Ford built it.", "ORGANIZATION") == []


def test_what_is_less_likely_than_not_is_said_only_if_wanted(lexicon: Lexicon) -> None:
    text = "They met near Hope and left."
    assert Rules(lexicon).find(text) == []
    weak = Rules(lexicon, doubtful=True).find(text)
    assert weak
    assert all(0.1 <= one.score < 0.5 for one in weak)
    assert all(one.rule for one in weak)


def test_every_finding_names_its_rule(lexicon: Lexicon) -> None:
    text = "Dr. Jane Smith of Toronto, a French nurse at Google, has asthma and moved in May."
    found = Rules(lexicon, doubtful=True).find(text)
    assert found
    assert all(one.rule for one in found)
