"""The response as JSON, in the shape and the key order of the Limina documentation.

Scores of labels are rounded to four decimals, likelihoods of languages are not. This module takes
everything as decided and knows neither detection nor redaction.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from limina.engine.redaction import Redaction, Replacement
from limina.engine.spans import Document
from limina.protocol.schema import EntityDetection, Request

#: Decimals to which scores of labels are rounded.
SCORE_DECIMALS = 4


class Location(msgspec.Struct, frozen=True):
    """Where an entity stands in the text and its replacement in the processed one; code points."""

    stt_idx: int
    end_idx: int
    stt_idx_processed: int
    end_idx_processed: int


class ValidationResult(msgspec.Struct, frozen=True):
    """What a checksum says of an entity; `status` is `valid` or `invalid`."""

    formatted: str
    validation_method: str
    status: str


class EntityAnswer(msgspec.Struct, frozen=True):
    """One element of `entities`."""

    processed_text: str
    best_label: str
    labels: dict[str, float]


class LocatedEntityAnswer(msgspec.Struct, frozen=True, omit_defaults=True):
    """One element of `entities` where the request did not ask to leave out the entity itself."""

    processed_text: str
    text: str
    location: Location
    best_label: str
    labels: dict[str, float]
    validation_results: tuple[ValidationResult, ...] = ()


class Answer(msgspec.Struct, frozen=True):
    """The response object."""

    processed_text: str
    entities: list[EntityAnswer | LocatedEntityAnswer]
    entities_present: bool
    characters_processed: int
    languages_detected: dict[str, float]


def encode_response(
    document: Document, redaction: Redaction, request: Request, languages: Mapping[str, float]
) -> bytes:
    """Write the response.

    Args:
        document: The text as it came.
        redaction: What became of it.
        request: `entity_detection` says what is returned of the entities.
        languages: ISO 639-1 code to likelihood, the likeliest first.

    Returns:
        JSON text in UTF-8.
    """
    detection = request.entity_detection
    return msgspec.json.encode(
        Answer(
            redaction.text,
            [_entity(part, detection) for part in redaction.parts],
            bool(redaction.parts),
            len(document.text),
            dict(languages),
        )
    )


def _entity(part: Replacement, detection: EntityDetection) -> EntityAnswer | LocatedEntityAnswer:
    entity = part.entity
    scores = entity.labels
    if detection.enable_non_max_suppression:
        scores = {entity.best_label: scores[entity.best_label]}
    labels = {label: round(score, SCORE_DECIMALS) for label, score in scores.items()}
    if not detection.return_entity:
        return EntityAnswer(part.shown, entity.best_label, labels)
    return LocatedEntityAnswer(
        part.shown,
        part.text,
        Location(entity.start, entity.end, part.start, part.end),
        entity.best_label,
        labels,
        tuple(
            _validate(part.text, option.algorithm)
            for option in detection.validation_options
            if not entity.labels.keys().isdisjoint(option.on_entities)
        ),
    )


def _validate(text: str, algorithm: str) -> ValidationResult:
    digits = [int(c) for c in text if c.isdecimal()]
    written = "".join(map(str, digits))
    formatted = " ".join(written[i : i + 4] for i in range(0, len(written), 4))
    return ValidationResult(formatted, algorithm, "valid" if _luhn(digits) else "invalid")


def _luhn(digits: list[int]) -> bool:
    """Whether the last digit is the check digit of ISO/IEC 7812-1 for those before it."""
    total = sum(digits[-1::-2]) + sum(sum(divmod(2 * digit, 10)) for digit in digits[-2::-2])
    return len(digits) > 1 and total % 10 == 0
