"""The cases of one label: texts in which it must be found, and near misses in which it must not.

One file a label, `cases/<LABEL>.txt`. A line `+ text with [[the span]] marked` is a positive case,
`- text` a negative one: nowhere in it may the label be given. `#` begins a comment, `\\n` in a line
stands for a line break. The cases are written from the taxonomy (docs/reference/entities.md), not
from what detectors do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "cases"

_MARK = re.compile(r"\[\[(.+?)\]\](?!\])", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Case:
    """One text and where the label stands in it.

    Attributes:
        text: Without the marks.
        spans: Start and end of every mark, in code points; none in a near miss.
        line: Number of the line in its file.
    """

    text: str
    spans: tuple[tuple[int, int], ...]
    line: int

    @property
    def positive(self) -> bool:
        """Whether the label is to be found."""
        return bool(self.spans)


def labels() -> list[str]:
    """Every label that has cases, sorted."""
    return sorted(path.stem for path in FOLDER.glob("*.txt"))


def read(label: str) -> list[Case]:
    """The cases of a label.

    Raises:
        ValueError: A line is neither case, comment nor blank, or marks do not fit its sign.
    """
    path = FOLDER / f"{label}.txt"
    cases = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        sign, marked = line[:2], line[2:].replace("\\n", "\n")
        case = _case(marked, number)
        if sign not in ("+ ", "- ") or case.positive != (sign == "+ "):
            raise ValueError(f"{path.name}, line {number}: no case")
        cases.append(case)
    return cases


def _case(marked: str, line: int) -> Case:
    spans = []
    text = ""
    end = 0
    for match in _MARK.finditer(marked):
        text += marked[end : match.start()]
        spans.append((len(text), len(text) + len(match[1])))
        text += match[1]
        end = match.end()
    return Case(text + marked[end:], tuple(spans), line)
