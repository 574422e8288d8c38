"""One result, and two side by side."""

from __future__ import annotations

from limina.evaluation.result import compare, evaluate, make_cases
from limina.evaluation.scheme import Scheme
from tests.evaluation.example import ANNOTATED, FOUND, gold, span

GOLD = [gold(*ANNOTATED), gold(name="2")]


def test_a_text_without_predictions_is_one_in_which_nothing_was_found() -> None:
    result = evaluate(make_cases(GOLD, {"1": FOUND}, Scheme()), 20)
    assert result.figures["gold"][0] == result.figures["predicted"][0] == 3
    assert result.everywhere.texts == 2 and result.empty.texts == 1
    assert set(result.intervals) and result.confusion["NAME", "NAME"] == 1


def test_full_labels_are_not_merged_unless_asked_for() -> None:
    fine = Scheme(fine=True)
    one, other = (
        evaluate(make_cases(GOLD, {"1": FOUND}, scheme, merge=merge), 0)
        for scheme, merge in ((fine, None), (Scheme(), False))
    )
    assert one.figures["predicted"][0] == other.figures["predicted"][0] == 4
    assert one.intervals == {}


def test_two_results_have_the_same_labels() -> None:
    first = make_cases(GOLD, {"1": FOUND}, Scheme())
    second = make_cases(GOLD, {"1": ANNOTATED, "2": [span("saw", "AGE")]}, Scheme())
    comparison = compare(first, second, 50)
    labels = comparison.first.counted.labels
    assert labels == comparison.second.counted.labels
    assert labels == ("ALL", "NAME", "LOCATION", "AGE", "ORGANIZATION")
    low, high = comparison.intervals["strict_f1"]
    assert low[1] >= 0 and high[1] > 0
