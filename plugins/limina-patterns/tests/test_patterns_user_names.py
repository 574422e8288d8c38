"""Names of accounts without an @."""

from __future__ import annotations

from collections.abc import Callable

import pytest

FOUND = (
    ("USERNAME", "usuario ⟦mperez⟧"),
    ("USERNAME", "screen name ⟦moonchild⟧"),
    ("USERNAME", "Failed password for ⟦deploy⟧ from 203.0.113.7"),
    ("USERNAME", "login ⟦jsmith⟧ failed"),
    ("USERNAME", "user=⟦kli⟧ action=login"),
    ("USERNAME", "su - ⟦oper⟧"),
    ("USERNAME", "reddit ⟦u/throwaway4471⟧"),
    ("USERNAME", "Discord: ⟦koala#4471⟧"),
    ("USERNAME", "Snapchat: ⟦lil.mia⟧"),
    ("USERNAME", "log in with user ⟦anna⟧ and pass"),
)
NEAR_MISSES = (
    "usuario no encontrado",
    "login failed from here",
    "Benutzername vergessen",
    "username required",
    "user=None",
    "github: see the page",
    "the login page",
    "user stories from 12 people",
)


@pytest.mark.parametrize(("label", "marked"), FOUND)
def test_the_marked_words_are_found(check: Callable[..., None], label: str, marked: str) -> None:
    check(label, marked)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_near_misses_are_not(silent: Callable[..., None], text: str) -> None:
    silent(text, "USERNAME")
