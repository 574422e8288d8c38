"""Classes of words that are in no list, by how they end: `-itis` is a disease, `-statin` a drug.

The endings of drugs are the stems of international non-proprietary names.
"""

from __future__ import annotations

from limina_dictionary import classes as c
from limina_dictionary.lists import read

_LONGEST = 8
_SHORTEST = 3


def _endings() -> dict[str, int]:
    out = dict.fromkeys(read("condition-endings"), c.CONDITION)
    out |= dict.fromkeys(read("drug-endings"), c.DRUG)
    return out | dict.fromkeys(read("procedure-endings"), c.PROCEDURE)


_ENDINGS = _endings()
_EXCEPTIONS = frozenset(read("ending-exceptions"))
#: Shorter words are something else (`otis`, `mab`).
_SHORTEST_WORD = 7
#: The last three letters of all endings: what has none of them is no further looked at.
TAILS = frozenset(ending[-3:] for ending in _ENDINGS)


def flags_of(word: str) -> int:
    """The class of a word in small letters by its ending; 0 if it has none of them."""
    if word[-3:] not in TAILS or len(word) < _SHORTEST_WORD:
        return 0
    if not word.isalpha() or word in _EXCEPTIONS:
        return 0
    for size in range(_LONGEST, _SHORTEST - 1, -1):
        flags = _ENDINGS.get(word[-size:])
        if flags and len(word) - size >= _SHORTEST:
            return flags | c.STEM
    return 0
