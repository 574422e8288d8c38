"""The resolver again, slow and simple: every character, every selection. For texts of ASCII letters
and spaces, and labels whose neighbours are never joined."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from math import inf

from limina.engine.spans import Detection
from limina.engine.taxonomy import Taxonomy


class Blob:
    """Characters of one family, in one stretch."""

    def __init__(self, family: str, blocked: bool, at: Iterable[int]) -> None:
        self.family = family
        self.blocked = blocked
        self.at = frozenset(at)

    @property
    def span(self) -> tuple[int, int]:
        return min(self.at), max(self.at) + 1


class Oracle:
    def __init__(
        self,
        text: str,
        detections: Sequence[Detection],
        blocks: Sequence[Detection],
        enabled: frozenset[str],
        taxonomy: Taxonomy,
        weights: Mapping[str, float],
    ) -> None:
        self.text = text
        self.taxonomy = taxonomy
        self.enabled = enabled
        self.weights = weights
        self.blocks = blocks
        self.detections = [
            Detection(*self.strip(d.start, d.end), d.label, d.score, d.detector)
            for d in detections
            if self.line(d.label) & enabled and text[d.start : d.end].strip()
        ]

    def line(self, label: str) -> set[str]:
        return {label, *self.taxonomy.ancestors(label)}

    def strip(self, start: int, end: int) -> tuple[int, int]:
        inside = [at for at in range(start, end) if self.text[at] != " "]
        return inside[0], inside[-1] + 1

    def spans(self) -> list[tuple[int, int, str, bool]]:
        """Start, end, family, whether it is a BLOCK filter's; sorted."""
        blobs = [
            Blob(self.taxonomy.family(d.label), False, range(d.start, d.end))
            for d in self.detections
        ]
        blocked = unite([Blob(b.label, True, range(b.start, b.end)) for b in self.blocks])
        ruling = self.settle([blob for blob in blocked if self.rules(blob)])
        taken = frozenset().union(*(blob.at for blob in ruling))
        competing = [blob for blob in blocked if not self.rules(blob)]
        rest = [part for blob in unite(blobs) + competing for part in self.without(blob, taken)]
        return sorted(
            (*blob.span, blob.family, blob.blocked) for blob in ruling + self.settle(rest)
        )

    def rules(self, blob: Blob) -> bool:
        threshold = max(
            b.score for b in self.blocks if b.label == blob.family and b.start in blob.at
        )
        rivals = [d.score for d in self.detections if not blob.at.isdisjoint(range(d.start, d.end))]
        return all(score <= threshold for score in rivals)

    def settle(self, blobs: list[Blob]) -> list[Blob]:
        """Best selection first, then the same for what it left; far-apart groups do not mix here
        either, for each of them is as heavy alone."""
        if not blobs:
            return []
        chosen = self.heaviest(blobs)
        taken = frozenset().union(*(blob.at for blob in chosen))
        losers = [blob for blob in blobs if blob not in chosen]
        return chosen + self.settle([p for blob in losers for p in self.without(blob, taken)])

    def heaviest(self, blobs: list[Blob]) -> list[Blob]:
        def key(blob: Blob) -> tuple[int, int, int, str]:
            start, end = blob.span
            rank = -1 if blob.blocked else self.taxonomy.rank(blob.family)
            return start, -end, rank, blob.family

        in_order = sorted(blobs, key=key)
        best: tuple[float, list[float]] = (-1.0, [])
        for size in range(1, len(in_order) + 1):
            for chosen in combinations(range(len(in_order)), size):
                sets = [in_order[index].at for index in chosen]
                if len(frozenset().union(*sets)) == sum(map(len, sets)):
                    weight = sum(self.weight(in_order[index]) for index in chosen)
                    # of equally heavy ones, that with the earlier candidates
                    value = (weight, [-index for index in (*chosen, *[inf] * len(in_order))])
                    best = max(best, value)
        return [in_order[int(-index)] for index in best[1] if index != -inf]

    def weight(self, blob: Blob) -> float:
        if blob.blocked:
            return sum(
                max(
                    b.score for b in self.blocks if b.label == blob.family and b.start <= at < b.end
                )
                for at in blob.at
            )
        return sum(
            max(
                d.score * self.weights.get(d.detector, 1.0)
                for d in self.detections
                if d.start <= at < d.end and self.taxonomy.family(d.label) == blob.family
            )
            for at in blob.at
        )

    def without(self, blob: Blob, taken: frozenset[int]) -> list[Blob]:
        if blob.at.isdisjoint(taken):
            return [blob]
        left = sorted(blob.at - taken)
        runs = [[at for at in left if at - left.index(at) == shift] for shift in offsets(left)]
        return [
            Blob(blob.family, blob.blocked, range(*self.strip(run[0], run[-1] + 1)))
            for run in runs
            if self.text[run[0] : run[-1] + 1].strip()
        ]

    def labels(self, start: int, end: int, family: str) -> dict[str, float]:
        """Each enabled label of the family and its score in an entity that is no BLOCK filter's."""
        found = [
            d
            for d in self.detections
            if self.taxonomy.family(d.label) == family and d.start < end and start < d.end
        ]
        edges = {edge for d in found for edge in (d.start, d.end)}
        words = [
            match.span() for match in re.finditer(r"\w+", self.text[:end]) if match.end() > start
        ]
        tokens = [
            at
            for first, last in words
            for at in range(max(first, start), last)
            if at == max(first, start) or at in edges
        ]

        def said(detector: str, label: str, at: int) -> float | None:
            by = [d for d in found if d.detector == detector and d.start <= at < d.end]
            explicit = [d.score for d in by if d.label == label]
            children = [c.name for c in self.taxonomy.labels.values() if c.parent == label]
            implied = [p for c in children if (p := said(detector, c, at)) is not None]
            return max(explicit or implied, default=None)

        scores: dict[str, float] = {}
        for label in self.enabled:
            row = [
                [p for detector in ("one", "two") if (p := said(detector, label, at)) is not None]
                for at in tokens
            ]
            if any(row):
                scores[label] = sum(max(p, default=0.0) for p in row) / len(tokens)
        return scores


def unite(blobs: list[Blob]) -> list[Blob]:
    for one, other in combinations(blobs, 2):
        if one.family == other.family and not one.at.isdisjoint(other.at):
            rest = [blob for blob in blobs if blob not in (one, other)]
            return unite([*rest, Blob(one.family, one.blocked, one.at | other.at)])
    return blobs


def offsets(left: Sequence[int]) -> list[int]:
    return sorted({at - index for index, at in enumerate(left)})
