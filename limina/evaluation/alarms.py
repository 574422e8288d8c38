"""False alarms: predictions where nothing of the kind is annotated, for every 1,000 words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from limina.evaluation.matching import Case


@dataclass(frozen=True, slots=True)
class Alarms:
    """False alarms in some texts.

    Attributes:
        texts: Number of the texts.
        words: Their words, divided by white space.
        labels: Label to its number of wrong predictions.
    """

    texts: int
    words: int
    labels: Mapping[str, int] = field(default_factory=dict)

    @property
    def false(self) -> int:
        """Predictions that are wrong."""
        return sum(self.labels.values())

    @property
    def rate(self) -> float:
        """False alarms for every 1,000 words; not a number without words."""
        return 1000 * self.false / self.words if self.words else float("nan")


def alarms(cases: Iterable[Case], *, empty_only: bool = False) -> Alarms:
    """Count false alarms.

    A prediction is one if it touches no annotated span that accepts its label, and could have been
    right; see `Verdict.counted`.

    Args:
        cases: The texts.
        empty_only: Count only texts in which nothing is annotated.
    """
    texts = words = 0
    labels: Counter[str] = Counter()
    for case in cases:
        if empty_only and case.gold:
            continue
        texts += 1
        words += len(case.record.text.split())
        gold, predicted = case.merged()
        for span in predicted:
            verdict = case.verdict(span, gold)
            labels[span.meaning.label] += verdict.counted and not verdict.right
    return Alarms(texts, words, dict((+labels).most_common()))
