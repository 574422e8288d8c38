"""From counts to figures."""

from __future__ import annotations

import math

import numpy as np
import pytest

from limina.evaluation.matching import Count
from limina.evaluation.scores import ALL, NAMES, SHARES, collect, f_score, figures
from tests.evaluation.example import example


def test_labels_come_by_frequency_behind_all_of_them() -> None:
    counted = collect([example().tally(), {}], ["AGE"])
    assert counted.labels == (ALL, "NAME", "LOCATION", "AGE", "ORGANIZATION")
    assert counted.counts.shape == (2, 5, len(Count))
    assert counted.counts[0, 0, Count.GOLD] == 3
    assert not counted.counts[1].any()


def test_the_figures_of_the_example() -> None:
    counted = collect([example().tally()])
    values = figures(counted.counts.sum(axis=0))
    assert tuple(values) == NAMES
    third = pytest.approx(1 / 3)
    assert {name: values[name][0] for name in NAMES} == {
        "gold": 3,
        "predicted": 3,
        **dict.fromkeys(SHARES[:7], third),
        "leak_rate": pytest.approx(1 / 6),
        "character_precision": pytest.approx(5 / 6),
        "missed": 1,
        "partly_leaked": 0,
    }
    names = {name: values[name][1] for name in NAMES}
    assert names["strict_precision"] == names["strict_recall"] == names["strict_f1"] == 0.5
    assert names["leak_rate"] == 0.25


def test_what_was_never_counted_is_unknown() -> None:
    values = figures(np.zeros(len(Count), dtype=np.int64))
    unknown = {name for name in NAMES if math.isnan(values[name])}
    assert unknown == {
        *("strict_precision", "strict_recall", "overlap_precision", "overlap_recall"),
        *("leak_rate", "character_precision"),
    }
    assert values["strict_f1"] == values["overlap_f2"] == 0


def test_f_weighs_recall() -> None:
    # P = 8/10, R = 8/16: F1 = 2·.4/1.3, F2 = 5·.4/(4·.8 + .5)
    precision, recall = np.array(0.8), np.array(0.5)
    assert f_score(precision, recall, 1) == pytest.approx(0.8 / 1.3)
    assert f_score(precision, recall, 2) == pytest.approx(2 / 3.7)
    assert f_score(np.array(np.nan), recall, 1) == 0


def test_no_texts_give_no_figures() -> None:
    counted = collect([])
    assert counted.labels == (ALL,)
    assert figures(counted.counts.sum(axis=0))["gold"][0] == 0
