"""From everything the detectors and BLOCK filters found to sorted, disjoint entities.

The order of work is that of docs/explanation/resolver.md: take in, unite, join, decide between
families, join what that left side by side, label. The promise kept throughout is that no
character a detection covers is left uncovered, but for what is trimmed off at edges. This module
knows neither requests nor redaction.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from math import inf, isfinite
from typing import Final

from limina.engine.clusters import Candidate, Component, Part, components, whole
from limina.engine.joining import Joiner
from limina.engine.labelling import Labeller
from limina.engine.scheduling import arrange, subtract
from limina.engine.spans import Detection, Document, Entity
from limina.engine.taxonomy import Taxonomy
from limina.engine.tokens import Graphemes, paint
from limina.engine.trim import trim

#: Families whose text may begin or end in punctuation that belongs to it.
UNTRIMMED_FAMILIES: Final = frozenset({"PASSWORD"})


class InvalidDetection(Exception):
    """A detector broke its contract; the request it was for cannot be answered safely.

    The message names the detector and the fault, never text of the document.
    """


def resolve(
    document: Document,
    detections: Sequence[Detection],
    *,
    enabled: frozenset[str],
    taxonomy: Taxonomy,
    weights: Mapping[str, float],
    blocks: Sequence[Detection] = (),
) -> tuple[Entity, ...]:
    """Make entities of detections.

    Args:
        document: The text.
        detections: What the detectors found, in any order; labels are the taxonomy's.
        enabled: Labels that may be shown; a detection of another label counts under its nearest
            enabled ancestor, or not at all if it has none.
        taxonomy: All labels.
        weights: Detector to the factor of its scores where families compete; 1 if not named.
        blocks: Matches of BLOCK filters, with labels of any name, enabled or not.

    Returns:
        Sorted, disjoint entities. They do not depend on the order of the detections.

    Raises:
        InvalidDetection: If a span is empty or outside the text, a label is unknown, or a score is
            no probability.
    """
    return _Resolver(document.text, enabled, taxonomy, weights).run(detections, blocks)


class _Resolver:
    """The steps, for one text and the labels one request enables."""

    def __init__(
        self,
        text: str,
        enabled: frozenset[str],
        taxonomy: Taxonomy,
        weights: Mapping[str, float],
    ) -> None:
        self._text = text
        self._enabled = enabled
        self._taxonomy = taxonomy
        self._weights = weights
        self._graphemes = Graphemes(text)

    def run(
        self, detections: Sequence[Detection], blocks: Sequence[Detection]
    ) -> tuple[Entity, ...]:
        """Do the steps one after the other."""
        joiner = Joiner(self._text, self._enabled, self._taxonomy)
        labeller = Labeller(self._text, self._enabled, self._taxonomy)
        accepted = self._accept(detections)
        candidates = [
            candidate
            for family, found in accepted.items()
            for candidate in joiner.join(map(whole, components(family, found, self._weights)))
        ]
        stretches: list[tuple[int, int]] = []
        ruling: list[Candidate] = []
        if blocks:
            blocked = self._blocked(blocks)
            stretches = sorted((c.start, c.end) for c in blocked)
            ruling, competing = self._divide(blocked, accepted)
            ruling = arrange(ruling, self._recut, self._order)
            candidates = subtract(candidates + competing, ruling, self._recut)
        settled = ruling + arrange(candidates, self._recut, self._order)
        settled.sort(key=lambda c: c.start)
        _attach_detections(settled)
        entities = [labeller.entity(c) for c in joiner.join(settled, initials=True)]
        return tuple(_mark_blocked(entities, stretches))

    def _accept(self, detections: Iterable[Detection]) -> dict[str, list[Detection]]:
        """Check, snap and trim detections; those that may be shown, by family, by start."""
        text, graphemes = self._text, self._graphemes
        families: dict[str, str | None] = {}
        accepted: dict[str, list[Detection]] = {}
        for d in detections:
            self._check(d, 1.0)
            if d.label not in families:
                if d.label not in self._taxonomy.labels:
                    raise InvalidDetection(f"detector {d.detector!r}: a label is unknown")
                families[d.label] = self._family(d.label)
            family = families[d.label]
            if family is None:
                continue
            start, end = graphemes.snap(d.start, d.end)
            whole_text = family in UNTRIMMED_FAMILIES
            start, end = trim(text, start, end, graphemes, punctuation=not whole_text)
            if start == end:
                continue
            if start != d.start or end != d.end:
                d = Detection(start, end, d.label, d.score, d.detector, d.rule)
            accepted.setdefault(family, []).append(d)
        for found in accepted.values():
            found.sort(key=lambda d: d.start)
        return accepted

    def _family(self, label: str) -> str | None:
        """The family a label is shown under, None if the label has no enabled ancestor."""
        ancestors = self._taxonomy.ancestors(label)
        if label in self._enabled or not self._enabled.isdisjoint(ancestors):
            return self._taxonomy.family(label)
        return None

    def _check(self, d: Detection, highest: float) -> None:
        if not 0 <= d.start < d.end <= len(self._text):
            raise InvalidDetection(f"detector {d.detector!r}: a span is empty or outside the text")
        if not (isfinite(d.score) and 0 <= d.score <= highest):
            raise InvalidDetection(f"detector {d.detector!r}: a score is out of range")

    def _blocked(self, blocks: Iterable[Detection]) -> list[Candidate]:
        """Candidates of BLOCK matches: whole graphemes, untrimmed; one label's overlaps united."""
        by_label: dict[str, list[Detection]] = {}
        for d in blocks:
            self._check(d, inf)
            start, end = self._graphemes.snap(d.start, d.end)
            snapped = Detection(start, end, d.label, d.score, d.detector, d.rule)
            by_label.setdefault(d.label, []).append(snapped)
        return [
            whole(component)
            for label, found in by_label.items()
            for component in components(
                label, sorted(found, key=lambda d: d.start), self._weights, blocked=True
            )
        ]

    def _divide(
        self, blocked: Iterable[Candidate], accepted: Mapping[str, Sequence[Detection]]
    ) -> tuple[list[Candidate], list[Candidate]]:
        """The BLOCK matches no detection outscores, which have their stretch, and the others."""
        found = [d for family in accepted.values() for d in family]
        edges = sorted({edge for d in found for edge in (d.start, d.end)})
        place = {edge: index for index, edge in enumerate(edges)}
        highest = paint(len(edges), ((place[d.start], place[d.end], d.score) for d in found))
        ruling: list[Candidate] = []
        competing: list[Candidate] = []
        for candidate in blocked:
            threshold = max(d.score for part in candidate.parts for d in part.detections)
            first = max(bisect_right(edges, candidate.start) - 1, 0)
            rivals = highest[first : bisect_left(edges, candidate.end)]
            outscored = any(rival is not None and rival > threshold for rival in rivals)
            (competing if outscored else ruling).append(candidate)
        return ruling, competing

    def _recut(self, component: Component, start: int, end: int) -> Iterator[Candidate]:
        """The candidate of a piece, unless trimming leaves nothing of it."""
        punctuation = not (component.blocked or component.family in UNTRIMMED_FAMILIES)
        start, end = trim(self._text, start, end, self._graphemes, punctuation=punctuation)
        if start < end:
            yield Candidate(start, end, (Part(component, start, end, ()),))

    def _order(self, candidate: Candidate) -> tuple[int, str]:
        """BLOCK matches first, then the fixed order of the families."""
        family = candidate.family
        return (-1, family) if candidate.blocked else (self._taxonomy.rank(family), "")


