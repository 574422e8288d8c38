"""The JSON of a response."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
import pytest

from limina.engine.redaction import redact
from limina.engine.response import encode_response
from limina.engine.spans import Document, Entity
from limina.protocol.schema import EntityDetection, Request, ValidationOption

PLAIN = EntityDetection()


def encoded(
    text: str,
    *entities: Entity,
    languages: Mapping[str, float] | None = None,
    detection: EntityDetection = PLAIN,
) -> bytes:
    request = Request(text, entity_detection=detection)
    document = Document(text)
    redaction = redact(document, entities, request, hash_key=b"")
    return encode_response(document, redaction, request, languages or {})


def answer(text: str, *entities: Entity, detection: EntityDetection) -> dict[str, Any]:
    decoded: dict[str, Any] = msgspec.json.decode(encoded(text, *entities, detection=detection))
    return decoded


NAME = Entity(0, 10, "NAME", {"NAME_GIVEN": 0.44881, "NAME": 0.89944, "NAME_FAMILY": 0.45959})
ADDRESS = Entity(20, 31, "LOCATION_ADDRESS", {"LOCATION_ADDRESS": 0.9486, "LOCATION": 0.91300})


def test_the_documented_answer_is_written_byte_for_byte() -> None:
    written = encoded(
        "John Smith lives at 123 Fake St.", NAME, ADDRESS, languages={"en": 0.8259078860282898}
    )
    assert written.decode() == (
        '{"processed_text":"[NAME_1] lives at [LOCATION_ADDRESS_1].","entities":['
        '{"processed_text":"NAME_1","text":"John Smith","location":{"stt_idx":0,"end_idx":10,'
        '"stt_idx_processed":0,"end_idx_processed":8},"best_label":"NAME","labels":'
        '{"NAME_GIVEN":0.4488,"NAME":0.8994,"NAME_FAMILY":0.4596}},'
        '{"processed_text":"LOCATION_ADDRESS_1","text":"123 Fake St","location":{"stt_idx":20,'
        '"end_idx":31,"stt_idx_processed":18,"end_idx_processed":38},"best_label":'
        '"LOCATION_ADDRESS","labels":{"LOCATION_ADDRESS":0.9486,"LOCATION":0.913}}],'
        '"entities_present":true,"characters_processed":32,'
        '"languages_detected":{"en":0.8259078860282898}}'
    )


def test_nothing_found_is_an_empty_list() -> None:
    assert encoded("Hé 😀").decode() == (
        '{"processed_text":"Hé 😀","entities":[],"entities_present":false,'
        '"characters_processed":4,"languages_detected":{}}'
    )


@pytest.mark.parametrize(
    ("score", "written"),
    [(0.91, "0.91"), (0.23004, "0.23"), (1.0, "1.0"), (0.00004, "0.0"), (0.99999, "1.0")],
)
def test_scores_have_four_decimals_at_most(score: float, written: str) -> None:
    assert (
        f'"labels":{{"AGE":{written}}}'
        in encoded("27", Entity(0, 2, "AGE", {"AGE": score})).decode()
    )


def test_without_the_entities_themselves_text_and_location_are_left_out() -> None:
    options = (ValidationOption("luhn", ("NAME",)),)
    detection = EntityDetection(return_entity=False, validation_options=options)
    written = answer("John Smith", NAME, detection=detection)
    assert written["entities_present"] is True
    assert written["processed_text"] == "[NAME_1]"
    assert written["entities"] == [
        {
            "processed_text": "NAME_1",
            "best_label": "NAME",
            "labels": {"NAME_GIVEN": 0.4488, "NAME": 0.8994, "NAME_FAMILY": 0.4596},
        }
    ]


@pytest.mark.parametrize("return_entity", [True, False])
def test_suppression_leaves_the_best_label_alone(return_entity: bool) -> None:
    detection = EntityDetection(enable_non_max_suppression=True, return_entity=return_entity)
    [entity] = answer("John Smith", NAME, detection=detection)["entities"]
    assert entity["labels"] == {"NAME": 0.8994}


# --- checksums -----------------------------------------------------------------------------------


def validated(text: str, *on_entities: str) -> Any:
    entity = Entity(0, len(text), "CREDIT_CARD", {"CREDIT_CARD": 0.9, "PARENT": 0.9})
    options = (ValidationOption("luhn", on_entities),)
    [written] = answer(text, entity, detection=EntityDetection(validation_options=options))[
        "entities"
    ]
    assert list(written)[:5] == ["processed_text", "text", "location", "best_label", "labels"]
    return written.get("validation_results")


@pytest.mark.parametrize(
    ("text", "formatted", "status"),
    [
        ("4242424242424242", "4242 4242 4242 4242", "valid"),
        ("4242-4242-4242-4241", "4242 4242 4242 4241", "invalid"),
        ("378282246310005", "3782 8224 6310 005", "valid"),
        ("30569309025904", "3056 9309 0259 04", "valid"),
        ("4222222222222", "4222 2222 2222 2", "valid"),
        ("4111 1111 1111 1112", "4111 1111 1111 1112", "invalid"),
        ("٤٢٤٢٤٢٤٢٤٢٤٢٤٢٤٢", "4242 4242 4242 4242", "valid"),
        ("0", "0", "invalid"),
        ("one two", "", "invalid"),
    ],
)
def test_the_luhn_checksum_is_reported_for_listed_labels(
    text: str, formatted: str, status: str
) -> None:
    expected = [{"formatted": formatted, "validation_method": "luhn", "status": status}]
    assert validated(text, "NAME", "CREDIT_CARD") == expected
    assert validated(text, "PARENT") == expected


def test_no_checksum_is_reported_for_other_labels() -> None:
    assert validated("4242424242424242", "NAME") is None
    assert validated("4242424242424242") is None


def test_every_option_that_lists_a_label_gives_a_result() -> None:
    options = (ValidationOption("luhn", ("AGE",)), ValidationOption("luhn", ("AGE", "DOB")))
    entity = Entity(0, 2, "AGE", {"AGE": 0.9})
    [written] = answer("18", entity, detection=EntityDetection(validation_options=options))[
        "entities"
    ]
    assert [result["status"] for result in written["validation_results"]] == ["valid", "valid"]
