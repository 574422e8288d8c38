"""The measure that chooses between checkpoints."""

from __future__ import annotations

from typing import Any

import pytest
import spacy
from spacy.tokens import Doc, Span, SpanGroup
from spacy.training import Example

from limina_spacy.evaluation import score_examples

VOCAB = spacy.blank("en").vocab
Spans = list[tuple[int, int, str]]


def example(
    gold: Spans, guess: Spans, scores: list[float] | None = None, scope: list[str] | None = None
) -> Example:
    """Ten tokens with what is right and what was found."""
    reference, predicted = (Doc(VOCAB, words=[f"w{n}" for n in range(10)]) for _ in range(2))
    for doc, spans in ((reference, gold), (predicted, guess)):
        doc.spans["limina"] = SpanGroup(
            doc, name="limina", spans=[Span(doc, a, b, label=label) for a, b, label in spans]
        )
    predicted.spans["limina"].attrs["scores"] = scores or [1.0] * len(guess)
    reference.user_data["limina_scope"] = scope
    return Example(predicted, reference)


def figures(*examples: Example) -> tuple[Any, Any, Any]:
    scores: dict[str, Any] = score_examples(examples)
    p, r, f1 = scores["limina_p"], scores["limina_r"], scores["limina_f1"]
    assert f1 == pytest.approx(2 * p * r / (p + r) if p + r else 0)
    return p, r, scores["limina_kept"]


def test_all_right_is_one_and_all_wrong_is_nought() -> None:
    spans = [(0, 2, "NAME"), (4, 5, "AGE")]
    assert figures(example(spans, spans)) == (1, 1, 1)
    assert figures(example(spans, [(2, 4, "NAME")])) == (0, 0, 0)
    assert figures(example(spans, [])) == (0, 0, 0)


def test_nothing_to_find_and_nothing_found_divides_by_nothing() -> None:
    assert figures(example([], [])) == (0, 0, 0)
    assert figures() == (0, 0, 0)


def test_only_the_outermost_counts_under_its_family() -> None:
    gold = [(0, 2, "NAME"), (0, 1, "NAME_GIVEN"), (1, 2, "NAME_FAMILY")]
    guess = [(0, 2, "NAME_MEDICAL_PROFESSIONAL")]
    assert figures(example(gold, guess)) == (1, 1, 1)


def test_a_wrong_border_covers_and_is_not_right() -> None:
    assert figures(example([(0, 4, "NAME")], [(0, 3, "NAME")])) == (0, 0, 0.75)
    assert figures(example([(0, 4, "NAME")], [(0, 4, "AGE")])) == (0, 0, 1)


def test_what_is_doubtful_does_not_count() -> None:
    spans = [(0, 2, "NAME"), (4, 5, "AGE")]
    assert figures(example(spans, spans, [0.9, 0.4])) == (1, 0.5, pytest.approx(2 / 3))


def test_without_scores_everything_counts() -> None:
    one = example([(0, 2, "NAME")], [(0, 2, "NAME")])
    one.predicted.spans["limina"].attrs.clear()
    assert figures(one) == (1, 1, 1)


def test_what_a_corpus_leaves_out_is_not_held_against_a_guess() -> None:
    gold, guess = [(0, 2, "NAME")], [(0, 2, "NAME"), (4, 5, "AGE"), (6, 7, "NAME")]
    assert figures(example(gold, guess))[0] == pytest.approx(1 / 3)
    assert figures(example(gold, guess, scope=["NAME"]))[0] == 0.5
    assert figures(example(gold, [(0, 2, "AGE")], scope=["NAME"])) == (0, 0, 1), "in its place"


def test_documents_without_the_group_have_no_spans() -> None:
    doc = Doc(VOCAB, words=["w"])
    assert figures(Example(doc, Doc(VOCAB, words=["w"]))) == (0, 0, 0)


def test_figures_are_over_all_documents_together() -> None:
    right = example([(0, 1, "AGE")], [(0, 1, "AGE")])
    missed = example([(0, 3, "AGE")], [])
    assert figures(right, missed) == (1, 0.5, 0.25)
