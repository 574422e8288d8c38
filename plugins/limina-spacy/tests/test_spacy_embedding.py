"""The word-vector layer: its table, its errors, its place in an embedding."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import spacy
from numpy.typing import NDArray
from spacy.strings import get_string_id
from spacy.tokens import Doc

from limina_spacy.embedding import VECTORS, embed, set_table, word_vectors

#: Two of them are symbols of spaCy's own, which have no hash but a small number.
WORDS = ("ada", "boston", "mark", "root", "zoë", "nothing")


def doc(*words: str) -> Doc:
    return Doc(spacy.blank("en").vocab, words=list(words))


def table() -> tuple[NDArray[np.uint64], NDArray[np.float32]]:
    rng = np.random.default_rng(0)
    vectors = rng.normal(size=(len(WORDS), 8)).astype(np.float32)
    vectors[WORDS.index("nothing")] = 0
    return np.array([get_string_id(word) for word in WORDS], dtype=np.uint64), vectors


def look_up(model: Any, *words: str) -> NDArray[np.float32]:
    [out] = model.predict([doc(*words)])
    return np.asarray(out)


def test_words_get_their_vectors_back_to_half_a_step_of_their_row() -> None:
    model = word_vectors(8)
    keys, vectors = table()
    set_table(model, keys, vectors)
    error = np.abs(look_up(model, *WORDS) - vectors).max(axis=1)
    step = np.abs(vectors).max(axis=1) / 127
    assert (error <= step / 2 + 1e-6).all()
    assert model.attrs["table"].dtype == np.int8
    assert (np.diff(model.attrs["keys"].astype(object)) > 0).all()


def test_case_does_not_count_and_unknown_words_are_zeros() -> None:
    model = word_vectors(8)
    set_table(model, *table())
    found = look_up(model, "ADA", "ada", "Zoë", "unheard-of", "\U0001f600")
    assert (found[0] == found[1]).all() and found[0].any()
    assert found[2].any()
    assert not found[3:].any()


def test_a_layer_without_a_table_gives_zeros() -> None:
    found = look_up(word_vectors(8), "ada", "boston")
    assert found.shape == (2, 8) and not found.any()


def test_texts_without_words_have_no_rows() -> None:
    model = word_vectors(8)
    set_table(model, *table())
    assert [out.shape for out in model.predict([doc(), doc("ada"), doc()])] == [
        (0, 8), (1, 8), (0, 8),
    ]  # fmt: skip
    assert model.predict([]) == []


def test_the_table_is_stored_with_the_model_as_it_is() -> None:
    model, other = word_vectors(8), word_vectors(8)
    set_table(model, *table())
    other.from_bytes(model.to_bytes())
    assert (look_up(model, *WORDS) == look_up(other, *WORDS)).all()
    assert other.attrs["table"].dtype == np.int8
    again = word_vectors(8).from_bytes(other.to_bytes())
    assert again.to_bytes() == model.to_bytes()


def test_sixteen_bit_vectors_serve_as_well() -> None:
    model, keys_vectors = word_vectors(8), table()
    set_table(model, keys_vectors[0], keys_vectors[1].astype(np.float16))
    assert np.allclose(look_up(model, *WORDS), keys_vectors[1], atol=0.02)


@pytest.mark.parametrize("vectors", [0, 8])
def test_the_embedding_gives_a_row_a_token(vectors: int) -> None:
    model = embed(width=12, attrs=["NORM", "SHAPE"], rows=[50, 20], vectors=vectors)
    docs = [doc("Ada", "met", "Zoë"), doc("no", "one")]
    model.initialize(X=docs)
    if vectors:
        set_table(model, *table())
    assert [out.shape for out in model.predict(docs)] == [(3, 12), (2, 12)]
    assert any(node.name == VECTORS for node in model.walk()) == bool(vectors)


def test_the_vectors_are_not_trained_but_what_is_behind_them_is() -> None:
    model = embed(width=4, attrs=["NORM"], rows=[20], vectors=8)
    docs = [doc("Ada", "met")]
    model.initialize(X=docs)
    set_table(model, *table())
    layer = next(node for node in model.walk() if node.name == VECTORS)
    linear = next(node for node in model.walk() if node.name == "linear")
    before = layer.attrs["table"].copy()
    out, backprop = model.begin_update(docs)
    # The normalisation behind takes away what all columns have in common.
    backprop([np.linspace(-1, 1, one.size, dtype="f").reshape(one.shape) for one in out])
    assert linear.has_grad("W") and np.asarray(linear.get_grad("W")).any()
    assert (layer.attrs["table"] == before).all()
