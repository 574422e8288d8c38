"""Ages: the number alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

FOUND = (
    ("AGE", "I am ⟦45⟧ years old"),
    ("AGE", "a ⟦45⟧-year-old man"),
    ("AGE", "⟦45⟧ y/o male, ⟦62⟧yo female"),
    ("AGE", "aged ⟦13⟧ to nobody"),
    ("AGE", "aged ⟦13-17⟧"),
    ("AGE", "at the age of ⟦24⟧, she"),
    ("AGE", "age: ⟦45⟧"),
    ("AGE", '"age": ⟦45⟧,'),
    ("AGE", "I'm ⟦45⟧."),
    ("AGE", "she is ⟦27⟧ and happy"),
    ("AGE", "he turned ⟦30⟧ today"),
    ("AGE", "in his ⟦40s⟧, mid-⟦sixties⟧"),
    ("AGE", "⟦forty-five⟧ years old"),
    ("AGE", "a ⟦6⟧ month old baby"),
    ("AGE", "ein ⟦45⟧-jähriger Mann, ⟦45⟧ Jahre alt"),
    ("AGE", "Mujer de ⟦62⟧ años que"),
    ("AGE", "Edad: ⟦13⟧ años"),
    ("AGE", "im Alter von ⟦18⟧ Jahren"),
    ("AGE", "âgé de ⟦45⟧ ans"),
    ("AGE", "am ⟦45⟧ de ani"),
    ("AGE", "عمري ⟦45⟧ عامًا"),
)
NEAR_MISSES = (
    "I am 45 minutes late",
    "he is 100% sure",
    "at page 45",
    "she was 300.",
    "age 45%",
    "pages 10-20",
    "I'm 6 feet tall",
    "turned 45 degrees",
    "the stage 4",
    "image 12",
    "45 years ago",
    "12 years later",
)


@pytest.mark.parametrize(("label", "marked"), FOUND)
def test_the_marked_words_are_found(check: Callable[..., None], label: str, marked: str) -> None:
    check(label, marked)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_near_misses_are_not(silent: Callable[..., None], text: str) -> None:
    silent(text, "AGE")
