"""Cutting a long text into overlapping windows: for a detector that takes only so many characters,
and for workers that share a long text.

Windows end at the end of a line or a sentence, or at least at white space, where there is one near.
A span that crosses a cut lies whole inside one of the two windows as long as it is no longer than
the overlap.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from limina.engine.spans import Detection

#: Characters two neighbouring windows share, at most; longer entities than half of it are not
#: expected.
OVERLAP = 2_000

#: A text that is longer is examined in windows, whatever its detectors can take; in code points.
LONG: Final = 50_000
#: Longest of those windows: short enough for other texts to get their turn in between.
STRETCH: Final = 12_000
#: Characters two of them share, at most. Half of it is what a detector sees beyond a border.
STRETCH_OVERLAP: Final = 800

#: The ends of sentences: a full stop of some script, what closes a quotation, white space.
_SENTENCE: Final = re.compile(
    r"""[.!?\u2026\u0964\u06d4]["'\u2019\u201d\u00bb)\]]*\s+|[\u3002\uff01\uff1f]"""
)


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of a text.

    Attributes:
        start: First character, in code points of the whole text.
        end: One past the last character.
        core_start: Detections that end at or before it belong to the window before.
        core_end: Detections that start at or after it belong to the window behind.
    """

    start: int
    end: int
    core_start: int
    core_end: int


def stretches(text: str) -> list[Window]:
    """The windows in which a text is examined: one, unless it is longer than `LONG`."""
    if len(text) <= LONG:
        return [Window(0, len(text), 0, len(text))]
    return cut(text, STRETCH, STRETCH_OVERLAP)


def cut(text: str, max_chars: int, overlap: int = OVERLAP) -> list[Window]:
    """Cut a text.

    Args:
        text: The whole text.
        max_chars: Longest window, in code points; at least 2.
        overlap: Characters two windows share, about and at most half a window.

    Returns:
        Windows in text order that together cover the text; one window if it is short enough.
    """
    overlap = min(overlap, max_chars // 2)
    bounds: list[tuple[int, int]] = []
    start = 0
    while len(text) - start > max_chars:
        end = _end_before(text, start + max_chars, start + max_chars - overlap // 2)
        bounds.append((start, end))
        start = max(_end_before(text, end - overlap, end - overlap - overlap // 4), start + 1)
    bounds.append((start, len(text)))
    cores = [
        0,
        *((bounds[i][1] + bounds[i + 1][0]) // 2 for i in range(len(bounds) - 1)),
        len(text),
    ]
    return [Window(*bound, cores[i], cores[i + 1]) for i, bound in enumerate(bounds)]


def _end_before(text: str, position: int, least: int) -> int:
    """Where in `least`..`position` the last line ends, else the last sentence, else the last word,
    else `position`.
    """
    least, position = max(least, 0), max(position, 0)
    line = text.rfind("\n", least, position) + 1
    if line > least:
        return line
    ends = [match.end() for match in _SENTENCE.finditer(text, least, position)]
    if ends:
        return ends[-1]
    for i in range(position, least, -1):
        if text[i - 1].isspace():
            return i
    return position


def join(found: Iterable[tuple[Window, Sequence[Detection]]]) -> Iterator[Detection]:
    """Bring the windows' detections back to the whole text's offsets, each once.

    Args:
        found: Each window with its detections, in offsets of the window.

    Yields:
        Detections in offsets of the whole text.
    """
    seen: set[Detection] = set()
    for window, detections in found:
        for detection in detections:
            start, end = detection.start + window.start, detection.end + window.start
            if start >= window.core_end or end <= window.core_start:
                continue
            d = detection
            moved = Detection(start, end, d.label, d.score, d.detector, d.rule)
            if moved not in seen:
                seen.add(moved)
                yield moved
