"""Windows cover the text, end at white space, and bring every span back once."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from limina.engine.spans import Detection
from limina.runtime.windows import (
    LONG,
    OVERLAP,
    STRETCH,
    STRETCH_OVERLAP,
    Window,
    cut,
    join,
    stretches,
)

texts = st.text(alphabet="ab é\n😀", max_size=400)


def test_a_short_text_is_one_window() -> None:
    assert cut("abc", 3) == [Window(0, 3, 0, 3)]
    assert cut("", 2) == [Window(0, 0, 0, 0)]


def test_windows_end_at_white_space_where_there_is_some() -> None:
    text = "word " * 3_000
    windows = cut(text, 5_000)
    assert len(windows) > 1
    assert all(text[w.end - 1].isspace() for w in windows[:-1])
    assert all(w.start == 0 or text[w.start - 1].isspace() for w in windows)


def test_windows_end_at_a_line_rather_than_a_sentence_and_there_rather_than_a_word() -> None:
    endings = ("\nNext", "\n"), ("said. “Next", " "), ("said.” Next", " "), ("。次", "。")
    for ending, mark in endings:
        text = "x " * 4_800 + "The end" + ending + " y" * 100 + " z" * 5_000
        first, *_ = cut(text, 10_000, 800)
        assert first.end == text.index(ending) + ending.index(mark) + 1, ending
    text = "x " * 4_840 + "a. b\nc. d e" + "f" * 100 + " " + "z " * 5_000
    first, *_ = cut(text, 10_000, 800)
    assert text[: first.end].endswith("a. b\n")


def test_a_long_text_is_examined_in_windows_and_a_shorter_one_whole() -> None:
    assert len(stretches("x" * LONG)) == 1
    windows = stretches("x " * LONG)
    assert len(windows) > 2 * LONG // STRETCH
    for before, behind in pairwise(windows):
        assert before.end - before.start <= STRETCH
        assert STRETCH_OVERLAP <= before.end - behind.start <= STRETCH_OVERLAP * 5 // 4


@given(texts, st.integers(2, 50))
def test_windows_cover_the_text_and_none_is_too_long(text: str, limit: int) -> None:
    windows = cut(text, limit)
    assert windows[0].start == 0
    assert windows[-1].end == len(text)
    assert all(w.end - w.start <= limit for w in windows)
    for before, behind in pairwise(windows):
        assert before.start < behind.start <= before.end
        assert before.core_end == behind.core_start


@given(texts, st.integers(8, 60), st.data())
def test_a_span_no_longer_than_the_shared_stretch_comes_back_exactly_once(
    text: str, limit: int, data: st.DataObject
) -> None:
    windows = cut(text, limit)
    shared = min((a.end - b.start for a, b in pairwise(windows)), default=len(text))
    if not text or shared < 1:
        return
    start = data.draw(st.integers(0, len(text) - 1))
    length = data.draw(st.integers(1, shared))
    end = min(start + length, len(text))
    found = [
        (w, [Detection(start - w.start, end - w.start, "X", 1.0)])
        for w in windows
        if w.start <= start and end <= w.end
    ]
    assert list(join(found)) == [Detection(start, end, "X", 1.0)]


def test_a_piece_left_by_a_cut_gives_way_to_the_whole_span_of_the_neighbour() -> None:
    first, second = Window(0, 100, 0, 80), Window(60, 160, 80, 160)
    whole = Detection(85, 110, "X", 1.0)
    found = [
        (first, [Detection(85, 100, "X", 1.0)]),
        (second, [Detection(25, 50, "X", 1.0)]),
    ]
    assert list(join(found)) == [whole]


def test_long_texts_overlap_by_about_the_overlap() -> None:
    first, second, *_ = cut("x" * 100_000, 40_000)
    assert first.end - second.start == OVERLAP
