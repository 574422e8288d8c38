"""The diagrams, as SVG: whether scores mean what they say, and what the sensitivity does."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from limina.evaluation.chart import Chart
from limina.evaluation.dial import Notch
from limina.evaluation.reliability import Reliability

#: What is drawn of the dial: a figure, and what it is called.
DIALLED: Final = (
    ("overlap_precision", "overlap precision"),
    ("overlap_recall", "overlap recall"),
    ("leak_rate", "leak rate, the lower the better"),
)

_RELIABILITY = Chart("score", "share that is right")
_DIAL = Chart("sensitivity", "share", width=480)


def reliability_diagram(detectors: Mapping[str, Reliability]) -> str:
    """Draw one line a detector: score on the x axis, share that is right on the y axis.

    The diagonal is where a score means what it says. The area of a dot grows with the number of
    detections.

    Args:
        detectors: Name to reliability; those without a detection are left out.
    """
    drawn = {name: one for name, one in detectors.items() if one.number}
    legend = [
        f"{name}: {one.number} detections, calibration error {one.error:.3f}"
        for name, one in drawn.items()
    ]
    marks = [_RELIABILITY.diagonal()]
    for index, one in enumerate(drawn.values()):
        marks += _detector(index, one)
    return _RELIABILITY.draw(marks, legend)


def _detector(index: int, one: Reliability) -> Iterator[str]:
    yield from _RELIABILITY.line(index, [(part.score, part.right) for part in one.bins])
    for part in one.bins:
        radius = 2 + 8 * math.sqrt(part.number / one.number)
        yield _RELIABILITY.dot(index, part.score, part.right, radius)


def dial_diagram(notches: Sequence[Notch]) -> str:
    """Draw precision, recall and leak rate against the sensitivity.

    Args:
        notches: In ascending order; the configured one is marked, and its figures are told.
    """
    configured = [one for one in notches if one.configured]
    marks: list[str] = []
    legend: list[str] = []
    for one in configured:
        marks += _DIAL.upright(one.sensitivity, f"configured: {one.sensitivity:g}")
    for index, (name, words) in enumerate(DIALLED):
        points = [(one.sensitivity, one.figures[name]) for one in notches]
        marks += _DIAL.line(index, points)
        marks += [_DIAL.dot(index, x, y, 2.5) for x, y in points if not math.isnan(y)]
        told = [one.figures[name] for one in configured if not math.isnan(one.figures[name])]
        legend.append("".join([words, *(f": {value:.3f} as configured" for value in told)]))
    return _DIAL.draw(marks, legend)
