"""Messages of a plugin's failure at start fit on one line and name the type."""

from __future__ import annotations

from limina.plugin.errors import LONGEST_REASON, one_line


def test_the_type_and_the_reason_stand_on_one_line() -> None:
    assert one_line(ValueError("a\n  b\tc")) == "ValueError: a b c"


def test_an_exception_without_a_reason_is_its_type() -> None:
    assert one_line(KeyboardInterrupt()) == "KeyboardInterrupt"
    assert one_line(ValueError(" \n")) == "ValueError"


def test_a_long_reason_is_cut() -> None:
    assert one_line(ValueError("x" * LONGEST_REASON)) == "ValueError: " + "x" * LONGEST_REASON
    assert one_line(ValueError("x" * 10_000)) == "ValueError: " + "x" * LONGEST_REASON + "…"
