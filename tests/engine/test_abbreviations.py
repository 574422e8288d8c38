"""Abbreviations that a text introduces for organizations."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limina.engine.abbreviations import introduced, mentions
from limina.engine.organizations import CROWD

TRIBUNAL = "Employment Appeal Tribunal"


@pytest.mark.parametrize(
    ("text", "name", "short"),
    [
        (f"the {TRIBUNAL} (EAT) said", TRIBUNAL, "EAT"),
        (f"the {TRIBUNAL} (“EAT”). Its", TRIBUNAL, "EAT"),
        (f"the {TRIBUNAL} (the 'EAT')", TRIBUNAL, "EAT"),
        (f"the {TRIBUNAL}  (EAT, the court)", TRIBUNAL, "EAT"),
        ("Housing Authority of Lowell (HAL)", "Housing Authority of Lowell", "HAL"),
        ("House of Lords (HOL)", "House of Lords", "HOL"),
        ("House of Lords (HL)", "House of Lords", "HL"),
        ("Brook Power Source, Inc. (BPS)", "Brook Power Source, Inc.", "BPS"),
        ("Brook & Lake (BL)", "Brook & Lake", "BL"),
    ],
)
def test_they_are_the_initials_in_brackets_behind_the_name(
    text: str, name: str, short: str
) -> None:
    assert introduced(text, {name: 0.9}) == {short: 0.9}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"the {TRIBUNAL} EAT said", TRIBUNAL),
        (f"the {TRIBUNAL} (ETA)", TRIBUNAL),
        (f"the {TRIBUNAL} (eat)", TRIBUNAL),
        (f"the {TRIBUNAL}\n(EAT)", TRIBUNAL),
        (f"the {TRIBUNAL} said (EAT)", TRIBUNAL),
        (f"(EAT) the {TRIBUNAL}", TRIBUNAL),
        (f"the {TRIBUNAL} (EAT)", "Appeal Tribunal"),
        (f"the {TRIBUNAL} (EAT for short)", TRIBUNAL),
        ("Tribunal (T)", "Tribunal"),
        ("( (EAT)", "..."),
    ],
)
def test_nothing_else_is_one(text: str, name: str) -> None:
    assert introduced(text, {name: 0.9}) == {}


def test_the_most_probable_of_several_names_counts() -> None:
    text = "Brook Lake (BL) and Bank Loan (BL), then Ban Lot"
    assert introduced(text, {"Brook Lake": 0.8, "Bank Loan": 0.9, "Ban Lot": 1.0}) == {"BL": 0.9}


def test_mentions_are_whole_words() -> None:
    text = "EAT, EATS, eat, EAT's (EAT) EAT-3 @EAT EAT. x.EAT EAT@y EAT/x RAT EAT"
    assert [start for start, _ in mentions(text, ["EAT"])] == [0, 16, 23, 39, 66]
    assert {text[start:end] for start, end in mentions(text, ["EAT"])} == {"EAT"}
    assert list(mentions(text, [])) == []


@given(st.text(alphabet="ABab (). \n“", max_size=60), st.text(alphabet="AB ab", max_size=8))
def test_whatever_the_text_only_its_own_words_are_found(text: str, name: str) -> None:
    found = introduced(text, {name: 0.9})
    for short in found:
        assert f"({short}" in text or f"“{short}" in text
    for start, end in mentions(text, found):
        assert text[start:end] in found


def test_time_does_not_grow_with_names_times_places() -> None:
    def taken(size: int) -> float:
        names = {f"Alpha Beta {number}": 0.9 for number in range(size)}
        text = " ".join(f"{name} (AB)" for name in names)
        began = time.process_time()
        introduced(text, names)
        return time.process_time() - began

    assert CROWD < 100
    taken(100)
    assert taken(4000) < 40 * max(taken(400), 0.005)
