"""The text and the sections of a request: what is accepted, what refused and with which words."""

from __future__ import annotations

import json
from typing import Any

import pytest

from limina.protocol.errors import RequestError
from limina.protocol.schema import (
    BlockFilter,
    EntityDetection,
    EntityTypeSelector,
    Limits,
    MarkerText,
    Request,
    ValidationOption,
    decode_request,
)

ACCURACIES = (
    "standard",
    "standard_high",
    "standard_high_multilingual",
    "high",
    "high_multilingual",
    "standard_high_automatic",
    "high_automatic",
)


def decode(limits: Limits = Limits(), /, **fields: Any) -> Request:
    return decode_request(json.dumps({"text": "John", **fields}), limits)


def refused(limits: Limits = Limits(), /, **fields: Any) -> tuple[str, str]:
    with pytest.raises(RequestError) as caught:
        decode(limits, **fields)
    return caught.value.code, caught.value.detail


def detection(**fields: Any) -> EntityDetection:
    return decode(entity_detection=fields).entity_detection


def detection_refused(limits: Limits = Limits(), /, **fields: Any) -> tuple[str, str]:
    return refused(limits, entity_detection=fields)


class TestText:
    def test_a_text_alone_gets_every_documented_default(self) -> None:
        assert decode_request('{"text": "John Smith lives at 123 Fake St."}') == Request(
            text="John Smith lives at 123 Fake St.",
            link_batch=False,
            entity_detection=EntityDetection(
                accuracy="high_automatic",
                entity_types=(),
                filter=(),
                return_entity=True,
                enable_non_max_suppression=False,
                validation_options=(),
            ),
            processed_text=MarkerText("[UNIQUE_NUMBERED_ENTITY_TYPE]", "en", "heuristics"),
            project_id=None,
        )

    @pytest.mark.parametrize("text", ["", " \n", "😀", "漢字", "\x00", "e\u0301", "\ufeff"])
    def test_any_text_passes_unchanged(self, text: str) -> None:
        assert decode(text=text).text == text
        assert decode_request(json.dumps({"text": text}).encode()).text == text

    def test_a_missing_text_is_missed(self) -> None:
        with pytest.raises(RequestError) as caught:
            decode_request("{}")
        assert caught.value.code == "LIM103"
        assert caught.value.detail == "text: is required and must be a string"

    @pytest.mark.parametrize("texts", [[], ["John"], ["a", "b"], [1]])
    def test_a_list_of_texts_is_sent_to_the_rest_routes(self, texts: list[Any]) -> None:
        assert refused(text=texts) == (
            "LIM104",
            "text: must be one string, not an array: /ws takes a single text; "
            "lists of texts belong to the REST routes",
        )

    @pytest.mark.parametrize(
        ("text", "kind"),
        [
            (None, "null"),
            (1, "a number"),
            (1.5, "a number"),
            (True, "a boolean"),
            ({}, "an object"),
        ],
    )
    def test_a_text_of_another_type_is_refused(self, text: Any, kind: str) -> None:
        assert refused(text=text) == ("LIM104", f"text: must be a string, not {kind}")

    def test_the_limit_counts_characters_not_bytes(self) -> None:
        assert len(decode(text="😀" * 500_000).text) == 500_000
        assert refused(text="a" * 500_001) == ("LIM107", "text: is longer than 500000 characters")
        assert refused(Limits(max_text_characters=3))[0] == "LIM107"
        assert decode(Limits(max_text_characters=4)).text == "John"

    def test_the_hazards_of_json_are_refused_before_any_field(self) -> None:
        for message, code in [
            ("nonsense", "LIM101"),
            ('["text"]', "LIM102"),
            (r'{"text": "\ud800"}', "LIM108"),
            ('{"text": "a", "x": ' + "[" * 10_000 + "]" * 10_000 + "}", "LIM109"),
            ('{"text": "a", "x": 1e999}', "LIM110"),
        ]:
            with pytest.raises(RequestError) as caught:
                decode_request(message)
            assert caught.value.code == code

    def test_the_depth_limit_is_the_limits(self) -> None:
        assert refused(Limits(max_depth=1), entity_detection={})[0] == "LIM109"


