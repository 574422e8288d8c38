"""RE2 finds what `regex` finds, or is not asked."""

from __future__ import annotations

import time

import pytest
import regex
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from limina.engine import linear as module
from limina.engine.linear import STEPS, Linear, Translation, linear, translate
from limina.protocol.errors import RequestError
from limina.protocol.patterns import check_pattern
from tests.engine.re2_stand_in import re2 as re2


def nothing() -> None:
    """There is always time."""


def expected(pattern: str, text: str) -> list[tuple[int, int]]:
    found = regex.finditer(pattern, text, regex.V0, timeout=1)
    return [match.span() for match in found if match.end() > match.start()]


@pytest.mark.parametrize(
    ("pattern", "translated"),
    [
        ("Best Corp", r"Best\x20Corp"),
        ("é.", "é."),
        (r"GID-\d{5}", r"GID\x2d[0-9]{5}"),
        (r"\bx\B", r"\bx\B"),
        (r"\Aa\Z", r"\Aa\z"),
        ("^a$", r"^a\z"),
        ("(?m)^a$", "(?m)^a$"),
        ("(?is)a", "(?is)a"),
        ("(?i:a)b", "(?i:a)b"),
        (r"(a)(?P<n>b)(?:c)", "(?:a)(?:b)(?:c)"),
        ("a(?#comment)+?", "a+?"),
        ("x{,3}y{2,}?z{1,2}", "x{0,3}y{2,}?z{1,2}"),
        (r"[]a\]-]", r"[\x5da\x5d\x2d]"),
        (r"[^\s\w&&]", r"[^\t-\r 0-9A-Za-z_\x26\x26]"),
        ("[a-z--9]", r"[a-z\x2d-9]"),
        (r"\D\S\W", r"[^0-9][^\t-\r ][^0-9A-Za-z_]"),
        (r"\x41\u00e9\U0001f600\n\.", r"Aé😀\x0a\x2e"),
        ("a|b|(c|)d", "a|b|(?:c|)d"),
        ("{{a}}", None),
        ("(?:a+)+", "(?:a+)+"),
    ],
)
def test_what_means_the_same_is_written_anew(pattern: str, translated: str | None) -> None:
    translation = translate(pattern)
    assert (translation and translation.pattern) == translated


@pytest.mark.parametrize(
    "pattern",
    [
        *("", "a*", "a|", "(?:a?)b*", "^", "$", r"\b", "(|a)", "()"),  # may be empty
        *("(a*)+b", "(?:a|)*b", "(?:^)*a", r"\b+a", "(?:(?:a?)){2}b"),  # repeats of it
        *(r"(a)\1", "(?P<n>a)(?P=n)", "(a)?(?(1)b|c)", "(?=a)a", "(?<!b)a", "(?>a+)b"),
        *("a++", "a{2}+", "a{2}{3}"),
        *("a(?i)b", "(?m:^a)", "(?s-m:a)", "(?a)x", r"\N{DIGIT ONE}", r"\07", r"\0"),
        *(r"[\b]a", r"[\D]a", r"[\d-a]", "a{1001}", "a{}", "(?i)é", "a)", "*a"),
    ],
)  # fmt: skip
def test_what_may_differ_is_not_translated(pattern: str) -> None:
    assert translate(pattern) is None
    assert linear(pattern) is None


@pytest.mark.parametrize(
    ("pattern", "text", "serves"),
    [
        ("a", "é", True),
        (r"\w", "e", True),
        (r"\w", "é", False),
        (r"[\s]a", "é", False),
        (r"a\b", "é", False),
        ("(?i)k", "\u212a", False),
        ("(?i:k)", "\u212a", False),
        ("a$", "a", True),
        ("a$", "a\n", False),
        ("(?m)a$", "a\n", True),
        (r"a\Z", "a\n", True),
    ],
)
def test_texts_on_which_the_two_would_differ_are_not_searched(
    pattern: str, text: str, serves: bool
) -> None:
    made = linear(pattern)
    assert made is not None
    assert made.serves(text) is serves


def test_a_search_that_could_take_long_is_not_begun() -> None:
    made = linear("[ab]{500}c")
    assert made is not None
    assert made.serves("a" * 100)
    assert not made.serves("a" * STEPS)


def test_what_re2_does_not_take_is_for_regex() -> None:
    assert linear("(?:[a-z]{900}x)" * 900) is None
    with pytest.raises(ValueError, match="RE2 does not take"):
        Linear(Translation("[a-z]" * 50_000, False, False))


def test_without_re2_everything_is_for_regex(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "re2", None)
    assert linear("a") is None


def test_offsets_are_code_points() -> None:
    made = linear("[xy]+|😀")
    assert made is not None
    assert made.spans("é😀xx漢y", nothing) == [(1, 2), (2, 4), (5, 6)]
    assert made.covers("xyx")
    assert not made.covers("xyé")


def test_the_clock_is_looked_at_before_each_search() -> None:
    made = linear("a")
    assert made is not None
    left = iter([None, None])

    def check() -> None:
        if next(left, "over") == "over":
            raise TimeoutError

    with pytest.raises(TimeoutError):
        made.spans("a" * 5, check)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"^(a+)+!$", "a" * 20_000),
        (r"(a|aa)+\d", "a" * 20_000),
        (r"(?:(\w+)\s?)+;", "word " * 400),
        (r"(?:[ab]*a[ab]{12}c)", "ab" * 10_000),
        (r"(x+x+)+y", "x" * 5_000),
    ],
)
def test_a_catastrophe_is_answered(pattern: str, text: str) -> None:
    pytest.importorskip("re2")
    made = linear(pattern)
    assert made is not None
    began = time.process_time()
    assert made.spans(text, nothing) == []
    assert time.process_time() - began < 1


PIECES = ["a", "b", "A", "é", "0", "_", " ", "\n", "-", "]", ".", "^", "$", "|", "(", "(?:", "(?i:",
          ")", ")", "*", "+", "?", "{2}", "{,2}", "{1,}", "??", "+?", "*?", r"\d", r"\w", r"\S",
          r"\b", r"\B", r"\A", r"\Z", r"\x61", r"\.", r"\n", "[", "[^", "[a-c]", r"[^\d]", r"[\w-]",
          "(?#c)", "(?P<n>", "ab", "ba"]  # fmt: skip
bodies = st.lists(st.sampled_from(PIECES), min_size=1, max_size=10).map("".join)
patterns = st.builds(
    str.__add__, st.sampled_from(["", "", "(?i)", "(?m)", "(?s)", "(?ims)"]), bodies
)
texts = st.text("abAB0_ é-]\n.KſΣ", max_size=24) | st.text("ab\n", max_size=24)


@settings(
    max_examples=400,
    deadline=None,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,  # the stand-in may stay from example to example
        HealthCheck.filter_too_much,
        HealthCheck.too_slow,
    ],
)
@given(patterns, st.lists(texts, min_size=1, max_size=4))
@example("(?i)[^a]", ["Aab"])
@example("(a|ab)(b|ba)+?", ["abba"])
@example("[^a]", ["\n"])
def test_re2_finds_what_regex_finds(pattern: str, some: list[str]) -> None:
    try:
        check_pattern(pattern, "p", 1_000)
    except RequestError:
        assume(False)
    made = linear(pattern)
    assume(made is not None)
    assert made is not None
    for text in some:
        if made.serves(text):
            assert made.spans(text, nothing) == expected(pattern, text), text
            whole = regex.fullmatch(pattern, text, regex.V0) is not None
            assert made.covers(text) is whole, text
