"""A reliability diagram as SVG, written by hand: score on the x axis, share that is right on the y
axis; the diagonal is where a score means what it says. The area of a dot grows with the number of
detections.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from xml.sax.saxutils import escape

from limina.evaluation.reliability import Reliability

_SIZE = 320
_LEFT, _TOP = 48, 16
_LEGEND = 24
#: Told apart also by people who do not see all colours.
_COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000")


def diagram(detectors: Mapping[str, Reliability]) -> str:
    """Draw one line a detector.

    Args:
        detectors: Name to reliability; those without a detection are left out.
    """
    drawn = {name: one for name, one in detectors.items() if one.number}
    height = _TOP + _SIZE + 48 + _LEGEND * len(drawn)
    width = _LEFT + _SIZE + 32
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"'
            ' font-family="sans-serif" font-size="12">',
            f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
            *_axes(),
            *(
                line
                for index, (name, one) in enumerate(drawn.items())
                for line in _detector(index, name, one)
            ),
            "</svg>",
            "",
        ]
    )


def _axes() -> Iterator[str]:
    x, y = _point(0, 0)
    right, top = _point(1, 1)
    for step in range(6):
        value = step / 5
        across, up = _point(value, value)
        yield f'<path d="M{across} {y}V{top}M{x} {up}H{right}" stroke="#dddddd"/>'
        yield f'<text x="{across}" y="{y + 16}" text-anchor="middle">{value:.1f}</text>'
        yield f'<text x="{x - 6}" y="{up + 4}" text-anchor="end">{value:.1f}</text>'
    yield f'<path d="M{x} {y}L{right} {top}" stroke="#888888" stroke-dasharray="4 4"/>'
    middle = _LEFT + _SIZE / 2
    yield f'<text x="{middle}" y="{y + 34}" text-anchor="middle">score</text>'
    yield (
        f'<text transform="translate(12 {_TOP + _SIZE / 2}) rotate(-90)"'
        ' text-anchor="middle">share that is right</text>'
    )


def _detector(index: int, name: str, one: Reliability) -> Iterator[str]:
    colour = _COLOURS[index % len(_COLOURS)]
    points = [_point(part.score, part.right) for part in one.bins]
    path = "L".join(f"{x} {y}" for x, y in points)
    yield f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="1.5"/>'
    for part, (x, y) in zip(one.bins, points, strict=True):
        radius = 2 + 8 * math.sqrt(part.number / one.number)
        yield f'<circle cx="{x}" cy="{y}" r="{radius:.1f}" fill="{colour}" fill-opacity="0.6"/>'
    y = _TOP + _SIZE + 48 + _LEGEND * index
    yield f'<rect x="{_LEFT}" y="{y}" width="12" height="12" fill="{colour}"/>'
    told = escape(f"{name}: {one.number} detections, calibration error {one.error:.3f}")
    yield f'<text x="{_LEFT + 18}" y="{y + 10}">{told}</text>'


def _point(x: float, y: float) -> tuple[float, float]:
    return round(_LEFT + x * _SIZE, 1), round(_TOP + (1 - y) * _SIZE, 1)
