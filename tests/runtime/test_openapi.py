"""The OpenAPI document: every route, true bounds, and no reference into nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from limina.protocol.schema import Limits
from limina.runtime.openapi import openapi


def make(limits: Limits = Limits()) -> Any:
    return json.loads(openapi(limits, "4.3.0"))


def references(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        if isinstance(part.get("$ref"), str):
            yield part["$ref"]
        for value in part.values():
            yield from references(value)
    elif isinstance(part, list):
        for value in part:
            yield from references(value)


def test_every_route_is_there_under_every_version() -> None:
    paths = make()["paths"]
    for prefix in ("", "/v3", "/v4"):
        for path in ("/process/text", "/ner/text", "/analyze/text", "/process/text/reidentify"):
            assert list(paths[prefix + path]) == ["post"]
    for path in ("/", "/healthz", "/metrics", "/diagnostics", "/entities", "/openapi.json"):
        assert list(paths[path]) == ["get"]


def test_every_status_of_a_route_is_described() -> None:
    paths = make()["paths"]
    post = paths["/process/text"]["post"]["responses"]
    assert set(post) == {"200", "400", "401", "403", "413", "500", "503"}
    assert set(paths["/healthz"]["get"]["responses"]) == {"200", "401", "403", "503"}


def test_operations_have_names_of_their_own() -> None:
    names = [op["operationId"] for path in make()["paths"].values() for op in path.values()]
    assert len(set(names)) == len(names)


def test_every_reference_leads_somewhere() -> None:
    document = make()
    schemas = document["components"]["schemas"]
    found = {reference.rpartition("/")[2] for reference in references(document)}
    assert found <= schemas.keys()
    assert {"Reidentification", "ErrorAnswer", "MaskText", "BlockFilter"} <= found


def test_bounds_are_those_in_force() -> None:
    limits = Limits(
        max_text_characters=7, max_texts=3, max_filters=2, accuracies=("high", "standard")
    )
    schemas = make(limits)["components"]["schemas"]
    text = schemas["ProcessText"]["properties"]["text"]
    assert text == {"type": "array", "maxItems": 3, "items": {"type": "string", "maxLength": 7}}
    detection = schemas["EntityDetection"]["properties"]
    assert detection["filter"]["maxItems"] == 2
    assert detection["accuracy"] == {"enum": ["high", "standard"], "default": "high"}


def test_only_redaction_takes_processed_text_and_only_analysis_a_locale() -> None:
    schemas = make()["components"]["schemas"]
    fields = {name: set(schemas[name]["properties"]) for name in ("ProcessText", "NerText")}
    assert fields["ProcessText"] - fields["NerText"] == {"processed_text"}
    assert set(schemas["AnalyzeText"]["properties"]) - fields["NerText"] == {
        "locale",
        "relation_detection",
    }


@pytest.mark.parametrize("name", ["ProcessText", "NerText", "AnalyzeText"])
def test_only_the_texts_are_required(name: str) -> None:
    assert make()["components"]["schemas"][name]["required"] == ["text"]


def test_what_may_be_left_out_is_not_required() -> None:
    schemas = make()["components"]["schemas"]
    assert schemas["LabelledEntity"]["required"] == ["label", "likelihood"]
    assert schemas["AnalyzedEntity"]["required"] == ["best_label", "labels", "analysis_result"]
    assert schemas["AnalysisAnswer"]["required"] == ["subtypes", "validation_assertions"]
