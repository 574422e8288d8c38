"""What comes of a unit of work."""

from __future__ import annotations

from limina.protocol.errors import RequestError
from limina.runtime.outcome import Outcome


def test_an_outcome_is_an_answer_or_an_error_and_counts_nothing_by_itself() -> None:
    assert Outcome(b"{}") == Outcome(b"{}", {}, ())
    error = RequestError("LIM205", "internal error")
    assert Outcome(error).answer is error
