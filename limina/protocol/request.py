"""The request as typed structs, and the limits a request must keep.

Field names, values and defaults are those of the Limina text API (docs/reference/request.md). The
module holds values only; `limina.protocol.schema` is the one way from bytes to them.
"""

from __future__ import annotations

from collections.abc import Container
from typing import Literal

import msgspec

Accuracy = Literal[
    "standard",
    "standard_high",
    "standard_high_multilingual",
    "high",
    "high_multilingual",
    "standard_high_automatic",
    "high_automatic",
]
Coreference = Literal["heuristics", "model_prediction", "combined"]
MarkerLanguage = Literal[
    "en", "auto", "de", "es", "fr", "hi", "it", "ja", "ko", "nl", "pt", "ru", "tl", "uk", "zh"
]
SyntheticAccuracy = Literal["standard", "standard_multilingual", "standard_automatic"]
SelectorType = Literal["ENABLE", "DISABLE"]
Algorithm = Literal["luhn"]

#: The words of which a MARKER pattern holds exactly one.
MARKER_KEYWORDS = (
    "BEST_ENTITY_TYPE",
    "ALL_ENTITY_TYPES",
    "UNIQUE_NUMBERED_ENTITY_TYPE",
    "UNIQUE_HASHED_ENTITY_TYPE",
)


class EntityTypeSelector(msgspec.Struct, frozen=True):
    """One element of `entity_detection.entity_types`.

    Attributes:
        type: Whether the names are switched on or off.
        value: Labels and groups as the client wrote them.
    """

    type: SelectorType
    value: tuple[str, ...]


class AllowFilter(msgspec.Struct, frozen=True, tag_field="type", tag="ALLOW"):
    """Frees a detected entity whose whole text matches `pattern`."""

    pattern: str


class AllowTextFilter(msgspec.Struct, frozen=True, tag_field="type", tag="ALLOW_TEXT"):
    """Frees every entity that lies inside a match of `pattern` in the whole text."""

    pattern: str


class BlockFilter(msgspec.Struct, frozen=True, tag_field="type", tag="BLOCK"):
    """Makes every match of `pattern` an entity of `entity_type`, with the score `threshold`."""

    pattern: str
    entity_type: str
    threshold: float = 1.0


Filter = AllowFilter | AllowTextFilter | BlockFilter


class ValidationOption(msgspec.Struct, frozen=True):
    """Asks for `validation_results` by a checksum on entities of the given labels."""

    algorithm: Algorithm
    on_entities: tuple[str, ...] = ()


class EntityDetection(msgspec.Struct, frozen=True):
    """`entity_detection`: what is looked for and what of it is returned."""

    accuracy: Accuracy = "high_automatic"
    entity_types: tuple[EntityTypeSelector, ...] = ()
    filter: tuple[Filter, ...] = ()
    return_entity: bool = True
    enable_non_max_suppression: bool = False
    validation_options: tuple[ValidationOption, ...] = ()


class MarkerText(msgspec.Struct, frozen=True, tag_field="type", tag="MARKER"):
    """`processed_text` of type MARKER. `pattern` holds exactly one of the four keywords."""

    pattern: str = "[UNIQUE_NUMBERED_ENTITY_TYPE]"
    marker_language: MarkerLanguage = "en"
    coreference_resolution: Coreference = "heuristics"


class MaskText(msgspec.Struct, frozen=True, tag_field="type", tag="MASK"):
    """`processed_text` of type MASK. `mask_character` is one code point."""

    mask_character: str = "#"


class SyntheticText(msgspec.Struct, frozen=True, tag_field="type", tag="SYNTHETIC"):
    """`processed_text` of type SYNTHETIC."""

    synthetic_entity_accuracy: SyntheticAccuracy = "standard"
    preserve_relationships: bool = False
    coreference_resolution: Coreference = "heuristics"


ProcessedText = MarkerText | MaskText | SyntheticText


class Request(msgspec.Struct, frozen=True):
    """One text and what to do with it."""

    text: str
    link_batch: bool = False
    entity_detection: EntityDetection = EntityDetection()
    processed_text: ProcessedText = MarkerText()
    project_id: str | None = None


class Limits(msgspec.Struct, frozen=True):
    """What a request may cost, and which labels it may name.

    Attributes:
        max_text_characters: Longest `text`, in code points; of a linked list, of all together.
        max_texts: Most texts of a list.
        max_filters: Most elements of `entity_detection.filter`.
        max_pattern_characters: Longest filter pattern, in code points.
        max_pattern_cost: Most pattern elements of all filters together, counted repeats written out
            (`(ab){50}` costs about 100): bounds the time and memory of compiling them.
        max_selectors: Most elements of `entity_types` and of `validation_options`.
        max_known_entities: Most elements of `entities` in a request to re-identify.
        max_marker_characters: Longest MARKER pattern, in code points; every entity repeats it.
        max_depth: Most arrays and objects inside one another anywhere in the message.
        known_names: Labels and groups that `entity_types` may name; None accepts any name.
        accuracies: Modes that may be asked for, the default first; None accepts every mode.
    """

    max_text_characters: int = 500_000
    max_texts: int = 1_000
    max_filters: int = 1_000
    max_pattern_characters: int = 10_000
    max_pattern_cost: int = 50_000
    max_selectors: int = 1_000
    max_known_entities: int = 10_000
    max_marker_characters: int = 200
    max_depth: int = 64
    known_names: Container[str] | None = None
    accuracies: tuple[Accuracy, ...] | None = None
