"""Every label of an entity with a place of its own: `John Smith` a NAME, `John` a NAME_GIVEN.

An entity tells which labels its parts carry and with what score over the whole, not where they
stand; that is taken from the detections the entity was made of. This module changes no entity.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from limina.engine.resolver import UNTRIMMED_FAMILIES
from limina.engine.spans import Detection, Document, Entity
from limina.engine.taxonomy import Taxonomy
from limina.engine.tokens import Graphemes, paint, tokenize
from limina.engine.trim import trim


@dataclass(frozen=True, slots=True)
class LabelSpan:
    """One label and the stretch of text that carries it.

    Attributes:
        start: First character, in code points.
        end: One past the last character, in code points.
        label: The label.
        likelihood: Its probability over the stretch, 0..1, unrounded.
        best: Whether it is the best label of the entity it belongs to.
    """

    start: int
    end: int
    label: str
    likelihood: float
    best: bool


def label_spans(
    document: Document,
    entities: Sequence[Entity],
    detections: Sequence[Detection],
    *,
    taxonomy: Taxonomy,
) -> list[LabelSpan]:
    """Find the place of every label of every entity.

    The best label and its parents cover their entity. Any other label covers the tokens to which
    a detector gave it or a child of it; tokens in a row are one span, whose likelihood is the mean
    of the highest probabilities at each.

    Args:
        document: The text.
        entities: What the resolver made of the detections and the filters left of it: sorted,
            disjoint.
        detections: What the resolver was given, in any order.
        taxonomy: All labels.

    Returns:
        Spans in the order of the text, the longer of two that begin together first.
    """
    finder = _Finder(document.text, taxonomy)
    spans = [
        span
        for entity, found in finder.share(entities, detections)
        for span in finder.spans(entity, found)
    ]
    spans.sort(key=lambda span: (span.start, -span.end))
    return spans


class _Finder:
    def __init__(self, text: str, taxonomy: Taxonomy) -> None:
        self._text = text
        self._taxonomy = taxonomy
        self._graphemes = Graphemes(text)

    def share(
        self, entities: Sequence[Entity], detections: Sequence[Detection]
    ) -> Iterator[tuple[Entity, list[Detection]]]:
        """Every entity with the detections that overlap it, cut to it."""
        waiting = sorted(detections, key=lambda d: d.start)
        following = 0
        active: list[Detection] = []
        for entity in entities:
            while following < len(waiting) and waiting[following].start < entity.end:
                active.append(waiting[following])
                following += 1
            active = [d for d in active if d.end > entity.start]
            cut = (self._cut(d, entity) for d in active)
            yield entity, [d for d in cut if d.start < d.end]

    def _cut(self, d: Detection, entity: Entity) -> Detection:
        """The part of a detection inside an entity, with its edges as the resolver makes them."""
        start, end = self._graphemes.snap(d.start, d.end)
        start, end = max(start, entity.start), min(end, entity.end)
        punctuation = entity.best_label not in UNTRIMMED_FAMILIES
        start, end = trim(self._text, start, end, self._graphemes, punctuation=punctuation)
        return Detection(start, end, d.label, d.score, d.detector)

    def spans(self, entity: Entity, detections: Sequence[Detection]) -> Iterator[LabelSpan]:
        """The places of the labels of one entity, in the order of its labels."""
        best = entity.best_label
        whole = {best, *self._ancestors(best)}
        parts = [label for label in entity.labels if label not in whole]
        runs = self._runs(entity, detections, parts) if parts else {}
        for label, score in entity.labels.items():
            for start, end, likelihood in runs.get(label) or [(entity.start, entity.end, score)]:
                yield LabelSpan(start, end, label, likelihood, label == best)

    def _ancestors(self, label: str) -> tuple[str, ...]:
        known = label in self._taxonomy.labels
        return self._taxonomy.ancestors(label) if known else ()

    def _runs(
        self, entity: Entity, detections: Sequence[Detection], labels: Sequence[str]
    ) -> Mapping[str, list[tuple[int, int, float]]]:
        """Where labels stand inside an entity, with their likelihoods."""
        edges = [edge for d in detections for edge in (d.start, d.end)]
        tokens = tokenize(self._text, entity.start, entity.end, edges)
        own: dict[str, list[tuple[int, int, float]]] = {}
        implied: dict[str, list[tuple[int, int, float]]] = {}
        for d in detections:
            stroke = (bisect_left(tokens, d.start), bisect_left(tokens, d.end), d.score)
            own.setdefault(d.label, []).append(stroke)
            for parent in self._ancestors(d.label):
                implied.setdefault(parent, []).append(stroke)
        runs: dict[str, list[tuple[int, int, float]]] = {}
        for label in labels:
            said = paint(len(tokens), own.get(label, ()))
            meant = paint(len(tokens), implied.get(label, ()))
            row = [q if p is None else p for p, q in zip(said, meant, strict=True)]
            runs[label] = list(self._join(row, tokens, entity.end))
        return runs

    def _join(
        self, row: Sequence[float | None], tokens: Sequence[int], end: int
    ) -> Iterator[tuple[int, int, float]]:
        """Tokens in a row that carry a label, as stretches of text."""
        numbered = groupby(enumerate(row), key=lambda place: place[1] is not None)
        for carries, places in numbered:
            if not carries:
                continue
            run = list(places)
            first, behind = run[0][0], run[-1][0] + 1
            limit = tokens[behind] if behind < len(tokens) else end
            width = len(self._text[tokens[first] : limit].rstrip())
            likelihood = sum(value or 0.0 for _, value in run) / len(run)
            yield tokens[first], tokens[first] + width, likelihood
