"""Social security numbers, and any social insurance number that is named."""

from __future__ import annotations

from collections.abc import Callable

import pytest

FOUND = (
    "My social security number is ⟦923-45-6789⟧",
    "⟦078-05-1120⟧",
    "SSN: ⟦078 05 1120⟧",
    "ssn ⟦078051120⟧",
    "may I please have your Social Security number? Yes, ⟦614-5555 01⟧.",
    "my SIN is ⟦690 871 283⟧",
    "the last four of my social are ⟦1120⟧",
    "social security number ending in ⟦1120⟧",
    '{"ssn": "⟦078051120⟧"}',
    "Sozialversicherungsnummer: ⟦65 170839 J 003⟧",
    "National Insurance number ⟦QQ 12 34 56 C⟧",
    "⟦078-05-1120⟧ is my SSN",
    "⟦000-12-3456⟧ is void and still ⟦000-12-3456⟧",
)
NEAR_MISSES = (
    "078 05 1120",
    "078051120",
    "12-34-5678",
    "2078-05-1120",
    "078-05-11201",
    "078-05-1120-1",
    "social media in 2020",
    "score 078-05",
)


@pytest.mark.parametrize("marked", FOUND)
def test_the_marked_words_are_found(check: Callable[..., None], marked: str) -> None:
    check("SSN", marked)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_near_misses_are_not(silent: Callable[..., None], text: str) -> None:
    silent(text, "SSN")
