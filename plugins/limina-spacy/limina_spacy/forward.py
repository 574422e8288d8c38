"""The tagger's forward pass for use: the same weights as thinc's layers, in straight numpy.

thinc's layers are made to be trained and put together: each call keeps what a gradient would need
and goes through the layers of the model one inside the other. Here the weights are laid out once.
Words that are common are met once, too: their row of the embedding is kept. The answers are those
of the layers but for the last digits.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import IDS, LOWER, SPACY  # type: ignore[import-not-found]
from spacy.tokens import Doc
from thinc.api import Model, NumpyOps

from limina_spacy.embedding import VECTORS, look_up

Floats = NDArray[np.float32]
Features = NDArray[np.uint64]

#: Rows that a layer works on at a time: what is in between stays in the processor's cache.
_BLOCK = 1024
#: Products of so many multiplications OpenBLAS does without laying the weights out anew, which for
#: a short text takes longer than the product itself.
_SMALL = 1_000_000
#: What thinc's layer normalisation adds to the variance.
_EPSILON = np.float32(1e-8)


class UnknownLayers(ValueError):
    """The model is not made of the layers that are known here."""


class Forward:
    """What a `limina.TokenClassifier.v1` over a `limina.Embed.v1` and spaCy's
    `MaxoutWindowEncoder.v2` predicts.

    Args:
        model: The model, with its final weights; they are copied.

    Raises:
        UnknownLayers: It is made of anything else.
    """

    def __init__(self, model: Model[Any, Any]) -> None:
        nodes = list(model.walk())
        first, *layers = _maxouts(model)
        [features] = _named(nodes, "extract_features")
        [softmax] = _named(nodes, "softmax")
        windows = _named(nodes, "expand_window")
        pads = {node.attrs["pad"] for node in nodes if node.attrs.get("pad")}
        if len(windows) != len(layers) or any(n.attrs["window_size"] != 1 for n in windows):
            raise UnknownLayers("an encoder of other layers")
        if pads != {len(layers)}:
            raise UnknownLayers("an encoder with other padding")
        self._pad = len(layers)
        self._embedding = _Embedding(nodes, features.attrs["columns"], first)
        self._layers = layers
        self._weights = _transposed(softmax.get_param("W"))
        self._bias: Any = softmax.get_param("b").copy()

    def meet(self, docs: Iterable[Doc]) -> None:
        """Keep the embedding of the words of some documents, with and without a space behind."""
        self._embedding.keep(docs)

    def __call__(self, docs: Sequence[Doc]) -> list[Floats]:
        """The probabilities of each tag at each token: per document shape (tokens, tags)."""
        lengths = [len(doc) for doc in docs]
        ends = np.cumsum(lengths)
        if not docs or not ends[-1]:
            return [np.zeros((0, len(self._bias)), dtype=np.float32) for _ in docs]
        # Rows of zeros part the documents, as many as a token sees to each side.
        places = np.arange(ends[-1]) + self._pad * np.repeat(np.arange(1, len(docs) + 1), lengths)
        rows = np.zeros(
            (ends[-1] + self._pad * (len(docs) + 1), self._embedding.width), dtype=np.float32
        )
        rows[places] = self._embedding(docs)
        for layer in self._layers:
            rows = _convolved(rows, layer)
        logits = rows[places - self._pad] @ self._weights
        logits += self._bias
        probabilities = _softmax(logits)
        return [probabilities[end - n : end] for n, end in zip(lengths, ends.tolist(), strict=True)]


class _Maxout:
    """A dense layer, the highest of its pieces, and layer normalisation.

    Args:
        maxout: thinc's layer, whose weights have the shape (outputs, pieces, inputs).
        norm: The normalisation behind it.
    """

    def __init__(self, maxout: Model[Any, Any], norm: Model[Any, Any]) -> None:
        weights: Any = maxout.get_param("W")
        bias: Any = maxout.get_param("b")
        self.width, pieces, inputs = weights.shape
        # Piece by piece, so that the highest is found over whole rows.
        self._weights = _contiguous(weights.transpose(2, 1, 0).reshape(inputs, -1))
        self._pieces = [_contiguous(weights[:, n].T) for n in range(pieces)]
        self._bias = _contiguous(bias.T.reshape(-1))
        self._biases = [_contiguous(bias[:, n]) for n in range(pieces)]
        self._gain: Any = norm.get_param("G").copy()
        self._shift: Any = norm.get_param("b").copy()

    def __call__(self, rows: Floats) -> Floats:
        inputs, outputs = self._weights.shape
        out: Floats
        if len(rows) * inputs * outputs > _SMALL >= len(rows) * inputs * self.width:
            out, *others = (rows @ piece for piece in self._pieces)
            out += self._biases[0]
            for other, bias in zip(others, self._biases[1:], strict=True):
                other += bias
                np.maximum(out, other, out=out)
        else:
            all_pieces = rows @ self._weights
            all_pieces += self._bias
            out = all_pieces[:, : self.width].copy()
            for at in range(self.width, outputs, self.width):
                np.maximum(out, all_pieces[:, at : at + self.width], out=out)
        out -= np.add.reduce(out, axis=1, keepdims=True) / np.float32(self.width)
        variance = np.einsum("ij,ij->i", out, out) / np.float32(self.width)
        out /= np.sqrt(variance + _EPSILON)[:, None]
        out *= self._gain
        out += self._shift
        return out


def _convolved(rows: Floats, layer: _Maxout) -> Floats:
    """One layer of the encoder: each row and what the layer makes of it and its neighbours.

    The first row and the last one have a neighbour less, and are left out: no token sees them.
    """
    count, width = rows.shape
    out = np.empty((count - 2, width), dtype=np.float32)
    for low in range(0, count - 2, _BLOCK):
        high = min(low + _BLOCK, count - 2)
        window = np.empty((high - low, 3 * width), dtype=np.float32)
        for place in range(3):
            window[:, place * width : (place + 1) * width] = rows[low + place : high + place]
        np.add(rows[low + 1 : high + 1], layer(window), out=out[low:high])
    return out


class _Embedding:
    """Hashed features of tokens and their word vectors, mixed into one row each.

    Args:
        nodes: The layers of the model.
        columns: The token attributes that are hashed.
        mixer: The layer that mixes.
    """

    def __init__(
        self, nodes: Sequence[Model[Any, Any]], columns: Sequence[Any], mixer: _Maxout
    ) -> None:
        self.width = mixer.width
        self._mixer = mixer
        self._ops = NumpyOps(use_blis=False)
        self._columns = [IDS.get(column, column) for column in columns]
        tables = _named(nodes, "hashembed")
        self._tables = [(node.get_param("E"), node.attrs["seed"]) for node in tables]
        if len(tables) != len(self._columns):
            raise UnknownLayers("an embedding of other layers")
        self._vectors = next((node for node in nodes if node.name == VECTORS), None)
        if self._vectors is not None:
            [linear] = _named(nodes, "linear")
            self._linear = _transposed(linear.get_param("W"))
            self._linear_bias = linear.get_param("b").copy()
        # What each token is told apart by: all that the layers look at.
        self._read = [*self._columns, LOWER]
        self._known: dict[bytes, int] = {}
        self._kept = np.zeros((0, self.width), dtype=np.float32)

    def keep(self, docs: Iterable[Doc]) -> None:
        """Keep the rows of the words of some documents, with and without a space behind."""
        words = [doc for doc in docs if len(doc)]
        if not words:
            return
        features = self._features(words)
        variants = [features]
        for place, column in enumerate(self._columns):
            if column == SPACY:
                variants = [features.copy(), features.copy()]
                variants[0][:, place], variants[1][:, place] = 0, 1
        keys = dict.fromkeys(_keys(np.concatenate(variants)))
        self._known = {key: place for place, key in enumerate(keys)}
        self._kept = self._mixed(keys)

    def __call__(self, docs: Sequence[Doc]) -> Floats:
        keys = _keys(self._features(docs))
        known, count = self._known, len(self._kept)
        fresh: dict[bytes, int] = {}
        rows = [
            known[key] if key in known else fresh.setdefault(key, count + len(fresh))
            for key in keys
        ]
        places = np.array(rows)
        if not fresh:
            return cast(Floats, self._kept[places])
        mixed = self._mixed(fresh)
        new = places >= count
        out = np.empty((len(keys), self.width), dtype=np.float32)
        out[~new] = self._kept[places[~new]]
        out[new] = mixed[places[new] - count]
        return out

    def _features(self, docs: Sequence[Doc]) -> Features:
        return np.concatenate([doc.to_array(self._read) for doc in docs], dtype=np.uint64)

    def _mixed(self, keys: Iterable[bytes]) -> Floats:
        features = np.frombuffer(b"".join(keys), dtype=np.uint64).reshape(-1, len(self._read))
        parts = [
            self._ops.gather_add(table, self._ops.hash(_contiguous(column), seed) % len(table))
            for (table, seed), column in zip(self._tables, features.T, strict=False)
        ]
        if self._vectors is not None:
            vectors = look_up(self._vectors, features[:, -1])
            parts.append(vectors @ self._linear + self._linear_bias)
        return self._mixer(np.concatenate(parts, axis=1))


def _keys(features: Features) -> list[bytes]:
    """Each row as bytes."""
    whole = _contiguous(features)
    return cast(list[bytes], whole.view(np.dtype((np.void, 8 * whole.shape[1]))).ravel().tolist())


def _softmax(logits: Floats) -> Floats:
    logits -= logits.max(axis=1, keepdims=True)
    np.exp(logits, out=logits)
    logits /= logits.sum(axis=1, keepdims=True)
    return logits


def _maxouts(model: Model[Any, Any]) -> list[_Maxout]:
    """The maxout layers with what normalises them, in the order of the computation."""
    nodes = list(model.walk(order="dfs_pre"))
    maxouts, norms = _named(nodes, "maxout"), _named(nodes, "layernorm")
    if not maxouts or len(maxouts) != len(norms):
        raise UnknownLayers("an encoder of other layers")
    return [_Maxout(maxout, norm) for maxout, norm in zip(maxouts, norms, strict=True)]


def _named(nodes: Sequence[Model[Any, Any]], name: str) -> list[Model[Any, Any]]:
    return [node for node in nodes if node.name == name]


def _transposed(weights: Any) -> Floats:
    return _contiguous(weights.T)


def _contiguous(array: NDArray[Any]) -> NDArray[Any]:
    return np.ascontiguousarray(array)
