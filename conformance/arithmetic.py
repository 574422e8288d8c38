"""Judges an answer by itself: whatever was detected, does everything in it fit together?

The rules are those of docs/reference/response.md that hold for every server that speaks the
protocol, with any detectors. The module must not know which answer was documented.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Any, Final

import regex

_TYPES: Final = {
    "processed_text": str,
    "entities": list,
    "entities_present": bool,
    "characters_processed": int,
    "languages_detected": dict,
}
_KEYWORDS: Final = re.compile(
    "UNIQUE_NUMBERED_ENTITY_TYPE|UNIQUE_HASHED_ENTITY_TYPE|BEST_ENTITY_TYPE|ALL_ENTITY_TYPES"
)
_DEFAULT_PATTERN: Final = "[UNIQUE_NUMBERED_ENTITY_TYPE]"
_YES: Final = (True, 1, "true", "True", "1", "t", "yes", "y", "on")
#: Seconds a pattern of a vector may run here.
_PATIENCE: Final = 5.0


def check_arithmetic(request: dict[str, Any], answer: dict[str, Any]) -> list[str]:
    """Compare an answer with itself and its request.

    Args:
        request: The request as sent, valid.
        answer: The response object.

    Returns:
        What does not fit, one line each; empty if all is well.
    """
    problems = [
        f"{key} is missing or has the wrong type"
        for key, kind in _TYPES.items()
        if not isinstance(answer.get(key), kind)
    ]
    if problems:
        return problems
    try:
        return list(_check(request, answer))
    except (KeyError, TypeError, AttributeError) as error:
        return [f"an entity is malformed: {type(error).__name__}: {error}"]


def _check(request: dict[str, Any], answer: dict[str, Any]) -> Iterator[str]:
    text, entities = request["text"], answer["entities"]
    if answer["characters_processed"] != len(text):
        yield f"characters_processed is {answer['characters_processed']}, not {len(text)}"
    if answer["entities_present"] != bool(entities):
        yield "entities_present disagrees with entities"
    for code, likelihood in answer["languages_detected"].items():
        if not re.fullmatch("[a-z]{2,3}", code) or not 0 <= likelihood <= 1.001:
            yield f"languages_detected.{code} is no likelihood of a language"
    detection = request.get("entity_detection") or {}
    yield from _check_labels(entities, detection)
    yield from _check_shown(entities, request)
    returned = detection.get("return_entity")
    if returned is None or returned in _YES:
        yield from _check_offsets(text, answer, request)
        yield from _check_filters(text, entities, detection)
    else:
        yield from _check_withheld(text, answer)


def _check_labels(entities: list[Any], detection: dict[str, Any]) -> Iterator[str]:
    disabled = {
        name
        for selector in detection.get("entity_types") or []
        if selector["type"] == "DISABLE"
        for name in selector["value"]
    }
    invented = {one.get("entity_type") for one in detection.get("filter") or []}
    for index, entity in enumerate(entities):
        best, labels = entity["best_label"], entity["labels"]
        if best not in labels:
            yield f"entities[{index}].labels lacks the best label {best}"
        if best in disabled - invented:
            yield f"entities[{index}].best_label is {best}, which is disabled"
        if detection.get("enable_non_max_suppression") in _YES and len(labels) != 1:
            yield f"entities[{index}].labels holds more than the best label"
        for label, score in labels.items():
            if score < 0 or score != round(score, 4):
                yield f"entities[{index}].labels.{label} is {score}, no score of four decimals"


def _check_shown(entities: list[Any], request: dict[str, Any]) -> Iterator[str]:
    """What an entity shows of itself has the form the request asks for."""
    section = request.get("processed_text") or {}
    if (section.get("type") or "MARKER") != "MARKER":
        return
    keyword = _KEYWORDS.findall(section.get("pattern") or _DEFAULT_PATTERN)[0]
    linked = (section.get("coreference_resolution") or "heuristics") != "heuristics"
    numbers: dict[str, int] = {}
    seen: dict[tuple[str, str], str] = {}
    for index, entity in enumerate(entities):
        shown, best = entity["processed_text"], entity["best_label"]
        match keyword:
            case "BEST_ENTITY_TYPE":
                good = shown == best
            case "ALL_ENTITY_TYPES":
                good = best in shown.split(",")
            case "UNIQUE_HASHED_ENTITY_TYPE":
                good = linked or re.fullmatch(re.escape(best) + r"_\w+", shown) is not None
            case _:
                good = linked or re.fullmatch(re.escape(best) + r"_[1-9]\d*", shown) is not None
        if not good:
            yield f"entities[{index}].processed_text is {shown} for the best label {best}"
            continue
        if keyword.startswith("UNIQUE") and not linked and entity.get("text") is not None:
            mention = (best, entity["text"].casefold())
            if mention in seen:
                if seen[mention] != shown:
                    yield f"entities[{index}] repeats a mention under the new marker {shown}"
                continue
            if shown in seen.values():
                yield f"entities[{index}] shares the marker {shown} with another text"
            seen[mention] = shown
            numbers[best] = numbers.get(best, 0) + 1
            if "NUMBERED" in keyword and shown != f"{best}_{numbers[best]}":
                yield f"entities[{index}].processed_text is {shown}, number {numbers[best]} is due"


def _check_offsets(text: str, answer: dict[str, Any], request: dict[str, Any]) -> Iterator[str]:
    """Both pairs of offsets slice back, and the rest of the text is what it was."""
    processed = answer["processed_text"]
    around = _surroundings(request)
    end = processed_end = 0
    for index, entity in enumerate(answer["entities"]):
        place = entity["location"]
        first, last = place["stt_idx"], place["end_idx"]
        processed_first, processed_last = place["stt_idx_processed"], place["end_idx_processed"]
        if not end <= first < last <= len(text):
            yield f"entities[{index}].location is out of order or out of the text"
            return
        if text[first:last] != entity["text"]:
            yield f"entities[{index}].location does not slice back to its text"
        if text[end:first] != processed[processed_end:processed_first]:
            yield f"the text before entities[{index}] was changed"
        replacement = processed[processed_first:processed_last]
        if replacement != around[0] + entity["processed_text"] + around[1]:
            yield f"entities[{index}].location does not slice to its replacement"
        yield from _check_mask(request, entity["text"], replacement, index)
        end, processed_end = last, processed_last
    if text[end:] != processed[processed_end:]:
        yield "the text behind the last entity was changed"


def _surroundings(request: dict[str, Any]) -> tuple[str, str]:
    section = request.get("processed_text") or {}
    if (section.get("type") or "MARKER") != "MARKER":
        return "", ""
    before, after = _KEYWORDS.split(section.get("pattern") or _DEFAULT_PATTERN, maxsplit=1)
    return before, after


def _check_mask(request: dict[str, Any], text: str, replacement: str, index: int) -> Iterator[str]:
    section = request.get("processed_text") or {}
    if section.get("type") != "MASK":
        return
    mask = section.get("mask_character") or "#"
    if len(replacement) != len(text):
        yield f"entities[{index}]: the mask is not as long as the text"
    elif any(new not in (mask, old) or (new == old != mask and not old.isspace())
             for old, new in zip(text, replacement, strict=True)):  # fmt: skip
        yield f"entities[{index}]: the mask lets something through"


def _check_withheld(text: str, answer: dict[str, Any]) -> Iterator[str]:
    for index, entity in enumerate(answer["entities"]):
        for key in ("text", "location"):
            if entity.get(key) is not None:
                yield f"entities[{index}].{key} was not asked for"
    shown = [entity["processed_text"] for entity in answer["entities"]]
    position = 0
    for one in shown:
        position = answer["processed_text"].find(one, position)
        if position < 0:
            yield "processed_text does not hold the replacements in their order"
            return
        position += len(one)
    if not shown and answer["processed_text"] != text:
        yield "the text was changed without an entity"


def _check_filters(text: str, entities: list[Any], detection: dict[str, Any]) -> Iterator[str]:
    covered = {
        position
        for entity in entities
        for position in range(entity["location"]["stt_idx"], entity["location"]["end_idx"])
    }
    filters = detection.get("filter") or []
    blocked = set()
    for index, one in enumerate(filters):
        if one["type"] == "BLOCK":
            for match in regex.finditer(one["pattern"], text, regex.V0, timeout=_PATIENCE):
                # Servers differ in whether punctuation at the end belongs to the entity.
                span = range(match.start(), match.start() + len(match[0].rstrip(" .,;:!?%)")))
                blocked |= set(range(*match.span()))
                if not covered.issuperset(span):
                    yield f"filter[{index}]: a match was not blocked"
    for index, one in enumerate(filters):
        spans = _allowed(one, text, entities)
        for entity in itertools.chain.from_iterable(spans):
            place = entity["location"]
            if blocked.isdisjoint(range(place["stt_idx"], place["end_idx"])):
                yield f"filter[{index}]: an entity was not allowed"


def _allowed(one: dict[str, Any], text: str, entities: list[Any]) -> Iterator[list[Any]]:
    """The entities a filter should have freed."""
    if one["type"] == "ALLOW":
        yield [
            entity
            for entity in entities
            if regex.fullmatch(one["pattern"], entity["text"], regex.V0, timeout=_PATIENCE)
        ]
    elif one["type"] == "ALLOW_TEXT":
        for match in regex.finditer(one["pattern"], text, regex.V0, timeout=_PATIENCE):
            yield [
                entity
                for entity in entities
                if match.start() <= entity["location"]["stt_idx"]
                and entity["location"]["end_idx"] <= match.end()
            ]
