"""Abbreviations that a text introduces itself: `the Employment Appeal Tribunal ("EAT")`.

Detectors see words, and `EAT` alone is hardly one to be found. But who writes a name in full with
its initials in brackets behind it says what these letters stand for in the rest of the text. This
module knows texts, and must not know labels or detectors.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import regex

from limina.engine.organizations import CROWD, initials

#: What an abbreviation looks like, and where it is introduced.
_SHORT: Final = r"\p{Lu}{2,8}"
_INTRODUCED: Final = regex.compile(
    rf"[^\S\r\n]{{0,2}}\((?:the )?[\"'“”„‘’«]?({_SHORT})[\"'“”‘’»]?[),;]", regex.V0
)
_MENTION: Final = regex.compile(rf"(?<![\w@#./\\-]){_SHORT}(?![\w@/\\]|[.'’-](?!s\b)\w)", regex.V0)


def introduced(text: str, names: Mapping[str, float]) -> dict[str, float]:
    """The abbreviations a text introduces for names.

    Args:
        text: The whole text.
        names: Names of organizations in it, and how probable each is.

    Returns:
        Abbreviation to the probability of the name it stands for. Time grows with the text and the
        names, not with their product.
    """
    if "(" not in text or not names:
        return {}
    meant: dict[str, list[str]] = {}
    for name in names:
        for letters in initials(name):
            some = meant.setdefault(letters.upper(), [])
            if len(some) < CROWD:
                some.append(name)
    out: dict[str, float] = {}
    for match in _INTRODUCED.finditer(text):
        for name in meant.get(match[1], ()):
            if text.endswith(name, 0, match.start()):
                out[match[1]] = max(out.get(match[1], 0.0), names[name])
    return out


def mentions(text: str, abbreviations: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Where abbreviations stand in a text as words of their own, in its order."""
    wanted = frozenset(abbreviations)
    if wanted:
        for match in _MENTION.finditer(text):
            if match[0] in wanted:
                yield match.span()