class TestLeniency:
    def test_unknown_fields_are_ignored_at_every_level(self) -> None:
        plain = decode(
            entity_detection={
                "entity_types": [{"type": "ENABLE", "value": ["NAME"]}],
                "filter": [{"type": "ALLOW", "pattern": "x"}],
                "validation_options": [{"algorithm": "luhn"}],
            },
            processed_text={"type": "MASK"},
        )
        extended = decode(
            locale="en-CA",
            key="none",
            entity_detection={
                "new": 1,
                "entity_types": [{"type": "ENABLE", "value": ["NAME"], "new": {}}],
                "filter": [{"type": "ALLOW", "pattern": "x", "entity_type": 1, "threshold": []}],
                "validation_options": [{"algorithm": "luhn", "new": None}],
            },
            processed_text={"type": "MASK", "pattern": 1, "marker_language": "xx", "new": [1]},
        )
        assert extended == plain

    def test_null_stands_for_absent_in_every_optional_field(self) -> None:
        assert (
            decode(link_batch=None, entity_detection=None, processed_text=None, project_id=None)
            == decode()
        )
        assert (
            decode(
                entity_detection={
                    "accuracy": None,
                    "entity_types": None,
                    "filter": None,
                    "return_entity": None,
                    "enable_non_max_suppression": None,
                    "validation_options": None,
                },
                processed_text={
                    "type": None,
                    "pattern": None,
                    "marker_language": None,
                    "coreference_resolution": None,
                    "mask_character": None,
                },
            )
            == decode()
        )
        assert decode(processed_text={"type": "MASK", "mask_character": None}) == decode(
            processed_text={"type": "MASK", "mask_character": "#"}
        )
        assert detection(
            filter=[{"type": "BLOCK", "pattern": "x", "entity_type": "A", "threshold": None}],
            validation_options=[{"algorithm": "luhn", "on_entities": None}],
        ) == EntityDetection(
            filter=(BlockFilter("x", "A", 1.0),), validation_options=(ValidationOption("luhn", ()),)
        )

    def test_empty_sections_and_lists_are_the_defaults(self) -> None:
        assert decode(entity_detection={}, processed_text={}) == decode()
        assert detection(entity_types=[], filter=[], validation_options=[]) == EntityDetection()

    @pytest.mark.parametrize("value", ["true", "True", 1, True, "1", "yes", "on"])
    def test_booleans_may_come_as_words_and_numbers(self, value: Any) -> None:
        assert decode(link_batch=value).link_batch
        assert detection(enable_non_max_suppression=value).enable_non_max_suppression

    @pytest.mark.parametrize("value", ["false", 0, False, "off"])
    def test_so_may_their_opposites(self, value: Any) -> None:
        assert not decode(link_batch=value).link_batch
        assert not detection(return_entity=value).return_entity

    def test_link_batch_beside_a_single_text_is_accepted(self) -> None:
        assert decode(link_batch=True) == Request(text="John", link_batch=True)

    def test_the_last_of_two_equal_keys_wins(self) -> None:
        assert decode_request('{"text": 1, "text": "a", "text": "b"}').text == "b"


class TestProject:
    @pytest.mark.parametrize("name", ["", "main", "HRgenAIApp", "a-b_c:d9", "x" * 60])
    def test_a_good_project_id_is_kept(self, name: str) -> None:
        assert decode(project_id=name).project_id == name

    @pytest.mark.parametrize("name", ["a b", "a\n", "é", "a.b", "a/b", "٣", "a\x00"])
    def test_other_characters_are_refused(self, name: str) -> None:
        assert refused(project_id=name) == (
            "LIM111",
            "project_id: may hold only the letters a to z and A to Z, digits, -, _ and :",
        )

    def test_more_than_sixty_characters_are_refused(self) -> None:
        assert refused(project_id="x" * 61) == (
            "LIM111",
            "project_id: is longer than 60 characters",
        )

    def test_a_number_is_no_project_id(self) -> None:
        assert refused(project_id=7) == ("LIM104", "project_id: must be a string, not a number")


