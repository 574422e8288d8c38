"""Times of day."""

from __future__ import annotations

from collections.abc import Callable

import pytest

FOUND = (
    ("TIME", "at ⟦19:37:28⟧"),
    ("TIME", "⟦10pm EST⟧ sharp"),
    ("TIME", "at ⟦10:45 a.m.⟧ we left"),
    ("TIME", "from ⟦9 a.m.⟧ until ⟦1 p.m.⟧, he"),
    ("TIME", "um ⟦14 Uhr⟧ und ⟦14:30 Uhr⟧"),
    ("TIME", "à ⟦14h30⟧"),
    ("TIME", "at ⟦eleven o'clock⟧ in town"),
    ("TIME", "⟦half past nine⟧ is fine"),
    ("TIME", "⟦quarter to ten⟧"),
    ("TIME", "⟦ten thirty pm⟧"),
    ("TIME", "2024-01-05T⟦10:11:12Z⟧"),
    ("TIME", "at ⟦3:16⟧ we"),
    ("TIME", "⟦12.45 p.m.⟧"),
)
NEAR_MISSES = (
    "John 3:16",
    "ratio 16:9",
    "12:34:56:78",
    "file.py:12:34",
    "99:99",
    "1:234",
    "version 10 am I right",
    "eth0:1:30x",
    "5 pmol",
)


@pytest.mark.parametrize(("label", "marked"), FOUND)
def test_the_marked_words_are_found(check: Callable[..., None], label: str, marked: str) -> None:
    check(label, marked)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_near_misses_are_not(silent: Callable[..., None], text: str) -> None:
    silent(text, "TIME")
