"""Cutting a long text into overlapping windows for a detector that takes only so many characters.

Windows end at white space where there is some near the end. A span that crosses a cut lies whole
inside one of the two windows as long as it is no longer than the overlap.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from limina.engine.spans import Detection

#: Characters two neighbouring windows share, at most; longer entities than half of it are not
#: expected.
OVERLAP = 2_000


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


def cut(text: str, max_chars: int) -> list[Window]:
    """Cut a text.

    Args:
        text: The whole text.
        max_chars: Longest window, in code points; at least 2.

    Returns:
        Windows in text order that together cover the text; one window if it is short enough.
    """
    overlap = min(OVERLAP, max_chars // 2)
    bounds: list[tuple[int, int]] = []
    start = 0
    while len(text) - start > max_chars:
        end = _white_space_before(text, start + max_chars, start + max_chars - overlap // 4)
        bounds.append((start, end))
        start = max(
            _white_space_before(text, end - overlap, end - overlap - overlap // 4), start + 1
        )
    bounds.append((start, len(text)))
    cores = [
        0,
        *((bounds[i][1] + bounds[i + 1][0]) // 2 for i in range(len(bounds) - 1)),
        len(text),
    ]
    return [Window(*bound, cores[i], cores[i + 1]) for i, bound in enumerate(bounds)]


def _white_space_before(text: str, position: int, least: int) -> int:
    """The last position in `least`..`position` that has white space before it, else `position`."""
    for i in range(position, max(least, 0), -1):
        if text[i - 1].isspace():
            return i
    return max(position, 0)


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
            moved = replace(detection, start=start, end=end)
            if moved not in seen:
                seen.add(moved)
                yield moved
