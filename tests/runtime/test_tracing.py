"""What is told of how a text came to its entities."""

from __future__ import annotations

import dataclasses

import pytest

from limina.engine.spans import Document
from limina.runtime.tracing import Trace


def test_a_trace_is_a_record_that_nobody_changes() -> None:
    trace = Trace(Document("a"), (), (), (), (), (), ("a/0",), 0.5)
    assert trace.skipped == ("a/0",)
    with pytest.raises(dataclasses.FrozenInstanceError):
        trace.cut_off = 1.0  # type: ignore[misc]
