"""How the figures change with the sensitivity, over all labels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from limina.evaluation.matching import Case
from limina.evaluation.scores import collect, figures

#: What is tried: from the highest cut-off to the lowest, and closer where most is found.
SENSITIVITIES: Final = (
    *(0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.93, 0.95, 0.98),
)


@dataclass(frozen=True, slots=True)
class Notch:
    """One place of the dial.

    Attributes:
        sensitivity: 0..1.
        figures: Name of a figure to its value over all labels; not a number where nothing counts.
        configured: Whether this is the configured sensitivity.
    """

    sensitivity: float
    figures: Mapping[str, float]
    configured: bool = False


def sensitivities(configured: float) -> tuple[float, ...]:
    """What is tried, the configured sensitivity among it, in ascending order."""
    return tuple(sorted({*SENSITIVITIES, configured}))


def notch(sensitivity: float, cases: Sequence[Case], *, configured: bool = False) -> Notch:
    """Score what was found at one sensitivity."""
    counted = collect([case.tally() for case in cases])
    values = figures(counted.counts.sum(axis=0))
    return Notch(sensitivity, {name: float(row[0]) for name, row in values.items()}, configured)
