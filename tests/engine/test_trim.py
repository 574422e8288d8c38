"""What is taken off the edges of a span."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limina.engine.tokens import Graphemes
from limina.engine.trim import trim
from tests.engine.strategies import spans, texts


def trimmed(text: str, *, punctuation: bool = True) -> str:
    start, end = trim(text, 0, len(text), Graphemes(text), punctuation=punctuation)
    return text[start:end]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("123 Fake St.", "123 Fake St"),
        ("Matthews Industries Inc.", "Matthews Industries Inc"),
        (" \t\nJohn\u00a0\u3000", "John"),
        ("John\r\n", "John"),
        ("\r\nJohn", "John"),
        ("Where?!...", "Where"),
        ("東京。", "東京"),
        ("، مرحبا؟", "مرحبا"),
        (", John;", "John"),
        ("¿Juan?", "Juan"),
        (".NET", ".NET"),
        ("@john_", "@john_"),
        ("O-", "O-"),
        ("$5", "$5"),
        ("18%", "18%"),
        ("", ""),
        (" .,", ""),
    ],
)
def test_white_space_and_punctuation_of_the_sentence_go(text: str, left: str) -> None:
    assert trimmed(text) == left


@pytest.mark.parametrize(
    ("text", "end", "left"),
    [
        ("U.S.", 4, "U.S."),
        ("Washington, D.C.", 16, "Washington, D.C."),
        ("Ann Lee, Ph.D. and", 14, "Ann Lee, Ph.D."),
        ("(U.S. Army)", 5, "U.S."),
        ("U.S..", 5, "U.S."),
        ("a@b.c.d.", 8, "a@b.c.d"),
        ("x-U.S.", 6, "x-U.S"),
        ("Corp. of", 5, "Corp."),
        ("Acme Corp. of Ohio", 10, "Acme Corp."),
        ("Acme Corp.'s plan", 10, "Acme Corp."),
        ("Acme Inc., Ohio", 9, "Acme Inc."),
        ("Acme Inc. (Ohio)", 9, "Acme Inc."),
        ("John Smith Jr. came", 14, "John Smith Jr."),
        ("Acme Corp. They", 10, "Acme Corp"),
        ("Acme Corp.", 10, "Acme Corp"),
        ("Acme Corp.\n", 10, "Acme Corp"),
        ("Acme corp. of Ohio", 10, "Acme corp"),
        ("Fake St. in Ohio", 8, "Fake St"),
        ("3 Co. ltd", 5, "3 Co."),
        ("xyU.S. in", 6, "xyU.S"),
    ],
)
def test_the_full_stop_of_an_abbreviation_stays(text: str, end: int, left: str) -> None:
    start, end = trim(text, 0, end, Graphemes(text))
    assert text[start:end] == left


def test_an_abbreviation_has_to_lie_in_the_span() -> None:
    text = "the U.S. in"
    assert trim(text, 6, 8, Graphemes(text)) == (6, 7)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("(John", "John"),
        ("John)", "John"),
        (")John(", "John"),
        ("(416) 530-6000", "(416) 530-6000"),
        ("x (416)", "x (416)"),
        ("(a) b (c", "(a) b (c"),
        ("a) b (c)", "a) b (c)"),
        ("((a)", "(a)"),
        ("[a)", "a"),
        ("([a)]", "([a)]"),
        ("「東京」", "「東京」"),
        ("東京」", "東京"),
        ("(((", ""),
        ("()", "()"),
    ],
)
def test_brackets_go_whose_partner_is_outside(text: str, left: str) -> None:
    assert trimmed(text) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ('"John', "John"),
        ('John"', "John"),
        ("John”,", "John"),
        ('"Weird Al" Yankovic', '"Weird Al" Yankovic'),
        ("„Anna“", "„Anna“"),
        ("'John", "John"),
        ("boys'", "boys"),
        ("O'Brien'", "O'Brien"),
        ("'John' Smith", "'John' Smith"),
        ("\"'John", "John"),
    ],
)
def test_quotes_go_that_have_no_other_one_in_the_span(text: str, left: str) -> None:
    assert trimmed(text) == left


@pytest.mark.parametrize(
    ("text", "left"), [(" (27%alfalfa!) ", "(27%alfalfa!)"), ("\r\n.\n", "."), ("  ", "")]
)
def test_without_punctuation_only_white_space_goes(text: str, left: str) -> None:
    assert trimmed(text, punctuation=False) == left


@pytest.mark.parametrize("text", [" \u0301John", "John.\u0301", "John\u0600."])
def test_what_belongs_to_a_grapheme_that_stays_stays(text: str) -> None:
    assert trimmed(text) == text


def test_only_the_span_is_looked_at() -> None:
    text = "(John) Smith."
    assert trim(text, 1, 13, Graphemes(text)) == (1, 12)
    assert trim(text, 1, 6, Graphemes(text)) == (1, 5)


@given(st.data(), texts.filter(bool), st.booleans())
def test_trimming_again_changes_nothing(data: st.DataObject, text: str, punctuation: bool) -> None:
    graphemes = Graphemes(text)
    once = trim(text, *graphemes.snap(*data.draw(spans(text))), graphemes, punctuation=punctuation)
    assert trim(text, *once, graphemes, punctuation=punctuation) == once
    assert graphemes.snap(*once) == once or once[0] == once[1]
