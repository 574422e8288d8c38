"""The drawings: lines over logarithmic axes, and bars, as SVG written by hand.

The colours are those of limina's other diagrams. Nothing is taken from the page around a drawing,
so that it can be read on any background.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape

from bench.report import figure
from limina.evaluation.chart import colour

_WIDTH, _HEIGHT = 520, 300
_LEFT, _TOP, _RIGHT = 64, 20, 28
#: Length of the longest bar.
_LONGEST = 400
_BELOW, _LINE = 52, 22
_SQUARE, _WORDS = 12, 18
#: Height of a bar, and from one to the next.
_BAR, _STEP = 20, 30
#: Width of a character, on the safe side.
_CHARACTER: Final = 7
_GRID, _DASHES = "#dddddd", "5 4"


@dataclass(frozen=True, slots=True)
class Series:
    """A line.

    Attributes:
        name: What it is called.
        points: Pairs of positive numbers.
        dashed: Whether it is only there to compare with.
    """

    name: str
    points: Sequence[tuple[float, float]]
    dashed: bool = False


def lines(across: str, up: str, series: Sequence[Series], at: Sequence[float] = ()) -> str:
    """Draw lines over two logarithmic axes.

    Args:
        across: What the x axis tells.
        up: What the y axis tells.
        series: The lines; each has its own colour.
        at: What is written on the x axis; by default round numbers.
    """
    points = [point for one in series for point in one.points]
    panel = _Panel(
        _Scale.around([x for x, _ in points], _LEFT, _LEFT + _WIDTH),
        _Scale.around([y for _, y in points], _TOP + _HEIGHT, _TOP),
    )
    marks = [*panel.grid(across, up, at or panel.x.ticks())]
    for index, one in enumerate(series):
        marks += panel.line(index, one)
    legend = _legend([one.name for one in series], _TOP + _HEIGHT + _BELOW)
    return _draw(
        _LEFT + _WIDTH + _RIGHT, _TOP + _HEIGHT + _BELOW + _LINE * len(series), [*marks, *legend]
    )


def bars(unit: str, values: Sequence[tuple[str, float]]) -> str:
    """Draw bars from left to right, one below the other, each with its name and its figure.

    Args:
        unit: What the figures count.
        values: Name and figure of each.
    """
    left = 16 + _CHARACTER * max(len(name) for name, _ in values)
    longest = max(value for _, value in values)
    marks: list[str] = []
    for index, (name, value) in enumerate(values):
        y = _TOP + _STEP * index
        length = round(_LONGEST * value / longest, 1)
        middle = y + _BAR / 2 + 4
        marks += [
            f'<text x="{left - 8}" y="{middle}" text-anchor="end">{escape(name)}</text>',
            f'<rect x="{left}" y="{y}" width="{length}" height="{_BAR}" fill="{colour(index)}"/>',
            f'<text x="{left + length + 6}" y="{middle}">{figure(value)}</text>',
        ]
    bottom = _TOP + _STEP * len(values)
    marks.append(f'<text x="{left}" y="{bottom + 14}">{escape(unit)}</text>')
    return _draw(left + _LONGEST + 64, bottom + 28, marks)


@dataclass(frozen=True, slots=True)
class _Scale:
    """A logarithmic axis: from the values at its ends to the places they stand at."""

    low: float
    high: float
    begin: float
    end: float

    @classmethod
    def around(cls, values: Sequence[float], begin: float, end: float) -> _Scale:
        low, high = min(values), max(values)
        return cls(_step(low, upwards=False), _step(high, upwards=True), begin, end)

    def place(self, value: float) -> float:
        share = math.log(value / self.low) / math.log(self.high / self.low)
        return round(self.begin + share * (self.end - self.begin), 1)

    def ticks(self) -> list[float]:
        """1, 2, 5, 10, …; only 1, 10, 100, … where those would be too many."""
        first = math.floor(math.log10(self.low))
        last = math.ceil(math.log10(self.high))
        found = [
            factor * 10.0**power
            for power in range(first, last + 1)
            for factor in ((1, 2, 5) if last - first < 4 else (1,))
        ]
        return [one for one in found if self.low * 0.999 <= one <= self.high * 1.001]


def _step(value: float, *, upwards: bool) -> float:
    """The next of 1, 2, 5, 10, … that is not on the other side of a value."""
    power = math.floor(math.log10(value))
    steps = [factor * 10.0 ** (power + more) for more in (-1, 0, 1) for factor in (1, 2, 5)]
    if upwards:
        return min(one for one in steps if one >= value * 1.0001)
    return max(one for one in steps if one <= value * 0.9999)


@dataclass(frozen=True, slots=True)
class _Panel:
    """What stands between two axes."""

    x: _Scale
    y: _Scale

    def grid(self, across: str, up: str, at: Sequence[float]) -> Iterator[str]:
        bottom, right = _TOP + _HEIGHT, _LEFT + _WIDTH
        for value in (one for one in at if self.x.low <= one <= self.x.high):
            x = self.x.place(value)
            yield f'<path d="M{x} {bottom}V{_TOP}" stroke="{_GRID}"/>'
            yield f'<text x="{x}" y="{bottom + 16}" text-anchor="middle">{figure(value)}</text>'
        for value in self.y.ticks():
            y = self.y.place(value)
            yield f'<path d="M{_LEFT} {y}H{right}" stroke="{_GRID}"/>'
            yield f'<text x="{_LEFT - 6}" y="{y + 4}" text-anchor="end">{figure(value)}</text>'
        middle = _LEFT + _WIDTH / 2
        yield f'<text x="{middle}" y="{bottom + 34}" text-anchor="middle">{escape(across)}</text>'
        yield (
            f'<text transform="translate(14 {_TOP + _HEIGHT / 2}) rotate(-90)"'
            f' text-anchor="middle">{escape(up)}</text>'
        )

    def line(self, index: int, one: Series) -> Iterator[str]:
        places = [(self.x.place(x), self.y.place(y)) for x, y in one.points]
        path = "L".join(f"{x} {y}" for x, y in places)
        dashes = f' stroke-dasharray="{_DASHES}"' if one.dashed else ""
        stroke = f'stroke="{colour(index)}" stroke-width="1.5" stroke-linejoin="round"'
        yield f'<path d="M{path}" fill="none" {stroke}{dashes}/>'
        for x, y in places:
            yield f'<circle cx="{x}" cy="{y}" r="3" fill="{colour(index)}"/>'


def _legend(names: Sequence[str], top: float) -> Iterator[str]:
    for index, name in enumerate(names):
        y = top + _LINE * index
        square = f'width="{_SQUARE}" height="{_SQUARE}" fill="{colour(index)}"'
        yield f'<rect x="{_LEFT}" y="{y}" {square}/>'
        yield f'<text x="{_LEFT + _WORDS}" y="{y + 10}">{escape(name)}</text>'


def _draw(width: float, height: float, marks: Iterable[str]) -> str:
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"'
            f' width="{width}" height="{height}" font-family="sans-serif" font-size="12"'
            ' fill="#222222">',
            f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
            *marks,
            "</svg>",
            "",
        ]
    )
