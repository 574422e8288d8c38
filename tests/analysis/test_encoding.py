"""The shapes of the answers."""

from __future__ import annotations

import json
from typing import Any

import pytest

from limina.analysis.encoding import Linking, encode_analysis, encode_ner
from limina.analysis.labelspans import LabelSpan
from limina.analysis.relations import Relation
from limina.analysis.result import UNREAD, Analysis, Assertion, Subtype
from limina.engine.spans import Document, Entity
from limina.protocol.schema import EntityDetection, ValidationOption

DETECTION = EntityDetection()
HIDDEN = EntityDetection(return_entity=False)
BEST_ONLY = EntityDetection(enable_non_max_suppression=True)

NAME_AND_DATE = Document("My name is John, 3 May 2020.")
JOHN = Entity(11, 15, "NAME_GIVEN", {"NAME": 0.9030465483665466, "NAME_GIVEN": 0.8891170620918274})
DATE = Entity(17, 27, "DATE", {"DATE": 0.9})
READ = Analysis(
    "2020-05-03",
    (
        Subtype("3", 3, "DAY", 17, 18),
        Subtype("May", 5, "MONTH", 19, 22),
        Subtype("2020", 2020, "YEAR", 23, 27),
    ),
)


def analysis(
    analyses: list[Analysis],
    detection: EntityDetection = DETECTION,
    linking: Linking | None = None,
) -> dict[str, Any]:
    encoded = encode_analysis(
        NAME_AND_DATE, [JOHN, DATE][: len(analyses)], analyses, {"en": 0.97}, detection, linking
    )
    decoded: dict[str, Any] = json.loads(encoded)
    return decoded


def test_the_object_of_analyze_text() -> None:
    """Its scores are those of payload tc-test-analyze-john, unrounded."""
    assert analysis([UNREAD, READ]) == {
        "entities": [
            {
                "text": "John",
                "best_label": "NAME_GIVEN",
                "labels": {"NAME": 0.9030465483665466, "NAME_GIVEN": 0.8891170620918274},
                "location": {"stt_idx": 11, "end_idx": 15},
                "analysis_result": {"subtypes": [], "validation_assertions": []},
            },
            {
                "text": "3 May 2020",
                "best_label": "DATE",
                "labels": {"DATE": 0.9},
                "location": {"stt_idx": 17, "end_idx": 27},
                "analysis_result": {
                    "formatted": "2020-05-03",
                    "subtypes": [
                        {
                            "text": text,
                            "formatted": value,
                            "label": label,
                            "location": {"stt_idx": start, "end_idx": end},
                        }
                        for text, value, label, start, end in (
                            ("3", 3, "DAY", 17, 18),
                            ("May", 5, "MONTH", 19, 22),
                            ("2020", 2020, "YEAR", 23, 27),
                        )
                    ],
                    "validation_assertions": [],
                },
            },
        ],
        "entities_present": True,
        "characters_processed": 28,
        "languages_detected": {"en": 0.97},
    }


def test_a_text_without_entities() -> None:
    """Payload tc-test-analyze-empty."""
    assert analysis([]) == {
        "entities": [],
        "entities_present": False,
        "characters_processed": 28,
        "languages_detected": {"en": 0.97},
    }


@pytest.mark.parametrize("formatted", [12, "4591 3334 2334 5533"])
def test_normal_forms_are_integers_or_strings(formatted: int | str) -> None:
    [entity] = analysis([Analysis(formatted)])["entities"]
    assert entity["analysis_result"]["formatted"] == formatted


def test_assertions_are_told() -> None:
    found = Analysis("4111 …", assertions=(Assertion("luhn", "invalid"),))
    [entity] = analysis([found])["entities"]
    assert entity["analysis_result"]["validation_assertions"] == [
        {"provider": "luhn", "status": "invalid"}
    ]


def test_clusters_and_relations_are_told_where_they_were_asked_for() -> None:
    linking = Linking([4, 9], ["id-of-john", "id-of-date"], [Relation(4, 9, "DOB", 0)])
    john, date = analysis([UNREAD, READ], linking=linking)["entities"]
    assert john["coreference_id"] == "id-of-john"
    assert john["relations"] == [{"coreference_id": "id-of-date", "kind": "DOB"}]
    assert date["coreference_id"] == "id-of-date"
    assert "relations" not in date
    [alone] = analysis([UNREAD])["entities"]
    assert "coreference_id" not in alone