def _attach_detections(candidates: Iterable[Candidate]) -> None:
    """Give every piece of a component the detections that overlap it."""
    pieces: dict[int, list[Part]] = {}
    for candidate in candidates:
        for part in candidate.parts:
            if not part.detections:
                pieces.setdefault(id(part.component), []).append(part)
    for parts in pieces.values():
        waiting = iter(parts[0].component.detections)
        following = next(waiting, None)
        active: list[Detection] = []
        for part in parts:  # they come in the order of the text
            active = [d for d in active if d.end > part.start]
            while following is not None and following.start < part.end:
                if following.end > part.start:
                    active.append(following)
                following = next(waiting, None)
            part.detections = tuple(active)


def _mark_blocked(
    entities: Sequence[Entity], stretches: Sequence[tuple[int, int]]
) -> Iterator[Entity]:
    """Note on every entity whether a BLOCK match, also one that lost, has part in it.

    Freeing such an entity would uncover what the client wants covered.
    """
    upcoming = 0
    reach = 0  # how far the matches that begin before the entity's end go
    for entity in entities:
        while upcoming < len(stretches) and stretches[upcoming][0] < entity.end:
            reach = max(reach, stretches[upcoming][1])
            upcoming += 1
        touched = reach > entity.start
        yield replace(entity, blocked=True) if touched and not entity.blocked else entity
