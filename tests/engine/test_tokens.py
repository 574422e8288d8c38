"""Graphemes, tokens, and painting over places."""

from __future__ import annotations

from itertools import pairwise

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from limina.engine.tokens import Cover, Graphemes, paint, tokenize
from tests.engine.strategies import spans, texts

any_text = texts | st.text(max_size=12)


@given(any_text)
def test_boundaries_are_those_of_unicode(text: str) -> None:
    graphemes = Graphemes(text)
    ends = {0, *(match.end() for match in regex.finditer(r"\X", text))}
    assert {at for at in range(len(text) + 1) if graphemes.is_boundary(at)} == ends


@given(st.text("🇩🇪\u0301\u200d\u0903\u0600👩a\r\n", max_size=20))
def test_flags_are_told_apart_as_unicode_does(text: str) -> None:
    graphemes = Graphemes(text)
    ends = {0, *(match.end() for match in regex.finditer(r"\X", text))}
    assert {at for at in range(len(text) + 1) if graphemes.is_boundary(at)} == ends


def test_a_long_row_of_flags_is_segmented_in_one_pass() -> None:
    """Each pair in a time that does not depend on how many pairs come before it."""
    text = "🇩🇪" * 100_000
    assert Graphemes(text).snap(100_001, 100_003) == (100_000, 100_004)


@given(st.data(), any_text.filter(bool))
def test_snapping_takes_in_the_graphemes_a_span_touches_and_no_more(
    data: st.DataObject, text: str
) -> None:
    start, end = data.draw(spans(text))
    touched = [
        match.span()
        for match in regex.finditer(r"\X", text)
        if match.start() < end and start < match.end()
    ]
    assert Graphemes(text).snap(start, end) == (touched[0][0], touched[-1][1])


@pytest.mark.parametrize(
    ("text", "start", "end", "snapped"),
    [
        ("Jose\u0301 x", 0, 4, (0, 5)),
        ("Jose\u0301 x", 4, 5, (3, 5)),
        ("👨‍👩‍👧", 1, 2, (0, 5)),
        ("🇩🇪🇫🇷", 1, 3, (0, 4)),
        ("a\r\nb", 0, 2, (0, 3)),
        ("क्षि", 2, 3, (0, 4)),
        ("plain", 1, 3, (1, 3)),
    ],
)
def test_a_span_grows_to_whole_graphemes(
    text: str, start: int, end: int, snapped: tuple[int, int]
) -> None:
    assert Graphemes(text).snap(start, end) == snapped


@pytest.mark.parametrize(
    ("text", "cuts", "tokens"),
    [
        ("John Smith", [], ["John", "Smith"]),
        ("Toronto, On", [], ["Toronto", ",", "On"]),
        ("O'Brien", [], ["O", "'", "Brien"]),
        ("  a  ", [], ["a"]),
        ("", [], []),
        ("王小明", [1], ["王", "小明"]),
        ("JohnSmith", [4, 4, 0, 9], ["John", "Smith"]),
        ("a bc d", [1, 2, 3, 4, 5], ["a", "b", "c", "d"]),
    ],
)
def test_tokens_are_words_and_other_characters_cut_where_detections_begin_and_end(
    text: str, cuts: list[int], tokens: list[str]
) -> None:
    starts = tokenize(text, 0, len(text), cuts)
    edges = [*starts, len(text)]
    assert [text[start:end].strip() for start, end in pairwise(edges)] == tokens


def test_only_the_tokens_of_the_span_are_found() -> None:
    assert tokenize("one two three", 5, 9, [0, 5, 6, 13]) == [5, 6, 8]


strokes = st.lists(
    st.tuples(st.integers(0, 9), st.integers(0, 9), st.floats(0, 1)).map(
        lambda s: (min(s[0], s[1]), max(s[0], s[1]) + 1, s[2])
    )
)


@given(strokes)
def test_at_each_place_the_highest_stroke_shows(strokes: list[tuple[int, int, float]]) -> None:
    expected = [
        max((value for first, last, value in strokes if first <= place < last), default=None)
        for place in range(10)
    ]
    assert paint(10, strokes) == expected


def test_a_cover_knows_what_it_touches() -> None:
    cover = Cover([(2, 9), (3, 5), (12, 13)])
    assert [cover.touches(*span) for span in ((0, 2), (0, 3), (8, 10), (9, 12), (12, 20))] == [
        *(False, True, True),
        *(False, True),
    ]
    assert not Cover([]).touches(0, 1)
