"""Whether scores mean what they say: of the detections with a score near .8, are 80 % right?

This looks at what each detector said, before any of it was resolved.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from limina.engine.spans import Detection
from limina.evaluation.matching import Case
from limina.evaluation.records import Gold, Span
from limina.evaluation.scheme import Scheme

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Detections of about one score.

    Attributes:
        number: How many there are.
        score: Their mean score.
        right: The share that shares a character with an annotated span of its family.
    """

    number: int
    score: float
    right: float


@dataclass(frozen=True, slots=True)
class Reliability:
    """One detector's scores against the truth.

    Attributes:
        number: Detections that could be judged.
        score: Their mean score.
        right: The share that is right.
        error: Expected calibration error: how far score and share lie apart, in the mean over all
            detections.
        bins: The bins that are not empty, from low scores to high ones.
    """

    number: int
    score: float
    right: float
    error: float
    bins: tuple[Bin, ...]


#: (score, whether it is right) of one detection.
Judged = tuple[float, bool]


def judge(
    record: Gold, detections: Sequence[Detection], scheme: Scheme
) -> Iterable[tuple[Detection, bool]]:
    """Say of each detection whether it is right; those that cannot be told are left out."""
    spans = [Span(found.start, found.end, found.label) for found in detections]
    case = Case(record, spans, scheme, merge=False)
    for detection, marked in zip(detections, case.predicted, strict=True):
        verdict = case.verdict(marked, case.gold)
        if verdict.counted:
            yield detection, bool(verdict.right)


def reliability(judged: Iterable[Judged], bins: int = BINS) -> Reliability:
    """Put judged detections into bins of equal width."""
    rows: list[list[Judged]] = [[] for _ in range(bins)]
    for score, right in judged:
        rows[min(int(score * bins), bins - 1)].append((score, right))
    filled = tuple(_bin(row) for row in rows if row)
    number = sum(one.number for one in filled)
    if not number:
        nan = float("nan")
        return Reliability(0, nan, nan, nan, ())
    return Reliability(
        number,
        sum(one.number * one.score for one in filled) / number,
        sum(one.number * one.right for one in filled) / number,
        sum(one.number * abs(one.score - one.right) for one in filled) / number,
        filled,
    )


def by_detector(judged: Iterable[tuple[Detection, bool]]) -> Mapping[str, Reliability]:
    """The reliability of each detector, by name, and of each of its labels as `detector LABEL`."""
    rows: dict[str, list[Judged]] = {}
    for detection, right in judged:
        for name in (detection.detector, f"{detection.detector} {detection.label}"):
            rows.setdefault(name, []).append((detection.score, right))
    return {name: reliability(rows[name]) for name in sorted(rows)}


def _bin(row: Sequence[Judged]) -> Bin:
    return Bin(
        len(row),
        sum(score for score, _ in row) / len(row),
        sum(right for _, right in row) / len(row),
    )
