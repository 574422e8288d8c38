"""Every label's cases: how many there are, and how many of them come out right.

`python -m tests.types --misses LABEL` shows what went wrong.
"""

from __future__ import annotations

import pytest

from tests.types.cases import labels, read
from tests.types.floors import FLOORS, STRUCTURED, STRUCTURED_FLOOR
from tests.types.judging import Subject, judge

#: Cases of either kind that a label needs.
CASES = 30


@pytest.mark.parametrize("label", labels())
def test_there_are_enough_cases_and_none_twice(label: str) -> None:
    cases = read(label)
    assert sum(case.positive for case in cases) >= CASES
    assert sum(not case.positive for case in cases) >= CASES
    assert len({case.text for case in cases}) == len(cases)


def test_structured_labels_have_cases() -> None:
    assert set(labels()) >= STRUCTURED
    assert not STRUCTURED & FLOORS.keys()


@pytest.mark.parametrize("label", sorted(STRUCTURED | FLOORS.keys()))
def test_the_label_is_found_and_not_given_elsewhere(subject: Subject, label: str) -> None:
    recall, precision = FLOORS.get(label, (STRUCTURED_FLOOR, STRUCTURED_FLOOR))
    tally = judge(subject, label, read(label))
    assert tally.recall >= recall
    assert tally.precision >= precision
