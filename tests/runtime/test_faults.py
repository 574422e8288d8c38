"""Exceptions are named by type and place, never by their words."""

from __future__ import annotations

from limina.runtime.faults import describe


def raised(error: Exception) -> Exception:
    try:
        raise error
    except Exception as caught:
        return caught


def test_an_exception_is_named_by_type_and_place_only() -> None:
    words = describe(raised(ValueError("canary")))
    assert words.startswith("ValueError at test_faults.py:")
    assert "canary" not in words


def test_the_members_of_a_group_are_named() -> None:
    inner = ExceptionGroup("canary", [raised(KeyError("canary")), OSError("canary")])
    words = describe(ExceptionGroup("canary", [inner, raised(TypeError("canary"))]))
    assert [word.split()[0] for word in words.split(", ")] == ["KeyError", "OSError", "TypeError"]
    assert "canary" not in words


def test_a_large_group_is_cut_short() -> None:
    words = describe(ExceptionGroup("many", [ValueError() for _ in range(40)]))
    assert words == "ValueError, ValueError, ValueError, ValueError, ValueError, 35 more"


def test_no_exception_is_unknown() -> None:
    assert describe(None) == "unknown"
