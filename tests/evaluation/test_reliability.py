"""Whether scores mean what they say."""

from __future__ import annotations

import math

import pytest

from limina.engine.spans import Detection
from limina.evaluation.reliability import by_detector, judge, reliability
from limina.evaluation.scheme import Scheme
from tests.evaluation.example import ANNOTATED, gold, span


def detection(words: str, label: str, score: float, detector: str = "d/one") -> Detection:
    where = span(words, label)
    return Detection(where.start, where.end, label, score, detector)


def test_detections_are_right_if_they_touch_their_family() -> None:
    detections = [
        detection("Ann", "NAME_GIVEN", 0.9),
        detection("Rome", "ORGANIZATION", 0.4),
        detection("saw", "NAME", 0.2),
    ]
    judged = list(judge(gold(*ANNOTATED), detections, Scheme()))
    assert [right for _, right in judged] == [True, False, False]


def test_what_cannot_be_told_is_left_out() -> None:
    record = gold(neutral=(span("Bo", ""),), scope=frozenset({"NAME"}))
    detections = [detection("Bo", "NAME", 0.9), detection("Rome", "AGE", 0.9)]
    assert list(judge(record, detections, Scheme())) == []


def test_the_error_is_the_mean_distance() -> None:
    # .2 and .2, none right; .8 three times, two right; 1.0, right: (2·.2 + 3·|.8 − 2/3| + 0) / 6
    found = reliability(
        [(0.2, False), (0.2, False), (0.8, True), (0.8, True), (0.8, False), (1.0, True)]
    )
    assert found.number == 6
    assert found.right == pytest.approx(0.5)
    assert found.score == pytest.approx(3.8 / 6)
    assert found.error == pytest.approx((0.4 + 0.4) / 6)
    assert [one.number for one in found.bins] == [2, 3, 1]
    assert [one.score for one in found.bins] == pytest.approx([0.2, 0.8, 1.0])
    assert [one.right for one in found.bins] == pytest.approx([0, 2 / 3, 1])


def test_nothing_gives_nothing() -> None:
    empty = reliability([])
    assert empty.number == 0 and math.isnan(empty.error) and empty.bins == ()


def test_detectors_and_their_labels_are_told_apart() -> None:
    judged = [
        (detection("Bo", "NAME", 0.5, "b/x"), True),
        (detection("Bo", "AGE", 0.5, "b/x"), False),
        (detection("Bo", "NAME", 0.5, "a/y"), True),
    ]
    assert {name: one.number for name, one in by_detector(judged).items()} == {
        "a/y": 1,
        "a/y NAME": 1,
        "b/x": 2,
        "b/x AGE": 1,
        "b/x NAME": 1,
    }
