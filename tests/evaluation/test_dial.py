"""Figures by sensitivity."""

from __future__ import annotations

import math

from limina.evaluation.dial import SENSITIVITIES, notch, sensitivities
from limina.evaluation.result import evaluate, make_cases
from limina.evaluation.scheme import Scheme
from limina.evaluation.scores import NAMES
from tests.evaluation.example import ANNOTATED, FOUND, gold


def test_the_configured_sensitivity_is_tried_too() -> None:
    assert sensitivities(0.5) == SENSITIVITIES
    assert sensitivities(0) == (0, *SENSITIVITIES)
    assert sensitivities(0.97)[-2:] == (0.97, 0.98)


def test_a_notch_has_the_figures_of_all_labels() -> None:
    cases = make_cases([gold(*ANNOTATED), gold(name="2")], {"1": FOUND}, Scheme())
    result = evaluate(cases, 0)
    one = notch(0.3, cases, configured=True)
    assert one.figures == {name: result.figures[name][0] for name in NAMES}
    assert (one.sensitivity, one.configured) == (0.3, True)


def test_where_nothing_is_found_there_is_no_precision() -> None:
    one = notch(0.05, make_cases([gold(*ANNOTATED)], {}, Scheme()))
    assert math.isnan(one.figures["overlap_precision"])
    assert one.figures["leak_rate"] == 1
