"""User names, handles, passwords, PINs and keys."""

from __future__ import annotations

from collections.abc import Callable

import pytest

FOUND = (
    ("USERNAME", "follow ⟦@AssemblyAI⟧ now"),
    ("USERNAME", "username: ⟦jdoe42⟧"),
    ("USERNAME", "my username is ⟦john.smith⟧."),
    ("USERNAME", '{"user_name": "⟦jdoe⟧"}'),
    ("USERNAME", "login = ⟦jsmith_1⟧"),
    ("USERNAME", "(⟦@jo_99⟧)"),
    ("PASSWORD", "my password is ⟦27%alfalfa⟧"),
    ("PASSWORD", "password: ⟦temp1234⟧."),
    ("PASSWORD", "pwd=⟦s3cr3t⟧"),
    ("PASSWORD", "the password is ⟦sunshine⟧."),
    ("PASSWORD", '{"password": "⟦correct horse⟧"}'),
    ("PASSWORD", "with password ⟦hunter2⟧! or not"),
    ("PASSWORD", "PIN is ⟦4711⟧"),
    ("PASSWORD", "pin code: ⟦0815⟧"),
    ("PASSWORD", "Passwort: ⟦Geheim!23⟧"),
    ("PASSWORD", "key ⟦AKIAIOSFODNN7EXAMPLE⟧"),
    ("PASSWORD", "token ⟦ghp_0123456789abcdefghijABCDEFGHIJ012345⟧"),
)
NEAR_MISSES = (
    "@property",
    '@pytest.mark.parametrize("x", [1])',
    'import { x } from "@angular/core"',
    "the password is wrong",
    "password is required",
    "password: str = Field(...)",
    'password = os.environ["PW"]',
    "POSTGRES_PASSWORD=${PASSWORD}",
    "getPassword()",
    "username is already taken",
    "username: Optional[str] = None",
    "users of aspirin",
    "pin the tail",
    "login failed: 404",
    "login: failed",
    "the handle is broken.",
    "password reset",
    "user@example.com",
    "password = None",
    "@media (min-width: 1px)",
)


@pytest.mark.parametrize(("label", "marked"), FOUND)
def test_the_marked_words_are_found(check: Callable[..., None], label: str, marked: str) -> None:
    check(label, marked)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_near_misses_are_not(silent: Callable[..., None], text: str) -> None:
    silent(text, "USERNAME", "PASSWORD")