def test_without_the_entity_nothing_repeats_the_text() -> None:
    found = Analysis("2020-05-03", READ.subtypes, (Assertion("luhn", "valid"),))
    john, date = analysis([UNREAD, found], HIDDEN)["entities"]
    assert date == {
        "best_label": "DATE",
        "labels": {"DATE": 0.9},
        "analysis_result": {
            "subtypes": [],
            "validation_assertions": [{"provider": "luhn", "status": "valid"}],
        },
    }
    assert john.keys() == {"best_label", "labels", "analysis_result"}


def test_only_the_best_label_is_told_if_so_asked() -> None:
    john, _ = analysis([UNREAD, READ], BEST_ONLY)["entities"]
    assert john["labels"] == {"NAME_GIVEN": 0.8891170620918274}


def test_every_entity_has_its_analysis() -> None:
    with pytest.raises(ValueError, match="argument"):
        encode_analysis(NAME_AND_DATE, [JOHN], [], {}, DETECTION)


# --- /ner/text -----------------------------------------------------------------------------------

SAMPLE = Document("My sample name is John Smith")
SPANS = [
    LabelSpan(18, 28, "NAME", 0.9105876684188843, True),
    LabelSpan(18, 22, "NAME_GIVEN", 0.9043319821357727, False),
    LabelSpan(23, 28, "NAME_FAMILY", 0.9326320886611938, False),
]


def ner(detection: EntityDetection) -> list[dict[str, Any]]:
    answer = json.loads(encode_ner(SAMPLE, SPANS, {"en": 0.9}, detection))
    assert answer["entities_present"] is True
    assert answer["characters_processed"] == 28
    assert answer["languages_detected"] == {"en": 0.9}
    entities: list[dict[str, Any]] = answer["entities"]
    return entities


def test_the_object_of_ner_text() -> None:
    """Payload ner-guide-1."""
    assert ner(DETECTION) == [
        {
            "text": "John Smith",
            "location": {"stt_idx": 18, "end_idx": 28},
            "label": "NAME",
            "likelihood": 0.9105876684188843,
        },
        {
            "text": "John",
            "location": {"stt_idx": 18, "end_idx": 22},
            "label": "NAME_GIVEN",
            "likelihood": 0.9043319821357727,
        },
        {
            "text": "Smith",
            "location": {"stt_idx": 23, "end_idx": 28},
            "label": "NAME_FAMILY",
            "likelihood": 0.9326320886611938,
        },
    ]


def test_only_the_best_label_of_an_entity_is_told_if_so_asked() -> None:
    assert [entity["label"] for entity in ner(BEST_ONLY)] == ["NAME"]


def test_labels_are_told_without_the_text_if_so_asked() -> None:
    assert ner(HIDDEN)[0] == {"label": "NAME", "likelihood": 0.9105876684188843}


@pytest.mark.parametrize(
    ("text", "formatted", "status"),
    [
        ("4111 1111 1111 1111", "4111 1111 1111 1111", "valid"),
        ("4111-1111-1111-1112", "4111 1111 1111 1112", "invalid"),
        ("none", "", "invalid"),
        ("0", "0", "invalid"),
    ],
)
def test_check_digits_are_validated_where_a_request_asks(
    text: str, formatted: str, status: str
) -> None:
    option = ValidationOption(algorithm="luhn", on_entities=("CREDIT_CARD",))
    document = Document(text)
    spans = [
        LabelSpan(0, len(text), "CREDIT_CARD", 0.9, True),
        LabelSpan(0, len(text), "NUMERICAL_PII", 0.1, False),
    ]

    def entities(return_entity: bool) -> list[dict[str, Any]]:
        asked = EntityDetection(validation_options=(option,), return_entity=return_entity)
        found: list[dict[str, Any]] = json.loads(encode_ner(document, spans, {}, asked))["entities"]
        return found

    card, other = entities(True)
    assert card["validation_results"] == [
        {"formatted": formatted, "validation_method": "luhn", "status": status}
    ]
    assert "validation_results" not in other
    assert "validation_results" not in entities(False)[0]
