"""The labels of an entity, their scores, and the best of them.

A label's probability at a token is the highest any detector gave it there. A detector that gave a
token a label, but not its parent, meant the parent too. A score is the probability summed over the
tokens of the entity and divided by their number. This module knows no other entity.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate
from typing import TypeAlias

from limina.engine.clusters import Candidate
from limina.engine.spans import Detection, Entity
from limina.engine.taxonomy import Taxonomy
from limina.engine.tokens import paint, tokenize

#: A probability for each token, None where the label is not.
_Row: TypeAlias = list[float | None]


class Labeller:
    """Makes entities of the candidates of one text.

    Args:
        text: The whole text.
        enabled: Labels that may be shown.
        taxonomy: Gives ancestors and the fixed order of labels.
    """

    def __init__(self, text: str, enabled: frozenset[str], taxonomy: Taxonomy) -> None:
        self._text = text
        self._enabled = enabled
        self._taxonomy = taxonomy
        self._chains: dict[str, tuple[str, ...]] = {}

    def entity(self, candidate: Candidate) -> Entity:
        """Give a candidate its labels."""
        start, end = candidate.start, candidate.end
        detections = [d for part in candidate.parts for d in part.detections]
        if candidate.blocked:
            return self._blocked(candidate, detections)
        if len(detections) == 1:
            shown = self._shown(detections[0].label)
            return Entity(start, end, shown[0], dict.fromkeys(shown, detections[0].score))
        if all(d.start <= start and end <= d.end for d in detections):
            tokens = [start]  # every label is the same at every token
        else:
            edges = (edge for d in detections for edge in (d.start, d.end))
            tokens = tokenize(self._text, start, end, edges)
        rows = self._rows(detections, tokens)
        if candidate.joined is not None:
            self._spread(rows, candidate.joined)
        shown = tuple(sorted(self._enabled & rows.keys(), key=self._place(rows)))
        scores = {name: sum(p or 0.0 for p in rows[name]) / len(tokens) for name in shown}
        covering = [name for name in shown if None not in rows[name]]
        return Entity(start, end, self._best(covering or shown, scores), scores)

    def _shown(self, label: str) -> tuple[str, ...]:
        """The enabled ones of a label and its ancestors, children first."""
        shown = self._chains.get(label)
        if shown is None:
            chain = (label, *self._taxonomy.ancestors(label))
            shown = self._chains[label] = tuple(name for name in chain if name in self._enabled)
        return shown

    def _blocked(self, candidate: Candidate, detections: Sequence[Detection]) -> Entity:
        """The entity of a BLOCK filter has the filter's label, enabled or not."""
        label = candidate.family
        shown = self._shown(label) if label in self._taxonomy.labels else ()
        if label not in shown:
            shown = (label, *shown)
        score = min(max(d.score for d in detections), 1.0)
        scores = dict.fromkeys(shown, score)
        return Entity(candidate.start, candidate.end, label, scores, blocked=True)

    def _rows(self, detections: Sequence[Detection], tokens: Sequence[int]) -> dict[str, _Row]:
        """Each label's probability at each token, whether or not the label may be shown."""
        strokes: dict[str, dict[str, list[tuple[int, int, float]]]] = {}
        for d in detections:
            stroke = (bisect_left(tokens, d.start), bisect_left(tokens, d.end), d.score)
            strokes.setdefault(d.detector, {}).setdefault(d.label, []).append(stroke)
        rows: dict[str, _Row] = {}
        for by_label in strokes.values():
            said = {name: paint(len(tokens), by_label[name]) for name in by_label}
            for name, row in self._with_parents(said).items():
                rows[name] = _pointwise_max(rows[name], row) if name in rows else row
        return rows

    def _with_parents(self, said: Mapping[str, _Row]) -> dict[str, _Row]:
        """Add to what one detector said what it implied.

        At a token where it said nothing of the parent, the parent is as probable as the likeliest
        of its children.
        """
        ancestors = self._taxonomy.ancestors
        names = {name for label in said for name in (label, *ancestors(label))}
        rows: dict[str, _Row] = {}
        implied: dict[str, _Row] = {}
        for name in sorted(names, key=lambda name: -len(ancestors(name))):
            row = rows[name] = _first(said.get(name), implied.get(name))
            for parent in ancestors(name)[:1]:
                implied[parent] = _pointwise_max(implied[parent], row) if parent in implied else row
        return rows

    def _spread(self, rows: dict[str, _Row], joined: str) -> None:
        """Give the label of joined parts, and its ancestors, to every token.

        At a part's token it is as probable as the likeliest label there, between two parts as the
        less probable of the two.
        """
        likeliest: _Row = []
        for row in rows.values():
            likeliest = _pointwise_max(likeliest, row) if likeliest else row
        from_left = list(accumulate(likeliest, _last))
        from_right = list(accumulate(reversed(likeliest), _last))[::-1]
        bridged = [
            _lesser(left, right) if here is None else here
            for here, left, right in zip(likeliest, from_left, from_right, strict=True)
        ]
        for name in (joined, *self._taxonomy.ancestors(joined)):
            rows[name] = _first(rows.get(name), bridged)

    def _place(self, rows: Mapping[str, _Row]) -> Callable[[str], tuple[int, int, int]]:
        """Sorts labels by the first token that carries them, there children before parents."""

        def place(name: str) -> tuple[int, int, int]:
            first = next(token for token, p in enumerate(rows[name]) if p is not None)
            return first, -len(self._taxonomy.ancestors(name)), self._taxonomy.rank(name)

        return place

    def _best(self, names: Sequence[str], scores: Mapping[str, float]) -> str:
        """The likeliest of the labels that have no child among them."""
        parents = {parent for name in names for parent in self._taxonomy.ancestors(name)}
        return min(
            (name for name in names if name not in parents),
            key=lambda name: (-scores[name], self._taxonomy.rank(name)),
        )


def _last(before: float | None, here: float | None) -> float | None:
    return before if here is None else here


def _lesser(one: float | None, other: float | None) -> float | None:
    return min((p for p in (one, other) if p is not None), default=None)


def _first(row: _Row | None, other: _Row | None) -> _Row:
    """The values of the first row, those of the other where it has none."""
    if row is None or other is None:
        return row or other or []
    return [q if p is None else p for p, q in zip(row, other, strict=True)]


def _pointwise_max(one: _Row, other: _Row) -> _Row:
    return [
        q if p is None else p if q is None else max(p, q) for p, q in zip(one, other, strict=True)
    ]
