"""Verdicts: what is compared in which mode, and how a difference is told."""

from __future__ import annotations

import json
from typing import Any

import pytest

from conformance.judge import Mode, Status, judge, reason_to_skip
from conformance.vectors import Expectation, Vector

ANSWER: dict[str, Any] = {
    "processed_text": "[NAME_1]",
    "entities": [
        {
            "processed_text": "NAME_1",
            "text": "Anna",
            "location": {
                "stt_idx": 0,
                "end_idx": 4,
                "stt_idx_processed": 0,
                "end_idx_processed": 8,
            },
            "best_label": "NAME",
            "labels": {"NAME_GIVEN": 0.45, "NAME": 0.9},
        }
    ],
    "entities_present": True,
    "characters_processed": 4,
    "languages_detected": {"en": 0.5, "de": 0.1},
}


def vector(**expect: Any) -> Vector:
    return Vector("a", "limina", "ours", {"text": "Anna"}, Expectation(**expect))


def reasons(answer: Any, mode: Mode = Mode.EXACT, **expect: Any) -> tuple[str, ...]:
    verdict = judge(vector(**expect), json.dumps(answer), mode)
    assert (verdict.status is Status.PASSED) == (not verdict.reasons)
    assert verdict.vector_id == "a"
    return verdict.reasons


def test_the_documented_answer_passes_whatever_the_likelihood_of_its_language() -> None:
    expected = ANSWER | {"languages_detected": {"en": 0.8259}}
    assert reasons(ANSWER, response=expected) == ()


def entities(**changes: Any) -> list[dict[str, Any]]:
    return [ANSWER["entities"][0] | changes]


@pytest.mark.parametrize(
    ("expected", "reason"),
    [
        ({"processed_text": "[NAME_2]"}, "processed_text is '[NAME_1]', not '[NAME_2]'"),
        ({"entities": []}, "entities is ["),
        (
            {"entities": entities(labels={"NAME_GIVEN": 0.46, "NAME": 0.9})},
            "entities[0].labels.NAME_GIVEN is 0.45, not 0.46",
        ),
        ({"entities": entities(labels={"NAME": 0.9})}, "entities[0].labels has the keys"),
        (
            {"entities": entities(labels={"NAME": 0.9, "NAME_GIVEN": 0.45})},
            "entities[0].labels has the keys ['NAME_GIVEN', 'NAME'], not ['NAME', 'NAME_GIVEN']",
        ),
        ({"languages_detected": {"fr": 1.0}}, "languages_detected has the keys ['en', 'de']"),
        ({"validation": 1}, "the answer has the keys"),
        ({"entities": [], "processed_text": ""}, "the answer has the keys"),
    ],
)
def test_a_difference_is_told_with_its_place(expected: dict[str, Any], reason: str) -> None:
    [told] = reasons(ANSWER, response=expected)
    assert told.startswith(reason)


def test_members_that_are_not_documented_are_not_compared() -> None:
    assert reasons(ANSWER, response={"entities": [{"text": "Anna"}]}) == ()


def test_what_must_hold_with_real_detectors_is_compared_in_both_modes() -> None:
    real = {"entities": [{"labels": ["NAME", "NAME_GIVEN"]}]}
    for mode in Mode:
        assert reasons(ANSWER, mode, real=real) == ()
        [told] = reasons(ANSWER, mode, real={"entities": [{"labels": ["NAME"]}]})
        assert told == "entities[0].labels has the keys ['NAME_GIVEN', 'NAME'], not ['NAME']"


def test_the_recorded_answer_is_not_compared_with_other_detectors() -> None:
    expect = {"response": {"processed_text": "x"}, "pattern": "x"}
    assert reasons(ANSWER, Mode.ARITHMETIC, **expect) == ()
    assert len(reasons(ANSWER, Mode.EXACT, **expect)) == 2


def test_a_pattern_is_for_the_whole_text() -> None:
    assert reasons(ANSWER, pattern=r"\[NAME_\d\]") == ()
    assert reasons(ANSWER, pattern=r"\[NAME") == ("processed_text is '[NAME_1]'",)


def test_arithmetic_is_checked_in_both_modes() -> None:
    for mode in Mode:
        assert reasons(ANSWER | {"characters_processed": 5}, mode) == (
            "characters_processed is 5, not 4",
        )


ERROR = {"detail": "text: is required", "code": "LIM103"}


def test_an_error_is_expected_by_its_code() -> None:
    assert reasons(ERROR, error="LIM103") == ()
    assert reasons({"detail": "x"}, error="LIM103") == ()  # other servers have no codes
    assert reasons(ERROR, error="LIM104") == ("the code is LIM103, not LIM104",)
    assert reasons(ANSWER, error="LIM103") == ("an answer instead of an error",)


def test_an_error_nobody_expects_fails_unless_it_is_allowed() -> None:
    assert reasons(ERROR) == ("an error instead of an answer: LIM103 text: is required",)
    assert reasons(ERROR, may_refuse="LIM103") == ()
    assert len(reasons(ERROR, may_refuse="LIM112")) == 1


@pytest.mark.parametrize("answer", ["", "{", "\ud800", "[" * 5])
def test_what_is_not_json_fails(answer: str) -> None:
    assert judge(vector(), answer, Mode.EXACT).reasons == ("the answer is not JSON",)


@pytest.mark.parametrize("answer", ["[]", "null", "1"])
def test_what_is_no_object_fails(answer: str) -> None:
    assert judge(vector(), answer, Mode.EXACT).reasons == ("the answer is not an object",)


def test_only_the_exact_mode_skips() -> None:
    bare = Vector("a", "limina", "ours", {"text": "x"})
    excused = Vector("a", "limina", "ours", {}, Expectation(error="LIM103"), skip_exact="a model")
    assert reason_to_skip(bare, Mode.EXACT) == "no answer is documented"
    assert reason_to_skip(excused, Mode.EXACT) == "a model"
    assert reason_to_skip(vector(error="LIM103"), Mode.EXACT) is None
    for one in (bare, excused):
        assert reason_to_skip(one, Mode.ARITHMETIC) is None
