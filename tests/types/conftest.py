"""The detectors under test, made once for all tests of types."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.types.judging import WITHOUT_MODEL, Subject


@pytest.fixture(scope="session")
def subject() -> Iterator[Subject]:
    """Patterns and dictionaries, which find the structured types without a model."""
    subject = Subject(WITHOUT_MODEL)
    yield subject
    subject.close()
