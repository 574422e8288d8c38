"""A stand-in for the module `re2` where it is not installed: its few names, over Python's `re`.

A translated pattern holds only signs that mean the same in both, under the ASCII flag and but for
`\\z`; that it does is one more test of the translation.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

import pytest

from limina.engine import linear


class Options:
    """Takes whatever is set."""

    max_mem: int
    log_errors: bool


class error(Exception):  # noqa: N801 - the name in re2
    """A pattern is not taken."""


class _Compiled:
    def __init__(self, pattern: str) -> None:
        self.programsize = len(pattern)
        self._pattern = re.compile(pattern.replace(r"\z", r"\Z"), re.ASCII)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        return self._pattern.finditer(text)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        return self._pattern.fullmatch(text)


def compile(pattern: str, options: Options) -> _Compiled:
    """As `re2.compile`, of patterns that are not too large."""
    if len(pattern) > options.max_mem // 16:
        raise error
    return _Compiled(pattern)


@pytest.fixture(autouse=True)
def re2(monkeypatch: pytest.MonkeyPatch) -> None:
    """RE2 itself where it is installed, else the stand-in."""
    if vars(linear)["re2"] is None:
        monkeypatch.setattr(linear, "re2", sys.modules[__name__])
