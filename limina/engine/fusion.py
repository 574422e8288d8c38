"""What detectors that work apart say together: which detections are believed, and how probable
their labels are.

Scores are probabilities. At each character the highest score of each detector counts, and the
detectors are taken together as independent witnesses; detectors that know better and found nothing
are witnesses too. A detection is believed as far as the characters it covers are, and dropped below
the cut-off. This module makes no entities and decides nothing between families
(docs/explanation/fusion.md).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Final

from limina.engine.spans import Detection, Document
from limina.engine.taxonomy import Taxonomy
from limina.engine.tokens import Cover, paint

#: Where the dial ends: nothing that is as improbable is kept, nothing that is as probable dropped.
LEAST_CUT_OFF: Final = 0.02
HIGHEST_CUT_OFF: Final = 0.95
#: What sums of probabilities may be off by.
EPSILON: Final = 1e-9
#: Up to this many detections, painting one over the other is quicker than sorting them first.
_FEW: Final = 32


@dataclass(frozen=True, slots=True)
class Voice:
    """A detector that has examined a text, as far as it counts here.

    Attributes:
        name: As in its detections.
        families: The families of all labels it knows.
        languages: ISO 639-1 codes it is meant for; empty means any.
        silence: How much it counts where it finds nothing, in 0..1.
        facts: Whether what it says is kept as it is, and says nothing of what others found.
        edges: How much it counts, in 0..1, that what others found goes on where its own ends.
    """

    name: str
    families: frozenset[str]
    languages: frozenset[str] = frozenset()
    silence: float = 0.0
    facts: bool = False
    edges: float = 0.0

    def counts_silent(self, family: str, document: Document) -> bool:
        """Whether its finding nothing of a family in a document says anything."""
        return bool(self.silence) and self._competent(family, document)

    def knows_edges(self, family: str, document: Document) -> bool:
        """Whether where it sees an entity of a family end in a document says anything."""
        return bool(self.edges) and self._competent(family, document)

    def _competent(self, family: str, document: Document) -> bool:
        if self.facts or family not in self.families:
            return False
        return not self.languages or not self.languages.isdisjoint(document.languages)


@dataclass(slots=True)
class Weighed:
    """A detection and what it is worth beside all others.

    Attributes:
        detection: As the detector gave it.
        raised: The same with the score that detectors who agree on the label have together, and
            without what goes beyond the edges that a detector who knows better sees.
        probability: That the detection is right about the family.
        kept: Whether that reaches the cut-off.
        silent: Detectors whose silence lowered the probability, sorted.
        fact: Whether it is taken as it is, because its detector gives facts.
    """

    detection: Detection
    raised: Detection
    probability: float
    kept: bool = True
    silent: tuple[str, ...] = ()
    fact: bool = False


def cut_off(sensitivity: float) -> float:
    """The least probability that is kept: what is left of 1, but never 0 and never 1.

    Args:
        sensitivity: 0..1.
    """
    return min(max(1.0 - sensitivity, LEAST_CUT_OFF), HIGHEST_CUT_OFF)


def weigh(
    document: Document,
    detections: Sequence[Detection],
    *,
    voices: Sequence[Voice],
    taxonomy: Taxonomy,
    sensitivity: float,
) -> list[Weighed]:
    """Weigh every detection beside all others.

    Time grows with the detections and, in each heap of overlapping ones, with the number of
    detectors and labels in it.

    Args:
        document: The text; its languages decide whose silence counts.
        detections: What the detectors found, in any order, within the text; the labels are the
            taxonomy's.
        voices: The detectors that have answered, also those that found nothing.
        taxonomy: All labels.
        sensitivity: 0..1; see `cut_off`.

    Returns:
        One for each detection, in their own order. It does not depend on the order given.
    """
    ordered = sorted(detections, key=_order)
    weighed = [Weighed(d, d, d.score) for d in ordered]
    facts = frozenset(voice.name for voice in voices if voice.facts)
    families: dict[str, list[Weighed]] = {}
    for one in weighed:
        if one.detection.detector in facts:
            one.fact = True
        else:
            families.setdefault(taxonomy.family(one.detection.label), []).append(one)
    least = cut_off(sensitivity) - EPSILON
    for family, found in families.items():
        silences = {v.name: 1 - v.silence for v in voices if v.counts_silent(family, document)}
        edges = {v.name: v.edges for v in voices if v.knows_edges(family, document)}
        for heap in _heaps(found):
            _believe(heap, taxonomy)
            if silences:
                _doubt(heap, silences)
            if edges:
                _narrow(heap, edges, least)
        for one in found:
            one.kept = one.probability >= least
    return weighed


def _order(d: Detection) -> tuple[int, int, str, float, str, str]:
    return d.start, d.end, d.label, d.score, d.detector, d.rule


def _heaps(found: Sequence[Weighed]) -> Iterator[list[Weighed]]:
    """Detections that overlap, directly or through each other; they come sorted by start."""
    heap: list[Weighed] = []
    end = 0
    for one in found:
        if heap and one.detection.start >= end:
            yield heap
            heap = []
        heap.append(one)
        end = max(end, one.detection.end)
    yield heap


def _believe(heap: Sequence[Weighed], taxonomy: Taxonomy) -> None:
    """Note what the detections of a heap are worth together, silence apart."""
    if len(heap) == 1:
        return
    found = [one.detection for one in heap]
    evidence = _Evidence(found)
    alone = len({d.detector for d in found}) == 1
    agreements: dict[str, _Evidence | None] = {}
    for one in heap:
        d = one.detection
        one.probability = max(evidence.over(d), d.score)
        if alone:
            continue
        if d.label not in agreements:
            agreements[d.label] = _agreement(d.label, found, evidence, taxonomy)
        agreed = agreements[d.label]
        score = 0.0 if agreed is None else agreed.over(d)
        if score > d.score + EPSILON:
            one.raised = Detection(d.start, d.end, d.label, score, d.detector, d.rule)


def _agreement(
    label: str, found: Sequence[Detection], evidence: _Evidence, taxonomy: Taxonomy
) -> _Evidence | None:
    """What is said for a label, unless only one detector says it."""
    agreeing = [d for d in found if _means(d.label, label, taxonomy)]
    if len({d.detector for d in agreeing}) == 1:
        return None
    return evidence if len(agreeing) == len(found) else _Evidence(agreeing)


def _means(label: str, other: str, taxonomy: Taxonomy) -> bool:
    """Whether a label says another one too: it is the same, or a child of it."""
    return label == other or other in taxonomy.ancestors(label)


def _doubt(heap: Sequence[Weighed], silences: Mapping[str, float]) -> None:
    """Lower what detectors say nothing about."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for one in heap:
        d = one.detection
        if d.detector in silences:
            spans.setdefault(d.detector, []).append((d.start, d.end))
    spoken = {name: Cover(spans.get(name, ())) for name in sorted(silences)}
    for one in heap:
        d = one.detection
        one.silent = tuple(n for n, cover in spoken.items() if not cover.touches(d.start, d.end))
        for name in one.silent:
            one.probability = _times_odds(one.probability, silences[name])


