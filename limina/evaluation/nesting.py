"""Corpora that annotate an entity and its parts: an address over its street and its city."""

from __future__ import annotations

from dataclasses import replace

from limina.evaluation.records import Gold, Span
from limina.evaluation.scheme import Scheme


def outermost(record: Gold, scheme: Scheme) -> Gold:
    """The text without the annotated spans that lie within another one of their family.

    Of spans with the same edges and family the first stays.
    """
    kept: list[Span] = []
    # From left to right, the longer one first: what lies within a span comes after it.
    in_order = sorted(record.spans, key=lambda span: (span.start, -span.end))
    for span in in_order:
        family = scheme.family(span.label)
        within = any(
            one.start <= span.start and span.end <= one.end and scheme.family(one.label) == family
            for one in kept
        )
        if not within:
            kept.append(span)
    return replace(record, spans=tuple(kept))
