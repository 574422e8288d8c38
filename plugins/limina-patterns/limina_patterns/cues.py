"""Context words: one pass over the text finds the phrases of all families at once.

A phrase such as `phone number` also matches `phone_number`, `phone-number`, `phoneNumber` and a
plural. Each phrase stands for one or more kinds of context; families ask for kinds and never for
phrases. This module must not know which families exist."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, KeysView, Mapping, Sequence
from typing import NamedTuple

from limina_patterns.trie import alternation

_SEPARATORS = re.compile(r"[\s_-]+")


class Cue(NamedTuple):
    """One phrase found in the text: where it stands, in code points, and what it announces."""

    start: int
    end: int
    kinds: frozenset[str]


class CueIndex:
    """All phrases of all families, compiled to one pattern.

    Args:
        families: Mappings of a kind to its phrases, in lower case. A kind may occur in several
            mappings.
    """

    def __init__(self, families: Iterable[Mapping[str, Iterable[str]]]) -> None:
        kinds: dict[str, set[str]] = {}
        words: set[str] = set()
        for mapping in families:
            for kind, phrases in mapping.items():
                for phrase in phrases:
                    kinds.setdefault(_key(phrase), set()).add(kind)
                    words.add(_SEPARATORS.sub(" ", phrase))
        self._kinds = {key: frozenset(value) for key, value in kinds.items()}
        # Not \b: an underscore ends a word here, so that keys such as `home_phone` count.
        self._pattern = None
        if words:
            any_phrase = alternation(words, gap=r"[\s_-]{0,2}")
            self._pattern = re.compile(rf"(?<![^\W_]){any_phrase}s?(?:(?<=#)|(?![^\W_]))")

    def find(self, lower: str) -> Cues:
        """Find every phrase, leftmost and longest first, without overlaps.

        Args:
            lower: The text in lower case.
        """
        if self._pattern is None:
            return Cues(())
        # Few spellings make up nearly all hits of a text.
        known: dict[str, frozenset[str] | None] = {}
        hits = []
        for match in self._pattern.finditer(lower):
            spelling = match[0]
            if spelling not in known:
                known[spelling] = self._meaning(spelling)
            kinds = known[spelling]
            if kinds is not None:
                hits.append(Cue(match.start(), match.end(), kinds))
        return Cues(hits)

    def _meaning(self, spelling: str) -> frozenset[str] | None:
        key = _key(spelling)
        return self._kinds.get(key) or self._kinds.get(key.removesuffix("s"))


class Cues:
    """The phrases found in one text, searchable by kind and place.

    Args:
        hits: Cues in the order of the text, without overlaps.
    """

    def __init__(self, hits: Iterable[Cue]) -> None:
        self._by_kind: dict[str, list[Cue]] = {}
        for hit in hits:
            for kind in hit.kinds:
                self._by_kind.setdefault(kind, []).append(hit)
        self._starts = {k: [hit.start for hit in v] for k, v in self._by_kind.items()}

    @property
    def kinds(self) -> KeysView[str]:
        """The kinds there are cues of."""
        return self._by_kind.keys()

    def of(self, kind: str) -> Sequence[Cue]:
        """All cues of a kind, in the order of the text."""
        return self._by_kind.get(kind, ())

    def left(self, position: int, kind: str, reach: int) -> Iterator[Cue]:
        """Cues of a kind that end within `reach` characters before a position, nearest first."""
        hits = self._by_kind.get(kind)
        if not hits:
            return
        index = bisect_left(self._starts[kind], position)
        while index > 0:
            index -= 1
            hit = hits[index]
            if hit.end > position:
                continue
            if position - hit.end > reach:
                return
            yield hit

    def right(self, position: int, kind: str, reach: int) -> Iterator[Cue]:
        """Cues of a kind that start within `reach` characters after a position, nearest first."""
        hits = self._by_kind.get(kind)
        if not hits:
            return
        starts = self._starts[kind]
        for index in range(bisect_left(starts, position), bisect_right(starts, position + reach)):
            yield hits[index]


def _key(phrase: str) -> str:
    return _SEPARATORS.sub("", phrase)
