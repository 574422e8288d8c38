"""Results as JSON."""

from __future__ import annotations

import json

from limina.evaluation.dial import notch
from limina.evaluation.export import (
    comparison_object,
    dial_object,
    encode,
    reliability_object,
    result_object,
)
from limina.evaluation.reliability import reliability
from limina.evaluation.result import compare, evaluate, make_cases
from limina.evaluation.scheme import Scheme
from tests.evaluation.example import ANNOTATED, FOUND, gold

CASES = make_cases([gold(*ANNOTATED)], {"1": FOUND}, Scheme())


def test_a_result_has_everything_but_the_text() -> None:
    text = encode(result_object(evaluate(CASES, 10)))
    assert "Rome" not in text and "Ann" not in text
    value = json.loads(text)
    assert value["records"] == 1
    assert value["labels"]["ALL"]["gold"] == 3
    assert value["labels"]["ORGANIZATION"]["leak_rate"] is None
    assert value["ci95"]["ALL"]["strict_f1"] == [1 / 3, 1 / 3]
    assert value["false_alarms"]["all"]["false"] == 2
    assert value["false_alarms"]["empty"]["per_1000_words"] is None
    assert {"gold": "NAME", "predicted": "-", "count": 1} in value["confusion"]


def test_without_resamples_there_are_no_intervals() -> None:
    assert result_object(evaluate(CASES, 0))["ci95"] == {}


def test_a_comparison_has_both() -> None:
    value = json.loads(encode(comparison_object(compare(CASES, CASES, 10))))
    assert value["first"] == value["second"]
    assert value["difference_ci95"]["ALL"]["strict_f1"] == [0, 0]


def test_reliability() -> None:
    value = json.loads(encode(reliability_object({"d/a": reliability([(0.5, True)])})))
    assert value["d/a"]["bins"] == [{"number": 1, "score": 0.5, "right": 1.0}]
    assert value["d/a"]["error"] == 0.5


def test_the_dial() -> None:
    value = json.loads(encode({"dial": dial_object([notch(0.3, CASES, configured=True)])}))
    [one] = value["dial"]
    assert (one["sensitivity"], one["configured"]) == (0.3, True)
    assert one["figures"] == result_object(evaluate(CASES, 0))["labels"]["ALL"]
