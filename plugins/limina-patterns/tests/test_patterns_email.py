"""E-mail addresses, written and spoken."""

from __future__ import annotations

from collections.abc import Callable

import pytest

FOUND = (
    "My email is ⟦john.doe@example.com⟧.",
    "Write to ⟦o'brien+tag@mail.example.co.uk⟧, please",
    "<⟦jane_doe@example.org⟧>",
    "mailto:⟦jo@example.com⟧?subject=x",
    "email=⟦jo@example.com⟧&next=1",
    "⟦jörg@müller.de⟧ antwortet",
    "send it to ⟦a@b.museum⟧; thanks",
    "⟦johnsmith@example.com⟧.His phone rang",
    "555-666-7777@⟦bob.douglas@gmail.com⟧.",
    "⟦JOHN@EXAMPLE.COM⟧",
    "“⟦root@intranet.local⟧”",
    "⟦ops@[192.168.0.1]⟧ is a literal",
    "reach me: ⟦john dot smith at example dot com⟧ any time",
    "⟦info [at] example [dot] org⟧",
)
NEAR_MISSES = (
    "meet me @ the bar",
    "price @ 5.99 each",
    "icon@2x.png and sprite@3x.jpg",
    "lodash@4.17.21",
    "@property",
    "git@github.com:org/repo.git",
    "user@@example.com",
    "look at the dot com bubble",
    "a@b",
    "@example.com",
)


@pytest.mark.parametrize("marked", FOUND)
def test_the_marked_words_are_found(check: Callable[..., None], marked: str) -> None:
    check("EMAIL_ADDRESS", marked)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_near_misses_are_not(silent: Callable[..., None], text: str) -> None:
    silent(text, "EMAIL_ADDRESS")
