"""What is looked for: one case at least for every row of the request reference up to the filters.

What filters do is in `test_request_table_filters.py`, what replaces the entities and the decisions
where the API is silent in `test_request_table_text.py`.
"""

from __future__ import annotations

from typing import Final

import pytest

from tests.request_table import (
    ABSENT,
    Case,
    allow,
    asking,
    block,
    check,
    filtering,
    rows,
    selecting,
)

#: The rows, by name; a row without a case fails the last test.
ROWS = {
    "text: a string on /ws",
    "text: a list on /process/text",
    "text: required",
    "text: 500,000 characters",
    "link_batch: one document",
    "link_batch: off by default",
    "link_batch: beside a single text",
    "link_batch: lenient boolean",
    "entity_detection: defaults",
    "processed_text: defaults",
    "project_id: rule",
    "project_id: at most 60 characters",
    "unknown fields",
    "null and empty sections",
    "accuracy: standard",
    "accuracy: standard_high",
    "accuracy: standard_high_multilingual",
    "accuracy: high",
    "accuracy: high_multilingual",
    "accuracy: standard_high_automatic",
    "accuracy: high_automatic",
    "accuracy: any other",
    "accuracy: not loaded",
    "entity_types: none",
    "entity_types: ENABLE",
    "entity_types: DISABLE",
    "entity_types: ENABLE and DISABLE",
    "entity_types: groups",
    "entity_types: union of ENABLE",
    "entity_types: beta",
    "entity_types: parent without child",
    "entity_types: no cascade",
    "entity_types: malformed",
    "filter: none",
    "filter: malformed",
    "return_entity",
    "enable_non_max_suppression",
    "validation_options",
}

PLAIN = "John in Paris"
MARKED = "[NAME_GIVEN_1] in [LOCATION_CITY_1]"
CARDS = "4111 1111 1111 1111 or 4111 1111 1111 1112"
DETECTION = "entity_detection"
FILTER = "entity_detection.filter[0]"
SELECTOR = "entity_detection.entity_types[0]"
LIST: Final = "/process/text"


def marked(*texts: str) -> list[dict[str, str]]:
    return [{"processed_text": text} for text in texts]


TOP = [
    Case(
        "text: a string on /ws",
        {"text": "🙂 John."},
        {
            "processed_text": "🙂 [NAME_GIVEN_1].",
            "characters_processed": 7,
            "entities": [{"location": {"stt_idx": 2, "end_idx": 6}}],
        },
    ),
    Case("text: a string on /ws", {"text": ""}, {"processed_text": "", "entities": []}),
    Case("text: a string on /ws", {"text": ["John"]}, code="LIM104", place="text"),
    Case("text: a string on /ws", {"text": None}, code="LIM104", place="text"),
    Case(
        "text: a list on /process/text",
        {"text": ["John", "Paris"]},
        marked("[NAME_GIVEN_1]", "[LOCATION_CITY_1]"),
        route=LIST,
    ),
    Case("text: a list on /process/text", {"text": []}, [], route=LIST),
    Case("text: a list on /process/text", {"text": "John"}, code="LIM104", route=LIST),
    Case("text: a list on /process/text", {"text": [1]}, code="LIM104", route=LIST),
    Case("text: required", {}, code="LIM103", place="text"),
    Case("text: required", {}, code="LIM103", place="text", route=LIST),
    Case(
        "text: 500,000 characters",
        {"text": "x" * 500_000},
        {"characters_processed": 500_000, "entities_present": False},
    ),
    Case("text: 500,000 characters", {"text": "x" * 500_001}, code="LIM107", place="text"),
    Case(
        "link_batch: one document",
        {"text": ["Who?", "Rose", "John", "JOHN"], "link_batch": True},
        marked("Who?", "[NAME_GIVEN_1]", "[NAME_GIVEN_2]", "[NAME_GIVEN_2]"),
        route=LIST,
    ),
    Case(
        "link_batch: off by default",
        {"text": ["Who?", "Rose", "Rose John", "John"]},
        marked("Who?", "Rose", "Rose [NAME_GIVEN_1]", "[NAME_GIVEN_1]"),
        route=LIST,
    ),
    Case("link_batch: beside a single text", {"text": PLAIN, "link_batch": True}, MARKED),
    Case(
        "link_batch: lenient boolean",
        {"text": ["Who?", "Rose"], "link_batch": "true"},
        marked("Who?", "[NAME_GIVEN_1]"),
        route=LIST,
    ),
    Case("link_batch: lenient boolean", {"text": "", "link_batch": "maybe"}, code="LIM105"),
    Case("entity_detection: defaults", {"text": PLAIN}, MARKED),
    Case("entity_detection: defaults", {"text": "", DETECTION: []}, code="LIM104", place=DETECTION),
    Case("processed_text: defaults", {"text": "John, JOHN"}, "[NAME_GIVEN_1], [NAME_GIVEN_1]"),
    Case("processed_text: defaults", {"text": "", "processed_text": "MASK"}, code="LIM104"),
    Case("project_id: rule", {"text": PLAIN, "project_id": "aZ09-_:"}, MARKED),
    Case("project_id: rule", {"text": PLAIN, "project_id": ""}, MARKED),
    Case("project_id: rule", {"text": PLAIN, "project_id": None}, MARKED),
    Case("project_id: rule", {"text": PLAIN, "project_id": "a b"}, code="LIM111"),
    Case("project_id: rule", {"text": PLAIN, "project_id": "a\n"}, code="LIM111"),
    Case("project_id: rule", {"text": PLAIN, "project_id": 1}, code="LIM104"),
    Case("project_id: at most 60 characters", {"text": PLAIN, "project_id": "a" * 60}, MARKED),
    Case("project_id: at most 60 characters", {"text": "", "project_id": "a" * 61}, code="LIM111"),
    Case(
        "unknown fields",
        {
            "text": PLAIN,
            "unknown": [1],
            DETECTION: {"unknown": {}},
            "processed_text": {"type": "MARKER", "unknown": 0},
        },
        MARKED,
    ),
    Case(
        "null and empty sections",
        {"text": PLAIN, "link_batch": None, DETECTION: None, "processed_text": None},
        MARKED,
    ),
    Case("null and empty sections", {"text": PLAIN, DETECTION: {}, "processed_text": {}}, MARKED),
    Case(
        "null and empty sections",
        asking(PLAIN, accuracy=None, entity_types=None, filter=None, return_entity=None),
        MARKED,
    ),
]

