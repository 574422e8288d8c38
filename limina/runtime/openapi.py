"""The REST API as an OpenAPI 3.1 document, made from the structs that validate and answer.

Field names, types, values and defaults come from the structs, bounds from the limits in force; only
routes, statuses and sentences stand here. What the server takes beyond it for the sake of older
clients (null for absent, booleans and numbers as strings) is written in
docs/reference/request.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, get_args

import msgspec

from limina.analysis.encoding import AnalysisAnswer, AnalyzedEntity, LabelledEntity
from limina.engine.response import EntityAnswer, LocatedEntityAnswer
from limina.protocol.batch import (
    MAX_NAME_CHARACTERS,
    Reidentification,
    RelationDetection,
)
from limina.protocol.errors import ErrorAnswer
from limina.protocol.request import MARKER_KEYWORDS, Limits, Request
from limina.protocol.schema import MAX_ENTITY_TYPE_CHARACTERS, MAX_PROJECT_ID_CHARACTERS

_REF: Final = "#/components/schemas/"
_JSON: Final = "application/json"
_TEXTS: Final = "the texts"
#: Versions a POST route may be called under; the original dropped them with 4.0.
PREFIXES: Final = ("", "/v3", "/v4")
#: Statuses every route may answer with, and those of the routes that take a body.
_COMMON: Final = {"401": "No key, or a wrong one.", "403": "The page is not allowed to connect."}
_WITH_BODY: Final = {
    "400": "The request breaks a rule; nothing was examined.",
    "413": "The body is longer than `max_message_bytes`.",
    "500": "A detector failed; no text is returned.",
    "503": "The server is busy, or shutting down.",
}
#: Route to its summary, the schema of its body and that of an element of its answer.
_POST: Final = {
    "/process/text": ("Redact texts", "ProcessText", "ProcessedText"),
    "/ner/text": ("List every label found in texts", "NerText", "NerAnswer"),
    "/analyze/text": ("Examine the entities of texts", "AnalyzeText", "AnalyzeAnswer"),
    "/process/text/reidentify": ("Put originals back", "Reidentification", None),
}
_GET: Final = {
    "/": ("Version", _JSON),
    "/healthz": ("Readiness: 200 or 503", _JSON),
    "/metrics": ("Metrics for Prometheus", "text/plain"),
    "/diagnostics": ("Host and plugins", _JSON),
    "/entities": ("Labels and groups", _JSON),
    "/openapi.json": ("This document", _JSON),
}


def openapi(limits: Limits, version: str) -> bytes:
    """Write the document.

    Args:
        limits: What requests may cost.
        version: Of the API.

    Returns:
        JSON text in UTF-8.
    """
    paths: dict[str, Any] = {path: {"get": _get(path)} for path in _GET}
    paths |= {prefix + path: {"post": _post(prefix, path)} for prefix in PREFIXES for path in _POST}
    return msgspec.json.encode(
        {
            "openapi": "3.1.0",
            "info": {
                "title": "limina",
                "version": version,
                "description": "De-identification of text. `/ws` speaks the same over WebSocket.",
            },
            "paths": paths,
            "components": {
                "schemas": _schemas(limits),
                "securitySchemes": {
                    "key": {"type": "apiKey", "in": "header", "name": "x-api-key"},
                    "bearer": {"type": "http", "scheme": "bearer"},
                },
            },
            # Keys are the operator's choice, so the empty requirement stands beside them.
            "security": [{}, {"key": []}, {"bearer": []}],
        }
    )


def _get(path: str) -> Mapping[str, Any]:
    summary, media = _GET[path]
    responses = {"200": {"description": "OK", "content": {media: {}}}, **_errors(_COMMON)}
    if path == "/healthz":
        responses["503"] = {"description": "Not ready", "content": {_JSON: {}}}
    return {"summary": summary, "operationId": path.strip("/") or "version", "responses": responses}


def _post(prefix: str, path: str) -> Mapping[str, Any]:
    summary, body, element = _POST[path]
    items = {"$ref": _REF + element} if element else {"type": "string"}
    answer = {"type": "array", "items": items}
    return {
        "summary": summary,
        "operationId": (prefix + path).strip("/").replace("/", "_"),
        "requestBody": {
            "required": True,
            "content": {_JSON: {"schema": {"$ref": _REF + body}}},
        },
        "responses": {
            "200": {
                "description": f"One element for each of {_TEXTS}, in their order.",
                "content": {_JSON: {"schema": answer}},
            },
            **_errors(_COMMON | _WITH_BODY),
        },
    }


def _errors(descriptions: Mapping[str, str]) -> dict[str, Any]:
    schema = {"schema": {"$ref": _REF + "ErrorAnswer"}}
    return {
        status: {"description": text, "content": {_JSON: schema}}
        for status, text in descriptions.items()
    }


def _schemas(limits: Limits) -> dict[str, Any]:
    types = (
        *(Request, Reidentification, RelationDetection, ErrorAnswer),
        *(EntityAnswer, LocatedEntityAnswer, LabelledEntity, AnalyzedEntity),
    )
    _, schemas = msgspec.json.schema_components(types, ref_template=_REF + "{name}")
    for answer in (LabelledEntity, AnalyzedEntity, AnalysisAnswer):
        # What may be unset may be absent; msgspec counts it as required for want of a default.
        needed = [f.name for f in msgspec.structs.fields(answer) if not _may_be_unset(f.type)]
        schemas[answer.__name__]["required"] = needed
    _bound(schemas, limits)
    texts = {
        "type": "array",
        "maxItems": limits.max_texts,
        "items": {"type": "string", "maxLength": limits.max_text_characters},
    }
    process = schemas.pop("Request")
    process["title"] = "ProcessText"
    process["properties"]["text"] = texts
    ner = {name: part for name, part in process["properties"].items() if name != "processed_text"}
    analyze = ner | {
        "locale": {
            "anyOf": [{"type": "string", "maxLength": MAX_NAME_CHARACTERS}, {"type": "null"}]
        },
        "relation_detection": {"$ref": _REF + "RelationDetection"},
    }
    schemas["Reidentification"]["properties"]["processed_text"] = texts
    schemas["ProcessText"] = process
    schemas["NerText"] = process | {"title": "NerText", "properties": ner}
    schemas["AnalyzeText"] = process | {"title": "AnalyzeText", "properties": analyze}
    entity = {"anyOf": [{"$ref": _REF + name} for name in ("LocatedEntityAnswer", "EntityAnswer")]}
    schemas["ProcessedText"] = _answer(entity, {"processed_text": {"type": "string"}})
    schemas["NerAnswer"] = _answer({"$ref": _REF + "LabelledEntity"}, {})
    schemas["AnalyzeAnswer"] = _answer({"$ref": _REF + "AnalyzedEntity"}, {})
    return dict(sorted(schemas.items()))


def _may_be_unset(kind: Any) -> bool:
    return msgspec.UnsetType in get_args(kind)


def _answer(entity: Mapping[str, Any], more: Mapping[str, Any]) -> Mapping[str, Any]:
    properties = {
        **more,
        "entities": {"type": "array", "items": entity},
        "entities_present": {"type": "boolean"},
        "characters_processed": {"type": "integer", "minimum": 0},
        "languages_detected": {
            "type": "object",
            "additionalProperties": {"type": "number", "minimum": 0, "maximum": 1},
        },
    }
    return {"type": "object", "properties": properties, "required": list(properties)}


def _bound(schemas: Mapping[str, Any], limits: Limits) -> None:
    """Write the limits in, which the structs themselves do not know."""

    def properties(name: str) -> Any:
        return schemas[name]["properties"]

    detection = properties("EntityDetection")
    detection["filter"]["maxItems"] = limits.max_filters
    detection["entity_types"]["maxItems"] = limits.max_selectors
    detection["validation_options"]["maxItems"] = limits.max_selectors
    if limits.accuracies is not None:
        detection["accuracy"] = {"enum": list(limits.accuracies), "default": limits.accuracies[0]}
    for name in ("AllowFilter", "AllowTextFilter", "BlockFilter"):
        properties(name)["pattern"] |= {
            "maxLength": limits.max_pattern_characters,
            "format": "regex",
        }
    properties("BlockFilter")["entity_type"] |= {
        "minLength": 1,
        "maxLength": MAX_ENTITY_TYPE_CHARACTERS,
    }
    properties("BlockFilter")["threshold"]["minimum"] = 0
    properties("MaskText")["mask_character"] |= {"minLength": 1, "maxLength": 1}
    properties("MarkerText")["pattern"] |= {
        "maxLength": limits.max_marker_characters,
        "pattern": "|".join(MARKER_KEYWORDS),
    }
    properties("KnownEntity")["processed_text"]["minLength"] = 1
    properties("Reidentification")["entities"]["maxItems"] = limits.max_known_entities
    for name in ("Request", "Reidentification"):
        properties(name)["project_id"] |= {"maxLength": MAX_PROJECT_ID_CHARACTERS}
