"""The best legal path of tags through the probabilities of a batch of texts.

A tag that continues an entity may only follow a tag of the same family; every other step is free.
That makes the search cheap: the best predecessor of any tag is either the best of all tags or the
best of its own family. Texts are cut where hardly anything speaks for an entity, and the pieces of
the whole batch that need a search are searched side by side.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from limina_spacy.tags import OUTSIDE, TagSet

#: A token whose probability of being outside exceeds this is outside.
CERTAIN = 0.99

#: How many tokens are searched side by side at most, padding included: bounds memory where
#: much may be an entity.
_TOKENS = 16_384

_TINY = 1e-9
#: What 32-bit arithmetic may be off by.
_MARGIN = 1e-6


def bias(probabilities: NDArray[np.float32], outside: float) -> NDArray[np.float32]:
    """Multiply the probability of `O` and make every token's probabilities add up to one again.

    Args:
        probabilities: Shape (tokens, tags).
        outside: The factor; under 1 more is taken for an entity.
    """
    out = probabilities.copy()
    out[:, OUTSIDE] *= outside
    out /= out.sum(axis=1, keepdims=True)
    return out


def possible(outside: NDArray[np.float32], factor: float) -> NDArray[np.bool_]:
    """Which tokens may be in an entity, once the probability of `O` is multiplied by a factor.

    Args:
        outside: The probability of `O` at each token, as it is; shape (tokens,).
        factor: As in `bias`.

    Returns:
        Shape (tokens,). It errs on the side of entities, by less than can be told from one.
    """
    highest = CERTAIN / (CERTAIN + factor * (1 - CERTAIN)) + _MARGIN
    return outside <= highest


def decode(tags: TagSet, probabilities: Sequence[NDArray[np.float32]]) -> list[NDArray[np.int64]]:
    """The most probable legal path for each text.

    Args:
        tags: The tags.
        probabilities: For each text, of each tag at each token; shape (tokens, tags).

    Returns:
        For each text a tag per token; shape (tokens,).
    """
    ends = np.cumsum([len(p) for p in probabilities], dtype=np.int64)
    if not len(ends) or not ends[-1]:
        return [np.zeros(0, dtype=np.int64) for _ in probabilities]
    first = np.zeros(ends[-1] + 1, dtype=bool)
    first[0] = first[ends] = True
    return np.split(best_path(tags, np.concatenate(probabilities), first[:-1]), ends[:-1])


def best_path(
    tags: TagSet, probabilities: NDArray[np.float32], first: NDArray[np.bool_]
) -> NDArray[np.int64]:
    """The most probable legal path through texts that stand one behind the other.

    Where the most probable tags make a legal path, no other path is better. A search is for the
    rest.

    Args:
        tags: The tags.
        probabilities: Of each tag at each token; shape (tokens, tags).
        first: Whether a token is the first of a text, or of a stretch of one behind a token that is
            outside; shape (tokens,), the first of them true.

    Returns:
        A tag per token; shape (tokens,).
    """
    certain = probabilities[:, OUTSIDE] > CERTAIN
    path: NDArray[np.int64] = probabilities.argmax(axis=1)
    path[certain] = OUTSIDE
    before = np.concatenate([[-1], tags.family_index[path[:-1]]])
    before[first] = -1
    illegal = tags.continues[path] & (tags.family_index[path] != before)
    if not illegal.any():
        return path
    pieces = [(start, end) for start, end in _islands(certain, first) if illegal[start:end].any()]
    pieces.sort(key=lambda piece: piece[1] - piece[0])
    for some in _portions(pieces):
        scores = [np.log(probabilities[start:end] + _TINY) for start, end in some]
        for (start, end), found in zip(some, _search(tags, scores), strict=True):
            path[start:end] = found
    return path


def _portions(pieces: Sequence[tuple[int, int]]) -> Iterator[Sequence[tuple[int, int]]]:
    """Cut pieces of rising length into runs that are searched side by side."""
    first = 0
    for place, (start, end) in enumerate(pieces):
        if place > first and (place + 1 - first) * (end - start) > _TOKENS:
            yield pieces[first:place]
            first = place
    if pieces:
        yield pieces[first:]


def _islands(certain: NDArray[np.bool_], first: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Stretches of tokens that may be in an entity, each within one text."""
    inside = ~certain
    behind = np.concatenate([[True], certain[:-1]])
    starts = np.flatnonzero(inside & (first | behind))
    ahead = np.concatenate([certain[1:] | first[1:], [True]])
    ends = np.flatnonzero(inside & ahead) + 1
    return list(zip(starts.tolist(), ends.tolist(), strict=True))


def _search(tags: TagSet, scores: Sequence[NDArray[np.float32]]) -> list[NDArray[np.int64]]:
    """Viterbi over pieces of rising length, side by side."""
    count = len(scores)
    longest = len(scores[-1])
    lengths = np.array([len(s) for s in scores])
    family = tags.family_index
    continues = np.flatnonzero(tags.continues)
    # Tags of a family are neighbours behind `O`, so that one call finds the best of each family.
    firsts = np.flatnonzero(np.diff(family))
    best = np.zeros((longest, count, len(tags)), dtype=np.float32)
    for place, s in enumerate(scores):
        best[: len(s), place] = s
    best[0][:, continues] = -np.inf
    for step in range(1, longest):
        # Pieces are sorted by length: those still going are the last ones.
        going = int(np.searchsorted(lengths, step, side="right"))
        before = best[step - 1, going:]
        value = np.repeat(before.max(axis=1, keepdims=True), len(tags), axis=1)
        of_family = np.maximum.reduceat(before[:, OUTSIDE + 1 :], firsts, axis=1)
        value[:, continues] = of_family[:, family[continues]]
        best[step, going:] += value
    bounds = [*(firsts + 1).tolist(), len(tags)]
    return [_trace(tags, best[: len(s), place], bounds) for place, s in enumerate(scores)]


def _trace(tags: TagSet, best: NDArray[np.float32], bounds: Sequence[int]) -> NDArray[np.int64]:
    """The path behind the best value of the last token.

    Args:
        tags: The tags.
        best: The value of the best path to each tag at each token; shape (tokens, tags).
        bounds: The first tag of each family, and the number of all tags.
    """
    path = np.zeros(len(best), dtype=np.int64)
    low, high = 0, len(tags)
    for step in range(len(best) - 1, -1, -1):
        tag = low + int(best[step, low:high].argmax())
        path[step] = tag
        low, high = 0, len(tags)
        if tags.continues[tag]:
            family = tags.family_index[tag]
            low, high = bounds[family], bounds[family + 1]
    return path
