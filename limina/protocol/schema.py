"""The only way from a message to a `Request`: `decode_request`, and `read_request` for lists.

Parsing is for `limina.protocol.jsontext`, reading a field for `limina.protocol.fields`; here stands
which fields a request has and what each may hold (docs/reference/request.md). What passes is known
good to every later part: patterns compile, enums are known, numbers are finite. Nothing of the
client's may get into a message. The structs are those of `limina.protocol.request`, which others
import from here.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from typing import Any, Final, cast, get_args

from limina.protocol.fields import (
    Default,
    any_of,
    fault,
    read_amount,
    read_boolean,
    read_choice,
    read_object,
    read_objects,
    read_string,
    read_strings,
    require_choice,
    require_string,
    wrong_type,
)
from limina.protocol.jsontext import parse_object
from limina.protocol.patterns import check_pattern
from limina.protocol.request import (
    MARKER_KEYWORDS,
    Accuracy,
    Algorithm,
    AllowFilter,
    AllowTextFilter,
    BlockFilter,
    Coreference,
    EntityDetection,
    EntityTypeSelector,
    Filter,
    Limits,
    MarkerLanguage,
    MarkerText,
    MaskText,
    ProcessedText,
    Request,
    SelectorType,
    SyntheticAccuracy,
    SyntheticText,
    ValidationOption,
)

__all__ = [
    "MARKER_KEYWORDS",
    "MAX_ENTITY_TYPE_CHARACTERS",
    "MAX_PROJECT_ID_CHARACTERS",
    "Accuracy",
    "AllowFilter",
    "AllowTextFilter",
    "BlockFilter",
    "Coreference",
    "EntityDetection",
    "EntityTypeSelector",
    "Filter",
    "Limits",
    "MarkerLanguage",
    "MarkerText",
    "MaskText",
    "ProcessedText",
    "Request",
    "SyntheticAccuracy",
    "SyntheticText",
    "ValidationOption",
    "check_length",
    "decode_request",
    "read_coreference",
    "read_project_id",
    "read_request",
]

#: Longest label a BLOCK filter may invent, in code points.
MAX_ENTITY_TYPE_CHARACTERS: Final = 100
#: Longest `project_id`, in code points (the vendor's reference).
MAX_PROJECT_ID_CHARACTERS: Final = 60

_ACCURACIES: Final = get_args(Accuracy)
_COREFERENCES: Final = get_args(Coreference)
_LANGUAGES: Final = get_args(MarkerLanguage)
_SYNTHETIC_ACCURACIES: Final = get_args(SyntheticAccuracy)
_SELECTORS: Final = get_args(SelectorType)
_ALGORITHMS: Final = get_args(Algorithm)
_FILTERS: Final = ("ALLOW", "ALLOW_TEXT", "BLOCK")
_TEXT_TYPES: Final = ("MARKER", "MASK", "SYNTHETIC")
_FOREIGN_TO_MARKER: Final[Mapping[str, str]] = {
    "mask_character": "MASK",
    "synthetic_entity_accuracy": "SYNTHETIC",
    "preserve_relationships": "SYNTHETIC",
}
_PROJECT_ID: Final = re.compile(r"[a-zA-Z0-9\-_:]*")
_NO_LIMITS_GIVEN: Final = Limits()
_DETECTION: Final = "entity_detection."
_PROCESSED: Final = "processed_text."


def decode_request(
    message: str | bytes,
    limits: Limits = _NO_LIMITS_GIVEN,
    known_names: Container[str] | None = None,
) -> Request:
    """Decode and validate one JSON message.

    Args:
        message: The WebSocket text message, or the body of a REST call with one text.
        limits: What is still accepted.
        known_names: Labels and groups that `entity_types` may name; None leaves it to
            `limits.known_names`.

    Returns:
        The request, with every default filled in.

    Raises:
        RequestError: With the place of the first fault; nothing else is ever raised.
    """
    fields = parse_object(message, limits.max_depth)
    text = _text(fields, limits)
    return read_request(fields, text, limits, known_names)


def read_request(
    fields: Mapping[str, Any],
    text: str,
    limits: Limits,
    known_names: Container[str] | None = None,
    *,
    detection_only: bool = False,
) -> Request:
    """Everything of a request but its text, which is read already.

    Args:
        fields: The parsed message.
        text: The text, or an empty one where the message holds a list.
        limits: What is still accepted.
        known_names: See `decode_request`.
        detection_only: Whether nothing is to be replaced: `processed_text` is then not read.

    Raises:
        RequestError: With the place of the first fault.
    """
    if known_names is None:
        known_names = limits.known_names
    return Request(
        text=text,
        link_batch=read_boolean(fields, "link_batch", "", False),
        entity_detection=_entity_detection(fields, limits, known_names),
        processed_text=MarkerText() if detection_only else _processed_text(fields, limits),
        project_id=read_project_id(fields),
    )


def _text(fields: Mapping[str, Any], limits: Limits) -> str:
    text = fields.get("text")
    if not isinstance(text, str):
        if "text" not in fields:
            raise fault("LIM103", "text", "is required and must be a string")
        if isinstance(text, list):
            raise fault(
                "LIM104",
                "text",
                "must be one string, not an array: /ws takes a single text; "
                "lists of texts belong to the REST routes",
            )
        raise wrong_type("text", "a string", text)
    check_length(text, "text", limits)
    return text


def check_length(text: str, place: str, limits: Limits) -> None:
    """Refuse a text that is too long.

    Raises:
        RequestError: LIM107.
    """
    if len(text) > limits.max_text_characters:
        raise fault("LIM107", place, f"is longer than {limits.max_text_characters} characters")


def read_project_id(fields: Mapping[str, Any]) -> str | None:
    """`project_id`, or None if there is none.

    Raises:
        RequestError: LIM104 or LIM111.
    """
    name = read_string(fields, "project_id", "", None)
    if name is None:
        return None
    if len(name) > MAX_PROJECT_ID_CHARACTERS:
        raise fault(
            "LIM111", "project_id", f"is longer than {MAX_PROJECT_ID_CHARACTERS} characters"
        )
    if not _PROJECT_ID.fullmatch(name):
        raise fault(
            "LIM111",
            "project_id",
            "may hold only the letters a to z and A to Z, digits, -, _ and :",
        )
    return name


def _entity_detection(
    fields: Mapping[str, Any], limits: Limits, known_names: Container[str] | None
) -> EntityDetection:
    section = read_object(fields, "entity_detection", "")
    if not section:
        return EntityDetection(accuracy=_accuracy(section, limits))
    selectors = tuple(
        EntityTypeSelector(
            type=cast(SelectorType, require_choice(selector, "type", path, _SELECTORS)),
            value=_names(selector, path, known_names),
        )
        for selector, path in read_objects(
            section, "entity_types", _DETECTION, limits.max_selectors
        )
    )
    return EntityDetection(
        accuracy=_accuracy(section, limits),
        entity_types=selectors,
        filter=_filters(section, limits),
        return_entity=read_boolean(section, "return_entity", _DETECTION, True),
        enable_non_max_suppression=read_boolean(
            section, "enable_non_max_suppression", _DETECTION, False
        ),
        validation_options=tuple(
            ValidationOption(
                algorithm=cast(Algorithm, require_choice(option, "algorithm", path, _ALGORITHMS)),
                on_entities=tuple(read_strings(option, "on_entities", path)),
            )
            for option, path in read_objects(
                section, "validation_options", _DETECTION, limits.max_selectors
            )
        ),
    )


def _accuracy(section: Mapping[str, Any], limits: Limits) -> Accuracy:
    default = limits.accuracies[0] if limits.accuracies else "high_automatic"
    mode = cast(Accuracy, read_choice(section, "accuracy", _DETECTION, _ACCURACIES, default))
    if limits.accuracies is not None and mode not in limits.accuracies:
        loaded = any_of(limits.accuracies)
        raise fault("LIM115", "entity_detection.accuracy", f"is not loaded; must be {loaded}")
    return mode


def _names(
    selector: Mapping[str, Any], path: str, known_names: Container[str] | None
) -> tuple[str, ...]:
    if selector.get("value") is None:
        raise fault("LIM103", path + "value", "is required and must be an array of strings")
    names = tuple(read_strings(selector, "value", path))
    if known_names is not None:
        for index, name in enumerate(names):
            if name not in known_names:
                raise fault("LIM105", f"{path}value[{index}]", "is not a known label or group")
    return names


def _filters(section: Mapping[str, Any], limits: Limits) -> tuple[Filter, ...]:
    filters: list[Filter] = []
    budget = limits.max_pattern_cost
    for element, path in read_objects(section, "filter", _DETECTION, limits.max_filters):
        kind = require_choice(element, "type", path, _FILTERS)
        pattern = require_string(element, "pattern", path)
        place = path + "pattern"
        if len(pattern) > limits.max_pattern_characters:
            raise fault(
                "LIM114", place, f"is longer than {limits.max_pattern_characters} characters"
            )
        budget -= check_pattern(pattern, place, budget)
        if kind == "ALLOW":
            filters.append(AllowFilter(pattern))
        elif kind == "ALLOW_TEXT":
            filters.append(AllowTextFilter(pattern))
        else:
            filters.append(
                BlockFilter(
                    pattern,
                    _entity_type(element, path),
                    read_amount(element, "threshold", path, 1.0),
                )
            )
    return tuple(filters)


def _entity_type(element: Mapping[str, Any], path: str) -> str:
    """The label of a BLOCK filter: any name that can stand and be read in a marker on one line."""
    name = require_string(element, "entity_type", path)
    place = path + "entity_type"
    if len(name) > MAX_ENTITY_TYPE_CHARACTERS:
        raise fault("LIM105", place, f"is longer than {MAX_ENTITY_TYPE_CHARACTERS} characters")
    if not name or not name.isprintable() or name != name.strip():
        raise fault(
            "LIM105",
            place,
            "must not be empty, hold control characters or line breaks, "
            "or begin or end with a space",
        )
    return name


def _processed_text(fields: Mapping[str, Any], limits: Limits) -> ProcessedText:
    section = read_object(fields, "processed_text", "")
    if not section:
        return MarkerText()
    match _text_type(section):
        case "MASK":
            return MaskText(_mask_character(section))
        case "SYNTHETIC":
            return SyntheticText(
                synthetic_entity_accuracy=cast(
                    SyntheticAccuracy,
                    read_choice(
                        section,
                        "synthetic_entity_accuracy",
                        _PROCESSED,
                        _SYNTHETIC_ACCURACIES,
                        "standard",
                    ),
                ),
                preserve_relationships=read_boolean(
                    section, "preserve_relationships", _PROCESSED, False
                ),
                coreference_resolution=_coreference(section),
            )
        case _:
            return MarkerText(
                pattern=_marker_pattern(section, limits),
                marker_language=cast(
                    MarkerLanguage,
                    read_choice(section, "marker_language", _PROCESSED, _LANGUAGES, "en"),
                ),
                coreference_resolution=_coreference(section),
            )


def _text_type(section: Mapping[str, Any]) -> str:
    """The type, MARKER if there is none; but nothing is guessed where a field speaks against it."""
    kind = read_choice(section, "type", _PROCESSED, _TEXT_TYPES, None)
    if kind is not None:
        return kind
    for key, owner in _FOREIGN_TO_MARKER.items():
        if section.get(key) is not None:
            raise fault("LIM103", "processed_text.type", f"is required: {key} belongs to {owner}")
    return "MARKER"


def _coreference(section: Mapping[str, Any]) -> Coreference:
    return read_coreference(section, _PROCESSED, "heuristics")


def read_coreference(
    section: Mapping[str, Any], path: str, default: Default
) -> Coreference | Default:
    """`coreference_resolution` of a section, or `default` if there is none.

    Raises:
        RequestError: LIM104 or LIM105.
    """
    return cast(
        "Coreference | Default",
        read_choice(section, "coreference_resolution", path, _COREFERENCES, default),
    )


def _mask_character(section: Mapping[str, Any]) -> str:
    character = read_string(section, "mask_character", _PROCESSED, "#")
    if len(character) != 1:
        raise fault("LIM105", "processed_text.mask_character", "must be exactly one character")
    return character


def _marker_pattern(section: Mapping[str, Any], limits: Limits) -> str:
    default = "[UNIQUE_NUMBERED_ENTITY_TYPE]"
    pattern = read_string(section, "pattern", _PROCESSED, default)
    if len(pattern) > limits.max_marker_characters:
        raise fault(
            "LIM114",
            "processed_text.pattern",
            f"is longer than {limits.max_marker_characters} characters",
        )
    if sum(pattern.count(word) for word in MARKER_KEYWORDS) != 1:
        raise fault(
            "LIM105", "processed_text.pattern", "must hold exactly " + any_of(MARKER_KEYWORDS)
        )
    return pattern