class TestEntityDetection:
    @pytest.mark.parametrize("accuracy", ACCURACIES)
    def test_every_documented_accuracy_is_accepted(self, accuracy: str) -> None:
        assert detection(accuracy=accuracy).accuracy == accuracy

    @pytest.mark.parametrize("accuracy", ["High", "best", "", "high "])
    def test_another_accuracy_is_refused_with_the_documented_ones(self, accuracy: str) -> None:
        assert detection_refused(accuracy=accuracy) == (
            "LIM105",
            "entity_detection.accuracy: must be one of " + ", ".join(ACCURACIES),
        )

    @pytest.mark.parametrize("section", [[], "high", 1, True])
    def test_a_section_is_an_object(self, section: Any) -> None:
        for name in ("entity_detection", "processed_text"):
            code, detail = refused(**{name: section})
            assert code == "LIM104"
            assert detail.startswith(f"{name}: must be an object, not a")

    def test_flags_say_where_they_are_wrong(self) -> None:
        for name in ("return_entity", "enable_non_max_suppression"):
            assert detection_refused(**{name: "maybe"}) == (
                "LIM105",
                f"entity_detection.{name}: must be true or false",
            )
        assert refused(link_batch=[]) == (
            "LIM104",
            "link_batch: must be true or false, not an array",
        )


class TestEntityTypes:
    def test_selectors_keep_their_order_and_names(self) -> None:
        assert detection(
            entity_types=[
                {"type": "ENABLE", "value": ["NAME", "GDPR"]},
                {"type": "DISABLE", "value": []},
            ]
        ).entity_types == (
            EntityTypeSelector("ENABLE", ("NAME", "GDPR")),
            EntityTypeSelector("DISABLE", ()),
        )

    @pytest.mark.parametrize(
        ("selectors", "code", "detail"),
        [
            ("NAME", "LIM104", "entity_types: must be an array, not a string"),
            (["NAME"], "LIM104", "entity_types[0]: must be an object, not a string"),
            ([{"value": []}], "LIM103", "entity_types[0].type: is required and must be one of "
             "ENABLE, DISABLE"),
            ([{"type": "enable", "value": []}], "LIM105", "entity_types[0].type: must be one of "
             "ENABLE, DISABLE"),
            ([{"type": 1, "value": []}], "LIM104", "entity_types[0].type: must be a string, not a "
             "number"),
            ([{"type": "ENABLE"}], "LIM103", "entity_types[0].value: is required and must be an "
             "array of strings"),
            ([{"type": "ENABLE", "value": None}], "LIM103", "entity_types[0].value: is required "
             "and must be an array of strings"),
            ([{"type": "ENABLE", "value": "NAME"}], "LIM104", "entity_types[0].value: must be an "
             "array, not a string"),
            ([{"type": "ENABLE", "value": ["NAME", 1]}], "LIM104", "entity_types[0].value[1]: must "
             "be a string, not a number"),
        ],
    )  # fmt: skip
    def test_a_malformed_selector_is_refused(self, selectors: Any, code: str, detail: str) -> None:
        assert detection_refused(entity_types=selectors) == (code, "entity_detection." + detail)

    def test_names_are_checked_where_the_known_ones_are_given(self) -> None:
        known = frozenset({"NAME", "HIPAA"})
        message = json.dumps(
            {
                "text": "a",
                "entity_detection": {
                    "entity_types": [
                        {"type": "ENABLE", "value": ["NAME", "HIPAA"]},
                        {"type": "DISABLE", "value": ["NAME", "name"]},
                    ]
                },
            }
        )
        wanted = (
            "LIM105",
            "entity_detection.entity_types[1].value[1]: is not a known label or group",
        )
        for limits, argument in [(Limits(), known), (Limits(known_names=known), None)]:
            with pytest.raises(RequestError) as caught:
                decode_request(message, limits, argument)
            assert (caught.value.code, caught.value.detail) == wanted
        decode_request(message, Limits(), known | {"name"})
        decode_request(message, Limits(known_names=known), known | {"name"})
        decode_request(message)

    def test_selectors_are_limited_in_number(self) -> None:
        selectors = [{"type": "ENABLE", "value": []}] * 4
        assert detection_refused(Limits(max_selectors=3), entity_types=selectors) == (
            "LIM114",
            "entity_detection.entity_types: has more than 3 elements",
        )
        assert (
            len(decode(entity_detection={"entity_types": selectors}).entity_detection.entity_types)
            == 4
        )
