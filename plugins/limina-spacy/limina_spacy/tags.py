"""The tags of the token classifier: which there are, which may follow which, what a path of them
means.

A tag is `O`, or a place in an entity and a label: `B-NAME_GIVEN` begins an entity of the family
NAME, `I-NAME_FAMILY` continues it. The place belongs to the entity, the label to the token, so that
one path of tags says both where `John Smith` begins and ends and which word is the family name.
Nothing here knows spaCy.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from limina_spacy.families import FAMILIES, family_of, label_of_whole

__all__ = ["FAMILIES", "OUTSIDE", "Run", "TagSet", "family_of", "label_of_whole"]

OUTSIDE = 0


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring tokens of one entity, under one label.

    Attributes:
        start: First token.
        end: One past the last token.
        label: Limina label.
        score: Mean probability of the label over the tokens, 0..1.
    """

    start: int
    end: int
    label: str
    score: float


class TagSet:
    """All tags over a list of labels, those of one family side by side.

    Args:
        labels: Limina labels, in any order, without repetition.

    Attributes:
        labels: The labels, families together.
        families: The families in the order of their tags.
        label_of: Index into `labels` for each tag but `O`, whose entry is -1; shape (tags,).
        family_index: Index into `families` for each tag, -1 for `O`; shape (tags,).
        begins: Whether a tag begins an entity; shape (tags,).
        continues: Whether it continues one; shape (tags,).
    """

    def __init__(self, labels: Iterable[str]) -> None:
        wanted = list(dict.fromkeys(labels))
        self.families = tuple(dict.fromkeys(family_of(label) for label in wanted))
        order = {family: place for place, family in enumerate(self.families)}
        self.labels = tuple(sorted(wanted, key=lambda label: order[family_of(label)]))
        self._index = {label: place for place, label in enumerate(self.labels)}
        count = len(self.labels)
        # O, then for every label B- and I- next to each other.
        self.label_of: NDArray[np.int64] = np.concatenate([[-1], np.repeat(np.arange(count), 2)])
        families = np.array([order[family_of(label)] for label in self.labels], dtype=np.int64)
        self.family_index: NDArray[np.int64] = np.concatenate([[-1], np.repeat(families, 2)])
        self.begins: NDArray[np.bool_] = np.concatenate([[False], np.tile([True, False], count)])
        self.continues: NDArray[np.bool_] = ~self.begins & (self.family_index >= 0)

    def __len__(self) -> int:
        return len(self.label_of)

    def tag(self, label: str, *, begins: bool) -> int:
        """The number of a tag."""
        return 1 + 2 * self._index[label] + (not begins)

    def names(self) -> tuple[str, ...]:
        """All tags by name: `O`, `B-NAME`, `I-NAME`, …"""
        return (
            "O",
            *(f"{place}-{label}" for label in self.labels for place in ("B", "I")),
        )

    def of_labels(self, labels: Iterable[str], *, begins: bool) -> NDArray[np.bool_]:
        """A mask over the tags: those of some labels at one place."""
        mask = np.zeros(len(self), dtype=bool)
        for label in labels:
            if label in self._index:
                mask[self.tag(label, begins=begins)] = True
        return mask

    def runs(self, path: NDArray[np.int64], probabilities: NDArray[np.floating]) -> list[list[Run]]:
        """The entities a path of tags spells.

        Args:
            path: A tag for each token; shape (tokens,).
            probabilities: Of each tag at each token; shape (tokens, tags).

        Returns:
            For each entity, in the order of the text: the run over all of it, under the label that
            fits all of it, then the runs of its parts if their labels differ from that. The score
            of the whole is the probability that its tokens are in an entity of whatever label, so
            that none is lost between two labels; that of a part is the probability of its label.
        """
        inside = np.flatnonzero(path)
        if not len(inside):
            return []
        before = np.concatenate([[OUTSIDE], path[:-1]])
        starts = inside[self.begins[path[inside]] | (before[inside] == OUTSIDE)]
        of_label = probabilities[:, 1::2] + probabilities[:, 2::2]
        something = 1.0 - probabilities[:, :1]
        out: list[list[Run]] = []
        bounds = [*starts.tolist(), len(path)]
        for start, following in pairwise(bounds):
            end = start + 1
            while end < following and path[end] != OUTSIDE:
                end += 1
            out.append(self._entity(start, end, path[start:end], of_label, something))
        return out

    def _entity(
        self,
        start: int,
        end: int,
        path: NDArray[np.int64],
        of_label: NDArray[np.floating],
        something: NDArray[np.floating],
    ) -> list[Run]:
        family = int(self.family_index[path[0]])
        overall = _mean(something, start, end, 0)
        numbers = self.label_of[path].tolist()
        head = self.families[family]
        if len(set(numbers)) == 1:
            label = self.labels[numbers[0]]
            if label == head:
                return [Run(start, end, head, overall)]
            # The parent of a lone part has what the part's siblings have, too.
            score = _mean(of_label, start, end, numbers[0])
            return [Run(start, end, label, score), Run(start, end, head, overall)]
        whole = label_of_whole([self.labels[number] for number in numbers])
        runs = [Run(start, end, whole, overall)]
        first = start
        for place in range(start, end):
            number = numbers[place - start]
            if place + 1 == end or numbers[place + 1 - start] != number:
                label = self.labels[number]
                if label != whole:
                    score = _mean(of_label, first, place + 1, number)
                    runs.append(Run(first, place + 1, label, score))
                first = place + 1
        return runs


def _mean(probabilities: NDArray[np.floating], start: int, end: int, column: int) -> float:
    if end - start == 1:
        return min(float(probabilities[start, column]), 1.0)
    return min(float(probabilities[start:end, column].sum()) / (end - start), 1.0)
