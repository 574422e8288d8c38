"""Linked texts: joined for detection, cut apart without losing or moving a character."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limina.engine.spans import Detection, Entity
from limina.runtime.linking import JOINT, cut, join, shift


def found(start: int, end: int, label: str = "NAME") -> Detection:
    return Detection(start, end, label, 0.9)


def test_texts_are_joined_by_line_breaks() -> None:
    joined = join(["ab", "", "c"])
    assert joined.text == "ab\n\nc"
    assert joined.starts == (0, 3, 4)
    assert joined.lengths == (2, 0, 1)


@pytest.mark.parametrize(
    ("detection", "parts"),
    [
        (found(0, 2), [[found(0, 2)], []]),
        (found(3, 6), [[], [found(0, 3)]]),
        (found(1, 5), [[found(1, 2)], [found(0, 2)]]),
        (found(2, 3), [[], []]),
        (found(1, 3), [[found(1, 2)], []]),
        (found(2, 4), [[], [found(0, 1)]]),
    ],
)
def test_a_detection_goes_to_its_text_and_is_split_at_a_border(
    detection: Detection, parts: list[list[Detection]]
) -> None:
    assert cut(join(["ab", "cde"]), [detection]) == parts


def test_a_detection_over_all_texts_leaves_a_piece_in_each() -> None:
    joined = join(["a", "", "b"])
    assert cut(joined, [found(0, 4)]) == [[found(0, 1)], [], [found(0, 1)]]


texts = st.lists(st.text("ab \n", max_size=6), min_size=1, max_size=5)


@given(texts, st.data())
def test_every_character_found_stays_found_in_its_text(
    texts: list[str], data: st.DataObject
) -> None:
    joined = join(texts)
    length = len(joined.text)
    spans = st.tuples(st.integers(0, length), st.integers(0, length)).filter(lambda s: s[0] < s[1])
    detections = [found(*span) for span in data.draw(st.lists(spans, max_size=6))]
    parts = cut(joined, detections)
    covered = {i for d in detections for i in range(d.start, d.end)}
    joints = {start + n for start, n in zip(joined.starts, joined.lengths, strict=True)}
    again = {
        start + i
        for start, part in zip(joined.starts, parts, strict=True)
        for d in part
        for i in range(d.start, d.end)
    }
    assert again == covered - joints
    for text, part in zip(texts, parts, strict=True):
        assert all(0 <= d.start < d.end <= len(text) for d in part)


@given(texts, st.data())
def test_one_text_is_cut_to_itself(texts: list[str], data: st.DataObject) -> None:
    text = JOINT.join(texts) + "x"
    spans = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
    detections = [found(*span) for span in data.draw(st.lists(spans.filter(lambda s: s[0] < s[1])))]
    assert cut(join([text]), detections) == [detections]


def test_entities_are_shifted_to_the_joined_text() -> None:
    entity = Entity(0, 1, "NAME", {"NAME": 1.0})
    shifted = shift(join(["ab", "c"]), [[entity], [entity]])
    assert [(e.start, e.end) for e in shifted] == [(0, 1), (3, 4)]
