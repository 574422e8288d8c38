"""How one text came to its entities: what the pipeline tells whoever explains an answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from limina.engine.fusion import Weighed
from limina.engine.spans import Detection, Document, Entity


@dataclass(frozen=True, slots=True)
class Trace:
    """How one text came to its entities.

    Attributes:
        document: The text and its languages.
        weighed: Everything the detectors found, in the order of the text.
        added: Second mentions and names with their honorifics.
        accepted: What the resolver was given: that of the two that is kept and may be shown, and
            the matches of BLOCK filters.
        resolved: What the resolver made of it.
        entities: What ALLOW and ALLOW_TEXT left of that.
        skipped: Detectors with `required=False` that failed.
        cut_off: The least probability that is believed.
    """

    document: Document
    weighed: Sequence[Weighed]
    added: Sequence[Detection]
    accepted: Sequence[Detection]
    resolved: Sequence[Entity]
    entities: Sequence[Entity]
    skipped: tuple[str, ...]
    cut_off: float
