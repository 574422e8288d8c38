from __future__ import annotations

import math
import random

import pytest

from bench.stats import median, percentile, slope


def test_a_percentile_is_one_of_the_values() -> None:
    values = list(range(1, 101))
    random.Random(1).shuffle(values)
    assert [percentile(values, share) for share in (0.0, 0.5, 0.99, 0.995, 1.0)] == [
        1,
        50,
        99,
        100,
        100,
    ]


def test_a_percentile_of_one_value_is_that_value() -> None:
    assert percentile([7.0], 0.99) == 7.0


def test_nothing_has_no_percentile_and_no_median() -> None:
    assert math.isnan(percentile([], 0.5))
    assert math.isnan(median([]))


def test_the_median_is_in_the_middle() -> None:
    assert median([9.0, 1.0, 2.0]) == 2.0
    assert median([9.0, 1.0, 2.0, 4.0]) == 3.0


@pytest.mark.parametrize("exponent", [0.0, 0.5, 1.0, 2.0])
def test_the_slope_is_the_exponent(exponent: float) -> None:
    points = [(x, 3.7 * x**exponent) for x in (10.0, 200.0, 5_000.0)]
    assert slope(points) == pytest.approx(exponent)


def test_what_has_no_logarithm_does_not_count() -> None:
    assert slope([(0.0, 5.0), (1.0, 0.0), (2.0, 4.0), (4.0, 8.0)]) == pytest.approx(1.0)


def test_one_place_has_no_slope() -> None:
    assert math.isnan(slope([(3.0, 1.0), (3.0, 2.0)]))
