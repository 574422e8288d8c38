"""The detectors under test, made once for all tests of types."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.types.judging import Subject


@pytest.fixture(scope="session")
def subject() -> Iterator[Subject]:
    """All shipped detectors as they are set by default."""
    subject = Subject()
    yield subject
    subject.close()
