"""What the diagrams have in common: a white panel, two axes from 0 to 1 and a legend below, as SVG
written by hand. Nothing is taken from the page around it, so that it can be read on any background.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape

#: Told apart also by people who do not see all colours.
COLOURS: Final = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000")

_HEIGHT = 320
_LEFT, _TOP, _RIGHT = 48, 24, 32
#: From the lower axis to the legend: numbers and the axis' name.
_BELOW = 52
_LINE = 24
#: A square of the legend, and how far behind its left edge the words begin.
_SQUARE, _WORDS = 12, 18
#: Width of a character, on the safe side.
_CHARACTER = 7


@dataclass(frozen=True, slots=True)
class Chart:
    """The panel of a diagram.

    Attributes:
        across: What the x axis tells.
        up: What the y axis tells.
        width: Length of the x axis.
    """

    across: str
    up: str
    width: int = _HEIGHT

    def draw(self, marks: Iterable[str], legend: Sequence[str]) -> str:
        """Put the drawing together.

        Args:
            marks: What stands between the axes.
            legend: One line for every colour that is used, in the order of the colours.
        """
        longest = max((_WORDS + _CHARACTER * len(words) for words in legend), default=0)
        width = _LEFT + max(self.width, longest) + _RIGHT
        height = _TOP + _HEIGHT + _BELOW + _LINE * len(legend)
        return "\n".join(
            [
                f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"'
                f' width="{width}" height="{height}" font-family="sans-serif" font-size="12"'
                ' fill="#222222">',
                f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
                *self._axes(),
                *marks,
                *_legend(legend),
                "</svg>",
                "",
            ]
        )

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where two values stand."""
        return round(_LEFT + x * self.width, 1), round(_TOP + (1 - y) * _HEIGHT, 1)

    def line(self, index: int, points: Iterable[tuple[float, float]]) -> Iterator[str]:
        """A line through some values, of which those that are not a number are left out."""
        known = [self.point(x, y) for x, y in points if not math.isnan(y)]
        if known:
            path = "L".join(f"{x} {y}" for x, y in known)
            stroke = f'stroke="{colour(index)}" stroke-width="1.5" stroke-linejoin="round"'
            yield f'<path d="M{path}" fill="none" {stroke}/>'

    def dot(self, index: int, x: float, y: float, radius: float) -> str:
        """A dot, through which a line can be seen."""
        across, up = self.point(x, y)
        fill = f'fill="{colour(index)}" fill-opacity="0.6"'
        return f'<circle cx="{across}" cy="{up}" r="{radius:.1f}" {fill}/>'

    def upright(self, value: float, words: str) -> Iterator[str]:
        """A dashed line upwards from a value, with words above it."""
        x, y = self.point(value, 0)
        yield f'<path d="M{x} {y}V{_TOP}" stroke="#888888" stroke-dasharray="4 4"/>'
        # Near an end of the axis the words would leave the panel.
        anchor = "start" if value < 0.1 else "end" if value > 0.9 else "middle"
        yield f'<text x="{x}" y="{_TOP - 8}" text-anchor="{anchor}">{escape(words)}</text>'

    def diagonal(self) -> str:
        """A dashed line on which both values are equal."""
        (x, y), (right, top) = self.point(0, 0), self.point(1, 1)
        return f'<path d="M{x} {y}L{right} {top}" stroke="#888888" stroke-dasharray="4 4"/>'

    def _axes(self) -> Iterator[str]:
        (x, y), (right, top) = self.point(0, 0), self.point(1, 1)
        for step in range(6):
            value = step / 5
            across, up = self.point(value, value)
            yield f'<path d="M{across} {y}V{top}M{x} {up}H{right}" stroke="#dddddd"/>'
            yield f'<text x="{across}" y="{y + 16}" text-anchor="middle">{value:.1f}</text>'
            yield f'<text x="{x - 6}" y="{up + 4}" text-anchor="end">{value:.1f}</text>'
        middle = _LEFT + self.width / 2
        yield f'<text x="{middle}" y="{y + 34}" text-anchor="middle">{escape(self.across)}</text>'
        yield (
            f'<text transform="translate(14 {_TOP + _HEIGHT / 2}) rotate(-90)"'
            f' text-anchor="middle">{escape(self.up)}</text>'
        )


def colour(index: int) -> str:
    """The colour of a line; they begin again after the last one."""
    return COLOURS[index % len(COLOURS)]


def _legend(lines: Sequence[str]) -> Iterator[str]:
    for index, words in enumerate(lines):
        y = _TOP + _HEIGHT + _BELOW + _LINE * index
        square = f'width="{_SQUARE}" height="{_SQUARE}" fill="{colour(index)}"'
        yield f'<rect x="{_LEFT}" y="{y}" {square}/>'
        yield f'<text x="{_LEFT + _WORDS}" y="{y + 10}">{escape(words)}</text>'
