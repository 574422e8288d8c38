"""From counts to figures: precision, recall, F and the rate of what leaks.

Counts come as arrays whose last axis is `Count`, so that one formula serves a label, all labels and
a thousand resamples.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from limina.evaluation.matching import Count, Tally

Counts = NDArray[np.int64]
Figures = NDArray[np.float64]

#: The name of the row over all labels.
ALL = "ALL"

#: The figures, in the order of tables; those after `predicted` are shares.
NAMES = (
    *("gold", "predicted"),
    *("strict_precision", "strict_recall", "strict_f1"),
    *("overlap_precision", "overlap_recall", "overlap_f1", "overlap_f2"),
    *("leak_rate", "character_precision"),
    *("missed", "partly_leaked"),
)
#: Figures that have an interval.
SHARES = NAMES[2:-2]


@dataclass(frozen=True, slots=True)
class Counted:
    """The counts of many texts.

    Attributes:
        labels: `ALL` and then the counted labels, the most frequent in the annotation first.
        counts: Axes: text, label, `Count`.
    """

    labels: tuple[str, ...]
    counts: Counts


def collect(tallies: Sequence[Tally], labels: Iterable[str] = ()) -> Counted:
    """Put the tallies of texts together.

    Args:
        tallies: One a text.
        labels: Labels that are to have a row even if nothing was counted for them.
    """
    gold: dict[str, int] = dict.fromkeys(labels, 0)
    for tally in tallies:
        for label, row in tally.items():
            gold[label] = gold.get(label, 0) + row[Count.GOLD]
    names = sorted(gold, key=lambda label: (-gold[label], label))
    place = {label: index for index, label in enumerate(names, 1)}
    counts = np.zeros((len(tallies), len(names) + 1, len(Count)), dtype=np.int64)
    for index, tally in enumerate(tallies):
        for label, row in tally.items():
            counts[index, place[label]] = row
    counts[:, 0] = counts.sum(axis=1)
    return Counted((ALL, *names), counts)


def figures(counts: Counts | Figures) -> dict[str, Figures]:
    """The figures for every row of counts.

    Args:
        counts: The last axis is `Count`.

    Returns:
        A name of `NAMES` to values with the remaining axes; not a number where nothing was counted.
    """
    n = {count: np.asarray(counts[..., count], dtype=np.float64) for count in Count}
    strict_precision = _ratio(n[Count.STRICT], n[Count.PREDICTED])
    strict_recall = _ratio(n[Count.STRICT], n[Count.GOLD])
    precision = _ratio(n[Count.RIGHT], n[Count.PREDICTED])
    recall = _ratio(n[Count.FOUND], n[Count.GOLD])
    values = (
        n[Count.GOLD],
        n[Count.PREDICTED],
        strict_precision,
        strict_recall,
        f_score(strict_precision, strict_recall, 1),
        precision,
        recall,
        f_score(precision, recall, 1),
        f_score(precision, recall, 2),
        1 - _ratio(n[Count.COVERED], n[Count.GOLD_CHARACTERS]),
        _ratio(n[Count.RIGHT_CHARACTERS], n[Count.PREDICTED_CHARACTERS]),
        n[Count.MISSED],
        n[Count.PARTLY],
    )
    return dict(zip(NAMES, values, strict=True))


def f_score(precision: Figures, recall: Figures, beta: float) -> Figures:
    """The weighted harmonic mean, recall counting `beta` times as much; 0 if either is unknown."""
    weight = beta * beta
    p, r = np.nan_to_num(precision), np.nan_to_num(recall)
    return np.nan_to_num(_ratio((1 + weight) * p * r, weight * p + r))


def _ratio(part: Figures, whole: Figures) -> Figures:
    ratio: Figures = np.full(np.shape(whole), np.nan)
    np.divide(part, whole, out=ratio, where=np.asarray(whole) > 0)
    return ratio
