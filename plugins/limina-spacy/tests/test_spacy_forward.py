"""The straight forward pass, held against the layers it stands for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Linear, chain, list2ragged, with_array

from limina_spacy import forward
from limina_spacy.builtin import BUILTIN
from limina_spacy.embedding import set_table
from limina_spacy.forward import Forward, UnknownLayers

Arrays = Sequence[NDArray[np.float32]]

TEXTS = (
    "My name is Greg Okafor, and I'll be 33 in May.",
    "",
    '{"name":"Zoë Müller","ip":"10.0.0.1"}',
    "   \n\n ",
    "the the the, and nothing else",
    "x",
)
TOKENS = st.text("aB1,. \n'", max_size=30)


def model(nlp: Language) -> Any:
    component: Any = nlp.get_pipe("limina_tagger")
    return component.model


def same(some: Arrays, others: Arrays) -> bool:
    return [p.shape for p in some] == [p.shape for p in others] and all(
        np.allclose(p, q, atol=1e-5, rtol=0) for p, q in zip(some, others, strict=True)
    )


@pytest.fixture(scope="module")
def english() -> Language:
    return spacy.load(BUILTIN["en"].path)


@pytest.mark.parametrize("block", [3, 1024])
def test_the_shipped_pipeline_says_the_same(
    english: Language, monkeypatch: pytest.MonkeyPatch, block: int
) -> None:
    monkeypatch.setattr(forward, "_BLOCK", block)
    docs = [english.make_doc(text) for text in TEXTS]
    straight = Forward(model(english))
    plain = model(english).predict(docs)
    assert same(straight(docs), plain)
    straight.meet(docs[:1])
    assert same(straight(docs), plain)


@pytest.mark.parametrize("small", [0, 1_000_000, 4_000_000])
def test_texts_of_every_length_are_read_the_same(
    english: Language, monkeypatch: pytest.MonkeyPatch, small: int
) -> None:
    """However a product is divided, and whatever the number of rows it is divided by."""
    monkeypatch.setattr(forward, "_SMALL", small)
    straight = Forward(model(english))
    for length in (1, 2, 5, 7, 12, 20, 33, 60):
        docs = [english.make_doc("Greg Okafor, of Leeds, said no. " * 10)[:length].as_doc()]
        assert same(straight(docs), model(english).predict(docs))


@given(st.lists(TOKENS, max_size=5), st.lists(TOKENS, max_size=3))
def test_it_says_the_same_whatever_it_has_met(
    tiny: Language, texts: list[str], words: list[str]
) -> None:
    straight = Forward(model(tiny))
    straight.meet([tiny.make_doc(word) for word in words])
    docs = [tiny.make_doc(text) for text in texts]
    some = straight(docs)
    assert [len(p) for p in some] == [len(doc) for doc in docs]
    if any(map(len, docs)):  # the layers cannot do without a token
        plain = model(tiny).predict(docs)
        assert same([p for p in some if len(p)], [p for p in plain if len(p)])


def test_no_text_sees_its_neighbours(tiny: Language) -> None:
    docs = [tiny.make_doc(text) for text in TEXTS]
    straight = Forward(model(tiny))
    assert same(straight(docs), [p for doc in docs for p in straight([doc])])


def test_word_vectors_count(make_tiny: Callable[..., Language]) -> None:
    nlp = make_tiny(vectors=5)
    rng = np.random.default_rng(0)
    tagger: Any = nlp.get_pipe("limina_tagger")
    tagger.add_label("NAME")
    nlp.initialize()
    keys = [nlp.vocab.strings[word] for word in ("greg", "the")]
    set_table(tagger.model, np.array(keys, dtype=np.uint64), rng.normal(size=(2, 5)))
    # What is initialised answers the same whatever it is asked.
    for node in tagger.model.walk():
        if node.name == "softmax":
            node.set_param("W", rng.normal(size=node.get_param("W").shape).astype(np.float32))
    docs = [nlp.make_doc(text) for text in TEXTS]
    assert same(Forward(tagger.model)(docs), tagger.model.predict(docs))


def test_words_are_met_for_good_only_when_told(tiny: Language) -> None:
    straight = Forward(model(tiny))
    kept: Any = straight._embedding
    straight.meet([tiny.make_doc("the and")])
    before = dict(kept._known)
    straight([tiny.make_doc("Greg Okafor")])
    assert kept._known == before
    assert len(before) == 2  # no attribute of it says whether a space is behind


def test_other_layers_are_not_taken_for_these(tiny: Language) -> None:
    docs: list[Doc] = []
    other: Any = chain(list2ragged(), with_array(Linear(3, 4)))
    with pytest.raises(UnknownLayers):
        Forward(other)
    nlp = spacy.blank("en")
    wide = {"@architectures": "spacy.HashEmbedCNN.v2", "width": 24, "depth": 2, "embed_size": 100}
    tok2vec = {
        **wide, "window_size": 2, "maxout_pieces": 2, "subword_features": True,
        "pretrained_vectors": None,
    }  # fmt: skip
    component = {"@architectures": "limina.TokenClassifier.v1", "tok2vec": tok2vec}
    tagger: Any = nlp.add_pipe("limina_tagger", config={"model": component})
    tagger.add_label("NAME")
    nlp.initialize()
    with pytest.raises(UnknownLayers):
        Forward(tagger.model)
    tagger.straighten(docs)
    [p] = tagger.predict([nlp.make_doc("My name is Greg.")])
    assert p.shape == (5, 3)
