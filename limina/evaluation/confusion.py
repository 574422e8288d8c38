"""What is taken for what: annotated label against predicted label, by overlap."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from limina.evaluation.matching import Case, Marked

#: In the place of a label: nothing was annotated, or nothing found.
NOTHING = "-"

#: (annotated label, predicted label) to number of spans.
Confusion = Counter[tuple[str, str]]


def confusion(cases: Iterable[Case]) -> Confusion:
    """Count pairs of labels.

    Every annotated span counts once, with the prediction that covers most of it; so does every
    prediction that touches nothing and could have been right. The names are those that are scored:
    families, or full labels if the scheme is fine.
    """
    pairs: Confusion = Counter()
    for case in cases:
        gold, predicted = case.merged()
        for one in gold:
            pairs[one.meaning.label, _found_as(one, predicted)] += 1
        for span in predicted:
            verdict = case.verdict(span, gold)
            if verdict.counted and not verdict.over:
                pairs[NOTHING, span.meaning.label] += 1
    return pairs


def _found_as(one: Marked, predicted: Iterable[Marked]) -> str:
    touching = [span for span in predicted if span.touches(one)]
    if not touching:
        return NOTHING

    def weight(span: Marked) -> tuple[int, bool]:
        shared = min(span.end, one.end) - max(span.start, one.start)
        return shared, one.meaning.accepts(span.meaning.label)

    best = max(touching, key=weight)
    # An accepted alternative is no confusion.
    return one.meaning.label if weight(best)[1] else best.meaning.label
