"""The values an analysis is made of."""

from __future__ import annotations

import pytest

from limina.analysis.result import UNREAD, Analysis, Assertion, assertion


@pytest.mark.parametrize(("passed", "status"), [(True, "valid"), (False, "invalid")])
def test_a_check_passes_or_fails(passed: bool, status: str) -> None:
    assert assertion("luhn", passed) == Assertion("luhn", "valid" if passed else "invalid")
    assert assertion("luhn", passed).status == status


def test_what_cannot_be_read_has_nothing() -> None:
    assert Analysis() == UNREAD
    assert (UNREAD.formatted, UNREAD.subtypes, UNREAD.assertions) == (None, (), ())
