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
    members = family >= 0
    # Tags of a family are neighbours, so that one call finds the best of each family.
    firsts = np.flatnonzero(np.concatenate([[True], np.diff(family[members]) != 0]))
    rows = np.arange(count)
    best = np.full((count, len(tags)), -np.inf, dtype=np.float32)
    history = np.zeros((longest, count, len(tags)), dtype=np.int16)
    padded = np.zeros((longest, count, len(tags)), dtype=np.float32)
    for place, s in enumerate(scores):
        padded[: len(s), place] = s
    best[:] = padded[0]
    best[:, continues] = -np.inf
    for step in range(1, longest):
        # Pieces are sorted by length: those still going are the last ones.
        going = int(np.searchsorted(lengths, step, side="right"))
        now = best[going:]
        anyone = now.argmax(axis=1)
        top = now[rows[: len(now)], anyone]
        back = np.repeat(anyone[:, None], len(tags), axis=1)
        value = np.repeat(top[:, None], len(tags), axis=1)
        inner = now[:, members]
        family_best = np.maximum.reduceat(inner, firsts, axis=1)
        for_tags = family_best[:, family[continues]]
        value[:, continues] = for_tags
        back[:, continues] = _which(now, family, continues, family_best, firsts)
        history[step, going:] = back
        best[going:] = value + padded[step, going:]
    return [_trace(history[:, place], best[place], int(lengths[place])) for place in range(count)]


def _which(
    now: NDArray[np.float32],
    family: NDArray[np.int64],
    continues: NDArray[np.int64],
    family_best: NDArray[np.float32],
    firsts: NDArray[np.int64],
) -> NDArray[np.int64]:
    """For each continuing tag, the tag of its family the best path comes from."""
    at = np.empty(family_best.shape, dtype=np.int64)
    edges = [*(firsts + 1), len(family)]
    for place in range(len(firsts)):
        low, high = edges[place], edges[place + 1]
        at[:, place] = low + now[:, low:high].argmax(axis=1)
    return at[:, family[continues]]


def _trace(history: NDArray[np.int16], last: NDArray[np.float32], length: int) -> NDArray[np.int64]:
    path = np.zeros(length, dtype=np.int64)
    tag = int(last.argmax())
    for step in range(length - 1, -1, -1):
        path[step] = tag
        tag = int(history[step, tag])
    return path
