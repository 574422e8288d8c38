"""The worst misses."""

from __future__ import annotations

from limina.evaluation.matching import Case
from limina.evaluation.misses import CONTEXT, Miss, worst
from limina.evaluation.scheme import Scheme
from tests.evaluation.example import example, gold, span


def test_the_example_misses_one_span() -> None:
    assert worst([example()], 10) == [
        Miss("1", 12, 14, "NAME_GIVEN", 2, "Ann Lee saw ", "Bo", " in Rome.")
    ]


def test_what_leaks_most_comes_first_and_ties_keep_their_order() -> None:
    record = gold(span("Bo", "NAME"), span("in", "NAME"), span("Ann Lee", "NAME"))
    case = Case(record, [span("Lee", "AGE")], Scheme())
    misses = worst([case], 2)
    assert [(miss.shown, miss.leaked) for miss in misses] == [("Ann Lee", 3), ("Bo", 2)]


def test_the_context_is_short() -> None:
    text = "x" * 100 + "Bo" + "y" * 100
    [miss] = worst([Case(gold(span("Bo", "NAME", text), text=text), [], Scheme())], 1)
    assert (len(miss.before), len(miss.behind)) == (CONTEXT, CONTEXT)
