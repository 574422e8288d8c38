"""Spans of one reading of a text on the tokens of another."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc, Span

from limina_spacy.aligning import on_tokens_of
from limina_spacy.targets import Marked

VOCAB = spacy.blank("en").vocab


def test_a_span_takes_every_token_it_touches() -> None:
    ours = Doc(VOCAB, words=["born", "1961", "."], spaces=[True, False, False])
    other = Doc(VOCAB, words=["born", "19", "61", "."], spaces=[True, False, False, False])
    span = other.char_span(7, 9, label="AGE")
    assert span is not None
    other.spans["marked"] = [span]
    assert on_tokens_of(ours, other, "marked") == [Marked(1, 2, "AGE")]
    ours.spans["marked"] = [Span(ours, 1, 3, label="AGE")]
    assert on_tokens_of(other, ours, "marked") == [Marked(1, 4, "AGE")]
    assert on_tokens_of(ours, ours, "marked") == [Marked(1, 3, "AGE")]


def test_a_group_that_is_not_there_has_no_spans() -> None:
    doc = Doc(VOCAB, words=["Ada"])
    assert on_tokens_of(doc, doc, "limina") == []
