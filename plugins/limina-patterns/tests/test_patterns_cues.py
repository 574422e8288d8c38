"""Context words: whole words, the longest phrase, and the spellings of one phrase."""

from __future__ import annotations

import pytest

from limina_patterns.cues import CueIndex

INDEX = CueIndex(
    [
        {"phone": ("phone", "phone number"), "any": ("number",)},
        {"bank": ("bank account",), "phone": ("tel",), "ticket": ("ticket #",)},
    ]
)


def found(text: str, kind: str) -> list[str]:
    return [text[cue.start : cue.end] for cue in INDEX.find(text).of(kind)]


@pytest.mark.parametrize(
    "text",
    [
        "phone number",
        "phone_number",
        "phone-number",
        "phonenumber",
        "phone\nnumber",
        "phone numbers",
    ],
)
def test_a_phrase_has_many_spellings(text: str) -> None:
    assert found(text, "phone") == [text]


@pytest.mark.parametrize("text", ["telephony", "hotel", "phone1", "éphone", "telé"])
def test_a_part_of_a_word_is_none(text: str) -> None:
    assert found(text, "phone") == []


def test_an_underscore_ends_a_word() -> None:
    assert found("home_phone_x", "phone") == ["phone"]


def test_the_longest_phrase_counts_once() -> None:
    cues = INDEX.find("my phone number")
    assert [(cue.start, cue.end) for cue in cues.of("phone")] == [(3, 15)]
    assert cues.of("any") == ()


def test_a_sign_may_end_a_phrase() -> None:
    assert found("ticket #inc12", "ticket") == ["ticket #"]


def test_neighbours_come_nearest_first() -> None:
    text = "tel tel 12345 tel tel"
    cues = INDEX.find(text)
    assert [cue.start for cue in cues.left(8, "phone", 10)] == [4, 0]
    assert [cue.start for cue in cues.left(8, "phone", 2)] == [4]
    assert [cue.start for cue in cues.right(13, "phone", 10)] == [14, 18]
    assert [cue.start for cue in cues.right(13, "phone", 1)] == [14]
    assert list(cues.left(8, "bank", 10)) == list(cues.right(8, "bank", 10)) == []


def test_a_phrase_that_reaches_over_the_position_is_not_left_of_it() -> None:
    assert list(INDEX.find("phone number").left(6, "phone", 20)) == []


def test_no_phrases_find_nothing() -> None:
    assert CueIndex([]).find("phone").of("phone") == ()


def test_the_kinds_there_are_cues_of() -> None:
    assert set(INDEX.find("my bank account").kinds) == {"bank"}
    assert set(INDEX.find("phone number and ticket #").kinds) == {"phone", "ticket"}
    assert not INDEX.find("nothing").kinds