def _narrow(heap: Sequence[Weighed], edges: Mapping[str, float], least: float) -> None:
    """Cut off what goes on beyond an entity as detectors that know edges see it.

    They must see a part of it, and what goes on must be improbable without them; they count as far
    as they are sure.
    """
    if len(heap) == 1:
        return
    seen = [
        one.detection
        for one in heap
        if one.detection.detector in edges and one.detection.score >= least
    ]
    if not seen:
        return
    firsts = [d.start for d in seen]
    reach = list(accumulate((d.end for d in seen), max))
    for one in heap:
        d = one.detection
        if d.detector in edges:
            continue
        # Sorted by start: those before `last` begin within, of which those that end behind touch.
        last = bisect_left(firsts, d.end)
        touching = bisect_right(reach, d.start, 0, last)
        inside = [s for s in seen[touching:last] if s.end > d.start]
        if not inside:
            continue
        start = max(d.start, min(s.start for s in inside))
        end = min(d.end, max(s.end for s in inside))
        factor = min(1 - edges[s.detector] * s.score for s in inside)
        if (start, end) != (d.start, d.end) and _times_odds(d.score, factor) < least:
            r = one.raised
            one.raised = Detection(start, end, r.label, r.score, r.detector, r.rule)


def _times_odds(probability: float, factor: float) -> float:
    """The probability whose odds are so many times as high; certainty stays certain."""
    if probability >= 1.0:
        return probability
    return factor * probability / (1.0 - probability + factor * probability)


class _Evidence:
    """How probable it is at each character that detectors of a heap are right.

    Args:
        detections: Not empty.
    """

    def __init__(self, detections: Sequence[Detection]) -> None:
        edges = sorted({edge for d in detections for edge in (d.start, d.end)})
        self._place = {edge: index for index, edge in enumerate(edges)}
        by_detector: dict[str, list[tuple[int, int, float]]] = {}
        for d in detections:
            stroke = (self._place[d.start], self._place[d.end], d.score)
            by_detector.setdefault(d.detector, []).append(stroke)
        missed = [1.0] * (len(edges) - 1)
        for name in sorted(by_detector):
            heights = _highest(len(missed), by_detector[name])
            missed = [miss * (1.0 - height) for miss, height in zip(missed, heights, strict=True)]
        areas = ((b - a) * miss for (a, b), miss in zip(pairwise(edges), missed, strict=True))
        self._sums = list(accumulate(areas, initial=0.0))

    def over(self, d: Detection) -> float:
        """The mean over the characters of a detection, which begins and ends where one of the
        heap does."""
        missed = self._sums[self._place[d.end]] - self._sums[self._place[d.start]]
        return min(max(1.0 - missed / (d.end - d.start), 0.0), 1.0)


def _highest(size: int, strokes: Sequence[tuple[int, int, float]]) -> list[float]:
    """The highest score at each place, 0 where there is none."""
    if len(strokes) > _FEW:
        return [height or 0.0 for height in paint(size, strokes)]
    highest = [0.0] * size
    for first, last, score in strokes:
        for place in range(first, last):
            if highest[place] < score:
                highest[place] = score
    return highest
