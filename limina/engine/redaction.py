"""Puts something else in the place of every entity: a marker, a mask, or what a plugin gives.

The text outside the entities is never touched, and the offsets of every replacement in the new text
are exact. This module decides neither what is an entity nor which entities are one.
"""

from __future__ import annotations

import hashlib
import hmac
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from limina.engine.coreference import Mention, assign
from limina.engine.marker_words import marker_words
from limina.engine.spans import Document, Entity
from limina.engine.taxonomy import DEFAULT
from limina.protocol.errors import RequestError
from limina.protocol.schema import (
    MARKER_KEYWORDS,
    Coreference,
    MarkerText,
    MaskText,
    Request,
)

#: An entity and its number to a replacement, or None where there is none.
Replace: TypeAlias = Callable[[Entity, int], str | None]
#: An entity, its text and its mention to the replacement and what of it is shown beside the text.
_Builtin: TypeAlias = Callable[[Entity, str, Mention], tuple[str, str]]

#: Hexadecimal digits of a hashed marker.
HASH_DIGITS = 8


@dataclass(frozen=True, slots=True)
class Replacement:
    """What came into the place of one entity.

    Attributes:
        entity: The entity.
        text: Its text, as it stood in the document.
        shown: The marker without what surrounds its keyword; a mask or a plugin's text whole.
        start: First character in the redacted text, in code points.
        end: One past the last character in the redacted text, in code points.
    """

    entity: Entity
    text: str
    shown: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Redaction:
    """A redacted text.

    Attributes:
        text: The new text.
        parts: One replacement per entity, in the order of the text.
    """

    text: str
    parts: tuple[Replacement, ...]


def coreference_of(request: Request) -> Coreference:
    """The rules by which the request wants mentions to share markers; masks need none."""
    wanted = request.processed_text
    return "heuristics" if isinstance(wanted, MaskText) else wanted.coreference_resolution


def redact(
    document: Document,
    entities: Sequence[Entity],
    request: Request,
    *,
    hash_key: bytes,
    replace: Replace | None = None,
    mentions: Sequence[Mention] | None = None,
) -> Redaction:
    """Replace every entity.

    Args:
        document: The text.
        entities: Sorted and disjoint.
        request: Says what the replacements are.
        hash_key: Secret of UNIQUE_HASHED_ENTITY_TYPE; the same key gives the same markers.
        replace: Asked first for every entity; what it gives is used as it is.
        mentions: One per entity, where the text is part of a longer one or the labels are not those
            of the default taxonomy; by default found out from this text alone.

    Returns:
        The new text and where each replacement lies in it.

    Raises:
        RequestError: LIM112 if the request asks for SYNTHETIC and `replace` gives nothing.
    """
    if mentions is None:
        mentions = assign(document, entities, coreference_of(request), DEFAULT)
    builtin = _builtin(document, entities, mentions, request, hash_key)
    text = document.text
    pieces: list[str] = []
    parts: list[Replacement] = []
    done = 0  # characters of the document
    length = 0  # characters of the new text
    for entity, mention in zip(entities, mentions, strict=True):
        original = text[entity.start : entity.end]
        given = replace(entity, mention.number) if replace is not None else None
        if given is None:
            new, shown = builtin(entity, original, mention)
        else:
            new = shown = given
        start = length + entity.start - done
        length = start + len(new)
        parts.append(Replacement(entity, original, shown, start, length))
        pieces += (text[done : entity.start], new)
        done = entity.end
    pieces.append(text[done:])
    return Redaction("".join(pieces), tuple(parts))


def _builtin(
    document: Document,
    entities: Sequence[Entity],
    mentions: Sequence[Mention],
    request: Request,
    hash_key: bytes,
) -> _Builtin:
    wanted = request.processed_text
    if isinstance(wanted, MarkerText):
        labels = {name for entity in entities for name in (entity.best_label, *entity.labels)}
        labels.update(mention.label for mention in mentions)
        words = marker_words(labels, wanted.marker_language, document.languages)
        best_only = request.entity_detection.enable_non_max_suppression
        return _marker(wanted.pattern, words, hash_key, best_only)
    if isinstance(wanted, MaskText):
        return _mask(wanted.mask_character)
    return _synthetic


def _marker(pattern: str, words: Mapping[str, str], hash_key: bytes, best_only: bool) -> _Builtin:
    keyword = next(word for word in MARKER_KEYWORDS if word in pattern)
    before, _, after = pattern.partition(keyword)

    def marker(entity: Entity, text: str, mention: Mention) -> tuple[str, str]:
        match keyword:
            case "UNIQUE_NUMBERED_ENTITY_TYPE":
                shown = f"{words[mention.label]}_{mention.number}"
            case "UNIQUE_HASHED_ENTITY_TYPE":
                digest = _digest(hash_key, mention.label, mention.text)
                shown = f"{words[mention.label]}_{digest}"
            case "ALL_ENTITY_TYPES" if not best_only:
                by_score = sorted(entity.labels.items(), key=lambda item: (-item[1], item[0]))
                shown = ",".join(words[name] for name, _ in by_score)
            case _:
                shown = words[entity.best_label]
        return before + shown + after, shown

    return marker


def _digest(hash_key: bytes, label: str, text: str) -> str:
    normal = unicodedata.normalize("NFC", text.casefold())
    message = f"{label}\0{normal}".encode()
    return hmac.new(hash_key, message, hashlib.sha256).hexdigest()[:HASH_DIGITS]


def _mask(character: str) -> _Builtin:
    def mask(entity: Entity, text: str, mention: Mention) -> tuple[str, str]:
        masked = "".join(c if c.isspace() else character for c in text)
        return masked, masked

    return mask


def _synthetic(entity: Entity, text: str, mention: Mention) -> tuple[str, str]:
    raise RequestError("LIM112", "processed_text.type: no installed plugin provides SYNTHETIC")
