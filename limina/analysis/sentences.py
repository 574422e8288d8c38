"""Where sentences end, by a small rule that needs no model.

A sentence ends behind a sign that ends sentences in some script, unless the text goes on in small
letters, the sign is a full stop behind an abbreviation or an initial, or it belongs to an entity;
and it ends at an empty line. Lines alone end nothing, for texts are wrapped. This module knows no
labels.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import regex

_END: Final = regex.compile(
    r"""(?P<stop>[.!?…؟।॥။።]+)["'”’»)\]]*(?=\s|\Z)
      | [。！？｡]+["'”’」』）]*
      | (?:[^\S\n]*\n){2,}""",
    regex.VERBOSE | regex.V0,
)
_NEXT: Final = regex.compile(r"[\s\"'“‘«(\[¿¡-]*(?P<letter>\S)", regex.V0)
_WORD_BEFORE: Final = regex.compile(r"(?:[\p{L}\p{M}]\.)*[\p{L}\p{M}]{1,12}\Z", regex.V0)
_LONGEST_WORD: Final = 16
#: Abbreviations, without their last full stop, that go on with a capital or a figure.
_ABBREVIATIONS: Final = frozenset(
    (
        *("dr", "mr", "mrs", "ms", "mx", "prof", "st", "sr", "jr", "rev", "hon", "gen", "col"),
        *("sgt", "lt", "capt", "cpt", "maj", "messrs", "vs", "approx"),
        *("inc", "ltd", "co", "corp", "ave", "rd", "blvd", "apt", "dept", "e.g", "i.e", "cf"),
        *("ca", "bzw", "geb", "str", "z.b", "hr", "fr", "mme", "mlle", "m", "mm", "sra", "srta"),
        *("dra", "ud", "sig", "dott", "avv", "ing", "dhr", "mevr", "pan", "ul", "г", "ул"),
        *("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"),
    )
)
#: Those that go on with a figure only.
_BEFORE_FIGURES: Final = frozenset(("no", "nos", "nr", "ext", "tel", "art", "fig", "vol", "pp"))


def split_sentences(text: str, spans: Sequence[tuple[int, int]] = ()) -> list[int]:
    """Find the sentences of a text.

    Args:
        text: Any text.
        spans: Stretches inside which no sentence ends, sorted and disjoint; code points.

    Returns:
        Where each sentence ends, in ascending order, code points; the last one with the text.
    """
    ends: list[int] = []
    inside = 0
    for match in _END.finditer(text):
        start = match.start()
        while inside < len(spans) and spans[inside][1] <= start:
            inside += 1
        within = inside < len(spans) and spans[inside][0] <= start
        if not within and (match["stop"] is None or _ends(text, match)):
            ends.append(match.end())
    if not ends or ends[-1] < len(text):
        ends.append(len(text))
    return ends


def _ends(text: str, match: regex.Match[str]) -> bool:
    """Whether a sentence ends at a sign that may also stand inside one."""
    following = _NEXT.match(text, match.end())
    if following is not None and following["letter"].islower():
        return False
    if match["stop"] != ".":
        return True
    start = match.start()
    word = _WORD_BEFORE.search(text, max(0, start - _LONGEST_WORD), start)
    if word is None:
        return True
    abbreviation = word[0].lower()
    if abbreviation in _BEFORE_FIGURES:
        return following is None or not following["letter"].isdigit()
    initial = len(abbreviation) == 1 and word[0].isupper()
    return not initial and abbreviation not in _ABBREVIATIONS
