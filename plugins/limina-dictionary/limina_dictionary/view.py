"""How a text is looked at when terms are searched: whole words between single spaces.

Everything that is no part of a word becomes a space, one for one, so that an offset in the view is
an offset in the text. No case is changed: `İ`, `ß` and their like cannot shift anything.
"""

from __future__ import annotations

import unicodedata

#: Marks that join: a handle, a hashtag or an identifier is one word and never a name.
_WORD_MARKS = frozenset("_@#\u200c\u200d")
_PLANES = (range(0x3400), range(0xA000, 0xAC00), range(0xD800, 0x10000))
_EMOJI = (range(0x1F000, 0x1FC00), range(0xE0000, 0xE0200))


def _separators() -> dict[int, str]:
    table: dict[int, str] = {}
    for block in (*_PLANES, *_EMOJI):
        for point in block:
            char = chr(point)
            if unicodedata.category(char)[0] not in "LMN" and char not in _WORD_MARKS:
                table[point] = " "
    return table


SEPARATORS = _separators()


def view_of(text: str) -> str:
    """The text with every separator as a space; as long as the text."""
    return text.translate(SEPARATORS)


def key_of(term: str) -> str:
    """How a term stands in a view: its words between spaces, one before and one behind it."""
    return f" {view_of(term).strip()} "


def composed(text: str) -> tuple[str, list[int] | None]:
    """A text with its accents composed, for the lists are: `e` + U+0301 is `é` there.

    Args:
        text: Any text.

    Returns:
        The text to search, and for each offset in it, its end included, the offset in `text`; None
        if they are the same.
    """
    if unicodedata.is_normalized("NFC", text):
        return text, None
    parts: list[str] = []
    offsets: list[int] = []
    start = 0
    size = len(text)
    while start < size:
        end = start + 1
        while end < size and unicodedata.combining(text[end]):
            end += 1
        part = unicodedata.normalize("NFC", text[start:end])
        parts.append(part)
        offsets.extend([start] * len(part))
        start = end
    offsets.append(size)
    return "".join(parts), offsets
