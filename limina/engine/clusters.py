"""Detections of one family brought together: components, and the candidates made of them.

A component is the union of overlapping detections of one family. A candidate is what competes for
a place in the answer: a component, a piece of one, or several joined. This module decides nothing
between families and gives no label.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import accumulate, pairwise

from limina.engine.spans import Detection
from limina.engine.tokens import paint


class Component:
    """Detections of one family that overlap, directly or through each other.

    Args:
        family: Topmost label of all of them; for BLOCK matches the filters' own label.
        detections: Sorted by their start; never empty.
        end: Where the last of them ends.
        weights: Detector to the factor of its scores.
        blocked: Whether these are matches of BLOCK filters.
    """

    __slots__ = ("_profile", "_weights", "blocked", "detections", "end", "family", "start")

    def __init__(
        self,
        family: str,
        detections: Sequence[Detection],
        end: int,
        weights: Mapping[str, float],
        blocked: bool = False,
    ) -> None:
        self.family = family
        self.detections = detections
        self.start = detections[0].start
        self.end = end
        self.blocked = blocked
        self._weights = weights
        self._profile: _Profile | None = None

    def weight(self, start: int, end: int) -> float:
        """What speaks for a stretch: at each character the highest score times its detector's
        weight, summed over the characters."""
        if len(self.detections) == 1:
            only = self.detections[0]
            return (end - start) * only.score * self._weights.get(only.detector, 1.0)
        if self._profile is None:
            self._profile = _Profile(self.detections, self._weights)
        return self._profile.before(end) - self._profile.before(start)


class _Profile:
    """Prefix sums over the highest weighted score at each character."""

    def __init__(self, detections: Sequence[Detection], weights: Mapping[str, float]) -> None:
        self._edges = sorted({edge for d in detections for edge in (d.start, d.end)})
        place = {edge: index for index, edge in enumerate(self._edges)}
        strokes = (
            (place[d.start], place[d.end], d.score * weights.get(d.detector, 1.0))
            for d in detections
        )
        painted = paint(len(self._edges) - 1, strokes)
        self._heights = [0.0 if height is None else height for height in painted] + [0.0]
        areas = (
            (end - start) * height
            for (start, end), height in zip(pairwise(self._edges), self._heights, strict=False)
        )
        self._sums = list(accumulate(areas, initial=0.0))

    def before(self, position: int) -> float:
        """The sum over all characters before `position`."""
        at = bisect_right(self._edges, position) - 1
        return self._sums[at] + (position - self._edges[at]) * self._heights[at]


@dataclass(slots=True)
class Part:
    """A stretch of a component.

    Attributes:
        component: Where it is from.
        start: First character, in code points.
        end: One past the last character.
        detections: Those of the component that overlap the stretch.
    """

    component: Component
    start: int
    end: int
    detections: Sequence[Detection]


@dataclass(slots=True)
class Candidate:
    """A stretch that may become an entity.

    Attributes:
        start: First character, in code points.
        end: One past the last character.
        parts: What it is made of, in the order of the text; several only if joined.
        joined: The label the parts were joined under, or None.
        holds: What the joined parts were taken for, where that decides on further ones.
    """

    start: int
    end: int
    parts: tuple[Part, ...]
    joined: str | None = None
    holds: AbstractSet[str] = frozenset()

    @property
    def family(self) -> str:
        """The family of every part."""
        return self.parts[0].component.family

    @property
    def blocked(self) -> bool:
        """Whether it is a match of a BLOCK filter, or a piece of one."""
        return self.parts[0].component.blocked

    def weight(self) -> float:
        """What speaks for it: the sum over its parts; what lies between them counts nothing."""
        return sum(part.component.weight(part.start, part.end) for part in self.parts)

    def pieces(self, start: int, end: int) -> Iterator[tuple[Component, int, int]]:
        """What the parts have in a stretch, still with its edges."""
        for part in self.parts:
            first, last = max(part.start, start), min(part.end, end)
            if first < last:
                yield part.component, first, last


def components(
    family: str,
    detections: Sequence[Detection],
    weights: Mapping[str, float],
    blocked: bool = False,
) -> Iterator[Component]:
    """Unite detections that share a character.

    Args:
        family: The family of all of them.
        detections: Sorted by their start.
        weights: Detector to the factor of its scores.
        blocked: Whether these are matches of BLOCK filters.
    """
    first = end = 0
    for index, detection in enumerate(detections):
        if index > first and detection.start >= end:
            yield Component(family, detections[first:index], end, weights, blocked)
            first = index
        end = detection.end if index == first else max(end, detection.end)
    if detections:
        yield Component(family, detections[first:], end, weights, blocked)


def whole(component: Component) -> Candidate:
    """The candidate that is a whole component."""
    part = Part(component, component.start, component.end, component.detections)
    return Candidate(component.start, component.end, (part,))
