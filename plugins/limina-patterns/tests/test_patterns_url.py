"""Web addresses with and without a scheme."""

from __future__ import annotations

from collections.abc import Callable

import pytest

FOUND = (
    "See ⟦https://www.private-ai.com/⟧ for more.",
    "(⟦http://example.com/a_(b)⟧)",
    "Visit ⟦www.example.org/path?q=1&r=2#top⟧, then call",
    "⟦ftp://files.example.net:2121/pub/⟧",
    "look at ⟦example.com/pricing⟧!",
    "go to ⟦docs.example.co.uk/guide⟧.",
    "our site is ⟦example.com⟧.",
    "[link](⟦https://example.com/x⟧)",
    '"⟦https://example.com⟧"',
    "⟦s3://bucket/key⟧",
    "⟦HTTPS://EXAMPLE.COM/A⟧",
    "⟦https://例え.jp/道⟧ です",
    "website: ⟦Example.de⟧",
)
NEAR_MISSES = (
    "and/or, he/she, 24/7",
    "com.example.app.Server started",
    "System.out.println(x); foo.bar()",
    "import java.net and asp.net",
    "e.g. this, i.e. that",
    "john.smith@example.com",
    "file.py:123",
    "3.14/2.71",
    "std::vector",
    "Amazon.com, Inc. reported",
)


@pytest.mark.parametrize("marked", FOUND)
def test_the_marked_words_are_found(check: Callable[..., None], marked: str) -> None:
    check("URL", marked)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_near_misses_are_not(silent: Callable[..., None], text: str) -> None:
    silent(text, "URL")
