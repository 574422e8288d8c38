"""How sure the figures are: texts are drawn again, with replacement, and the figures taken anew.

Texts and not spans are drawn, because what is found in one text goes together.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from limina.evaluation.scores import SHARES, Counts, Figures, figures

#: Resamples that are worked on at a time, to keep memory small.
_CHUNK = 100

#: A figure's name to its lower and upper bounds, one of each for every label.
Intervals = dict[str, tuple[Figures, Figures]]


def resample(counts: Counts, times: int, seed: int = 0) -> Iterator[Figures]:
    """Draw texts again.

    Args:
        counts: Axes: text, any others, `Count`.
        times: Number of resamples.
        seed: The same seed draws the same texts, whatever is counted in them.

    Yields:
        Counts of some resamples; axes: resample, and those behind text.
    """
    texts = counts.shape[0]
    flat = counts.reshape(texts, math.prod(counts.shape[1:])).astype(np.float64)
    generator = np.random.default_rng(seed)
    for start in range(0, times, _CHUNK):
        rows = min(_CHUNK, times - start)
        drawn = generator.integers(0, texts, size=(rows, texts))
        weights = np.stack([np.bincount(row, minlength=texts) for row in drawn])
        yield (weights @ flat).reshape(rows, *counts.shape[1:])


def intervals(counts: Counts, times: int, *, level: float = 0.95, seed: int = 0) -> Intervals:
    """The intervals in which the figures of resamples fall.

    Args:
        counts: Axes: text, label, `Count`.
        times: Number of resamples; with none there are no intervals.
        level: Share of the resamples an interval holds.
        seed: See `resample`.
    """
    return _quantiles(list(_drawn(counts, times, seed)), level)


@dataclass(frozen=True, slots=True)
class Paired:
    """The intervals of two results for the same texts.

    Attributes:
        first: As `intervals` gives them.
        second: Those of the other result.
        differences: Of the figures of `second` minus those of `first`.
    """

    first: Intervals
    second: Intervals
    differences: Intervals


def paired(
    counts: Counts, others: Counts, times: int, *, level: float = 0.95, seed: int = 0
) -> Paired:
    """The intervals of two results for the same texts, drawn in pairs.

    Args:
        counts: Axes: text, label, `Count`.
        others: The same axes.
        times: Number of resamples.
        level: Share of the resamples an interval holds.
        seed: See `resample`.
    """
    pairs = list(_drawn(np.stack([counts, others], axis=1), times, seed))

    def quantiles(figure: Callable[[Figures], Figures]) -> Intervals:
        return _quantiles([{name: figure(pair[name]) for name in SHARES} for pair in pairs], level)

    return Paired(
        quantiles(lambda pair: pair[:, 0]),
        quantiles(lambda pair: pair[:, 1]),
        quantiles(lambda pair: pair[:, 1] - pair[:, 0]),
    )


def _drawn(counts: Counts, times: int, seed: int) -> Iterator[dict[str, Figures]]:
    """The figures of resamples. Where a label does not occur at all there is no F either."""
    for part in resample(counts, times if counts.shape[0] else 0, seed):
        values = figures(part)
        for kind in ("strict", "overlap"):
            nothing = np.isnan(values[f"{kind}_precision"]) & np.isnan(values[f"{kind}_recall"])
            for name in (f"{kind}_f1", f"{kind}_f2"):
                if name in values:
                    values[name] = np.where(nothing, np.nan, values[name])
        yield values


def _quantiles(parts: Sequence[Mapping[str, Figures]], level: float) -> Intervals:
    if not parts:
        return {}
    bounds: Intervals = {}
    edges = ((1 - level) / 2, (1 + level) / 2)
    for name in SHARES:
        values = np.concatenate([part[name] for part in parts])
        known = ~np.isnan(values).all(axis=0)
        low, high = (np.full(known.shape, np.nan) for _ in edges)
        if known.any():
            low[known], high[known] = np.nanquantile(values[:, known], edges, axis=0)
        bounds[name] = (low, high)
    return bounds
