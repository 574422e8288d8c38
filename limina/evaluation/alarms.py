"""False alarms: predictions where nothing of the kind is annotated, for every 1,000 words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from limina.evaluation.matching import Case


@dataclass(frozen=True, slots=True)
class Alarms:
    """False alarms in some texts.

    Attributes:
        texts: Number of the texts.
        words: Their words, divided by white space.
        false: Predictions that are wrong.
    """

    texts: int
    words: int
    false: int

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
    texts = words = false = 0
    for case in cases:
        if empty_only and case.gold:
            continue
        texts += 1
        words += len(case.record.text.split())
        gold, predicted = case.merged()
        verdicts = (case.verdict(span, gold) for span in predicted)
        false += sum(verdict.counted and not verdict.right for verdict in verdicts)
    return Alarms(texts, words, false)
