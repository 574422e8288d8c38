"""Bodies of REST calls: lists of texts, and what is to be re-identified."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limina.protocol.batch import (
    Batch,
    KnownEntity,
    Reidentification,
    RelationDetection,
    decode_analyze,
    decode_ner,
    decode_process,
    decode_reidentify,
)
from limina.protocol.errors import RequestError
from limina.protocol.schema import (
    EntityDetection,
    Limits,
    MarkerText,
    MaskText,
    Request,
    decode_request,
)

DECODERS = (decode_process, decode_ner, decode_analyze, decode_reidentify)
LISTS = DECODERS[:3]


def refused(decode: Any, body: Any, limits: Limits = Limits()) -> tuple[str, str]:
    with pytest.raises(RequestError) as caught:
        decode(json.dumps(body), limits)
    return caught.value.code, caught.value.detail


@pytest.mark.parametrize("decode", LISTS)
def test_a_list_alone_gets_every_documented_default(decode: Any) -> None:
    batch = decode(b'{"text": ["a", "b"]}')
    assert batch == Batch(("a", "b"), Request("", False, EntityDetection(), MarkerText(), None))
    assert not batch.linked
    assert batch.requests() == (Request("a"), Request("b"))


@pytest.mark.parametrize("decode", LISTS)
def test_no_texts_are_a_list_too(decode: Any) -> None:
    batch = decode('{"text": [], "link_batch": true}')
    assert (batch.texts, batch.requests()) == ((), ())


@pytest.mark.parametrize(
    ("body", "code", "detail"),
    [
        ({}, "LIM103", "text: is required and must be an array of strings"),
        ({"text": None}, "LIM104", "text: must be an array of strings, not null"),
        ({"text": "a"}, "LIM104", "text: must be an array of strings, not a string"),
        ({"text": ["a", 1]}, "LIM104", "text[1]: must be a string, not a number"),
        ({"text": [None]}, "LIM104", "text[0]: must be a string, not null"),
        ({"text": ["", "abcd"]}, "LIM107", "text[1]: is longer than 3 characters"),
        ({"text": ["a"] * 4}, "LIM114", "text: has more than 3 elements"),
        (
            {"text": ["ab", "c"], "link_batch": True},
            "LIM107",
            "text: is longer than 3 characters with link_batch",
        ),
        ({"text": [], "project_id": "!"}, "LIM111", None),
        ({"text": [], "entity_detection": {"accuracy": "x"}}, "LIM105", None),
    ],
)
@pytest.mark.parametrize("decode", LISTS)
def test_a_fault_is_named_with_its_place(
    decode: Any, body: Any, code: str, detail: str | None
) -> None:
    given_code, given_detail = refused(decode, body, Limits(max_text_characters=3, max_texts=3))
    assert given_code == code
    assert detail in (None, given_detail)


def test_linked_texts_may_fill_the_limit_with_their_joints() -> None:
    body = json.dumps({"text": ["a", "b"], "link_batch": True})
    assert decode_process(body, Limits(max_text_characters=3)).linked


@pytest.mark.parametrize("body", ["[]", "", "{", '"a"', b"\xff"])
@pytest.mark.parametrize("decode", DECODERS)
def test_what_is_no_json_object_is_refused_as_on_the_websocket(
    decode: Any, body: str | bytes
) -> None:
    with pytest.raises(RequestError) as rest:
        decode(body)
    with pytest.raises(RequestError) as websocket:
        decode_request(body)
    assert rest.value.args == websocket.value.args


def test_only_redaction_reads_processed_text() -> None:
    body = json.dumps({"text": ["a"], "processed_text": {"type": "MASK", "mask_character": "*"}})
    assert decode_process(body).options.processed_text == MaskText("*")
    assert decode_ner(body).options.processed_text == MarkerText()
    wrong = json.dumps({"text": ["a"], "processed_text": {"type": "NONE"}})
    assert refused(decode_process, json.loads(wrong))[0] == "LIM105"
    assert decode_analyze(wrong).options.processed_text == MarkerText()


options = st.fixed_dictionaries(
    {},
    optional={
        "link_batch": st.sampled_from([True, "true", 0]),
        "project_id": st.sampled_from(["a", "main:1", "ü", "x" * 61]),
        "entity_detection": st.sampled_from(
            [
                {"accuracy": "high"},
                {"filter": [{"type": "BLOCK", "pattern": "a", "entity_type": "B"}]},
                {"filter": [{"type": "ALLOW", "pattern": "("}]},
                {"entity_types": [{"type": "ENABLE", "value": ["NAME"]}]},
                {"return_entity": False},
                {"entity_types": 1},
            ]
        ),
        "processed_text": st.sampled_from(
            [{"type": "MASK"}, {"pattern": "<BEST_ENTITY_TYPE>"}, {"pattern": "x"}, None]
        ),
    },
)


@given(st.lists(st.text(max_size=5), min_size=1, max_size=4), options)
def test_a_list_is_its_texts_asked_for_one_by_one(texts: list[str], fields: Any) -> None:
    try:
        single = [decode_request(json.dumps({**fields, "text": text})) for text in texts]
    except RequestError as error:
        with pytest.raises(RequestError) as caught:
            decode_process(json.dumps({**fields, "text": texts}))
        assert caught.value.args == error.args
    else:
        assert decode_process(json.dumps({**fields, "text": texts})).requests() == tuple(single)


class TestAnalyze:
    def test_locale_and_relations_are_read(self) -> None:
        relations = {"coreference_resolution": "combined", "enable_relation_extraction": True}
        batch = decode_analyze(
            json.dumps({"text": ["a"], "locale": "en-CA", "relation_detection": relations})
        )
        assert batch.locale == "en-CA"
        assert batch.relation_detection == RelationDetection("combined", True)

    @pytest.mark.parametrize("none", [{}, {"locale": None}, {"locale": ""}])
    def test_without_a_locale_there_is_none(self, none: Any) -> None:
        assert decode_analyze(json.dumps({"text": [], **none})).locale is None

    @pytest.mark.parametrize("none", [{}, {"coreference_resolution": None}, None])
    def test_without_coreference_there_are_no_relations(self, none: Any) -> None:
        batch = decode_analyze(json.dumps({"text": [], "relation_detection": none}))
        assert batch.relation_detection == RelationDetection(None, False)

    @pytest.mark.parametrize(
        ("fields", "code", "place"),
        [
            ({"locale": 1}, "LIM104", "locale: "),
            ({"locale": "not a locale"}, "LIM105", "locale: must be a language tag"),
            ({"locale": "e" * 61}, "LIM105", "locale: is longer than 60"),
            ({"relation_detection": []}, "LIM104", "relation_detection: "),
            (
                {"relation_detection": {"coreference_resolution": "model"}},
                "LIM105",
                "relation_detection.coreference_resolution: must be one of",
            ),
            (
                {"relation_detection": {"enable_relation_extraction": True}},
                "LIM116",
                "relation_detection.coreference_resolution: is required where",
            ),
        ],
    )
    def test_a_fault_is_named_with_its_place(self, fields: Any, code: str, place: str) -> None:
        given_code, detail = refused(decode_analyze, {"text": ["a"], **fields})
        assert given_code == code
        assert detail.startswith(place)


class TestReidentify:
    def test_everything_is_read(self) -> None:
        body = {
            "processed_text": ["[NAME_1]"],
            "entities": [{"processed_text": "NAME_1", "text": "Jo", "best_label": "NAME"}],
            "model": "",
            "reidentify_sensitive_fields": False,
            "project_id": "p",
        }
        assert decode_reidentify(json.dumps(body)) == Reidentification(
            ("[NAME_1]",), (KnownEntity("NAME_1", "Jo"),), False, "", "p"
        )

    def test_the_texts_alone_are_enough(self) -> None:
        body = {"processed_text": ["a"]}
        assert decode_reidentify(json.dumps(body)) == Reidentification(("a",))

    @pytest.mark.parametrize(
        ("fields", "code", "detail"),
        [
            (
                {"processed_text": "a"},
                "LIM104",
                "processed_text: must be an array of strings, not a string",
            ),
            ({"entities": [1]}, "LIM104", "entities[0]: must be an object, not a number"),
            (
                {"entities": [{"text": "a"}]},
                "LIM103",
                "entities[0].processed_text: is required and must be a string",
            ),
            (
                {"entities": [{"processed_text": "", "text": "a"}]},
                "LIM105",
                "entities[0].processed_text: must not be empty",
            ),
            (
                {"entities": [{"processed_text": "A"}]},
                "LIM103",
                "entities[0].text: is required and must be a string",
            ),
            ({"entities": [{}] * 3}, "LIM114", "entities: has more than 2 elements"),
            ({"model": 1}, "LIM104", "model: must be a string, not a number"),
        ],
    )
    def test_a_fault_is_named_with_its_place(self, fields: Any, code: str, detail: str) -> None:
        limits = Limits(max_known_entities=2)
        body = {"processed_text": ["a"], **fields}
        assert refused(decode_reidentify, body, limits) == (code, detail)


class TestAccuracy:
    LIMITS = Limits(accuracies=("standard", "high"))

    def test_without_one_the_first_that_is_loaded_is_taken(self) -> None:
        for section in (None, {}, {"return_entity": True}):
            body: dict[str, Any] = {"text": [], "entity_detection": section}
            batch = decode_process(json.dumps(body), self.LIMITS)
            assert batch.options.entity_detection.accuracy == "standard"

    def test_one_that_is_not_loaded_is_refused(self) -> None:
        body = {"text": "a", "entity_detection": {"accuracy": "high_automatic"}}
        assert refused(decode_request, body, self.LIMITS) == (
            "LIM115",
            "entity_detection.accuracy: is not loaded; must be one of standard, high",
        )
