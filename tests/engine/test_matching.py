"""A pattern runs under RE2 where it may, under `regex` where it must, and is compiled once."""

from __future__ import annotations

import pytest
import regex

from limina.engine import matching
from limina.engine.matching import Pattern, compile_pattern
from tests.engine.re2_stand_in import re2 as re2


def seconds() -> float:
    return 1.0


def over() -> float:
    raise TimeoutError


@pytest.mark.parametrize("pattern", [r"\d+", r"(?=\d)\d+", r"\d*"])
@pytest.mark.parametrize("text", ["a1 22", "é1 22", "٣ 1 22"])
def test_every_match_is_found_whoever_looks(pattern: str, text: str) -> None:
    found = [text[start:end] for start, end in Pattern(pattern).spans(text, seconds)]
    assert found[-2:] == ["1", "22"]
    assert Pattern(pattern).covers("22", seconds)
    assert not Pattern(pattern).covers(text, seconds)


@pytest.mark.parametrize("pattern", ["a", "(?=a)a"])
def test_no_time_is_no_search(pattern: str) -> None:
    with pytest.raises(TimeoutError):
        Pattern(pattern).spans("a", over)
    with pytest.raises(TimeoutError):
        Pattern(pattern).covers("a", over)


def test_a_size_grows_with_counted_repeats_and_with_re2() -> None:
    assert Pattern("(?=a){1}a").size < 20_000 < Pattern("a").size
    assert Pattern("(?=a)(?:a{1000}){20}").size > 1_000_000


def test_what_does_not_compile_is_not_kept() -> None:
    matching.compiled.clear()
    with pytest.raises(regex.error):
        compile_pattern("(")
    assert len(matching.compiled) == 0


def test_a_pattern_is_made_once() -> None:
    matching.compiled.clear()
    assert compile_pattern("one") is compile_pattern("".join(["o", "ne"]))
