"""Linked texts: examined as one document, told apart again.

The texts of a linked list are joined by line breaks, so that a detector sees one text's neighbours.
What it finds is cut back to the texts. A detection over a border is split there, and no detection
reaches into the line break. This module knows positions only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from limina.engine.spans import Detection, Entity

#: What stands between two texts.
JOINT = "\n"


@dataclass(frozen=True, slots=True)
class Joined:
    """Texts as one.

    Attributes:
        text: All texts, `JOINT` between them.
        starts: Where each text begins in it, in code points.
        lengths: How long each text is, in code points.
    """

    text: str
    starts: tuple[int, ...]
    lengths: tuple[int, ...]


def join(texts: Sequence[str]) -> Joined:
    """Join texts in their order."""
    starts: list[int] = []
    position = 0
    for text in texts:
        starts.append(position)
        position += len(text) + len(JOINT)
    return Joined(JOINT.join(texts), tuple(starts), tuple(map(len, texts)))


def cut(joined: Joined, detections: Iterable[Detection]) -> list[list[Detection]]:
    """Give every text its part of the detections, in its own offsets.

    Args:
        joined: The texts.
        detections: In offsets of the joined text, in any order.

    Returns:
        One list per text, in the order given.
    """
    if len(joined.starts) == 1:
        return [list(detections)]
    parts: list[list[Detection]] = [[] for _ in joined.starts]
    order = sorted(enumerate(detections), key=lambda item: item[1].start)
    first = 0
    found: list[list[tuple[int, Detection]]] = [[] for _ in joined.starts]
    for place, detection in order:
        while (
            first < len(parts) and joined.starts[first] + joined.lengths[first] <= detection.start
        ):
            first += 1
        for index in range(first, len(parts)):
            start = joined.starts[index]
            if start >= detection.end:
                break
            from_, to = detection.start - start, detection.end - start
            clipped = (max(from_, 0), min(to, joined.lengths[index]))
            if clipped[0] < clipped[1]:
                piece = detection
                if clipped != (detection.start, detection.end):
                    piece = replace(detection, start=clipped[0], end=clipped[1])
                found[index].append((place, piece))
    return [[piece for _, piece in sorted(some, key=lambda item: item[0])] for some in found]


def shift(joined: Joined, entities: Sequence[Sequence[Entity]]) -> list[Entity]:
    """The entities of all texts in offsets of the joined text, in its order."""
    if len(entities) == 1:
        return list(entities[0])
    return [
        replace(entity, start=entity.start + start, end=entity.end + start)
        for start, some in zip(joined.starts, entities, strict=True)
        for entity in some
    ]
