"""The search for the best legal path, held against one that tries them all."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from limina_spacy import viterbi
from limina_spacy.tags import OUTSIDE, TagSet
from limina_spacy.viterbi import CERTAIN, bias, decode, possible

TAG_SETS = (
    TagSet(["AGE"]),
    TagSet(["NAME", "NAME_GIVEN"]),
    TagSet(["AGE", "NAME_GIVEN", "NAME_FAMILY"]),
)


def legal(tags: TagSet, path: tuple[int, ...]) -> bool:
    """Whether everything that continues follows something of its family."""
    return all(
        tag == OUTSIDE
        or tags.begins[tag]
        or (before != OUTSIDE and tags.family_index[before] == tags.family_index[tag])
        for before, tag in zip((OUTSIDE, *path), path, strict=False)
    )


def value(probabilities: NDArray[np.float32], path: Any) -> float:
    """The logarithm of a path's probability, as the search counts it."""
    logs = np.log(probabilities.astype(np.float64) + 1e-9)
    return float(sum(logs[place, tag] for place, tag in enumerate(path)))


def all_paths(tags: TagSet, probabilities: NDArray[np.float32]) -> Iterator[tuple[int, ...]]:
    """Every legal path that leaves outside what is outside for certain."""
    certain = probabilities[:, OUTSIDE] > CERTAIN
    for path in product(range(len(tags)), repeat=len(probabilities)):
        if legal(tags, path) and all(
            tag == OUTSIDE for tag, sure in zip(path, certain, strict=True) if sure
        ):
            yield path


@st.composite
def texts(draw: st.DrawFn) -> tuple[TagSet, list[NDArray[np.float32]]]:
    """A tag set and the probabilities of some short texts."""
    tags = draw(st.sampled_from(TAG_SETS))
    longest = 5 if len(tags) < 6 else 4
    weight = st.sampled_from((0, 0, 1, 2, 5, 9, 30, 2000))
    row = st.lists(weight, min_size=len(tags), max_size=len(tags)).filter(any)
    out = []
    for rows in draw(st.lists(st.lists(row, max_size=longest), max_size=4)):
        p = np.array(rows, dtype=np.float32).reshape(len(rows), len(tags))
        out.append(p / p.sum(axis=1, keepdims=True))
    return tags, out


def random_text(tags: TagSet, length: int, seed: int) -> NDArray[np.float32]:
    rng = np.random.default_rng(seed)
    return rng.dirichlet(np.full(len(tags), 0.3), size=length).astype(np.float32)


@given(texts())
def test_no_legal_path_is_better(case: tuple[TagSet, list[NDArray[np.float32]]]) -> None:
    tags, batch = case
    paths = decode(tags, batch)
    assert len(paths) == len(batch)
    for p, path in zip(batch, paths, strict=True):
        assert path.shape == (len(p),)
        assert legal(tags, tuple(path.tolist()))
        best = max(value(p, other) for other in all_paths(tags, p))
        assert value(p, path) == pytest.approx(best, abs=1e-3)


@pytest.mark.parametrize("tokens", [1, 7, 16_384])
def test_texts_of_many_lengths_are_read_as_if_alone(
    tokens: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    tags = TagSet(["AGE", "NAME", "NAME_GIVEN", "LOCATION", "LOCATION_CITY"])
    batch = [random_text(tags, length, length) for length in (0, 1, 40, 3, 0, 200, 2, 2, 17)]
    alone = [decode(tags, [p])[0] for p in batch]
    monkeypatch.setattr(viterbi, "_TOKENS", tokens)
    for together, path in zip(decode(tags, batch), alone, strict=True):
        assert together.tolist() == path.tolist()
        assert legal(tags, tuple(path.tolist()))


def test_a_long_piece_is_not_searched_beside_all_the_short_ones() -> None:
    pieces = [(place, place + 1) for place in range(5000)] + [(5000, 14_000)]
    portions = list(viterbi._portions(pieces))
    assert [piece for portion in portions for piece in portion] == pieces
    assert [(len(portion), portion[-1]) for portion in portions] == [
        (5000, (4999, 5000)), (1, (5000, 14_000)),
    ]  # fmt: skip


def test_no_texts_and_empty_texts() -> None:
    tags = TagSet(["AGE"])
    assert decode(tags, []) == []
    [path] = decode(tags, [np.zeros((0, 3), dtype=np.float32)])
    assert path.tolist() == []


def test_what_is_outside_for_certain_parts_islands() -> None:
    tags = TagSet(["AGE"])
    sure, open_ = [0.995, 0.0, 0.005], [0.1, 0.2, 0.7]
    p = np.array([sure, open_, open_, sure, sure, open_], dtype=np.float32)
    certain, first = p[:, OUTSIDE] > CERTAIN, np.arange(6) == 0
    assert viterbi._islands(certain, first) == [(1, 3), (5, 6)]
    first[2] = True  # another text begins
    assert viterbi._islands(certain, first) == [(1, 2), (2, 3), (5, 6)]
    # What follows the cut cannot continue anything, likely as that is: it begins anew.
    assert decode(tags, [p])[0].tolist() == [0, 1, 2, 0, 0, 1]
    nothing = np.array([True, True])
    assert viterbi._islands(nothing, nothing) == []


def test_an_entity_is_not_continued_by_another_family() -> None:
    tags = TagSet(["AGE", "NAME"])
    # O, B-AGE, I-AGE, B-NAME, I-NAME: the second token would best continue a name.
    p = np.array([[0, 0.9, 0, 0.1, 0], [0, 0.1, 0.2, 0.1, 0.6]], dtype=np.float32)
    assert decode(tags, [p])[0].tolist() == [1, 2]


def test_bias_lowers_what_is_outside_and_keeps_the_sum() -> None:
    p = np.array([[0.8, 0.1, 0.1], [0.0, 0.5, 0.5]], dtype=np.float32)
    biased = bias(p, 0.25)
    assert np.allclose(biased.sum(axis=1), 1)
    assert np.allclose(biased[0], [0.5, 0.25, 0.25])
    assert np.allclose(biased[1], p[1])
    assert p[0, 0] == np.float32(0.8), "the argument is left as it was"


@given(texts(), st.sampled_from((0.01, 0.03, 0.5, 1.0)))
def test_what_cannot_be_in_an_entity_is_outside_when_biased(
    case: tuple[TagSet, list[NDArray[np.float32]]], factor: float
) -> None:
    tags, batch = case
    for p in batch:
        open_ = possible(p[:, OUTSIDE], factor)
        assert open_[bias(p, factor)[:, OUTSIDE] <= CERTAIN].all()
        [path] = decode(tags, [bias(p, factor)])
        assert (path[~open_] == OUTSIDE).all()


def test_most_of_what_is_outside_is_known_without_a_search() -> None:
    outside = np.array([0.5, 0.98, 0.991, 0.9996, 0.9999, 1.0], dtype=np.float32)
    assert possible(outside, 1.0).tolist() == [True, True, False, False, False, False]
    assert possible(outside, 0.03).tolist() == [True, True, True, True, False, False]
