"""Where several families found the same characters, decide for one of them.

A card number also looks like a telephone number, a date inside a web address like a date. Nothing
that was found is ever given up without cover: a candidate goes only if another one contains it.
What merely crosses stays, and the engine's resolver sees both. This module knows no text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import replace

from limina.plugin import Detection
from limina_patterns.family import Found

#: Labels whose spans are containers: what other families see inside them is a part, not a find.
_CONTAINERS = frozenset({"URL", "EMAIL_ADDRESS", "FILENAME", "LOCATION_ADDRESS", "PASSWORD"})


def arbitrate(candidates: Iterable[Found]) -> list[Detection]:
    """Choose among candidates.

    Args:
        candidates: In any order.

    Returns:
        Detections sorted by start, end and label. Apart from the parts of a candidate none lies
            inside
        another, and every character of every candidate is inside some detection.
    """
    kept: list[Found] = []
    starts: list[int] = []
    for found in sorted(candidates, key=_strength):
        before = bisect_right(starts, found.start)
        if before and kept[before - 1].end >= found.end:
            continue
        first = bisect_left(starts, found.start)
        last = first
        while last < len(kept) and kept[last].end <= found.end:
            last += 1
        if found.label == "DURATION" and any(inner.label == "AGE" for inner in kept[first:last]):
            # "45 years" of an age: the number is the age, its unit says nothing.
            continue
        kept[first:last] = [found]
        starts[first:last] = [found.start]
    detections = []
    for found in kept:
        detections.append(
            Detection(found.start, found.end, found.label, found.score, rule=found.rule)
        )
        detections.extend(replace(part, rule=found.rule) for part in found.parts)
    return sorted(detections, key=lambda d: (d.start, d.end, d.label))


def _strength(found: Found) -> tuple[bool, float, int, int, str]:
    length = found.end - found.start
    return (
        found.label not in _CONTAINERS,
        -found.score,
        -length,
        found.start,
        found.label,
    )
