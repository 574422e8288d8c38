"""Names of files and paths."""

from __future__ import annotations

from collections.abc import Callable

import pytest

FOUND = (
    ("FILENAME", "see ⟦koalabear.jpg⟧."),
    ("FILENAME", "open ⟦Taxes/2012/brad-tax-returns.pdf⟧ now"),
    ("FILENAME", "(⟦report_final.docx⟧)"),
    ("FILENAME", '"⟦brad tax returns.pdf⟧"'),
    ("FILENAME", "in ⟦/home/jsmith/notes/todo⟧"),
    ("FILENAME", "⟦C:\\Users\\jsmith\\Desktop\\cv.docx⟧"),
    ("FILENAME", "attached file: ⟦data.json⟧"),
    ("FILENAME", "⟦2024-01-05_invoice.xlsx⟧"),
)
NEAR_MISSES = (
    "main.py and app.js",
    "https://example.com/a.pdf",
    "Node.js, ASP.NET",
    "the end.Then",
    "config.json",
    "e.g.this",
    "*.pdf",
    "/usr/lib/python3.11/site-packages",
)


@pytest.mark.parametrize(("label", "marked"), FOUND)
def test_the_marked_words_are_found(check: Callable[..., None], label: str, marked: str) -> None:
    check(label, marked)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_near_misses_are_not(silent: Callable[..., None], text: str) -> None:
    silent(text, "FILENAME")
