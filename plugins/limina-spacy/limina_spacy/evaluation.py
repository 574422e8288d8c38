"""How good a pipeline is while it is trained: strict F1 and how much personal text it leaves.

A quick measure over tokens for choosing between checkpoints; `limina evaluate` is the real one.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from spacy.tokens import Doc, Span
from spacy.training import Example

from limina_spacy.aligning import on_tokens_of
from limina_spacy.families import family_of
from limina_spacy.targets import Marked

_GROUP = "limina"

#: A prediction with a lower score does not count.
_COUNTS = 0.5


def score_examples(examples: Iterable[Example], **_kwargs: Any) -> dict[str, Any]:
    """Compare the span group `limina` of predicted and reference documents.

    Only outermost spans count, folded into their family; predictions of a family the reference
    document does not annotate are left out.

    Returns:
        `limina_f1`, `limina_p`, `limina_r` over exact spans, and `limina_kept`, the share of marked
        tokens that some prediction covers; all in 0..1.
    """
    right = found = wanted = marked = covered = 0
    for example in examples:
        scope = example.reference.user_data.get("limina_scope")
        families = None if scope is None else {family_of(s) for s in scope} | set(scope)
        gold = _outer(on_tokens_of(example.predicted, example.reference, _GROUP))
        spans = [Marked(s.start, s.end, s.label_) for s in _believed(example.predicted)]
        guess = _outer(spans)
        cover = _places(spans)
        if families is not None:
            annotated = _places(gold)
            guess = {g for g in guess if g.label in families or annotated & _places((g,))}
        right += len(gold & guess)
        found += len(guess)
        wanted += len(gold)
        for span in gold:
            marked += span.end - span.start
            covered += len(cover & _places((span,)))
    p, r = right / max(found, 1), right / max(wanted, 1)
    return {
        "limina_f1": 2 * p * r / max(p + r, 1e-9),
        "limina_p": p,
        "limina_r": r,
        "limina_kept": covered / max(marked, 1),
    }


def _believed(doc: Doc) -> list[Span]:
    """The predicted spans that are more likely right than wrong; all where there are no scores."""
    if _GROUP not in doc.spans:
        return []
    group = doc.spans[_GROUP]
    scores = group.attrs.get("scores")
    if scores is None:
        return list(group)
    return [span for span, score in zip(group, scores, strict=True) if score >= _COUNTS]


def _places(spans: Iterable[Marked]) -> set[int]:
    return {place for span in spans for place in range(span.start, span.end)}


def _outer(spans: Iterable[Marked]) -> set[Marked]:
    """Outermost spans under their family."""
    out: list[Marked] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if not out or span.start >= out[-1].end:
            out.append(Marked(span.start, span.end, family_of(span.label)))
    return set(out)
