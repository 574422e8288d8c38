"""What a stretch of a long text can decide by itself, so that the conclusion need not.

Detections that overlap, or could be joined, are an island: what does neither has no part in the
same entity and no say over it. An island that only one window sees is settled in that window, with
the entities that come of it. What the conclusion adds are second mentions, which the whole text
decides on; where one comes near an island, that island is decided again, from its detections. So
the answer is the same as if all had been decided at once.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

import msgspec

from limina.engine.fusion import Weighed
from limina.engine.joining import JOINED, MAX_GAP
from limina.engine.propagation import Known, known_names
from limina.engine.spans import Detection, Document, Entity
from limina.engine.taxonomy import Taxonomy
from limina.engine.tokens import Graphemes
from limina.runtime.detecting import Found, Island, Settled, gather
from limina.runtime.windows import Window, stretches

#: Most code points over which detections have to do with each other.
GAP: Final = MAX_GAP

#: Where in a stretch islands are settled, in its own offsets; empty where nothing is to be.
Zone: TypeAlias = tuple[int, int]
NOWHERE: Final[Zone] = (0, 0)

#: Weighs detections of a document, and makes entities of what is kept of them.
Weigh: TypeAlias = Callable[[Document, Sequence[Detection]], Sequence[Weighed]]
Resolve: TypeAlias = Callable[[Document, Sequence[Detection]], Sequence[Entity]]

_Fields: TypeAlias = tuple[int, int, str, float, str, str]
_several = msgspec.msgpack.Decoder(list[_Fields])


def pack(detections: Iterable[Detection]) -> bytes:
    """Detections as bytes, which are only looked into where that is needed."""
    fields = [(d.start, d.end, d.label, d.score, d.detector, d.rule) for d in detections]
    return msgspec.msgpack.encode(fields)


def unpack(packed: bytes, offset: int = 0) -> list[Detection]:
    """The detections again, moved by so many code points."""
    return [
        Detection(start + offset, end + offset, label, score, detector, rule)
        for start, end, label, score, detector, rule in _several.decode(packed)
    ]


@dataclass(slots=True)
class Whole:
    """What all stretches have decided, in offsets of the whole text.

    Attributes:
        known: What second mentions are looked for with.
    """

    known: Known = field(default_factory=Known)
    _islands: list[tuple[int, Island]] = field(default_factory=list)

    def add(self, settled: Settled, offset: int) -> None:
        """Add what a stretch has decided that begins at so many code points; in their order."""
        self._islands += ((offset, island) for island in settled.islands)
        for label, text, probability in settled.certain:
            key = label, text
            self.known.certain[key] = max(self.known.certain.get(key, 0.0), probability)
        self.known.covered += ((start + offset, end + offset) for start, end in settled.covered)

    def near(self, graphemes: Graphemes, mentions: Sequence[Detection]) -> list[Detection]:
        """Take out the islands that mentions are near to.

        Args:
            graphemes: The boundaries of the whole text.
            mentions: Disjoint, in the order of the text.

        Returns:
            The detections of those islands; they have to be decided again.
        """
        spans = [graphemes.snap(d.start, d.end) for d in mentions]
        ends = [end for _, end in spans]
        left: list[tuple[int, Island]] = []
        taken: list[Detection] = []
        for offset, island in self._islands:
            first = bisect_left(ends, island.start + offset - GAP)
            if first < len(spans) and spans[first][0] <= island.end + offset + GAP:
                taken += unpack(island.detections, offset)
            else:
                left.append((offset, island))
        self._islands = left
        return taken

    def entities(self) -> Iterator[Entity]:
        """What came of the islands that are left, in the order of the text."""
        for offset, island in self._islands:
            for start, end, label, labels in island.entities:
                yield Entity(start + offset, end + offset, label, labels)


def zones(windows: Sequence[Window]) -> list[Zone]:
    """Where each window is the only one to see anything, in its own offsets."""
    found: list[Zone] = []
    for place, window in enumerate(windows):
        first, last = window.start, window.end
        if place:
            first = windows[place - 1].end + GAP
        if place + 1 < len(windows):
            last = windows[place + 1].start - GAP
        found.append((first - window.start, last - window.start) if first < last else NOWHERE)
    return found


def settle(
    document: Document,
    zone: Zone,
    detections: Sequence[Detection],
    *,
    weigh: Weigh,
    resolve: Resolve,
    taxonomy: Taxonomy,
) -> tuple[list[Detection], Settled | None]:
    """Settle the islands of a stretch.

    Args:
        document: The stretch.
        zone: Where.
        detections: What was found in it.
        weigh: Weighs them.
        resolve: Makes entities of what is kept.
        taxonomy: Says which labels are names.

    Returns:
        The detections that are not settled, and what is.
    """
    text = document.text
    first, last = zone
    # Behind a white space graphemes are the same wherever the text begins.
    if first and not any(map(str.isspace, text[:first])):
        return list(detections), None
    left: list[Detection] = []
    islands: list[tuple[int, int, list[Detection]]] = []
    for start, end, some in _islands(text, detections, taxonomy):
        if start < first or end > last:
            left += some
        else:
            islands.append((start, end, some))
    weighed = weigh(document, [d for _, _, some in islands for d in some])
    kept = [one for one in weighed if one.kept]
    entities = list(resolve(document, [one.raised for one in kept]))
    following = iter(entities)
    entity = next(following, None)
    settled: list[Island] = []
    for start, end, some in islands:
        own: list[tuple[int, int, str, dict[str, float]]] = []
        while entity is not None and entity.start < end:
            own.append((entity.start, entity.end, entity.best_label, dict(entity.labels)))
            entity = next(following, None)
        settled.append(Island(start, end, pack(some), own))
    certain = known_names(text, weighed, taxonomy)
    return left, Settled(
        settled,
        [(label, name, probability) for (label, name), probability in certain.items()],
        [(one.detection.start, one.detection.end) for one in kept],
    )


def _islands(
    text: str, detections: Iterable[Detection], taxonomy: Taxonomy
) -> Iterator[tuple[int, int, list[Detection]]]:
    """Start, end and detections of each, in the order of the text."""
    graphemes = Graphemes(text)
    spans = [
        (*graphemes.snap(d.start, d.end), taxonomy.family(d.label), d)
        for d in sorted(detections, key=lambda d: d.start)
    ]
    spans.sort(key=lambda span: span[0])
    # Where the next detection of a family begins, seen from each one.
    following: list[tuple[float, ...]] = []
    ahead = dict.fromkeys(JOINED, math.inf)
    for first, _, family, _ in reversed(spans):
        if family in ahead:
            ahead[family] = first
        following.append(tuple(ahead.values()))
    following.reverse()
    reach = dict.fromkeys(JOINED, -math.inf)
    start = end = 0
    some: list[Detection] = []
    for (first, last, family, detection), nexts in zip(spans, following, strict=True):
        joined = any(
            begins - ends <= GAP for begins, ends in zip(nexts, reach.values(), strict=True)
        )
        if some and first >= end and not joined:
            yield start, end, some
            some = []
        if not some:
            start = end = first
        end = max(end, last)
        if family in reach:
            reach[family] = max(reach[family], last)
        some.append(detection)
    if some:
        yield start, end, some


def bring_together(text: str, found: Sequence[Found]) -> tuple[Found, Whole | None]:
    """What was found in all stretches of a text, and what they have settled of it.

    If a detector was skipped anywhere, nothing is settled: its silence says nothing anywhere then.
    """
    if any(one.skipped for one in found):
        for one in found:
            if one.settled is not None:
                for island in one.settled.islands:
                    one.detections += unpack(island.detections)
        return gather(text, found), None
    whole = Whole()
    for one, window in zip(found, stretches(text), strict=True):
        if one.settled is not None:
            whole.add(one.settled, window.start)
    return gather(text, found), whole
