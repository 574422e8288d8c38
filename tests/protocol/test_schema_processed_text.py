"""`processed_text` of a request: MARKER, MASK and SYNTHETIC."""

from __future__ import annotations

import json
from typing import Any

import pytest

from limina.protocol.errors import RequestError
from limina.protocol.schema import (
    MARKER_KEYWORDS,
    MarkerText,
    MaskText,
    Request,
    SyntheticText,
    decode_request,
)

COREFERENCES = ("heuristics", "model_prediction", "combined")
LANGUAGES = (
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
)
SYNTHETIC_ACCURACIES = ("standard", "standard_multilingual", "standard_automatic")


def decode(**fields: Any) -> Request:
    return decode_request(json.dumps({"text": "John", **fields}))


def refused(**fields: Any) -> tuple[str, str]:
    with pytest.raises(RequestError) as caught:
        decode(**fields)
    return caught.value.code, caught.value.detail


class TestProcessedText:
    @pytest.mark.parametrize("keyword", MARKER_KEYWORDS)
    @pytest.mark.parametrize(
        "around", ["{}", "[{}]", "<{}>", "<<{}>>", "#{}#", "-{}", "{}_", "«{} »"]
    )
    def test_a_marker_is_a_keyword_with_anything_around_it(self, keyword: str, around: str) -> None:
        pattern = around.format(keyword)
        assert decode(processed_text={"type": "MARKER", "pattern": pattern}) == decode(
            processed_text={"pattern": pattern}
        )
        section = decode(processed_text={"pattern": pattern}).processed_text
        assert section == MarkerText(pattern)

    @pytest.mark.parametrize(
        "pattern",
        ["", "[]", "[NAME]", "[best_entity_type]", "BEST_ENTITY_TYPE ALL_ENTITY_TYPES",
         "ALL_ENTITY_TYPES,ALL_ENTITY_TYPES", "ENTITY_TYPE"],
    )  # fmt: skip
    def test_a_marker_without_or_with_two_keywords_is_refused(self, pattern: str) -> None:
        assert refused(processed_text={"type": "MARKER", "pattern": pattern}) == (
            "LIM105",
            "processed_text.pattern: must hold exactly one of BEST_ENTITY_TYPE, ALL_ENTITY_TYPES, "
            "UNIQUE_NUMBERED_ENTITY_TYPE, UNIQUE_HASHED_ENTITY_TYPE",
        )

    def test_a_marker_is_short(self) -> None:
        assert refused(processed_text={"pattern": "ALL_ENTITY_TYPES" + "x" * 185}) == (
            "LIM114",
            "processed_text.pattern: is longer than 200 characters",
        )

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_every_documented_marker_language_is_accepted(self, language: str) -> None:
        section = decode(processed_text={"type": "MARKER", "marker_language": language})
        assert section.processed_text == MarkerText(marker_language=language)  # type: ignore[arg-type]

    @pytest.mark.parametrize("kind", ["MARKER", "SYNTHETIC"])
    @pytest.mark.parametrize("method", COREFERENCES)
    def test_every_coreference_is_accepted(self, kind: str, method: str) -> None:
        section = decode(processed_text={"type": kind, "coreference_resolution": method})
        assert isinstance(section.processed_text, MarkerText | SyntheticText)
        assert section.processed_text.coreference_resolution == method

    @pytest.mark.parametrize("accuracy", SYNTHETIC_ACCURACIES)
    @pytest.mark.parametrize("preserve", [True, "false"])
    def test_every_synthetic_field_is_accepted(self, accuracy: str, preserve: Any) -> None:
        section = decode(
            processed_text={
                "type": "SYNTHETIC",
                "synthetic_entity_accuracy": accuracy,
                "preserve_relationships": preserve,
            }
        )
        assert section.processed_text == SyntheticText(accuracy, preserve is True)  # type: ignore[arg-type]

    def test_synthetic_alone_has_its_defaults(self) -> None:
        assert decode(processed_text={"type": "SYNTHETIC"}).processed_text == SyntheticText(
            "standard", False, "heuristics"
        )

    @pytest.mark.parametrize(
        ("section", "code", "detail"),
        [
            ({"type": "NONE"}, "LIM105", "type: must be one of MARKER, MASK, SYNTHETIC"),
            ({"type": 1}, "LIM104", "type: must be a string, not a number"),
            ({"pattern": 1}, "LIM104", "pattern: must be a string, not a number"),
            ({"marker_language": "xx"}, "LIM105", "marker_language: must be one of "
             + ", ".join(LANGUAGES)),
            ({"coreference_resolution": "model"}, "LIM105", "coreference_resolution: must be one "
             "of " + ", ".join(COREFERENCES)),
            ({"type": "SYNTHETIC", "coreference_resolution": ""}, "LIM105",
             "coreference_resolution: must be one of " + ", ".join(COREFERENCES)),
            ({"type": "SYNTHETIC", "synthetic_entity_accuracy": "high"}, "LIM105",
             "synthetic_entity_accuracy: must be one of " + ", ".join(SYNTHETIC_ACCURACIES)),
            ({"type": "SYNTHETIC", "preserve_relationships": "x"}, "LIM105",
             "preserve_relationships: must be true or false"),
        ],
    )  # fmt: skip
    def test_other_values_are_refused(self, section: Any, code: str, detail: str) -> None:
        assert refused(processed_text=section) == (code, "processed_text." + detail)

    @pytest.mark.parametrize("character", ["#", "$", " ", "█", "😀", "\n"])
    def test_a_mask_is_one_character(self, character: str) -> None:
        section = decode(processed_text={"type": "MASK", "mask_character": character})
        assert section.processed_text == MaskText(character)

    @pytest.mark.parametrize("characters", ["", "##", "e\u0301", "🇩🇪"])
    def test_no_more_and_no_less(self, characters: str) -> None:
        assert refused(processed_text={"type": "MASK", "mask_character": characters}) == (
            "LIM105",
            "processed_text.mask_character: must be exactly one character",
        )

    @pytest.mark.parametrize(
        ("field", "value", "owner"),
        [
            ("mask_character", "$", "MASK"),
            ("synthetic_entity_accuracy", "standard", "SYNTHETIC"),
            ("preserve_relationships", False, "SYNTHETIC"),
        ],
    )
    def test_without_a_type_nothing_is_guessed_against_a_field(
        self, field: str, value: Any, owner: str
    ) -> None:
        assert refused(processed_text={field: value}) == (
            "LIM103",
            f"processed_text.type: is required: {field} belongs to {owner}",
        )