ACCURACIES = [
    Case("accuracy: standard", asking(PLAIN, accuracy="standard"), MARKED),
    Case("accuracy: standard_high", asking(PLAIN, accuracy="standard_high"), MARKED),
    Case(
        "accuracy: standard_high_multilingual",
        asking(PLAIN, accuracy="standard_high_multilingual"),
        MARKED,
    ),
    Case("accuracy: high", asking(PLAIN, accuracy="high"), MARKED),
    Case("accuracy: high_multilingual", asking(PLAIN, accuracy="high_multilingual"), MARKED),
    Case(
        "accuracy: standard_high_automatic",
        asking(PLAIN, accuracy="standard_high_automatic"),
        MARKED,
    ),
    Case("accuracy: high_automatic", asking(PLAIN, accuracy="high_automatic"), MARKED),
    Case("accuracy: any other", asking(PLAIN, accuracy="HIGH"), code="LIM105"),
    Case("accuracy: any other", asking(PLAIN, accuracy=1), code="LIM104"),
    *(
        Case(
            "accuracy: not loaded",
            asking(PLAIN, **given),
            None if code else MARKED,
            code=code,
            place="entity_detection.accuracy" if code else "",
            environment={"PAI_ACCURACY_MODES": "standard,high"},
        )
        for given, code in (
            ({"accuracy": "high_automatic"}, "LIM115"),
            ({"accuracy": "high"}, None),
            ({}, None),
        )
    ),
]

