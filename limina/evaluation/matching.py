"""Counting one text: what is annotated against what was found.

Characters are counted on the spans as they came. Spans are counted after neighbours of one family
were merged on both sides, so that a name told in one span or in two scores the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from types import MappingProxyType
from typing import Final

from limina.evaluation.records import Gold, Span
from limina.evaluation.scheme import Meaning, Scheme


class Count(IntEnum):
    """What is counted for every label; the index of the count in a row.

    Annotated spans: GOLD of them, STRICT found with both edges, FOUND by at least a character,
    each under an accepted label. Predicted spans: PREDICTED that are right or could have been,
    RIGHT that share a character with an annotated one whose label accepts theirs. Characters, white
    space left out: GOLD_CHARACTERS, of which COVERED by any prediction; PREDICTED_CHARACTERS, of
    which RIGHT_CHARACTERS are annotated. MISSED and PARTLY: annotated spans of which no character,
    or not every one, is covered.
    """

    GOLD = 0
    PREDICTED = 1
    STRICT = 2
    FOUND = 3
    RIGHT = 4
    GOLD_CHARACTERS = 5
    COVERED = 6
    PREDICTED_CHARACTERS = 7
    RIGHT_CHARACTERS = 8
    MISSED = 9
    PARTLY = 10


#: Label to its counts.
Tally = dict[str, list[int]]

#: Family to what may stand between two of its spans that are one.
_GAPS: Final = MappingProxyType(
    {
        "NAME": re.compile(r"[ \t]{0,2}"),
        "LOCATION": re.compile(r"[\s,]{0,6}"),
        "DATE": re.compile(r"[ ,]{0,2}"),
    }
)


@dataclass(frozen=True, slots=True)
class Marked:
    """A span with what it counts as.

    Attributes:
        start: First character.
        end: One past the last.
        meaning: Its counted name, and the names accepted for it; a prediction accepts its own.
        label: The label as it was written.
    """

    start: int
    end: int
    meaning: Meaning
    label: str

    def touches(self, other: Marked) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to be said of a prediction.

    Attributes:
        over: The annotated spans it touches.
        right: Those of them that accept its label.
        counted: Whether it is right, or could have been: its label is annotated in this text, and
            it does not lie on something neutral.
    """

    over: tuple[Marked, ...]
    right: tuple[Marked, ...]
    counted: bool


