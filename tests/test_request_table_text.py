"""What replaces the entities, and the decisions where the API is silent."""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import Any

import pytest

from limina.protocol.batch import decode_process
from limina.protocol.errors import CATALOGUE, RequestError
from limina.protocol.schema import decode_request
from tests.request_table import (
    ABSENT,
    HASH_KEY,
    Case,
    allow,
    allow_text,
    asking,
    block,
    check,
    filtering,
    rows,
)

#: The rows and decisions, by name; one without a case fails the last test.
ROWS = {
    "type",
    "MARKER: BEST_ENTITY_TYPE",
    "MARKER: ALL_ENTITY_TYPES",
    "MARKER: UNIQUE_NUMBERED_ENTITY_TYPE",
    "MARKER: UNIQUE_HASHED_ENTITY_TYPE",
    "MARKER: malformed",
    *(
        f"marker_language: {code}"
        for code in [
            "en",
            "auto",
            "de",
            "es",
            "fr",
            "hi",
            "it",
            "ja",
            "ko",
            "nl",
            "pt",
            "ru",
            "tl",
            "uk",
            "zh",
            "other",
        ]
    ),
    "coreference: heuristics",
    "coreference: model_prediction",
    "coreference: combined",
    "coreference: other",
    "MASK: mask_character",
    "SYNTHETIC: standard",
    "SYNTHETIC: standard_multilingual",
    "SYNTHETIC: standard_automatic",
    "SYNTHETIC: other",
    "SYNTHETIC: preserve_relationships",
    "SYNTHETIC: coreference",
    "SYNTHETIC: no plugin",
    "decision: MASK keeps white space",
    "decision: BLOCK is not trimmed",
    "decision: ALLOW matches whole entities, ALLOW_TEXT and BLOCK search the text",
    "decision: BLOCK beats ALLOW",
    "decision: non-max suppression",
    "decision: ALL_ENTITY_TYPES",
    "decision: UNIQUE_HASHED_ENTITY_TYPE",
    "decision: return_entity false",
}

SMITH = "John Smith"


def hashed(label: str, text: str) -> str:
    message = f"{label}\0{text}".encode()
    return f"{label}_{hmac.new(HASH_KEY, message, hashlib.sha256).hexdigest()[:8]}"


def marker(text: str, **section: Any) -> dict[str, Any]:
    return {"text": text, "processed_text": {"type": "MARKER", **section}}


def mask(text: str, **section: Any) -> dict[str, Any]:
    return {"text": text, "processed_text": {"type": "MASK", **section}}


def synthetic(text: str, **section: Any) -> dict[str, Any]:
    return {"text": text, "processed_text": {"type": "SYNTHETIC", **section}}


