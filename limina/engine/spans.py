"""The values every part of the engine passes around: a document, what detectors found, what came
of it.

All offsets are Unicode code points (Python string indexes), the end is exclusive. This module knows
nothing of detectors, requests or transports.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Document:
    """One text to be examined.

    Attributes:
        text: The text as it came in the request, free of lone surrogates.
        languages: ISO 639-1 code to likelihood in 0..1, the likeliest first; empty if not detected.
    """

    text: str
    languages: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, order=True)
class Detection:
    """One span to which one detector gave one label.

    A detector that knows the parts of an entity emits one detection per label: `NAME` over
    `John Smith`, `NAME_GIVEN` over `John`, `NAME_FAMILY` over `Smith`.

    Attributes:
        start: First character, in code points.
        end: One past the last character, in code points; greater than `start`.
        label: An entity label of the taxonomy, or a name of the caller's own (BLOCK filters).
        score: The detector's probability that every token of the span carries the label, 0..1.
        detector: Name of the detector, as in its `DetectorSpec`; filled in by the pipeline if it is
            empty.
        rule: Name of the rule, pattern or list that fired, never text of the document; empty if
            there is nothing to name. It is told to whoever asks for an explanation, and counts
            neither in comparisons nor in anything that is decided.
    """

    start: int
    end: int
    label: str
    score: float
    detector: str = ""
    rule: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Entity:
    """One span of the response, resolved from all overlapping detections.

    Attributes:
        start: First character, in code points.
        end: One past the last character, in code points.
        best_label: The label shown in the marker.
        labels: Every label a token of the span carries, with its score in 0..1, unrounded: the
            probability summed over the entity's tokens divided by the number of those tokens. In
            the order of the response: by the first token that carries the label, children before
            parents.
        blocked: True if a BLOCK filter's match lies in the entity; ALLOW and ALLOW_TEXT never free
            it.
    """

    start: int
    end: int
    best_label: str
    labels: Mapping[str, float]
    blocked: bool = False