class Case:
    """One text with its annotated and its predicted spans.

    Args:
        record: The annotated text.
        predicted: What was found in it; each span within the text.
        scheme: Which label counts as which.
        merge: Whether neighbouring spans of one family are one.
    """

    def __init__(
        self, record: Gold, predicted: Iterable[Span], scheme: Scheme, *, merge: bool = True
    ) -> None:
        self.record = record
        self._scope = scheme.scope(record)
        neutral = list(record.neutral)
        self.gold: list[Marked] = []
        for span in record.spans:
            meaning = scheme.meaning(record, span.label)
            if meaning is None:
                neutral.append(span)
            else:
                self.gold.append(Marked(span.start, span.end, meaning, span.label))
        self.predicted = [_predicted(span, scheme) for span in predicted]
        length = len(record.text)
        self.covered = _mask(self.predicted, length)
        self._annotated = _mask(self.gold, length)
        self._neutral = bytearray(
            n and not g for n, g in zip(_mask(neutral, length), self._annotated, strict=True)
        )
        self._solid = bytearray(not character.isspace() for character in record.text)
        self._merge = merge

    def verdict(self, span: Marked, gold: Sequence[Marked]) -> Verdict:
        """What is to be said of a predicted span, against these annotated ones."""
        over = tuple(one for one in gold if span.touches(one))
        right = tuple(one for one in over if one.meaning.accepts(span.meaning.label))
        in_scope = self._scope is None or span.meaning.label in self._scope
        neutral = not over and any(self._neutral[span.start : span.end])
        return Verdict(over, right, bool(right) or (in_scope and not neutral))

    def characters(self, span: Marked | Span) -> list[int]:
        """Offsets of a span's characters that are no white space."""
        return [i for i in range(span.start, span.end) if self._solid[i]]

    def merged(self) -> tuple[list[Marked], list[Marked]]:
        """The annotated and the predicted spans as they are counted."""
        if not self._merge:
            return self.gold, self.predicted
        text = self.record.text
        return merge(text, self.gold), merge(text, self.predicted)

    def tally(self) -> Tally:
        """Count."""
        tally: Tally = {}
        self._count_characters(tally)
        gold, predicted = self.merged()
        pairs = _exact_pairs(gold, predicted)
        paired = set(pairs.values())
        for index, one in enumerate(gold):
            row = _row(tally, one.meaning.label)
            row[Count.GOLD] += 1
            row[Count.STRICT] += index in paired
            row[Count.FOUND] += any(
                span.touches(one) and one.meaning.accepts(span.meaning.label) for span in predicted
            )
        for index, span in enumerate(predicted):
            verdict = self.verdict(span, gold)
            if not verdict.counted:
                continue
            if index in pairs:
                label = gold[pairs[index]].meaning.label
            else:
                label = verdict.right[0].meaning.label if verdict.right else span.meaning.label
            row = _row(tally, label)
            row[Count.PREDICTED] += 1
            row[Count.RIGHT] += bool(verdict.right)
        return tally

    def _count_characters(self, tally: Tally) -> None:
        for one in self.gold:
            characters = self.characters(one)
            covered = sum(self.covered[i] for i in characters)
            row = _row(tally, one.meaning.label)
            row[Count.GOLD_CHARACTERS] += len(characters)
            row[Count.COVERED] += covered
            row[Count.MISSED] += covered == 0
            row[Count.PARTLY] += 0 < covered < len(characters)
        for span in self.predicted:
            verdict = self.verdict(span, self.gold)
            if not (verdict.counted or verdict.over):
                continue
            right = verdict.right
            row = _row(tally, right[0].meaning.label if right else span.meaning.label)
            characters = [i for i in self.characters(span) if not self._neutral[i]]
            row[Count.PREDICTED_CHARACTERS] += len(characters)
            row[Count.RIGHT_CHARACTERS] += sum(self._annotated[i] for i in characters)


def merge(text: str, spans: Iterable[Marked]) -> list[Marked]:
    """Make one of neighbours that are of one family and have next to nothing between them."""
    merged: list[Marked] = []
    for span in sorted(spans, key=lambda one: (one.start, one.end)):
        last = merged[-1] if merged else None
        if last is not None and _are_one(text, last, span):
            accepted = last.meaning.accepted | span.meaning.accepted
            meaning = Meaning(last.meaning.label, accepted)
            merged[-1] = Marked(last.start, span.end, meaning, last.label)
        else:
            merged.append(span)
    return merged


def _are_one(text: str, one: Marked, other: Marked) -> bool:
    gap = _GAPS.get(one.meaning.label)
    return (
        gap is not None
        and one.meaning.label == other.meaning.label
        and one.end <= other.start
        and gap.fullmatch(text, one.end, other.start) is not None
    )


def _predicted(span: Span, scheme: Scheme) -> Marked:
    label = scheme.counted(span.label)
    return Marked(span.start, span.end, Meaning(label, frozenset((label,))), span.label)


def _mask(spans: Iterable[Marked | Span], length: int) -> bytearray:
    mask = bytearray(length)
    for span in spans:
        mask[span.start : span.end] = b"\x01" * (span.end - span.start)
    return mask


def _exact_pairs(gold: Sequence[Marked], predicted: Sequence[Marked]) -> dict[int, int]:
    """Index of a predicted span to that of the annotated one with the same edges; one to one."""
    at: dict[tuple[int, int], list[int]] = {}
    for index, one in enumerate(gold):
        at.setdefault((one.start, one.end), []).append(index)
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for index, span in enumerate(predicted):
        for candidate in at.get((span.start, span.end), ()):
            if candidate not in taken and gold[candidate].meaning.accepts(span.meaning.label):
                taken.add(candidate)
                pairs[index] = candidate
                break
    return pairs


def _row(tally: Tally, label: str) -> list[int]:
    return tally.setdefault(label, [0] * len(Count))
