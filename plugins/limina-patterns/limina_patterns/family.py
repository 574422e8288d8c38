"""What a family of patterns is: a name, its labels, its context words and one function over a scan.

This module knows no pattern and no plugin machinery; every family module builds on it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from limina.plugin import Detection
from limina_patterns.scan import Scan


class Found(NamedTuple):
    """One candidate of one family, before the arbiter compares it with the others.

    Attributes:
        start: First character, in code points.
        end: One past the last character, in code points.
        label: The label of the whole span.
        score: Probability in 0..1 that the span carries the label.
        parts: Detections inside the span that stand or fall with it, such as the city of an
            address.
        rule: Which of the family's patterns found it; the detector puts the family's name before.
    """

    start: int
    end: int
    label: str
    score: float
    parts: tuple[Detection, ...] = ()
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Family:
    """A family of patterns.

    Attributes:
        name: Lower-case name, by which the configuration can leave the family out.
        labels: Every label its candidates and their parts may carry.
        find: Examines one scan and yields candidates in any order, overlapping or not.
        cues: Kind of context to the phrases that announce it; see `limina_patterns.cues`.
    """

    name: str
    labels: frozenset[str]
    find: Callable[[Scan], Iterable[Found]]
    cues: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
