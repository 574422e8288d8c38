"""Which mentions share a number."""

from __future__ import annotations

from limina.engine.coreference import number_mentions
from limina.engine.spans import Document, Entity


def numbers(*mentions: tuple[str, str]) -> list[int]:
    text = "|".join(word for word, _ in mentions)
    entities = []
    at = 0
    for word, label in mentions:
        entities.append(Entity(at, at + len(word), label, {label: 1.0}))
        at += len(word) + 1
    return list(number_mentions(Document(text), entities))


def test_numbers_count_from_one_for_each_label_in_order_of_appearance() -> None:
    assert numbers(("Ann", "NAME"), ("Rome", "LOCATION"), ("Bob", "NAME")) == [1, 1, 2]


def test_repeats_share_their_number_whatever_their_case() -> None:
    assert numbers(
        ("PHYSICIAN", "X"), ("agent", "X"), ("Physician", "X"), ("Straße", "X"), ("STRASSE", "X")
    ) == [1, 2, 1, 3, 3]


def test_the_same_text_with_another_label_is_another_mention() -> None:
    assert numbers(("Ann", "NAME"), ("Bo", "NAME_GIVEN"), ("Ann", "NAME_GIVEN")) == [1, 1, 2]


def test_white_space_counts() -> None:
    assert numbers(("Best Capital", "X"), ("Best\nCapital", "X")) == [1, 2]


def test_nothing_is_shared_between_documents() -> None:
    assert numbers(("Ann", "NAME"), ("Bob", "NAME")) == [1, 2]
    assert numbers(("Bob", "NAME"), ("Ann", "NAME")) == [1, 2]
    assert numbers() == []
