"""Intervals: they hold the figure, they narrow with more texts, they are the same every time."""

from __future__ import annotations

import math

import numpy as np

from limina.evaluation.bootstrap import Paired, intervals, paired, resample
from limina.evaluation.matching import Case, Count
from limina.evaluation.scheme import Scheme
from limina.evaluation.scores import SHARES, Counts, collect
from tests.evaluation.example import example, gold, span


def counts(found: int, missed: int) -> Counts:
    """Texts with one name each."""
    record = gold(span("Bo", "NAME"))
    hit = Case(record, [span("Bo", "NAME")], Scheme()).tally()
    miss = Case(record, [], Scheme()).tally()
    return collect([hit] * found + [miss] * missed).counts


def test_a_resample_draws_as_many_texts() -> None:
    parts = list(resample(counts(30, 10), 250))
    assert [part.shape for part in parts] == [(100, 2, len(Count))] * 2 + [(50, 2, len(Count))]
    assert all((part[..., Count.GOLD] == 40).all() for part in parts)


def test_the_same_seed_draws_the_same_texts() -> None:
    one, other = (np.concatenate(list(resample(counts(30, 10), 120))) for _ in range(2))
    assert (one == other).all()
    assert (one != np.concatenate(list(resample(counts(30, 10), 120, seed=1)))).any()


def test_an_interval_is_that_of_the_binomial_distribution() -> None:
    # 300 of 400 names leak nothing: the rate is 1/4 with a standard error of .0217.
    low, high = intervals(counts(300, 100), 1000)["leak_rate"]
    assert abs(low[0] - (0.25 - 1.96 * 0.0217)) < 0.008
    assert abs(high[0] - (0.25 + 1.96 * 0.0217)) < 0.008


def test_texts_that_are_alike_leave_no_doubt() -> None:
    tally = example().tally()
    bounds = intervals(collect([tally] * 5).counts, 100)
    assert tuple(bounds) == SHARES
    low, high = bounds["overlap_f1"]
    assert np.allclose(low, high)
    assert math.isnan(bounds["leak_rate"][0][3]), "nothing annotated as ORGANIZATION"


def test_resamples_without_a_label_say_nothing_of_it() -> None:
    # One text of 20 has a name, and it is found: 36 % of the resamples lack it.
    hit = Case(gold(span("Bo", "NAME")), [span("Bo", "NAME")], Scheme()).tally()
    bounds = intervals(collect([hit] + [{}] * 19).counts, 100)
    assert bounds["strict_f1"][0][1] == bounds["overlap_f2"][1][1] == 1


def test_differences_are_drawn_in_pairs() -> None:
    one = counts(10, 30)
    low, high = paired(one, one, 200).differences["leak_rate"]
    assert low[0] == high[0] == 0
    low, high = paired(one, counts(40, 0), 200).differences["leak_rate"]
    assert high[0] < 0, "less leaks"


def test_both_of_a_pair_are_drawn_as_they_are_alone() -> None:
    one, other = counts(30, 10), counts(10, 30)
    bounds = paired(one, other, 120)
    for got, alone in ((bounds.first, one), (bounds.second, other)):
        expected = intervals(alone, 120)
        assert got.keys() == expected.keys()
        for name in SHARES:
            assert np.array_equal(got[name], expected[name], equal_nan=True)


def test_without_resamples_or_texts_there_is_no_interval() -> None:
    assert intervals(counts(1, 1), 0) == {}
    assert intervals(collect([]).counts, 10) == {}
    assert paired(counts(1, 1), counts(2, 0), 0) == Paired({}, {}, {})
