"""A client's pattern, ready to run: under RE2 where that finds the same, else under `regex`.

A pattern is hostile until proved otherwise. RE2 takes time linear in the text; `regex` is stopped
by the seconds it is given, and lets other threads run meanwhile. The module must not know filters.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeAlias

import regex

from limina.engine.linear import MEMORY, linear
from limina.protocol.kept import Kept

#: How many seconds are left; raises TimeoutError if none are.
Seconds: TypeAlias = Callable[[], float]


class Pattern:
    """A compiled pattern.

    Args:
        pattern: In the syntax of Python's `re`.

    Attributes:
        size: Bytes it takes at most, about; more than its length, since counted repeats are written
            out.

    Raises:
        regex.error: If it does not compile.
    """

    def __init__(self, pattern: str) -> None:
        # The cache of `regex` itself counts entries alone, whatever they take.
        self._regex: Any = regex.compile(pattern, regex.V0, cache_pattern=False)
        self._linear = linear(pattern)
        memory = MEMORY if self._linear is not None else 0
        self.size: int = self._regex.__sizeof__() + len(pattern) + memory

    def spans(self, text: str, seconds: Seconds) -> list[tuple[int, int]]:
        """Every match in a text; a match of no characters is none.

        Raises:
            TimeoutError: If it takes longer than there is time.
        """
        if self._linear is not None and self._linear.serves(text):
            return self._linear.spans(text, seconds)
        found = self._regex.finditer(text, timeout=seconds(), concurrent=True)
        return [match.span() for match in found if match.end() > match.start()]

    def covers(self, text: str, seconds: Seconds) -> bool:
        """Whether the whole of a text matches.

        Raises:
            TimeoutError: If it takes longer than there is time.
        """
        left = seconds()
        if self._linear is not None and self._linear.serves(text):
            return self._linear.covers(text)
        return self._regex.fullmatch(text, timeout=left, concurrent=True) is not None


#: Compiled patterns by their value, for the next request; sizes are those of the patterns.
compiled: Final[Kept[Pattern]] = Kept(entries=512, size=32 * 1024 * 1024)


def compile_pattern(pattern: str) -> Pattern:
    """A pattern, compiled now or for an earlier request.

    Raises:
        regex.error: If it does not compile.
    """
    made = compiled.find(pattern)
    if made is None:
        made = Pattern(pattern)
        compiled.keep(pattern, made, made.size)
    return made
