"""Everyday words that a model takes for names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limina.plugin import Detection
from limina_spacy.ordinary import ODDS, doubted, everyday_words

WORDS = frozenset({"wolf", "bland", "greater", "the", "great", "best", "school"})


def score(marked: str, label: str = "NAME", *others: tuple[str, str]) -> float:
    """What .9 for the part of a text between double brackets becomes."""
    start = marked.index("[[")
    text = marked.replace("[[", "", 1).replace("]]", "", 1)
    end = marked.index("]]") - 2
    found = [Detection(start, end, label, 0.9)]
    for other, its in others:
        found.append(Detection(text.index(other), text.index(other) + len(other), its, 0.9))
    return next(doubted(text, found, WORDS)).score


@pytest.mark.parametrize(
    ("marked", "label"),
    [
        ("that [[wolf]] will get us", "NAME"),
        ("to the [[wolf]] of", "ORGANIZATION"),
        ("[[wolf]]", "LOCATION_CITY"),
        ("Not worth it. [[Bland]] and cold.", "NAME_FAMILY"),
        ('He left.\n "[[Bland]], is it?"', "NAME"),
        ("[[Bland]] food", "NAME"),
        ("so good!! [[Wolf]] out", "NAME_GIVEN"),
        ("The [[Great School]]", "ORGANIZATION"),
        ("The [[BEST school]]", "ORGANIZATION"),
    ],
)
def test_they_are_doubted_where_their_case_says_nothing(marked: str, label: str) -> None:
    assert score(marked, label) == pytest.approx(0.9 * ODDS / (0.1 + 0.9 * ODDS))


@pytest.mark.parametrize(
    ("marked", "label"),
    [
        ("I met [[Wolf]] there", "NAME"),
        ("I met Dr. [[Bland]] there", "NAME"),
        ("I met J. [[Wolf]] there", "NAME"),
        ("Name: [[Wolf]]", "NAME"),
        ("he said [[WOLF]]", "NAME"),
        ("that [[okafor]] will get us", "NAME"),
        ("that [[wolf]] will get us", "OCCUPATION"),
        ("that [[wolf okafor]] will", "NAME"),
        ("room [[wolf2]]", "LOCATION"),
        ("in [[Great Lakes]]", "LOCATION"),
        ("the [[Wolf School]]", "ORGANIZATION"),
    ],
)
def test_anything_else_is_not(marked: str, label: str) -> None:
    assert score(marked, label) == 0.9


def test_parts_are_believed_as_far_as_the_whole() -> None:
    assert score("between [[greater]] noida", "LOCATION_CITY", ("greater noida", "LOCATION")) == 0.9
    assert score("the [[greater]] noida", "LOCATION_CITY", ("the greater", "DATE")) < 0.5


def test_order_and_everything_else_stay() -> None:
    text = "wolf met Ana"
    found = [
        Detection(9, 12, "NAME", 1.0, rule="r"),
        Detection(0, 4, "NAME", 1.0, rule="r"),
    ]
    assert list(doubted(text, found, WORDS)) == found


def test_the_list_holds_words_and_no_names() -> None:
    words = everyday_words("en")
    assert {"varnish", "bland", "broccoli", "the"} <= words
    assert words.isdisjoint({"mark", "grace", "reading", "trump", "wolf", "boston", "amazon", ""})
    assert everyday_words("xx") == frozenset()


_TEXT = "great school great school great school"
_SPANS = st.tuples(st.integers(0, 37), st.integers(1, 38)).filter(lambda span: span[0] < span[1])


@given(st.lists(_SPANS, max_size=8))
def test_only_what_is_inside_of_more_is_a_part(spans: list[tuple[int, int]]) -> None:
    found = [Detection(start, end, "NAME", 0.9) for start, end in spans]
    words = frozenset({"great", "school"})
    wholes = [(d.start, d.end) for d in found if " " in _TEXT[d.start : d.end]]
    for d, after in zip(found, doubted(_TEXT, found, words), strict=True):
        part = any(
            start <= d.start and d.end <= end and (start, end) != (d.start, d.end)
            for start, end in wholes
        )
        assert not part or after.score == d.score
        everyday = _TEXT[d.start : d.end] in ("great", "school", "great school")
        assert not everyday or (after.score < d.score) == (not part)
