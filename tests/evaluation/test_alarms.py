"""False alarms for every 1,000 words."""

from __future__ import annotations

import math

from limina.evaluation.alarms import Alarms, alarms
from limina.evaluation.matching import Case
from limina.evaluation.scheme import Scheme
from tests.evaluation.example import example, gold, span


def test_the_example_has_two_in_six_words() -> None:
    assert alarms([example()]) == Alarms(1, 6, {"NAME": 1, "ORGANIZATION": 1})
    assert alarms([example()]).rate == 2000 / 6


def test_texts_without_annotation_are_counted_apart() -> None:
    empty = Case(gold(), [span("Bo", "NAME")], Scheme())
    assert alarms([example(), empty], empty_only=True) == Alarms(1, 6, {"NAME": 1})


def test_what_could_not_have_been_right_is_no_alarm() -> None:
    scope = gold(scope=frozenset({"NAME"}))
    neutral = gold(neutral=(span("Bo", ""),))
    found = [span("Bo", "AGE")]
    assert alarms([Case(one, found, Scheme()) for one in (scope, neutral)]).false == 0


def test_without_words_the_rate_is_unknown() -> None:
    assert math.isnan(alarms([]).rate)
