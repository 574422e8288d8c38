from __future__ import annotations

from bench.lagged import between


def test_only_what_was_due_in_a_period_counts() -> None:
    notes = [(1.0, 0.1), (2.0, 0.2), (2.5, 0.3), (3.0, 0.4)]
    assert between(notes, 2.0, 1.0) == [0.2, 0.3]
