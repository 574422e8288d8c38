"""From the body of a REST call to typed structs: lists of texts, and what is to be re-identified.

The fields a list shares with a single text are read by `limina.protocol.schema`; here stands only
what the routes add (docs/reference/request.md). Nothing of the client's may get into a message.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

import msgspec

from limina.protocol.fields import (
    fault,
    read_boolean,
    read_object,
    read_objects,
    read_string,
    read_strings,
    require_string,
    wrong_type,
)
from limina.protocol.jsontext import parse_object
from limina.protocol.request import Coreference, Limits, Request
from limina.protocol.schema import (
    check_length,
    read_coreference,
    read_project_id,
    read_request,
)

#: Longest `locale` and `model`, in code points.
MAX_NAME_CHARACTERS: Final = 60

_LOCALE: Final = re.compile(r"[a-zA-Z]{2,3}([-_][a-zA-Z0-9]{1,8})*")
_NO_LIMITS_GIVEN: Final = Limits()


class RelationDetection(msgspec.Struct, frozen=True):
    """`relation_detection` of /analyze/text: which mentions are one, and how they are related."""

    coreference_resolution: Coreference | None = None
    enable_relation_extraction: bool = False


class Batch(msgspec.Struct, frozen=True):
    """A list of texts and what to do with them.

    Attributes:
        texts: The texts, possibly none.
        options: What is asked for; its own `text` is empty.
        locale: /analyze/text only: where figures such as dates are from, a language tag.
        relation_detection: /analyze/text only.
    """

    texts: tuple[str, ...]
    options: Request
    locale: str | None = None
    relation_detection: RelationDetection = RelationDetection()

    @property
    def linked(self) -> bool:
        """Whether the texts are to be examined as one document."""
        return self.options.link_batch

    def requests(self) -> tuple[Request, ...]:
        """One request for each text."""
        options = self.options
        return tuple(
            Request(
                text,
                options.link_batch,
                options.entity_detection,
                options.processed_text,
                options.project_id,
            )
            for text in self.texts
        )


class KnownEntity(msgspec.Struct, frozen=True):
    """What a marker stands for."""

    processed_text: str
    text: str


class Reidentification(msgspec.Struct, frozen=True):
    """Texts with markers, and what the markers stand for.

    Attributes:
        processed_text: The texts.
        entities: Marker, with or without its delimiters, to original.
        reidentify_sensitive_fields: Whether card numbers and their like are given back too.
        model: Accepted for the clients that send it.
        project_id: For reporting only.
    """

    processed_text: tuple[str, ...]
    entities: tuple[KnownEntity, ...] = ()
    reidentify_sensitive_fields: bool = True
    model: str | None = None
    project_id: str | None = None


def decode_process(body: str | bytes, limits: Limits = _NO_LIMITS_GIVEN) -> Batch:
    """Decode and validate the body of POST /process/text.

    Args:
        body: JSON text.
        limits: What is still accepted.

    Returns:
        The batch, with every default filled in.

    Raises:
        RequestError: With the place of the first fault (`text[3]: …`); nothing else is ever raised.
    """
    fields = parse_object(body, limits.max_depth)
    return _batch(fields, limits, detection_only=False)


def decode_ner(body: str | bytes, limits: Limits = _NO_LIMITS_GIVEN) -> Batch:
    """Decode and validate the body of POST /ner/text; `processed_text` is ignored there.

    Raises:
        RequestError: As `decode_process`.
    """
    fields = parse_object(body, limits.max_depth)
    return _batch(fields, limits, detection_only=True)


def decode_analyze(body: str | bytes, limits: Limits = _NO_LIMITS_GIVEN) -> Batch:
    """Decode and validate the body of POST /analyze/text.

    Raises:
        RequestError: As `decode_process`; LIM116 for relations without coreference.
    """
    fields = parse_object(body, limits.max_depth)
    batch = _batch(fields, limits, detection_only=True)
    return msgspec.structs.replace(
        batch, locale=_locale(fields), relation_detection=_relation_detection(fields)
    )


def decode_reidentify(body: str | bytes, limits: Limits = _NO_LIMITS_GIVEN) -> Reidentification:
    """Decode and validate the body of POST /process/text/reidentify.

    Raises:
        RequestError: As `decode_process`.
    """
    fields = parse_object(body, limits.max_depth)
    return Reidentification(
        processed_text=_texts(fields, "processed_text", limits),
        entities=tuple(
            KnownEntity(
                processed_text=_marker(entity, path),
                text=require_string(entity, "text", path),
            )
            for entity, path in read_objects(fields, "entities", "", limits.max_known_entities)
        ),
        reidentify_sensitive_fields=read_boolean(fields, "reidentify_sensitive_fields", "", True),
        model=_short(fields, "model"),
        project_id=read_project_id(fields),
    )


def _batch(fields: Mapping[str, Any], limits: Limits, *, detection_only: bool) -> Batch:
    texts = _texts(fields, "text", limits)
    options = read_request(fields, "", limits, detection_only=detection_only)
    longest = limits.max_text_characters
    if options.link_batch and sum(map(len, texts)) + len(texts) - 1 > longest:
        raise fault("LIM107", "text", f"is longer than {longest} characters with link_batch")
    return Batch(texts, options)


def _texts(fields: Mapping[str, Any], key: str, limits: Limits) -> tuple[str, ...]:
    value = fields.get(key)
    if value is None and key not in fields:
        raise fault("LIM103", key, "is required and must be an array of strings")
    if not isinstance(value, list):
        raise wrong_type(key, "an array of strings", value)
    if len(value) > limits.max_texts:
        raise fault("LIM114", key, f"has more than {limits.max_texts} elements")
    texts = read_strings(fields, key, "")
    for index, text in enumerate(texts):
        check_length(text, f"{key}[{index}]", limits)
    return tuple(texts)


def _marker(entity: Mapping[str, Any], path: str) -> str:
    marker = require_string(entity, "processed_text", path)
    if not marker:
        raise fault("LIM105", path + "processed_text", "must not be empty")
    return marker


def _locale(fields: Mapping[str, Any]) -> str | None:
    locale = _short(fields, "locale")
    # Clients send an empty string for none.
    if not locale:
        return None
    if not _LOCALE.fullmatch(locale):
        raise fault("LIM105", "locale", "must be a language tag such as en-CA")
    return locale


def _relation_detection(fields: Mapping[str, Any]) -> RelationDetection:
    section = read_object(fields, "relation_detection", "")
    path = "relation_detection."
    relations = RelationDetection(
        coreference_resolution=read_coreference(section, path, None),
        enable_relation_extraction=read_boolean(section, "enable_relation_extraction", path, False),
    )
    if relations.enable_relation_extraction and relations.coreference_resolution is None:
        raise fault(
            "LIM116",
            "relation_detection.coreference_resolution",
            "is required where enable_relation_extraction is true",
        )
    return relations


def _short(fields: Mapping[str, Any], key: str) -> str | None:
    name = read_string(fields, key, "", None)
    if name is not None and len(name) > MAX_NAME_CHARACTERS:
        raise fault("LIM105", key, f"is longer than {MAX_NAME_CHARACTERS} characters")
    return name