SHOWN = {
    "BEST_ENTITY_TYPE": "NAME_GIVEN",
    "ALL_ENTITY_TYPES": "NAME,NAME_GIVEN",
    "UNIQUE_NUMBERED_ENTITY_TYPE": "NAME_GIVEN_1",
    "UNIQUE_HASHED_ENTITY_TYPE": hashed("NAME_GIVEN", "john"),
}
WORDS = {
    "en": "NAME_GIVEN",
    "de": "VORNAME",
    "es": "NOMBRE_DE_PILA",
    "fr": "PRÉNOM",
    "hi": "प्रथम_नाम",
    "it": "PRENOME",
    "ja": "氏名_名",
    "ko": "성명_이름",
    "nl": "VOORNAAM",
    "pt": "PRENOME",
    "ru": "ЛИЧНОЕ_ИМЯ",
    "tl": "UNANG_PANGALAN",
    "uk": "ВЛАСНЕ_ІМʼЯ",
    "zh": "姓名_名",
}
CASES = [
    Case("type", {"text": "John", "processed_text": {"type": "mask"}}, code="LIM105"),
    Case("type", {"text": "John", "processed_text": {"mask_character": "*"}}, code="LIM103"),
    Case("type", {"text": "John", "processed_text": {"pattern": "BEST_ENTITY_TYPE"}}, "NAME_GIVEN"),
    *(
        Case(
            f"MARKER: {word}",
            marker("A John.", pattern=left + word + right),
            {
                "processed_text": f"A {left}{shown}{right}.",
                "entities": [
                    {
                        "processed_text": shown,
                        "location": {
                            "stt_idx_processed": 2,
                            "end_idx_processed": 2 + len(left + shown + right),
                        },
                    }
                ],
            },
        )
        for word, shown in SHOWN.items()
        for left, right in (("", ""), *zip("[<{#-", "]>}#-", strict=True), ("<<", ">>"))
    ),
    Case("MARKER: malformed", marker("", pattern="[NAME]"), code="LIM105"),
    Case("MARKER: malformed", marker("", pattern="BEST_ENTITY_TYPE" * 2), code="LIM105"),
    Case("MARKER: malformed", marker("", pattern=1), code="LIM104"),
    *(
        Case(f"marker_language: {code}", marker("John", marker_language=code), f"[{word}_1]")
        for code, word in WORDS.items()
    ),
    Case(
        "marker_language: auto",
        marker("John", marker_language="auto"),
        "[PRÉNOM_1]",
        languages={"en": 0.2, "fr": 0.7},
    ),
    Case("marker_language: other", marker("", marker_language="xx"), code="LIM105"),
    Case(
        "coreference: heuristics",
        marker("John, JOHN, John Smith, John\nSmith, Paris", coreference_resolution="heuristics"),
        "[NAME_GIVEN_1], [NAME_GIVEN_1], [NAME_1], [NAME_2], [LOCATION_CITY_1]",
    ),
    *(
        Case(
            f"coreference: {value}",
            marker("John in Paris, John", coreference_resolution=value),
            "[NAME_GIVEN_1] in [LOCATION_CITY_1], [NAME_GIVEN_1]",
        )
        for value in ("model_prediction", "combined")
    ),
    Case("coreference: other", marker("", coreference_resolution="model"), code="LIM105"),
    Case(
        "MASK: mask_character",
        mask("A John."),
        {"processed_text": "A ####.", "entities": [{"processed_text": "####"}]},
    ),
    Case("MASK: mask_character", mask("A John.", mask_character="*"), "A ****."),
    Case("MASK: mask_character", mask("", mask_character="**"), code="LIM105"),
    Case("MASK: mask_character", mask("", mask_character=""), code="LIM105"),
    Case("MASK: mask_character", mask("", mask_character=1), code="LIM104"),
    *(
        Case(
            f"SYNTHETIC: {value}",
            synthetic("John in Paris", synthetic_entity_accuracy=value),
            {
                "processed_text": "name_given 1 in location_city 1",
                "entities": [
                    {"processed_text": "name_given 1", "text": "John"},
                    {"processed_text": "location_city 1", "text": "Paris"},
                ],
            },
            synthetic=True,
        )
        for value in ("standard", "standard_multilingual", "standard_automatic")
    ),
    Case("SYNTHETIC: other", synthetic("", synthetic_entity_accuracy="high"), code="LIM105"),
    Case(
        "SYNTHETIC: preserve_relationships",
        synthetic("John", preserve_relationships=True),
        "name_given 1",
        synthetic=True,
    ),
    Case(
        "SYNTHETIC: coreference",
        synthetic("John, John", coreference_resolution="heuristics"),
        "name_given 1, name_given 1",
        synthetic=True,
    ),
    Case("SYNTHETIC: coreference", synthetic("", coreference_resolution="x"), code="LIM105"),
    Case("SYNTHETIC: no plugin", synthetic("John"), code="LIM112", place="processed_text.type"),
    Case(
        "decision: MASK keeps white space",
        mask("Hello, my name is John Smith.", mask_character="$"),
        "Hello, my name is $$$$ $$$$$.",
    ),
    Case("decision: BLOCK is not trimmed", filtering("(a.) b", block(r"\(a\.\)", "X")), "[X_1] b"),
    *(
        Case(
            "decision: ALLOW matches whole entities, ALLOW_TEXT and BLOCK search the text",
            filtering("Mr John Smith", each),
            text,
        )
        for each, text in (
            (allow("Smith"), "Mr [NAME_1]"),
            (allow("Mr John Smith"), "Mr [NAME_1]"),
            (allow(SMITH), "Mr John Smith"),
            (allow_text("Mr John Smith"), "Mr John Smith"),
            (block("Mr", "X"), "[X_1] [NAME_1]"),
            (block("(?=Mr)", "X"), "Mr [NAME_1]"),
        )
    ),
    *(
        Case("decision: BLOCK beats ALLOW", filtering("John", *order), "[X_1]")
        for order in ((allow("John"), block("John", "X")), (block("John", "X"), allow("John")))
    ),
    Case(
        "decision: non-max suppression",
        asking("John, Paris", enable_non_max_suppression=True),
        {"entities": [{"labels": {"NAME_GIVEN": 0.8}}, {"labels": {"LOCATION_CITY": 0.9}}]},
    ),
    Case(
        "decision: ALL_ENTITY_TYPES",
        marker(SMITH, pattern="[ALL_ENTITY_TYPES]"),
        "[NAME,NAME_GIVEN,NAME_FAMILY]",
    ),
    Case(
        "decision: UNIQUE_HASHED_ENTITY_TYPE",
        marker("John, JOHN, Paris", pattern="UNIQUE_HASHED_ENTITY_TYPE"),
        ", ".join([*[hashed("NAME_GIVEN", "john")] * 2, hashed("LOCATION_CITY", "paris")]),
    ),
    Case(
        "decision: return_entity false",
        asking("John", return_entity=False),
        {
            "entities": [
                {
                    "processed_text": "NAME_GIVEN_1",
                    "best_label": "NAME_GIVEN",
                    "labels": {"NAME_GIVEN": 0.8, "NAME": 0.8},
                    "text": ABSENT,
                    "location": ABSENT,
                }
            ]
        },
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.row)
def test_the_text_becomes_what_is_asked_for(case: Case) -> None:
    check(case)


def test_every_row_and_decision_has_a_case() -> None:
    assert rows(CASES) == ROWS


@pytest.mark.parametrize(("text", "decode"), [("", decode_request), ([], decode_process)])
def test_errors_have_one_shape_on_both_ways(text: object, decode: Any) -> None:
    message = json.dumps({"text": text, "entity_detection": {"accuracy": "canary"}})
    with pytest.raises(RequestError) as refused:
        decode(message)
    body = json.loads(refused.value.to_json())
    assert body.keys() == {"detail", "code"} and body["code"] == "LIM105"
    assert "canary" not in body["detail"]
    assert refused.value.status == 400


def test_errors_have_the_statuses_decided() -> None:
    others = {"LIM117": 413, "LIM202": 503, "LIM203": 503, "LIM204": 503, "LIM301": 401}
    for code in CATALOGUE:
        if code.startswith("LIM1") or code in others:
            assert RequestError(code, "").status == others.get(code, 400), code
