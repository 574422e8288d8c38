"""The word-vector layer and the embedding it is part of, as thinc layers.

The vectors are a table of 8-bit integers with a factor for each row: an eighth of the size of the
usual array, and nothing is lost that could be measured. They are looked up by the lower-case form
of a token and are not trained; a linear layer behind them is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import LOWER  # type: ignore[import-not-found]
from spacy.ml.featureextractor import FeatureExtractor
from spacy.tokens import Doc
from spacy.util import registry
from thinc.api import (
    HashEmbed,
    Linear,
    Maxout,
    Model,
    chain,
    concatenate,
    list2ragged,
    ragged2list,
    with_array,
)

#: Name of the layer that holds the table.
VECTORS = "limina_word_vectors"


def word_vectors(dimensions: int) -> Model[list[Doc], list[Any]]:
    """A layer from documents to the vectors of their words, zeros for unknown ones.

    Its table is set by `set_table` and kept in the layer's attributes, so that it is stored with
    the model.
    """
    return Model(
        VECTORS,
        _forward,
        dims={"nO": dimensions},
        attrs={
            "keys": np.zeros(0, dtype=np.uint64),
            "table": np.zeros((0, dimensions), dtype=np.int8),
            "scales": np.zeros(0, dtype=np.float32),
        },
    )


def set_table(model: Model[Any, Any], keys: NDArray[np.uint64], vectors: NDArray[Any]) -> None:
    """Give the word-vector layer inside a model its table.

    Args:
        model: The layer, or a model with one inside.
        keys: Hash of each word's lower-case form, as in spaCy's string store; shape (words,).
        vectors: Shape (words, dimensions).
    """
    layer = next(node for node in model.walk() if node.name == VECTORS)
    order = np.argsort(keys)
    scales = np.abs(vectors).max(axis=1) / 127
    scales[scales == 0] = 1
    layer.attrs["keys"] = keys[order]
    layer.attrs["table"] = np.round(vectors / scales[:, None]).astype(np.int8)[order]
    layer.attrs["scales"] = scales[order].astype(np.float32)


def look_up(model: Model[Any, Any], words: NDArray[np.uint64]) -> NDArray[np.float32]:
    """The vectors of some words, zeros for unknown ones.

    Args:
        model: The word-vector layer.
        words: Hash of each word's lower-case form; shape (words,).
    """
    keys, table, scales = model.attrs["keys"], model.attrs["table"], model.attrs["scales"]
    vectors = np.zeros((len(words), model.get_dim("nO")), dtype=np.float32)
    if len(keys):
        rows = np.minimum(np.searchsorted(keys, words), len(keys) - 1)
        known = keys[rows] == words
        rows = rows[known]
        vectors[known] = table[rows] * scales[rows, None]
    return vectors


def _forward(
    model: Model[list[Doc], list[Any]], docs: list[Doc], is_train: bool
) -> tuple[list[Any], Callable[[list[Any]], list[Doc]]]:
    out: list[Any] = [
        look_up(model, doc.to_array([LOWER]).reshape(-1).astype(np.uint64, copy=False))
        for doc in docs
    ]

    def backprop(_gradient: list[Any]) -> list[Doc]:
        return []

    return out, backprop


@registry.architectures("limina.Embed.v1")  # type: ignore[untyped-decorator]
def embed(
    width: int, attrs: Sequence[str | int], rows: Sequence[int], vectors: int
) -> Model[list[Doc], list[Any]]:
    """Hashed features of a token, and its word vector, mixed into one row.

    Args:
        width: Length of the row.
        attrs: Token attributes to hash (`NORM`, `PREFIX`, `SHAPE`, …).
        rows: Size of the table of each attribute.
        vectors: Length of the word vectors; 0 for none.

    Returns:
        A layer from documents to arrays of shape (tokens, width).
    """
    hashed: list[Model[Any, Any]] = [
        HashEmbed(width, count, column=column, seed=8 + column, dropout=0.0)
        for column, count in enumerate(rows)
    ]
    features: Model[Any, Any] = chain(
        FeatureExtractor(list(attrs)), list2ragged(), with_array(concatenate(*hashed))
    )
    if vectors:
        looked_up: Model[Any, Any] = chain(
            word_vectors(vectors), list2ragged(), with_array(Linear(width, vectors))
        )
        features = concatenate(features, looked_up)
    mixer = Maxout(width, width * (len(hashed) + bool(vectors)), nP=3, dropout=0.0, normalize=True)
    return chain(features, with_array(mixer), ragged2list())
