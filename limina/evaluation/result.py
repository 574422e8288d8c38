"""Everything an evaluation tells of one set of predictions, and of two of them side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from limina.evaluation.alarms import Alarms, alarms
from limina.evaluation.bootstrap import Intervals, intervals, paired
from limina.evaluation.confusion import Confusion, confusion
from limina.evaluation.matching import Case
from limina.evaluation.records import Gold, Span
from limina.evaluation.scheme import Scheme
from limina.evaluation.scores import Counted, Figures, collect, figures

#: Resamples of the bootstrap.
RESAMPLES = 1000


@dataclass(frozen=True, slots=True)
class Result:
    """What is told of one set of predictions.

    Attributes:
        cases: The texts, for what looks closer.
        counted: The counts of every text.
        figures: Name of a figure to its values, one a label of `counted`.
        intervals: Their 95 % intervals; empty without resamples.
        confusion: What was taken for what.
        everywhere: False alarms in all texts.
        empty: False alarms in texts in which nothing is annotated.
    """

    cases: Sequence[Case]
    counted: Counted
    figures: Mapping[str, Figures]
    intervals: Intervals
    confusion: Confusion
    everywhere: Alarms
    empty: Alarms


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two results for the same texts.

    Attributes:
        first: The one that is compared with.
        second: The other.
        intervals: 95 % intervals of the figures of `second` minus those of `first`.
    """

    first: Result
    second: Result
    intervals: Intervals = field(default_factory=dict)


def make_cases(
    gold: Iterable[Gold],
    found: Mapping[str, Sequence[Span]],
    scheme: Scheme,
    *,
    merge: bool | None = None,
) -> list[Case]:
    """Put annotated texts and predictions together.

    Args:
        gold: The texts; one without predictions counts as one in which nothing was found.
        found: Name of a text to its predicted spans.
        scheme: Which label counts as which.
        merge: Whether neighbouring spans of one family are one; by default if families count.
    """
    joined = not scheme.fine if merge is None else merge
    return [Case(one, found.get(one.name, ()), scheme, merge=joined) for one in gold]


def evaluate(cases: Sequence[Case], resamples: int = RESAMPLES) -> Result:
    """Score one set of predictions."""
    counted = collect([case.tally() for case in cases])
    return _result(cases, counted, intervals(counted.counts, resamples))


def compare(
    first: Sequence[Case], second: Sequence[Case], resamples: int = RESAMPLES
) -> Comparison:
    """Score two sets of predictions for the same texts, in the same order."""
    tallies = [[case.tally() for case in cases] for cases in (first, second)]
    labels = {label for rows in tallies for tally in rows for label in tally}
    one, other = (collect(rows, labels) for rows in tallies)
    bounds = paired(one.counts, other.counts, resamples)
    return Comparison(
        _result(first, one, bounds.first),
        _result(second, other, bounds.second),
        bounds.differences,
    )


def _result(cases: Sequence[Case], counted: Counted, bounds: Intervals) -> Result:
    return Result(
        cases,
        counted,
        figures(counted.counts.sum(axis=0)),
        bounds,
        confusion(cases),
        alarms(cases),
        alarms(cases, empty_only=True),
    )
