"""What a benchmark has to say, and how it is put into words: Markdown for the page, lines for the
terminal. Pure: nothing is measured, read or written here.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Table:
    """A table.

    Attributes:
        head: What stands above the columns; the first one holds words, the others figures.
        rows: The rows.
    """

    head: Sequence[str]
    rows: Sequence[Sequence[str]]

    def markdown(self) -> str:
        """The table in Markdown."""
        lines = [self.head, ["---", *["---:"] * (len(self.head) - 1)], *self.rows]
        return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


@dataclass(frozen=True, slots=True)
class Ratio:
    """A figure that does not depend on the machine, or much less, and what it should be.

    Attributes:
        what: What is compared with what.
        value: The figure.
        target: What it should at least be, or at most; None where it is only told.
        most: Whether the target is the most it should be.
        unit: What stands behind the figure.
    """

    what: str
    value: float
    target: float | None = None
    most: bool = False
    unit: str = ""

    @property
    def met(self) -> bool:
        """Whether it is as it should be; what could not be measured is not."""
        if self.target is None:
            return math.isfinite(self.value)
        return self.value <= self.target if self.most else self.value >= self.target

    def cells(self) -> list[str]:
        """The row of a table."""
        value = f"{figure(self.value)}{self.unit}"
        if self.target is None:
            return [self.what, value, "", ""]
        sign = "≤" if self.most else "≥"
        return [
            self.what,
            value,
            f"{sign} {figure(self.target)}{self.unit}",
            "met" if self.met else "**not met**",
        ]


@dataclass(frozen=True, slots=True)
class Section:
    """What one benchmark has to say.

    Attributes:
        tables: Tables with absolute figures.
        ratios: Figures with a target.
        figures: Name of a file to the drawing, as SVG, and what it shows.
    """

    tables: Sequence[Table] = ()
    ratios: Sequence[Ratio] = ()
    figures: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def markdown(self) -> str:
        """Tables and figures; the ratios have a table of their own."""
        drawings = [f"![{words}](figures/{name})" for name, (_svg, words) in self.figures.items()]
        return "\n\n".join([*(table.markdown() for table in self.tables), *drawings])


def targets(ratios: Iterable[Ratio]) -> Table:
    """All ratios in one table."""
    return Table(["", "ratio", "target", ""], [ratio.cells() for ratio in ratios])


def figure(value: float) -> str:
    """A number with three digits that count, and no more zeros than it needs."""
    if not math.isfinite(value):
        return "–"
    if value == 0:
        return "0"
    digits = 2 - math.floor(math.log10(abs(value)))
    if digits <= 0:
        return f"{round(value):,}"
    rounded = f"{value:.{digits}f}"
    return rounded.rstrip("0").rstrip(".")


def milliseconds(seconds: float) -> str:
    """A time in a table whose head says that it is in milliseconds."""
    return figure(seconds * 1000)


def mebibytes(size: float) -> str:
    """A size in a table whose head says that it is in MiB."""
    return figure(size / 2**20)


def insert(page: str, parts: Mapping[str, str]) -> str:
    """Put generated parts into a page, each between `<!-- bench: NAME -->` and
    `<!-- end of NAME -->`.

    Raises:
        ValueError: If the page has no place for one of them.
    """
    for name, part in parts.items():
        begin, end = f"<!-- bench: {name} -->", f"<!-- end of {name} -->"
        place = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
        filled = f"{begin}\n\n{part}\n\n{end}"
        pieces = place.split(page)
        if len(pieces) != 2:
            raise ValueError(f"the page has {len(pieces) - 1} places for {name}")
        page = filled.join(pieces)
    return page
