"""What the token classifier is to learn from a text: for each token, the tags that would be right.

Corpora differ in what they annotate. Where a corpus leaves a family out, an unmarked token may be
anything of that family or nothing; where it knows a person's name but not which word is the family
name, several tags are right. So a target is a set of tags, and the loss asks only that the
probability lies within the set.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from limina_spacy.families import FAMILIES, family_of
from limina_spacy.tags import TagSet

#: A label that stands for any of these where nothing nested says more.
_COARSE = {
    "NAME": ("NAME", "NAME_GIVEN", "NAME_FAMILY"),
    "LOCATION": (
        "LOCATION",
        "LOCATION_CITY",
        "LOCATION_STATE",
        "LOCATION_COUNTRY",
    ),
    "ORGANIZATION": ("ORGANIZATION", "ORGANIZATION_MEDICAL_FACILITY"),
}


@dataclass(frozen=True, slots=True, order=True)
class Marked:
    """A labelled stretch of tokens.

    Attributes:
        start: First token.
        end: One past the last token.
        label: Limina label.
    """

    start: int
    end: int
    label: str


def allowed(
    tags: TagSet,
    length: int,
    spans: Iterable[Marked],
    neutral: Iterable[tuple[int, int]] = (),
    scope: Sequence[str] | None = None,
    exact: bool = True,
) -> NDArray[np.bool_]:
    """The tags that would be right at each token.

    Args:
        tags: All tags.
        length: Number of tokens.
        spans: What is marked; a span inside another one of its family gives a part of it.
        neutral: Stretches of which nothing is known.
        scope: Labels or families that are marked wherever they occur; None means all.
        exact: Whether a lone `NAME`, `LOCATION` or `ORGANIZATION` means just that, and not one of
            its parts.

    Returns:
        Shape (tokens, tags).
    """
    outside = np.zeros(len(tags), dtype=bool)
    outside[0] = True
    if scope is not None:
        known = {label for name in scope for label in FAMILIES.get(name, (name,))}
        missing = [label for label in tags.labels if label not in known]
        outside |= tags.of_labels(missing, begins=True) | tags.of_labels(missing, begins=False)
    out = np.repeat(outside[None, :], length, axis=0)
    for start, end in neutral:
        out[start:end] = True
    for outer, parts in _entities(spans):
        labels: list[tuple[str, ...]] = [
            (outer.label,) if exact or parts else _COARSE.get(outer.label, (outer.label,))
        ] * (outer.end - outer.start)
        for part in parts:
            for place in range(part.start, part.end):
                labels[place - outer.start] = (part.label,)
        for place, right in enumerate(labels, outer.start):
            out[place] = tags.of_labels(right, begins=place == outer.start)
            if not out[place].any():
                out[place] = True  # a label the model does not have
    return out


def _entities(spans: Iterable[Marked]) -> list[tuple[Marked, list[Marked]]]:
    """Outermost spans with the spans of their family inside, widest first; others are dropped."""
    out: list[tuple[Marked, list[Marked]]] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if out and span.start < out[-1][0].end:
            outer, parts = out[-1]
            if span.end <= outer.end and family_of(span.label) == family_of(outer.label):
                parts.append(span)
        else:
            out.append((span, []))
    return out