SELECTORS = [
    Case("entity_types: none", asking(PLAIN + " 1985", entity_types=[]), MARKED + " 1985"),
    Case(
        "entity_types: ENABLE",
        selecting(PLAIN, ("ENABLE", ["LOCATION_CITY"])),
        "John in [LOCATION_CITY_1]",
    ),
    Case(
        "entity_types: DISABLE",
        selecting(PLAIN, ("DISABLE", ["LOCATION_CITY", "LOCATION"])),
        "[NAME_GIVEN_1] in Paris",
    ),
    Case(
        "entity_types: ENABLE and DISABLE",
        selecting(
            PLAIN + ", nurse",
            ("ENABLE", ["NAME_GIVEN", "OCCUPATION"]),
            ("DISABLE", ["OCCUPATION"]),
        ),
        "[NAME_GIVEN_1] in Paris, nurse",
    ),
    Case(
        "entity_types: groups",
        selecting("John 4111 1111 1111 1111 nurse", ("ENABLE", ["PCI", "OCCUPATION"])),
        "John [CREDIT_CARD_1] [OCCUPATION_1]",
    ),
    Case(
        "entity_types: groups",
        selecting("John 4111 1111 1111 1111", ("DISABLE", ["PCI"])),
        "[NAME_GIVEN_1] 4111 1111 1111 1111",
    ),
    Case(
        "entity_types: union of ENABLE",
        selecting(PLAIN + ", nurse", ("ENABLE", ["NAME_GIVEN"]), ("ENABLE", ["OCCUPATION"])),
        "[NAME_GIVEN_1] in Paris, [OCCUPATION_1]",
    ),
    Case("entity_types: beta", selecting("In 1985", ("ENABLE", ["YEAR"])), "In [YEAR_1]"),
    Case("entity_types: beta", selecting("In 1985", ("DISABLE", ["NAME"])), "In 1985"),
    Case(
        "entity_types: parent without child",
        selecting(PLAIN, ("ENABLE", ["NAME", "OCCUPATION"])),
        {
            "processed_text": "[NAME_1] in Paris",
            "entities": [{"best_label": "NAME", "labels": {"NAME": 0.8}}],
        },
    ),
    Case(
        "entity_types: no cascade",
        selecting(PLAIN, ("DISABLE", ["LOCATION", "NAME"])),
        {
            "processed_text": MARKED,
            "entities": [{"labels": {"NAME_GIVEN": 0.8}}, {"labels": {"LOCATION_CITY": 0.9}}],
        },
    ),
    *(
        Case("entity_types: malformed", request, code=code, place=SELECTOR + place)
        for request, code, place in (
            (selecting("", ("enable", ["NAME"])), "LIM105", ".type"),
            (selecting("", ("ENABLE", "NAME")), "LIM104", ".value"),
            (selecting("", ("ENABLE", None)), "LIM103", ".value"),
            (selecting("", ("ENABLE", ["NO_LABEL"])), "LIM105", ".value[0]"),
            (asking("", entity_types=["NAME"]), "LIM104", ""),
        )
    ),
]

ANSWER = [
    Case("filter: none", asking(PLAIN, filter=[]), MARKED),
    *(
        Case("filter: malformed", filtering("", bad), code=code, place=FILTER + place)
        for bad, code, place in (
            ({"type": "allow", "pattern": "a"}, "LIM105", ".type"),
            ({"type": "ALLOW"}, "LIM103", ".pattern"),
            (allow(1), "LIM104", ".pattern"),
            (allow("("), "LIM106", ".pattern"),
            ({"type": "BLOCK", "pattern": "a"}, "LIM103", ".entity_type"),
            (block("a", "X", threshold=-1), "LIM110", ".threshold"),
        )
    ),
    Case(
        "return_entity",
        asking("John", return_entity=True),
        {"entities": [{"text": "John", "location": {"stt_idx": 0, "end_idx": 4}}]},
    ),
    Case(
        "return_entity",
        asking("John", return_entity=False),
        {
            "processed_text": "[NAME_GIVEN_1]",
            "entities_present": True,
            "entities": [{"text": ABSENT, "location": ABSENT, "best_label": "NAME_GIVEN"}],
        },
    ),
    Case("return_entity", asking("John", return_entity="perhaps"), code="LIM105"),
    Case(
        "enable_non_max_suppression",
        asking("John", enable_non_max_suppression=True),
        {"entities": [{"labels": {"NAME_GIVEN": 0.8}}]},
    ),
    Case(
        "enable_non_max_suppression",
        asking("John", enable_non_max_suppression=False),
        {"entities": [{"labels": {"NAME_GIVEN": 0.8, "NAME": 0.8}}]},
    ),
    Case(
        "validation_options",
        asking(CARDS, validation_options=[{"algorithm": "luhn", "on_entities": ["CREDIT_CARD"]}]),
        {
            "entities": [
                {
                    "validation_results": [
                        {
                            "formatted": "4111 1111 1111 1111",
                            "validation_method": "luhn",
                            "status": "valid",
                        }
                    ]
                },
                {"validation_results": [{"status": "invalid"}]},
            ]
        },
    ),
    Case(
        "validation_options",
        asking(CARDS[:19], validation_options=[{"algorithm": "luhn", "on_entities": ["NAME"]}]),
        {"entities": [{"validation_results": ABSENT}]},
    ),
    Case(
        "validation_options", asking("", validation_options=[{"algorithm": "md5"}]), code="LIM105"
    ),
]

CASES = [*TOP, *ACCURACIES, *SELECTORS, *ANSWER]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.row)
def test_what_is_asked_for_is_what_is_found(case: Case) -> None:
    check(case)


def test_every_row_has_a_case_and_every_case_a_row() -> None:
    assert rows(CASES) == ROWS
