"""What is taken for what."""

from __future__ import annotations

from limina.evaluation.confusion import NOTHING, confusion
from limina.evaluation.matching import Case
from limina.evaluation.scheme import Part, Scheme
from tests.evaluation.example import example, gold, span


def test_the_example() -> None:
    assert confusion([example()]) == {
        ("NAME", "NAME"): 1,
        ("NAME", NOTHING): 1,
        ("LOCATION", "ORGANIZATION"): 1,
        (NOTHING, "NAME"): 1,
    }


def test_full_labels_are_told_apart() -> None:
    pairs = confusion([example(Scheme(fine=True), merge=False)])
    assert pairs["NAME", "NAME_GIVEN"] == 1
    assert pairs["NAME_GIVEN", NOTHING] == 1
    assert pairs["LOCATION_CITY", "ORGANIZATION"] == 1


def test_the_prediction_that_covers_most_counts() -> None:
    record = gold(span("Ann Lee", "NAME"))
    case = Case(record, [span("Ann", "AGE"), span(" Lee saw", "EVENT")], Scheme())
    assert confusion([case]) == {("NAME", "EVENT"): 1}


def test_an_alternative_is_no_confusion() -> None:
    scheme = Scheme(parts={"*": Part({"GPE": ("LOCATION", "ORIGIN")})})
    case = Case(gold(span("Rome", "GPE")), [span("Rome", "ORIGIN")], scheme)
    assert confusion([case]) == {("LOCATION", "LOCATION"): 1}


def test_what_could_not_have_been_right_is_left_out() -> None:
    record = gold(scope=frozenset({"NAME"}))
    assert confusion([Case(record, [span("Rome", "AGE")], Scheme())]) == {}
