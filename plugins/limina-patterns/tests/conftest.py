"""What the tests of all families share: texts in which the expected spans stand between ⟦ and ⟧."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import pytest

from limina.plugin import Document
from limina_patterns.detector import PatternDetector, families

MARKS = re.compile("[⟦⟧]")
#: What the engine drops if nothing else supports it.
LIKELY = 0.5


@pytest.fixture(scope="session")
def detector() -> PatternDetector:
    """The detector with every family and no configuration."""
    return PatternDetector(families({}))


@pytest.fixture
def spans(
    detector: PatternDetector,
) -> Callable[..., list[tuple[str, str]]]:
    """Gives the words found in a text with their labels, days, months and years left out."""

    def find(text: str, languages: Mapping[str, float] | None = None) -> list[tuple[str, str]]:
        [found] = detector.detect([Document(text, languages or {})])
        return [
            (text[d.start : d.end], d.label)
            for d in found
            if d.label not in ("DAY", "MONTH", "YEAR") and d.score >= LIKELY
        ]

    return find


@pytest.fixture
def check(detector: PatternDetector) -> Callable[..., None]:
    """Holds a marked text to its marks: the label covers exactly what stands between them."""

    def examine(label: str, marked: str, languages: Mapping[str, float] | None = None) -> None:
        text = MARKS.sub("", marked)
        [found] = detector.detect([Document(text, languages or {})])
        likely = [d for d in found if d.score >= LIKELY]
        wanted = [m.strip("⟦⟧") for m in re.findall("⟦[^⟧]*⟧", marked)]
        assert [text[d.start : d.end] for d in likely if d.label == label] == wanted

    return examine


@pytest.fixture
def silent(detector: PatternDetector) -> Callable[..., None]:
    """Holds a text to having nothing of the given labels."""

    def examine(text: str, *labels: str) -> None:
        [found] = detector.detect([Document(text)])
        likely = [d for d in found if d.score >= LIKELY]
        assert [(text[d.start : d.end], d.label) for d in likely if d.label in labels] == []

    return examine
