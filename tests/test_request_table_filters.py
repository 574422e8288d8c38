"""What filters and the globals of the server do: a case at least for every rule."""

from __future__ import annotations

import pytest

from tests.request_table import (
    Case,
    allow,
    allow_text,
    block,
    check,
    filtering,
    rows,
    selecting,
)

#: The rules, by name; a rule without a case fails the last test.
ROWS = {
    "filters: dialect",
    "filters: case",
    "ALLOW: full match",
    "ALLOW_TEXT: inside a match",
    "ALLOW_TEXT: partial overlap",
    "BLOCK: built-in label",
    "BLOCK: invented label",
    "BLOCK: label not enabled",
    "BLOCK: threshold",
    "BLOCK: punctuation kept",
    "filters: empty matches",
    "filters: precedence",
    "PAI_ALLOW_LIST",
    "PAI_ENABLED_ENTITIES",
    "PAI_DISABLED_ENTITIES",
}

PLAIN = "John in Paris"
MARKED = "[NAME_GIVEN_1] in [LOCATION_CITY_1]"
SMITH = "John Smith"
DETECTION = "entity_detection"
RE_ONLY = r"(?P<q>['\"])(?:s|t)(?<!t)ecret(?P=q)(?!\w)"

CASES = [
    Case("filters: dialect", filtering("'secret' word", block(RE_ONLY, "X")), "[X_1] word"),
    Case("filters: dialect", filtering("", block(r"\p{L}", "X")), code="LIM106"),
    Case("filters: dialect", filtering("", allow("(?R)")), code="LIM106"),
    Case("filters: case", filtering("one One", block("one", "X")), "[X_1] One"),
    Case("filters: case", filtering("one One", block("(?i)one", "X")), "[X_1] [X_1]"),
    Case("filters: case", filtering("John", allow("john")), "[NAME_GIVEN_1]"),
    Case("ALLOW: full match", filtering(PLAIN, allow("John")), "John in [LOCATION_CITY_1]"),
    Case("ALLOW: full match", filtering(PLAIN, allow("Joh")), MARKED),
    Case("ALLOW: full match", filtering(PLAIN, allow(r"\bJ.*")), "John in [LOCATION_CITY_1]"),
    Case("ALLOW: full match", filtering(PLAIN, allow("John in Paris")), MARKED),
    Case(
        "ALLOW_TEXT: inside a match",
        filtering("John saw John in Paris", allow_text("saw .* in Paris")),
        "[NAME_GIVEN_1] saw John in Paris",
    ),
    Case(
        "ALLOW_TEXT: partial overlap",
        filtering(SMITH, allow_text("John")),
        "[NAME_1]",
    ),
    Case(
        "BLOCK: built-in label",
        filtering("John has room 12", block("room 12", "LOCATION")),
        "[NAME_GIVEN_1] has [LOCATION_1]",
    ),
    Case(
        "BLOCK: invented label",
        filtering("A, B, A", block("[AB]", "DEFENDANT")),
        {
            "processed_text": "[DEFENDANT_1], [DEFENDANT_2], [DEFENDANT_1]",
            "entities": [{"best_label": "DEFENDANT", "labels": {"DEFENDANT": 1}}] * 3,
        },
    ),
    Case(
        "BLOCK: label not enabled",
        {
            "text": PLAIN + " room 12",
            DETECTION: {
                "entity_types": [{"type": "ENABLE", "value": ["NAME_GIVEN"]}],
                "filter": [block("room 12", "LOCATION"), block("in", "OWN")],
            },
        },
        "[NAME_GIVEN_1] [OWN_1] Paris [LOCATION_1]",
    ),
    Case("BLOCK: threshold", filtering(PLAIN, block("John", "X")), "[X_1] in [LOCATION_CITY_1]"),
    Case("BLOCK: threshold", filtering(PLAIN, block("John", "X", threshold=0.1)), MARKED),
    Case(
        "BLOCK: threshold",
        filtering("word", block("word", "X", threshold=0.25)),
        {"entities": [{"labels": {"X": 0.25}}]},
    ),
    Case(
        "BLOCK: punctuation kept",
        filtering("Of 100%.", block(r"\d+%\.", "PERCENTAGE")),
        "Of [PERCENTAGE_1]",
    ),
    *(
        Case("filters: empty matches", filtering(PLAIN, each), text)
        for each, text in (
            (allow("[A-Za-z0-9]*"), PLAIN),
            (allow("x*"), MARKED),
            (allow_text("[A-Za-z0-9]*"), PLAIN),
            (allow_text("x*"), MARKED),
            (block("[A-Za-z0-9]*", "X"), "[X_1] [X_2] [X_3]"),
            (block("x*", "X"), MARKED),
        )
    ),
    *(
        Case("filters: precedence", filtering(PLAIN, *some), text)
        for some, text in (
            ((allow("John"), block("Paris", "X")), "John in [X_1]"),
            ((allow("John"), block("John", "X")), "[X_1] in [LOCATION_CITY_1]"),
            ((allow_text(".*"), block("John", "X")), "[X_1] in Paris"),
        )
    ),
    Case(
        "PAI_ALLOW_LIST",
        {"text": "JOHN in Paris and " + SMITH},
        "JOHN in [LOCATION_CITY_1] and [NAME_1]",
        environment={"PAI_ALLOW_LIST": '["John","Grace"]'},
    ),
    Case(
        "PAI_ALLOW_LIST",
        filtering(PLAIN, block("John", "X")),
        "[X_1] in [LOCATION_CITY_1]",
        environment={"PAI_ALLOW_LIST": '["John"]'},
    ),
    Case(
        "PAI_ENABLED_ENTITIES",
        {"text": PLAIN + ", nurse"},
        "[NAME_1] in Paris, [OCCUPATION_1]",
        environment={"PAI_ENABLED_ENTITIES": "NAME,OCCUPATION"},
    ),
    Case(
        "PAI_ENABLED_ENTITIES",
        selecting(PLAIN, ("ENABLE", ["LOCATION_CITY"])),
        PLAIN,
        environment={"PAI_ENABLED_ENTITIES": "NAME"},
    ),
    Case(
        "PAI_DISABLED_ENTITIES",
        {"text": "John at Acme"},
        "[NAME_GIVEN_1] at Acme",
        environment={"PAI_DISABLED_ENTITIES": "ORGANIZATION"},
    ),
    Case(
        "PAI_DISABLED_ENTITIES",
        selecting("John at Acme", ("ENABLE", ["ORGANIZATION", "NAME"])),
        "[NAME_1] at Acme",
        environment={"PAI_DISABLED_ENTITIES": "ORGANIZATION"},
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.row)
def test_a_filter_does_what_the_reference_says(case: Case) -> None:
    check(case)


def test_every_rule_has_a_case_and_every_case_a_rule() -> None:
    assert rows(CASES) == ROWS
