"""`filter` and `validation_options` of a request."""

from __future__ import annotations

import json
from typing import Any

import pytest

from limina.protocol.errors import RequestError
from limina.protocol.schema import (
    AllowFilter,
    AllowTextFilter,
    BlockFilter,
    EntityDetection,
    Limits,
    ValidationOption,
    decode_request,
)


def detection(limits: Limits = Limits(), /, **fields: Any) -> EntityDetection:
    message = json.dumps({"text": "John", "entity_detection": fields})
    return decode_request(message, limits).entity_detection


def detection_refused(limits: Limits = Limits(), /, **fields: Any) -> tuple[str, str]:
    with pytest.raises(RequestError) as caught:
        detection(limits, **fields)
    return caught.value.code, caught.value.detail


def filter_refused(**fields: Any) -> tuple[str, str]:
    return detection_refused(filter=[{"type": "ALLOW", "pattern": "x"}, fields])


class TestFilters:
    def test_the_three_kinds_are_told_apart(self) -> None:
        assert detection(
            filter=[
                {"type": "ALLOW", "pattern": "Barcelona"},
                {"type": "ALLOW_TEXT", "pattern": "I was a.*?as a freelancer"},
                {"type": "BLOCK", "pattern": r"GID-\d{5}", "entity_type": "EMPLOYEE_ID"},
                {"type": "BLOCK", "pattern": "x", "entity_type": "NAME", "threshold": "0.5"},
            ]
        ).filter == (
            AllowFilter("Barcelona"),
            AllowTextFilter("I was a.*?as a freelancer"),
            BlockFilter(r"GID-\d{5}", "EMPLOYEE_ID", 1.0),
            BlockFilter("x", "NAME", 0.5),
        )

    def test_a_pattern_that_matches_nothing_at_all_or_everything_is_accepted(self) -> None:
        for kind in ("ALLOW", "ALLOW_TEXT", "BLOCK"):
            for pattern in ("", "[A-Za-z0-9]*", ".*"):
                element = {"type": kind, "pattern": pattern, "entity_type": "ANY_TEXT"}
                assert detection(filter=[element]).filter[0].pattern == pattern

    def test_the_kind_is_one_of_three(self) -> None:
        kinds = "must be one of ALLOW, ALLOW_TEXT, BLOCK"
        place = "entity_detection.filter[1].type: "
        assert filter_refused(type="DENY", pattern="x") == ("LIM105", place + kinds)
        assert filter_refused(pattern="x") == ("LIM103", f"{place}is required and {kinds}")

    def test_a_pattern_is_required_and_a_string(self) -> None:
        place = "entity_detection.filter[1].pattern: "
        for kind in ("ALLOW", "ALLOW_TEXT", "BLOCK"):
            assert filter_refused(type=kind, entity_type="A") == (
                "LIM103",
                place + "is required and must be a string",
            )
            assert filter_refused(type=kind, entity_type="A", pattern=["x"]) == (
                "LIM104",
                place + "must be a string, not an array",
            )

    def test_a_pattern_that_does_not_compile_is_named_by_its_index(self) -> None:
        for kind in ("ALLOW", "ALLOW_TEXT", "BLOCK"):
            assert filter_refused(type=kind, pattern="(", entity_type="A") == (
                "LIM106",
                "entity_detection.filter[1].pattern: "
                "does not compile as a Python regular expression",
            )

    def test_patterns_are_limited_in_length_number_and_cost(self) -> None:
        assert filter_refused(type="ALLOW", pattern="x" * 10_001) == (
            "LIM114",
            "entity_detection.filter[1].pattern: is longer than 10000 characters",
        )
        many = [{"type": "ALLOW", "pattern": "x"}] * 1_001
        assert detection_refused(filter=many) == (
            "LIM114",
            "entity_detection.filter: has more than 1000 elements",
        )
        assert len(detection(filter=many[:-1]).filter) == 1_000
        dear = [{"type": "ALLOW", "pattern": "(a{100}){10}"}] * 3
        limits = Limits(max_pattern_cost=2_500)
        assert detection_refused(limits, filter=dear) == (
            "LIM114",
            "entity_detection.filter[2].pattern: "
            "makes the patterns too costly, counted repeats written out",
        )

    @pytest.mark.parametrize(
        "name",
        [
            "NAME",
            "DEFENDANT",
            "employee_id",
            "Employee ID",
            "Größe",
            "社員番号",
            "x",
            "A" * 100,
            "]",
        ],
    )
    def test_a_block_filter_may_invent_any_readable_name(self, name: str) -> None:
        element = {"type": "BLOCK", "pattern": "x", "entity_type": name}
        (block,) = detection(filter=[element]).filter
        assert block == BlockFilter("x", name, 1.0)

    @pytest.mark.parametrize(
        "name",
        ["", " ", "A\n", "A\tB", "\x00", "A\u2028B", "\u200b", "A\u202eB", " A", "A ", "\u00a0A"],
    )
    def test_a_name_no_marker_could_show_is_refused(self, name: str) -> None:
        assert filter_refused(type="BLOCK", pattern="x", entity_type=name) == (
            "LIM105",
            "entity_detection.filter[1].entity_type: must not be empty, hold control characters "
            "or line breaks, or begin or end with a space",
        )

    def test_a_name_is_required_short_and_a_string(self) -> None:
        place = "entity_detection.filter[1].entity_type: "
        for fields in ({}, {"entity_type": None}):
            assert filter_refused(type="BLOCK", pattern="x", **fields) == (
                "LIM103",
                place + "is required and must be a string",
            )
        assert filter_refused(type="BLOCK", pattern="x", entity_type=1)[0] == "LIM104"
        assert filter_refused(type="BLOCK", pattern="x", entity_type="A" * 101) == (
            "LIM105",
            place + "is longer than 100 characters",
        )

    @pytest.mark.parametrize(
        ("threshold", "code", "words"),
        [
            (-0.1, "LIM110", "must be 0 or more"),
            ("-1", "LIM110", "must be 0 or more"),
            (10**400, "LIM110", "is out of range"),
            ("high", "LIM104", "must be a number, not a string"),
            ([1], "LIM104", "must be a number, not an array"),
        ],
    )
    def test_a_threshold_is_a_number_from_zero_up(
        self, threshold: Any, code: str, words: str
    ) -> None:
        assert filter_refused(type="BLOCK", pattern="x", entity_type="A", threshold=threshold) == (
            code,
            "entity_detection.filter[1].threshold: " + words,
        )


class TestValidationOptions:
    def test_luhn_on_some_labels_is_accepted(self) -> None:
        option = {"algorithm": "luhn", "on_entities": ["CREDIT_CARD"]}
        assert detection(validation_options=[option]).validation_options == (
            ValidationOption("luhn", ("CREDIT_CARD",)),
        )

    def test_everything_else_is_refused(self) -> None:
        place = "entity_detection.validation_options"
        for options, code, detail in [
            ({}, "LIM104", ": must be an array, not an object"),
            (["luhn"], "LIM104", "[0]: must be an object, not a string"),
            ([{}], "LIM103", "[0].algorithm: is required and must be luhn"),
            ([{"algorithm": "LUHN"}], "LIM105", "[0].algorithm: must be luhn"),
            (
                [{"algorithm": "luhn", "on_entities": [None]}],
                "LIM104",
                "[0].on_entities[0]: must be a string, not null",
            ),
        ]:
            assert detection_refused(validation_options=options) == (code, place + detail)
        many = [{"algorithm": "luhn"}] * 2
        assert detection_refused(Limits(max_selectors=1), validation_options=many)[0] == "LIM114"
